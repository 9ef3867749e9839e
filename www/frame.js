// One figure as a page of its own, for an iframe: frame.html#figure=timeline&theme=auto&from=2022-11-01.
//
// Decides which parts of the address are the frame's, and what is told to the page around it: the height, in the shapes that
// listeners of newsrooms know, and the state. Leaves everything in the figure to the element, and trusts nothing it is told but
// which theme is wanted.

// Keys of the fragment that are the frame's; `id` and `childId` may stand in the query as well. All others are the figure's state.
const OWN = ["figure", "story", "theme", "lang", "id", "childId"];
// A page that has not followed a height this long will not do so: the frame scrolls then. What changes sooner after another change may
// follow from it.
const QUIET_MS = 1000;

const figure = document.querySelector("ballotline-figure");
const fallback = figure.querySelector("a");
// A frame that is opened by itself has nobody to tell.
const host = parent === self ? null : parent;
const tell = (message) => host?.postMessage(message, "*");

let own;
// What the page around has said of the theme, where the address names none.
let asked = "auto";
let height = 0;
let told = 0;
let frame = 0;

// What stands in the address: the frame's own keys, and the state as text.
const keyOf = (pair) => pair.split("=", 1)[0];
const read = () => {
  const pairs = location.hash.slice(1).split("&").filter(Boolean);
  const values = new URLSearchParams(location.search);
  for (const [key, value] of new URLSearchParams(pairs.filter((pair) => OWN.includes(keyOf(pair))).join("&"))) values.set(key, value);
  return { values, pairs, state: pairs.filter((pair) => !OWN.includes(keyOf(pair))).join("&") };
};

const dress = (theme) => {
  figure.setAttribute("theme", theme);
  // The ground is transparent only where the frame's scheme is the one of the page around it.
  document.documentElement.dataset.theme = theme;
};

// Where links to the figure lead: the page of its language, of those that the element knows; for another's story the frame by itself.
const home = () => {
  const { values } = own;
  if (values.get("story")) {
    const keys = ["figure", "story", "lang"].filter((key) => values.get(key));
    return `frame.html?${new URLSearchParams(keys.map((key) => [key, values.get(key)]))}`;
  }
  return (figure.language ?? "en") === "en" ? "index.html" : `index.${figure.language}.html`;
};
const point = () => {
  figure.setAttribute("page", home());
  fallback.href = `${home()}#${own.state}`;
  // No page of ours has another's story.
  fallback.parentElement.hidden = Boolean(own.values.get("story"));
};

const apply = () => {
  const { values, state } = (own = read());
  for (const name of ["figure", "story", "lang"]) {
    const value = values.get(name);
    if (value) figure.setAttribute(name, value);
    else figure.removeAttribute(name);
  }
  const theme = values.get("theme");
  dress(theme === "light" || theme === "dark" ? theme : asked);
  if ((figure.state ?? "") !== state) figure.setAttribute("state", state);
  point();
};

const say = () => {
  frame = 0;
  if (!height) return;
  told = height;
  const { values } = own;
  const id = values.get("id") ?? "";
  const childId = values.get("childId");
  tell({ "datawrapper-height": { [id]: height } });
  tell({ sentinel: "amp", type: "embed-size", height });
  if (childId) tell(`pymxPYMx${childId}xPYMxheightxPYMx${height}`);
  tell({ type: "ballotline:height", v: 1, id, height });
};
const saySoon = () => (frame ||= requestAnimationFrame(say));

let waiting;
const follow = () => document.documentElement.classList.toggle("is-short", innerHeight + 1 < height);

// How wide the figure is, and was before; when it became so; whether that was to and fro.
let width = 0;
let before = 0;
let since = 0;
let sways = false;
const measure = () => {
  const place = figure.getBoundingClientRect();
  const time = performance.now();
  if (place.width !== width) {
    sways = place.width === before && time - since < QUIET_MS;
    [before, width, since] = [width, place.width, time];
  }
  const isTurn = time - since < QUIET_MS;
  const now = Math.ceil(place.height);
  // A figure may be lower where it is narrower. If a page has a scrollbar only because of it, it goes as the figure gets lower, which
  // makes the figure wider and higher, and it comes back. The second time the greater height stays.
  if (now && !(sways && isTurn && now < height)) height = now;
  if (height !== told) saySoon();
  clearTimeout(waiting);
  if (innerHeight < height) waiting = setTimeout(follow, QUIET_MS);
  // The frame's own scrollbar makes it narrower too, and is not to go because of that.
  else if (!isTurn) follow();
};
const resized = () => {
  document.documentElement.classList.remove("is-short");
  measure();
};

// Nothing is said before the figure is drawn, or has failed: the page keeps what it has reserved.
const begin = () => {
  const observer = new ResizeObserver(measure);
  observer.observe(figure);
  addEventListener("resize", resized);
};
let isBegun = false;
for (const name of ["ready", "error"]) {
  figure.addEventListener(name, () => {
    document.documentElement.lang = figure.language;
    point();
    if (isBegun) return measure();
    isBegun = true;
    begin();
  });
}
figure.addEventListener("statechange", ({ detail: { state } }) => {
  const keys = [...own.pairs.filter((pair) => OWN.includes(keyOf(pair))), state].filter(Boolean).join("&");
  try {
    // The way back in the page around is not the frame's to fill.
    history.replaceState(history.state, "", `#${keys}`);
  } catch {
    // A browser that has had enough keeps its address.
  }
  own.state = state;
  point();
  tell({ type: "ballotline:state", v: 1, id: own.values.get("id") ?? "", state });
});
// In a frame of another origin nothing can be seen coming.
customElements.whenDefined("ballotline-figure").then(() => {
  point();
  void figure.ready;
});
addEventListener("hashchange", apply);
addEventListener("message", ({ source, data }) => {
  if (source !== host || !data) return;
  if (data.sentinel === "amp" && data.type === "frames-init") saySoon();
  if (data.type === "ballotline:theme" && ["light", "dark", "auto"].includes(data.theme)) dress((asked = data.theme));
});
apply();
