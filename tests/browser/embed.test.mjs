// Frames on other people's pages: heights by every listener that newsrooms have, state in the page's address, and no scripts.
//
// The frame and the page around it stand on two origins: two ports of the loopback address.

import assert from "node:assert/strict";
import fs from "node:fs/promises";
import { after, before, test } from "node:test";

import { closeBrowser, DIST, openPage, serve } from "./harness.mjs";

let frames;
let still;
before(async () => {
  // The policy stands in the frame itself, and holds as a header too.
  frames = await serve({ csp: true });
  still = leftAlone();
  still.catch(() => {});
});
after(async () => {
  await closeBrowser();
  await frames.close();
});

const library = (name) => fs.readFile(new URL(`node_modules/${name}`, import.meta.url), "utf8");
const helper = () => fs.readFile(`${DIST}/embed.js`, "utf8");
const address = (keys = "figure=results") => `${frames.origin}/frame.html#${keys}`;
const page = (body, style = "", head = "") =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><link rel="icon" href="data:,">${head}<title>An article</title>
  <style>body { margin: 0 } #column { width: 720px } ${style}</style></head><body><div id="column">${body}</div></body></html>`;

// How a page listens: what it loads, and its markup for a frame.
const LISTENERS = {
  "the helper and a place": {
    files: async () => ({ "/embed.js": await helper() }),
    body: (src) => `<div data-ballotline="${src}"></div><script src="/embed.js"></script>`,
  },
  "the helper and an iframe": {
    files: async () => ({ "/embed.js": await helper() }),
    body: (src) => `<script src="/embed.js"></script><iframe data-ballotline src="${src}"></iframe>`,
  },
  "the helper twice": {
    files: async () => ({ "/embed.js": await helper(), "/again.js": await helper() }),
    body: (src) => `<div data-ballotline="${src}"></div><script src="/embed.js"></script><script src="/again.js"></script>`,
  },
  "pym.js": {
    files: async () => ({ "/pym.js": await library("pym.js/dist/pym.v1.min.js") }),
    body: (src) => `<div id="place"></div><script src="/pym.js"></script><script>new pym.Parent("place", "${src}", {})</script>`,
  },
  "@newswire/frames": {
    files: async () => ({ "/frames.js": await library("@newswire/frames/dist/frames.modern.js") }),
    body: (src) => `<div id="place"></div><script type="module">import { Framer } from "/frames.js";
      new Framer(document.querySelector("#place"), { src: "${src}" });</script>`,
  },
  "@newswire/frames, late": {
    // The frame has said its height before anybody listened, and is asked.
    files: async () => ({ "/frames.js": await library("@newswire/frames/dist/frames.modern.js") }),
    body: (src) => `<iframe width="100%" frameborder="0" src="${src}"></iframe><script type="module">import { observeIframe } from "/frames.js";
      setTimeout(() => observeIframe(document.querySelector("iframe")), 3000);</script>`,
  },
  "@nprapps/sidechain": {
    files: async () => ({ "/sidechain.js": await library("@nprapps/sidechain/dist/sidechain.js") }),
    body: (src) => `<script src="/sidechain.js"></script><side-chain src="${src}"></side-chain>`,
  },
  // The listener that Datawrapper's embed codes carry, in our words: the frame whose window spoke gets the height.
  Datawrapper: {
    files: async () => ({}),
    body: (src) => `<iframe style="width: 100%; border: 0" src="${src}&id=abc12"></iframe><script>
      addEventListener("message", (event) => {
        if (event.data["datawrapper-height"] === undefined) return;
        for (const id in event.data["datawrapper-height"]) {
          for (const frame of document.querySelectorAll("iframe")) {
            if (frame.contentWindow === event.source) frame.style.height = event.data["datawrapper-height"][id] + "px";
          }
        }
      });</script>`,
  },
};

// Another window that claims heights in every shape. pym tells frames by their names alone, so it is given another name.
const STRANGER = `<!doctype html><link rel="icon" href="data:,"><script>
  const say = () => [{ "datawrapper-height": { abc12: 9999, "": 9999 } }, { sentinel: "amp", type: "embed-size", height: 9999 },
    "pymxPYMxstrangerxPYMxheightxPYMx9999", { type: "ballotline:height", v: 1, id: "", height: 9999 },
    { type: "ballotline:state", v: 1, id: "", state: "base=registered" }, "9999"].forEach((message) => parent.postMessage(message, "*"));
  say(); setInterval(say, 20);</script>`;

/** The figure's frame, once it is drawn. */
async function drawn(opened) {
  await opened.page.waitForFunction(() => true);
  let frame;
  for (let tries = 0; !frame && tries < 400; tries += 1) {
    frame = opened.page.frames().find((each) => each.url().startsWith(frames.origin));
    if (!frame) await opened.page.waitForTimeout(25);
  }
  await frame.locator("[data-slot=picture] canvas").waitFor();
  return frame;
}

/** How high the figure is, and the iframe in its page. */
async function heights(frame) {
  const figure = await frame.evaluate(() => Math.ceil(document.querySelector("ballotline-figure").getBoundingClientRect().height));
  const element = await frame.frameElement();
  return { figure, iframe: await element.evaluate((each) => each.clientHeight) };
}

/**
 * Waits until the iframe is as high as its figure, and the frame has nothing of its own to scroll, for ten frames on end: a change of width
 * moves the text first and the picture after it, and either may say a height.
 */
async function fitting(frame, what) {
  const isSteady = () => {
    const { scrollHeight, scrollWidth } = document.documentElement;
    const figure = Math.ceil(document.querySelector("ballotline-figure").getBoundingClientRect().height);
    const now = [figure, innerHeight, scrollHeight, innerWidth, scrollWidth].join();
    const fits = figure === innerHeight && scrollHeight === innerHeight && scrollWidth === innerWidth && figure > 200;
    const seen = globalThis.fits ?? {};
    globalThis.fits = { now, frames: fits && seen.now === now ? seen.frames + 1 : 0 };
    return globalThis.fits.frames >= 10;
  };
  const until = Date.now() + 5000;
  const steady = async () => {
    await frame.evaluate(() => delete globalThis.fits);
    await frame.waitForFunction(isSteady, undefined, { timeout: Math.max(1, until - Date.now()) })
      .catch(async () => assert.fail(`${what}: figure, window, page; window, page: ${await frame.evaluate(() => globalThis.fits.now)}`));
    return heights(frame);
  };
  // The two are read one after the other: what arrives between them changes the second.
  let { figure, iframe } = await steady();
  while (iframe !== figure && Date.now() < until) ({ figure, iframe } = await steady());
  assert.equal(iframe, figure, what);
  return figure;
}

for (const [name, { files, body }] of Object.entries(LISTENERS)) {
  test(`${name}: the iframe is as high as the figure at every width, and no stranger's message changes that`, async () => {
    const extra = { "/host.html": page(body(address())), "/stranger.html": STRANGER, ...(await files()) };
    const opened = await openPage({ path: "/host.html", extra });
    const frame = await drawn(opened);
    const wide = await fitting(frame, `${name}, wide`);
    await opened.page.evaluate(() => (document.querySelector("#column").style.width = "330px"));
    await frame.waitForFunction(() => innerWidth === 330);
    const narrow = await fitting(frame, `${name}, narrow`);
    assert.notEqual(wide, narrow, name);

    await opened.page.evaluate(() => {
      const stranger = document.createElement("iframe");
      stranger.src = "/stranger.html";
      stranger.id = "stranger";
      stranger.height = 10;
      globalThis.heard = 0;
      addEventListener("message", () => (globalThis.heard += 1));
      document.body.append(stranger);
    });
    await opened.page.waitForFunction(() => globalThis.heard > 12);
    assert.equal(await fitting(frame, `${name}, beside a stranger`), narrow);
    assert.equal(await opened.page.evaluate(() => location.hash), "");
    assert.deepEqual(opened.errors, []);
    assert.deepEqual(opened.messages.filter((message) => message.startsWith("error")), []);
    await opened.close();
  });
}

// Pages that are left alone while the other tests run, with each listener in each of these places: its style, and the size of the window.
// Between 480 and 465 px the figure becomes lower: with a window in between, a page has a scrollbar only while it has none.
const PLACES = {
  "a column": ["#column { width: 720px }", 1280, 900],
  "a page that its scrollbar makes fit": ["#column { width: auto }", 480, 940],
};
const QUIET_MS = 30_000;

/** Opens a page for each listener and place, and says which heights were said in each after it had settled, for half a minute. */
async function leftAlone() {
  const listeners = { ...LISTENERS, "nobody, too low": { files: async () => ({}), body: (src) => `<iframe style="width: 100%; height: 930px; border: 0" src="${src}"></iframe>` } };
  const cases = Object.entries(listeners).flatMap(([name, listener]) =>
    Object.entries(PLACES).map(([what, [style, width, height]]) => ({ name: `${name}, ${what}`, listener, style, width, height })));
  const record = `<script>globalThis.heard = []; addEventListener("message", ({ data }) => heard.push(JSON.stringify(data)))</script>`;
  return Promise.all(cases.map(async ({ name, listener: { files, body }, style, width, height }) => {
    const extra = { "/host.html": page(record + body(address("figure=contest")), style), ...(await files()) };
    const opened = await openPage({ path: "/host.html", extra, width, height, hasScrollbars: true });
    await drawn(opened);
    // Until late listeners listen, and a frame that nobody follows scrolls; then until nothing was said for two seconds.
    await opened.page.waitForTimeout(5000);
    let settled = 0;
    for (let heard = 1, tries = 0; (heard > 0 || settled === 0) && tries < 15; tries += 1) {
      heard = await opened.page.evaluate(() => globalThis.heard.splice(0).length);
      settled += heard;
      if (heard > 0 || settled === 0) await opened.page.waitForTimeout(2000);
    }
    await opened.page.waitForTimeout(QUIET_MS);
    const later = await opened.page.evaluate(() => globalThis.heard);
    await opened.close();
    return { name, settled, later };
  }));
}

test("the frame says its height in four shapes, once a change, as whole numbers, and pym's only to who has a name for it", async () => {
  const record = `<script>globalThis.heard = []; addEventListener("message", ({ data }) => heard.push(data));</script>`;
  for (const [keys, id, childId] of [["figure=history", "", null], ["figure=history&id=a7&childId=c3", "a7", "c3"]]) {
    const body = `${record}<iframe style="width: 100%; height: 2000px; border: 0" src="${address(keys)}"></iframe>`;
    const opened = await openPage({ path: "/host.html", extra: { "/host.html": page(body) } });
    const frame = await drawn(opened);
    await opened.page.waitForFunction(() => globalThis.heard.some(({ type }) => type === "ballotline:height"));
    await opened.page.waitForTimeout(300);
    const heard = await opened.page.evaluate(() => globalThis.heard);
    const { figure } = await heights(frame);
    const expected = [
      { "datawrapper-height": { [id]: figure } },
      { sentinel: "amp", type: "embed-size", height: figure },
      ...(childId ? [`pymxPYMx${childId}xPYMxheightxPYMx${figure}`] : []),
      { type: "ballotline:height", v: 1, id, height: figure },
    ];
    assert.deepEqual(heard.slice(-expected.length), expected);
    const said = heard.filter(({ type }) => type === "ballotline:height").map(({ height }) => height);
    assert.ok(said.every((height, at) => Number.isInteger(height) && height > 0 && height !== said[at - 1]), String(said));

    await opened.page.evaluate(() => document.querySelector("iframe").contentWindow.postMessage({ sentinel: "amp", type: "frames-init" }, "*"));
    await opened.page.waitForFunction((before) => globalThis.heard.length > before, heard.length);
    assert.deepEqual((await opened.page.evaluate(() => globalThis.heard)).slice(-expected.length), expected);
    await opened.close();
  }
});

test("a bare iframe that nobody resizes can be scrolled to its end", async () => {
  const body = `<iframe style="width: 100%; height: 260px; border: 0" src="${address()}"></iframe>`;
  const opened = await openPage({ path: "/host.html", extra: { "/host.html": page(body) } });
  const frame = await drawn(opened);
  await frame.waitForFunction(() => document.documentElement.classList.contains("is-short"));
  assert.equal(await frame.evaluate(() => getComputedStyle(document.documentElement).overflowY), "scroll");
  await opened.page.evaluate(() => (document.querySelector("iframe").style.height = "2000px"));
  await frame.waitForFunction(() => !document.documentElement.classList.contains("is-short"));
  await opened.close();
});

/** The colour of a page at a place, as `r,g,b`. */
async function colourAt(opened, x, y) {
  const png = (await opened.page.screenshot({ clip: { x, y, width: 1, height: 1 } })).toString("base64");
  const reader = await opened.context.newPage();
  const colour = await reader.evaluate(async (base64) => {
    const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob());
    const context = new OffscreenCanvas(1, 1).getContext("2d");
    context.drawImage(image, 0, 0);
    return [...context.getImageData(0, 0, 1, 1).data.slice(0, 3)].join();
  }, png);
  await reader.close();
  return colour;
}

test("the page's ground is seen through the frame, whatever its scheme", async () => {
  const files = { "/embed.js": await helper() };
  const withHelper = `<div data-ballotline="${address()}"></div><script src="/embed.js"></script>`;
  const bare = (keys) => `<iframe style="width: 100%; height: 700px; border: 0" src="${address(`figure=results${keys}`)}"></iframe>`;
  const SCHEMES = '<meta name="color-scheme" content="light dark">';
  const table = [
    ["light page, light system", false, false, withHelper, "", ""],
    ["light page that knows no other, dark system", true, false, withHelper, "", ""],
    ["page that follows a dark system", true, true, withHelper, "", SCHEMES],
    ["dark page by its own choice, light system", false, true, withHelper, "body { color: #eee }", ""],
    ["dark page in a newer colour, light system", false, true, withHelper, "body { color: oklch(0.97 0 0) }", ""],
    ["no helper, page that follows a dark system", true, true, bare(""), "", SCHEMES],
    ["no helper, light page, light system", false, false, bare(""), "", ""],
    ["no helper, light theme on a light page, dark system", true, false, bare("&theme=light"), "", ""],
  ];
  for (const [what, dark, isDark, body, style, head] of table) {
    const opened = await openPage({ path: "/host.html", dark, extra: { "/host.html": page(body, `body { background: #7a8a3c } ${style}`, head), ...files } });
    const frame = await drawn(opened);
    await frame.waitForFunction((wanted) => document.querySelector("ballotline-figure").hasAttribute("data-dark") === wanted, isDark);
    assert.equal(await colourAt(opened, 715, 60), "122,138,60", what);
    await opened.close();
  }
});

test("the figure's state stands in the page's address under its prefix, and a link to it begins there", async () => {
  const body = `<p style="height: 1500px">An article.</p><div data-ballotline="${address("figure=results&theme=light")}" data-ballotline-state-prefix="bl-"></div>
    <p><a href="#bl-base=registered">Of registered voters</a></p><p style="height: 1500px"></p><script src="/embed.js"></script>`;
  const extra = { "/host.html": page(body), "/embed.js": await helper() };
  const pressed = (frame, base) => frame.waitForFunction((said) =>
    document.querySelector("ballotline-figure").shadowRoot?.querySelector(`[data-say="${said}"]`)?.getAttribute("aria-pressed") === "true", `base ${base}`);

  const opened = await openPage({ path: "/host.html#bl-base=cast&mine=1&bl-story=%2Fevil.json&bl-theme=dark", extra });
  const frame = await drawn(opened);
  await pressed(frame, "cast");
  // The page's own choices are not a link's to make.
  assert.deepEqual(await frame.evaluate(() => [document.documentElement.dataset.theme, document.querySelector("ballotline-figure").getAttribute("story")]), ["light", null]);
  const place = await (await frame.frameElement()).boundingBox();
  assert.ok(Math.abs(place.y) < 10, `the figure stands at ${place.y}`);

  await frame.locator("[data-say='base valid']").click();
  await opened.page.waitForFunction(() => location.hash === "#mine=1");
  const entries = await opened.page.evaluate(() => history.length);
  await frame.locator("[data-say='base cast']").click();
  await opened.page.waitForFunction(() => location.hash === "#mine=1&bl-base=cast");
  assert.equal(await opened.page.evaluate(() => history.length), entries, "the way back is the page's");
  await opened.page.locator("a").click();
  await pressed(frame, "registered");
  await opened.close();

  const without = await openPage({ path: "/host.html", extra });
  await without.page.evaluate(() => document.querySelector("iframe").scrollIntoView());
  await drawn(without);
  assert.equal(await without.page.evaluate(() => location.hash), "");
  await without.close();
});

test("a link to a place in the page moves no frame, each frame has its own pairs, and nothing is written at another address", async () => {
  const place = (figure, prefix) => `<div data-ballotline="${address(`figure=${figure}`)}" data-ballotline-state-prefix="${prefix}"></div>`;
  const body = `<a id="note" href="#note">1</a> <a id="top" href="#">2</a> <a id="cast" href="#figbase=cast">3</a>${place("results", "fig")}${place("history", "fig2")}<script src="/embed.js"></script>`;
  const opened = await openPage({ path: "/host.html#fig2metric=turnout&mine=1", extra: { "/host.html": page(body), "/embed.js": await helper() }, height: 2000 });
  const frame = async (figure) => {
    await opened.page.waitForFunction(() => document.querySelectorAll("iframe").length === 2);
    let found;
    for (let tries = 0; !found && tries < 400; tries += 1) {
      found = opened.page.frames().find((each) => each.url().includes(`figure=${figure}`));
      if (!found) await opened.page.waitForTimeout(25);
    }
    await found.locator("[data-slot=picture] canvas").waitFor();
    return found;
  };
  const [results, history] = [await frame("results"), await frame("history")];
  const hash = (wanted) => opened.page.waitForFunction((wanted) => location.hash === wanted, wanted).catch(async () =>
    assert.fail(`${wanted}, not ${await opened.page.evaluate(() => location.hash)}`));
  const state = (own, wanted) => own.waitForFunction((wanted) => document.querySelector("ballotline-figure").state === wanted, wanted);
  await state(history, "metric=turnout");
  await results.locator("[data-say='base registered']").click();
  await hash("#fig2metric=turnout&mine=1&figbase=registered");
  await history.locator("[data-say='metric margin']").click();
  await hash("#mine=1&figbase=registered&fig2metric=margin");
  // Both at once: each is written, though the address is another after the first.
  await results.locator("[data-say='base cast']").click();
  await history.locator("[data-say='metric turnout']").click();
  await hash("#mine=1&figbase=cast&fig2metric=turnout");
  for (const link of ["#note", "#top"]) {
    await opened.page.locator(link).click();
    await opened.page.waitForFunction(() => !location.hash.includes("="));
    await opened.page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    assert.deepEqual([results.url().includes("base=cast"), history.url().includes("metric=turnout")], [true, true], link);
  }
  await opened.page.goBack();
  await opened.page.goBack();
  await hash("#mine=1&figbase=cast&fig2metric=turnout");
  await opened.page.locator("#cast").click();
  await state(history, "");
  await opened.page.goBack();
  await state(history, "metric=turnout");
  // A frame that waits to be written, and a page that goes on.
  const go = async (work) => {
    const heard = opened.page.evaluate(() => new Promise((resolve) => addEventListener("message", ({ data }) => data.type === "ballotline:state" && resolve())));
    await results.locator("[data-say='base valid'], [data-say='base cast']").and(results.locator("[aria-pressed=false]")).first().click();
    await heard;
    await opened.page.evaluate(work);
    const here = opened.page.url();
    await opened.page.waitForTimeout(800);
    assert.equal(opened.page.url(), here);
  };
  await go(() => window.history.pushState({ route: 2 }, "", "/another#part"));
  await go(() => document.querySelector("iframe").remove());
  assert.deepEqual(opened.errors, []);
  await opened.close();
});

test("what a link cannot choose it cannot take away either", async () => {
  const place = `<div data-ballotline="${address("figure=results&theme=light&lang=ru")}" data-ballotline-state-prefix="bl-"></div><script src="/embed.js"></script>`;
  const extra = { "/host.html": page(place), "/embed.js": await helper() };
  const opened = await openPage({ path: "/host.html#bl-figure&bl-lang&bl-story&bl-theme&bl-base=cast", extra });
  const frame = await drawn(opened);
  assert.equal(await frame.evaluate(() => location.hash), "#figure=results&theme=light&lang=ru&base=cast");
  await opened.close();
});

test("a frame follows its page’s theme, also the page’s own switch, and a link in the article does not undo it", async () => {
  const isDark = (frame, wanted, what) => frame.waitForFunction((wanted) =>
    document.querySelector("ballotline-figure").hasAttribute("data-dark") === wanted, wanted, { timeout: 3000 }).catch(() => assert.fail(what));
  const scheme = (opened) => opened.page.evaluate(() => document.querySelector("iframe").style.colorScheme);
  const link = '<a href="#bl-base=cast">Of ballots cast</a> <a href="#bl-base=registered">Of voters</a>';
  for (const place of [
    `<div data-ballotline="${address()}" data-ballotline-state-prefix="bl-"></div>`,
    `<iframe data-ballotline src="${address()}" data-ballotline-state-prefix="bl-"></iframe>`,
  ]) {
    const style = ".dark body { color: oklch(0.97 0 0) } .slow body { transition: color 0.2s }";
    const body = page(`${link}${place}<script src="/embed.js"></script>`, style, '<meta name="color-scheme" content="light dark">');
    const opened = await openPage({ path: "/host.html", extra: { "/host.html": body, "/embed.js": await helper() } });
    const frame = await drawn(opened);
    const follow = async (base, wanted, what) => {
      await opened.page.locator(`[href='#bl-base=${base}']`).click();
      await frame.waitForFunction((base) => document.querySelector("ballotline-figure").state === `base=${base}`, base);
      await isDark(frame, wanted, what);
      assert.equal(await scheme(opened), wanted ? "dark" : "light", what);
    };
    await isDark(frame, false, "light");
    await opened.page.emulateMedia({ colorScheme: "dark" });
    await isDark(frame, true, "the system changes");
    await follow("cast", true, "a link after that");
    await opened.page.emulateMedia({ colorScheme: "light" });
    await isDark(frame, false, "the system changes back");
    await opened.page.evaluate(() => document.documentElement.classList.add("dark"));
    await isDark(frame, true, "the page's switch");
    await follow("registered", true, "a link after the switch");
    await opened.page.evaluate(() => document.documentElement.classList.remove("dark"));
    await isDark(frame, false, "the switch again");
    await opened.page.evaluate(() => document.documentElement.classList.add("slow", "dark"));
    await isDark(frame, true, "little by little");
    assert.equal(await scheme(opened), "dark");
    await opened.close();
  }
});

test("where a frame’s links lead: the page of its language, or for another’s story the frame by itself", async () => {
  const own = "/data/kazakhstan-2022/datapackage.json";
  const table = [
    ["figure=results&lang=ru", {}, "index.ru.html", false],
    ["figure=results&lang=ru", { breakage: "missing" }, "index.ru.html", false],
    ["figure=results&lang=de", { breakage: "missing" }, "index.html", false],
    ["figure=results&lang=kk", { missing: ["/story-election.kk.bin"] }, "index.html", false],
    [`figure=results&story=${own}&theme=dark`, {}, `frame.html?figure=results&story=${encodeURIComponent(own)}`, true],
  ];
  for (const [keys, options, wanted, isHidden] of table) {
    const opened = await openPage({ path: `/frame.html#${keys}&base=cast`, context: { locale: "en-GB" }, ...options });
    await opened.page.locator("ballotline-figure > .bl-note[role=status], [data-slot=picture] canvas").first().waitFor({ state: "attached" });
    const found = await opened.page.evaluate(() => {
      const figure = document.querySelector("ballotline-figure");
      const link = figure.querySelector("a");
      return [link.getAttribute("href"), figure.getAttribute("page"), link.parentElement.hidden];
    });
    assert.deepEqual(found, [`${wanted}#base=cast`, wanted, isHidden], keys);
    assert.deepEqual(opened.errors, [], keys);
    await opened.close();
  }
});

test("a frame reads its keys and its state, keeps them in its address, and follows it", async () => {
  const opened = await openPage({ path: `/frame.html?id=a#figure=history&theme=dark&lang=en&metric=turnout`, csp: true });
  const { page: own } = opened;
  await own.locator("[data-slot=picture] canvas").waitFor();
  const state = () => own.evaluate(() => document.querySelector("ballotline-figure").state);
  assert.equal(await state(), "metric=turnout");
  assert.equal(await own.evaluate(() => document.querySelector("ballotline-figure").hasAttribute("data-dark")), true);
  await own.locator("[data-say='metric margin']").click();
  await own.waitForFunction(() => location.hash === "#figure=history&theme=dark&lang=en&metric=margin");
  await own.evaluate(() => (location.hash = "#figure=history&metric=turnout"));
  await own.waitForFunction(() => document.querySelector("ballotline-figure").state === "metric=turnout");
  await own.evaluate(() => (location.hash = "#figure=results"));
  await own.waitForFunction(() => document.querySelector("ballotline-figure .bl-results, ballotline-figure").shadowRoot.querySelector("[data-say='base cast']"));
  assert.deepEqual(opened.errors, []);
  assert.deepEqual(opened.messages.filter((message) => message.startsWith("error")), []);
  await opened.close();
});

test("a frame without scripts, or without its module, is a link to the page", async () => {
  for (const options of [{ javaScript: false }, { breakage: "missing" }]) {
    const opened = await openPage({ path: "/frame.html#figure=results&base=cast", ...options });
    const link = opened.page.getByRole("link", { name: "a page of its own" });
    await link.waitFor();
    if (options.breakage) {
      await opened.page.locator("ballotline-figure > .bl-note", { hasText: "could not start" }).waitFor();
      assert.equal(await link.getAttribute("href"), "index.html#base=cast");
    }
    await opened.close();
  }
});

test("a link copied in a frame leads to the page", async () => {
  const opened = await openPage({ path: "/frame.html#figure=timeline&event=2022-11-26-inauguration" });
  await opened.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await opened.page.locator(".bl-copy >> visible=true").first().click();
  await opened.page.waitForFunction(async () => (await navigator.clipboard.readText()).includes("event="));
  const link = new URL(await opened.page.evaluate(() => navigator.clipboard.readText()));
  assert.equal(link.pathname, "/index.html");
  assert.match(link.hash, /event=2022-11-26-inauguration/);
  await opened.close();
});

test("left alone for half a minute, a frame says no height again, even where a scrollbar could come and go with it", async () => {
  for (const { name, settled, later } of await still) {
    assert.ok(settled > 0, name);
    assert.deepEqual(later, [], name);
  }
});
