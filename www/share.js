// What a reader takes away of a figure: files to save, texts to copy.
//
// Decides how a text becomes a file, pixels or something in the clipboard, writes what rests on addresses, and shows what a code
// would show. Leaves all else to the program (src/app/share.rs). It is fetched when it is first asked for.

const TYPES = { svg: "image/svg+xml", csv: "text/csv", json: "application/json", png: "image/png" };
const MOST_PX = 8192;
const MOST_AREA_PX = 4096 * 4096;
// What is under way is waited for this long.
const PATIENCE_MS = 8000;

const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
const until = async (isSo) => {
  const end = performance.now() + PATIENCE_MS;
  while (!isSo() && performance.now() < end) await frame();
};
const inside = (figure, selector) => figure.shadowRoot?.querySelector(selector);
// What is chosen of files and codes; nothing once it is closed.
const choice = (figure, name) => inside(figure, `.bl-share [name=${name}]`)?.value;

// The picture as pixels, so many for each CSS pixel: the same SVG, painted by the browser.
const pixels = async (svg, wanted) => {
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([svg], { type: TYPES.svg }));
  try {
    await image.decode();
    const canvas = document.createElement("canvas");
    const { naturalWidth: width, naturalHeight: height } = image;
    // As large as any browser paints.
    const density = Math.min(wanted, MOST_PX / Math.max(width, height), Math.sqrt(MOST_AREA_PX / (width * height)));
    [canvas.width, canvas.height] = [width * density, height * density];
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done, failed) => canvas.toBlob((png) => (png ? done(png) : failed(new Error("too large"))), TYPES.png));
  } finally {
    URL.revokeObjectURL(image.src);
  }
};

// Headings of full tables, in the order of the cells of src/app/full.rs; those of sources end all of them.
const COLUMNS = {
  results:
    "election_id,option_id,name,name_native,party,kind,incumbent,votes,votes_elsewhere,percent_of_valid,"
    + "percent_of_cast,percent_of_registered,percent_published,percent_published_of,exit_polls,",
  history:
    "election_id,date,kind,registered,turned_out,turnout_percent,valid_votes,invalid_votes,winner,winner_votes,"
    + "winner_percent_published,winner_percent_published_of,winner_percent_of_valid,winner_percent_of_cast,"
    + "winner_percent_of_registered,margin_points_of_valid,margin_points_of_cast,margin_points_of_registered,"
    + "effective_number,",
  "turnout-map":
    "election_id,date,region_id,region,turnout_percent,nation_percent,",
  timeline:
    "event_id,date,end_date,precision,lane,lane_name,source_actor,source_actor_name,target_actor,target_actor_name,"
    + "kind,event_code,event_code_label,goldstein,title,summary,importance,tags,verified,",
};
const SOURCES = "source_ids,sources,addresses";

// A text in a field of BibTeX. A brace would end the field too soon, even behind a backslash.
const TEX = { "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };
const inTex = (text) => text.replace(/[{}]/g, "").replace(/[\\%&#_$~^]/g, (sign) => TEX[sign] ?? `\\${sign}`);

// Citations for programs, of what the table says of itself.
const CITATIONS = {
  bibtex: ({ figure, title, story, address }, today) => {
    // The second braces keep the capitals of names. An address is read as it is.
    const url = address.replaceAll("{", "%7B").replaceAll("}", "%7D");
    const fields = { title: `{${inTex(title)}}`, howpublished: inTex(`Ballotline: ${story}`), url, urldate: today };
    const lines = Object.entries(fields).map(([name, text]) => `  ${name} = {${text}}`);
    return `@misc{ballotline-${figure},\n${lines.join(",\n")}\n}`;
  },
  csl: ({ figure, title, story, address }, today) => JSON.stringify([{
    id: `ballotline-${figure}`, type: "webpage", title, "container-title": story, URL: address,
    accessed: { "date-parts": [today.split("-").map(Number)] },
  }]),
};

// Codes for other pages. What a reader chose in the figure and for the code is a part of them.
const made = (name, attributes, ...inner) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) element.setAttribute(key, value);
  element.append(...inner);
  return element.outerHTML;
};
const frameOf = (place, { state, ...keys }) =>
  `${place}frame.html#${new URLSearchParams(Object.entries(keys).filter(([, value]) => value))}${state && `&${state}`}`;
const CODES = {
  // It does not follow its figure: it is as high as the figure is here, with what can be taken away folded, and a little more.
  frame: (place, chosen, title, href, figure) => {
    const src = frameOf(place, chosen);
    const height = Math.ceil((figure.offsetHeight - inside(figure, ".bl-share").offsetHeight) / 20) * 20 + 40;
    return made("iframe", { src, title, width: "100%", height, loading: "lazy", frameborder: "0", allow: "clipboard-write" });
  },
  helper: (place, chosen, title) =>
    made("div", { "data-ballotline": frameOf(place, chosen), title }) + made("script", { src: `${place}embed.js`, defer: "" }),
  // Until it begins, and where it cannot, there is a link.
  element: async (place, { state, ...attributes }, title, href) => {
    const link = document.createElement("a");
    link.href = href;
    link.append(title);
    const integrity = await digest("ballotline.js");
    const crossorigin = integrity && "anonymous";
    return made("script", { type: "module", src: `${place}ballotline.js`, integrity, crossorigin })
      + made("ballotline-figure", { ...attributes, state: state || undefined }, link);
  },
};

// What a browser checks a file by; not known where the build's list does not stand beside this script.
const digest = async (file) => {
  try {
    const list = await fetch(new URL("integrity.json", import.meta.url));
    return (await list.json())[file];
  } catch {
    return undefined;
  }
};

// What has been chosen in a figure, or by the link to it, as in a link.
const stateOf = (taken) => taken("state", false);

// A figure of its own with what is chosen for a code. It keeps to itself: the page is not told what happens in it.
const another = (figure, lang, state) => {
  const own = document.createElement("ballotline-figure");
  for (const name of ["figure", "story"]) if (figure[name]) own[name] = figure[name];
  own.dataset.alone = "";
  own.dispatchEvent = () => true;
  own.lang = lang;
  own.state = state;
  return own;
};

// What a code shows, or no longer.
const preview = (figure, pressed, taken) => {
  const place = inside(figure, ".bl-preview");
  const isOpen = !place.firstChild;
  pressed.setAttribute("aria-expanded", isOpen);
  if (!isOpen) return place.replaceChildren();
  let state = stateOf(taken);
  const own = another(figure, choice(figure, "lang"), state);
  own.theme = choice(figure, "theme");
  const ears = new AbortController();
  const follow = () => {
    if (!own.isConnected) return ears.abort();
    own.theme = choice(figure, "theme");
    own.lang = choice(figure, "lang");
    // What was looked at in the preview stays until something else is chosen in the figure.
    const now = stateOf(taken);
    if (state !== now) own.state = state = now;
  };
  figure.shadowRoot.addEventListener("change", follow, ears);
  figure.addEventListener("statechange", follow, ears);
  place.append(own);
};

// How each figure is asked for what is taken of it, once that is open in it.
const askers = new WeakMap();
// Asks a figure in a language. If it speaks another, one that speaks this is asked, which stands unseen in the same width meanwhile.
const inLanguage = async (figure, lang, taken, work) => {
  if (lang === figure.language) return work(taken, lang);
  const own = another(figure, lang, stateOf(taken));
  own.style = `position:absolute;visibility:hidden;width:${figure.clientWidth}px;height:0;overflow:hidden`;
  figure.shadowRoot.append(own);
  try {
    await own.ready;
    inside(own, ".bl-share").open = true;
    await until(() => askers.has(own));
    return await work(askers.get(own), lang);
  } finally {
    own.remove();
  }
};

const save = (blob, name) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};

// A text goes to the clipboard; where there is none, or it is refused, the reader may copy it from a field.
const copy = async (text, pressed) => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement("textarea");
    field.className = "bl-field";
    field.readOnly = true;
    field.value = text;
    field.setAttribute("aria-label", pressed?.textContent ?? "");
    pressed?.parentElement.querySelector(".bl-field")?.remove();
    pressed?.after(field);
    field.focus();
    field.select();
    return false;
  }
};

// Fetches the part of the program, and says so. Choices begin with what the figure has.
export const share = async (figure, report, taken, start, what, folder) => {
  try {
    await start();
  } catch (error) {
    console.warn(`ballotline: ${error.message}`);
    return report("say", "lost");
  }
  askers.set(figure, taken);
  report("say", "shared");
  await frame();
  // Codes lead into the folder of the files, where there is one.
  if (!folder) for (const code in CODES) inside(figure, `[data-say="take ${code}"]`)?.style.setProperty("display", "none");
  const themes = inside(figure, ".bl-share [name=theme]");
  if (themes && ["light", "dark"].includes(figure.theme)) themes.value = figure.theme;
};

// Gives a reader what was asked for by a word.
export const take = async (figure, report, taken, start, what, folder) => {
  const pressed = inside(figure, `[data-say="take ${what}"]`);
  if (what === "preview") return pressed && preview(figure, pressed, taken);
  const place = folder && new URL("./", folder).href;
  const state = stateOf(taken);
  const home = place && figure.language !== "en" ? `${place}index.${figure.language}.html` : place;
  // Another's story stands in no page of ours, but in this one; which reads no state if the figure keeps none in its address.
  const isOurs = place && !figure.story;
  const isHere = figure.address || !isOurs;
  const isRead = isOurs || figure.matches("[address],[page]");
  const address = figure.linkTo(isRead ? state : "", isHere ? location.href : home);
  const today = new Date().toISOString().slice(0, 10);
  const ask = (taken, word, isDark = figure.hasAttribute("data-dark")) => taken([word, address, today].join("\n"), isDark);
  const name = figure.figure;
  if (what === "still" || what in CODES) {
    const theme = [choice(figure, "theme")].find((theme) => theme !== "auto");
    const story = figure.story ? new URL(figure.story, document.baseURI).href : undefined;
    const text = await inLanguage(figure, choice(figure, "lang") ?? figure.language, taken, async (taken, lang) => {
      if (what === "still") {
        // Another's story may have no sources to wait for.
        if (!story) await until(() => ask(taken, "whole"));
        return ask(taken, what, theme && theme === "dark");
      }
      const json = ask(taken, "json");
      return json && CODES[what](place, { figure: name, story, theme, lang, state }, JSON.parse(json).title, address, figure);
    }).catch((error) => console.warn(`ballotline: ${error.message}`));
    return text && give(text, report, pressed);
  }
  // Sources come a little later than the figure.
  if (what === "full") await until(() => ask(taken, "whole") || !figure.isConnected);
  const given = ask(taken, what in CITATIONS ? "json" : what);
  // The figure broke off meanwhile; it says so itself.
  if (!given) return;
  // A page that allows no pictures of its own making gets the picture that pixels are made of.
  if (what === "png") {
    return pixels(given, choice(figure, "density") ?? 3).then(
      (png) => save(png, `${name}.png`),
      () => save(new Blob([given], { type: TYPES.svg }), `${name}.svg`),
    );
  }
  // Spreadsheets take a file for UTF-8 that begins with its mark.
  if (what === "csv") return save(new Blob(["\ufeff", given], { type: TYPES.csv }), `${name}.csv`);
  if (what === "full") {
    const head = `"${(COLUMNS[name] + SOURCES).replaceAll(",", '","')}"\r\n`;
    return save(new Blob(["\ufeff", head, given], { type: TYPES.csv }), `${name}-full.csv`);
  }
  if (TYPES[what]) return save(new Blob([given], { type: TYPES[what] }), `${name}.${what}`);
  return give(CITATIONS[what]?.(JSON.parse(given), today) ?? given, report, pressed);
};

/** The link to what is shown, where the clipboard has refused it: in a field, until something else is shown. */
export const offer = async (figure, link, report) => {
  const pressed = inside(figure, ".bl-copy");
  await give(link, report, pressed);
  const field = pressed?.nextSibling;
  figure.addEventListener("statechange", () => field?.remove(), { once: true });
};

// A text for the clipboard, and that it is there.
const give = async (text, report, pressed) => {
  if (!(await copy(text, pressed))) return;
  report("say", "copied");
  if (!pressed) return;
  pressed.dataset.done = "";
  setTimeout(() => delete pressed.dataset.done, 2000);
};
