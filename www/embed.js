// The helper for a page that shows figures in iframes: <div data-ballotline="https://…/frame.html#figure=timeline"></div>
// or <iframe data-ballotline src="…"></iframe>, now or later.
//
// Decides how high a frame stands, and what of its state stands in the page's address. Trusts a message only if it comes from the
// window of a frame it keeps, and takes nothing from it but a number within bounds and the text of a state. Several copies on one
// page do the same, and no harm.
(() => {
  const LEAST_PX = 100;
  const MOST_PX = 20000;
  const QUIET_MS = 500;
  // Before a figure has said how high it is.
  const RESERVED_PX = 480;
  // What a link to the page cannot choose.
  const OWN = /^(figure|story|theme|lang|id|childId)(=|$)/;

  const frames = new Map();
  let hasLanded = false;

  const pairsOf = (text) => text.split("&").filter(Boolean);
  const keyOf = (pair) => pair.split("=", 1)[0];
  // As in element.js.
  const isDark = (place) => {
    const [kind, red, green, blue] = getComputedStyle(place).color.split(/color\(\S+ |[(, )]+/);
    const light = /^[lo]/.test(kind) ? red : red * 0.3 + green * 0.59 + blue * 0.11;
    return light > ({ r: 127, l: 50 }[kind[0]] ?? 0.5);
  };
  // The ground of a frame is transparent where its scheme is that of its place.
  const themeAt = (frame) => (frame.style.colorScheme = isDark(frame.parentNode) ? "dark" : "light");
  const tellTheme = (frame) => frame.contentWindow?.postMessage({ type: "ballotline:theme", theme: themeAt(frame) }, "*");
  const tellThemes = () => {
    for (const [frame, { isAuto }] of frames) if (isAuto && frame.isConnected && frame.style.colorScheme !== themeAt(frame)) tellTheme(frame);
  };
  // A page may have a switch of its own: what changes at its root or its body, at once or little by little.
  const switches = new MutationObserver(tellThemes);

  // A pair is the frame's with the longest prefix that it begins with.
  const prefixOf = (pair) => {
    let longest = "";
    for (const { dataset: { ballotlineStatePrefix: prefix } } of document.querySelectorAll("[data-ballotline-state-prefix]")) {
      if (pair.startsWith(prefix) && prefix.length > longest.length) longest = prefix;
    }
    return longest;
  };
  // What the page's address says of a frame.
  const stateOf = (prefix) =>
    pairsOf(location.hash.slice(1))
      .filter((pair) => prefix && prefixOf(pair) === prefix)
      .map((pair) => pair.slice(prefix.length))
      .filter((pair) => !OWN.test(pair));
  const write = (frame, { prefix, at }, state) => {
    const { href } = location;
    // The page may have gone on to another address, or let the frame go.
    if (!frame.isConnected || at !== href) return;
    const others = pairsOf(location.hash.slice(1)).filter((pair) => prefixOf(pair) !== prefix);
    const text = [...others, ...pairsOf(state).map((pair) => prefix + pair)].join("&");
    try {
      history.replaceState(history.state, "", location.pathname + location.search + (text && `#${text}`));
    } catch {
      // A browser that has had enough keeps its address.
    }
    // What others wait to write is of this address too.
    for (const known of frames.values()) if (known.at === href) known.at = location.href;
  };
  const addressOf = (frame, state) => {
    const { base, own, isAuto } = frames.get(frame);
    const theme = isAuto ? [`theme=${themeAt(frame)}`] : [];
    const keys = [...theme, ...state].map(keyOf);
    return `${base}#${[...own.filter((pair) => !keys.includes(keyOf(pair))), ...theme, ...state].join("&")}`;
  };

  const keep = (place) => {
    const { ballotline, ballotlineStatePrefix: prefix, ballotlineHeight } = place.dataset;
    const found = place.localName === "iframe" ? place : place.querySelector("iframe");
    const frame = found ?? document.createElement("iframe");
    if (frames.has(frame)) return;
    const [base, text = ""] = (frame.getAttribute("src") ?? ballotline).split("#");
    const known = { base, own: pairsOf(text), prefix, isAuto: !/(^|&)theme=(light|dark)(&|$)/.test(text) };
    frames.set(frame, known);
    frame.title ||= place.title || `Figure: ${/(?:^|&)figure=([^&]*)/.exec(text)?.[1] ?? ""}`;
    frame.allow ||= "clipboard-write";
    frame.style.width = "100%";
    frame.style.border = 0;
    if (!found) {
      frame.loading = "lazy";
      frame.height = ballotlineHeight ?? RESERVED_PX;
      place.replaceChildren(frame);
    }
    for (const part of [document.documentElement, document.body]) switches.observe(part, { attributes: true });
    const state = stateOf(prefix);
    if (!found || state.length) frame.src = addressOf(frame, state);
    const [{ type } = {}] = performance.getEntriesByType("navigation");
    if (!state.length || hasLanded || type !== "navigate") return;
    hasLanded = true;
    frame.scrollIntoView();
  };
  const look = () => document.querySelectorAll("[data-ballotline]").forEach(keep);

  addEventListener("message", ({ source, data }) => {
    if (data?.v !== 1 || !source) return;
    for (const [frame, known] of frames) {
      if (!frame.isConnected) {
        frames.delete(frame);
      } else if (source === frame.contentWindow) {
        const { type, height, state } = data;
        if (type === "ballotline:height" && Number.isFinite(height)) {
          // The first word of a frame: it hears now.
          if (!known.isHeard && known.isAuto) tellTheme(frame);
          known.isHeard = true;
          frame.style.height = `${Math.min(Math.max(Math.round(height), LEAST_PX), MOST_PX)}px`;
        } else if (type === "ballotline:state" && known.prefix && typeof state === "string") {
          clearTimeout(known.waiting);
          known.at = location.href;
          known.waiting = setTimeout(write, QUIET_MS, frame, known, state);
        }
      }
    }
  });
  // A link in the article, or a reader, asks for a state. One to a place in the page, or to its top, says nothing of frames.
  addEventListener("hashchange", () => {
    if (history.state === null && /#[^=]*$/.test(location.href)) return;
    for (const [frame, { prefix }] of frames) {
      if (prefix && frame.isConnected) frame.contentWindow.location.replace(addressOf(frame, stateOf(prefix)));
    }
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", tellThemes);
  addEventListener("transitionend", ({ propertyName }) => propertyName === "color" && tellThemes());
  new MutationObserver(look).observe(document, { childList: true, subtree: true });
  look();
})();
