// What readers do most, in the other two engines: Firefox's and WebKit's. All else is tried in Chromium alone.

import assert from "node:assert/strict";
import fs from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { after, before, describe, test } from "node:test";

import { ENGINES, lacking } from "./engines.mjs";
import { FIGURES } from "./figure.mjs";
import { DIST, PICTURES, serve } from "./harness.mjs";

// Keeps what is said on a page, and the files that are made on it.
const WATCH = `self.said = []; self.made = [];
  for (const level of ["error", "warn", "info", "log"]) {
    const own = console[level];
    console[level] = (...words) => { self.said.push(level + ": " + words.join(" ")); own.apply(console, words); };
  }
  addEventListener("error", (event) => self.said.push("error: " + (event.message ?? event.target?.src)), true);
  addEventListener("unhandledrejection", (event) => self.said.push("rejection: " + event.reason));
  document.addEventListener("securitypolicyviolation", (event) => self.said.push("policy: " + event.violatedDirective + " " + event.blockedURI));
  const own = URL.createObjectURL;
  URL.createObjectURL = (blob) => { self.made.push(blob); return own.call(URL, blob); };`;

const watched = async (name) => (await fs.readFile(path.join(DIST, name), "utf8")).replace("<head>", '<head><script src="/watch.js"></script>');

/** Whether every figure of a page is live, in the page; who asks does not wait until it is near. */
const live = () => {
  const figures = [...document.querySelectorAll("ballotline-figure")];
  figures.forEach((figure) => figure.ready);
  return figures.length > 0 && figures.every((figure) => figure.shadowRoot?.querySelector("[data-slot=picture] canvas"));
};

/** The middle of what a selector finds in a live figure, in the window, once the page keeps still; the page is scrolled there. */
const middle = async (figure, selector) => {
  const { shadowRoot } = document.querySelector(`ballotline-figure[figure=${figure}]`);
  let [before, now] = [[], []];
  do {
    const element = [...shadowRoot.querySelectorAll(`.bl-figure:has([data-slot=picture]) ${selector}`)].find((each) => each.checkVisibility());
    element.scrollIntoView({ block: "center" });
    before = now;
    const { x, y, width, height } = element.getBoundingClientRect();
    now = [x + width / 2, y + height / 2, scrollY];
    await new Promise((later) => setTimeout(later, 100));
  } while (String(now) !== String(before));
  return now.slice(0, 2);
};

/** The text of what a selector finds in a live figure. */
const text = (figure, selector) =>
  document.querySelector(`ballotline-figure[figure=${figure}]`).shadowRoot.querySelector(`.bl-figure:has([data-slot=picture]) ${selector}`)?.textContent ?? "";

/** Which part of each canvas is drawn on, from 0 to 1. */
const ink = (figure) => {
  const canvas = document.querySelector(`ballotline-figure[figure=${figure}]`).shadowRoot.querySelector("[data-slot=picture] canvas");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  let drawn = 0;
  for (let at = 3; at < data.length; at += 4) drawn += data[at] > 0;
  return [drawn / (data.length / 4), canvas.width / canvas.clientWidth, devicePixelRatio];
};

for (const [name, engine] of Object.entries(ENGINES)) {
  const absent = lacking(engine);
  describe(name, { skip: absent.length > 0 && `${absent.join(" and ")} is not on this machine` }, () => {
    let server;
    let page;
    before(async () => {
      const extra = { "/": await watched("index.html"), "/index.ru.html": await watched("index.ru.html"), "/watch.js": WATCH };
      server = await serve({ csp: true, extra });
      page = await engine.open();
      await page.resize(1280, 900);
    });
    after(async () => {
      await page?.close();
      await server?.close();
    });
    const open = async (address = "/") => {
      await page.go("about:blank");
      // A mouse that rests on a picture points at something there.
      await page.move([1, 1]);
      await page.go(server.origin + address);
      await page.until(live);
    };
    const click = async (figure, selector) => page.click(await page.run(middle, figure, selector));
    const becomes = (figure, selector, wanted) => page.until(
      `(figure, selector, wanted) => { const found = (${text})(figure, selector); return found.includes(wanted) && found; }`, figure, selector, wanted,
    );

    test("every figure is drawn, sharp, under the strict policy, and nothing is said", async () => {
      await open();
      for (const figure of FIGURES) {
        const [drawn, scale, ratio] = await page.run(ink, figure);
        assert.ok(drawn > 0.01 && drawn < 0.9, `${figure}: ${drawn}`);
        assert.ok(Math.abs(scale - ratio) < 0.02, `${figure}: ${scale} pixels drawn for ${ratio}`);
        await page.run(middle, figure, "canvas");
        await page.screenshot(path.join(PICTURES, `${name}-${figure}.png`));
      }
      assert.deepEqual(await page.run(() => self.said), []);
    });

    test("a base is chosen with the mouse, all figures follow, and the address keeps it", async () => {
      await open();
      await click("results", "[data-say='base cast']");
      await becomes("results", ".bl-deck", "8,300,046 ballots cast");
      await becomes("history", ".bl-deck", "ballots cast");
      await page.until(() => location.hash === "#base=cast");
    });

    test("arrows walk through a picture, and each datum is spoken", async () => {
      await open();
      await page.run(() => document.querySelector("[figure=results]").shadowRoot.querySelector("[data-slot=picture]").focus());
      for (const [key, line] of [["Home", "Kassym-Jomart Tokayev"], ["ArrowRight", "Against all, see note; Votes 460,484"]]) {
        await page.press(key);
        await page.until((line) => document.querySelector("[figure=results]").shadowRoot.querySelector(".bl-live").textContent.includes(line), line);
      }
    });

    test("the timeline is dragged, zoomed and searched, and a card opens and closes", async () => {
      await open("/#from=2022-01-01&to=2022-12-31");
      const opening = await page.run(text, "timeline", ".bl-deck");
      const [x, y] = await page.run(middle, "timeline", "[data-slot=picture]");
      await page.drag([x, y], [x + 200, y]);
      const dragged = await page.until((before, own) => {
        const now = document.querySelector("ballotline-figure[figure=timeline]").shadowRoot.querySelector(".bl-figure:has([data-slot=picture]) .bl-deck").textContent;
        return now !== before && location.hash !== own && now;
      }, opening, "#from=2022-01-01&to=2022-12-31");
      await click("timeline", "[data-say='zoom in']");
      await page.until((before) =>
        document.querySelector("ballotline-figure[figure=timeline]").shadowRoot.querySelector(".bl-figure:has([data-slot=picture]) .bl-deck").textContent !== before, dragged);
      await click("timeline", "input[type=search]");
      await page.press(..."SPIEF");
      await page.until(() => location.hash.includes("find=SPIEF"));
      await becomes("timeline", ".bl-card", "Tokayev");
      await click("timeline", ".bl-close");
      await page.until(() => location.hash.includes("event=none"));
    });

    test("a picture, a drawing and a table are made and can be opened", async () => {
      await open();
      await click("results", ".bl-share > summary");
      await page.until(`(figure) => (${text})(figure, "[data-say='take svg']")`, "results");
      const made = async (word, type) => {
        await page.run(() => { self.made.length = 0; });
        await click("results", `[data-say='take ${word}']`);
        // A picture is painted from a drawing, which is made before it.
        await page.until((type) => self.made.at(-1)?.type.startsWith(type), type);
        return page.run(async () => {
          const blob = self.made.at(-1);
          const size = blob.type.startsWith("image/") && await createImageBitmap(blob).then(({ width, height }) => [width, height], () => null);
          const text = await blob.text();
          const root = blob.type === "image/svg+xml" && new DOMParser().parseFromString(text, blob.type).documentElement.localName;
          return { size, root, head: text.slice(0, 30) };
        });
      };
      const { size: [width, height] } = await made("png", "image/png");
      assert.ok(width >= 600 && height >= 400, `${width} × ${height}`);
      assert.equal((await made("svg", "image/svg+xml")).root, "svg");
      assert.match((await made("csv", "text/csv")).head, /^\ufeff?"[^"]+","/);
      assert.deepEqual(await page.run(() => self.said), []);
    });

    test("numbers and dates in Russian are ours", async () => {
      await open("/index.ru.html");
      await becomes("results", ".bl-deck", "7\u00a0940\u00a0478");
      await becomes("results", ".bl-deck", "20\u00a0ноября 2022");
    });

    test("a frame gets its height from the helper, narrow and wide", async () => {
      const host = await serve({ extra: {
        "/host.html": `<!doctype html><meta charset="utf-8"><title>An article</title><div id="column" style="width: 720px"><div data-ballotline="${server.origin}/frame.html#figure=history"></div></div><script src="/embed.js"></script>`,
        "/embed.js": await fs.readFile(path.join(DIST, "embed.js"), "utf8"),
      } });
      await page.go(`${host.origin}/host.html`);
      const high = () => page.until(() => {
        const height = document.querySelector("iframe")?.clientHeight;
        const isSame = height === self.height;
        self.height = height;
        return isSame && height > 300 && height;
      });
      const wide = await high();
      await page.run(() => { document.querySelector("#column").style.width = "320px"; });
      await page.until((wide) => document.querySelector("iframe").clientHeight !== wide, wide);
      assert.ok((await high()) > 300);
      await host.close();
    });

    test("the page in one file lives without a server", async () => {
      await page.go(pathToFileURL(path.join(DIST, "kazakhstan-2022.html")).href);
      await page.until(live);
      await click("results", "[data-say='base registered']");
      await becomes("results", ".bl-deck", "registered voters");
    });
  });
}
