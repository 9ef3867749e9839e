// Whether the colours that a page gives to a figure can be told from its ground. Fetched only where a page gives any.
//
// Decides which roles are asked and what is said of them, once. What must be told apart by how much is WCAG's.

const LEGIBLE = [
  [4.5, ["ink", "ink-second", "ink-third", "accent", "link"]],
  [3, ["bar", "yes", "tone-conflict", "tone-cooperation"]],
];

const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
const luminance = (colour) => {
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue] = [...context.getImageData(0, 0, 1, 1).data].map((part) => {
    const value = part / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

const said = new Set();
/** Warns of colours of a figure's computed style that stand out too little. */
export const check = (style) => {
  const light = (name) => luminance(style.getPropertyValue(`--bl-${name}`)) + 0.05;
  const ground = light("ground");
  for (const [least, names] of LEGIBLE) {
    for (const name of names) {
      const ratio = Math.max(ground / light(name), light(name) / ground);
      const line = `ballotline: --bl-${name} stands out from --bl-ground by ${ratio.toFixed(2)} to 1; ${least} are needed`;
      if (ratio < least && !said.has(line)) console.warn(line);
      if (ratio < least) said.add(line);
    }
  }
};
