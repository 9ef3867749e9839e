// The page in one file: opened from a disk, alone in its folder, it works whole and asks for nothing.

import assert from "node:assert/strict";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { after, test } from "node:test";

import { axe, browser, closeBrowser, DIST, screenshot } from "./harness.mjs";
import { complete, FIGURES, frames, part, ready } from "./figure.mjs";

const NAME = "kazakhstan-2022.html";
const folder = await fs.mkdtemp(path.join(os.tmpdir(), "ballotline-single-"));
await fs.copyFile(path.join(DIST, NAME), path.join(folder, NAME));
after(async () => {
  await closeBrowser();
  await fs.rm(folder, { recursive: true });
});

/** The file in a browser without a network, and everything that is said and asked for. */
async function opened(fragment = "", options = {}) {
  const context = await (await browser()).newContext({ viewport: { width: 1280, height: 900 }, offline: true, ...options });
  const page = await context.newPage();
  const said = [];
  const requests = [];
  page.on("console", (message) => said.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => said.push(String(error)));
  page.on("request", (request) => requests.push(request.url()));
  const address = pathToFileURL(path.join(folder, NAME)).href;
  await page.goto(address + fragment, { waitUntil: "load" });
  return { context, page, said, requests, address };
}

/** What was asked for beyond what the page made of itself. */
const outside = (requests) => requests.filter((address) => !/^(blob|data):/.test(address)).map((address) => address.split("#")[0]);

/** Where the links lead that can be followed now, in the page and in its figures. */
const links = (page) => page.evaluate(() => {
  const roots = [document, ...[...document.querySelectorAll("ballotline-figure")].flatMap(({ shadowRoot }) => shadowRoot ?? [])];
  return roots.flatMap((root) => [...root.querySelectorAll("a[href]")].map((link) => link.getAttribute("href")));
});

test("every figure becomes live, the base is changed, files are saved, and nothing is asked for", async () => {
  const { context, page, said, requests, address } = await opened();
  await ready(page);
  await complete(page);
  await part(page, "results", "[data-say='base cast']").click();
  await frames(page);
  assert.equal(page.url(), `${address}#base=cast`);
  assert.match(await part(page, "results", ".bl-deck").textContent(), /8,300,046 ballots cast/);
  assert.match(await part(page, "history", ".bl-deck").textContent(), /ballots cast/);
  for (const figure of ["results", "timeline"]) {
    await part(page, figure, ".bl-share > summary").click();
    await part(page, figure, "[data-say='take png']").waitFor();
    const [file] = await Promise.all([page.waitForEvent("download"), part(page, figure, "[data-say='take png']").click()]);
    const bytes = await fs.readFile(await file.path());
    assert.equal(file.suggestedFilename(), `${figure}.png`);
    assert.equal(bytes.subarray(1, 4).toString(), "PNG");
  }
  // What is offered is there: no code for files that are not.
  for (const word of ["frame", "helper", "element"]) assert.equal(await part(page, "results", `[data-say='take ${word}']`).count(), 0, word);
  assert.equal(await part(page, "results", "[name=lang]").count(), 0, "no other language is in the file");
  await part(page, "results", "[data-say='take preview']").click();
  await page.waitForFunction(() => document.querySelector("[figure=results]").shadowRoot.querySelector(".bl-preview > *")?.shadowRoot?.querySelector("canvas"));
  assert.equal(await page.locator(".bl-preview > ballotline-figure").evaluate((own) => own.shadowRoot.querySelector("[data-say='base cast']").getAttribute("aria-pressed")), "true");
  const [table] = await Promise.all([page.waitForEvent("download"), page.locator("a[data-table='elections.csv']").click()]);
  assert.equal(table.suggestedFilename(), "elections.csv");
  assert.equal(await fs.readFile(await table.path(), "utf8"), await fs.readFile(path.join(DIST, "data/kazakhstan-2022/elections.csv"), "utf8"));
  assert.deepEqual(outside(requests), [address]);
  assert.deepEqual(said, []);
  await screenshot(page, "single");
  await context.close();
});

test("a link to a state opens it, and a place in the record leaves it alone", async () => {
  const { context, page, said, requests, address } = await opened("#from=2022-11-01&to=2022-11-30&base=registered");
  await ready(page);
  assert.match(await part(page, "results", ".bl-deck").textContent(), /registered voters/);
  assert.match(await part(page, "timeline", ".bl-deck").textContent(), /November 2022/);
  await page.locator("a[href='#record']").click();
  assert.equal(await page.evaluate(() => document.querySelector("#record").open), true);
  assert.match(page.url(), /base=registered/);
  assert.match(await part(page, "results", ".bl-deck").textContent(), /registered voters/);
  for (const href of await links(page)) {
    if (!href.startsWith("#")) assert.match(href, /^(https?|blob|mailto):/, href);
    else assert.equal(await page.evaluate((id) => document.getElementById(id) !== null, href.slice(1)), true, href);
  }
  assert.deepEqual(await axe(page), []);
  assert.deepEqual(outside(requests), [address]);
  assert.deepEqual(said, []);
  await context.close();
});

test("without a script it is picture, table and record, and no link is dead", async () => {
  const { context, page, said, requests, address } = await opened("", { javaScriptEnabled: false });
  const { pictures, dead } = await page.evaluate(() => ({
    pictures: [...document.querySelectorAll("ballotline-figure")].map((figure) => [...figure.querySelectorAll(".bl-picture svg")].filter((picture) => picture.checkVisibility()).length),
    dead: [...document.querySelectorAll("a[href]")].map((link) => link.getAttribute("href"))
      .filter((href) => (href.startsWith("#") ? !document.getElementById(href.slice(1)) : !/^https?:/.test(href))),
  }));
  assert.deepEqual(pictures, FIGURES.map(() => 1));
  assert.deepEqual(dead, []);
  assert.deepEqual([outside(requests), said], [[address], []]);
  await context.close();
});

test("the record in a file is in the file's language", async () => {
  for (const [name, heading] of [[NAME, "The record"], ["kazakhstan-2022.ru.html", "Хроника"], ["kazakhstan-2022.kk.html", "Тізілім"]]) {
    const file = await fs.readFile(path.join(DIST, name), "utf8");
    assert.match(file, new RegExp(`<details id="record">\\s*<summary>${heading}</summary>`), name);
    assert.doesNotMatch(file, /href="record/, name);
  }
});
