// What is pointed at for a while: a part of how the page is seen.

let now = "";

/** The target's name; empty if there is none. */
export const pointed = () => now;

/** @param {string} name */
export function pointAt(name) {
  now = name;
}
