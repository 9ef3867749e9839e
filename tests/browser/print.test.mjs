// What a reader gets on paper: each figure as it stands, its table, its notes, its sources and its link, on white, heads with their
// pictures, on few pages.

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

/** What no reader can press on paper, and what only leads elsewhere. */
const IDLE = "button:not(.bl-kind, .bl-dagger, .bl-voice button, thead button), input, select, summary:not(.bl-number-notes > summary), .bl-controls, .bl-note";

/**
 * What is seen of daggers and sources under a root: names of rows with a dagger that no note speaks of, names of notes that stand
 * twice, sources whose address is not printed.
 */
const unexplained = (root) => {
  const seen = (selector) => [...root.querySelectorAll(selector)].filter((element) => element.checkVisibility());
  const names = seen(".bl-number-notes .bl-voice > p > b:first-child").map(({ textContent }) => textContent);
  const rows = seen(".bl-table tbody tr").filter((row) => row.querySelector(".bl-dagger")).map((row) => row.firstChild.textContent);
  const links = seen(":is(.bl-source, .bl-by, .bl-number-notes, .bl-sources) a");
  return {
    daggers: rows.filter((name) => !names.includes(name)),
    twice: names.filter((name, index) => names.indexOf(name) !== index),
    unaddressed: links.filter((link) => !getComputedStyle(link, "::after").content.includes(link.getAttribute("href"))).length,
    noted: rows.length,
    cited: links.length,
  };
};

/** What is seen of a live figure then. */
const look = (page, figure) => inside(page, figure, (root, [idle, height]) => {
  const canvas = root.querySelector("canvas");
  const shown = (selector) => [...root.querySelectorAll(selector)].filter((element) => element.checkVisibility()).length;
  const top = (selector) => root.querySelector(selector).getBoundingClientRect().top;
  return {
    link: root.host.getAttribute("data-print"),
    said: getComputedStyle(root.host, "::after").content,
    laidOut: Math.round(canvas.width / 3),
    rows: shown(".bl-table tbody tr"),
    buttons: shown(idle),
    order: top(".bl-headline") < top(".bl-picture") && top(".bl-picture") < top(".bl-table table"),
    // Head and picture find room on one page.
    whole: canvas.getBoundingClientRect().bottom - top(".bl-headline") < height,
    source: shown(".bl-source") > 0,
    dark: root.host.hasAttribute("data-dark"),
  };
}, [IDLE, PAPER.height]);

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
    assert.deepEqual(rest, { link, laidOut: 880, buttons: 0, order: true, whole: true, source: true, dark: false }, figure);
    assert.equal(said, `"${link}"`, figure);
    assert.ok(rows >= 6, `${figure}: ${rows} rows`);
    const { noted, cited, ...wrong } = await inside(page, figure, unexplained);
    assert.deepEqual(wrong, { daggers: [], twice: [], unaddressed: 0 }, figure);
    // The table of votes names its sources row by row.
    assert.ok(figure === "un-votes" || cited > 0, figure);
    assert.equal(noted > 0, ["results", "history", "contest", "turnout-clock"].includes(figure), figure);
  }
  assert.equal(await page.locator(".languages").isVisible(), false);
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
  assert.ok(pdf.startsWith("%PDF"));
  // It is 18: half-empty pages, or a table in lines of its own, would make it more.
  const pages = pdf.match(/\/Type \/Page\b/g).length;
  assert.ok(pages > 8 && pages <= 20, `${pages} pages`);
  assert.doesNotMatch(pdf, /\/Subtype \/Image/);
  await opened.close();
});

test("in no language is anything wider than paper, for which a browser would make the whole page smaller", async () => {
  for (const path of ["/", "/index.ru.html", "/index.kk.html"]) {
    const opened = await openPage({ path });
    await ready(opened.page);
    await complete(opened.page);
    await onPaper(opened.page);
    assert.equal(await opened.page.evaluate(() => document.documentElement.scrollWidth), PAPER.width, path);
    await opened.close();
  }
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
  assert.deepEqual([seen.link, seen.dark, seen.laidOut], [`${opened.origin}/there.html#base=cast`, false, 880]);
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
  const seen = await page.evaluate((idle) => [...document.querySelectorAll("ballotline-figure")].map((figure) => {
    const shown = (selector) => [...figure.querySelectorAll(selector)].filter((element) => element.checkVisibility()).length;
    const breaks = (selector) => [...figure.querySelectorAll(selector)].map((element) => getComputedStyle(element));
    return {
      pictures: shown(".bl-picture svg"),
      rows: shown(".bl-table tbody tr") > 5,
      controls: shown(idle),
      heads: breaks(".bl-headline, .bl-deck").every(({ breakAfter, breakInside }) => `${breakAfter} ${breakInside}` === "avoid avoid"),
      whole: breaks(".bl-picture").every(({ breakInside }) => breakInside === "avoid"),
      ink: getComputedStyle(figure.querySelector(".bl-headline")).color,
    };
  }), IDLE);
  assert.equal(seen.length, FIGURES.length);
  for (const figure of seen) {
    assert.deepEqual(figure, { pictures: 1, rows: true, controls: 0, heads: true, whole: true, ink: "rgb(21, 24, 27)" });
  }
  for (const figure of FIGURES) {
    const { noted, cited, ...wrong } = await page.locator(`ballotline-figure[figure=${figure}]`).evaluate(unexplained);
    assert.deepEqual(wrong, { daggers: [], twice: [], unaddressed: 0 }, figure);
  }
  await printed(page, "still");
  await opened.close();
});
