// What a frame of the timeline costs in a browser: prints one JSON line for a story. No test: a machine at other work would fail it.
//
// Decides what is done to the figure and what is timed: the work of each animation frame's callback on the main thread, which is all
// that the module does for a frame (update, layout, scene, painter, surroundings). The browser's own layout and raster come after
// it and are not counted. Leaves the stories and what is said of the numbers to xtask/src/bench.rs.
//
// `node bench.mjs FILE`: the story as bytes in FILE; without one the embedded story of dist/.

import fs from "node:fs/promises";

import { closeBrowser, openPage } from "./harness.mjs";

const [file] = process.argv.slice(2);
const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>bench</title>
<link rel="stylesheet" href="ballotline.css"><script type="module" src="ballotline.js"></script>
<body style="margin:0"><ballotline-figure figure="timeline" state="from=2015-01-01&to=2015-12-31" style="width:1016px"></ballotline-figure>`;
const extra = { "/bench.html": PAGE };
// All of the story comes at once: what came later would come between the frames.
if (file) Object.assign(extra, { "/story.bin": await fs.readFile(file) });
const opened = await openPage({
  path: "/bench.html",
  extra,
  missing: file ? ["/story-rest.bin"] : [],
  // Isolated from other origins, a page's clock has steps of 5 µs instead of 100.
  headers: { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" },
  before: () => {
    const frame = window.requestAnimationFrame.bind(window);
    window.plainFrame = frame;
    window.times = [];
    window.requestAnimationFrame = (work) =>
      frame((time) => {
        const began = performance.now();
        work(time);
        window.times.push(performance.now() - began);
      });
    // The frame that it is told in counts too.
    addEventListener("ready", () => (window.firstFrames = window.times.length + 1));
  },
});
const { page } = opened;
page.setDefaultTimeout(600_000);
// Not once a frame, which would be timed too.
await page.waitForFunction(() => window.firstFrames, undefined, { polling: 200 });
await page.waitForTimeout(3000);
const times = await page.evaluate(async () => {
  const COUNT = 60;
  const ROUNDS = 3;
  const root = document.querySelector("ballotline-figure").shadowRoot;
  const canvas = root.querySelector("canvas");
  const place = () => canvas.getBoundingClientRect();
  const next = () => new Promise((resolve) => window.plainFrame(resolve));
  const first = window.times.slice(0, window.firstFrames).reduce((sum, time) => sum + time, 0);
  const sign = (at) => (at % 2 ? -1 : 1);
  const wheel = (deltaX, deltaY, ctrlKey) => {
    const { left, top } = place();
    canvas.dispatchEvent(new WheelEvent("wheel", { deltaX, deltaY, ctrlKey, clientX: left + 500, clientY: top + 200, bubbles: true, composed: true, cancelable: true }));
  };
  const say = (words) => root.querySelector(`[data-say="${words}"]`).click();
  // The times of the quickest round, in order.
  const series = async (act) => {
    const rounds = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      window.times = [];
      for (let at = 0; at < COUNT; at += 1) {
        act(at);
        await next();
        await next();
      }
      rounds.push(window.times.sort((one, other) => one - other));
    }
    const median = (list) => list[list.length >> 1];
    const best = rounds.reduce((one, other) => (median(other) < median(one) ? other : one));
    return { median: median(best), worst: best.at(-1) };
  };
  const pan = await series((at) => wheel(3 + at / 10, 0, false));
  const near = await series((at) => wheel(0, sign(at) * (4 + at / 20), true));
  const hover = await series((at) => {
    const { left, top } = place();
    const [clientX, clientY] = [left + 140 + 13 * at, top + 120 + 9 * at];
    canvas.dispatchEvent(new PointerEvent("pointermove", { clientX, clientY, pointerId: 1, pointerType: "mouse", bubbles: true, composed: true }));
  });
  // A filter makes the index anew.
  window.times = [];
  say("kind protest");
  await next();
  await next();
  const filter = window.times[0];
  say("kind protest");
  await next();
  say("preset all");
  await next();
  await next();
  const far = await series((at) => wheel(0, -sign(at) * (4 + at / 20), true));
  return { first, filter, pan, near, far, hover };
});
if (opened.errors.length) throw new Error(opened.errors.join("\n"));
console.log(JSON.stringify(times));
await opened.close();
await closeBrowser();
