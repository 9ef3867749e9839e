// Firefox and WebKit, driven by the protocols of the W3C: WebDriver BiDi for the one, WebDriver for the other.
//
// Decides how these browsers are started and given what a reader does. Leaves what must hold to engines.test.mjs, and Chromium
// to harness.mjs.

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import fs from "node:fs/promises";
import net from "node:net";
import os from "node:os";
import path from "node:path";

import WebSocket from "ws";

/** The engines: the programs that each needs, by the names that they go by, and how it is opened. */
export const ENGINES = {
  Firefox: { needs: [["firefox-esr", "firefox"]], open: firefox },
  WebKit: { needs: [["WebKitWebDriver"], ["Xvfb"], miniBrowsers()], open: webkit },
};

/** Where this program stands on the path, or `undefined`. */
function placed(names) {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  return names.flatMap((name) => (name.includes(path.sep) ? [name] : folders.map((folder) => path.join(folder, name)))).find(existsSync);
}

/** What an engine needs and this machine lacks, by name; empty if it can be opened. */
export function lacking({ needs }) {
  return needs.filter((names) => !placed(names)).map(([name]) => name);
}

/** WebKitGTK's smallest browser, by the places in which distributions keep it. */
function miniBrowsers() {
  const folders = ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/libexec", "/usr/lib64", "/usr/lib"];
  return folders.flatMap((folder) => ["webkit2gtk-4.1", "webkit2gtk-4.0", "webkitgtk-6.0"].map((name) => `${folder}/${name}/MiniBrowser`));
}

/** Starts a program that ends with this one. */
function started(program, words, options = {}) {
  const child = spawn(program, words, { stdio: ["ignore", "ignore", "pipe"], ...options });
  process.once("exit", () => child.kill("SIGKILL"));
  return child;
}

/** A port that nobody listens on. */
async function freePort() {
  const server = net.createServer();
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

/** Asks until there is an answer, for at most ten seconds. */
async function answered(ask, what) {
  for (let tries = 0; tries < 200; tries += 1) {
    const answer = await Promise.resolve().then(ask).catch(() => undefined);
    if (answer) return answer;
    await new Promise((later) => setTimeout(later, 50));
  }
  throw new Error(`${what} did not answer`);
}

/** Opens Firefox with a profile of its own. */
async function firefox() {
  const profile = await fs.mkdtemp(path.join(os.tmpdir(), "ballotline-firefox-"));
  const child = started(placed(["firefox-esr", "firefox"]), ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0"]);
  const address = await new Promise((listening, failed) => {
    let said = "";
    child.once("exit", () => failed(new Error(`Firefox ended: ${said}`)));
    child.stderr.on("data", (text) => {
      said += text;
      const found = /WebDriver BiDi listening on (ws:\S+)/.exec(said);
      if (found) listening(found[1]);
    });
  });
  const socket = new WebSocket(`${address}/session`);
  await new Promise((open, failed) => socket.once("open", open).once("error", failed));
  const waiting = new Map();
  socket.on("message", (text) => {
    const { id, type, result, message } = JSON.parse(text);
    const [resolve, reject] = waiting.get(id) ?? [];
    waiting.delete(id);
    if (type === "error") reject?.(new Error(message));
    else resolve?.(result);
  });
  let count = 0;
  const send = (method, params) => new Promise((resolve, reject) => {
    count += 1;
    waiting.set(count, [resolve, reject]);
    socket.send(JSON.stringify({ id: count, method, params }));
  });
  await send("session.new", { capabilities: {} });
  const { contexts: [{ context }] } = await send("browsingContext.getTree", {});
  const call = async (text, given) => {
    const answer = await send("script.callFunction", {
      functionDeclaration: text, arguments: [{ type: "string", value: given }], target: { context }, awaitPromise: true, userActivation: false,
    });
    if (answer.type === "exception") throw new Error(answer.exceptionDetails.text);
    return answer.result.value;
  };
  return page({
    resize: (width, height) => send("browsingContext.setViewport", { context, viewport: { width, height } }),
    go: (url) => send("browsingContext.navigate", { context, url, wait: "complete" }),
    call,
    perform: (actions) => send("input.performActions", { context, actions }),
    picture: async () => (await send("browsingContext.captureScreenshot", { context })).data,
    async close() {
      await send("browser.close", {}).catch(() => {});
      socket.close();
      if (child.exitCode === null) await new Promise((ended) => child.once("exit", ended));
      await fs.rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  });
}

/** Opens WebKitGTK on a screen that nobody sees. */
async function webkit() {
  const screen = started(placed(["Xvfb"]), ["-displayfd", "1", "-screen", "0", "1600x1400x24"], { stdio: ["ignore", "pipe", "ignore"] });
  const display = await new Promise((ready) => screen.stdout.once("data", (text) => ready(`:${String(text).trim()}`)));
  const port = await freePort();
  const env = { ...process.env, DISPLAY: display, GDK_BACKEND: "x11", WEBKIT_DISABLE_COMPOSITING_MODE: "1" };
  const driver = started(placed(["WebKitWebDriver"]), [`--port=${port}`], { env, stdio: "ignore" });
  const ask = async (method, address, body) => {
    const answer = await fetch(`http://127.0.0.1:${port}${address}`, { method, body: body && JSON.stringify(body) });
    const { value } = await answer.json();
    if (value?.error) throw new Error(`${value.error}: ${value.message}`);
    return value;
  };
  await answered(async () => (await ask("GET", "/status")).ready, "WebKit's driver");
  const options = { binary: placed(miniBrowsers()), args: ["--automation"] };
  const { sessionId } = await ask("POST", "/session", { capabilities: { alwaysMatch: { "webkitgtk:browserOptions": options } } });
  const send = (method, address, body) => ask(method, `/session/${sessionId}${address}`, body);
  const call = (text, given) => send("POST", "/execute/sync", { script: `return (${text})(arguments[0])`, args: [given] });
  return page({
    // A window has edges: it is made larger by them.
    async resize(width, height) {
      await send("POST", "/window/rect", { width, height });
      const inner = JSON.parse(await call("() => JSON.stringify([innerWidth, innerHeight])", ""));
      await send("POST", "/window/rect", { width: 2 * width - inner[0], height: 2 * height - inner[1] });
    },
    go: (url) => send("POST", "/url", { url }),
    call,
    perform: (actions) => send("POST", "/actions", { actions }),
    picture: () => send("GET", "/screenshot"),
    async close() {
      await send("DELETE", "").catch(() => {});
      driver.kill();
      screen.kill();
    },
  });
}

/** The keys that are no letters, as WebDriver writes them. */
const KEYS = { Home: "\uE011", ArrowRight: "\uE014" };

/** A page of an engine: both protocols give and take the same, and name a reader's actions alike. */
function page({ resize, go, call, perform, picture, close }) {
  /** Runs a function in the page, with values that JSON can hold, and gives what it gives. */
  const run = async (work, ...given) => {
    const text = `async (given) => JSON.stringify((await (${work})(...JSON.parse(given))) ?? null)`;
    return JSON.parse(await call(text, JSON.stringify(given)));
  };
  const mouse = (...actions) => perform([{ type: "pointer", id: "mouse", parameters: { pointerType: "mouse" }, actions }]);
  const to = ([x, y], duration = 0) => ({ type: "pointerMove", x: Math.round(x), y: Math.round(y), duration });
  return {
    resize, go, run, close,
    /** Waits until a function in the page gives something, for at most twenty seconds. */
    async until(work, ...given) {
      for (let tries = 0; tries < 400; tries += 1) {
        const answer = await run(work, ...given);
        if (answer) return answer;
        await new Promise((later) => setTimeout(later, 50));
      }
      throw new Error(`never came true: ${work} ${JSON.stringify(given)}`);
    },
    move: (at) => mouse(to(at)),
    click: (at) => mouse(to(at), { type: "pointerDown", button: 0 }, { type: "pointerUp", button: 0 }),
    drag: (from, end) => mouse(to(from), { type: "pointerDown", button: 0 }, to([(from[0] + end[0]) / 2, (from[1] + end[1]) / 2], 100), to(end, 100), { type: "pointerUp", button: 0 }),
    press: (...keys) => perform([{ type: "key", id: "keys", actions: keys.flatMap((key) =>
      ["keyDown", "keyUp"].map((type) => ({ type, value: KEYS[key] ?? key }))) }]),
    async screenshot(file) {
      await fs.mkdir(path.dirname(file), { recursive: true });
      await fs.writeFile(file, Buffer.from(await picture(), "base64"));
    },
  };
}
