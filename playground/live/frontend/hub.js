// What the session has told last: the hub's data, an opaque scene and what it has acknowledged; and
// what the page and the whole application tell, which no edit changes.

/** @typedef {import("./types").Gesture} Gesture */
/** @typedef {import("./types").Hub} Hub */
/** @typedef {import("./types").Page} Page */
/** @typedef {import("./types").Application} Application */
/** @typedef {import("./types").Selectors} Selectors */

/** @type {Hub | null} */
let latest = null;
/** @type {Page | null} */
let shown = null;
/** @type {Application | null} */
let application = null;

/** The newest of what was told; null before the first. */
export const hub = () => latest;

/** @param {Hub} told */
export function takeHub(told) {
  latest = told;
}

/** What the page tells; null before it has. */
export const page = () => shown;

/** @param {Page} told */
export function takePage(told) {
  shown = told;
}

/** What the page says in its language, by name, its gaps filled; nothing before it has told.
 * @param {string} name @param {Record<string, string | number>} [values] */
export function sentence(name, values = {}) {
  const text = shown?.sentences[name] ?? "";
  return text.replace(/\{(\w+)\}/g, (_, gap) => String(values[gap] ?? ""));
}

/** @param {Application} told */
export function takeApplication(told) {
  application = told;
}

/** How far a gesture moves in the history, which only the session has; 0 for all others.
 * @param {Gesture} gesture */
export const moveOf = ({ edit }) => application?.moves[edit ?? ""] ?? 0;

/** What a page treats in a way of its own, as a CSS selector; one of nothing before it is told.
 * @param {keyof Selectors} name */
export const selector = (name) => application?.selectors[name] ?? ":not(*)";
