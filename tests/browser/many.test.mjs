// Many figures on one page, and one figure many times: what is fetched once stays fetched once, and nothing piles up.

import assert from "node:assert/strict";
import { after, test } from "node:test";

import { FIGURES, ready } from "./figure.mjs";
import { closeBrowser, openPage } from "./harness.mjs";

after(closeBrowser);

const host = (body) => `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>An article</title>
  <script type="module" src="/ballotline.js"></script><body>${body}</body></html>`;
const figure = (name) => `<ballotline-figure figure="${name}"></ballotline-figure>`;

// Keeps the memories of all instances in sight.
const watched = () => {
  self.memories = [];
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const own = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await own.apply(WebAssembly, given);
      const { memory } = (made.instance ?? made).exports;
      if (memory && !self.memories.includes(memory)) self.memories.push(memory);
      return made;
    };
  }
  const Own = WebAssembly.Instance;
  WebAssembly.Instance = function Instance(...given) {
    const made = new Own(...given);
    if (made.exports.memory && !self.memories.includes(made.exports.memory)) self.memories.push(made.exports.memory);
    return made;
  };
};
const memory = (page) => page.evaluate(() => self.memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0));
const heap = async (session) => {
  await session.send("HeapProfiler.collectGarbage");
  const { metrics } = await session.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === "JSHeapUsedSize").value;
};

test("twenty figures fetch each file once and live in one memory", async () => {
  const names = Array.from({ length: 20 }, (_, index) => FIGURES[index % FIGURES.length]);
  const opened = await openPage({ path: "/twenty.html", extra: { "/twenty.html": host(names.map(figure).join("")) }, before: watched });
  await ready(opened.page);
  const files = opened.requests.map((address) => address.split("/").at(-1)).filter((name) => /\.(wasm|bin|js|css)$/.test(name));
  assert.equal(new Set(files).size, files.length, `each once: ${files}`);
  assert.equal(await opened.page.evaluate(() => self.memories.length), 1);
  assert.deepEqual([opened.messages, opened.errors], [[], []]);
  await opened.close();
});

/**
 * The longest task of the page's main thread once its first figure is there, in ms of the processor: what a machine at other work does
 * meanwhile is not counted. The reader scrolls to the end, until all figures are live.
 */
async function longestTask(body) {
  const opened = await openPage({
    path: "/blank.html",
    extra: { "/blank.html": "<!doctype html><title>Before</title>", "/twenty.html": host(body) },
    before: () => {
      self.live = 0;
      addEventListener("ready", () => (self.live += 1) > 1 || performance.mark("first figure"), true);
    },
  });
  const { page, context } = opened;
  const session = await context.newCDPSession(page);
  const events = [];
  session.on("Tracing.dataCollected", ({ value }) => events.push(...value));
  const includedCategories = ["blink.user_timing", "disabled-by-default-devtools.timeline"];
  await session.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories } });
  await page.goto(`${opened.origin}/twenty.html`);
  await page.waitForFunction(() => self.live > 0);
  await page.mouse.move(400, 400);
  let isOver = false;
  for (let steps = 0; !isOver && steps < 400; steps += 1) {
    await page.mouse.wheel(0, 600);
    await page.waitForTimeout(50);
    isOver = await page.evaluate(() => self.live === 20 && scrollY + innerHeight > document.documentElement.scrollHeight - 2);
  }
  const ended = new Promise((end) => session.once("Tracing.tracingComplete", end));
  await session.send("Tracing.end");
  await ended;
  assert.ok(isOver, "all figures are live");
  assert.deepEqual(opened.errors, []);
  await opened.close();
  const first = events.find(({ name }) => name === "first figure");
  const tasks = events.filter(({ name, pid, tid, ts }) => name === "RunTask" && pid === first.pid && tid === first.tid && ts > first.ts);
  assert.ok(tasks.some(({ tdur }) => tdur > 0), "tasks are timed");
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur / 1000));
}

test("once the first figure is there, no task is longer than 50 ms, whether twenty begin one by one or all at once", async () => {
  const twenty = (attributes) => Array.from({ length: 20 }, (_, index) =>
    figure(FIGURES[index % FIGURES.length]).replace(">", ` ${attributes}>`)).join("");
  for (const [what, body] of [["their heights are reserved", twenty(`height="700"`)], ["nothing is reserved", twenty("")]]) {
    // A garbage collection may fall into one task, hardly into three.
    const longest = [];
    while (longest.length < 3 && !(longest.at(-1) <= 50)) longest.push(await longestTask(body));
    assert.ok(longest.at(-1) <= 50, `${what}: ${longest} ms`);
  }
});

test("after 200 mounts memory is within 5 % of what it was after 20", async () => {
  const opened = await openPage({ path: "/one.html", extra: { "/one.html": host(figure("timeline")) }, before: watched });
  const { page } = opened;
  await ready(page);
  const session = await opened.context.newCDPSession(page);
  await session.send("Performance.enable");
  const mounts = async (count) => {
    await page.evaluate(async (count) => {
      for (let index = 0; index < count; index += 1) {
        document.querySelector("ballotline-figure").remove();
        const next = document.createElement("ballotline-figure");
        next.setAttribute("figure", ["timeline", "results", "verdicts"][index % 3]);
        document.body.append(next);
        await next.ready;
      }
    }, count);
    return [await memory(page), await heap(session)];
  };
  const [early, earlyHeap] = await mounts(20);
  const [late, lateHeap] = await mounts(180);
  assert.ok(early > 0 && late <= early * 1.05, `the module's memory: ${early}, then ${late}`);
  assert.ok(lateHeap <= earlyHeap * 1.05, `the page's heap: ${earlyHeap}, then ${lateHeap}`);
  assert.deepEqual(opened.errors, []);
  await opened.close();
});
