// What a reader has when something is missing: pictures, tables and a sentence; and figures that share, come and go.

import assert from "node:assert/strict";
import fs from "node:fs/promises";
import { after, test } from "node:test";

import { FIGURES, frames, inside, part, ready } from "./figure.mjs";
import { BREAKAGES, closeBrowser, DIST, openPage, STRICT_CSP } from "./harness.mjs";

after(closeBrowser);

const NOTE = /could not start in your browser/;
const STORY = "data/kazakhstan-2022";

/** That every figure's still picture and table can be seen and read. */
async function readable(page, what) {
  for (const figure of FIGURES) {
    const place = page.locator(`ballotline-figure[figure=${figure}]`);
    const pictures = place.locator(".bl-picture svg >> visible=true");
    assert.equal(await pictures.count(), 1, `${what}: ${figure} has one picture`);
    const { width, height } = await pictures.boundingBox();
    assert.ok(width > 280 && height > 150, `${what}: ${figure} is ${width} × ${height}`);
    await place.locator(".bl-table > summary >> visible=true").click();
    const rows = place.locator(".bl-table tbody tr >> visible=true");
    assert.ok((await rows.count()) >= { results: 8, history: 7, contest: 35, "turnout-clock": 21, "turnout-map": 21, verdicts: 12, timeline: 220, "un-votes": 19 }[figure], `${what}: the table of ${figure}`);
  }
}

test("without scripts there are pictures, tables and a sentence why they are still", async () => {
  const opened = await openPage({ javaScript: false });
  await readable(opened.page, "no scripts");
  const sentences = opened.page.locator("ballotline-figure .bl-note >> visible=true");
  // The verdicts are words, which stand there without scripts as well.
  assert.equal(await sentences.count(), FIGURES.length - 1);
  assert.match(await sentences.first().innerText(), /still.*scripts/);
  // A slow browser remarks that the module was fetched ahead and not used.
  assert.deepEqual(opened.messages.filter((message) => !message.includes("preload")), []);
  await opened.close();
});

test("without the module there are pictures, tables and a sentence, and nothing is thrown", async () => {
  const refused = { csp: STRICT_CSP.replace(" 'wasm-unsafe-eval'", "") };
  const table = [...BREAKAGES.map((breakage) => [breakage, { breakage }]), ["refused", refused]];
  for (const [what, broken] of table) {
    const opened = await openPage(broken);
    const { page } = opened;
    if (what === "mistyped") {
      // A server that does not know the type is no reason to fail.
      await ready(page);
      await opened.close();
      continue;
    }
    await page.waitForFunction((count) => {
      document.querySelectorAll("ballotline-figure").forEach((figure) => figure.ready);
      return document.querySelectorAll("ballotline-figure > .bl-note").length === count;
    }, FIGURES.length);
    const notes = page.locator("ballotline-figure > .bl-note >> visible=true");
    assert.equal(await notes.count(), FIGURES.length, what);
    assert.match(await notes.first().innerText(), NOTE, what);
    await readable(page, what);
    assert.deepEqual(opened.errors, [], what);
    await opened.close();
  }
});

test("a damaged story is told by file, line and column, and the rest is drawn", async () => {
  const names = (await fs.readdir(`${DIST}/${STORY}`, { withFileTypes: true })).filter((entry) => entry.isFile()).map(({ name }) => name);
  const files = Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await fs.readFile(`${DIST}/${STORY}/${name}`, "utf8")])),
  );
  const line = (file, wanted) => files[file].split("\n").findIndex((text) => text.includes(wanted)) + 1;
  const damage = (file, wanted, replacement) => {
    assert.ok(files[file].includes(wanted), `${file} has ${wanted}`);
    const at = line(file, wanted);
    files[file] = files[file].replace(wanted, replacement);
    return at;
  };
  const wanted = [
    ["results", `results.csv, line ${damage("results.csv", "kaz-2022-11-20,abden", "kaz-2022-11-20,abden,")}`, /number of cells is 14, while the header has 13/],
    ["results", `results.csv, line ${damage("results.csv", ",candidate,271641,", ",candidate,-271641,")}, column votes`, /-271641.* is a count below zero/],
    ["history", `elections.csv, line ${damage("elections.csv", "kaz-2005-12-04,KAZ,2005-12-04", "kaz-2005-12-04,KAZ,2005-12-32")}, column date`, /2005-12-32.* is not a date/],
    ["timeline", `events.csv, line ${damage("events.csv", "2022-11-26-inauguration,2022-11-26", "2022-11-26-inauguration,26 Nov")}, column date`, /26 Nov.* is not a date/],
    ["timeline", `events.csv, line ${damage("events.csv", "qazaqtv-independence;turkestantravel", "qazaqtv-independence;nobody")}, column source_ids`, /there is no source.*nobody/],
    ["results", "exit_polls.csv", /the file is missing/],
  ];
  delete files["exit_polls.csv"];
  const extra = Object.fromEntries(Object.entries(files).map(([name, text]) => [`/bad/${name}`, text]));
  extra["/bad.html"] = host(FIGURES.map((figure) => `<ballotline-figure figure="${figure}" story="/bad/datapackage.json"></ballotline-figure>`));
  const opened = await openPage({ path: "/bad.html", extra });
  const { page } = opened;
  await ready(page);
  await page.waitForFunction(() =>
    [...document.querySelectorAll("ballotline-figure")].every((figure) => figure.problems.some((text) => text.includes("nobody"))));
  await frames(page);
  for (const figure of FIGURES) {
    const notes = await inside(page, figure, (root) => [...root.querySelectorAll("details.bl-notes li")].map((note) => note.textContent));
    for (const [, place, sentence] of wanted.filter(([own]) => own === figure)) {
      const found = notes.filter((note) => note.startsWith(`${place}:`));
      assert.ok(found.some((note) => sentence.test(note)), `${figure}: ${place} ${sentence} in\n${notes.join("\n")}`);
    }
    const { width, height } = await part(page, figure, "canvas").boundingBox();
    assert.ok(width > 280 && height > 150, `${figure} is ${width} × ${height}`);
  }
  const rows = async (figure) => {
    await part(page, figure, ".bl-table > summary").click();
    await part(page, figure, ".bl-table tbody tr").first().waitFor();
    return part(page, figure, ".bl-table tbody tr").count();
  };
  assert.equal(await rows("history"), 6, "all elections but the one without a date");
  assert.deepEqual(opened.errors, []);
  await opened.close();
});

test("a story of another country stands in every figure it can fill, without a word of the embedded one", async () => {
  const folder = new URL("../stories/france-2022/", import.meta.url);
  const extra = {};
  for (const name of await fs.readdir(folder)) extra[`/france/${name}`] = await fs.readFile(new URL(name, folder), "utf8");
  extra["/france.html"] = host(FIGURES.map((figure) => `<ballotline-figure figure="${figure}" story="/france/datapackage.json"></ballotline-figure>`));
  const opened = await openPage({ path: "/france.html", width: 360, extra });
  const { page } = opened;
  await ready(page);
  await page.waitForFunction(() => [...document.querySelectorAll("ballotline-figure")].every(({ shadowRoot }) => !shadowRoot.textContent.includes("not here yet")));
  await frames(page);
  const shown = {};
  for (const figure of FIGURES) {
    shown[figure] = await inside(page, figure, (root) => root.textContent);
    assert.doesNotMatch(shown[figure], /Kazakh|Tokayev|Astana/, figure);
  }
  assert.match(shown.results, /Three of twelve/);
  assert.match(shown.contest, /in France in 2022 was 5\.23/);
  assert.match(shown.timeline, /no events to show/);
  // The note at a number, by pointer and then by keyboard.
  await part(page, "results", ".bl-table > summary").click();
  await part(page, "results", ".bl-scroll .bl-dagger").click();
  const focused = () => inside(page, "results", (root) => root.activeElement?.textContent ?? "");
  await frames(page);
  assert.match(await focused(), /27\.85.*Rounded the other way/);
  await part(page, "results", ".bl-number-notes > summary").click();
  await frames(page);
  await inside(page, "results", (root) => root.querySelector("[data-slot=picture]").focus());
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  await frames(page);
  assert.match(await focused(), /27\.85/);
  assert.ok(!(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)), "nothing is wider than the page");
  assert.deepEqual(opened.errors, []);
  await opened.close();
});

test("a story that is not there leaves what stood inside, with a sentence", async () => {
  const table = [
    ["missing", "/none.json", {}],
    ["no JSON", "/odd.json", { "/odd.json": "Kazakhstan" }],
    ["no tables", "/empty.json", { "/empty.json": "{}" }],
  ];
  for (const [what, address, extra] of table) {
    const page = host([
      `<ballotline-figure figure="results" story="${address}"><p class="inside">Six candidates.</p></ballotline-figure>`,
      '<ballotline-figure figure="history"></ballotline-figure>',
    ]);
    const opened = await openPage({ path: "/page.html", extra: { "/page.html": page, ...extra } });
    await opened.page.locator("ballotline-figure > .bl-note").waitFor();
    assert.equal(await opened.page.locator(".inside").isVisible(), true, what);
    await part(opened.page, "history", "canvas").waitFor();
    assert.deepEqual(opened.errors, [], what);
    await opened.close();
  }
});

test("figures share one module, and come and go", async () => {
  const extra = { "/twice.html": host(Array(2).fill('<ballotline-figure figure="timeline"></ballotline-figure>')) };
  const opened = await openPage({ path: "/twice.html", extra });
  const { page } = opened;
  await ready(page);
  const canvases = () =>
    page.evaluate(() =>
      [...document.querySelectorAll("ballotline-figure")].map((figure) => figure.shadowRoot?.querySelector("[data-slot=picture] canvas")?.toDataURL() ?? null));
  const [first, second] = await canvases();
  assert.equal(first, second);
  const modules = () => opened.requests.filter((address) => address.endsWith(".wasm")).map((address) => address.split("/").at(-1)).sort();
  assert.deepEqual(modules(), ["ballotline_relations.wasm"]);

  // One is used; the other stays as it is.
  await page.locator("ballotline-figure").first().locator("[data-say='preset election-month']").click();
  await frames(page);
  const [used, other] = await canvases();
  assert.notEqual(used, first);
  assert.equal(other, second);
  assert.equal(await page.evaluate(() => location.hash), "", "no figure without the attribute writes the address");

  // It is taken out, moved and put back, many times: it comes back in its state.
  for (let time = 0; time < 5; time += 1) {
    await page.evaluate(() => {
      const figure = document.querySelector("ballotline-figure");
      const parent = figure.parentNode;
      figure.remove();
      parent.prepend(figure);
      parent.append(figure);
      parent.prepend(figure);
    });
    await ready(page);
    assert.deepEqual(await canvases(), [used, second], `time ${time}`);
  }
  await page.evaluate(() => {
    self.gone = document.querySelector("ballotline-figure");
    self.gone.remove();
    self.gone.setAttribute("figure", "history");
    document.body.append(self.gone);
    document.querySelector("ballotline-figure").setAttribute("theme", "dark");
  });
  await frames(page);
  const [dark] = await canvases();
  assert.notEqual(dark, second, "the one that stayed still listens");
  await ready(page);
  assert.deepEqual(modules(), ["ballotline_election_part.wasm", "ballotline_relations.wasm"], "a part comes when it is needed");
  assert.deepEqual([opened.messages, opened.errors], [[], []]);
  await opened.close();
});

test("a figure that breaks the instance comes back in its state; one that does so again stays a picture", async () => {
  const opened = await openPage();
  const { page } = opened;
  await ready(page);
  await part(page, "results", "[data-say='base cast']").click();
  await part(page, "history", "[data-say='metric turnout']").click();
  await part(page, "timeline", "[data-say='preset election-month']").click();
  await frames(page);
  const pictures = () =>
    page.evaluate(() =>
      [...document.querySelectorAll("ballotline-figure")].map((figure) => figure.shadowRoot.querySelector("[data-slot=picture] canvas")?.toDataURL() ?? null));
  const states = () => page.evaluate(() => [...document.querySelectorAll("ballotline-figure")].map((figure) => figure.state));
  const before = { pictures: await pictures(), states: await states() };

  // The canvas of one figure throws where the module does not expect it, so many times.
  const faults = (count) =>
    page.evaluate((count) => {
      self.faults = count;
      if (self.beginPath) return;
      const { prototype } = CanvasRenderingContext2D;
      self.beginPath = prototype.beginPath;
      const host = document.querySelector("ballotline-figure[figure=history]");
      prototype.beginPath = function () {
        if (self.faults > 0 && host.shadowRoot.contains(this.canvas)) {
          self.faults -= 1;
          throw new Error("out of paint");
        }
        return self.beginPath.call(this);
      };
    }, count);
  await page.evaluate(() => {
    self.told = [];
    document.addEventListener("error", (event) => self.told.push([event.target.figure, event.detail?.message]));
  });

  const canvases = () => page.evaluateHandle(() =>
    [...document.querySelectorAll("ballotline-figure")].map((figure) => figure.shadowRoot.querySelector("[data-slot=picture] canvas")));
  const isAnew = (old, but) =>
    page.waitForFunction(([old, but]) =>
      [...document.querySelectorAll("ballotline-figure")].every((figure, index) => {
        const canvas = figure.shadowRoot.querySelector("[data-slot=picture] canvas");
        return figure.figure === but || (canvas && canvas !== old[index]);
      }), [old, but]);
  // Pressed without a pointer that would come by the picture first.
  const press = (what) => inside(page, "history", (root, what) => root.querySelector(`[data-say='${what}']`).click(), what);
  const first = await canvases();
  await faults(1);
  await press("metric margin");
  await isAnew(first);
  await frames(page);
  assert.deepEqual(await states(), before.states, "what broke it is not done");
  assert.deepEqual(await pictures(), before.pictures);
  assert.equal(await page.locator("ballotline-figure > .bl-note >> visible=true").count(), 0);
  await press("metric margin");
  await frames(page);
  assert.notEqual((await pictures())[1], before.pictures[1], "it can be used");
  assert.deepEqual(await page.evaluate(() => self.told), []);

  const second = await canvases();
  await faults(1);
  await press("metric number");
  await page.locator("ballotline-figure[figure=history] > .bl-note").waitFor();
  await isAnew(second, "history");
  assert.match(await page.locator("ballotline-figure[figure=history] > .bl-note").innerText(), NOTE);
  assert.equal(await page.locator("ballotline-figure[figure=history] .bl-picture svg >> visible=true").count(), 1);
  assert.deepEqual(await page.evaluate(() => self.told), [["history", "out of paint"]]);
  await part(page, "results", "[data-say='base valid']").click();
  await frames(page);
  const at = FIGURES.indexOf("timeline");
  const all = await pictures();
  const [results, timeline] = [all[0], all[at]];
  assert.notEqual(results, before.pictures[0], "the others live on");
  assert.equal(timeline, before.pictures[at]);
  await part(page, "timeline", "[data-say='preset all']").click();
  await frames(page);
  assert.notEqual((await pictures())[at], timeline, "all of them");
  assert.deepEqual([opened.messages, opened.errors], [['error: ballotline: figure="history": out of paint'], []]);
  await opened.close();
});

test("a figure that breaks the instance while it is mounted is there all the same", async () => {
  const before = () => {
    const { get } = Object.getOwnPropertyDescriptor(Element.prototype, "clientWidth");
    let faults = 1;
    Object.defineProperty(Element.prototype, "clientWidth", {
      get() {
        if (this.localName === "ballotline-figure" && faults-- > 0) throw new Error("no width");
        return get.call(this);
      },
    });
  };
  const opened = await openPage({ before });
  await ready(opened.page);
  await part(opened.page, "results", "[data-say='base cast']").click();
  await opened.page.waitForFunction(() => document.querySelector("ballotline-figure[figure=results]").state === "base=cast");
  assert.deepEqual([opened.messages, opened.errors], [[], []]);
  await opened.close();
});

test("what could not be fetched once is asked for again", async () => {
  const extra = {
    "/one.html": host(['<ballotline-figure figure="results"></ballotline-figure>']),
  };
  const opened = await openPage({ path: "/one.html", extra, before: () => {
    const own = self.fetch;
    self.refused = ["ballotline_election.wasm", "story-rest.bin"];
    self.fetch = (address, ...rest) => {
      const index = self.refused.findIndex((name) => String(address).endsWith(name));
      if (index < 0) return own(address, ...rest);
      self.refused.splice(index, 1);
      return Promise.resolve(new Response("", { status: 503 }));
    };
  } });
  const { page } = opened;
  await page.locator("ballotline-figure > .bl-note").waitFor();
  assert.equal(await page.locator("ballotline-figure > .bl-note").innerText(), "This figure could not start in your browser.");
  await page.evaluate(() => document.querySelector("ballotline-figure").replaceWith(Object.assign(document.createElement("ballotline-figure"), { figure: "results" })));
  await ready(page);
  await page.waitForFunction(() => self.refused.length === 0);
  assert.match(await part(page, "results", ".bl-source").innerText(), /not here yet/);
  await page.evaluate(() => self.dispatchEvent(new Event("online")));
  await page.waitForFunction(() => document.querySelector("ballotline-figure").shadowRoot.querySelector(".bl-source").textContent.startsWith("Source: Kazinform"));
  await opened.close();

  // A script, which some browsers remember as missing.
  const figure = '<ballotline-figure figure="results" story="/data/kazakhstan-2022/datapackage.json"></ballotline-figure>';
  const other = await openPage({ path: "/blank.html", extra: { "/blank.html": host([]), "/other.html": host([figure]) } });
  await other.page.route("**/ballotline_reader.js", (route) => route.abort());
  await other.page.goto(`${other.origin}/other.html`);
  await other.page.locator("ballotline-figure > .bl-note").waitFor();
  await other.page.unroute("**/ballotline_reader.js");
  await other.page.evaluate(() => document.querySelector("ballotline-figure").replaceWith(document.querySelector("ballotline-figure").cloneNode()));
  await ready(other.page);
  await other.close();
});

test("sources of another build are not taken for this one's", async () => {
  const rest = await fs.readFile(`${DIST}/story-rest.bin`);
  // The stamp stands after magic (4) and checksum (4); what follows stays as it is, and so does a right checksum.
  const other = Buffer.from(rest);
  other[8] ^= 1;
  const sum = other.subarray(8).reduce((sum, byte) => Math.imul(sum ^ byte, 0x01000193) >>> 0, 0x811c9dc5);
  other.writeUInt32LE(sum, 4);
  const opened = await openPage({ extra: { "/story-rest.bin": other } });
  await ready(opened.page);
  await opened.page.waitForLoadState("networkidle");
  await frames(opened.page);
  assert.match(await part(opened.page, "results", ".bl-source").innerText(), /not here yet/);
  assert.deepEqual(opened.errors, []);
  await opened.close();
});

test("a story that breaks the reader harms no other", async () => {
  const deep = `${'{"a":'.repeat(200_000)}1${"}".repeat(200_000)}`;
  const extra = {
    "/deep.json": `{"resources":[{"name":"elections","path":"e.csv"}],"deep":${deep}}`,
    "/small.json": JSON.stringify({ title: "Small", resources: [{ name: "elections", path: "e.csv" }, { name: "results", path: "r.csv" }, { name: "odd", path: "http://" }] }),
    "/e.csv": "election_id,country,date,office,kind,valid_votes,source_id,share_base\nx-2020-05-03,XXX,2020-05-03,mayor,regular,100,count,valid\n",
    "/r.csv": "election_id,option_id,name,kind,votes,source_id\nx-2020-05-03,a,Ann,candidate,60,count\nx-2020-05-03,b,Ben,candidate,40,count\n",
    "/page.html": host(['<ballotline-figure figure="results" story="/deep.json"></ballotline-figure>', '<ballotline-figure figure="history"></ballotline-figure>']),
  };
  const opened = await openPage({ path: "/page.html", extra });
  const { page } = opened;
  await page.locator("ballotline-figure[figure=results] > .bl-note").waitFor();
  await part(page, "history", "canvas").waitFor();
  await page.evaluate(() => {
    const figure = document.querySelector("ballotline-figure[figure=results]");
    figure.setAttribute("story", "/small.json");
  });
  await part(page, "results", "canvas").waitFor();
  await frames(page);
  // A package with no more than this is drawn: its one election, called what it is, with its key as the source.
  assert.match(await part(page, "results", ".bl-headline").innerText(), /^Election, 3\u00a0May 2020/);
  assert.match(await part(page, "results", ".bl-source").innerText(), /^Source: count\./);
  const problems = await page.evaluate(() => document.querySelector("ballotline-figure[figure=results]").problems);
  assert.deepEqual(problems.filter((text) => /column/.test(text)).length, problems.length - 2, problems.join("\n"));
  assert.deepEqual(opened.errors, []);
  await opened.close();
});

/** A page of somebody else's with figures in it. */
function host(figures) {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>A page</title><link rel="icon" href="data:,">
<script type="module" src="/ballotline.js"></script><main>${figures.join("\n")}</main></html>`;
}
