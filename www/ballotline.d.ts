// Types of ballotline.js, written by hand. docs/embedding.md says what each thing does.

/** The figures there are. */
export type FigureName =
  | "results"
  | "history"
  | "contest"
  | "turnout-map"
  | "turnout-clock"
  | "verdicts"
  | "timeline"
  | "un-votes";

/** Where files are fetched, if not beside the script. */
export interface Places {
  /** A folder that holds them all, relative to the page. */
  base?: string | URL;
  /** Addresses of single files by their names, as `ballotline/files` gives them to bundlers. */
  files?: Readonly<Record<string, string>>;
}

/** Says where files are fetched. Call it right after the import: figures begin a moment later. */
export function init(places: Places): void;

/** The events of a figure with their details; all bubble and are composed. */
export interface BallotlineFigureEvents {
  /** It is drawn for the first time. */
  ready: CustomEvent<{ figure: FigureName; state: string }>;
  /** A datum was chosen: its key, empty where a card was closed. */
  select: CustomEvent<{ event?: string; election?: string; region?: string; resolution?: string }>;
  /** The state has changed, as in a link. */
  statechange: CustomEvent<{ state: string }>;
  /** A reader asked for the link; with `address` or `page`, it is copied. */
  link: CustomEvent<{ state: string }>;
  /** The figure cannot go on; what stands inside the element is shown. */
  error: CustomEvent<{ message: string }>;
}

/** What can be listened to: the events of a figure, and those of every element. */
export interface BallotlineFigureEventMap
  extends Omit<HTMLElementEventMap, keyof BallotlineFigureEvents>, BallotlineFigureEvents {}

type Listener<Name extends keyof BallotlineFigureEventMap> = (
  this: BallotlineFigureElement,
  event: BallotlineFigureEventMap[Name],
) => unknown;

/** `<ballotline-figure>`: one figure of a story. */
export interface BallotlineFigureElement extends HTMLElement {
  figure: FigureName | "";
  /** Address of another story's `datapackage.json`, relative to the page; empty: the embedded story. */
  story: string;
  theme: "auto" | "light" | "dark" | (string & {});
  /** The state, as in a link. */
  state: string;
  /** Whether the state is kept in the page's address. */
  address: boolean;
  /** Where a copied link leads, if not to the page it stands in. */
  page: string;
  /** What it speaks, of the languages that there are: `lang`, else its link's, the page's around it or the browser's. */
  readonly language: string;
  /** Pixels to reserve until the figure and its sources are there. */
  get height(): string;
  set height(pixels: string | number);
  /** Resolves when it is drawn for the first time; whoever reads it does not wait until the figure is near. One that begins anew has a new one. */
  readonly ready: Promise<void>;
  /** What was odd about the story, a sentence each. */
  readonly problems: readonly string[];
  addEventListener<Name extends keyof BallotlineFigureEventMap>(
    type: Name,
    listener: Listener<Name>,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<Name extends keyof BallotlineFigureEventMap>(
    type: Name,
    listener: Listener<Name>,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | EventListenerOptions,
  ): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "ballotline-figure": BallotlineFigureElement;
  }
}
