// What the browser tests ask of a figure: whether it is ready, what it shows, where its marks are, what it says.
//
// Decides how a figure is looked into. Leaves what must hold to the *.test.mjs files.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import fs from "node:fs/promises";
import path from "node:path";

import { TARGET } from "./harness.mjs";

/** The figures of the page in reading order. */
export const FIGURES = ["results", "history", "contest", "turnout-clock", "turnout-map", "verdicts", "timeline", "un-votes"];

/** Waits until every figure of the page is live, however far down it stands. */
export async function ready(page) {
  await page.waitForFunction(() => {
    const figures = [...document.querySelectorAll("ballotline-figure")];
    // Who asks does not wait until it is near.
    figures.forEach((figure) => figure.ready);
    return figures.length > 0 && figures.every((figure) => figure.shadowRoot?.querySelector("[data-slot=picture] canvas"));
  });
  await frames(page);
}

/** Waits until what comes later, the sources and the summaries of events, has come. */
export async function complete(page) {
  await page.waitForFunction(() =>
    [...document.querySelectorAll("ballotline-figure")].every(({ shadowRoot }) =>
      [...shadowRoot.querySelectorAll(".bl-source, .bl-sources")].every(({ textContent }) => !textContent.includes("not here yet"))));
  await frames(page);
}

/** Waits for three frames: what was reported before has been drawn then, by the figure itself and, four a frame, by those that it told. */
export function frames(page) {
  return page.evaluate(async () => {
    for (let count = 0; count < 3; count += 1) await new Promise(requestAnimationFrame);
  });
}

/** What is shown in a live figure at a selector; the still figure beneath is passed over. */
export function part(page, figure, selector) {
  return page.locator(`ballotline-figure[figure=${figure}] .bl-figure:has([data-slot=picture]) ${selector} >> visible=true`);
}

/** The picture: what takes the focus and holds the canvas. */
export function picture(page, figure) {
  return page.locator(`ballotline-figure[figure=${figure}] [data-slot=picture]`).first();
}

/** Runs a function with a figure's shadow root and one more value. */
export async function inside(page, figure, work, value) {
  const root = await page.evaluateHandle((name) => document.querySelector(`ballotline-figure[figure=${name}]`).shadowRoot, figure);
  return root.evaluate(work, value);
}

/** How much of a box of a picture (CSS pixels) has exactly this colour, `#rrggbb`, from 0 to 1. */
export function ink(page, figure, { x, y, width, height }, colour) {
  return inside(page, figure, (root, [box, wanted]) => {
    const canvas = root.querySelector("canvas");
    const ratio = canvas.width / canvas.clientWidth;
    const [left, top, wide, high] = box.map((px) => Math.round(px * ratio));
    const { data } = canvas.getContext("2d").getImageData(left, top, wide, high);
    const parts = [1, 3, 5].map((at) => parseInt(wanted.slice(at, at + 2), 16));
    let count = 0;
    for (let at = 0; at < data.length; at += 4) {
      if (data[at + 3] === 255 && parts.every((part, index) => data[at + index] === part)) count += 1;
    }
    return count / (wide * high);
  }, [[x, y, width, height], colour]);
}

/** The colour of a role on the page, as `#rrggbb`. */
export function role(page, name) {
  return inside(page, "results", (root, property) => getComputedStyle(root.host).getPropertyValue(property).trim(), `--bl-${name}`);
}

/** All pixels of a picture as one string: two of them are equal exactly if the pictures are. */
export function pixels(page, figure) {
  return inside(page, figure, (root) => root.querySelector("canvas").toDataURL());
}

/**
 * Where the marks of a picture are: `{ key: { x, y, width, height } }` in CSS pixels of the picture. They are read from the
 * still pictures, which were drawn by the same program at the same width; the build writes them with the names of their marks.
 */
export async function marks(page, figure, form = "bl-at-wide") {
  const picture = await fs.readFile(path.join(TARGET, "marks", `${figure}.${form}.svg`), "utf8");
  return page.evaluate((picture) => {
    const still = new DOMParser().parseFromString(picture, "text/html").querySelector("svg");
    // As wide as it was drawn.
    still.setAttribute("width", still.viewBox.baseVal.width);
    document.body.append(still);
    const found = {};
    for (const group of still.querySelectorAll("[data-mark]")) {
      const { x, y, width, height } = group.getBBox();
      found[group.dataset.mark] ??= { x, y, width, height };
    }
    still.remove();
    return found;
  }, picture);
}

/** Brings a picture into view and says where its left upper corner is in the window. */
export async function corner(page, figure) {
  await picture(page, figure).evaluate((element) => element.scrollIntoView({ block: "start" }));
  await frames(page);
  return picture(page, figure).evaluate((element) => {
    const { x, y } = element.querySelector("canvas").getBoundingClientRect();
    return { x, y };
  });
}

/** The middle of a mark in the window, once its picture is in view. */
export async function middle(page, figure, mark) {
  const { x, y } = await corner(page, figure);
  return [x + mark.x + mark.width / 2, y + mark.y + mark.height / 2];
}

assert.ok(readFileSync(new URL("../../www/element.js", import.meta.url), "utf8").includes("PAUSE_MS = 400;"));
/** Runs before a page, as its `before`: lines are spoken as they come, not when a haste is over (`PAUSE_MS` in element.js). */
export function outspoken() {
  const own = self.setTimeout;
  self.setTimeout = (work, ms, ...more) => (ms === 400 ? void work() : own(work, ms, ...more));
}

/** The last line spoken by a figure. */
export function spoken(page, figure) {
  return inside(page, figure, (root) => root.querySelector(".bl-live")?.textContent.replace(/\u00a0$/, "") ?? "");
}

/** Begins to write down every line that a figure speaks; gives a function that gives them. */
export async function listen(page, figure) {
  await inside(page, figure, (root) => {
    root.host.heard = [];
    root.host.listener?.disconnect();
    root.host.listener = new MutationObserver((changes) => {
      for (const { addedNodes, target } of changes) {
        if (!target.closest?.(".bl-live") && ![...addedNodes].some((node) => node.className === "bl-live")) continue;
        for (const node of addedNodes) root.host.heard.push(node.textContent.replace(/\u00a0$/, ""));
      }
    });
    root.host.listener.observe(root, { childList: true, subtree: true });
  });
  return async () => {
    await frames(page);
    return inside(page, figure, (root) => root.host.heard);
  };
}

/** The columns that each figure speaks of a row, and those whose cells say themselves, without their headings. */
const SPOKEN = { results: [[0, 1, 4]], history: [[0, 2, 4, 5, 1]], contest: [[0, 2, 3]], "turnout-map": [[0, 1, 2]], timeline: [[0, 1, 2, 3, 4, 5], [1, 2, 3]] };
const SPOKEN_MOST = 120;

/**
 * The live table of a figure, opened if it was not: every row as it is to be spoken, of `results` on registered voters, of `history`
 * in the winner's share.
 */
export async function spokenRows(page, figure) {
  if (!(await inside(page, figure, (root) => root.querySelector(".bl-table").open))) {
    await part(page, figure, ".bl-table > summary").click();
  }
  await page.waitForFunction(
    (name) => document.querySelector(`ballotline-figure[figure=${name}]`).shadowRoot.querySelector(".bl-table tbody tr"),
    figure,
  );
  return inside(page, figure, (root, [[columns, bare = []], most]) => {
    const header = [...root.querySelectorAll(".bl-table thead th")].map((cell) => cell.textContent);
    return [...root.querySelectorAll(".bl-table tbody tr:has(td)")].map((row) => {
      const cells = [...row.children].map((cell) => cell.textContent);
      const [first, ...others] = columns.filter((column) => column < cells.length && cells[column] !== "");
      // A dagger is said in words, right after the name.
      let line = cells[first] + (others.some((column) => cells[column].endsWith("†")) ? ", see note" : "");
      for (const column of others) {
        const cell = cells[column].replace("†", "");
        const part = bare.includes(column) ? `, ${cell}` : `; ${header[column]} ${cell}`;
        if ([...line, ...part].length > most) break;
        line += part;
      }
      return line;
    });
  }, [SPOKEN[figure], SPOKEN_MOST]);
}

/** What has the focus, through shadow roots: figure and the element's class or id. */
export function focused(page) {
  return page.evaluate(() => {
    let element = document.activeElement;
    let figure = null;
    while (element?.shadowRoot?.activeElement) {
      figure = element.getAttribute("figure");
      element = element.shadowRoot.activeElement;
    }
    return {
      figure,
      isPicture: element?.matches("[data-slot=picture]") ?? false,
      id: element?.id ?? "",
      name: element?.className ?? "",
      tag: element?.tagName ?? "",
    };
  });
}

/** The fragment of the page's address. */
export function fragment(page) {
  return page.evaluate(() => location.hash.slice(1));
}

/** Puts fingers down, moves them in steps, and lifts them. */
export async function touch(page, paths, steps = 8) {
  const session = await page.context().newCDPSession(page);
  const points = (step) =>
    paths.map(([[fromX, fromY], [toX, toY]], id) => ({
      id,
      x: fromX + ((toX - fromX) * step) / steps,
      y: fromY + ((toY - fromY) * step) / steps,
    }));
  await session.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: points(0) });
  for (let step = 1; step <= steps; step += 1) {
    await session.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: points(step) });
    await frames(page);
  }
  await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await session.detach();
}
