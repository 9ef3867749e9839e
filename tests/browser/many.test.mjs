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
