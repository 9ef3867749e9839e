// What the browser tests share: a server for dist/ that can be told to break things, a browser, and pages that remember
// everything said on them.
//
// Decides how a page is opened and what is recorded of it. Leaves what must hold to the *.test.mjs files.

import fs from "node:fs/promises";
import { existsSync } from "node:fs";
import http from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";

import axeCore from "axe-core";
import { chromium } from "playwright-core";

const ROOT = path.resolve(fileURLToPath(import.meta.url), "../../..");
/** The page as it was built. */
export const DIST = path.join(ROOT, "dist");
/** Where builds and tests put what is theirs. */
export const TARGET = process.env.BALLOTLINE_TARGET ?? process.env.CARGO_TARGET_DIR ?? path.join(ROOT, "target");

/** Where screenshots go. */
export const PICTURES = path.join(TARGET, "browser");

/** The policy that the page must run under. */
export const STRICT_CSP = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
].join("; ");

/** What axe looks for. */
export const AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** What can be broken: the module is missing, comes as text, comes cut in half, or the browser has no WebAssembly. */
export const BREAKAGES = ["missing", "mistyped", "truncated", "unsupported"];

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".wasm": "application/wasm",
  ".csv": "text/csv; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
};

/**
 * Serves dist/ on a loopback address of its own.
 *
 * `csp` is a policy to send, or `true` for the strict one; `breakage` is one of `BREAKAGES`; `folder` another folder to
 * serve; `extra` maps addresses to what only a test needs, `missing` lists those that are not to be had; `headers` go with every answer.
 */
export async function serve({ csp, breakage, folder = DIST, extra = {}, missing = [], headers: further = {} } = {}) {
  const server = http.createServer(async (request, response) => {
    const address = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const headers = { "Cache-Control": "no-store", ...further };
    if (csp) headers["Content-Security-Policy"] = csp === true ? STRICT_CSP : csp;
    if (address in extra) {
      response.writeHead(200, { ...headers, "Content-Type": TYPES[path.extname(address)] ?? TYPES[".html"] });
      return response.end(extra[address]);
    }
    const file = path.join(folder, address.endsWith("/") ? `${address}index.html` : address);
    const isModule = file.endsWith(".wasm");
    try {
      if (!file.startsWith(folder + path.sep)) throw new Error("outside of the folder");
      if (missing.includes(address)) throw new Error("not for this test");
      if (isModule && breakage === "missing") throw new Error("taken away");
      let bytes = await fs.readFile(file);
      if (isModule && breakage === "truncated") bytes = bytes.subarray(0, bytes.length / 2);
      const type = isModule && breakage === "mistyped" ? "text/plain" : TYPES[path.extname(file)];
      response.writeHead(200, { ...headers, "Content-Type": type ?? "application/octet-stream" });
      response.end(bytes);
    } catch {
      response.writeHead(404, { ...headers, "Content-Type": "text/plain" });
      response.end("There is nothing at this address.\n");
    }
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  // A test that fails before it closes its page must not keep the run alive.
  server.unref();
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () =>
      new Promise((closed) => {
        server.close(closed);
        server.closeAllConnections();
      }),
  };
}

/** The place of Chromium: what CHROMIUM names, or the first of the usual names on the path. */
function chromiumPath() {
  const names = process.env.CHROMIUM
    ? [process.env.CHROMIUM]
    : ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  const places = names.flatMap((name) =>
    name.includes(path.sep) ? [name] : folders.map((folder) => path.join(folder, name)),
  );
  const found = places.find((place) => existsSync(place));
  if (!found) throw new Error("Chromium is not there: install it, or name it in the variable CHROMIUM");
  return found;
}

const launched = new Map();

/** The browser that the tests of a file share, with a fresh profile; another one where scrollbars take room, as they do on most desks. */
export function browser(hasScrollbars = false) {
  if (!launched.has(hasScrollbars)) launched.set(hasScrollbars, launch(hasScrollbars));
  return launched.get(hasScrollbars);
}

function launch(hasScrollbars) {
  return chromium.launch({
    executablePath: chromiumPath(),
    headless: true,
    ignoreDefaultArgs: hasScrollbars ? ["--hide-scrollbars"] : [],
    args: [
      "--headless=new",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
    ],
  });
}

/** Ends the browsers; every test file does so once, in `after`. */
export async function closeBrowser() {
  const open = [...launched.values()];
  launched.clear();
  for (const each of open) await (await each).close();
}

/**
 * Opens a page of dist/ and remembers what is said on it.
 *
 * `path` is the address after the origin; `width` and `height` are CSS pixels; `scale` device pixels for each of them;
 * `javaScript: false` switches scripts off; `hasScrollbars` gives scrollbars room; `csp`, `breakage`, `folder` and `extra` are the server's; `before` runs in the page before any
 * script of it; `context` holds further options of the browser's context (`forcedColors`, `reducedMotion`, `locale`,
 * `hasTouch`).
 *
 * Gives `page`, `context`, `origin`, and three growing lists: `messages` of the console (`type: text`), `errors` of the
 * page, `requests` (full addresses); `close()` releases all of it.
 */
export async function openPage({
  path: address = "/",
  width = 1280,
  height = 900,
  dark = false,
  scale = 1,
  javaScript = true,
  hasScrollbars = false,
  csp,
  breakage,
  before,
  folder,
  extra,
  missing,
  headers,
  context: further = {},
} = {}) {
  const server = await serve({ csp, breakage, folder, extra, missing, headers });
  const context = await (await browser(hasScrollbars)).newContext({
    viewport: { width, height },
    deviceScaleFactor: scale,
    colorScheme: dark ? "dark" : "light",
    javaScriptEnabled: javaScript,
    ...further,
  });
  if (breakage === "unsupported") await context.addInitScript(() => delete globalThis.WebAssembly);
  if (before) await context.addInitScript(before);
  const page = await context.newPage();
  const messages = [];
  const errors = [];
  const requests = [];
  page.on("console", (message) => messages.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("request", (request) => {
    if (!request.url().startsWith("data:") && !request.url().startsWith("blob:")) requests.push(request.url());
  });
  await page.goto(server.origin + address, { waitUntil: "load" });
  return {
    page,
    context,
    origin: server.origin,
    messages,
    errors,
    requests,
    async close() {
      await context.close();
      await server.close();
    },
  };
}

/** Writes a picture of a page, or of an element, to the target directory and says where it is. */
export async function screenshot(pageOrElement, name, options = {}) {
  await fs.mkdir(PICTURES, { recursive: true });
  const file = path.join(PICTURES, `${name}.png`);
  await pageOrElement.screenshot({ path: file, animations: "disabled", ...options });
  return file;
}

/** What axe finds on a page, or within what a selector names: one line for each rule broken and place. */
export async function axe(page, tags = AXE_TAGS, within = "html") {
  await page.evaluate(axeCore.source);
  const violations = await page.evaluate(
    async ([values, within]) => (await globalThis.axe.run(within, { runOnly: { type: "tag", values } })).violations,
    [tags, within],
  );
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help} (${target.join(" ")})`));
}
