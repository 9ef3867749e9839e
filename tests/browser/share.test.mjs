// What a reader takes away: files, citations and codes, in a part that is fetched when it is asked for.

import assert from "node:assert/strict";
import fs from "node:fs/promises";
import { after, test } from "node:test";

import { FIGURES, frames, part, ready } from "./figure.mjs";
import { closeBrowser, openPage } from "./harness.mjs";

after(closeBrowser);

/** Opens what can be taken away of a figure. */
async function open(page, figure) {
  await part(page, figure, ".bl-share > summary").click();
  await part(page, figure, "[data-say='take svg']").waitFor();
}

/** The file that a press on a word gives. */
async function saved(page, figure, word) {
  const [download] = await Promise.all([page.waitForEvent("download"), part(page, figure, `[data-say='take ${word}']`).click()]);
  return { name: download.suggestedFilename(), bytes: await fs.readFile(await download.path()) };
}

test("every figure gives its picture and its table as files, and nothing of it is fetched before", async () => {
  const opened = await openPage();
  const { page, requests } = opened;
  await ready(page);
  assert.deepEqual(requests.filter((address) => /share/.test(address)), []);
  for (const figure of FIGURES) {
    await open(page, figure);
    const svg = await saved(page, figure, "svg");
    const text = svg.bytes.toString();
    assert.equal(svg.name, `${figure}.svg`);
    const headline = await part(page, figure, ".bl-headline").innerText();
    const state = await page.evaluate((text) => {
      const parsed = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
      return [parsed.localName, parsed.getAttribute("aria-label"), parsed.textContent.includes("CC BY 4.0"), parsed.querySelectorAll("parsererror").length];
    }, text);
    assert.deepEqual(state, ["svg", headline, true, 0], figure);
    assert.doesNotMatch(text, /var\(|<style|href=/, `${figure}: nothing that a file lacks`);
    const csv = (await saved(page, figure, "csv")).bytes.toString();
    assert.ok(csv.startsWith("\ufeff\"") && csv.endsWith("\"\r\n"), figure);
    assert.doesNotMatch(csv, /(^|,)"[=+\-@]/m, `${figure}: no formula`);
    const { title, rows } = JSON.parse((await saved(page, figure, "json")).bytes);
    assert.deepEqual([title, rows.length], [headline, csv.trim().split("\r\n").length - 1], figure);
  }
  assert.deepEqual(requests.filter((address) => /share/.test(address)).map((address) => address.split("/").at(-1)).sort(), ["ballotline_share_part.wasm", "share.js"]);
  assert.deepEqual([opened.messages, opened.errors], [[], []]);
  await opened.close();
});

test("a picture has three pixels for each of the page's, whatever the screen has", async () => {
  const opened = await openPage({ width: 360 });
  const { page } = opened;
  await ready(page);
  await open(page, "results");
  const { bytes } = await saved(page, "results", "png");
  assert.equal(bytes.subarray(1, 4).toString(), "PNG");
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  assert.ok(width === 3 * (328 + 32) && height > width, `${width} × ${height}`);
  await opened.close();
});

test("citations and codes go to the clipboard, with what the reader has chosen; without one into a field", async () => {
  const opened = await openPage({ context: { permissions: ["clipboard-read", "clipboard-write"] } });
  const { page } = opened;
  await ready(page);
  await part(page, "results", "[data-say='base cast']").click();
  await open(page, "results");
  const copied = async (word) => {
    await part(page, "results", `[data-say='take ${word}']`).click();
    await page.waitForFunction((word) => document.querySelector("ballotline-figure").shadowRoot.querySelector(`[data-say='take ${word}'][data-done]`), word);
    return page.evaluate(() => navigator.clipboard.readText());
  };
  const table = [
    ["plain", /^“Nobody came second”, in: .*\. Ballotline\. http:\S+#.*base=cast \(seen \d{4}-\d\d-\d\d\)$/],
    ["bibtex", /^@misc\{ballotline-results,\n {2}title = \{Nobody came second\}/],
    ["csl", /^\[\{"id":"ballotline-results","type":"webpage"/],
    ["frame", /^<iframe src="http:\/\/[^"]*\/frame\.html#figure=results&amp;base=cast" title="Nobody came second"/],
    ["helper", /^<div data-ballotline="http[^"]*#figure=results&amp;base=cast"><\/div><script src="http[^"]*\/embed\.js"/],
    ["element", /^<script type="module" src="http[^"]*\/ballotline\.js"><\/script><ballotline-figure figure="results" state="base=cast"><\/ballotline-figure>$/],
    ["still", /^<figure.*<svg.*<table>.*<\/figure>$/s],
  ];
  for (const [word, wanted] of table) {
    const text = await copied(word);
    assert.match(text, wanted, word);
    if (word === "csl") assert.equal(JSON.parse(text)[0].title, "Nobody came second");
  }
  await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  await part(page, "results", "[data-say='take element']").click();
  const field = part(page, "results", "textarea.bl-field");
  await field.waitFor();
  assert.match(await field.inputValue(), /ballotline-figure figure="results"/);
  await frames(page);
  assert.deepEqual([opened.messages, opened.errors], [[], []]);
  await opened.close();
});
