// axe finds nothing, in either theme, at any width, with everything open.

import assert from "node:assert/strict";
import { after, test } from "node:test";

import { FIGURES, frames, inside, part, ready } from "./figure.mjs";
import { axe, closeBrowser, openPage } from "./harness.mjs";

after(closeBrowser);

for (const dark of [false, true]) {
  test(`axe finds nothing in the ${dark ? "dark" : "light"} page`, async () => {
    for (const width of [320, 768, 1280]) {
      const opened = await openPage({ width, dark, path: "/#from=2022-11-01&to=2022-11-30&event=2022-11-22-final-result" });
      const { page } = opened;
      await ready(page);
      assert.deepEqual(await axe(page), [], `${width} px`);
      // Tables, notes and the card open.
      for (const figure of FIGURES) {
        await part(page, figure, ".bl-table > summary").click();
        await part(page, figure, ".bl-table tbody tr").first().waitFor();
        await inside(page, figure, (root) => root.querySelectorAll("details").forEach((details) => (details.open = true)));
      }
      await part(page, "timeline", ".bl-card").waitFor();
      await frames(page);
      assert.deepEqual(await axe(page), [], `${width} px, all open`);
      await opened.close();
    }
  });
}

test("axe finds nothing in the still page and in the record", async () => {
  for (const [path, breakage] of [["/", "missing"], ["/record.html", undefined]]) {
    const opened = await openPage({ path, breakage, width: 768 });
    await opened.page.waitForLoadState("networkidle");
    assert.deepEqual(await axe(opened.page), [], path);
    await opened.close();
  }
});

test("controls are at least 24 px large, and every control has a name", async () => {
  for (const width of [320, 1280]) {
    const opened = await openPage({ width });
    await ready(opened.page);
    const small = await opened.page.evaluate(() =>
      [...document.querySelectorAll("ballotline-figure")].flatMap(({ shadowRoot }) =>
        [...shadowRoot.querySelectorAll("button, input, summary, [role=application]")].flatMap((control) => {
          // What is folded on a narrow page only has no way to it on a wide one.
          if (getComputedStyle(control).display === "none") return [];
          const { width: wide, height: high } = control.getBoundingClientRect();
          const name = control.getAttribute("aria-label") || control.textContent.trim();
          return wide >= 24 && high >= 24 && name !== "" ? [] : [`${control.className || control.tagName} “${name}” ${wide} × ${high}`];
        })));
    assert.deepEqual(small, [], `${width} px`);
    await opened.close();
  }
});
