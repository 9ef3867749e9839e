// What a reader gets on paper: each figure as it stands, its table, its sources and its link, on white, heads with their pictures.

import assert from "node:assert/strict";
import fs from "node:fs/promises";
import path from "node:path";
import { after, test } from "node:test";

import { closeBrowser, openPage, PICTURES, screenshot } from "./harness.mjs";
import { complete, FIGURES, frames, inside, part, pixels, ready } from "./figure.mjs";

after(closeBrowser);

const MARGIN = "1cm";
// The part of an A4 page between these margins, in CSS pixels.
const PAPER = { width: 718, height: 1047 };

/** Prints with the browser's own events; the file stays in the target directory to be looked at. */
async function printed(page, name) {
  await fs.mkdir(PICTURES, { recursive: true });
  const margin = { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN };
  return page.pdf({ path: path.join(PICTURES, `print-${name}.pdf`), format: "A4", margin });
}

/** As between the two events of printing, laid out as wide as paper is. */
async function onPaper(page) {
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize(PAPER);
}

/** What is seen of a live figure then. */
const look = (page, figure) => inside(page, figure, (root) => {
  const canvas = root.querySelector("canvas");
  const shown = (selector) => [...root.querySelectorAll(selector)].filter((element) => element.checkVisibility()).length;
  const top = (selector) => root.querySelector(selector).getBoundingClientRect().top;
  return {
    link: root.host.getAttribute("data-print"),
    said: getComputedStyle(root.host, "::after").content,
    laidOut: Math.round(canvas.width / 3),
    rows: shown(".bl-table tbody tr"),
    buttons: shown("button:not(.bl-kind, .bl-dagger, .bl-voice button, thead button), input, select, summary:not(.bl-fold > summary)"),
    order: top(".bl-headline") < top(".bl-picture") && top(".bl-picture") < top(".bl-table table"),
    source: shown(".bl-source") > 0,
    dark: root.host.hasAttribute("data-dark"),
  };
});

test("live figures are printed in the state they are in, with table, sources and link, and nothing to press", async () => {
  const opened = await openPage({ csp: true, dark: true });
  const { page } = opened;
  await ready(page);
  await complete(page);
  await part(page, "results", "[data-say='base cast']").click();
  await frames(page);
  const before = await pixels(page, "results");
  await onPaper(page);
  for (const figure of FIGURES) {
    const { rows, said, ...rest } = await look(page, figure);
    const link = page.url();
    assert.match(link, /#base=cast$/);
    assert.deepEqual(rest, { link, laidOut: 704, buttons: 0, order: true, source: true, dark: false }, figure);
    assert.equal(said, `"${link}"`, figure);
    assert.ok(rows >= 6, `${figure}: ${rows} rows`);
  }
  // Nothing is wider than paper but the table with a column for each state, which the browser fits by a hair.
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= PAPER.width * 1.03, `${width} px`);
  // The ground is white, the text of the picture is not.
  const [ground, text] = await inside(page, "results", (root) => {
    const { data } = root.querySelector("canvas").getContext("2d").getImageData(0, 0, 600, 60);
    let darkest = 765;
    for (let at = 0; at < data.length; at += 4) if (data[at + 3] === 255) darkest = Math.min(darkest, data[at] + data[at + 1] + data[at + 2]);
    return [getComputedStyle(root.ownerDocument.body).backgroundColor, darkest];
  });
  assert.deepEqual([ground, text < 120], ["rgb(255, 255, 255)", true]);
  await screenshot(page, "print-dark", { fullPage: true });
  await page.emulateMedia({ media: "screen" });
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await frames(page);
  assert.equal(await pixels(page, "results"), before, "on the screen it is as it was");
  assert.equal(await inside(page, "results", (root) => root.querySelector(".bl-table").open || root.host.style.cssText), "");
  assert.deepEqual([opened.messages, opened.errors], [[], []]);
  await opened.close();
});

test("Chromium prints lines and letters of a live picture, not its pixels", async () => {
  const opened = await openPage({ csp: true });
  await ready(opened.page);
  const pdf = (await printed(opened.page, "live")).toString("latin1");
  assert.ok(pdf.startsWith("%PDF") && pdf.match(/\/Type \/Page\b/g).length > 8);
  assert.doesNotMatch(pdf, /\/Subtype \/Image/);
  await opened.close();
});

test("a table that was open stays open, and colours for a dark page come back", async () => {
  const page = `<!doctype html><style>:root{--ballotline-text:#ffe;--ballotline-accent:#fa0}body{background:#111;color:#eee;margin:0}</style>
<script type="module" src="/ballotline.js"></script>
<ballotline-figure figure="results" state="base=cast" style="--ballotline-grid: #333" page="/there.html"></ballotline-figure>`;
  const opened = await openPage({ extra: { "/host.html": page }, path: "/host.html", width: 400 });
  await ready(opened.page);
  await part(opened.page, "results", ".bl-table > summary").click();
  await frames(opened.page);
  await opened.page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  const seen = await look(opened.page, "results");
  assert.deepEqual([seen.link, seen.dark, seen.laidOut], [`${opened.origin}/there.html#base=cast`, false, 704]);
  const colours = () => inside(opened.page, "results", (root) => ["--bl-ink", "--bl-accent", "--bl-rule"].map((name) => getComputedStyle(root.host).getPropertyValue(name)));
  assert.deepEqual(await colours(), ["#15181b", "#8a2a5f", "#e4e7ea"]);
  await opened.page.evaluate(() => dispatchEvent(new Event("afterprint")));
  assert.deepEqual(await colours(), ["#ffe", "#fa0", "#333"]);
  assert.deepEqual(
    await inside(opened.page, "results", (root) => [root.querySelector(".bl-table").open, root.querySelector("canvas").clientWidth, root.host.hasAttribute("data-print")]),
    [true, 400, false],
  );
  await opened.close();
});

test("without a script the still pictures are printed with their tables, light, and no head without its picture", async () => {
  const opened = await openPage({ javaScript: false, dark: true, width: PAPER.width, height: PAPER.height });
  const { page } = opened;
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  const seen = await page.evaluate(() => [...document.querySelectorAll("ballotline-figure")].map((figure) => {
    const shown = (selector) => [...figure.querySelectorAll(selector)].filter((element) => element.checkVisibility()).length;
    const breaks = (selector) => [...figure.querySelectorAll(selector)].map((element) => getComputedStyle(element));
    return {
      pictures: shown(".bl-picture svg"),
      rows: shown(".bl-table tbody tr") > 5,
      controls: shown("summary:not(.bl-fold > summary), .bl-controls, .bl-note"),
      heads: breaks(".bl-headline, .bl-deck").every(({ breakAfter, breakInside }) => `${breakAfter} ${breakInside}` === "avoid avoid"),
      whole: breaks(".bl-picture").every(({ breakInside }) => breakInside === "avoid"),
      ink: getComputedStyle(figure.querySelector(".bl-headline")).color,
    };
  }));
  assert.equal(seen.length, FIGURES.length);
  for (const figure of seen) {
    assert.deepEqual(figure, { pictures: 1, rows: true, controls: 0, heads: true, whole: true, ink: "rgb(21, 24, 27)" });
  }
  await printed(page, "still");
  await opened.close();
});
