// The page opens and nothing complains.

import assert from "node:assert/strict";
import { after, test } from "node:test";

import { axe, closeBrowser, openPage, screenshot } from "./harness.mjs";

after(closeBrowser);

test("the page opens without a word on the console", async () => {
  const opened = await openPage({ csp: true });
  await opened.page.waitForLoadState("networkidle");
  await screenshot(opened.page, "page");
  assert.deepEqual(opened.messages, []);
  assert.deepEqual(opened.errors, []);
  assert.ok(opened.requests.every((address) => address.startsWith(opened.origin)), opened.requests.join("\n"));
  await opened.close();
});

test("the page can be read without any script", async () => {
  const opened = await openPage({ javaScript: false });
  assert.notEqual((await opened.page.locator("h1").first().innerText()).trim(), "");
  assert.deepEqual(opened.messages, []);
  await opened.close();
});

test("axe finds nothing", async () => {
  const opened = await openPage();
  await opened.page.waitForLoadState("networkidle");
  assert.deepEqual(await axe(opened.page), []);
  await opened.close();
});
