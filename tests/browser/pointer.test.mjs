// Mouse, wheel and fingers: what is under the pointer is what was drawn, and the page keeps its own scrolling.

import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";

import { corner, fragment, frames, inside, marks, middle, part, pixels, ready, touch } from "./figure.mjs";
import { closeBrowser, openPage } from "./harness.mjs";

let mouse;
let finger;

before(async () => {
  mouse = await openPage({ height: 1400, context: { reducedMotion: "reduce" } });
  finger = await openPage({ width: 360, height: 740, context: { hasTouch: true, isMobile: true, reducedMotion: "reduce" } });
});

after(async () => {
  await Promise.all([mouse.close(), finger.close()]);
  await closeBrowser();
});

/** Opens the page anew in the state of a link. */
async function open({ page, origin }, link = "") {
  await page.goto(`${origin}/?${Math.random()}#${link}`);
  await ready(page);
  return page;
}

const title = (page) =>
  inside(page, "timeline", (root) => root.querySelector(".bl-card:not(.bl-list)")?.getAttribute("aria-label") ?? null);

/** Waits until the timeline's window in the address is this one, in days since 1970, or so many days near it. */
async function windowBecomes(page, wanted, days, what) {
  const reached = ([ends, most]) => {
    const at = new URLSearchParams(location.hash.slice(1));
    const found = [Date.parse(at.get("from")) / 864e5, Date.parse(at.get("to")) / 864e5 + 1];
    return found.every((end, index) => Math.abs(end - ends[index]) <= most) && found;
  };
  try {
    return await (await page.waitForFunction(reached, [wanted, days], { timeout: 3000 })).jsonValue();
  } catch {
    const iso = wanted.map((end, index) => new Date((end - index) * 864e5).toISOString().slice(0, 10));
    assert.fail(`${what}: ${iso.join(" to ")} within ${days} days, but the address is ${await fragment(page)}`);
  }
}

/** The line below the timeline's headline: it names the window at once, while the address may lag behind. */
const deck = (page) => inside(page, "timeline", (root) => root.querySelector(".bl-deck").textContent);

const day = (text) => Date.parse(text) / 864e5;
const OPENING = [day("2022-01-01"), day("2023-01-01")];
// The lanes' calendar at a width of 1,216 px.
const LEFT = 132;
const RIGHT = 1216 - 68;
const dayAt = (x, [from, to]) => from + ((x - LEFT) / (RIGHT - LEFT)) * (to - from);

test("the mark under the mouse is marked, and its card opens", async () => {
  const page = await open(mouse);
  const events = Object.entries(await marks(page, "timeline")).filter(([key]) => key.startsWith("event:"));
  assert.ok(events.length > 30, `${events.length} marks`);
  const titles = await inside(page, "timeline", async () => {
    const text = await (await fetch("data/kazakhstan-2022/events.csv")).text();
    return Object.fromEntries(text.split("\n").map((line) => [line.split(",", 1)[0], line]));
  });
  // Every eighth mark; a mark's group holds its label too, so only small ones are what they seem.
  const small = events.filter(([, { width, height }]) => width <= 26 && height <= 26);
  const some = small.filter((_, index) => index % Math.ceil(small.length / 8) === 0);
  assert.ok(some.length >= 5, `${some.length} marks to try`);
  for (const [key, mark] of some) {
    // A card that was asked for may stand before a mark.
    await part(page, "timeline", ".bl-close").click();
    await frames(page);
    const bare = await pixels(page, "timeline");
    const [x, y] = await middle(page, "timeline", mark);
    await page.mouse.move(x, y);
    await frames(page);
    assert.notEqual(await pixels(page, "timeline"), bare, `${key} under the mouse`);
    await page.mouse.down();
    await page.mouse.up();
    await frames(page);
    const opened = await title(page);
    const row = titles[key.slice("event:".length)];
    assert.ok(row.includes(opened.replaceAll('"', '""')), `${key} opens its card, not ${opened}`);
    assert.equal(new URLSearchParams(await fragment(page)).get("event"), key.slice("event:".length));
  }
});

test("what is under the pointer is what was drawn there, also in a page that zooms or scales it", async () => {
  const found = {};
  for (const style of ["", "zoom: 1.5", "zoom: 0.8", "transform: scale(1.3, 1.1); transform-origin: 0 0"]) {
    const host = `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>An article</title><script type="module" src="/ballotline.js"></script>
      <body style="margin: 0"><div style="width: 640px; ${style}"><ballotline-figure figure="turnout-map"></ballotline-figure></div></body></html>`;
    const own = await openPage({ path: "/host.html", width: 1200, height: 1800, extra: { "/host.html": host } });
    await ready(own.page);
    await own.page.evaluate(() => {
      self.chosen = [];
      document.addEventListener("select", ({ detail }) => self.chosen.push(detail.region));
    });
    const { x, y, width, height } = await inside(own.page, "turnout-map", (root) => root.querySelector("canvas").getBoundingClientRect().toJSON());
    for (const [right, down] of [[0.25, 0.3], [0.5, 0.4], [0.75, 0.5], [0.5, 0.6], [0.6, 0.2]]) {
      await own.page.mouse.click(x + width * right, y + height * down);
      await frames(own.page);
    }
    found[style] = await own.page.evaluate(() => self.chosen);
    await own.close();
  }
  assert.ok(found[""].length >= 3, JSON.stringify(found));
  for (const [style, chosen] of Object.entries(found)) assert.deepEqual(chosen, found[""], style);
});

test("a count opens into a list, Escape closes it, and an entry of it opens its card", async () => {
  const page = await open(mouse, "event=none");
  const counts = await marks(page, "timeline");
  const [x, y] = await middle(page, "timeline", counts["crowd:2022-01-04-protests-spread-almaty"]);
  await page.mouse.click(x, y);
  await part(page, "timeline", ".bl-list").waitFor();
  await page.keyboard.press("Escape");
  await part(page, "timeline", ".bl-list").waitFor({ state: "detached" });
  await page.mouse.click(x, y);
  await part(page, "timeline", ".bl-list").waitFor();
  const entries = part(page, "timeline", ".bl-list li button");
  assert.ok((await entries.count()) >= 2);
  const wanted = await entries.nth(1).locator(".bl-way-title").innerText();
  await entries.nth(1).click();
  await part(page, "timeline", ".bl-list").waitFor({ state: "detached" });
  assert.equal(await title(page), wanted);
});

test("Ctrl and the wheel zoom about the pointer; the plain wheel scrolls the page", async () => {
  const page = await open(mouse);
  const { x, y } = await corner(page, "timeline");
  const at = LEFT + 700;
  await page.mouse.move(x + at, y + 400);
  const scale = await page.evaluate(() => visualViewport.scale * devicePixelRatio);
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, -100);
  await page.keyboard.up("Control");
  const held = dayAt(at, OPENING);
  const length = (OPENING[1] - OPENING[0]) / 2;
  const part = (at - LEFT) / (RIGHT - LEFT);
  const zoomed = await windowBecomes(page, [held - part * length, held + (1 - part) * length], 1, "zoomed");
  assert.equal(await page.evaluate(() => visualViewport.scale * devicePixelRatio), scale, "the page is not zoomed");

  await page.mouse.wheel(120, 0);
  await windowBecomes(page, zoomed.map((end) => end + (120 / (RIGHT - LEFT)) * length), 1, "moved sideways");

  const top = await page.evaluate(() => scrollY);
  const before = await deck(page);
  await page.mouse.wheel(0, -200);
  await page.waitForFunction((old) => scrollY === old - 200, top);
  assert.equal(await deck(page), before, "and moves nothing in the figure");
});

test("dragging, the brush and its handles, buttons and presets move the window, within its ends", async () => {
  const page = await open(mouse);
  const drag = async (from, to, height) => {
    const { x, y } = await corner(page, "timeline");
    await page.mouse.move(x + from, y + height);
    await page.mouse.down();
    for (const step of [0.25, 0.5, 0.75, 1]) {
      await page.mouse.move(x + from + (to - from) * step, y + height + 3 * step);
      await frames(page);
    }
    await page.mouse.up();
  };
  const all = [day("1991-01-01"), day("2026-01-01")];
  const overview = (moment) => LEFT + ((moment - all[0]) / (all[1] - all[0])) * (RIGHT - LEFT);
  const atOverview = (px) => all[0] + ((px - LEFT) / (RIGHT - LEFT)) * (all[1] - all[0]);
  const year = OPENING[1] - OPENING[0];
  const button = (selector) => part(page, "timeline", selector).click();
  const table = [
    ["the lanes follow the mouse", () => drag(900, 600, 300), OPENING.map((end) => end + (300 / (RIGHT - LEFT)) * year), 1],
    ["a preset", () => button("[data-say='preset 2022']"), OPENING, 0],
    ["the right handle", () => drag(overview(OPENING[1]), overview(day("2024-06-01")), 40),
      [OPENING[0], atOverview(overview(day("2024-06-01")))], 14],
    ["the left handle", () => drag(overview(OPENING[0]), overview(day("2019-01-01")), 40),
      [day("2019-01-01"), day("2024-06-01")], 14],
    ["the brush", () => drag(overview(day("2021-06-01")), overview(day("2011-06-01")), 40),
      [day("2009-01-01"), day("2014-06-01")], 28],
    ["the brush clamps at its end", () => drag(overview(day("2011-06-01")), overview(day("1980-06-01")), 40),
      [all[0], all[0] + day("2014-06-01") - day("2009-01-01")], 28],
    ["all years", () => button("[data-say='preset all']"), all, 0],
    ["nearer", () => button("[data-say='zoom in']"), [all[0] + (all[1] - all[0]) / 4, all[0] + (3 * (all[1] - all[0])) / 4], 1],
    ["later", () => button("[data-say='move later']"),
      [all[0] + (all[1] - all[0]) * (1 / 4 + 1 / 6), all[0] + (all[1] - all[0]) * (3 / 4 + 1 / 6)], 2],
    ["the end is the end", () => button("[data-say='move later']"), [all[0] + (all[1] - all[0]) / 2, all[1]], 2],
    ["farther, and no farther than the ends", () => button("[data-say='zoom out']"), all, 0],
    ["the election's month", () => button("[data-say='preset election-month']"), [day("2022-11-01"), day("2022-12-01")], 0],
  ];
  for (const [what, work, wanted, days] of table) {
    await work();
    await windowBecomes(page, wanted, days, what);
  }
});

test("lanes that are let go while they move glide on, and come to rest; with little motion wanted they stop", async () => {
  for (const reducedMotion of ["no-preference", "reduce"]) {
    await mouse.page.emulateMedia({ reducedMotion });
    const page = await open(mouse);
    const { x, y } = await corner(page, "timeline");
    await page.mouse.move(x + 900, y + 400);
    await page.mouse.down();
    for (let step = 1; step <= 8; step += 1) await page.mouse.move(x + 900 - 25 * step, y + 400);
    await page.mouse.up();
    await frames(page);
    const let_go = await deck(page);
    await page.waitForTimeout(1500);
    const rest = await deck(page);
    if (reducedMotion === "reduce") assert.equal(rest, let_go);
    else assert.notEqual(rest, let_go);
    await page.waitForTimeout(300);
    assert.equal(await deck(page), rest, "it has come to rest");
  }
});

test("two fingers zoom, one moves the lanes sideways, and an upright swipe scrolls the page", async () => {
  const page = await open(finger, "from=2022-03-01&to=2022-04-29");
  const { y } = await corner(page, "timeline");
  const [from, to] = [day("2022-03-01"), day("2022-04-30")];
  // The lanes' calendar at a width of 328 px.
  const [left, wide] = [16 + 10, 328 - 20];
  const at = (x) => from + ((x - left) / wide) * (to - from);
  const height = y + 300;
  await touch(page, [[[130, height], [80, height]], [[230, height], [280, height]]]);
  const perDay = 200 / (at(230) - at(130));
  const pinched = await windowBecomes(page, [at(130) - (80 - left) / perDay, at(230) + (left + wide - 280) / perDay], 1.5, "pinched");
  assert.equal(await page.evaluate(() => visualViewport.scale), 1, "the page is not zoomed");

  const length = pinched[1] - pinched[0];
  await touch(page, [[[260, height], [140, height]]]);
  await windowBecomes(page, pinched.map((end) => end + (120 / wide) * length), 1, "swiped sideways");

  const before = { top: await page.evaluate(() => scrollY), deck: await deck(page) };
  await touch(page, [[[180, height + 200], [180, height]]]);
  await page.waitForFunction((old) => scrollY > old + 80, before.top);
  assert.equal(await deck(page), before.deck, "the lanes stay where they are");
});

test("a tap opens the card of the mark beneath, with a finger's reach", async () => {
  const page = await open(finger);
  const events = Object.entries(await marks(page, "timeline", "bl-at-narrow"));
  const [key, mark] = events.find(([name, { width }]) => name === "event:2022-01-06-russian-paratroopers-arrive" && width > 0);
  const [x, y] = await middle(page, "timeline", { ...mark, width: Math.min(mark.width, 26), height: Math.min(mark.height, 26) });
  await page.touchscreen.tap(x, y);
  await frames(page);
  assert.equal(new URLSearchParams(await fragment(page)).get("event"), key.slice("event:".length));
});

test("a card that opens at the foot of the window does not hide its event", async () => {
  for (const [opened, form, heights] of [[mouse, "bl-at-wide", [1400, 1000, 700]], [finger, "bl-at-narrow", [740]]]) {
    for (const height of heights) {
      await opened.page.setViewportSize({ width: opened.page.viewportSize().width, height });
      const page = await open(opened, "event=none");
      const events = Object.entries(await marks(page, "timeline", form)).filter(([key]) => key.startsWith("event:"));
      const low = events.sort(([, one], [, other]) => other.y - one.y)[Math.floor(events.length / 4)][1];
      const { x, y } = await corner(page, "timeline");
      // The mark stands 120 px above the window's foot, where the card will be.
      await page.evaluate((by) => scrollBy(0, by), y + low.y - (height - 120));
      const top = () => inside(page, "timeline", (root) => root.querySelector("canvas").getBoundingClientRect().top);
      await page.mouse.click(x + low.x + low.width / 2, (await top()) + low.y + low.height / 2);
      await part(page, "timeline", ".bl-asked .bl-card").waitFor();
      await frames(page);
      const card = await inside(page, "timeline", (root) => root.querySelector(".bl-asked").getBoundingClientRect().top);
      const at = (await top()) + low.y;
      assert.ok(at > 0 && at + low.height < card, `${height} px: the mark is at ${at}, the card begins at ${card}`);
    }
  }
  await mouse.page.setViewportSize({ width: 1280, height: 1400 });
});
