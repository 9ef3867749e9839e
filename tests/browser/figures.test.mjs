// What the figures show: ink where the picture has it, and the published numbers.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { frames, ink, inside, marks, outspoken, part, ready, role } from "./figure.mjs";
import { closeBrowser, openPage } from "./harness.mjs";

const opened = {};

before(async () => {
  opened[1] = await openPage({ before: outspoken });
  opened[2] = await openPage({ scale: 2 });
  await Promise.all([ready(opened[1].page), ready(opened[2].page)]);
});

after(async () => {
  await Promise.all(Object.values(opened).map((each) => each.close()));
  await closeBrowser();
});

for (const scale of [1, 2]) {
  test(`every canvas has ink where its picture has it, at ${scale} device pixels`, async () => {
    const { page } = opened[scale];
    const lines = await marks(page, "results");
    const last = (await marks(page, "history"))["election:kaz-2022-11-20"];
    const own = (await marks(page, "contest"))["election:kaz-2022-11-20"];
    const events = await marks(page, "timeline");
    const said = await marks(page, "verdicts");
    const table = [
      ["results", "the winner’s part of the strip", lines["option:tokayev"], "ink-second", 0.95],
      ["results", "the strip’s part of those against all", lines["option:against-all"], "accent", 0.95],
      ["history", "the last election’s share, at the top of its mark", { ...last, height: last.width }, "accent", 0.3],
      ["history", "the last election’s turnout, at the foot of its mark",
        { ...last, y: last.y + last.height - 9.4, height: 9.4 }, "bar", 0.1],
      // 57 of 247 votes are noes, 12 px square, 39 are yeses.
      ["un-votes", "the noes", { x: 500, y: 30, width: 396, height: 500 }, "accent", 0.03],
      ["un-votes", "the yeses", { x: 500, y: 30, width: 396, height: 500 }, "yes", 0.015],
      ["contest", "the election the story is about", own, "accent", 0.3],
      ["verdicts", "a mission that criticised", said["said:odihr"], "tone-conflict", 0.4],
      ["timeline", "the election’s mark", events["event:2022-11-20-presidential-election"], "ink-third", 0.1],
    ];
    for (const [figure, what, box, wanted, least] of table) {
      const found = await ink(page, figure, box, await role(page, wanted));
      assert.ok(found >= least, `${figure}: ${what} is ${found} ${wanted}`);
    }
  });

  test(`a hairline is crisp at ${scale} device pixels`, async () => {
    const { page } = opened[scale];
    // Borders of lanes, at the left where nothing crosses them: the whole colour over nothing, and no half-tones beside it.
    const rule = await role(page, "rule");
    const column = await inside(page, "timeline", (root) => {
      const canvas = root.querySelector("canvas");
      const { data } = canvas.getContext("2d").getImageData(2, 0, 1, canvas.height);
      const hex = (part) => part.toString(16).padStart(2, "0");
      return Array.from({ length: canvas.height }, (_, row) => {
        const [red, green, blue, alpha] = data.slice(row * 4, row * 4 + 4);
        return alpha === 0 ? "clear" : `#${hex(red)}${hex(green)}${hex(blue)}${alpha === 255 ? "" : hex(alpha)}`;
      });
    });
    const borders = [...column.keys()].filter((row) => column[row] === rule && column[row - 1] === "clear");
    assert.ok(borders.length >= 5, `borders at device rows ${borders}`);
    for (const row of borders) {
      const [below, beyond] = [column.slice(row, row + scale), column[row + scale]];
      assert.deepEqual([below, beyond], [Array(scale).fill(rule), "clear"], `the border at device row ${row}`);
    }
  });
}

test("the published numbers stand in the page on every base", async () => {
  const { page } = opened[1];
  const standing = (await page.locator(".standfirst").innerText()).replaceAll("\u00a0", " ");
  for (const number of ["81.31 %", "77.79 %", "54.01 %"]) assert.ok(standing.includes(number), `${number} in ${standing}`);
  await part(page, "results", ".bl-table > summary").click();
  await part(page, "results", ".bl-table tbody tr").first().waitFor();
  const table = [
    ["Valid votes", "valid", "7,940,478", "81.31 %"],
    ["Ballots cast", "cast", "8,300,046", "77.79 %"],
    ["Registered", "registered", "11,95", "54.01 %"],
  ];
  for (const [button, base, whole, share] of table) {
    const pressed = part(page, "results", ".bl-segments button").filter({ hasText: new RegExp(button, "i") });
    await pressed.click();
    await frames(page);
    assert.equal(await pressed.getAttribute("aria-pressed"), "true", base);
    const spoken = await inside(page, "results", (root) => ({
      deck: root.querySelector(".bl-deck").textContent.replaceAll("\u00a0", " "),
      live: root.querySelector(".bl-live").textContent.replaceAll("\u00a0", " "),
      winner: root.querySelector(".bl-table tbody tr").textContent.replaceAll("\u00a0", " "),
    }));
    assert.ok(spoken.deck.includes(whole), `${whole} in the line below the headline: ${spoken.deck}`);
    assert.ok(spoken.live.includes(share), `${share} in what is spoken: ${spoken.live}`);
    for (const number of ["6,456,393", "81.31", "77.79", "54.01"]) {
      assert.ok(spoken.winner.includes(number), `${number} in the winner’s row: ${spoken.winner}`);
    }
  }
});

test("a band of verdicts that is folded has a triangle, and the way to the timeline the same distance to what it follows", async () => {
  const { page } = opened[1];
  const [triangles, gaps] = await inside(page, "verdicts", (root) => [
    [...root.querySelectorAll(".bl-fold > summary")].map((summary) => getComputedStyle(summary).listStyleType),
    [...root.querySelectorAll(".bl-voice .bl-link")].filter((way) => way.getClientRects().length).map((way) => {
      const before = document.createRange();
      before.setStart(way.parentNode, 0);
      before.setEndBefore(way);
      const words = way.parentNode.previousElementSibling.getBoundingClientRect().bottom;
      return Math.round(way.getBoundingClientRect().top - Math.max(words, before.getBoundingClientRect().bottom));
    }),
  ]);
  assert.deepEqual(triangles, Array(3).fill("disclosure-closed"));
  assert.ok(gaps.length > 5 && gaps.every((gap) => gap <= 2), `${gaps}`);
});
