// What a reader takes away: files, citations and codes, in a part that is fetched when it is asked for.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import fs from "node:fs/promises";
import { after, test } from "node:test";

import { FIGURES, fragment, frames, inside, part, ready } from "./figure.mjs";
import { axe, closeBrowser, DIST, openPage } from "./harness.mjs";

after(closeBrowser);

/** Opens what can be taken away of a figure. */
async function open(page, figure) {
  await part(page, figure, ".bl-share > summary").click();
  await part(page, figure, "[data-say='take svg']").waitFor();
}

/** What a press on a word puts into the clipboard. */
async function copied(page, figure, word) {
  await page.evaluate(() => navigator.clipboard.writeText(""));
  await part(page, figure, `[data-say='take ${word}']`).click();
  for (let round = 0; round < 100; round += 1) {
    const text = await page.evaluate(() => navigator.clipboard.readText());
    if (text) return text;
    await page.waitForTimeout(50);
  }
  return "";
}

const CLIPBOARD = { permissions: ["clipboard-read", "clipboard-write"] };

/** Chooses an option by its value. */
const choose = (page, figure, name, value) => part(page, figure, `.bl-share [name=${name}]`).selectOption(value);

/** The rows of a CSV file. */
function rowsOf(text) {
  const cells = [...text.replace(/^\ufeff/, "").matchAll(/"((?:[^"]|"")*)"(,|\r\n)/g)];
  const rows = [[]];
  for (const [, cell, end] of cells) {
    rows.at(-1).push(cell.replaceAll('""', '"'));
    if (end !== ",") rows.push([]);
  }
  return rows.slice(0, -1);
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
    // Chromium lets a page have ten files in a burst, and drops what comes within a second after them.
    await page.waitForTimeout(1100);
    await open(page, figure);
    const svg = await saved(page, figure, "svg");
    const text = svg.bytes.toString();
    assert.equal(svg.name, `${figure}.svg`);
    const headline = await part(page, figure, ".bl-headline").innerText();
    const state = await page.evaluate((text) => {
      const parsed = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
      return [parsed.localName, parsed.getAttribute("aria-label"), parsed.textContent.includes("CC-BY-4.0"), parsed.querySelectorAll("parsererror").length];
    }, text);
    assert.deepEqual(state, ["svg", headline, true, 0], figure);
    assert.doesNotMatch(text, /var\(|<style|href=/, `${figure}: nothing that a file lacks`);
    const csv = (await saved(page, figure, "csv")).bytes.toString();
    assert.ok(csv.startsWith("\ufeff\"") && csv.endsWith("\"\r\n"), figure);
    assert.doesNotMatch(csv, /(^|,)"([=+@]|-(?!\d+(\.\d+)?"))/m, `${figure}: no formula`);
    const { title, rows } = JSON.parse((await saved(page, figure, "json")).bytes);
    assert.deepEqual([title, rows.length], [headline, csv.trim().split("\r\n").length - 1], figure);
  }
  assert.deepEqual(requests.filter((address) => /share/.test(address)).map((address) => address.split("/").at(-1)).sort(), ["ballotline_share_part.wasm", "share.js"]);
  assert.deepEqual([opened.messages, opened.errors], [[], []]);
  await opened.close();
});

test("a picture has as many pixels for each of the page's as are chosen, three at first, whatever the screen has", async () => {
  const opened = await openPage({ width: 360 });
  const { page } = opened;
  await ready(page);
  await open(page, "results");
  const size = async () => {
    const { bytes } = await saved(page, "results", "png");
    assert.equal(bytes.subarray(1, 4).toString(), "PNG");
    return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  };
  const [width, height] = await size();
  assert.ok(width === 3 * (328 + 32) && height > width, `${width} × ${height}`);
  for (const density of [1, 2]) {
    await choose(page, "results", "density", String(density));
    assert.deepEqual(await size(), [(width / 3) * density, (height / 3) * density]);
  }
  // It is remembered while the figure changes below it, which may make the picture lower.
  await part(page, "results", "[data-say='base cast']").click();
  await frames(page);
  assert.equal(await part(page, "results", "[name=density]").inputValue(), "2");
  await opened.close();
});

test("a full table is everything, whatever is shown; figures that show everything have no other", async () => {
  const opened = await openPage({ path: "/#from=2022-11-01&to=2022-11-30&find=election&base=cast&metric=turnout" });
  const { page } = opened;
  await ready(page);
  const cases = [
    // [figure, rows at least, a column, what stands in it]
    ["timeline", 200, "title", /./],
    ["results", 8, "percent_of_valid", /^(\d+\.\d{4})?$/],
    ["history", 7, "winner", /./],
    ["turnout-map", 20, "region_id", /^KZ-/],
  ];
  for (const [figure, least, column, wanted] of cases) {
    await open(page, figure);
    const { name, bytes } = await saved(page, figure, "full");
    assert.equal(name, `${figure}-full.csv`);
    const [header, ...rows] = rowsOf(bytes.toString());
    const shown = rowsOf((await saved(page, figure, "csv")).bytes.toString());
    assert.ok(rows.length >= least && rows.length >= shown.length - 1, `${figure}: ${rows.length} rows, ${shown.length} shown`);
    assert.ok(rows.every((row) => row.length === header.length && wanted.test(row[header.indexOf(column)])), figure);
    // What comes later has been waited for.
    const sources = rows.map((row) => row[header.indexOf("addresses")]);
    assert.ok(sources.filter((cell) => cell.startsWith("https://")).length > rows.length / 2, figure);
    if (figure === "timeline") {
      assert.ok(shown.length < 40, `${shown.length} in the window`);
      assert.ok(rows.every((row) => row[header.indexOf("summary")].length > 10));
      assert.ok(rows.some((row) => row[header.indexOf("goldstein")] === "-10.0"));
    }
  }
  for (const figure of FIGURES.filter((figure) => !cases.some((own) => own[0] === figure))) {
    await open(page, figure);
    assert.equal(await part(page, figure, "[data-say='take full']").count(), 0, figure);
  }
  assert.deepEqual([opened.messages, opened.errors], [[], []]);
  await opened.close();
});

test("a full table says in its last row that something did not come", async () => {
  const opened = await openPage({ missing: ["/story-rest.bin"] });
  const { page } = opened;
  await ready(page);
  await open(page, "timeline");
  const rows = rowsOf((await saved(page, "timeline", "full")).bytes.toString());
  assert.match(rows.at(-1)[0], /had not arrived yet/);
  assert.ok(rows.length > 200 && rows.at(-1).length === rows[0].length);
  await opened.close();
});

test("citations and codes go to the clipboard, with what the reader has chosen; without one into a field", async () => {
  const opened = await openPage({ context: CLIPBOARD });
  const { page } = opened;
  await ready(page);
  await part(page, "results", "[data-say='base cast']").click();
  await open(page, "results");
  const table = [
    ["plain", /^“Nobody came second”, in: .*\. Ballotline\. http:\S+#.*base=cast \(seen \d{1,2}\s[A-Z][a-z]+ \d{4}\)$/],
    ["bibtex", /^@misc\{ballotline-results,\n {2}title = \{\{Nobody came second\}\}/],
    ["csl", /^\[\{"id":"ballotline-results","type":"webpage"/],
    ["frame", /^<iframe src="http:\/\/[^"]*\/frame\.html#figure=results&amp;lang=en&amp;base=cast" title="Nobody came second"/],
    ["helper", /^<div data-ballotline="http[^"]*#figure=results&amp;lang=en&amp;base=cast" title="Nobody came second"><\/div><script src="http[^"]*\/embed\.js"/],
    ["element", /^<script type="module" src="http[^"]*\/ballotline\.js" integrity="sha384-[^"]{64}" crossorigin="anonymous"><\/script><ballotline-figure figure="results" lang="en" state="base=cast"><a href="http[^"]*#base=cast">Nobody came second<\/a><\/ballotline-figure>$/],
    ["still", /^<figure lang="en".*<svg.*<table>.*<\/figure>$/s],
  ];
  for (const [word, wanted] of table) {
    const text = await copied(page, "results", word);
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

test("a code has the theme and the language that are chosen, which begin with the figure's, and what the link to the page says", async () => {
  const opened = await openPage({ path: "/index.ru.html#base=cast", context: CLIPBOARD });
  const { page } = opened;
  await page.$eval("[figure=results]", (figure) => (figure.theme = "dark"));
  await ready(page);
  await open(page, "results");
  assert.equal(await part(page, "results", "[name=theme]").inputValue(), "dark");
  assert.equal(await part(page, "results", "[name=lang]").inputValue(), "ru");
  assert.match(await copied(page, "results", "frame"), /#figure=results&amp;theme=dark&amp;lang=ru&amp;base=cast" title="[^"]*[а-я]/);
  // Of another language the title, the picture and the table are in it too.
  await choose(page, "results", "lang", "en");
  assert.match(await copied(page, "results", "frame"), /&amp;theme=dark&amp;lang=en&amp;base=cast" title="Nobody came second"/);
  assert.match(await copied(page, "results", "helper"), /&amp;theme=dark&amp;lang=en&amp;base=cast" title="Nobody came second"/);
  assert.match(await copied(page, "results", "element"), /<ballotline-figure figure="results" theme="dark" lang="en" state="base=cast">/);
  const dark = await copied(page, "results", "still");
  assert.match(dark, /^<figure lang="en".*<summary>Table</s);
  await choose(page, "results", "theme", "light");
  await choose(page, "results", "lang", "kk");
  const light = await copied(page, "results", "still");
  assert.match(light, /^<figure lang="kk".*<summary>Кесте</s);
  assert.ok(dark.includes("#14171a") && !light.includes("#14171a"), "the ground is the theme's");
  await choose(page, "results", "theme", "auto");
  const code = await copied(page, "results", "frame");
  assert.doesNotMatch(code, /theme=/);
  // As high as the figure with what can be taken away folded.
  const high = await inside(page, "results", (root) => root.host.offsetHeight - root.querySelector(".bl-share").offsetHeight);
  const given = Number(/ height="(\d+)"/.exec(code)[1]);
  assert.ok(given >= high + 24 && given <= high + 60, `${given} px for ${high}`);
  // Who was asked in the other language is gone, and nobody has heard of it.
  assert.equal(await inside(page, "results", (root) => root.querySelectorAll("ballotline-figure").length), 0);
  assert.deepEqual([opened.messages, opened.errors], [[], []]);
  await opened.close();
});

test("a code for another story's figure names the story", async () => {
  const host = `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>An article</title>
    <script type="module" src="/ballotline.js"></script><body>
    <ballotline-figure figure="results" story="data/kazakhstan-2022/datapackage.json"></ballotline-figure></body></html>`;
  const opened = await openPage({ path: "/host.html", extra: { "/host.html": host }, context: CLIPBOARD });
  const { page } = opened;
  await ready(page);
  await open(page, "results");
  const address = `${opened.origin}/data/kazakhstan-2022/datapackage.json`;
  // No page of ours shows it: who cites it, or has no scripts, is led to the article, which keeps no state in its address.
  await part(page, "results", "[data-say='base cast']").click();
  for (const [word, wanted] of [
    ["plain", ` Ballotline. ${opened.origin}/host.html (seen`],
    ["bibtex", `url = {${opened.origin}/host.html},`],
    ["csl", `"URL":"${opened.origin}/host.html"`],
    ["element", `<a href="${opened.origin}/host.html">`],
    ["still", `href="${opened.origin}/host.html"`],
  ]) {
    const text = await copied(page, "results", word);
    assert.ok(text.includes(wanted), `${word}: ${text.slice(0, 400)}`);
  }
  assert.ok((await copied(page, "results", "element")).includes(`story="${address}"`));
  assert.ok((await copied(page, "results", "frame")).includes(`story=${encodeURIComponent(address)}&amp;`));
  await opened.close();
});

test("a citation for BibTeX is text that TeX prints as it is, whatever a story is called", async () => {
  const table = [
    ["Turnout: 73 % & more", "Turnout: 73 \\% \\& more"],
    ["A_b #1 costs $5", "A\\_b \\#1 costs \\$5"],
    ["a~b ^ c\\d", "a\\textasciitilde{}b \\textasciicircum{} c\\textbackslash{}d"],
    ["An {odd} } name", "An odd  name"],
  ];
  for (const [title, wanted] of table) {
    const extra = {
      "/story.json": JSON.stringify({ title, resources: [{ name: "elections", path: "e.csv" }, { name: "results", path: "r.csv" }] }),
      "/e.csv": "election_id,country,date,office,kind,valid_votes,source_id,share_base\nx-2020-05-03,XXX,2020-05-03,mayor,regular,100,count,valid\n",
      "/r.csv": 'election_id,option_id,name,kind,votes,source_id\nx-2020-05-03,a,"Ann & 5 % McCoy",candidate,60,count\nx-2020-05-03,b,Ben,candidate,40,count\n',
      "/host.html": `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>An article</title>
        <script type="module" src="/ballotline.js"></script><body><ballotline-figure figure="results" story="story.json"></ballotline-figure></body></html>`,
    };
    const opened = await openPage({ path: "/host.html", extra, context: CLIPBOARD });
    await ready(opened.page);
    await open(opened.page, "results");
    const headline = await part(opened.page, "results", ".bl-headline").innerText();
    const text = await copied(opened.page, "results", "bibtex");
    assert.ok(text.includes(`  howpublished = {Ballotline: ${wanted}},\n`), text);
    assert.ok(text.includes(`  title = {{${headline.replace(/[&%]/g, "\\$&")}}},\n`), text);
    await opened.close();
  }
});

test("a picture is no larger than every browser can paint, and one that cannot be painted is saved as it was drawn", async () => {
  const host = `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>An article</title>
    <script type="module" src="/ballotline.js"></script><body><ballotline-figure figure="timeline"></ballotline-figure></body></html>`;
  const opened = await openPage({ path: "/host.html", extra: { "/host.html": host }, width: 2500 });
  const { page } = opened;
  await ready(page);
  await open(page, "timeline");
  const { name, bytes } = await saved(page, "timeline", "png");
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  assert.equal(name, "timeline.png");
  assert.ok(width * height <= 4096 * 4096 && width * height > 4000 * 4000, `${width} × ${height}`);
  await page.evaluate(() => (HTMLCanvasElement.prototype.toBlob = (done) => done(null)));
  await page.waitForTimeout(1100);
  assert.equal((await saved(page, "timeline", "png")).name, "timeline.svg");
  await opened.close();
});

test("the digests are those of the files, and without them a code has none", async () => {
  const opened = await openPage({ context: CLIPBOARD });
  const list = await (await fetch(`${opened.origin}/integrity.json`)).json();
  for (const name of ["ballotline.js", "embed.js", "share.js", "ballotline.css", "ballotline_election.wasm", "story.ru.bin"]) {
    const bytes = Buffer.from(await (await fetch(`${opened.origin}/${name}`)).arrayBuffer());
    assert.equal(list[name], `sha384-${createHash("sha384").update(bytes).digest("base64")}`, name);
  }
  await ready(opened.page);
  await open(opened.page, "results");
  // The code works: a browser checks the script by it and shows the figure.
  const code = await copied(opened.page, "results", "element");
  const host = `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>An article</title><body>${code}</body></html>`;
  await opened.page.route("**/article.html", (route) => route.fulfill({ contentType: "text/html", body: host }));
  await opened.page.goto(`${opened.origin}/article.html`);
  await ready(opened.page);
  const changed = host.replace(/sha384-.{8}/, "sha384-AAAAAAAA");
  await opened.page.route("**/changed.html", (route) => route.fulfill({ contentType: "text/html", body: changed }));
  await opened.page.goto(`${opened.origin}/changed.html`);
  assert.equal(await opened.page.evaluate(() => customElements.get("ballotline-figure") === undefined), true);
  await opened.close();
  const without = await openPage({ context: CLIPBOARD, missing: ["/integrity.json"] });
  await ready(without.page);
  await open(without.page, "results");
  assert.match(await copied(without.page, "results", "element"), /ballotline\.js"><\/script>/);
  await without.close();
});

test("a preview shows what is chosen, keeps to itself, and goes when it is closed", async () => {
  const opened = await openPage({ csp: true, path: "/#base=cast" });
  const { page } = opened;
  await ready(page);
  await open(page, "results");
  await page.evaluate(() => {
    globalThis.heard = [];
    for (const name of ["ready", "select", "statechange", "link", "error", "share", "take"]) {
      document.addEventListener(name, (event) => heard.push(name), true);
    }
  });
  const before = await fragment(page);
  const button = part(page, "results", "[data-say='take preview']");
  assert.equal(await button.getAttribute("aria-expanded"), "false");
  await choose(page, "results", "theme", "dark");
  await button.click();
  const own = page.locator("ballotline-figure[figure=results] .bl-preview > ballotline-figure");
  await own.waitFor();
  assert.equal(await button.getAttribute("aria-expanded"), "true");
  const text = (selector) => own.evaluate((figure, selector) => figure.shadowRoot?.querySelector(selector)?.textContent ?? "", selector);
  const waitFor = async (selector, wanted) => {
    for (let round = 0; round < 100 && !wanted.test(await text(selector)); round += 1) await page.waitForTimeout(50);
    assert.match(await text(selector), wanted);
  };
  await waitFor(".bl-headline", /Nobody came second/);
  await waitFor("[data-say='base cast'][aria-pressed=true]", /./);
  assert.ok(await own.evaluate((figure) => figure.hasAttribute("data-dark") && getComputedStyle(figure).backgroundColor === "rgb(20, 23, 26)"));
  assert.equal(await own.evaluate((figure) => figure.clientWidth), await page.$eval("[figure=results]", (figure) => figure.clientWidth));
  // What is done in it is told to nobody: neither the page, nor its address, nor the other figures.
  await own.locator("[data-say='base registered']").first().click();
  await waitFor("[data-say='base registered'][aria-pressed=true]", /./);
  await frames(page);
  assert.deepEqual(await page.evaluate(() => heard), ["take"]);
  assert.equal(await fragment(page), before);
  for (const figure of ["results", "history"]) {
    assert.equal(await inside(page, figure, (root) => root.querySelector("[data-say='base cast']").getAttribute("aria-pressed")), "true", figure);
  }
  // It follows what is chosen for the code and in the figure.
  await choose(page, "results", "lang", "kk");
  await waitFor(".bl-table > summary", /Кесте/);
  await part(page, "results", "[data-say='base valid']").first().click();
  await waitFor("[data-say='base valid'][aria-pressed=true]", /./);
  await button.click();
  await own.waitFor({ state: "detached" });
  await button.click();
  await own.waitFor();
  await part(page, "results", ".bl-share > summary").click();
  await own.waitFor({ state: "detached" });
  assert.deepEqual([opened.messages, opened.errors], [[], []]);
  await opened.close();
});

test("choices, codes and the preview are reached by keyboard, named, and within the page in every language and theme", async () => {
  for (const [language, path] of [["en", "/"], ["ru", "/index.ru.html"], ["kk", "/index.kk.html"]]) {
    for (const dark of [false, true]) {
      const opened = await openPage({ path, width: 360, dark });
      const { page } = opened;
      await ready(page);
      await part(page, "results", ".bl-share > summary").focus();
      await page.keyboard.press("Enter");
      await part(page, "results", "[data-say='take svg']").waitFor();
      await frames(page);
      const walked = [];
      for (let step = 0; step < 18; step += 1) {
        await page.keyboard.press("Tab");
        walked.push(await inside(page, "results", ({ activeElement: own }) => own?.getAttribute("name") ?? own?.dataset.say?.replace("take ", "")));
        if (walked.at(-1) === "preview") await page.keyboard.press("Enter");
        if (walked.at(-1) === "still") break;
      }
      assert.deepEqual(walked, ["png", "density", "svg", "csv", "full", "json", "plain", "bibtex", "csl", "theme", "lang", "preview", "frame", "helper", "element", "still"]);
      await page.waitForFunction(() => document.querySelector("[figure=results]").shadowRoot.querySelector(".bl-preview > *")?.shadowRoot?.querySelector("canvas"));
      await frames(page);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${language}: the page is too wide`);
      const empty = await inside(page, "results", (root) => [...root.querySelectorAll(".bl-share :is(option, button, b, label)")].filter((own) => !own.textContent.trim()).length);
      assert.equal(empty, 0, language);
      assert.deepEqual(await axe(page), [], `${language} ${dark ? "dark" : "light"}`);
      assert.deepEqual(opened.errors, []);
      await opened.close();
    }
  }
});

test("where what can be taken away does not come, that is said, and it is asked for anew when it is opened again", async () => {
  for (const name of ["share.js", "ballotline_share_part.wasm"]) {
    const opened = await openPage();
    const { page } = opened;
    await page.route(`**/${name}`, (route) => route.abort());
    await ready(page);
    const summary = part(page, "results", ".bl-share > summary");
    await summary.click();
    const sentence = part(page, "results", ".bl-share > .bl-remark");
    await sentence.waitFor();
    assert.match(await sentence.textContent(), /could not be loaded/, name);
    assert.match(await inside(page, "results", (root) => root.querySelector(".bl-live").textContent), /could not be loaded/, name);
    await page.unroute(`**/${name}`);
    await summary.click();
    await summary.click();
    await part(page, "results", "[data-say='take svg']").waitFor();
    assert.equal(await sentence.count(), 0, name);
    assert.deepEqual(opened.errors, [], name);
    await opened.close();
  }
});

test("codes lead to the folder of the files; where only single files are known there are none", async () => {
  const page = (places) => `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>An article</title><ballotline-figure figure="results"></ballotline-figure>
    <script type="module">import { init } from "/ballotline.js"; init(${JSON.stringify(places)});</script></html>`;
  const files = { "share.js": "/assets/share-1a2b.js" };
  const extra = { "/assets/share-1a2b.js": await fs.readFile(`${DIST}/share.js`), "/base.html": page({ base: "/" }), "/both.html": page({ files, base: "/" }), "/files.html": page({ files }) };
  for (const [path, isOffered] of [["/base.html", true], ["/both.html", true], ["/files.html", false]]) {
    const opened = await openPage({ path, extra, context: CLIPBOARD });
    await ready(opened.page);
    await open(opened.page, "results");
    await part(opened.page, "results", "[data-say='take still']").waitFor();
    await frames(opened.page);
    for (const word of ["frame", "helper", "element"]) {
      const button = opened.page.locator(`ballotline-figure [data-say='take ${word}']`).first();
      await button.waitFor({ state: isOffered ? "visible" : "hidden" });
    }
    if (isOffered) assert.match(await copied(opened.page, "results", "frame"), new RegExp(`src="${opened.origin}/frame\\.html#`), path);
    assert.ok((await copied(opened.page, "results", "still")).includes("<svg"), path);
    await opened.close();
  }
});
