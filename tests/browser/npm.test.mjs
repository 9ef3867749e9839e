// The package for npm: what linters of packages and the compiler of TypeScript find, and figures in a page made by a bundler and in
// one without. A dev build has no package.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import fs from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { build } from "vite";

import { ready } from "./figure.mjs";
import { closeBrowser, DIST, openPage, PICTURES } from "./harness.mjs";

const skip = existsSync(path.join(DIST, "npm/package.json")) ? false : "dist/ is a dev build";
const WORK = path.join(PICTURES, "package");
const PACKAGE = path.join(WORK, "node_modules/ballotline");
const TOOLS = fileURLToPath(new URL("node_modules", import.meta.url));

before(async () => {
  if (skip) return;
  await fs.rm(WORK, { recursive: true, force: true });
  await fs.cp(path.join(DIST, "npm"), PACKAGE, { recursive: true });
});
after(closeBrowser);

test("publint finds nothing", { skip }, async () => {
  const { messages, pkg } = await publint({ pkgDir: PACKAGE, strict: true });
  assert.deepEqual(messages.map((message) => formatMessage(message, pkg)), []);
});

test("types are found from every way of importing a module", { skip }, async () => {
  const attw = path.join(TOOLS, "@arethetypeswrong/cli/dist/index.js");
  const words = [attw, "--pack", PACKAGE, "--profile", "esm-only", "--exclude-entrypoints", "style.css", "./*.bin", "./*.wasm", "package.json", "--format", "json"];
  const { stdout } = await promisify(execFile)("node", words, { maxBuffer: 1e8 });
  const { analysis } = JSON.parse(stdout);
  assert.deepEqual(Object.keys(analysis.entrypoints).sort(), [".", "./element", "./embed", "./files"]);
  const found = Object.values(analysis.problems ?? {}).flat().filter(({ resolutionKind }) => resolutionKind !== "node10" && resolutionKind !== "node16-cjs");
  assert.deepEqual(found, []);
});

// What a page in TypeScript writes, and what it cannot.
const TYPED = `
import { init, type BallotlineFigureElement, type BallotlineFigureEvents } from "ballotline";
init({ base: "/figures/" });
const figure: BallotlineFigureElement = document.createElement("ballotline-figure");
const told = (event: BallotlineFigureEvents["statechange"]): string => event.detail.state;
figure.addEventListener("statechange", told);
figure.removeEventListener("statechange", told);
figure.addEventListener("click", (event) => event.clientX);
figure.addEventListener("keydown", function (event) { return this.figure + event.key; }, { once: true });
figure.addEventListener("error", ({ detail }) => detail.message);
figure.addEventListener("own", { handleEvent() {} });
figure.height = 720;
figure.page = "/there.html";
export const height: string = figure.height;
export const plain: HTMLElement = figure;
// @ts-expect-error It has no such detail.
figure.addEventListener("statechange", ({ detail }) => detail.nothing);
// @ts-expect-error There is no such figure.
figure.figure = "nonsense";
`;

test("what a page in TypeScript writes is understood", { skip }, async () => {
  await fs.writeFile(path.join(WORK, "typed.ts"), TYPED);
  const words = ["--noEmit", "--strict", "--target", "es2022", "--lib", "es2022,dom", "--module", "esnext", "--moduleResolution", "bundler", "typed.ts"];
  const { stdout } = await promisify(execFile)("node", [path.join(TOOLS, "typescript/bin/tsc"), ...words], { cwd: WORK }).catch((error) => error);
  assert.equal(stdout, "");
});

test("on a server the import does nothing", { skip }, async () => {
  const { init } = await import(path.join(PACKAGE, "node.js"));
  assert.equal(init({}), undefined);
});

test("figures live in a page that a bundler made", { skip }, async () => {
  await fs.writeFile(path.join(WORK, "index.html"), `<!doctype html><html lang="en"><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>Vite</title></head>
    <body><ballotline-figure figure="turnout-clock"></ballotline-figure><ballotline-figure figure="results" story="small.json"></ballotline-figure>
    <script type="module" src="./main.js"></script></body></html>`);
  await fs.writeFile(path.join(WORK, "main.js"), `import { init } from "ballotline";\nimport { files } from "ballotline/files";\nimport "ballotline/embed";\ninit({ files });\n`);
  await build({ root: WORK, base: "./", logLevel: "error", configFile: false, build: { outDir: "out", emptyOutDir: true } });
  const names = await fs.readdir(path.join(WORK, "out/assets"));
  assert.ok(names.some((name) => /^ballotline_day.*\.wasm$/.test(name)), names.join());
  const extra = {
    "/small.json": JSON.stringify({ title: "Small", resources: [{ name: "elections", path: "e.csv" }, { name: "results", path: "r.csv" }] }),
    "/e.csv": "election_id,country,date,office,kind,valid_votes,source_id,share_base\nx-2020-05-03,XXX,2020-05-03,mayor,regular,100,count,valid\n",
    "/r.csv": "election_id,option_id,name,kind,votes,source_id\nx-2020-05-03,a,Ann,candidate,60,count\nx-2020-05-03,b,Ben,candidate,40,count\n",
  };
  const opened = await openPage({ folder: path.join(WORK, "out"), extra });
  await ready(opened.page);
  assert.deepEqual([opened.messages, opened.errors], [[], []]);
  await opened.close();
});

test("figures live in a page without a bundler, with the files in another folder", { skip }, async () => {
  const page = (script) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>Bare</title></head><body>
    <ballotline-figure figure="results"></ballotline-figure>${script}</body></html>`;
  const script = await fs.readFile(path.join(PACKAGE, "ballotline.js"));
  const extra = {
    "/bare.html": page('<script type="module" src="./npm/ballotline.js"></script>'),
    "/elsewhere/moved.js": script,
    "/elsewhere.html": page('<script type="module">import { init } from "/elsewhere/moved.js"; init({ base: "npm/" });</script>'),
  };
  for (const address of ["/bare.html", "/elsewhere.html"]) {
    const opened = await openPage({ path: address, extra });
    await ready(opened.page);
    assert.ok(opened.requests.some((request) => request.endsWith("/npm/ballotline_election.wasm")), address);
    assert.deepEqual([opened.messages, opened.errors], [[], []], address);
    await opened.close();
  }
});
