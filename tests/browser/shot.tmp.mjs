import { openPage, closeBrowser, screenshot } from "./harness.mjs";
const [,, file, ...jobs] = process.argv;
// job: width:lang:dark:hash:selector:name
for (const job of jobs) {
  const [width, lang, dark, hash, selector, name] = job.split("|");
  const opened = await openPage({ path: `/index${lang === "en" ? "" : "." + lang}.html${hash ? "#" + hash : ""}`, width: +width, height: 900, dark: dark === "1", scale: +width < 500 ? 2 : 1 });
  const at = opened.page.locator(selector).first();
  await at.scrollIntoViewIfNeeded();
  await at.locator("[data-slot=picture] canvas").first().waitFor({ timeout: 20000 });
  await opened.page.waitForTimeout(900);
  console.log(await screenshot(at, name));
  await opened.close();
}
await closeBrowser();
