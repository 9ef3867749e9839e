// The page keeps still when figures come alive, fits every width, says nothing on the console, and stays at home.

import assert from "node:assert/strict";
import { after, test } from "node:test";

import { complete, FIGURES, frames, inside, part, picture, pixels, ready } from "./figure.mjs";
import { closeBrowser, openPage, screenshot } from "./harness.mjs";

after(closeBrowser);

test("nothing moves when a figure comes alive", async () => {
  const heights = (page) =>
    page.evaluate(() =>
      Object.fromEntries(
        [...document.querySelectorAll("ballotline-figure")].map((figure) => [figure.getAttribute("figure"), figure.getBoundingClientRect().height]),
      ));
  for (const width of [360, 768, 1280]) {
    const still = await openPage({ width, breakage: "missing", before: () => customElements.define("ballotline-figure", class extends HTMLElement {}) });
    const wanted = await heights(still.page);
    await still.close();
    const live = await openPage({
      width,
      before: () => {
        self.shifts = [];
        new PerformanceObserver((list) => self.shifts.push(...list.getEntries())).observe({ type: "layout-shift", buffered: true });
        // What comes later comes when it is told to.
        const own = self.fetch;
        const told = new Promise((tell) => { self.tell = tell; });
        self.fetch = (address, ...given) => (String(address).includes("story-rest") ? told.then(() => own(address, ...given)) : own(address, ...given));
      },
    });
    await ready(live.page);
    for (const what of ["drawn", "whole"]) {
      const found = await heights(live.page);
      for (const figure of FIGURES) {
        const apart = found[figure] - wanted[figure];
        assert.ok(Math.abs(apart) <= 2, `${width} px: ${figure}, ${what}, is ${apart} px higher live: ${found[figure]}, still ${wanted[figure]}`);
      }
      await live.page.evaluate(() => self.tell());
      await complete(live.page);
    }
    const shift = await live.page.evaluate(() => self.shifts.reduce((sum, { value }) => sum + value, 0));
    assert.ok(shift < 0.02, `${width} px: the page moved by ${shift}`);
    await live.close();
  }
});

test("the page fits every width", async () => {
  const opened = await openPage();
  const { page } = opened;
  await ready(page);
  for (const width of [1600, 1280, 960, 768, 641, 600, 480, 360, 320]) {
    await page.setViewportSize({ width, height: 800 });
    await frames(page);
    const fits = await page.evaluate(() => {
      const over = [];
      for (const figure of document.querySelectorAll("ballotline-figure")) {
        const canvas = figure.shadowRoot.querySelector("canvas");
        const { width: own } = figure.getBoundingClientRect();
        if (Math.abs(canvas.clientWidth - own) > 1) over.push(`${figure.getAttribute("figure")}: ${canvas.clientWidth} in ${own}`);
      }
      return { scrolls: document.documentElement.scrollWidth - innerWidth, over };
    });
    assert.deepEqual(fits, { scrolls: Math.min(fits.scrolls, 0), over: [] }, `${width} px`);
  }
  await opened.close();
});

test("in use under the strict policy, nothing is said on the console, and no one else is asked", async () => {
  const opened = await openPage({ csp: true });
  const { page, requests } = opened;
  await ready(page);
  const before = requests.filter((address) => !address.endsWith("story-rest.bin"));
  assert.equal(before.length, 9, before.join("\n"));
  for (const [figure, selector] of [
    ["results", ".bl-segments button >> nth=2"],
    ["results", ".bl-table > summary"],
    ["history", ".bl-segments button >> nth=3"],
    ["timeline", ".bl-segments:not(.bl-steps) button >> nth=0"],
    ["timeline", "[data-say='kind force']"],
    ["timeline", "[data-say='zoom in']"],
    ["timeline", ".bl-table > summary"],
    ["timeline", "[data-say='sort value']"],
    ["timeline", ".bl-close"],
  ]) {
    await part(page, figure, selector).click();
    await frames(page);
  }
  await part(page, "timeline", ".bl-find").fill("no such thing");
  await part(page, "timeline", ".bl-empty").waitFor();
  await part(page, "timeline", "[data-say='clear']").click();
  await picture(page, "timeline").hover();
  await page.setViewportSize({ width: 500, height: 900 });
  await frames(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await frames(page);
  await page.waitForLoadState("networkidle");
  assert.deepEqual([opened.messages, opened.errors], [[], []]);
  assert.deepEqual(requests.filter((address) => !address.startsWith(opened.origin)), []);
  await opened.close();
});

test("the canvas follows the page's theme while it is open", async () => {
  const opened = await openPage();
  const { page } = opened;
  await ready(page);
  const light = await pixels(page, "history");
  await page.emulateMedia({ colorScheme: "dark" });
  await page.waitForFunction(() => matchMedia("(prefers-color-scheme: dark)").matches);
  await frames(page);
  const dark = await pixels(page, "history");
  assert.notEqual(dark, light);
  await page.emulateMedia({ colorScheme: "light" });
  await frames(page);
  assert.equal(await pixels(page, "history"), light);
  await inside(page, "history", (root) => root.host.setAttribute("theme", "dark"));
  await frames(page);
  assert.notEqual(await pixels(page, "history"), light);
  await opened.close();
});

test("a figure is as dark as its place in the page, whatever the system likes", async () => {
  const place = (style) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>A page</title><link rel="icon" href="data:,">
    <script type="module" src="/ballotline.js"></script><main style="${style}"><ballotline-figure figure="history"></ballotline-figure></main></html>`;
  const table = [
    ["", false],
    ["color: #ddd; background: #111", true],
    ["color: rgb(20 20 20 / 80%)", false],
    ["color: oklch(0.97 0 0); background: #111", true],
    ["color: oklch(0.3 0.1 200)", false],
    ["color: oklab(0.9 0 0 / 90%); background: #111", true],
    ["color: lab(90 0 0); background: #111", true],
    ["color: lch(20 10 30)", false],
    ["color: color(display-p3 0.9 0.9 0.9); background: #111", true],
    ["color: color-mix(in srgb, black, white 20%)", false],
    ["color: hsl(200 10% 90%); background: #111", true],
  ];
  for (const [style, wanted] of table) {
    const opened = await openPage({ path: "/bare.html", dark: true, extra: { "/bare.html": place(style) } });
    await ready(opened.page);
    const ink = await inside(opened.page, "history", (root) => getComputedStyle(root.querySelector("h2")).color);
    assert.equal(ink, wanted ? "rgb(236, 238, 240)" : "rgb(21, 24, 27)", style);
    await opened.close();
  }
});

test("a page’s own switch is followed while it is open, and what changes nothing is not drawn", async () => {
  const host = `<!doctype html><html lang="en"><meta charset="utf-8"><title>A page</title><link rel="icon" href="data:,">
    <style>body { color: #111 } .dark body, [data-mode=dark] body { color: oklch(0.97 0 0); background: #111 }
    .slow body { transition: color 0.2s } .green { --ballotline-accent: #005533 }</style>
    <script type="module" src="/ballotline.js"></script><body><ballotline-figure figure="history"></ballotline-figure></body></html>`;
  const opened = await openPage({ path: "/bare.html", extra: { "/bare.html": host }, before: () => {
    const { prototype } = CanvasRenderingContext2D;
    const own = prototype.clearRect;
    self.draws = 0;
    prototype.clearRect = function (...box) {
      self.draws += 1;
      return own.apply(this, box);
    };
  } });
  const { page } = opened;
  await ready(page);
  await complete(page);
  const draws = () => page.evaluate(() => self.draws);
  const table = [
    ["a class", "dark", () => document.documentElement.classList.add("dark")],
    ["no class", "light", () => document.documentElement.classList.remove("dark")],
    ["an attribute", "dark", () => (document.documentElement.dataset.mode = "dark")],
    ["no attribute", "light", () => delete document.documentElement.dataset.mode],
    ["a style", "dark", () => (document.body.style.color = "#eee")],
    ["no style", "light", () => (document.body.style.color = "")],
    ["a class, little by little", "dark", () => document.documentElement.classList.add("slow", "dark")],
    ["a class away, little by little", "light", () => document.documentElement.classList.remove("dark")],
    ["a colour of the page's", "light", () => document.documentElement.classList.add("green")],
  ];
  for (const [what, wanted, work] of table) {
    const before = await draws();
    await page.evaluate(work);
    await page.waitForFunction(([wanted, before]) =>
      document.querySelector("ballotline-figure").hasAttribute("data-dark") === (wanted === "dark") && self.draws > before,
    [wanted, before], { timeout: 3000 }).catch(() => assert.fail(what));
  }
  await frames(page);
  const before = await draws();
  for (let step = 0; step < 5; step += 1) {
    await page.evaluate((step) => document.documentElement.style.setProperty("--scrolled", step), step);
    await frames(page);
  }
  assert.equal(await draws(), before);
  await opened.close();
});

test("pictures of the page are kept", async () => {
  for (const dark of [false, true]) {
    for (const scale of [1, 2]) {
      const opened = await openPage({ dark, scale });
      for (const width of [1280, 768, 360]) {
        await opened.page.setViewportSize({ width, height: 900 });
        await ready(opened.page);
        await screenshot(opened.page, `page-${width}-${dark ? "dark" : "light"}-${scale}x`, { fullPage: true });
      }
      await opened.close();
    }
  }
});

test("the edge of a table that hides columns is shaded, the other is not", async () => {
  for (const dark of [false, true]) {
    const opened = await openPage({ width: 360, dark });
    const { page } = opened;
    await ready(page);
    await part(page, "history", ".bl-table > summary").click();
    const scroller = part(page, "history", ".bl-scroll");
    await scroller.waitFor();
    // How far the edge of the last rows is from the ground, on average, of 255.
    const shades = async (left) => {
      await scroller.evaluate((element, to) => (element.scrollLeft = to), left);
      const picture = (await scroller.screenshot()).toString("base64");
      return page.evaluate(async (base64) => {
        const image = new Image();
        image.src = `data:image/png;base64,${base64}`;
        await image.decode();
        const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
        context.drawImage(image, 0, 0);
        const [ground] = context.getImageData(image.width >> 1, 4, 1, 1).data;
        const of = (x) => {
          const { data } = context.getImageData(x, 40, 1, image.height - 50);
          let sum = 0;
          for (let at = 0; at < data.length; at += 4) sum += Math.abs(data[at] - ground);
          return sum / (data.length / 4);
        };
        return [of(0), of(image.width - 1)];
      }, picture);
    };
    const [, begun] = await shades(0);
    const [passed, ended] = await shades(9999);
    assert.ok(begun > 30 && passed > 30 && ended < 10, `${begun}, ${passed}, ${ended}`);
    await opened.close();
  }
});
