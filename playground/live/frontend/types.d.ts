// What passes between these modules, the session and the server. The other side of it is written
// and read by `../component.py`, `../../answers/message.py` and, for reports, `../../report.py`.

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
  size: string;
  across: string;
  up: string;
  plane: string;
  fold: string;
  way: string;
  training: string;
  scale: string;
  knobs: string;
}

/** What of the history can be reached from here. */
export interface Reach {
  undo: boolean;
  redo: boolean;
}

/** How this browser shows the page. */
export interface View extends Pace {
  language: string;
  theme: "light" | "dark";
  widths: Record<string, number>;
  phone: boolean;
  calm: boolean;
  height: number;
  present: boolean;
  compact: boolean;
  /** the target that is drawn large */
  pointed: string;
  /** the first row that is seen of a list that scrolls */
  first: number;
  numbers: string[];
}

export type Trace = Record<string, any>;

export interface Figure {
  data: Trace[];
  layout: Record<string, any>;
}

/** `traces`: by index, the keys that changed; of an object (marker, line, …) those within it.
 * `images` of the layout: the same, and `layout` has the keys of the rest of it that changed. */
export interface FigureChange {
  data?: Trace[];
  layout?: Record<string, any>;
  images?: Record<string, Record<string, any>>;
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

export interface Change {
  parts?: Record<string, TextChange>;
  figures?: Record<string, FigureChange>;
}

/** One panel: all of it, or its change against the content of the key `base`. What has a `key` can
 * be named as a base from now on. */
export interface Drawing {
  key?: string;
  base?: string;
  change?: Change;
  whole?: Content;
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
  /** numbers in a panel that texts follow, and where those texts show them */
  numbers: string;
  marks: string;
  /** handles that may lie over each other, and those of them that are rather meant */
  overlapping: string;
  preferred: string;
  /** texts that scroll by themselves where they are longer than their room */
  scrolled: string;
  /** what scrolls the page */
  scrolling: string;
  unfinished: string;
}

/** What Streamlit hands over, one of: the application's, the page's, the hub's, a place of a panel
 * that is asked for, or a panel of words. */
export interface Told {
  application?: Application;
  page?: Page;
  hub?: Hub;
  place?: string;
  words?: string;
  content?: Content | null;
}

/** What holds for all pages. */
export interface Application {
  /** edits that only the session can make, and how far each moves in its history */
  moves: Record<string, number>;
  selectors: Selectors;
}

/** What the document says of the page that will stand there. */
export interface Opening {
  application: Application;
  language: string;
  sentences: Record<string, string>;
  place: string;
  scene: string;
  /** null: the server knows the scene */
  token: string | null;
  notice: string | null;
  fits: boolean;
  compact: boolean;
}

/** What a page tells that no edit changes. */
export interface Page {
  waiting: string;
  language: string;
  sentences: Record<string, string>;
  numbers: string[];
  fits: boolean;
  compact: boolean;
  store: Stored | null;
}

/** What the session tells after each edit. Its `answer` is that of the wire, as text, where there is
 * none. */
export interface Hub {
  visit: string;
  /** how often the lifeline was pulled: another number is an answer */
  pulls: number;
  session: string;
  place: string;
  /** the heading of what the place is about, as a CSS selector; empty for none */
  heading: string;
  fresh: boolean;
  ack: number;
  notice: Notice | null;
  /** the digest of a scene that is looked for in this browser, and whether this scene is kept there */
  wanted: string | null;
  /** the digest of a table that the session does not know, of the scene's table if that is in no
   * token, and that table itself if this browser has said that it lacks it */
  table: string | null;
  data: string | null;
  given: string | null;
  keeps: boolean;
  /** whether the page, opened again, goes on from how it was left: its address names no scene */
  resumes: boolean;
  scene: string;
  token: string;
  history: History;
  announcement: string;
  words: Record<string, Content>;
  answer: string | null;
}

/** A page's text to be kept by the browser; with null it is asked what it has kept. */
export interface Stored {
  name: string;
  text: string | null;
}

/** What is asked: the panels of a scene after gestures that are done, and a draft that is under
 * way. `panels` names the key of what each holds. `token` comes along when the server does not know
 * the scene, or alone for one that the browser remembers. */
export interface Ask {
  id: number;
  scene: string;
  view: View & Reach;
  panels: Record<string, string>;
  gestures: Gesture[];
  draft: Gesture[];
  token?: string;
  table?: string;
}

/** What is answered: an error, that the scene is not known, or the panels that are not as their
 * bases, and the digest of the scene after all that is done. `ms`: what the server took; `rest`:
 * for how many ms it wants to be asked nothing, for others ask too; `waits`: the answer is being made. */
export interface Answer {
  id: number;
  scene?: string;
  error?: string;
  unknown?: boolean;
  missing?: string;
  panels?: Record<string, Drawing>;
  ms?: number;
  rest?: number;
  waits?: boolean;
}

/** Sets a value of the component's state, which runs the session. */
export type Report = (name: string, value: object) => void;
