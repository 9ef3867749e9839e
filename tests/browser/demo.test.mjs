// The demonstration: one article with figures as elements, in frames, and as pictures with tables.

import assert from "node:assert/strict";
import { after, test } from "node:test";

import { ready } from "./figure.mjs";
import { axe, closeBrowser, openPage, screenshot } from "./harness.mjs";

after(closeBrowser);

const isScrolledSideways = (page) => page.evaluate(() => document.documentElement.scrollWidth > innerWidth);

for (const way of ["element", "frame", "still"]) {
  test(`${way}: figures stand in a narrow column, a wide one and a dark part, light and dark`, async () => {
    for (const [width, dark] of [[360, false], [768, true], [1280, false]]) {
      const opened = await openPage({ path: `/demo/${way}.html`, width, dark });
      const { page } = opened;
      if (way === "element") await ready(page);
      if (way === "frame") {
        for (const frame of await page.locator("iframe").all()) {
          await frame.scrollIntoViewIfNeeded();
          await frame.contentFrame().locator("[data-slot=picture] canvas").waitFor();
          await page.waitForFunction((each) => each.style.height, await frame.elementHandle());
        }
        const last = page.frames().find((each) => each.url().includes("turnout-clock"));
        assert.equal(await last.evaluate(() => document.querySelector("ballotline-figure").hasAttribute("data-dark")), true);
      }
      assert.equal(await isScrolledSideways(page), false, `${width}`);
      await page.evaluate(() => scrollTo(0, 0));
      await screenshot(page, `demo-${way}-${width}${dark ? "-dark" : ""}`, { fullPage: true });
      assert.deepEqual(await axe(page), [], `${width}`);
      assert.deepEqual([opened.messages, opened.errors], [[], []], `${width}`);
      await opened.close();
    }
  });
}
