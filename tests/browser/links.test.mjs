// The state of the page stands in its address, and nothing in an address is too odd.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { corner, fragment, frames, inside, marks, part, picture, pixels, ready } from "./figure.mjs";
import { closeBrowser, openPage } from "./harness.mjs";

let opened;
let page;

before(async () => {
  opened = await openPage();
  page = opened.page;
});

after(async () => {
  await opened.close();
  await closeBrowser();
});

async function open(link = "") {
  await page.goto(`${opened.origin}/?${Math.random()}#${link}`);
  await ready(page);
}

/** What the figures show, as far as it stands in an address. */
const shown = () =>
  page.evaluate(() => {
    const root = (name) => document.querySelector(`ballotline-figure[figure=${name}]`).shadowRoot;
    const pressed = (name) => root(name).querySelector(".bl-figure > .bl-controls .bl-segments:not(.bl-steps) [aria-pressed=true]")?.textContent ?? null;
    const timeline = root("timeline");
    return {
      base: pressed("results"),
      metric: pressed("history"),
      preset: pressed("timeline"),
      card: timeline.querySelector(".bl-card:not(.bl-list)")?.getAttribute("aria-label") ?? null,
      off: [...timeline.querySelectorAll(".bl-kind[aria-pressed=false]")].map((kind) => kind.dataset.say),
      find: timeline.querySelector(".bl-find").value,
      count: timeline.querySelector(".bl-count b").textContent,
    };
  });

/** Waits until the figures show what they did. */
const showsAgain = async (wanted, what) => {
  await page
    .waitForFunction(
      ([deck, base]) =>
        document.querySelector("ballotline-figure[figure=timeline]").shadowRoot.querySelector(".bl-count b")?.textContent === deck &&
        document.querySelector("ballotline-figure[figure=results]").shadowRoot.querySelector(".bl-segments [aria-pressed=true]")?.textContent === base,
      [wanted.count, wanted.base],
      { timeout: 5000 },
    )
    .catch(() => {});
  await frames(page);
  assert.deepEqual(await shown(), wanted, what);
};

test("a country chosen stands in the address, and the choice follows the address", async () => {
  await open();
  const chosen = () => inside(page, "contest", (root) => root.querySelector("select").value);
  const codings = () => part(page, "contest", ".bl-codings tbody tr").count();
  assert.deepEqual([await chosen(), await codings()], ["none", 0]);
  await part(page, "contest", "select").selectOption("UKR");
  await frames(page);
  assert.deepEqual([await fragment(page), await codings()], ["country=UKR", 9]);
  await part(page, "contest", "select").selectOption("POL");
  await frames(page);
  await page.goBack();
  await frames(page);
  assert.deepEqual([await fragment(page), await chosen(), await codings()], ["country=UKR", "UKR", 9]);
  await open("country=FRA");
  assert.equal(await chosen(), "FRA");
  await part(page, "contest", "select").selectOption("none");
  await frames(page);
  assert.deepEqual([await fragment(page), await codings()], ["", 0]);
});

test("a base, an election, a region chosen in one figure are chosen in all, whichever program they stand in", async () => {
  await open();
  const pressed = (figure, verb) => inside(page, figure, (root, say) =>
    root.querySelector(`.bl-segments [data-say^="${say} "][aria-pressed=true]`)?.dataset.say, verb);
  const bases = async () => [await pressed("results", "base"), await pressed("history", "base")];
  const keyOf = (figure) => inside(page, figure, (root) => root.querySelector(".bl-key").textContent);
  await part(page, "results", "[data-say='base cast']").click();
  await frames(page);
  assert.deepEqual([await fragment(page), ...(await bases())], ["base=cast", "base cast", "base cast"]);
  assert.match(await keyOf("contest"), /whatever base is chosen/);
  await part(page, "history", "[data-say='base registered']").click();
  await frames(page);
  assert.deepEqual([await fragment(page), ...(await bases())], ["base=registered", "base registered", "base registered"]);
  await page.goBack();
  await frames(page);
  assert.deepEqual([await fragment(page), ...(await bases())], ["base=cast", "base cast", "base cast"]);
  // The map stands in another program than the earlier elections, and the timeline in a third.
  await open();
  const window = () => inside(page, "timeline", (root) => root.querySelector(".bl-deck").textContent);
  const before = [await pixels(page, "history"), await pixels(page, "contest"), await window()];
  await part(page, "turnout-map", "[data-say='election kaz-2019-06-09']").click();
  await frames(page);
  await frames(page);
  assert.match(await fragment(page), /election=kaz-2019-06-09/);
  const after = [await pixels(page, "history"), await pixels(page, "contest"), await window()];
  after.forEach((now, index) => assert.notEqual(now, before[index], `figure ${index} has heard`));
  // And the other way, by keyboard.
  await open();
  await picture(page, "history").focus();
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Enter");
  await frames(page);
  await frames(page);
  assert.equal(await pressed("turnout-map", "election"), "election kaz-2019-06-09");
  const region = (figure) => inside(page, figure, (root) => root.querySelector("select").value);
  await open();
  await part(page, "turnout-map", "select").selectOption("KZ-61");
  await frames(page);
  assert.equal(await region("turnout-clock"), "KZ-61");
  await part(page, "turnout-clock", "select").selectOption("KZ-75");
  await frames(page);
  assert.deepEqual([await region("turnout-map"), await fragment(page)], ["KZ-75", "region=KZ-75"]);
});

test("choices stand in the address; going back, forward and reloading restore them", async () => {
  await open("mine=7&x");
  const press = (figure, selector) => part(page, figure, selector).click();
  const steps = [
    ["results", ".bl-segments button >> nth=1", "base=cast"],
    ["history", ".bl-segments button >> nth=1", "metric=turnout"],
    ["timeline", ".bl-close", "event=none"],
    ["timeline", "[data-say='preset election-month']", "from=2022-11-01&to=2022-11-30"],
    ["timeline", "[data-say='kind meeting']", "without=meeting"],
  ];
  const states = [await shown()];
  for (const [figure, selector, written] of steps) {
    await press(figure, selector);
    await frames(page);
    const link = await fragment(page);
    assert.ok(link.startsWith("mine=7&x"), `keys of others are kept: ${link}`);
    assert.ok(link.includes(written), `${written} in ${link}`);
    states.push(await shown());
  }
  await page.reload();
  await ready(page);
  await showsAgain(states.at(-1), "reloaded");
  for (let at = steps.length - 1; at >= 0; at -= 1) {
    await page.goBack();
    await showsAgain(states[at], `back before ${steps[at][2]}`);
  }
  assert.equal(await fragment(page), "mine=7&x");
  for (let at = 1; at <= steps.length; at += 1) {
    await page.goForward();
    await showsAgain(states[at], `forward to ${steps[at - 1][2]}`);
  }
});

test("links by hand are honoured, and what makes no sense in them is passed over", async () => {
  await open();
  const usual = await shown();
  const table = [
    ["from=2022-11-01&to=2022-11-30&event=2022-11-20-presidential-election&x=1",
      (now) => now.preset === "Election month" && now.card !== usual.card && now.card !== null],
    ["event=none", (now) => now.card === null && now.count === usual.count],
    ["base=registered&metric=number", (now) => /regist/i.test(now.base) && now.metric !== usual.metric],
    ["without=vote,force&find=osce", (now) => now.off.length === 2 && now.find === "osce" && Number(now.count) > 0],
    ["find=%D0%9A%ff+%", (now) => now.count === "0" && now.find.includes("К")],
    ["from=2022-11-01", (now) => now.preset === null && now.count !== usual.count],
    ["base=nonsense&metric=&from=yesterday&to=2022-13-45&without=cheese", usual],
    ["from=2022-12-31&to=2022-01-01", usual],
    ["&&&=&from&==&event", usual],
    ["from=0001-01-01&to=9999-12-31", (now) => now.count === "220"],
  ];
  for (const [link, wanted] of table) {
    await open(link);
    const now = await shown();
    if (typeof wanted === "function") assert.ok(wanted(now), `${link}: ${JSON.stringify(now)}`);
    else assert.deepEqual(now, wanted, link);
    assert.equal(await fragment(page), link, "a link that is only read stays as it is");
  }
  // The same while the page is open.
  await open();
  await page.evaluate(() => {
    location.hash = "base=cast&from=2022-11-01&to=2022-11-30";
  });
  await page.waitForFunction(
    () =>
      document.querySelector("ballotline-figure[figure=timeline]").shadowRoot.querySelector(".bl-segments [aria-pressed=true]")?.textContent ===
      "Election month",
  );
  assert.match((await shown()).base, /cast/i);
  assert.deepEqual(opened.errors, []);
});

test("what is chosen in one figure is shown in the others", async () => {
  await open();
  const before = await shown();
  const timeline = await page.locator("ballotline-figure[figure=timeline]").evaluate((figure) => figure.state);
  assert.equal(timeline, "");
  const place = (await marks(page, "history"))["election:kaz-2019-06-09"];
  const { x, y } = await corner(page, "history");
  await page.mouse.click(x + place.x + place.width / 2, y + place.y + place.height - 6);
  await page.waitForFunction(() => document.querySelector("ballotline-figure[figure=timeline]").state === "from=2018-12-09&to=2019-12-09");
  await part(page, "timeline", "[data-say='preset 2022']").click();
  await part(page, "timeline", ".bl-close").click();
  await page.mouse.move(0, 0);
  await frames(page);
  const unmarked = await pixels(page, "history");
  await inside(page, "timeline", (root) => root.querySelector("[data-say='step 1']").click());
  await frames(page);
  assert.notEqual(await pixels(page, "history"), unmarked, "the day of the event is marked");
  assert.equal((await shown()).base, before.base);
});

test("a vote goes to its event in the timeline, and the event’s day is marked among the votes", async () => {
  await open();
  const { x, y } = await corner(page, "un-votes");
  const unmarked = await pixels(page, "un-votes");
  // The first text of 2022 stands in the fifth row: 31 px of codes, 24 a row.
  await page.mouse.click(x + 150, y + 31 + 4.5 * 24);
  await page.waitForFunction(() => location.hash === "#event=2022-03-02-unga-es-11-1");
  await page.mouse.move(0, 0);
  await frames(page);
  assert.notEqual(await pixels(page, "un-votes"), unmarked, "the row is marked");
});

test("going back and a state given by the page are the figure's state", async () => {
  await open();
  const state = () => page.evaluate(() => document.querySelector("ballotline-figure[figure=results]").state);
  const move = () =>
    page.evaluate(() => {
      const figure = document.querySelector("ballotline-figure[figure=results]");
      figure.parentNode.insertBefore(figure, figure.nextSibling);
    });
  await part(page, "results", "[data-say='base cast']").click();
  await page.waitForFunction(() => location.hash === "#base=cast");
  await page.goBack();
  await page.waitForFunction(() => document.querySelector("ballotline-figure[figure=results]").state === "");
  await move();
  await ready(page);
  assert.equal((await shown()).base, "Valid votes");
  await page.evaluate(() => {
    document.querySelector("ballotline-figure[figure=results]").state = "base=registered";
  });
  await page.waitForFunction(() => location.hash === "#base=registered");
  assert.equal(await state(), "base=registered");
  await move();
  await ready(page);
  assert.match((await shown()).base, /regist/i);
});

test("a drag writes the address no more than twice a second, and adds nothing to the history", async () => {
  await open();
  await page.evaluate(() => {
    self.writes = [];
    for (const name of ["replaceState", "pushState"]) {
      const own = history[name];
      history[name] = function (...values) {
        self.writes.push([name, performance.now()]);
        return own.apply(this, values);
      };
    }
  });
  const { x, y } = await corner(page, "timeline");
  const length = await page.evaluate(() => history.length);
  await page.mouse.move(x + 900, y + 300);
  await page.mouse.down();
  const begun = Date.now();
  for (let step = 0; Date.now() - begun < 1600; step += 1) {
    await page.mouse.move(x + 900 - (step % 200), y + 300);
    await frames(page);
  }
  const during = await page.evaluate(() => self.writes);
  await page.mouse.up();
  assert.ok(during.length >= 2, JSON.stringify(during));
  assert.ok(during.every(([name]) => name === "replaceState"), JSON.stringify(during));
  for (const [index, [, at]] of during.entries()) {
    if (index > 0) assert.ok(at - during[index - 1][1] >= 490, JSON.stringify(during));
  }
  assert.equal(await page.evaluate(() => history.length), length);
});

test("a figure tells its host what a reader chose", async () => {
  await open();
  await page.evaluate(() => {
    self.told = [];
    for (const name of ["statechange", "select"]) document.addEventListener(name, ({ type, detail }) => self.told.push([type, detail]));
  });
  await part(page, "timeline", ".bl-close").click();
  await part(page, "timeline", "[data-say='preset election-month']").click();
  await frames(page);
  assert.deepEqual(await page.evaluate(() => self.told), [
    ["statechange", { state: "event=none" }],
    ["select", { event: "" }],
    ["statechange", { state: "from=2022-11-01&to=2022-11-30&event=none" }],
  ]);
  assert.equal(
    await inside(page, "timeline", (root) => root.host.state),
    "from=2022-11-01&to=2022-11-30&event=none",
  );
});

test("a link to an event shows it and its card; a page without one begins at its top", async () => {
  const seen = (target) =>
    target.evaluate(() => {
      const timeline = document.querySelector("ballotline-figure[figure=timeline]");
      const card = timeline.shadowRoot.querySelector(".bl-asked")?.getBoundingClientRect();
      const inView = card && card.top > 0 && Math.round(card.bottom) <= innerHeight && card.height <= innerHeight / 2 + 4;
      const canvas = timeline.shadowRoot.querySelector("canvas").getBoundingClientRect();
      return { canvas: canvas.top, page: scrollY, card: card ? inView : null, foot: card?.top };
    });
  for (const [width, height] of [[1280, 900], [360, 640]]) {
    const fresh = await openPage({ width, height });
    await ready(fresh.page);
    assert.deepEqual((await seen(fresh.page)).page, 0);
    await fresh.close();
    const led = await openPage({ width, height, path: "/#event=2022-01-06-russian-paratroopers-arrive" });
    await ready(led.page);
    await led.page.waitForFunction(() => scrollY > 0);
    await frames(led.page);
    const { canvas, card, foot } = await seen(led.page);
    const { y, height: high } = (await marks(led.page, "timeline", width < 600 ? "bl-at-narrow" : "bl-at-wide"))["event:2022-01-06-russian-paratroopers-arrive"];
    assert.ok(card && canvas + y > 0 && canvas + y + high < foot, `${width} px: the mark is at ${canvas + y}, the card at ${foot}`);
    // Who comes back finds the page where it was.
    await led.page.evaluate(() => scrollTo(0, 100));
    await led.page.reload();
    await ready(led.page);
    await frames(led.page);
    assert.ok((await seen(led.page)).canvas > height, `${width} px, reloaded`);
    await led.close();
  }
});

test("a link to an event, copied on a wide screen, leads to it on a phone", async () => {
  const led = await openPage({ width: 360, height: 740, path: "/#event=2022-11-22-us-concurs" });
  await ready(led.page);
  await frames(led.page);
  assert.match(await inside(led.page, "timeline", (root) => root.querySelector(".bl-card").textContent), /US agrees with observers/);
  assert.match(await part(led.page, "timeline", ".bl-deck").textContent(), /November 2022|Nov 2022/);
  await led.close();
});

test("the first press on a way to the timeline leads there, though that has not begun", async () => {
  for (const [width, height] of [[1280, 900], [360, 740]]) {
    const opened = await openPage({ width, height });
    const { page } = opened;
    await page.evaluate(() => document.querySelector("[figure=verdicts]").scrollIntoView());
    const way = part(page, "verdicts", "button.bl-link").first();
    await way.waitFor();
    await way.click();
    await page.waitForFunction(() => document.querySelector("[figure=timeline]").shadowRoot?.activeElement?.id === "card");
    await frames(page);
    const [top, foot, end] = await inside(page, "timeline", (root) => ["canvas", ".bl-asked", "canvas"].map((selector, index) => {
      const box = root.querySelector(selector).getBoundingClientRect();
      return index < 2 ? box.top : box.bottom;
    }));
    assert.ok(top < foot && end > 0 && foot < height, `${width} px: lanes from ${top} to ${end}, the card at ${foot}`);
    await opened.close();
  }
});

test("a link to an event that is not there says so", async () => {
  await open("event=nobody-knows");
  assert.match(await inside(page, "timeline", (root) => root.querySelector(".bl-empty").textContent), /not in this story/);
  assert.equal((await shown()).card, null);
});

test("a link to a place in the page changes no figure, and the way back does", async () => {
  await open();
  await page.evaluate(() => {
    document.body.insertAdjacentHTML("afterbegin", `<p id="note-1"><a href="#note-1">1</a> <a href="#note-2">2</a> <a href="#">top</a>
      <a href="#base=registered">voters</a></p><p id="note-2"></p>`);
  });
  const base = () => inside(page, "results", (root) => root.querySelector("[data-say^='base '][aria-pressed=true]").dataset.say);
  const click = (selector) => () => page.evaluate((selector) => document.querySelector(selector).click(), selector);
  const choose = (base) => () => inside(page, "results", (root, base) => root.querySelector(`[data-say='base ${base}']`).click(), base);
  const steps = [
    [choose("cast"), "base=cast", "cast"],
    [click("[href='#note-1']"), "note-1", "cast"],
    [() => page.goBack(), "base=cast", "cast"],
    [() => page.goBack(), "", "valid"],
    [click("[href='#note-1']"), "note-1", "valid"],
    [choose("cast"), "note-1&base=cast", "cast"],
    [click("[href='#note-2']"), "note-2", "cast"],
    [() => page.goBack(), "note-1&base=cast", "cast"],
    [() => page.goBack(), "note-1", "valid"],
    [choose("cast"), "note-1&base=cast", "cast"],
    [choose("valid"), "note-1", "valid"],
    [() => page.goBack(), "note-1&base=cast", "cast"],
    [() => page.goForward(), "note-1", "valid"],
    [choose("cast"), "note-1&base=cast", "cast"],
    [click("[href='#']"), "", "cast"],
    [() => page.goBack(), "note-1&base=cast", "cast"],
    [click("[href='#base=registered']"), "base=registered", "registered"],
    [click("[href='#note-1']"), "note-1", "registered"],
    [() => page.goBack(), "base=registered", "registered"],
    [click("[href='#']"), "", "registered"],
    [choose("cast"), "base=cast", "cast"],
  ];
  for (const [at, [work, link, wanted]] of steps.entries()) {
    await work();
    await page.waitForFunction((link) => location.hash.slice(1) === link, link);
    await frames(page);
    assert.equal(await base(), `base ${wanted}`, `step ${at}: #${link}`);
  }
});

test("who comes back from a link to an address that had no state finds the beginning", async () => {
  await page.goto(`${opened.origin}/?${Math.random()}`);
  await ready(page);
  await page.evaluate(() => document.body.insertAdjacentHTML("afterbegin", '<a href="#base=registered">voters</a>'));
  const base = (wanted) => page.waitForFunction((wanted) =>
    document.querySelector("ballotline-figure[figure=results]").shadowRoot.querySelector("[data-say^='base '][aria-pressed=true]").dataset.say === wanted, `base ${wanted}`);
  await page.evaluate(() => document.querySelector("[href='#base=registered']").click());
  await base("registered");
  await page.goBack();
  await base("valid");
});

test("a passing state is written into the address that it was said at, and into no other", async () => {
  const table = [
    ["a route", () => history.pushState({ route: 2 }, "", "/another/route")],
    ["a route, without the figure", () => {
      history.pushState({ route: 2 }, "", "/another/route#part-2");
      document.querySelector("ballotline-figure[figure=timeline]").remove();
    }],
    ["a place", () => history.replaceState(null, "", "#chapter-3")],
  ];
  for (const [what, go] of table) {
    await open();
    await picture(page, "timeline").focus();
    await page.keyboard.press("+");
    await page.waitForFunction(() => location.hash.includes("from="));
    // What is said right after something has been written waits.
    await page.keyboard.press("+");
    await frames(page);
    await page.evaluate(go);
    const here = page.url();
    await page.waitForTimeout(700);
    assert.equal(page.url(), here, what);
  }
  // What is said at the new address is written there.
  await picture(page, "timeline").focus();
  await page.keyboard.press("+");
  await page.waitForFunction(() => location.hash.startsWith("#chapter-3&from="));
});

test("a reader who has begun to read is left where they are", async () => {
  for (const isReading of [false, true]) {
    const host = `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>An article</title><script type="module" src="/ballotline.js"></script>
      <body><p style="height: 3000px"></p><ballotline-figure figure="results" address></ballotline-figure><p style="height: 6000px"></p></body></html>`;
    let go;
    const held = new Promise((resolve) => (go = resolve));
    const own = await openPage({ extra: { "/host.html": host } });
    await own.page.route("**/*.wasm", async (route) => {
      await held;
      await route.continue();
    });
    await own.page.goto(`${own.origin}/host.html#base=cast`);
    if (isReading) {
      await own.page.mouse.move(300, 300);
      await own.page.mouse.wheel(0, 500);
      await own.page.waitForFunction(() => scrollY >= 500);
    }
    go();
    await ready(own.page);
    if (isReading) assert.equal(await own.page.evaluate(() => scrollY), 500);
    else await own.page.waitForFunction(() => scrollY > 2000);
    await own.close();
  }
});

test("a link is copied, and said to be, only where it leads to the state", async () => {
  const event = "event=2022-11-26-inauguration";
  const table = [
    ["", null],
    ["address", "/host.html"],
    ['page="/elsewhere.html#x"', "/elsewhere.html"],
  ];
  for (const [attributes, wanted] of table) {
    const host = `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>An article</title>
      <script type="module" src="/ballotline.js"></script><body><ballotline-figure figure="timeline" state="${event}" ${attributes}></ballotline-figure></body></html>`;
    const own = await openPage({ path: "/host.html", extra: { "/host.html": host }, context: { permissions: ["clipboard-read", "clipboard-write"] } });
    await ready(own.page);
    await own.page.evaluate(() => navigator.clipboard.writeText("before"));
    const told = await own.page.evaluate(async () => {
      const figure = document.querySelector("ballotline-figure");
      const told = new Promise((done) => figure.addEventListener("link", ({ detail }) => done(detail.state)));
      figure.shadowRoot.querySelector(".bl-copy").click();
      return told;
    });
    assert.equal(told, event, "the page is told");
    await own.page.waitForTimeout(100);
    await frames(own.page);
    const [text, said] = await own.page.evaluate(async () =>
      [await navigator.clipboard.readText(), document.querySelector("ballotline-figure").shadowRoot.querySelector(".bl-live").textContent]);
    assert.equal(text, wanted ? `${own.origin}${wanted}#${event}` : "before", attributes);
    assert.equal(/copied/i.test(said), wanted !== null, attributes);
    await own.close();
  }
});

test("a link that the clipboard refuses stands in a field, selected, until the card tells of something else", async () => {
  const table = [
    ["no clipboard", () => Object.defineProperty(Navigator.prototype, "clipboard", { get: () => undefined })],
    ["refused", () => (navigator.clipboard.writeText = () => Promise.reject(new Error("no")))],
  ];
  for (const [what, before] of table) {
    const own = await openPage({ before, path: "/#event=2022-11-26-inauguration" });
    await ready(own.page);
    const field = part(own.page, "timeline", ".bl-field");
    await part(own.page, "timeline", ".bl-copy").click();
    await field.waitFor();
    const link = own.page.url();
    assert.match(link, /#event=2022-11-26-inauguration$/);
    const found = await field.evaluate((own) => [own.value, own.value.slice(own.selectionStart, own.selectionEnd), own.getRootNode().activeElement === own]);
    assert.deepEqual(found, [link, link, true], what);
    await part(own.page, "timeline", ".bl-close").click();
    await field.waitFor({ state: "detached" });
    assert.deepEqual(own.errors, [], what);
    await own.close();
  }
  const lost = await openPage({ before: table[1][1], path: "/#event=2022-11-26-inauguration", missing: ["/share.js"] });
  await ready(lost.page);
  await part(lost.page, "timeline", ".bl-copy").click();
  await lost.page.waitForFunction(() => /could not be loaded/.test(document.querySelector("[figure=timeline]").shadowRoot.querySelector(".bl-live").textContent));
  assert.deepEqual(lost.errors, []);
  await lost.close();
});
