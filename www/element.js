// <ballotline-figure>: one figure of a story in anybody's page.
//
// Decides what is fetched and when, and what a reader sees if a figure cannot start or breaks off: what the element has inside,
// and a sentence. Leaves everything in a figure to the module (src/web). Each figure's state is kept here as a string, so that
// an instance can be thrown away and built anew.
//
// The build puts wasm-bindgen's glue and this file together into one script, ballotline.js, and takes the next line out: the names
// are the glue's own then, and `init` stands for its default export, `__wbg_init`.
import init, { add_file, hear, last_error, load_embedded, load_story, look_changed, mount, problems, set_state, set_theme, unmount } from "./ballotline_glue.js";

const NOTE = "This figure could not start in your browser. The picture above and its table are complete.";
const EMBEDDED = "data/kazakhstan-2022/datapackage.json";

const here = (path) => new URL(path, import.meta.url).href;
const text = async (address) => {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} gave ${response.status}`);
  return response.text();
};
const textOrNull = (address) => text(address).catch(() => null);
const idle = (work) => (self.requestIdleCallback ? requestIdleCallback(work, { timeout: 2000 }) : setTimeout(work, 200));

// Asked for once a page: the module, the style sheet, and each story by its address.
let program;
let sheet;
const stories = new Map();
// The elements with a figure in them, and whether the instance broke.
const figures = new Set();
let broken = "";

const module = async () => {
  const response = await fetch(here("ballotline_bg.wasm"));
  if (!response.ok) throw new Error(`the module gave ${response.status}`);
  // A server that does not know the type is no reason to fail.
  const streams = response.headers.get("content-type") === "application/wasm";
  await init({ module_or_path: streams ? response : await response.arrayBuffer() });
};

const style = async () => {
  const css = await textOrNull(here("ballotline.css"));
  if (css === null) return;
  sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
};

const start = () => (program ??= Promise.all([module(), style()]));

// Calls the module. A fault ends the instance: all figures become pictures again.
const guarded = (call) => {
  if (broken) return 0;
  try {
    return call();
  } catch (fault) {
    broken = String(fault?.message ?? fault) || "fault";
    for (const figure of [...figures]) figure.fail(broken);
    return 0;
  }
};

const loadEmbedded = async () => {
  await start();
  const story = guarded(load_embedded);
  return { story, later: [["sources.csv", here(new URL("sources.csv", here(EMBEDDED)))]] };
};

const loadAnother = async (address) => {
  const started = start();
  // Whoever waits for the story hears of a module that fails; until then nobody listens.
  started.catch(() => {});
  const descriptor = JSON.parse(await text(address));
  const files = {};
  const later = [];
  await Promise.all((descriptor.resources ?? []).map(async ({ path, deferred }) => {
    if (typeof path !== "string") return;
    const from = new URL(path, address).href;
    if (deferred) later.push([path, from]);
    else files[path] = await textOrNull(from);
  }));
  await started;
  return { story: guarded(() => load_story({ descriptor, files })), later };
};

const storyOf = (address) => {
  const key = address ? new URL(address, document.baseURI).href : "";
  let found = stories.get(key);
  if (!found) {
    found = (key ? loadAnother(key) : loadEmbedded()).then((loaded) => {
      if (!loaded.story) throw new Error(broken || last_error());
      return loaded;
    });
    stories.set(key, found);
    // A story that failed is asked for anew by the next figure.
    found.catch(() => stories.delete(key));
  }
  return found;
};

// Tables that may come later, once a story, when a figure can be used.
const loadLater = (loaded) => {
  const { story, later } = loaded;
  loaded.later = [];
  if (later.length) {
    idle(() => later.forEach(async ([path, from]) => {
      const file = await textOrNull(from);
      guarded(() => add_file(story, path, file ?? undefined));
    }));
  }
};

// Colours, density and fonts are the page's: one set of listeners for all figures, while there are any.
const schemes = ["(prefers-color-scheme: dark)", "(forced-colors: active)"].map((query) => matchMedia(query));
let density;
const changed = () => {
  density?.removeEventListener("change", changed);
  density = figures.size ? matchMedia(`(resolution: ${devicePixelRatio}dppx)`) : undefined;
  density?.addEventListener("change", changed);
  guarded(look_changed);
};
const keep = (figure) => {
  figures.add(figure);
  if (figures.size > 1) return;
  schemes.forEach((scheme) => scheme.addEventListener("change", changed));
  document.fonts?.addEventListener?.("loadingdone", changed);
  changed();
};
const drop = (figure) => {
  if (!figures.delete(figure) || figures.size) return;
  schemes.forEach((scheme) => scheme.removeEventListener("change", changed));
  document.fonts?.removeEventListener?.("loadingdone", changed);
  density?.removeEventListener("change", changed);
};

class BallotlineFigure extends HTMLElement {
  static observedAttributes = ["story", "figure", "theme", "state"];

  #handle = 0;
  #story = 0;
  // Counts connections: what was begun for an earlier one is not carried on.
  #turn = 0;
  #state = null;
  #note = null;

  constructor() {
    super();
    this.addEventListener("statechange", (event) => {
      if (event.target === this && typeof event.detail?.state === "string") this.#state = event.detail.state;
    });
  }

  connectedCallback() {
    this.#begin();
  }

  disconnectedCallback() {
    this.#end();
  }

  attributeChangedCallback(name, before, after) {
    if (before === after) return;
    if (name === "state") this.#state = after;
    if (!this.#turn || !this.isConnected) return;
    if (name === "theme" && this.#handle) guarded(() => set_theme(this.#handle, after ?? ""));
    else if (name === "state" && this.#handle) guarded(() => set_state(this.#handle, after ?? ""));
    else if (name === "story" || name === "figure") {
      this.#state = null;
      this.#end();
      this.#begin();
    }
  }

  async #begin() {
    const turn = ++this.#turn;
    try {
      const loaded = await storyOf(this.getAttribute("story"));
      if (turn !== this.#turn || !this.isConnected) return;
      if (broken) throw new Error(broken);
      this.#story = loaded.story;
      const sink = (value) => {
        // The call says 1 where this figure cannot go on; the others can.
        if (turn === this.#turn && guarded(() => hear(this.#handle, value)) === 1) this.fail(guarded(last_error));
      };
      const link = this.#state ?? this.getAttribute("state") ?? "";
      this.#handle = guarded(() =>
        mount(loaded.story, this, this.figure, this.theme, link, this.hasAttribute("address"), sheet, sink));
      if (!this.#handle) throw new Error(broken || last_error());
      keep(this);
      this.addEventListener("ready", () => loadLater(loaded), { once: true });
    } catch (fault) {
      if (turn === this.#turn) this.fail(String(fault?.message ?? fault));
    }
  }

  #end() {
    this.#turn++;
    const handle = this.#handle;
    this.#handle = 0;
    drop(this);
    if (handle) guarded(() => unmount(handle));
    this.#note?.remove();
    this.#note = null;
  }

  // Back to what stood inside, with a sentence after it. A broken instance cannot tidy up, so the root is opened here.
  fail(reason) {
    this.#end();
    this.shadowRoot?.replaceChildren(document.createElement("slot"));
    const note = document.createElement("p");
    note.className = "bl-note";
    note.setAttribute("role", "status");
    note.textContent = NOTE;
    this.append(note);
    this.#note = note;
    this.dispatchEvent(new CustomEvent("error", { bubbles: true, composed: true, detail: { message: reason } }));
  }

  get figure() { return this.getAttribute("figure") ?? ""; }
  set figure(value) { this.setAttribute("figure", value); }
  get story() { return this.getAttribute("story") ?? ""; }
  set story(value) { this.setAttribute("story", value); }
  get theme() { return this.getAttribute("theme") ?? "auto"; }
  set theme(value) { this.setAttribute("theme", value); }
  get address() { return this.hasAttribute("address"); }
  set address(value) { this.toggleAttribute("address", value); }
  get state() { return this.#state ?? this.getAttribute("state") ?? ""; }
  set state(value) { this.setAttribute("state", value); }
  // What was odd about the story, a sentence each.
  get problems() { return (this.#story && guarded(() => problems(this.#story))) || []; }
}

if (!customElements.get("ballotline-figure")) customElements.define("ballotline-figure", BallotlineFigure);
