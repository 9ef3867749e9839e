// The element as a guest: when a figure begins, what it reserves, what a page may colour and style, and what was set before.

import assert from "node:assert/strict";
import fs from "node:fs/promises";
import { after, test } from "node:test";

import { frames, part, ready } from "./figure.mjs";
import { closeBrowser, DIST, openPage, serve } from "./harness.mjs";

after(closeBrowser);

const page = (body, head = "") =>
  `<!doctype html><html lang="ru"><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>An article</title>${head}
  <script type="module" src="/ballotline.js"></script></head><body>${body}</body></html>`;
const FAR = '<div style="height: 3000px">An article.</div>';
const INSIDE = '<p class="inside">Six candidates.</p>';
const isLive = (opened, at = 0) =>
  opened.page.evaluate((index) => Boolean(document.querySelectorAll("ballotline-figure")[index].shadowRoot?.querySelector("canvas")), at);
const live = (opened, at = 0) =>
  opened.page.waitForFunction((index) => document.querySelectorAll("ballotline-figure")[index].shadowRoot?.querySelector("canvas"), at);
const modules = (opened) => opened.requests.filter((address) => /\.(wasm|bin)$/.test(address));

test("a figure out of reach fetches nothing and shows what stands inside, until it is near or asked for", async () => {
  const figure = (attributes = "") => FAR + `<ballotline-figure figure="results" ${attributes}>${INSIDE}</ballotline-figure>`;
  const table = [
    ["scrolled near", "", "", (own) => own.evaluate(() => scrollTo(0, 3000 - innerHeight - 500))],
    ["asked for", "", "", (own) => own.evaluate(() => document.querySelector("ballotline-figure").ready)],
    ["printed", "", "", (own) => own.evaluate(() => dispatchEvent(new Event("beforeprint")))],
    ["named by the address", "address", "#base=cast", null],
  ];
  for (const [what, attributes, hash, begin] of table) {
    const opened = await openPage({ path: `/far.html${hash}`, extra: { "/far.html": page(figure(attributes)) } });
    if (begin) {
      await opened.page.waitForTimeout(300);
      assert.deepEqual(modules(opened), [], what);
      assert.equal(await opened.page.locator(".inside").isVisible(), true, what);
      await begin(opened.page);
    }
    await live(opened);
    assert.equal(await opened.page.locator(".inside").isVisible(), false, what);
    assert.deepEqual([opened.messages, opened.errors], [[], []], what);
    await opened.close();
  }
});

test("figures begin as they come near, and the part of what is near does not wait for what is not", async () => {
  const body = `<ballotline-figure figure="timeline"></ballotline-figure>${FAR}${FAR}<ballotline-figure figure="results"></ballotline-figure>`;
  const opened = await openPage({ path: "/two.html", extra: { "/two.html": page(body) } });
  await live(opened, 0);
  assert.equal(await isLive(opened, 1), false);
  assert.deepEqual(modules(opened).filter((address) => address.includes("election")), []);
  await opened.page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await live(opened, 1);
  assert.deepEqual([opened.messages, opened.errors], [[], []]);
  await opened.close();

  // The page begins with what is never near; what is near must not wait for it.
  const hidden = `<ballotline-figure figure="timeline" hidden style="display: none"></ballotline-figure><ballotline-figure figure="turnout-clock"></ballotline-figure>`;
  const other = await openPage({ path: "/two.html", extra: { "/two.html": page(hidden) } });
  const start = Date.now();
  await live(other, 1);
  assert.ok(Date.now() - start < 2500);
  assert.equal(await isLive(other, 0), false);
  await other.close();
});

test("what a figure is told by another before it begins is not lost", async () => {
  const body = `<ballotline-figure figure="turnout-map"></ballotline-figure>${FAR}<ballotline-figure figure="turnout-clock"></ballotline-figure>`;
  const opened = await openPage({ path: "/two.html", extra: { "/two.html": page(body) } });
  await live(opened, 0);
  assert.equal(await isLive(opened, 1), false);
  await opened.page.locator("ballotline-figure [data-slot=picture]").first().focus();
  await opened.page.keyboard.press("ArrowRight");
  await opened.page.keyboard.press("Enter");
  await opened.page.waitForFunction(() => document.querySelectorAll("ballotline-figure")[0].state.includes("region="));
  await opened.page.locator("ballotline-figure").nth(1).scrollIntoViewIfNeeded();
  await live(opened, 1);
  await opened.page.waitForFunction(() => document.querySelectorAll("ballotline-figure")[1].state.includes("region="));
  assert.deepEqual([opened.messages, opened.errors], [[], []]);
  await opened.close();
});

test("a first drawing takes three frames, whatever a figure is told meanwhile, and one where it is for paper", async () => {
  // Frames that come when they are called, and what the figure tells.
  const stopped = () => {
    let waiting = [];
    self.requestAnimationFrame = (work) => waiting.push(work);
    self.frame = () => waiting.splice(0).forEach((work) => work(performance.now()));
    self.waits = () => waiting.length > 0;
    self.told = [];
    for (const name of ["ready", "statechange"]) addEventListener(name, ({ type, detail }) => self.told.push(`${type} ${detail.state}`));
  };
  const states = ["base=cast", "base=registered"];
  const given = (state) => (document.querySelector("ballotline-figure").state = state);
  const [cast, registered] = states.map((state) => `statechange ${state}`);
  const table = [
    ["nothing", [], 3, ["ready "]],
    ["a state before", [[0, given, states[0]]], 3, ["ready base=cast", cast]],
    ["a state after the first frame", [[1, given, states[0]]], 3, ["ready ", cast]],
    ["a state after each", [[1, given, states[0]], [2, given, states[1]]], 3, ["ready ", cast, registered]],
    ["a width", [[2, () => (document.querySelector("ballotline-figure").style.width = "400px")]], 3, ["ready "]],
    ["colours", [[2, () => (document.querySelector("ballotline-figure").theme = "dark")]], 5, ["ready "]],
    ["paper", [[1, () => dispatchEvent(new Event("beforeprint"))]], 1, ["ready "]],
  ];
  for (const [what, changes, needed, told] of table) {
    const opened = await openPage({
      path: "/one.html",
      extra: { "/one.html": page(`<ballotline-figure figure="results">${INSIDE}</ballotline-figure>`) },
      before: stopped,
    });
    await opened.page.waitForFunction(() => self.waits(), undefined, { polling: 20 });
    let drawn = 0;
    const change = async () => {
      for (const [after, change, value] of changes) {
        if (after !== drawn) continue;
        await opened.page.evaluate(change, value);
        // The browser tells of a width when it lays the page out, which it does without our frames.
        await opened.page.waitForTimeout(100);
      }
    };
    await change();
    while (!(await isLive(opened)) && drawn < 10) {
      assert.equal(await opened.page.locator(".inside").isVisible(), true, `${what}: what stands inside is there until then`);
      assert.deepEqual(await opened.page.evaluate(() => self.told), [], what);
      await opened.page.evaluate(() => self.frame());
      drawn += 1;
      await change();
    }
    assert.equal(drawn, needed, what);
    // What it was told meanwhile comes with the next frame.
    await opened.page.evaluate(() => self.frame());
    const found = await opened.page.evaluate(() => {
      const { shadowRoot, clientWidth } = document.querySelector("ballotline-figure");
      const canvas = shadowRoot.querySelector("canvas");
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      const inked = data.reduce((count, value, at) => count + Number(at % 4 === 3 && value === 255), 0);
      return [self.told, inked > 1000, canvas.style.width === `${clientWidth}px`];
    });
    // On paper it has the width of a page.
    assert.deepEqual(found, [told, true, what !== "paper"], what);
    assert.deepEqual([opened.messages, opened.errors], [[], []], what);
    await opened.close();
  }
});

test("height reserves room until the figure is whole, and nothing after it", async () => {
  const opened = await openPage({ path: "/far.html", extra: { "/far.html": page(`${FAR}<ballotline-figure figure="results" height="777"></ballotline-figure>`) } });
  const height = () => opened.page.evaluate(() => document.querySelector("ballotline-figure").getBoundingClientRect().height);
  assert.equal(await height(), 777);
  await ready(opened.page);
  await opened.page.waitForFunction(() => document.querySelector("ballotline-figure").style.minHeight === "");
  assert.notEqual(await height(), 777);
  await opened.close();
});

test("what was set before the script came holds, and what a figure says is marked as its language", async () => {
  const script = `<script>const early = document.querySelector("ballotline-figure"); early.figure = "history"; early.state = "metric=turnout"; early.theme = "dark"; early.page = "/there.html";</script>`;
  const opened = await openPage({ path: "/early.html", extra: { "/early.html": page(`<ballotline-figure lang="kk"></ballotline-figure>${script}`) } });
  await ready(opened.page);
  const found = await opened.page.evaluate(() => {
    const figure = document.querySelector("ballotline-figure");
    return [figure.state, figure.hasAttribute("data-dark"), figure.lang, figure.getAttribute("page"), [...figure.shadowRoot.children].map(({ lang }) => lang)];
  });
  assert.deepEqual(found, ["metric=turnout", true, "kk", "/there.html", ["kk", "kk"]]);
  await opened.close();
});

test("two copies of the script on one page do not quarrel", async () => {
  const names = (await fs.readdir(DIST)).filter((name) => /\.(js|wasm|bin|css)$/.test(name));
  const copies = Object.fromEntries(await Promise.all(names.map(async (name) => [`/copy/${name}`, await fs.readFile(`${DIST}/${name}`)])));
  const body = '<ballotline-figure figure="results" address></ballotline-figure><ballotline-figure figure="timeline"></ballotline-figure>';
  const opened = await openPage({ path: "/two.html", extra: { "/two.html": page(body, '<script type="module" src="/copy/ballotline.js"></script>'), ...copies } });
  await ready(opened.page);
  await part(opened.page, "results", "[data-say='base cast']").click();
  await opened.page.waitForFunction(() => location.hash === "#base=cast");
  const fetched = modules(opened).map((address) => new URL(address).pathname);
  assert.equal(new Set(fetched.map((name) => name.split("/").at(-1))).size, fetched.length, `each once: ${fetched}`);
  assert.deepEqual([opened.messages, opened.errors], [[], []]);
  await opened.close();
});

test("a page's own colours and fonts are taken, and those that cannot be told apart are named", async () => {
  const figure = '<ballotline-figure figure="results"></ballotline-figure>';
  const styled = (rule) => page(figure, `<style>:root { ${rule} } ballotline-figure::part(headline) { letter-spacing: 3px }</style>`);
  const seen = (own) => own.evaluate(() => {
    const host = document.querySelector("ballotline-figure");
    const of = (selector, name) => getComputedStyle(host.shadowRoot.querySelector(selector))[name];
    return {
      accent: getComputedStyle(host).getPropertyValue("--bl-accent"),
      font: of(".bl-deck", "fontFamily"),
      headline: of(".bl-headline", "fontFamily"),
      spacing: of(".bl-headline", "letterSpacing"),
      ink: of(".bl-headline", "color"),
    };
  });
  const fine = await openPage({ path: "/own.html", extra: { "/own.html": styled(
    "--ballotline-accent: #005580; --ballotline-text: #220033; --ballotline-font: monospace; --ballotline-headline-font: fantasy") } });
  await ready(fine.page);
  assert.deepEqual(await seen(fine.page), { accent: "#005580", font: "monospace", headline: "fantasy", spacing: "3px", ink: "rgb(34, 0, 51)" });
  const isDrawn = () => fine.page.evaluate(() => {
    const canvas = document.querySelector("ballotline-figure").shadowRoot.querySelector("canvas");
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    for (let at = 0; at < data.length; at += 4) if (data[at] === 0 && data[at + 1] === 0x55 && data[at + 2] === 0x80 && data[at + 3] === 255) return true;
    return false;
  });
  assert.equal(await isDrawn(), true, "the picture has the accent");
  await fine.page.waitForLoadState("networkidle");
  assert.deepEqual([fine.messages, fine.errors], [[], []]);
  await fine.close();

  const faint = await openPage({ path: "/own.html", extra: { "/own.html": styled("--ballotline-accent: #ffd0e0; --ballotline-ground: #e8e8e8") } });
  await ready(faint.page);
  await frames(faint.page);
  await faint.page.waitForLoadState("networkidle");
  const named = faint.messages.map((message) => /^warning: ballotline: --bl-(\S+) stands out from --bl-ground by \d\.\d\d to 1; (\S+) are needed$/.exec(message)?.slice(1).join(" "));
  assert.deepEqual(named, ["ink-third 4.5", "accent 4.5", "bar 3", "tone-conflict 3", "tone-cooperation 3"], faint.messages.join("\n"));
  await faint.close();

  const none = await openPage({ path: "/own.html", extra: { "/own.html": page(figure) } });
  await ready(none.page);
  await none.page.waitForLoadState("networkidle");
  assert.deepEqual(none.requests.filter((address) => address.includes("contrast")), []);
  await none.close();
});

test("figures have their style sheet from another origin too, whether the page links to it or not", async () => {
  const files = await serve({ headers: { "Access-Control-Allow-Origin": "*" } });
  for (const link of ["", `<link rel="stylesheet" href="${files.origin}/ballotline.css">`]) {
    const body = `<ballotline-figure figure="results"></ballotline-figure><script type="module" src="${files.origin}/ballotline.js"></script>`;
    const host = `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>An article</title>${link}<body>${body}</body></html>`;
    const opened = await openPage({ path: "/host.html", extra: { "/host.html": host } });
    await ready(opened.page);
    const size = await opened.page.evaluate(() => getComputedStyle(document.querySelector("ballotline-figure").shadowRoot.querySelector(".bl-deck")).lineHeight);
    assert.notEqual(size, "normal", link);
    assert.deepEqual([opened.messages, opened.errors], [[], []], link);
    await opened.close();
  }
  await files.close();
});

test("ready tells of the figure that there is now: it holds after a failure, and waits for the next figure", async () => {
  const opened = await openPage({ path: "/own.html", extra: { "/own.html": page('<ballotline-figure figure="nonsense"></ballotline-figure>') } });
  const seen = await opened.page.evaluate(async () => {
    const figure = document.querySelector("ballotline-figure");
    const outcome = () => figure.ready.then(() => figure.shadowRoot.querySelector("canvas") !== null, () => "failed");
    const first = figure.ready;
    const outcomes = [first === figure.ready, await outcome()];
    for (const name of ["history", "results"]) {
      figure.figure = name;
      outcomes.push(await outcome());
    }
    return [...outcomes, figure.ready === figure.ready];
  });
  assert.deepEqual(seen, [true, "failed", true, true, true]);
  assert.deepEqual(opened.errors, []);
  await opened.close();
});

const figure = (attributes = "", inner = INSIDE) => `<ballotline-figure figure="results" ${attributes}>${inner}</ballotline-figure>`;
const sizeOf = (opened, at = 0) => opened.page.evaluate((at) => {
  const { width, height } = document.querySelectorAll("ballotline-figure")[at].getBoundingClientRect();
  return { width, height };
}, at);

test("a figure begins in every place, also where that has no width, and shrinks with one that has", async () => {
  const narrow = "display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); width: 480px";
  const table = [
    ["", 984, 984],
    ["display: flex", 984, 984],
    ["display: flex; flex-direction: column; align-items: center", 984, 984],
    ["display: grid; justify-items: center", 984, 984],
    ["float: left", 300, 984],
    ["display: inline-block", 300, 984],
    ["position: absolute", 300, 984],
    ["width: fit-content", 300, 984],
    [narrow, 240, 240],
    ["display: flex; width: 260px", 260, 260],
    ["display: grid; width: 200px", 200, 200],
  ];
  for (const link of ["", '<link rel="stylesheet" href="/ballotline.css">']) {
    const places = Object.fromEntries(table.map(([style], at) => [`/place${at}.html`, page(`<div style="${style}">${figure()}</div>`, link)]));
    for (const [at, [style, least, most]] of table.entries()) {
      const opened = await openPage({ path: `/place${at}.html`, width: 1000, extra: places });
      await ready(opened.page);
      const { width } = await sizeOf(opened);
      assert.ok(width >= least && width <= most, `${style}: ${width} px`);
      assert.deepEqual([opened.messages, opened.errors], [[], []], style);
      await opened.close();
    }
  }
});

test("without our style sheet, and where a page takes all style away, a figure begins, and the next one asks for the sheet again", async () => {
  const reset = await openPage({ path: "/own.html", extra: { "/own.html": page(`<div style="display: block">${figure()}</div>`, "<style>* { all: unset } head { display: none }</style>") } });
  await ready(reset.page);
  assert.ok((await sizeOf(reset)).width > 600);
  assert.deepEqual([reset.messages, reset.errors], [[], []]);
  await reset.close();

  const opened = await openPage({ path: "/own.html", missing: ["/ballotline.css"], extra: { "/own.html": page(figure() + FAR + figure()) } });
  await live(opened);
  assert.ok((await sizeOf(opened)).width > 600);
  assert.match(opened.messages.find((message) => message.startsWith("warning")), /ballotline\.css is not applied/);
  await opened.page.route("**/ballotline.css", async (route) => route.fulfill({ contentType: "text/css", body: await fs.readFile(`${DIST}/ballotline.css`) }));
  await ready(opened.page);
  const sizes = await opened.page.evaluate(() => [...document.querySelectorAll("ballotline-figure")].map(({ shadowRoot }) =>
    getComputedStyle(shadowRoot.querySelector(".bl-deck")).lineHeight));
  assert.deepEqual(sizes.map((size) => size !== "normal"), [false, true]);
  assert.deepEqual(opened.errors, []);
  await opened.close();
});

test("a page hides a figure in its own ways, before it begins and after, and keeps its own least height", async () => {
  const style = "<style>.off { display: none }</style>";
  const ways = [["hidden", (own) => own.toggleAttribute("hidden")], ["a class", (own) => own.classList.toggle("off")]];
  for (const link of ["", '<link rel="stylesheet" href="/ballotline.css">']) {
    for (const [what, toggle] of ways) {
      const attributes = `style="min-height: 1234px" height="500" ${what === "hidden" ? "hidden" : 'class="off"'}`;
      const opened = await openPage({ path: "/own.html", extra: { "/own.html": page(figure() + figure(attributes), style + link) } });
      await live(opened, 0);
      assert.equal((await sizeOf(opened, 1)).height, 0, `${what}, before`);
      const other = await opened.page.evaluateHandle(() => document.querySelectorAll("ballotline-figure")[1]);
      await other.evaluate(toggle);
      await live(opened, 1);
      await opened.page.waitForFunction((own) => own.style.minHeight === "1234px" && own.offsetHeight >= 1234, other);
      await other.evaluate(toggle);
      assert.equal((await sizeOf(opened, 1)).height, 0, `${what}, after`);
      assert.equal(await other.evaluate((own) => own.style.cssText), "min-height: 1234px;", what);
      assert.deepEqual([opened.messages, opened.errors], [[], []], what);
      await opened.close();
    }
  }
});

test("an address that is none troubles nobody but the figure that has it", async () => {
  const body = figure() + '<ballotline-figure figure="history" page="http://["></ballotline-figure>' + FAR + figure('story="http://["');
  const opened = await openPage({ path: "/own.html", extra: { "/own.html": page(body) } });
  await live(opened, 0);
  await live(opened, 1);
  await part(opened.page, "history", "[data-say='base cast']").click();
  await opened.page.waitForFunction(() => document.querySelector("ballotline-figure").state === "base=cast");
  await opened.page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  const links = await opened.page.evaluate(() => [...document.querySelectorAll("ballotline-figure")].slice(0, 2).map((own) => own.dataset.print));
  assert.deepEqual(links, [`${opened.origin}/own.html`, "http://[#base=cast"]);
  await opened.page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await opened.page.locator("ballotline-figure").nth(2).locator(".bl-note").waitFor();
  assert.deepEqual([await isLive(opened, 0), await isLive(opened, 1), opened.errors], [true, true, []]);
  await opened.close();
});

test("a figure is dark with the place around it: right under a shadow root, and in a body that took the place of another", async () => {
  const opened = await openPage({ path: "/own.html", extra: { "/own.html": page(`<div id="dark" style="color: #eee"></div>${figure()}`, "<style>.dark { color: #eee }</style>") } });
  await ready(opened.page);
  const isDark = (wanted) => opened.page.waitForFunction((wanted) => self.own.hasAttribute("data-dark") === wanted, wanted);
  await opened.page.evaluate(async () => {
    const root = document.querySelector("#dark").attachShadow({ mode: "open" });
    root.innerHTML = '<ballotline-figure figure="results"></ballotline-figure>';
    self.own = root.firstChild;
    await self.own.ready;
  });
  await isDark(true);
  await opened.page.evaluate(async () => {
    const body = document.createElement("body");
    body.innerHTML = '<ballotline-figure figure="results"></ballotline-figure>';
    document.body.replaceWith(body);
    self.own = body.firstChild;
    await self.own.ready;
  });
  await isDark(false);
  await opened.page.evaluate(() => document.body.classList.add("dark"));
  await isDark(true);
  assert.deepEqual([opened.messages, opened.errors], [[], []]);
  await opened.close();
});

test("a figure begins before it is seen in a part of the page that scrolls, too", async () => {
  const opened = await openPage({ path: "/own.html", extra: { "/own.html": page(`<div style="height: 500px; overflow: auto"><p style="height: 900px"></p>${figure()}</div>`) } });
  await live(opened);
  assert.equal(await opened.page.evaluate(() => document.querySelector("div").scrollTop), 0);
  await opened.close();
});

test("the state is known as soon as a figure is ready, and where links lead can be set like all else", async () => {
  const opened = await openPage({ path: "/own.html#base=cast", extra: { "/own.html": page(figure("address")) } });
  const found = await opened.page.evaluate(async () => {
    const own = document.querySelector("ballotline-figure");
    await customElements.whenDefined("ballotline-figure");
    await own.ready;
    own.page = "/there.html";
    return [own.state, own.getAttribute("page"), own.page, own.linkTo(own.state)];
  });
  assert.deepEqual(found, ["base=cast", "/there.html", "/there.html", `${opened.origin}/there.html#base=cast`]);
  await opened.close();
});

test("in another document, which refuses this one’s style sheets, a figure begins all the same", async () => {
  const opened = await openPage({ path: "/host.html", extra: { "/host.html": page('<ballotline-figure figure="results"></ballotline-figure><iframe></iframe>') } });
  await ready(opened.page);
  const settled = await opened.page.evaluate(() => {
    const figure = document.createElement("ballotline-figure");
    figure.setAttribute("figure", "history");
    document.querySelector("iframe").contentDocument.body.append(figure);
    return figure.ready.then(() => figure.shadowRoot.querySelectorAll("[data-slot=picture] canvas").length);
  });
  assert.equal(settled, 1);
  assert.deepEqual(opened.errors, []);
  await opened.close();
});

test("in a place that opens, a figure is as wide as the place", async () => {
  const body = `<div id="drawer" style="width: 0"><ballotline-figure figure="results" style="margin: 0 40px"></ballotline-figure></div>`;
  const opened = await openPage({ path: "/host.html", extra: { "/host.html": page(body) } });
  await opened.page.locator("ballotline-figure[data-wide]").waitFor({ state: "attached" });
  await opened.page.evaluate(() => (document.querySelector("#drawer").style.width = "600px"));
  await ready(opened.page);
  await opened.page.waitForFunction(() => document.querySelector("ballotline-figure").offsetWidth === 520);
  await opened.close();
});
