// Everything can be done with keys, and what is spoken is what the table says.

import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";

import { complete, FIGURES, focused, fragment, frames, inside, listen, outspoken, part, picture, pixels, ready, spoken, spokenRows } from "./figure.mjs";
import { closeBrowser, openPage } from "./harness.mjs";

let opened;
let page;

before(async () => {
  opened = await openPage({ before: outspoken });
  page = opened.page;
});

beforeEach(async () => {
  await page.goto(`${opened.origin}/?${Math.random()}`);
  await ready(page);
  await complete(page);
});

after(async () => {
  await opened.close();
  await closeBrowser();
});

/** Puts the focus on a figure's picture as a reader with a keyboard does. */
async function tabTo(figure) {
  await picture(page, figure).evaluate((element) => {
    const stops = element.getRootNode().querySelectorAll("a, button:enabled, input, select, summary, [tabindex='0']");
    const isBefore = (stop) => stop.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING;
    [...stops].filter((stop) => isBefore(stop) && stop.checkVisibility()).at(-1).focus();
  });
  await page.keyboard.press("Tab");
  assert.deepEqual({ figure, isPicture: true }, (({ figure, isPicture }) => ({ figure, isPicture }))(await focused(page)));
  await frames(page);
}

/** Presses keys one after the other, without waiting for what follows. */
async function press(...keys) {
  for (const key of keys) await page.keyboard.press(key);
  await frames(page);
}

/** The event whose card is open. */
const card = () =>
  inside(page, "timeline", (root) => root.querySelector(".bl-card:not(.bl-list)")?.getAttribute("aria-label") ?? null);

test("Tab reaches each picture once, and nothing of the still figures", async () => {
  const stops = [];
  await page.evaluate(() => document.body.focus());
  for (let count = 0; count < 400; count += 1) {
    await page.keyboard.press("Tab");
    const stop = await focused(page);
    if (stop.tag === "BODY" || stop.tag === "HTML") break;
    stops.push(stop);
    if (stops.length > 2 && stop.figure === null && stops.some(({ figure }) => figure === "timeline")) break;
  }
  for (const figure of FIGURES) {
    const own = stops.filter((stop) => stop.figure === figure);
    assert.equal(own.filter(({ isPicture }) => isPicture).length, 1, `${figure}: ${JSON.stringify(own)}`);
  }
  assert.ok(stops.every(({ figure, tag }) => figure !== null || tag === "A"), JSON.stringify(stops));
});

test("the first Tab shows the ways over the figures, and one leads to the timeline with the address as it was", async () => {
  await page.goto(`${opened.origin}/?skip#country=POL`);
  await ready(page);
  // A link leads the reader to its figure, and in some browsers Tab with them.
  await page.keyboard.press("Tab");
  const begun = await focused(page);
  assert.ok(begun.figure === "contest" || (begun.figure === null && begun.tag === "A"), JSON.stringify(begun));
  // Who comes back begins where the page does.
  await page.reload();
  await ready(page);
  await page.evaluate(() => scrollTo(0, 0));
  const link = () => page.evaluate(() => document.activeElement.closest(".skip a")?.getAttribute("href") ?? null);
  const isSeen = () => page.locator(".skip").evaluate((list) => list.getBoundingClientRect().bottom > 0);
  assert.equal(await isSeen(), false, "before");
  await page.keyboard.press("Tab");
  assert.equal(await link(), "#results");
  assert.equal(await isSeen(), true, "with the focus");
  // They lead to places that there are, in the order of the page.
  const ways = await page.locator(".skip a").evaluateAll((links) => links.map(({ hash, textContent }) => {
    const place = document.getElementById(hash.slice(1));
    return { hash, named: textContent.includes(place.shadowRoot?.querySelector("h2").textContent ?? place.textContent) };
  }));
  assert.deepEqual(ways, [...FIGURES, "data-and-sources"].map((name) => ({ hash: `#${name}`, named: true })));
  let count = 1;
  for (; (await link()) !== "#timeline"; count += 1) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await frames(page);
  assert.equal(await fragment(page), "country=POL");
  await page.evaluate(() => scrollTo(0, 0));
  assert.equal(await isSeen(), false, "after");
  do {
    await page.keyboard.press("Tab");
    count += 1;
  } while (!(await focused(page)).name.includes("bl-find") && count < 20);
  // It was the 104th.
  assert.equal(count, 10);
  assert.equal(await part(page, "contest", "select").inputValue(), "POL");
});

test("arrows reach every datum, and what is spoken is the table’s row", async () => {
  const table = [
    // On registered voters every line of the table is in the picture.
    { figure: "results", before: ".bl-segments button >> nth=2", least: 9 },
    { figure: "history", before: ".bl-segments button >> nth=0", least: 7 },
    { figure: "contest", before: ".bl-headline", least: 35 },
    { figure: "turnout-map", before: ".bl-headline", least: 21 },
    { figure: "timeline", before: ".bl-segments:not(.bl-steps) button >> nth=0", least: 220 },
  ];
  for (const { figure, before: choice, least } of table) {
    await part(page, figure, choice).click();
    const rows = await spokenRows(page, figure);
    assert.ok(rows.length >= least, `${figure}: ${rows.length} rows`);
    const heard = await listen(page, figure);
    await tabTo(figure);
    await press("Home", ...Array(rows.length - 1).fill("ArrowRight"));
    const lines = (await heard()).filter((line, index, all) => line !== all[index - 1]);
    assert.deepEqual(lines.slice(-rows.length), rows, figure);
    await press("ArrowRight");
    assert.equal(await spoken(page, figure), rows.at(-1), `${figure}: the end is the end`);
    await press("Home");
    assert.equal(await spoken(page, figure), rows[0], `${figure}: Home`);
    await press("End");
    assert.equal(await spoken(page, figure), rows.at(-1), `${figure}: End`);
    await press("ArrowLeft");
    assert.equal(await spoken(page, figure), rows.at(-2), `${figure}: ArrowLeft`);
  }
});

test("the window follows the keyboard, and every event is at hand from near too", async () => {
  const rows = await spokenRows(page, "timeline");
  const [first] = rows;
  await tabTo("timeline");
  await press("Home");
  assert.match(await fragment(page), /from=199\d-/);
  const early = await spoken(page, "timeline");
  await press("End");
  const late = await spoken(page, "timeline");
  assert.notEqual(early, late);
  assert.notEqual(early, first);
  const before = await spoken(page, "timeline");
  await press("PageUp");
  assert.notEqual(await spoken(page, "timeline"), before);
  const lane = (line) => line.split("; Code")[0].split(", ").at(-2);
  await page.goto(`${opened.origin}/?lanes`);
  await ready(page);
  await tabTo("timeline");
  const here = await spoken(page, "timeline");
  await press("ArrowDown");
  const below = await spoken(page, "timeline");
  assert.notEqual(lane(below), lane(here), `${here} / ${below}`);
  await press("ArrowUp");
  assert.equal(lane(await spoken(page, "timeline")), lane(here));
});

test("Enter opens the card and goes into it, Escape comes back", async () => {
  await tabTo("timeline");
  await press("ArrowRight");
  const title = (await spoken(page, "timeline")).split(",")[0];
  for (const key of ["Enter", " "]) {
    await press(key);
    assert.equal(await card(), title, `after ${key}`);
    assert.equal((await focused(page)).id, "card", `after ${key}`);
    await press("Escape");
    assert.equal(await card(), null, `after Escape`);
    assert.equal((await focused(page)).isPicture, true, `after Escape`);
  }
  // From the picture, too.
  await press("Enter");
  await picture(page, "timeline").focus();
  await press("Escape");
  assert.equal(await card(), null);
  assert.equal((await focused(page)).isPicture, true);
});

test("in haste the first line is spoken and the last, and one that has not changed only to who asks again after a pause", async () => {
  const own = await openPage();
  await ready(own.page);
  const heard = await listen(own.page, "timeline");
  // All in one task, so that no machine is too slow for haste.
  const type = (word) => inside(own.page, "timeline", (root, word) => {
    const find = root.querySelector(".bl-find");
    for (const letter of word || " ") {
      find.value += letter;
      find.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
    }
  }, word);
  // What has been said when all that could wait has been.
  const said = async (wanted, least) => {
    await own.page.waitForFunction(([wanted, least]) => {
      const { heard } = document.querySelector("ballotline-figure[figure=timeline]");
      return heard.length >= least && heard.at(-1).startsWith(wanted);
    }, [wanted, least]).catch(async () => assert.fail(`${wanted}: ${JSON.stringify(await heard())}`));
    await own.page.waitForTimeout(600);
    return heard();
  };
  await type("sanctions");
  await frames(own.page);
  const count = await part(own.page, "timeline", ".bl-count b").textContent();
  const first = await said(count, 1);
  assert.ok(first.length <= 2 && first.at(-1).startsWith(count), JSON.stringify(first));
  await type("");
  assert.deepEqual((await said(count, first.length + 1)).slice(first.length), [first.at(-1)], "asked again");
  await own.close();
});

test("the tour keeps the focus: at its way on from the beginning to the end, and at its way in when it is left", async () => {
  const says = () => page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.dataset.say ?? null);
  await part(page, "timeline", "[data-say='step 1']").focus();
  await press("Enter");
  for (let step = 2; ; step += 1) {
    assert.equal(await says(), `step ${step}`);
    if (await inside(page, "timeline", (root) => root.activeElement.getAttribute("aria-disabled"))) break;
    await press("Enter");
  }
  const title = () => part(page, "timeline", ".bl-tour h3").textContent();
  const last = await title();
  await press("Enter");
  assert.equal(await title(), last, "the last is the last");
  await press("Shift+Tab", "Enter");
  assert.notEqual(await title(), last, "and there is a way back");
  await part(page, "timeline", "[data-say='step off']").focus();
  await press("Enter");
  assert.equal(await says(), "step 1");
});

test("plus and minus zoom round the event in focus", async () => {
  await tabTo("timeline");
  const days = async () => {
    const at = new URLSearchParams(await fragment(page));
    return (Date.parse(at.get("to")) - Date.parse(at.get("from"))) / 864e5 + 1;
  };
  await press("+");
  await page.waitForFunction(() => location.hash.includes("from="));
  const near = await days();
  assert.ok(Math.abs(near - 182.5) <= 1, `${near} days`);
  await press("=");
  await page.waitForFunction((old) => location.hash !== old, await page.evaluate(() => location.hash));
  assert.ok(Math.abs((await days()) - 91) <= 1);
  await press("-", "-");
  await page.waitForFunction((old) => location.hash !== old, await page.evaluate(() => location.hash));
  assert.ok(Math.abs((await days()) - 365) <= 1, `${await days()} days`);
});

test("the ring of the focus is seen with the keyboard only", async () => {
  for (const figure of FIGURES) {
    const bare = await pixels(page, figure);
    await tabTo(figure);
    const ringed = await pixels(page, figure);
    assert.notEqual(ringed, bare, `${figure}: with Tab`);
    await page.keyboard.press("ArrowRight");
    await frames(page);
    assert.notEqual(await pixels(page, figure), ringed, `${figure}: the ring goes along`);
    await page.evaluate(() => {
      for (let root = document; root?.activeElement; root = root.activeElement.shadowRoot) root.activeElement.blur?.();
    });
    await frames(page);
    assert.equal(await pixels(page, figure), bare, `${figure}: without the focus`);
    await picture(page, figure).locator("canvas").click({ position: { x: 2, y: 2 }, force: true });
    await page.mouse.move(0, 0);
    await frames(page);
    assert.equal((await focused(page)).isPicture, true, `${figure}: a click puts the focus there`);
    assert.equal(await pixels(page, figure), bare, `${figure}: and no ring is seen`);
  }
});
