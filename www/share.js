// What a reader takes away of a figure: files to save, texts to copy.
//
// Decides how a text becomes a file, pixels or something in the clipboard, and writes what rests on addresses. Leaves all else to
// the program (src/app/share.rs). It is fetched when it is first asked for.

const TYPES = { svg: "image/svg+xml", csv: "text/csv", json: "application/json", png: "image/png" };
// Pixels for each CSS pixel of a picture: sharp in print and on any screen.
const DENSITY = 3;
const MOST_PX = 8192;

// The picture as pixels: the same SVG, painted by the browser.
const pixels = async (svg) => {
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([svg], { type: TYPES.svg }));
  try {
    await image.decode();
    const canvas = document.createElement("canvas");
    // As large as any browser paints.
    const density = Math.min(DENSITY, MOST_PX / Math.max(image.naturalWidth, image.naturalHeight));
    [canvas.width, canvas.height] = [image.naturalWidth * density, image.naturalHeight * density];
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done) => canvas.toBlob(done, TYPES.png));
  } finally {
    URL.revokeObjectURL(image.src);
  }
};

// Citations for programs, of what the table says of itself.
const CITATIONS = {
  bibtex: ({ figure, title, story, address }, today) => {
    const fields = { title, howpublished: `Ballotline: ${story}`, url: address, urldate: today };
    const lines = Object.entries(fields).map(([name, text]) => `  ${name} = {${text.replace(/[{}]/g, "")}}`);
    return `@misc{ballotline-${figure},\n${lines.join(",\n")}\n}`;
  },
  csl: ({ figure, title, story, address }, today) => JSON.stringify([{
    id: `ballotline-${figure}`, type: "webpage", title, "container-title": story, URL: address,
    accessed: { "date-parts": [today.split("-").map(Number)] },
  }]),
};

// Codes for other pages. What a reader chose is a part of them.
const made = (name, attributes) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element.outerHTML;
};
const frameOf = (place, { figure, state }) => `${place}frame.html#figure=${figure}${state && `&${state}`}`;
const CODES = {
  frame: (place, figure, title) => {
    const src = frameOf(place, figure);
    return made("iframe", { src, title, width: "100%", height: "800", loading: "lazy", frameborder: "0", allow: "clipboard-write" });
  },
  helper: (place, figure) =>
    made("div", { "data-ballotline": frameOf(place, figure) }) + made("script", { src: `${place}embed.js`, defer: "" }),
  element: (place, { figure, state }) =>
    made("script", { type: "module", src: `${place}ballotline.js` }) + made("ballotline-figure", state ? { figure, state } : { figure }),
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
    field.select();
    return false;
  }
};

// Fetches the part of the program, and says so.
export const share = (figure, report, taken, start) =>
  start().then(() => report("say", "shared"), (error) => console.warn(`ballotline: ${error.message}`));

// Gives a reader what was asked for by a word.
export const take = async (figure, report, taken, start, what) => {
  const pressed = figure.shadowRoot.activeElement;
  // In a page of one file this script has no folder, and no code that leads there is offered.
  const place = import.meta.url.startsWith("blob:") ? "" : new URL("./", import.meta.url).href;
  const page = new URL(figure.getAttribute("page") ?? (figure.address ? location.href : place), document.baseURI).href;
  const address = `${page.split("#")[0]}${figure.state && `#${figure.state}`}`;
  const today = new Date().toISOString().slice(0, 10);
  const asked = (word) => taken([word, address, today].join("\n"), figure.hasAttribute("data-dark"));
  const given = asked(what in CITATIONS || what in CODES ? "json" : what);
  // The figure broke off meanwhile; it says so itself.
  if (!given) return;
  const text = CITATIONS[what]?.(JSON.parse(given), today) ?? CODES[what]?.(place, figure, JSON.parse(given).title) ?? given;
  const name = figure.figure;
  // A page that allows no pictures of its own making gets the picture that pixels are made of.
  if (what === "png") {
    return pixels(text).then(
      (png) => save(png, `${name}.png`),
      () => save(new Blob([text], { type: TYPES.svg }), `${name}.svg`),
    );
  }
  // Spreadsheets take a file for UTF-8 that begins with its mark.
  if (what === "csv") return save(new Blob(["\ufeff", text], { type: TYPES.csv }), `${name}.csv`);
  if (TYPES[what]) return save(new Blob([text], { type: TYPES[what] }), `${name}.${what}`);
  if (!(await copy(text, pressed))) return;
  report("say", "copied");
  if (pressed) {
    pressed.dataset.done = "";
    setTimeout(() => delete pressed.dataset.done, 2000);
  }
};
