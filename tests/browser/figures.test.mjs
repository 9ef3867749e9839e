// What the figures show: ink where the picture has it, and the published numbers.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { colours, frames, inside, marks, part, ready, role } from "./figure.mjs";
import { closeBrowser, openPage } from "./harness.mjs";

const opened = {};

before(async () => {
  opened[1] = await openPage();
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
    const against = (await marks(page, "results"))["option:against-all"];
    const elections = await marks(page, "history");
    const events = await marks(page, "timeline");
    const of = ({ x, y, width, height }) => [x + width / 2, y + height / 2];
    const lastElection = of(elections["election:kaz-2022-11-20"] ?? Object.values(elections).at(-1));
    const table = [
      ["results", "the winner’s part of the strip", [4, 54], "ink-second"],
      ["results", "the strip’s part of those against all", of(against), "accent"],
      ["history", "the last election’s point", lastElection, "accent"],
      ["timeline", "the election’s mark", of(events["event:2022-11-20-presidential-election"]), "tone-neutral"],
    ];
    for (const [figure, what, point, wanted] of table) {
      assert.deepEqual(await colours(page, figure, [point]), [await role(page, wanted)], `${figure}: ${what} at ${point}`);
    }
  });

  test(`a hairline is crisp at ${scale} device pixels`, async () => {
    const { page } = opened[scale];
    const ground = await role(page, "ground");
    const rule = await role(page, "rule");
    // Borders of lanes at the left, where nothing crosses them.
    const column = await inside(page, "timeline", (root) => {
      const canvas = root.querySelector("canvas");
      const { data } = canvas.getContext("2d").getImageData(2, 0, 1, canvas.height);
      const hex = (at) => `#${[0, 1, 2].map((part) => data[at * 4 + part].toString(16).padStart(2, "0")).join("")}`;
      return Array.from({ length: canvas.height }, (_, row) => hex(row));
    });
    const runs = [];
    for (const [row, colour] of column.entries()) {
      if (colour !== rule) continue;
      if (column[row - 1] === rule) runs.at(-1).length += 1;
      else runs.push({ row, length: 1 });
    }
    const clean = runs.filter(({ row, length }) => column[row - 1] === ground && column[row + length] === ground);
    assert.ok(clean.length >= 5, `${clean.length} borders of lanes among ${JSON.stringify(runs)}`);
    for (const { row, length } of runs) assert.equal(length, scale, `the border at device row ${row}`);
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
    ["Ballots cast", "cast", "8,299,", "77.79 %"],
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
