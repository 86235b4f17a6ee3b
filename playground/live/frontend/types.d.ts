// What passes between these modules, the session and the server. The other side of it is written
// and read by `../component.py`, `../message.py` and, for reports, `../../report.py`.

export interface Gesture {
  target?: string;
  edit?: string;
  value?: number | string | null;
}

/** A gesture that is done, and its number in the order of this session's. */
export interface Committed extends Gesture {
  seq: number;
}

/** Takes a gesture on: for good (`commit`), or as a draft while the pointer is still down. */
export type Send = (gesture: Gesture, options: { commit: boolean; from?: Element }) => void;

export interface Pace {
  speed: string;
  stride: string;
  across: string;
  up: string;
}

/** How this browser shows the page. The order of its fields is the server's: views are compared
 * as text. */
export interface View extends Pace {
  theme: "light" | "dark";
  widths: Record<string, number>;
  phone: boolean;
  calm: boolean;
  height: number;
  present: boolean;
  numbers: string[];
}

export type Trace = Record<string, any>;

export interface Figure {
  data: Trace[];
  layout: Record<string, any>;
}

/** `traces`: by index, the keys that changed; of an object (marker, line, …) those within it. */
export interface FigureChange {
  data?: Trace[];
  layout?: Record<string, any>;
  traces?: Record<string, Trace>;
}

/** All of a panel: `frame` is markup with a slot for each part, `<!--name-->`. */
export interface Content {
  frame: string;
  parts: Record<string, string>;
  figures: Record<string, Figure>;
}

/** The whole text of a part, or [count, index, piece, …] of the base's text split at its quotes. */
export type TextChange = string | (number | string)[];

/** With a frame it is a whole panel. */
export interface Change {
  frame?: string;
  parts?: Record<string, TextChange>;
  figures?: Record<string, FigureChange>;
}

/** A panel as the session draws it. The hub of the same `run` says when it is shown. */
export interface PanelData {
  panel: string;
  content: Content;
  view: View;
  run: number;
}

/** The scenes of the session's history by number; `new` has those that were not told before. */
export interface History {
  first: number;
  at: number;
  count: number;
  new: Record<string, string>;
}

/** A sentence of the session's, and the number of the gesture that it is about. */
export interface Notice {
  text: string;
  gesture: number | null;
  id: string;
}

/** Which elements of the page are treated in a way of their own, as CSS selectors. */
export interface Selectors {
  /** what is written in the page's language */
  translated: string;
  /** numbers in a panel that texts follow, and where those texts show them */
  numbers: string;
  marks: string;
  /** handles that may lie over each other, and those of them that are rather meant */
  overlapping: string;
  preferred: string;
}

/** What the session tells with every drawing. */
export interface Hub {
  visit: string;
  session: string;
  place: string;
  fresh: boolean;
  run: number;
  ack: number;
  draft: number | null;
  notice: Notice | null;
  waiting: string;
  language: string;
  fits: boolean;
  scene: string;
  token: string;
  history: History;
  announcement: string;
  view: View;
  panels: string[];
  sessionOnly: string[];
  store: Stored | null;
  selectors: Selectors;
}

/** A page's text to be kept by the browser; with null it is asked what it has kept. */
export interface Stored {
  name: string;
  text: string | null;
}

/** What the wire is asked. `token` comes along when the server does not know the scene. */
export interface Ask {
  id: number;
  scene: string;
  view: View;
  panels: string[];
  full: boolean;
  gestures: Gesture[];
  token?: string;
}

/** What the wire answers: an error, that it does not know the scene, or the panels' changes. */
export interface Answer {
  id: number;
  scene?: string;
  error?: string;
  unknown?: boolean;
  full?: boolean;
  view?: View;
  base?: Record<string, Content>;
  panels?: Record<string, Change>;
}

/** Sets a value of the component's state, which runs the session. */
export type Report = (name: string, value: object) => void;
