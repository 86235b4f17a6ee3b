// What the session has told last: the hub's data, an opaque scene and what it has acknowledged.

/** @typedef {import("./types").Hub} Hub */
/** @typedef {import("./types").Selectors} Selectors */

/** @type {Hub | null} */
let latest = null;

/** The newest of what was told; null before the first. */
export const hub = () => latest;

/** @param {Hub} told */
export function takeHub(told) {
  latest = told;
}

/** What a page treats in a way of its own, as a CSS selector; one of nothing before it is told.
 * @param {keyof Selectors} name */
export const selector = (name) => latest?.selectors[name] ?? ":not(*)";
