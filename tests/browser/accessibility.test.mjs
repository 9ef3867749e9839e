// axe finds nothing, in either theme, at any width, with everything open.

import assert from "node:assert/strict";
import { after, test } from "node:test";

import { complete, FIGURES, frames, ink, inside, part, picture, ready } from "./figure.mjs";
import { axe, AXE_TAGS, closeBrowser, openPage } from "./harness.mjs";

after(closeBrowser);

// With a card.
const EVENT = "/#from=2022-11-01&to=2022-11-30&event=2022-11-22-final-result";

for (const dark of [false, true]) {
  test(`axe finds nothing in the ${dark ? "dark" : "light"} page`, async () => {
    for (const width of [320, 768, 1280]) {
      const opened = await openPage({ width, dark, path: EVENT });
      await ready(opened.page);
      // The list of ways over the figures is seen.
      await opened.page.keyboard.press("Tab");
      assert.deepEqual(await axe(opened.page), [], `${width} px`);
      await opened.close();
    }
  });
}

// Each language in each look, and either of them at each width; English, light and dark, at all of them.
const LANGUAGES = [["en", "/"], ["ru", "/index.ru.html"], ["kk", "/index.kk.html"]];
const LOOKS = [
  ["light", { colorScheme: "light", forcedColors: "none" }],
  ["dark", { colorScheme: "dark", forcedColors: "none" }],
  ["forced colours", { colorScheme: "dark", forcedColors: "active" }],
];
const WIDTHS_PX = [1280, 768, 320];

test("axe finds nothing in any figure with all open that opens, in every language and look", async () => {
  for (const [row, [language, path]] of LANGUAGES.entries()) {
    const opened = await openPage({ path: path + EVENT.slice(1) });
    const { page } = opened;
    await ready(page);
    await complete(page);
    const check = async (within, what) => {
      for (const [column, [look, media]] of LOOKS.entries()) {
        const isAll = language === "en" && media.forcedColors === "none";
        await page.emulateMedia(media);
        for (const width of isAll ? WIDTHS_PX : [WIDTHS_PX[(row + column) % WIDTHS_PX.length]]) {
          await page.setViewportSize({ width, height: 900 });
          await frames(page);
          assert.deepEqual(await axe(page, AXE_TAGS, within), [], `${language}, ${look}, ${width} px, ${what}`);
        }
      }
    };
    for (const figure of FIGURES) {
      await part(page, figure, ".bl-table > summary").click();
      await part(page, figure, ".bl-table tbody tr").first().waitFor();
      await part(page, figure, ".bl-share > summary").click();
      await part(page, figure, "[data-say='take svg']").waitFor();
      await inside(page, figure, (root) => root.querySelectorAll("details").forEach((details) => (details.open = true)));
    }
    await part(page, "timeline", ".bl-card h3").waitFor();
    await part(page, "timeline", ".bl-chip").first().waitFor();
    await check("ballotline-figure", "all open");
    // What takes the place of others.
    await part(page, "timeline", "[data-say='step 1']").click();
    await part(page, "timeline", ".bl-tour").waitFor();
    await part(page, "timeline", ".bl-card [data-say^='tone ']").click();
    await part(page, "timeline", ".bl-card [data-say^='tone ']").waitFor({ state: "detached" });
    await check("[figure=timeline]", "the tour and what makes the tone of a day");
    assert.deepEqual(opened.errors, []);
    await opened.close();
  }
});

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

/** The classes of tone, from conflict to cooperation. */
const TONES = ["tone-conflict-strong", "tone-conflict", "tone-neutral", "tone-cooperation", "tone-cooperation-strong"];

/** How the system and we ourselves would have the colours of roles now: name → `#rrggbb`, and the system's own. */
const colours = (page) =>
  inside(page, "results", (root, TONES) => {
    const context = document.createElement("canvas").getContext("2d");
    const style = getComputedStyle(root.host);
    const mixed = (colour) => {
      context.clearRect(0, 0, 1, 1);
      context.fillStyle = colour;
      context.fillRect(0, 0, 1, 1);
      return `#${[...context.getImageData(0, 0, 1, 1).data].slice(0, 3).map((part) => part.toString(16).padStart(2, "0")).join("")}`;
    };
    const names = ["ground", "tint", "rule", "rule-strong", "ink", "ink-second", "ink-third", "accent", "accent-tint", "link", "bar",
      "fill", ...TONES, "tone-conflict-text", "tone-cooperation-text"];
    const roles = Object.fromEntries(names.map((name) => [name, mixed(style.getPropertyValue(`--bl-${name}`))]));
    return { ...roles, Canvas: mixed("Canvas"), CanvasText: mixed("CanvasText"), LinkText: mixed("LinkText") };
  }, TONES);

/** WCAG's ratio of two colours. */
const contrast = (...pair) => {
  const [dark, light] = pair
    .map((colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255))
    .map((parts) => parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)))
    .map(([red, green, blue]) => 0.2126 * red + 0.7152 * green + 0.0722 * blue)
    .sort((one, other) => one - other);
  return (light + 0.05) / (dark + 0.05);
};

test("forced colours are the picture's too, from one moment to the next and back", async () => {
  for (const dark of [false, true]) {
    const opened = await openPage({ dark, width: dark ? 360 : 1280 });
    const { page } = opened;
    await ready(page);
    const own = await colours(page);
    const share = async (figure, colour) => {
      const { width, height } = await picture(page, figure).locator("canvas").boundingBox();
      return ink(page, figure, { x: 0, y: 0, width, height }, colour);
    };
    const inks = ["ink", "accent", "bar", "tone-conflict-strong", "tone-cooperation-strong"];
    await page.emulateMedia({ forcedColors: "active" });
    await frames(page);
    const forced = await colours(page);
    assert.deepEqual([forced.ground, forced.ink, forced.link], [forced.Canvas, forced.CanvasText, forced.LinkText]);
    for (const figure of FIGURES) {
      assert.ok((await share(figure, forced.CanvasText)) > 0, `${figure} is drawn with the system's colour of text`);
      for (const name of inks) assert.equal(await share(figure, own[name]), 0, `${figure}: ${name} is not to be seen`);
    }
    for (const name of ["ink", "link", "accent", "tone-cooperation-strong"]) assert.ok(contrast(forced[name], forced.ground) >= 4.5, name);
    // The stronger a tone, the more it differs from the ground.
    const strengths = (names) => [forced.ground, ...names.map((name) => forced[name])];
    for (const [first, ...others] of [strengths(TONES.slice(0, 3).reverse()), strengths(TONES.slice(3))]) {
      others.reduce((weaker, stronger) => {
        assert.ok(contrast(stronger, first) > 1.5 * contrast(weaker, first), `${weaker} and ${stronger} on ${first}`);
        return stronger;
      }, first);
    }
    if (!dark) for (const name of TONES) assert.ok((await share("timeline", forced[name])) > 0, `${name} is in the timeline of 2022`);
    // A tile's full part, its empty part and the ground differ, and words can be read on all of them.
    assert.ok((await share("turnout-map", forced.tint)) > 0.01);
    assert.ok(contrast(forced.tint, forced.ground) > 1.15 && contrast(forced.fill, forced.tint) > 1.5);
    for (const [name, on] of [["ink", "fill"], ["ink", "tint"], ["accent", "accent-tint"]]) {
      assert.ok(contrast(forced[name], forced[on]) >= 4.5, `${name} on ${on}`);
    }
    // What is pressed differs by more than its letters.
    const [pressed, other] = await inside(page, "results", (root) =>
      ["true", "false"].map((is) => getComputedStyle(root.querySelector(`.bl-segments [aria-pressed="${is}"]`)).backgroundColor));
    assert.notEqual(pressed, other);
    await page.emulateMedia({ forcedColors: "none" });
    await frames(page);
    assert.ok((await share("results", own.accent)) > 0);
    await opened.close();
  }
});

test("where more contrast is wanted, text has 7 : 1 and lines of the grid are seen", async () => {
  for (const dark of [false, true]) {
    const opened = await openPage({ dark });
    const { page } = opened;
    await ready(page);
    const usual = await colours(page);
    const before = await ink(page, "history", { x: 0, y: 0, width: 576, height: 280 }, usual.rule);
    assert.ok(before > 0);
    await page.emulateMedia({ contrast: "more" });
    await frames(page);
    const more = await colours(page);
    for (const name of ["ink", "ink-second", "ink-third", "accent", "link", "tone-conflict-text", "tone-cooperation-text"]) {
      assert.ok(contrast(more[name], more.ground) >= 7, `${name} ${more[name]} on ${more.ground}`);
    }
    for (const name of ["rule", "rule-strong"]) {
      const [now, then] = [contrast(more[name], more.ground), contrast(usual[name], usual.ground)];
      assert.ok(now > 2 && now > then * 1.3, `${name}: ${then}, then ${now}`);
    }
    assert.equal(await ink(page, "history", { x: 0, y: 0, width: 576, height: 280 }, usual.rule), 0, "the picture has followed");
    assert.deepEqual((await axe(page, ["wcag2aaa"])).filter((line) => line.startsWith("color-contrast")), []);
    await opened.close();
  }
});
