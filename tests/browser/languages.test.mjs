// What a figure speaks, and that nothing is cut in any language.

import assert from "node:assert/strict";
import { after, test } from "node:test";

import { FIGURES, inside, part, ready } from "./figure.mjs";
import { axe, closeBrowser, openPage } from "./harness.mjs";

after(closeBrowser);

// A sentence that every figure has: the way to its table.
const TABLE = { en: "Table", ru: "Таблица", kk: "Кесте" };
const spoken = (page, selector = "ballotline-figure") =>
  page.$eval(selector, ({ shadowRoot }) => shadowRoot.querySelector(".bl-table > summary").textContent);
const host = (attributes, lang = "") => `<!doctype html><html${lang && ` lang="${lang}"`}><meta charset="utf-8"><link rel="icon" href="data:,">
  <title>An article</title><script type="module" src="/ballotline.js"></script><body><ballotline-figure figure="results" ${attributes}></ballotline-figure></body></html>`;

test("a figure speaks what it is told, else what its link, its page or the browser does", async () => {
  const cases = [
    // [attributes, language of the page, fragment, language of the browser, wanted]
    [`lang="kk"`, "ru", "", "en-GB", "kk"],
    [`lang="KK-Cyrl-KZ"`, "ru", "", "en-GB", "kk"],
    [`address lang="kk"`, "en", "#lang=ru", "en-GB", "kk"],
    ["address", "en", "#lang=ru", "en-GB", "ru"],
    ["", "en", "#lang=ru", "en-GB", "en"],
    ["", "ru-KZ", "", "en-GB", "ru"],
    [`lang="xx"`, "ru", "", "en-GB", "ru"],
    ["", "fr", "", "kk-KZ", "kk"],
    ["", "", "", "ru-RU", "ru"],
    ["", "", "", "de-DE", "en"],
  ];
  for (const [attributes, page, fragment, locale, wanted] of cases) {
    const opened = await openPage({ path: `/host.html${fragment}`, extra: { "/host.html": host(attributes, page) }, context: { locale } });
    await ready(opened.page);
    const told = `${attributes} in ${page} at ${fragment} under ${locale}`;
    assert.equal(await spoken(opened.page), TABLE[wanted], told);
    assert.equal(await inside(opened.page, "results", ({ children }) => children[0].lang), wanted, told);
    // Only its own words are fetched.
    const stories = opened.requests.filter((address) => address.includes("/story"));
    assert.ok(stories.every((address) => /\.(ru|kk)\.bin$/.test(address) === (wanted !== "en")), `${told}: ${stories}`);
    await opened.close();
  }
});

test("a figure that is told another language says the same in it, and its neighbour does not", async () => {
  const two = host(`state="base=cast"`, "en").replace("</body>", `<ballotline-figure figure="history"></ballotline-figure></body>`);
  const opened = await openPage({ path: "/host.html", extra: { "/host.html": two } });
  const { page } = opened;
  await ready(page);
  const winner = () => inside(page, "results", (root) => root.querySelector(".bl-table").textContent);
  await page.$eval("[figure=results]", (figure) => figure.setAttribute("lang", "ru"));
  await page.waitForFunction(() => document.querySelector("[figure=results]").shadowRoot.querySelector(".bl-table > summary")?.textContent === "Таблица");
  assert.equal(await spoken(page, "[figure=history]"), TABLE.en);
  assert.equal(await inside(page, "results", (root) => root.querySelector("[data-say='base cast']").getAttribute("aria-pressed")), "true");
  await page.$eval("[figure=results]", (figure) => figure.removeAttribute("lang"));
  await page.waitForFunction(() => document.querySelector("[figure=results]").shadowRoot.querySelector(".bl-table > summary")?.textContent === "Table");
  assert.ok(await winner());
  assert.deepEqual(opened.errors, []);
  await opened.close();
});

test("the page of each language is live, whole, and cut nowhere", async () => {
  for (const [language, path] of [["en", "/"], ["ru", "/index.ru.html"], ["kk", "/index.kk.html"]]) {
    for (const width of [1280, 360, 320]) {
      const opened = await openPage({ path, width });
      const { page } = opened;
      await ready(page);
      for (const figure of FIGURES) assert.equal(await spoken(page, `[figure=${figure}]`), TABLE[language], `${language} ${figure}`);
      const cut = await page.evaluate(() => {
        const found = [];
        if (document.documentElement.scrollWidth > innerWidth) found.push(`the page is ${document.documentElement.scrollWidth} wide`);
        for (const figure of document.querySelectorAll("ballotline-figure")) {
          const place = figure.getBoundingClientRect();
          for (const control of figure.shadowRoot.querySelectorAll("button, summary, h2, h3, p, select, label, th, .bl-key span")) {
            const box = control.getBoundingClientRect();
            if (!box.width || control.closest(".bl-scroll, .bl-open, [hidden]")) continue;
            const isCut = control.scrollWidth > control.clientWidth + 1 && getComputedStyle(control).overflowX !== "visible";
            const isOver = box.right > place.right + 1 || box.left < place.left - 1;
            if (isCut || isOver) found.push(`${figure.getAttribute("figure")}: ${control.localName} “${control.textContent.slice(0, 50)}”`);
          }
        }
        return found;
      });
      assert.deepEqual(cut, [], `${language} at ${width} px`);
      if (width === 1280) assert.deepEqual(await axe(page), [], language);
      assert.deepEqual(opened.errors, [], language);
      await opened.close();
    }
  }
});

test("text of a picture stays within it in every language", async () => {
  for (const language of ["ru", "kk"]) {
    for (const width of [360, 1280]) {
      const opened = await openPage({ path: `/index.${language}.html`, width, javaScript: false });
      const over = await opened.page.evaluate(() =>
        [...document.querySelectorAll(".bl-picture svg")].filter((svg) => svg.clientWidth).flatMap((svg) => {
          const place = svg.getBoundingClientRect();
          return [...svg.querySelectorAll("text")].filter((text) => {
            const box = text.getBoundingClientRect();
            return box.left < place.left - 2 || box.right > place.right + 2 || box.top < place.top - 2 || box.bottom > place.bottom + 2;
          }).map((text) => `${svg.closest("ballotline-figure").getAttribute("figure")}: ${text.textContent}`);
        }));
      assert.deepEqual(over, [], `${language} at ${width} px`);
      await opened.close();
    }
  }
});
