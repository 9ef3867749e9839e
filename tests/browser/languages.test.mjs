// What a figure speaks, how it writes numbers and dates, and that nothing is cut in any language.

import assert from "node:assert/strict";
import { after, test } from "node:test";

import { complete, FIGURES, frames, inside, part, pixels, ready, spoken as heard } from "./figure.mjs";
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

test("where a language is not on the server, English is spoken; a shadow tree takes the language of the page around it", async () => {
  const bare = await openPage({
    path: "/host.html", extra: { "/host.html": host("") }, missing: ["/story.ru.bin", "/story-election.ru.bin"], context: { locale: "ru-RU" },
  });
  await ready(bare.page);
  assert.deepEqual([await spoken(bare.page), await bare.page.$eval("ballotline-figure", ({ language }) => language)], [TABLE.en, "en"]);
  assert.equal(await inside(bare.page, "results", ({ children }) => children[0].lang), "en");
  await bare.close();
  const within = host("", "ru").replace(/<ballotline-figure.*<\/ballotline-figure>/, `<div id="tree"><template shadowrootmode="open"><ballotline-figure figure="results"></ballotline-figure></template></div>`);
  const deep = await openPage({ path: "/host.html", extra: { "/host.html": within }, context: { locale: "en-GB" } });
  await deep.page.waitForFunction(() => document.querySelector("#tree").shadowRoot.querySelector("ballotline-figure").shadowRoot?.querySelector(".bl-table > summary"));
  assert.equal(await deep.page.evaluate(() => document.querySelector("#tree").shadowRoot.querySelector("ballotline-figure").language), "ru");
  await deep.close();
});

test("an address with another language and another state is followed in both, and links keep the language", async () => {
  const opened = await openPage({ path: "/host.html#lang=en", extra: { "/host.html": host("address", "en") } });
  const { page } = opened;
  await ready(page);
  await part(page, "results", "[data-say='base cast']").click();
  await page.waitForFunction(() => location.hash.includes("base=cast"));
  await page.evaluate(() => void (location.hash = "lang=ru&base=registered"));
  await page.waitForFunction(() => document.querySelector("ballotline-figure").shadowRoot.querySelector(".bl-table > summary")?.textContent === "Таблица");
  await part(page, "results", "[data-say='base registered'][aria-pressed=true]").waitFor();
  const link = await page.$eval("ballotline-figure", (figure) => figure.linkTo("base=cast"));
  assert.equal(link, `${opened.origin}/host.html#lang=ru&base=cast`);
  await opened.close();
});

test("the page in another language opens in the state that this one is in", async () => {
  const opened = await openPage();
  const { page } = opened;
  await ready(page);
  await part(page, "results", "[data-say='base cast']").click();
  await page.waitForFunction(() => location.hash === "#base=cast");
  await page.locator(".languages a[hreflang=kk]").click();
  await page.waitForURL(`${opened.origin}/index.kk.html#base=cast`);
  await opened.close();
});

test("a page's colour over several lines is one colour, and shifts no text", async () => {
  const styled = host("", "en").replace("<title>", "<style>:root { --ballotline-accent: rgb(\n 138\n 42 95) }</style><title>");
  const pictures = [];
  for (const body of [host("", "en").replace("<title>", "<style>:root { --ballotline-accent: rgb(138 42 95) }</style><title>"), styled]) {
    const opened = await openPage({ path: "/host.html", extra: { "/host.html": body } });
    await ready(opened.page);
    pictures.push(await pixels(opened.page, "results"));
    await opened.close();
  }
  assert.equal(pictures[0], pictures[1]);
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

test("the record is told in the language of its page, leads back to it, and finds room on a phone", async () => {
  const names = { en: "", ru: ".ru", kk: ".kk" };
  const told = [];
  for (const [language, ending] of Object.entries(names)) {
    const own = `record${ending}.html`;
    const page = await openPage({ path: `/index${ending}.html`, javaScript: false });
    const leading = await page.page.$$eval("a[href^=record]", (links) => links.map((link) => link.getAttribute("href")));
    await page.close();
    assert.deepEqual([...new Set(leading.map((href) => href.split("#")[0]))], [own], `links of the page in ${language}`);

    const opened = await openPage({ path: `/${own}`, width: 360 });
    const seen = await opened.page.evaluate(([ids, language]) => {
      const all = (selector, root = document) => [...root.querySelectorAll(selector)];
      const href = (selector) => all(selector).map((link) => link.getAttribute("href")).sort();
      // Words in Latin letters that are said to be of the page's language; sources are called as they are, and so is what has no other
      // name.
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const latin = [];
      while (walker.nextNode()) {
        const { data, parentElement } = walker.currentNode;
        if (parentElement.closest("[lang]").lang === language && !parentElement.closest(".bl-sources")) {
          latin.push(...(data.replace(/\b(AMANAT|COP27|ES|Euractiv|Global Gateway|XXI)\b/g, "").match(/[A-Za-z]{2,}/g) ?? []));
        }
      }
      return {
        language: document.documentElement.lang,
        dead: ids.filter((id) => !document.getElementById(id)),
        alternates: href("link[rel=alternate]"),
        languages: href(".languages a"),
        back: href("header .bl-about a"),
        events: all("article").length,
        marked: all("article :is(h3, .bl-summary)").every((element) => element.lang === language),
        latin,
        head: document.querySelector("h1").textContent,
        words: [...new Set(all("article h4, .bl-when").map((element) => element.textContent))].slice(0, 5),
        wide: document.documentElement.scrollWidth > innerWidth,
        // A column for all, in which a name need not be broken.
        squeezed: all(".bl-card > div").filter((part) => part.clientWidth < 300 || part.scrollWidth > part.clientWidth).length,
      };
    }, [leading.map((href) => href.split("#")[1]).filter(Boolean), language]);
    const others = Object.entries(names).filter(([other]) => other !== language).map(([, other]) => `record${other}.html`).sort();
    const { latin, head, words, ...rest } = seen;
    assert.deepEqual(rest, {
      language, dead: [], alternates: others, languages: others, back: [`index${ending}.html`], events: 220, marked: true, wide: false, squeezed: 0,
    }, language);
    if (language !== "en") {
      assert.deepEqual(latin, [], language);
      assert.deepEqual(await axe(opened.page), [], language);
    }
    told.push(head, ...words);
    await opened.close();
  }
  assert.equal(new Set(told).size, told.length, "no word of one record stands in another");
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

// What stands in the page of each language, `~` for a space that no line breaks at. Russian and Kazakh group by threes with such a space and
// have a decimal comma; Russian has three plural forms, Kazakh says the same after any number.
const WRITTEN = {
  en: {
    path: "/",
    votes: "6,456,393",
    share: "77.79~%",
    change: "−40.71 points",
    value: "+5.2",
    date: "1~December 1991",
    month: "March 1994, day not certain",
    shortMonth: "UN Watch, Mar 2014",
    moment: "Share of registered voters, 20~November 2022, at 22:00 local time (+06:00).",
    counts: ["1995 · 1 event", "2009 · 2 events", "1992 · 5 events", "2023 · 21 events"],
    spoken: "Shares of ballots cast: Kassym-Jomart Tokayev 77.79~%",
  },
  ru: {
    path: "/index.ru.html",
    votes: "6~456~393",
    share: "77,79~%",
    change: "−40,71~п.~п.",
    value: "+5,2",
    date: "1~декабря 1991 года",
    month: "март 1994, точный день неизвестен",
    shortMonth: "UN Watch, мар 2014",
    moment: "Доля от зарегистрированных избирателей, 20~ноября 2022 года, 22:00 по местному времени (+06:00).",
    counts: ["1995 · 1~событие", "2009 · 2~события", "1992 · 5~событий", "2023 · 21~событие"],
    spoken: "Доли от поданных бюллетеней: Касым-Жомарт Токаев 77,79~%",
  },
  kk: {
    path: "/index.kk.html",
    votes: "6~456~393",
    share: "77,79~%",
    change: "−40,71 пункт",
    value: "+5,2",
    date: "1991 жылғы 1~желтоқсан",
    month: "1994 жылғы наурыз, күні нақты емес",
    shortMonth: "UN Watch, 2014~ж. нау",
    moment: "Тіркелген сайлаушылар үлесі, 2022 жылғы 20~қараша, жергілікті уақытпен сағат 22:00 (+06:00).",
    counts: ["1995 · 1 оқиға", "2009 · 2 оқиға", "1992 · 5 оқиға", "2023 · 21 оқиға"],
    spoken: "Үлес негізі: салынған бюллетень. Қасым-Жомарт Тоқаев: 77,79~%",
  },
};

/** What is read in a page where the fixture says something. */
async function readings(page) {
  for (const figure of ["results", "history", "turnout-map", "un-votes", "timeline"]) {
    await part(page, figure, ".bl-table > summary").click();
    await part(page, figure, ".bl-table tbody tr").first().waitFor();
  }
  return page.evaluate(() => {
    const inside = (figure) => document.querySelector(`[figure=${figure}]`).shadowRoot;
    const all = (figure, selector) => [...inside(figure).querySelectorAll(selector)].map(({ textContent }) => textContent);
    const [, votes, , share] = all("results", "tbody tr:first-child > *").map((text) => text.replace("†", ""));
    const years = all("timeline", "tbody th[scope=rowgroup]");
    return {
      votes,
      share,
      change: all("turnout-map", "tbody tr:nth-last-child(2) > *").at(-1),
      value: all("timeline", ".bl-card b")[1],
      date: all("history", "tbody th")[0],
      month: inside("timeline").querySelector(".bl-card .bl-when").firstChild.data,
      shortMonth: all("un-votes", "tbody tr:first-child td:last-child")[0].split("; ")[0],
      moment: all("turnout-map", ".bl-deck")[0].split(". ").at(-1),
      counts: ["1995", "2009", "1992", "2023"].map((year) => years.find((text) => text.startsWith(year))),
    };
  });
}

test("numbers, dates and plurals are written as the language writes them, which a browser need not know", async () => {
  for (const [language, { path, ...written }] of Object.entries(WRITTEN)) {
    // 1992 from its second event on, 2023 up to its 21st.
    const opened = await openPage({ path: `${path}#from=1992-01-20&to=2023-11-09&event=1994-03-29-eurasian-union-idea` });
    const { page } = opened;
    await ready(page);
    await complete(page);
    const read = await readings(page);
    await part(page, "results", "[data-say='base cast']").click();
    await frames(page);
    read.spoken = await heard(page, "results");
    const wanted = JSON.parse(JSON.stringify(written).replaceAll("~", "\u00a0"));
    assert.deepEqual(read, wanted, language);
    if (language === "kk") {
      // Chromium says that it knows Kazakh, and writes numbers as in English and months as `M11`: so they are ours.
      const own = await page.evaluate(() => [
        Intl.NumberFormat.supportedLocalesOf("kk").length,
        new Intl.NumberFormat("kk").format(6456393),
        new Intl.DateTimeFormat("kk", { dateStyle: "long", timeZone: "UTC" }).format(Date.UTC(1991, 11, 1)),
      ]);
      assert.deepEqual([own[0], own[1] === read.votes, own[2] === read.date], [1, false, false], String(own));
    }
    await opened.close();
  }
});
