// Whole ways through the timeline, one with a finger and one with keys: January 2022 day by day, an event that is looked for, its
// source, and back.

import assert from "node:assert/strict";
import { after, test } from "node:test";

import { complete, corner, focused, fragment, frames, inside, marks, outspoken, part, ready, spoken, touch } from "./figure.mjs";
import { closeBrowser, openPage } from "./harness.mjs";

after(closeBrowser);

/** What a reader of the timeline has before them. */
const seen = (page) =>
  inside(page, "timeline", (root) => {
    const card = root.querySelector(".bl-card:not(.bl-list)");
    const box = card?.getBoundingClientRect();
    return {
      deck: root.querySelector(".bl-deck").textContent,
      count: Number(root.querySelector(".bl-count b").textContent),
      card: card?.getAttribute("aria-label") ?? null,
      inView: card ? box.top >= 0 && Math.round(box.bottom) <= innerHeight : null,
      part: card ? box.height / innerHeight : 0,
    };
  });

/** First and last day of the window in the address. */
const days = async (page) => {
  const at = new URLSearchParams(await fragment(page));
  return ["from", "to"].map((key) => Date.parse(at.get(key)) / 864e5);
};

test("one hand on a phone: January 2022 day by day, SPIEF found, its source opened, and back", async () => {
  const opened = await openPage({ width: 360, height: 640, context: { hasTouch: true, isMobile: true } });
  const { page } = opened;
  await ready(page);
  const tap = async (selector) => {
    await part(page, "timeline", selector).first().tap();
    await frames(page);
  };
  await tap("[data-say='preset january-2022']");
  for (let times = 0; times < 2; times += 1) await tap("[data-say='zoom in']");
  await page.waitForFunction(() => location.hash.includes("from="));
  // To the first of the month, then on, with no day passed over.
  let [first] = [Infinity];
  for (let steps = 0; steps < 12 && first > Date.parse("2022-01-01") / 864e5; steps += 1) {
    await tap("[data-say='move earlier']");
    await page.waitForTimeout(550);
    [first] = await days(page);
  }
  let [, last] = await days(page);
  let events = 0;
  for (let steps = 0; steps < 20 && last < Date.parse("2022-01-31") / 864e5; steps += 1) {
    await tap("[data-say='move later']");
    await page.waitForTimeout(550);
    const [from, to] = await days(page);
    assert.ok(from <= last + 1 && to > last, `${from} to ${to} follows ${last}`);
    last = to;
    events += (await seen(page)).count;
  }
  assert.ok(last >= Date.parse("2022-01-31") / 864e5 && events > 10, `${last}, ${events} events`);

  await part(page, "timeline", ".bl-find").fill("spief");
  await frames(page);
  await tap("[data-say=fit]");
  await page.waitForFunction(() => location.hash.includes("find=spief"));
  await page.waitForTimeout(550);
  const found = await seen(page);
  assert.ok(found.count >= 1, JSON.stringify(found));
  // The first lane stands where it stood; along it the calendar says where the day is.
  const { y: height } = (await marks(page, "timeline", "bl-at-narrow"))["event:2022-01-06-russian-paratroopers-arrive"];
  const { x, y } = await corner(page, "timeline");
  const [from, to] = await days(page);
  const along = ((Date.parse("2022-06-17") / 864e5 + 0.5 - from) / (to + 1 - from)) * 328;
  await page.touchscreen.tap(x + along, y + height + 12);
  await frames(page);
  const card = await seen(page);
  assert.match(card.card ?? "", /Putin/);
  assert.ok(card.inView && card.part <= 0.51, JSON.stringify(card));

  const before = await fragment(page);
  const source = part(page, "timeline", ".bl-asked .bl-sources a").first();
  await source.scrollIntoViewIfNeeded();
  const leads = opened.context.waitForEvent("page");
  await source.tap();
  const other = await leads;
  await other.close();
  assert.equal(await fragment(page), before, "who comes back finds everything as it was");
  assert.deepEqual(await seen(page), card);

  // Neither lanes nor card keep the page from scrolling.
  for (const height of [260, 600]) {
    const top = await page.evaluate(() => scrollY);
    for (let swipes = 0; swipes < 8; swipes += 1) await touch(page, [[[180, height], [180, height - 200]]]);
    assert.ok((await page.evaluate(() => scrollY)) > top + 100, `from ${height} px`);
  }
  assert.deepEqual(opened.errors, []);
  await opened.close();
});

test("keys alone: January 2022, SPIEF found, its source reached, and back", async () => {
  const opened = await openPage({ before: outspoken });
  const { page } = opened;
  await ready(page);
  await complete(page);
  const tabUntil = async (what, wanted) => {
    for (let count = 0; count < 120; count += 1) {
      const now = await page.evaluate(() => {
        let element = document.activeElement;
        while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
        return { say: element?.dataset?.say ?? "", tag: element?.tagName, picture: element?.matches("[data-slot=picture]"), href: element?.href ?? "" };
      });
      if (wanted(now) && (await focused(page)).figure === "timeline") return;
      await page.keyboard.press("Tab");
    }
    assert.fail(`${what} is out of reach`);
  };
  await tabUntil("the preset", ({ say }) => say === "preset january-2022");
  await page.keyboard.press("Enter");
  await tabUntil("the picture", ({ picture: is }) => is);
  // Each event of the month in its turn; the spoken line names it.
  const said = new Set();
  await page.keyboard.press("Home");
  await frames(page);
  for (let count = 0; count < 140; count += 1) {
    await page.keyboard.press("ArrowRight");
    await frames(page);
    said.add(await spoken(page, "timeline"));
  }
  const january = [...said].filter((line) => line.includes("January 2022"));
  assert.ok(january.length >= 20, `${january.length} events of January`);
  assert.ok([...said].every((line) => [...line].length <= 120), "lines are short");

  await page.goto(`${opened.origin}/?search`);
  await ready(page);
  await complete(page);
  await tabUntil("the search", ({ say }) => say === "find");
  await page.keyboard.type("spief donbas");
  await frames(page);
  await tabUntil("the picture", ({ picture: is }) => is);
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  await frames(page);
  assert.match((await seen(page)).card ?? "", /Donbas/);
  await tabUntil("a source", ({ href }) => href.startsWith("http"));
  assert.equal((await focused(page)).tag, "A");
  await page.keyboard.press("Escape");
  await frames(page);
  assert.equal((await seen(page)).card, null);
  assert.equal((await focused(page)).isPicture, true);
  await opened.close();
});

test("on a phone the tour's words leave room for lanes, and what a step speaks of is in view", async () => {
  for (const [width, height] of [[360, 640], [320, 568]]) {
    const opened = await openPage({ width, height, context: { hasTouch: true, isMobile: true } });
    const { page } = opened;
    await ready(page);
    await complete(page);
    await part(page, "timeline", "[data-say='step 1']").tap();
    for (let step = 1; ; step += 1) {
      await frames(page);
      const seen = await inside(page, "timeline", (root) => {
        const [words, lanes] = [".bl-tour", "canvas"].map((selector) => root.querySelector(selector).getBoundingClientRect());
        return { top: words.top, words: words.height, lanes: Math.min(lanes.bottom, innerHeight) - Math.max(lanes.top, words.bottom) };
      });
      assert.ok(Math.abs(seen.top) < 1 && seen.words < height * 0.4, `${width} px, step ${step}: ${JSON.stringify(seen)}`);
      assert.ok(seen.lanes > height * 0.4, `${width} px, step ${step}: ${JSON.stringify(seen)}`);
      const next = part(page, "timeline", `.bl-tour [data-say='step ${step + 1}']`);
      if (await next.isDisabled()) break;
      await next.tap();
    }
    await part(page, "timeline", ".bl-tour [data-say='step off']").tap();
    await part(page, "timeline", ".bl-tour-way").waitFor();
    await opened.close();
  }
});
