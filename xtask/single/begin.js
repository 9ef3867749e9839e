// The page in one file: brings out what it holds, and begins. Nothing is fetched but what was made here.
const held = [...document.querySelectorAll("script[data-file]")];
const addressOf = (body, type) => URL.createObjectURL(new Blob([body], { type }));
const files = { "ballotline.css": addressOf(document.querySelector("style").textContent, "text/css") };
await Promise.all(held.map(async (element) => {
  const packed = Uint8Array.from(atob(element.textContent), (letter) => letter.charCodeAt(0));
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  files[element.dataset.file] = addressOf(await new Response(unpacked).arrayBuffer(), element.dataset.type);
  element.remove();
}));
for (const link of document.querySelectorAll("a[data-table]")) {
  link.download = link.dataset.table;
  link.href = files[link.dataset.table];
}
// A place in the page is no state of the figures: the address stays as it is.
addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']");
  const place = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!place) return;
  event.preventDefault();
  const folded = place.closest("details");
  if (folded) folded.open = true;
  place.scrollIntoView();
});
// The file speaks one language, whatever an address or a browser asks for.
for (const figure of document.querySelectorAll("ballotline-figure")) figure.lang = document.documentElement.lang;
const { init } = await import(files["ballotline.js"]);
init({ files });
// The stem that is held is the one that elections begin with.
document.querySelector("ballotline-figure").ready.catch(() => {});
