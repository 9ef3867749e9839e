// <ballotline-figure>: one figure of a story in anybody's page.
//
// Decides what is fetched and when, what a reader sees if a figure cannot start or breaks off, and what is kept outside the
// instance of the module: the stories as bytes, each figure's state as a string, and everything that listens. So an instance can be
// thrown away and built anew. Leaves everything in a figure to the module (src/web).
//
// The program is a stem that all figures need, and parts that figures stand in: who looks at the election does not wait for the
// timeline. The build puts wasm-bindgen's glue and this file together into one script, ballotline.js; `glue()` gives what the module
// exports, `renew`, which makes a new instance of a compiled stem, and `join`, which adds a compiled part to it.
import { glue } from "./ballotline_glue.js";

// The languages that the story is told in, each with what is said where a figure cannot speak for itself, and where a picture and
// its table stand above that. A browser's languages count where neither figure nor page names one.
const LANGUAGES = {
  en: ["This figure could not start in your browser.", "The picture above and its table are complete."],
  ru: ["Эта графика не запустилась в вашем браузере.", "Рисунок выше и таблица к нему полны."],
  kk: ["Бұл графика браузеріңізде іске қосылмады.", "Жоғарыдағы сурет пен оның кестесі толық."],
};
const languageOf = (tag) => Object.keys(LANGUAGES).find((code) => code === tag?.toLowerCase().split(/[-_]/)[0]);
// The figures of each part; a figure that is not here is the stem's to refuse.
const PARTS = {
  election: ["results", "history"],
  relations: ["timeline"],
  countries: ["contest", "un-votes"],
  day: ["turnout-map", "turnout-clock", "verdicts"],
};
// A page that begins with the figures of this part need not have all of the story at once.
const ELECTION = "election";
// The part of what stands further down waits this long at most for the first figure of the page.
const COURTESY_MS = 3000;
// A figure that breaks the instance twice within this time stays a picture.
const PATIENCE_MS = 10_000;
// What a figure listens to. All of it on its way down: `toggle` and `pointerleave` do not come up.
const HEARD = ["click", "input", "toggle", "keydown", "focusin", "focusout", "pointerdown", "pointermove", "pointerup",
  "pointercancel", "pointerleave", "contextrestored"];

// What a figure says to the others that holds for one that comes later, by its first word.
const LASTING = ["on", "election", "region", "day"];
// A figure begins this far before it is seen; until then what stands inside it is shown.
const NEAR = "600px";
// What a page may colour.
const GIVEN = ["accent", "ground", "text", "grid"];

// A figure's width for paper, where its picture is printed at four fifths: letters of 12 px have 7 points there, and a page holds more.
const PAPER = "880px";

// A place that is less wide has no width of its own.
const LEAST_PX = 60;

// Pixels in a line of text, for wheels that count in lines.
const LINE_PX = 16;
// Lines to speak that come sooner after another belong to the same haste.
const PAUSE_MS = 400;
// Round a mark that is brought into view: room for its label.
const AIR_PX = 80;

const NOTHING = new Uint8Array();

// Where files are fetched, if not beside this script: all from another folder, or some at addresses of their own.
let folder = "";
let base = import.meta.url;
let files = {};
/** Says where files are fetched; before the first figure begins, which is never at once. */
export const init = (places) => {
  if (places.base) base = folder = new URL(places.base, document.baseURI).href;
  files = { ...files, ...places.files };
};
const here = (path) => (files[path] ? new URL(files[path], document.baseURI) : new URL(path, base)).href;
const got = async (address) => {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} gave ${response.status}`);
  return response;
};
const text = async (address) => (await got(address)).text();
const textOrNull = (address) => text(address).catch(() => null);
const bytes = async (address) => new Uint8Array(await (await got(address)).arrayBuffer());
// Some browsers keep it in mind where a script did not come: it is asked for anew by an address that only they tell apart.
const missed = {};
const script = (name) => {
  const coming = import(here(name) + (missed[name] ?? ""));
  coming.catch(() => (missed[name] = `#${Math.random()}`));
  return coming;
};
const shares = () => script("share.js");
const idle = (work) => (self.requestIdleCallback ? requestIdleCallback(work, { timeout: 2000 }) : setTimeout(work, 200));

// Asked for once a page: the style sheet, the reader of tables, and each story by its address.
let sheet = [];
let styled;
let tables;
const stories = new Map();
// The elements with a figure in them, and a promise of the first that is ready.
const figures = new Set();
let isReady;
const firstReady = new Promise((resolve) => (isReady = resolve));

const compile = async (address) => {
  const response = await got(address);
  // A server that does not know the type is no reason to fail.
  const streams = response.headers.get("content-type") === "application/wasm";
  return streams ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
};

// A style sheet that figures share; nothing where a browser cannot do that.
const sheetOf = (css) => {
  try {
    const made = new CSSStyleSheet();
    made.replaceSync(css);
    return [made];
  } catch {
    return [];
  }
};
// What a figure has before the style sheet is there, and where it cannot be had.
const BARE = sheetOf(":host(:not([hidden])){display:block}");

// The style sheet of all figures. One that cannot be had is no reason to fail; the next figure asks again.
const style = async () => {
  const address = here("ballotline.css");
  try {
    let css;
    try {
      // A page of ours has it already; a link to another origin has it too, but does not let it be read.
      css = [...[...document.styleSheets].find(({ href }) => [address, here("page.css")].includes(href)).cssRules].map(({ cssText }) => cssText).join("");
    } catch {
      css = await text(address);
    }
    sheet = sheetOf(css);
  } catch (error) {
    styled = undefined;
    console.warn(`ballotline: ${address} is not applied: ${error.message}`);
  }
};

// The program: one instance for all figures, the stem and the parts that it was joined with.
// What the module calls for each frame of a canvas: steps in the order of `Step` in src/web/figures/canvas.rs, each followed by
// its numbers; a line of words for each text or style.
const paint = (context, steps, words) => {
  const lines = words.split("\n");
  let at = 0;
  let line = 0;
  const number = () => steps[at++];
  const word = () => lines[line++];
  context.globalAlpha = 1;
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  context.lineJoin = "round";
  while (at < steps.length) {
    switch (number()) {
      case 0: context.beginPath(); break;
      case 1: {
        const end = number() * 2 + at;
        context.moveTo(number(), number());
        while (at < end) context.lineTo(number(), number());
        break;
      }
      case 2: context.closePath(); break;
      case 3: context.rect(number(), number(), number(), number()); break;
      case 4: {
        const [x, y, radius] = [number(), number(), number()];
        context.moveTo(x + radius, y);
        context.arc(x, y, radius, 0, 2 * Math.PI);
        break;
      }
      case 5: context.fill(); break;
      case 6: context.stroke(); break;
      case 7: context.globalAlpha = number(); break;
      case 8: context.lineWidth = number(); break;
      case 9: context.fillStyle = word(); break;
      case 10: context.strokeStyle = word(); break;
      case 11: context.font = word(); break;
      case 12: context.textAlign = word(); break;
      case 13: context.fillText(word(), number(), number()); break;
      case 14: context.strokeText(word(), number(), number());
    }
  }
};

const calls = glue();
let stem;
const parts = new Map();
// What was asked for once a page: the stem, parts, and what stories have beyond their elections.
const asked = new Map();
// What broke the instance: `{ reason, blame }`, a figure or a story; and how many calls into it are open.
let fault;
let depth = 0;

const partOf = (figure) => Object.keys(PARTS).find((part) => PARTS[part].includes(figure));

// The part that the first figure to begin stands in.
let leading;

// What failed is asked for anew by the next figure.
const once = (map, key, make) => {
  let made = map.get(key);
  if (!made) {
    made = make();
    made.catch(() => map.delete(key));
    map.set(key, made);
  }
  return made;
};

// The stem comes with the part that the page begins with.
let begins;
const startStem = async () => {
  begins ??= leading ?? ELECTION;
  asked.set(begins, Promise.resolve());
  stem = await compile(here(`ballotline_${begins}.wasm`));
  await calls.renew(stem);
};
// What is seen first comes first.
const courtesy = async (part) => {
  if (part && leading !== part) await Promise.race([firstReady, new Promise((over) => setTimeout(over, COURTESY_MS))]);
};
const startPart = async (part) => {
  await courtesy(part);
  const [module] = await Promise.all([compile(here(`ballotline_${part}_part.wasm`)), once(asked, "", startStem)]);
  parts.set(part, module);
  try {
    await calls.join(module);
  } catch (error) {
    // Not of this stem: the next instance is to do without it.
    parts.delete(part);
    throw error;
  }
};
const start = (part) => Promise.all([once(asked, "", startStem), part && once(asked, part, () => startPart(part))]);

// Calls the instance for a figure or a story, which is to blame if it breaks. Then the instance is replaced, once no call into it
// is open.
const guarded = (call, blame) => {
  if (fault) return 0;
  depth += 1;
  try {
    return call(calls);
  } catch (error) {
    fault = { reason: String(error?.message ?? error) || "fault", blame };
    return 0;
  } finally {
    depth -= 1;
    if (fault && !depth) recover(fault);
  }
};

// A new instance, with the stories, and every figure in its state. A figure that broke it again stays a picture, and so do the
// figures of a story that broke it.
const recover = async ({ reason, blame }) => {
  const all = [...figures];
  for (const figure of all) figure.detach();
  const isStory = !(blame instanceof HTMLElement);
  if (isStory) blame.spoilt = reason;
  for (const figure of all) {
    if (isStory ? figure.isOf(blame) : figure === blame && figure.breaks()) figure.fail(reason);
  }
  try {
    await calls.renew(stem);
    for (const part of parts.values()) await calls.join(part);
  } catch (error) {
    for (const figure of all) figure.fail(String(error));
    return;
  }
  fault = undefined;
  for (const story of stories.values()) {
    story.handle = 0;
    if (story.parts && !story.spoilt) take(story);
  }
  for (const figure of figures) figure.attach();
};

// Hands a story to the instance; its handle there, or 0.
const take = (story) => {
  // An instance that is being replaced takes it when it is there.
  if (fault) return story.handle;
  const [first, more = NOTHING, rest = NOTHING] = story.parts;
  return (story.handle = guarded(({ load }) => load(story.handle, first, more, rest), story));
};

const embedded = async (story) => {
  const isElection = leading === ELECTION;
  const part = (name) => bytes(here(`${name}${story.told === "en" ? "" : `.${story.told}`}.bin`));
  const first = () => part(isElection ? "story-election" : "story");
  story.parts = [await first().catch((error) => {
    // A language that is asked for need not be on this server; English is.
    if (story.told === "en") throw error;
    story.told = "en";
    return first();
  })];
  if (isElection) story.more = async () => void (story.parts[1] = await part("story-more"));
  story.later = async () => void (story.parts[2] = await part("story-rest"));
};

// What figures need that are not of the first part.
const whole = (story) => once(asked, story, async () => {
  if (!story.more) return;
  await story.more();
  const { handle } = story;
  if (!handle || fault || take(story)) return;
  // What is there stays; the figures that need more cannot start.
  story.handle = handle;
  story.parts.length = 1;
  throw new Error(calls.last_error());
});

// The reader of tables is a module of its own, which most pages never need. Each reading has an instance to itself.
const readerOf = () => {
  tables ??= Promise.all([script("ballotline_reader.js"), compile(here("ballotline_reader_bg.wasm"))]);
  tables.catch(() => (tables = undefined));
  return tables;
};

const another = (address) => async (story) => {
  const [json, [reader, module]] = await Promise.all([text(address), readerOf()]);
  const descriptor = JSON.parse(json);
  const resources = (descriptor?.resources ?? []).filter(({ path }) => typeof path === "string");
  const files = {};
  const fetched = (deferred) =>
    Promise.all(resources.filter((resource) => (resource.deferred === true) === deferred).map(async ({ path }) => {
      // A path that is no address is a file that cannot be had.
      files[path] = URL.canParse?.(path, address) === false ? null : await textOrNull(new URL(path, address).href);
    }));
  const read = async () => {
    await reader.renew(module);
    return [reader.read({ descriptor, files, language: story.language })];
  };
  await fetched(false);
  story.parts = await read();
  if (!story.parts[0].length) throw new Error("the descriptor names no tables");
  if (resources.some(({ deferred }) => deferred === true)) story.later = async () => void (await fetched(true), story.parts = await read());
};

// An address that is none stays as it is written: it cannot be had, and no other figure is to suffer from it.
const absolute = (address) => {
  try {
    return new URL(address, document.baseURI).href;
  } catch {
    return address;
  }
};

// A story is one for each language that it is told in.
const keyOfStory = ({ story, asked }) => `${asked} ${story && absolute(story)}`;
const storyOf = (figure) => {
  const key = keyOfStory(figure);
  const [language, address] = key.split(/ (.*)/);
  let story = stories.get(key);
  if (!story) {
    story = { handle: 0, language, told: language };
    story.loaded = (address ? another(address) : embedded)(story).then(() => story).catch((error) => {
      // A story that failed is asked for anew by the next figure.
      stories.delete(key);
      throw new Error(`${address || "the embedded story"}: ${error?.message ?? error}`);
    });
    stories.set(key, story);
  }
  return story.loaded;
};

// A story with what the figures of a part need of it.
const storyFor = async (part, figure) => {
  const story = await storyOf(figure);
  if (part && part !== ELECTION) {
    await courtesy(part);
    await whole(story);
  }
  return story;
};

// What may come later, once a story, when a figure can be used; again when the network is back.
const loadLater = (story) => {
  if (!story.later || story.isLoading) return;
  story.isLoading = true;
  idle(async () => {
    try {
      await whole(story);
      await story.later();
      story.later = undefined;
      take(story);
    } catch {
      story.isLate = true;
      for (const figure of figures) if (figure.isOf(story)) figure.reserve();
      addEventListener("online", () => loadLater(story), { once: true });
    }
    story.isLoading = false;
  });
};

// Whether a story is about to have more. What it brings has its place in the still figure, and the page keeps that until it is here.
const grows = (story) => story?.later && !story.isLate;

// Whether a place in the page is a dark one: its text is lighter than the middle. That holds for a page that follows the system, for
// one that has a switch of its own, and for a dark part of a light page. A computed colour is written as `rgb(…)` of 255, as
// `color(space …)` of 1, or in a way that begins with the lightness: `oklch` and `oklab` of 1, `lch` and `lab` of 100. A pixel painted
// with it would say the same, but not in browsers that keep pixels to themselves.
const isDark = (place) => {
  const [kind, red, green, blue] = getComputedStyle(place).color.split(/color\(\S+ |[(, )]+/);
  const light = /^[lo]/.test(kind) ? red : red * 0.3 + green * 0.59 + blue * 0.11;
  return light > ({ r: 127, l: 50 }[kind[0]] ?? 0.5);
};

// What one animation frame has room for, so that many figures do not hold up the page: four that are drawn anew, or a step of one that
// is drawn for the first time, which takes longest, and another beside it. Who comes after that waits for the next frame, in the same
// order.
const ROOM = 4;
const FIRST = 3;
let roomAt;
let room;
const hasRoom = (time, need) => {
  if (time !== roomAt) [roomAt, room] = [time, ROOM];
  return (room -= need) >= 0;
};

// Figures that wait until they are near.
const far = new Map();
const near = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) if (isIntersecting) far.get(target)?.();
}, { rootMargin: NEAR, scrollMargin: NEAR });
const hurry = () => far.forEach((begin) => begin());

// Colours, density and fonts are the page's: one set of listeners for all figures, from the first on. A page may have a switch of its
// own: what changes at its root or its body, at once or little by little.
const schemes = ["(prefers-color-scheme: dark)", "(prefers-contrast: more)", "(forced-colors: active)"].map((query) => matchMedia(query));
const changed = () => figures.forEach((figure) => figure.look());
const switched = () => figures.forEach((figure) => figure.look(true));
let density;
const followDensity = () => {
  density = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
  density.addEventListener("change", () => {
    followDensity();
    changed();
  }, { once: true });
};
const keep = (figure) => {
  figures.add(figure);
  if (density) return;
  followDensity();
  schemes.forEach((scheme) => scheme.addEventListener("change", changed));
  document.fonts?.addEventListener?.("loadingdone", changed);
  addEventListener("transitionend", (event) => event.propertyName === "color" && switched());
  // A body may be put in the place of another.
  const follow = () => {
    for (const place of document.querySelectorAll("html,body")) switches.observe(place, { attributes: true, childList: place.matches("html") });
    switched();
  };
  const switches = new MutationObserver(follow);
  follow();
};

// The page's address, one for all figures: a choice at once, a passing state twice a second at most. Keys of others keep their place.
const QUIET_MS = 500;
let waiting;
let waitingFor;
let writtenAt = -QUIET_MS;
// What waits is for the address that it was said at: a page may have gone on to another since.
const kept = () => (waitingFor === location.href ? waiting : (waiting = undefined));
const fragment = () => kept() ?? location.hash.slice(1);
const keyOf = (pair) => pair.split("=", 1)[0];
const write = (text, isChoice) => {
  waiting = undefined;
  writtenAt = performance.now();
  const url = location.pathname + location.search + (text && `#${text}`);
  try {
    if (isChoice) {
      // A place in the page that is left by a choice is told by it from one that has been followed.
      history.replaceState(history.state ?? 0, "");
      history.pushState(0, "", url);
    } else {
      history.replaceState(history.state, "", url);
    }
  } catch {
    // A frame without an origin of its own, or a browser that has had enough, keeps its address.
  }
};
const writeWaiting = () => kept() !== undefined && write(waiting, false);
const put = (keys, isChoice) => {
  const own = new Map(keys.split("&").map((pair) => [keyOf(pair), pair.includes("=") ? pair : ""]));
  const old = fragment();
  const pairs = old.split("&").map((pair) => {
    const key = keyOf(pair);
    const written = own.get(key) ?? pair;
    if (own.has(key)) own.set(key, "");
    return written;
  });
  const text = [...pairs, ...own.values()].filter(Boolean).join("&");
  if (text === old) return;
  if (isChoice) return write(text, true);
  if (waiting === undefined) setTimeout(writeWaiting, Math.max(0, writtenAt + QUIET_MS - performance.now()));
  waiting = text;
  waitingFor = location.href;
};
// The address, and before it what a state says beyond it.
const addressWith = (state) => {
  const pairs = fragment().split("&");
  return [...state.split("&").filter((pair) => !pairs.some((other) => keyOf(other) === keyOf(pair))), ...pairs].filter(Boolean).join("&");
};

// A page that was opened by a link to a figure's state begins at that figure. One that comes back knows itself where it was.
// A reader who has begun to read stays where they are.
let hasLanded = false;
for (const name of ["wheel", "touchmove", "keydown", "pointerdown"]) addEventListener(name, () => (hasLanded = true), { capture: true, passive: true });
const land = (figure, state) => {
  const pairs = fragment().split("&");
  const [{ type } = {}] = performance.getEntriesByType("navigation");
  if (hasLanded || type !== "navigate" || !state || !state.split("&").some((pair) => pairs.includes(pair))) return;
  hasLanded = true;
  figure.scrollIntoView();
  // An event that is linked to is seen, with its card.
  if (/(^|&)event=/.test(state)) figure.hears("see");
};

// Takes an event of a figure apart and reports it. Controls carry what they say in `data-say`.
const heard = (event, report) => {
  const { type, target } = event;
  const said = target.dataset?.say;
  const isPicture = target.matches("[data-slot=picture]");
  const say = (words) => {
    event.preventDefault();
    report("say", words);
  };
  if (target.localName === "canvas") {
    // Pixels of the picture, which a page may have zoomed.
    const { left, top, width, height } = target.getBoundingClientRect();
    const x = ((event.clientX - left) * target.clientWidth) / width;
    if (type === "wheel") {
      const unit = event.deltaMode ? LINE_PX : 1;
      if (report(type, "", x, event.deltaX * unit, event.deltaY * unit, 0, event.ctrlKey || event.metaKey)) event.preventDefault();
    } else if (type === "contextrestored") {
      report("pixels");
    } else if (type.startsWith("pointer")) {
      const isFinger = event.pointerType === "touch";
      if (type === "pointerdown") {
        if (event.button) return;
        // A drag goes on outside. A finger is left to the browser: it scrolls, unless `touch-action` says no.
        if (!isFinger) target.setPointerCapture(event.pointerId);
      }
      report(type, "", x, ((event.clientY - top) * target.clientHeight) / height, event.timeStamp, event.pointerId, isFinger);
    }
  } else if (type === "click") {
    const speaker = target.closest("a,summary,[data-say]");
    const words = speaker?.dataset.say;
    const opensElsewhere = speaker?.localName === "a" && (event.ctrlKey || event.metaKey);
    if (words && !speaker.matches("details,input,select") && !opensElsewhere) say(words);
  } else if (type === "input") {
    if (said) report("say", `${said} ${target.value}`);
  } else if (type === "toggle") {
    if (said) report("say", `${said} ${target.open ? "open" : "closed"}`);
  } else if (type === "keydown") {
    const { key } = event;
    if (isPicture) {
      if (!event.ctrlKey && !event.metaKey && !event.altKey && report("key", key)) event.preventDefault();
    } else if (key === "Escape" && target.closest(".bl-open")) {
      say("close");
    } else if (said && (key === "Enter" || key === " ") && !target.matches("a,button,details,summary,input,select")) {
      say(said);
    }
  } else if (isPicture && type.startsWith("focus")) {
    report(type === "focusin" ? "focus" : "blur", "", 0, 0, 0, 0, type === "focusin" && target.matches(":focus-visible"));
  }
};

class BallotlineFigure extends HTMLElement {
  static observedAttributes = ["story", "figure", "theme", "state", "address", "height", "lang"];

  #handle = 0;
  #story = null;
  // Counts connections: what was begun for an earlier one is not carried on.
  #turn = 0;
  // What the figure last said of its state; null until it has said anything.
  #state = null;
  // What it began with, while it lives.
  #begun;
  #note = null;
  // Ends everything that listens for the figure.
  #ears = null;
  #report = null;
  #lastFault = -Infinity;
  // Words of other figures, until this one can hear them.
  #unheard = [];
  // A line to speak that waits, until none has come for a while.
  #speaking;
  // Whether its table was, before it was printed.
  #wasOpen;
  // The page's own least height, while room is kept.
  #leastHeight;
  // The page's colours when it last looked.
  #colours;
  // Whether neither it nor the address has said anything of its state.
  #isFresh = true;
  // How `ready` is settled, until it is.
  #isReady;
  #ready = this.#promise();

  connectedCallback() {
    // What was set before this script came.
    for (const name of [...BallotlineFigure.observedAttributes, "page"]) {
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
    this.#wait();
  }

  disconnectedCallback() {
    this.#end();
  }

  attributeChangedCallback(name, before, after) {
    // A state that is set again brings the figure back to it.
    if (before === after && name !== "state") return;
    if (name === "story" || name === "figure") this.#state = null;
    if (name === "state" && !this.#handle && this.#state !== null) this.#state = after;
    if (!this.#turn || !this.isConnected) return;
    if (name === "theme") {
      this.look();
    } else if (name === "state") {
      if (this.#handle) this.#call(({ set_state }) => set_state(this.#handle, after ?? "", false));
    } else if (name === "lang" && this.asked === this.#story?.language) {
      // It speaks that already.
    } else if (name !== "height") {
      this.#anew();
    }
  }

  #promise() {
    const ready = new Promise((resolve, reject) => (this.#isReady = { resolve, reject }));
    ready.catch(() => {});
    return ready;
  }

  #settle(how, reason) {
    this.#isReady?.[how](reason);
    this.#isReady = null;
  }

  #anew() {
    this.#end();
    this.#wait();
  }

  // A figure begins when it is near, and soon if a link may speak of it.
  #wait() {
    this.#turn++;
    if (!this.#isReady) this.#ready = this.#promise();
    if (!this.shadowRoot) {
      this.attachShadow({ mode: "open" });
      this.#wear(BARE);
      this.#showInside();
    }
    if (this.height) this.reserve(this.height);
    far.set(this, () => this.#begin());
    if (this.address && location.hash.includes("=")) setTimeout(() => far.get(this)?.());
    else near.observe(this);
  }

  #isNear() {
    near.unobserve(this);
    return far.delete(this);
  }

  async #begin() {
    this.#isNear();
    // Until it is there it hears what is said.
    far.set(this, () => {});
    const turn = ++this.#turn;
    leading ??= partOf(this.figure);
    try {
      const part = partOf(this.figure);
      const [story] = await Promise.all([storyFor(part, this), start(part), (styled ??= style())]);
      if (turn !== this.#turn || !this.isConnected) return;
      this.#story = story;
      if (!story.handle && !story.spoilt && !fault && !take(story)) throw new Error(fault?.reason ?? calls.last_error());
      far.delete(this);
      keep(this);
      this.attach();
    } catch (failure) {
      if (turn === this.#turn) this.fail(String(failure?.message ?? failure));
    }
  }

  // Keeps room for so many pixels, or no longer.
  reserve(height) {
    const { style } = this;
    this.#leastHeight ??= style.minHeight;
    style.minHeight = height ? `${height}px` : this.#leastHeight;
    if (!height) this.#leastHeight = undefined;
  }

  // A figure is a block as wide as its place: also where a page has reset that, and in a place that is as wide as what stands in it,
  // which would be nothing.
  #widen() {
    if (/^(inline|contents)$/.test(getComputedStyle(this).display)) this.style.cssText += ";display:block;position:relative";
    // What was narrow once, as a drawer that opens is, may not be any more.
    if (this.hasAttribute("data-wide")) this.removeAttribute("data-wide");
    if (this.offsetWidth < LEAST_PX && this.getClientRects().length) this.setAttribute("data-wide", "");
  }

  // Puts style sheets on. In another document, to which it may have been moved, those of this one are refused.
  #wear(sheets) {
    try {
      this.shadowRoot.adoptedStyleSheets = sheets;
    } catch {
      // Its look is then the page's.
    }
  }

  // Calls the program for this figure.
  #call(work) {
    return guarded(work, this);
  }

  // Puts the figure into the instance, and listens for it. While the instance is being replaced, that waits.
  attach() {
    if (this.#handle || !this.#story || fault) return;
    const { handle: story } = this.#story;
    if (!story) return this.fail(this.#story.spoilt ?? "the story is not there");
    if (grows(this.#story)) this.reserve(this.offsetHeight);
    this.#wear([...BARE, ...sheet]);
    this.#widen();
    const ears = (this.#ears = new AbortController());
    const { signal } = ears;
    // Whether the browser is to do nothing of its own.
    const report = (name, text = "", x = 0, y = 0, z = 0, id = 0, flag = false) => {
      if (ears !== this.#ears) return false;
      const status = this.#call(({ hear }) => hear(this.#handle, name, text, x, y, z, id, flag));
      // The call says 1 where this figure cannot go on; the others can.
      if (status === 1) this.fail(this.#call(({ last_error }) => last_error()));
      return status === 2;
    };
    // The address speaks at first; what the figure has said of itself since, speaks louder.
    const state = this.#state ?? this.getAttribute("state") ?? "";
    this.#isFresh = !this.address && this.#state === null;
    const link = this.address && this.#state === null ? addressWith(state) : state;
    const listener = (event) => heard(event, report);
    let need = FIRST;
    const sink = (time) => {
      if (!hasRoom(time, need)) return requestAnimationFrame(sink);
      report("frame");
      if (need < FIRST && !grows(this.#story)) this.reserve();
    };
    const act = (name, text) => {
      if (name === "ready") {
        // Steps of the first drawing are over.
        need = 1;
        // Chromium asks nobody about a wheel that only a shadow root listens to.
        this.shadowRoot.querySelector("canvas").addEventListener("wheel", listener, { signal });
      }
      this.#act(name, text, report);
    };
    this.look();
    const handle = this.#call(({ mount }) => mount(story, this, this.figure, link, sink, act));
    // A fault has ended it meanwhile.
    if (ears !== this.#ears) return;
    if (!handle) return this.fail(this.#call(({ last_error }) => last_error()));
    this.#handle = handle;
    this.#report = report;
    for (const name of HEARD) this.shadowRoot.addEventListener(name, listener, { capture: true, signal });
    // It comes with every change of the fragment that is not ours; what waited to be written is out of date then. A link to a place
    // in the page, or to its top (`#`), says nothing of figures; who comes back there does, see `write`.
    const gone = (event) => {
      waiting = undefined;
      if (event.state === null && /#[^=]*$/.test(location.href)) return;
      if (need === FIRST || this.asked !== this.#story.language) {
        // The address speaks louder than what the figure has said of itself in another language, or is about to say of itself at first.
        this.#state = null;
        return this.#anew();
      }
      this.#call(({ set_state }) => set_state(handle, fragment(), true));
    };
    if (this.address) addEventListener("popstate", gone, { signal });
    // On paper it keeps the width that it was drawn with.
    const observer = new ResizeObserver(() => {
      this.#widen();
      this.hasAttribute("data-print") || report("size");
    });
    observer.observe(this);
    signal.addEventListener("abort", () => observer.disconnect());
  }

  // Does for the figure what only the page can: see src/web/figures/effects.rs.
  #act(name, text, report) {
    const root = this.shadowRoot;
    const live = root.querySelector(".bl-live");
    if (name === "speak") {
      // Of lines that follow each other at once the first is said and the last, when no other has come. The same line twice is said twice
      // only if it differs, and only to who asks again after a pause.
      if (!this.#speaking) live.textContent = live.textContent === text ? `${text}\u00a0` : text;
      clearTimeout(this.#speaking);
      this.#speaking = setTimeout(() => {
        this.#speaking = 0;
        if (live.textContent.trim() !== text) live.textContent = text;
      }, PAUSE_MS);
    } else if (name === "reveal") {
      // Who reads another figure is left there.
      const reader = document.activeElement;
      if (reader !== this && reader?.localName === this.localName) return;
      // Below the words that stick to the window's head and above the card at its foot. What is seen stays where it is.
      const head = root.querySelector(".bl-tour")?.offsetHeight ?? 0;
      const foot = Math.min(innerHeight, root.querySelector(".bl-asked")?.getBoundingClientRect().top ?? innerHeight);
      const from = root.querySelector("canvas").getBoundingClientRect().top;
      const at = from + Number(text);
      const air = Math.min(AIR_PX, (foot - head) / 4);
      if (at < head + air || at > foot - air) scrollBy(0, Math.max(from - head, at - (head + foot) / 2));
    } else if (name === "focus") {
      root.querySelector(text)?.focus();
    } else if (name === "choice" || name === "passing") {
      if (this.address) put(text, name === "choice");
    } else if (name === "elsewhere") {
      // A preview keeps to itself.
      if ("alone" in this.dataset) return;
      const [verb] = text.split(" ");
      if (LASTING.includes(verb)) (this.#story.said ??= new Map()).set(verb, text);
      // The others are woken by what is said to them.
      else for (const figure of far.keys()) if (figure.isOf(this.#story)) figure.hears(text);
      for (const figure of figures) if (figure !== this && figure.isOf(this.#story)) figure.hears(text);
    } else {
      const detail = Object.fromEntries(new URLSearchParams(text));
      if (name === "statechange") this.#state = detail.state;
      if (name === "ready") {
        this.#begun = detail.state;
        // The place of spoken lines is there, and empty, before the first is spoken, else a screen reader misses that one.
        const place = document.createElement("div");
        place.className = "bl-live";
        place.setAttribute("aria-live", "polite");
        root.append(place);
        for (const inside of root.children) inside.lang = this.#story.told;
        // Whether a page's own colours can be told apart is asked only where it has given any.
        if (this.#given().some(Boolean)) script("contrast.js").then(({ check }) => check(getComputedStyle(this)), () => {});
        isReady();
        this.#settle("resolve");
        // What was said before it was there.
        const said = this.#isFresh ? (this.#story.said?.values() ?? []) : [];
        for (const words of [...said, ...this.#unheard.splice(0)]) this.hears(words);
        if (this.address) land(this, detail.state);
        loadLater(this.#story);
      }
      // What a reader takes away is a part of its own, and a script, which need not come.
      const lost = () => report("say", `lost ${name}`);
      if (name === "share" || name === "take") {
        const taken = (...asked) => this.#call(({ taken }) => taken(this.#handle, ...asked));
        shares().then((own) => own[name](this, report, taken, () => start("share"), detail.what, files["share.js"] ? folder : base), lost);
      }
      // The link to what is shown goes to the clipboard, where there is one, if a page reads it.
      if (name === "link" && this.matches("[address],[page]")) {
        const link = this.linkTo(detail.state);
        const offer = () => shares().then((own) => own.offer(this, link, report), lost);
        // At once, while the press counts; where it is refused, the reader gets it in a field.
        navigator.clipboard ? navigator.clipboard.writeText(link).then(() => report("say", "copied"), offer) : offer();
      }
      this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail }));
    }
  }

  // Words of another figure of the story.
  hears(words) {
    // A preview shows what is chosen for it.
    if ("alone" in this.dataset) return;
    if (this.#handle) return this.#report("say", words);
    this.#unheard.push(words);
    far.get(this)?.();
  }

  isOf(story) {
    return (this.#story ?? stories.get(keyOfStory(this))) === story;
  }

  // Where a link to a state leads: to its page, in the language that the page's address asks for.
  linkTo(state, page = location.href) {
    const lang = this.address && fragment().split("&").find((pair) => keyOf(pair) === "lang");
    const keys = [lang, state].filter(Boolean).join("&");
    return `${absolute(this.getAttribute("page") ?? page).split("#")[0]}${keys && `#${keys}`}`;
  }

  // For paper: light, as wide as a page, with its table and its link; or back from it. All at once, for a browser waits for nobody
  // here: so the picture is the canvas, in the state it is in, drawn with more pixels than a screen has. Chromium takes what is drawn
  // now for lines and letters, as sharp as the printer.
  print(isPaper) {
    const { style } = this;
    const { width } = style;
    if (isPaper) {
      this.#wasOpen = this.shadowRoot?.querySelector(".bl-table")?.open;
      // Colours that a page gives for a dark ground are not for paper: see the style sheet.
      this.toggleAttribute("data-was-dark", this.hasAttribute("data-dark"));
      // A page that reads no state is named without one.
      this.setAttribute("data-print", this.address ? location.href : this.linkTo(this.hasAttribute("page") ? this.state : ""));
      style.width = PAPER;
    } else {
      this.removeAttribute("data-print");
    }
    this.look();
    if (this.#handle) {
      this.#report("say", `table ${isPaper || this.#wasOpen ? "open" : "closed"}`);
      this.#report("size");
      this.#report("frame");
    }
    style.width = width;
  }

  // Colours, fonts and density as the page has them now; on paper all is light. Where it may be that all is as before, nothing is drawn
  // for the same colours.
  look(isMaybe) {
    const theme = this.hasAttribute("data-print") ? "light" : this.theme;
    this.toggleAttribute("data-dark", theme === "dark" || (theme !== "light" && isDark(this.parentElement ?? this.getRootNode().host ?? document.body)));
    const colours = this.hasAttribute("data-dark") + this.#given().join();
    if (this.#handle && !(isMaybe && colours === this.#colours)) this.#call(({ look_changed }) => look_changed(this.#handle));
    this.#colours = colours;
  }

  // The colours that a page gives.
  #given() {
    const style = getComputedStyle(this);
    return GIVEN.map((given) => style.getPropertyValue(`--ballotline-${given}`));
  }

  // Out of an instance that broke: the last picture stays, and nobody listens.
  detach() {
    this.#handle = 0;
    this.#ears?.abort();
    this.#ears = null;
  }

  // Notes that the figure broke the instance; whether it did so shortly before.
  breaks() {
    const before = this.#lastFault;
    this.#lastFault = performance.now();
    return this.#lastFault - before < PATIENCE_MS;
  }

  #showInside() {
    this.shadowRoot?.replaceChildren(document.createElement("slot"));
  }

  #end() {
    this.#turn++;
    this.#isNear();
    this.reserve();
    const handle = this.#handle;
    this.detach();
    this.#story = null;
    this.#begun = undefined;
    if (this.address) writeWaiting();
    figures.delete(this);
    if (handle) this.#call(({ unmount }) => unmount(handle));
    this.#showInside();
    this.#note?.remove();
    this.#note = null;
  }

  // Back to what stood inside, with a sentence after it.
  fail(reason) {
    this.#end();
    this.#settle("reject", new Error(reason));
    console.error(`ballotline: figure="${this.figure}": ${reason}`);
    const note = document.createElement("p");
    note.className = "bl-note";
    note.setAttribute("role", "status");
    const words = LANGUAGES[this.language];
    note.textContent = (this.querySelector(".bl-picture") ? words : words.slice(0, 1)).join(" ");
    note.lang = this.language;
    this.append(note);
    this.#note = note;
    this.dispatchEvent(new CustomEvent("error", { bubbles: true, composed: true, detail: { message: reason } }));
  }

  get figure() { return this.getAttribute("figure") ?? ""; }
  set figure(value) { this.setAttribute("figure", value); }
  get story() { return this.getAttribute("story") ?? ""; }
  set story(value) { this.setAttribute("story", value); }
  // What it speaks: as it says itself, else as a link to it, the page around it, or the reader's browser does.
  get language() {
    return this.#story?.told ?? this.asked;
  }
  // What it is asked to speak.
  get asked() {
    const link = this.address ? new URLSearchParams(fragment()).get("lang") : "";
    let place = this;
    // Out of a shadow tree too.
    while (place && !(place !== this && place.lang)) place = place.parentElement ?? place.getRootNode().host;
    return [this.lang, link, place?.lang, ...navigator.languages].map(languageOf).find(Boolean) ?? "en";
  }
  get theme() { return this.getAttribute("theme") ?? "auto"; }
  set theme(value) { this.setAttribute("theme", value); }
  get address() { return this.hasAttribute("address"); }
  set address(value) { this.toggleAttribute("address", value); }
  get state() { return this.#state ?? this.#begun ?? this.getAttribute("state") ?? ""; }
  set state(value) { this.setAttribute("state", value); }
  get page() { return this.getAttribute("page") ?? ""; }
  set page(value) { this.setAttribute("page", value); }
  get height() { return this.getAttribute("height") ?? ""; }
  set height(value) { this.setAttribute("height", value); }
  // When it is drawn for the first time; who asks does not wait until the figure is near.
  get ready() {
    far.get(this)?.();
    return this.#ready;
  }
  // What was odd about the story, a sentence each.
  get problems() {
    const story = this.#story?.handle;
    return (story && this.#call(({ problems }) => problems(story))) || [];
  }
}

// The page in another language opens in the state that this one is in. A place in the page is no state: the address stays as it is,
// and the next Tab goes on from there. A host that kept the focus would keep Tab out of what is in it.
addEventListener("click", (event) => {
  const { target } = event;
  if (target.hreflang && target.closest(".page .languages")) target.hash = fragment().split("&").filter((pair) => keyOf(pair) !== "lang").join("&");
  const place = target.hash && target.closest(".page .skip") && document.getElementById(target.hash.slice(1));
  if (!place) return;
  event.preventDefault();
  place.scrollIntoView();
  place.tabIndex = -1;
  place.focus({ preventScroll: true });
  place.removeAttribute("tabindex");
}, true);

let printed = [];
addEventListener("beforeprint", () => {
  printed = [...figures, ...far.keys()];
  printed.forEach((figure) => figure.print(true));
  hurry();
});
addEventListener("afterprint", () => printed.forEach((figure) => figure.print(false)));
if (!customElements.get("ballotline-figure")) customElements.define("ballotline-figure", BallotlineFigure);
