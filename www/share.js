// What a reader takes away of a figure: files to save, texts to copy.
//
// Decides how a text becomes a file, pixels or something in the clipboard. Leaves the texts to the program (src/app/share.rs). It is
// fetched when it is first asked for.

const TYPES = { svg: "image/svg+xml", csv: "text/csv", json: "application/json", png: "image/png" };
// Pixels for each CSS pixel of a picture: sharp in print and on any screen.
const DENSITY = 3;

// The picture as pixels: the same SVG, painted by the browser.
const pixels = async (svg) => {
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([svg], { type: TYPES.svg }));
  try {
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.naturalWidth * DENSITY, image.naturalHeight * DENSITY];
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done) => canvas.toBlob(done, TYPES.png));
  } finally {
    URL.revokeObjectURL(image.src);
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
    field.className = "bl-code";
    field.readOnly = true;
    field.value = text;
    field.setAttribute("aria-label", pressed?.textContent ?? "");
    pressed?.parentElement.querySelector(".bl-code")?.remove();
    pressed?.after(field);
    field.select();
    return false;
  }
};

// `give` gives the text for a word; `pressed` is the control that asked; `copied` is called when something is in the clipboard.
export const take = async (what, figure, give, pressed, copied) => {
  const text = give(what);
  if (!text) return;
  if (what === "png") return save(await pixels(text), `${figure}.png`);
  // Spreadsheets take a file for UTF-8 that begins with its mark.
  if (what === "csv") return save(new Blob(["\ufeff", text], { type: TYPES.csv }), `${figure}.csv`);
  if (TYPES[what]) return save(new Blob([text], { type: TYPES[what] }), `${figure}.${what}`);
  if (!(await copy(text, pressed))) return;
  copied();
  if (pressed) {
    pressed.dataset.done = "";
    setTimeout(() => delete pressed.dataset.done, 2000);
  }
};
