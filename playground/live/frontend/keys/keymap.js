// What each key asks for.

/** @typedef {{key: string, shiftKey: boolean}} Key */
/**
 * @typedef {object} Asked one of these
 * @property {string} [walk] a side: go to the neighbour there
 * @property {number} [steps] change the value by so many key steps
 * @property {string} [edit]
 * @property {boolean} [opens] open the number field of the target, too
 */

/** @type {Record<string, string>} */
const ARROWS = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down" };
/** @type {Record<string, string>} */
const EDITS = { " ": "select", Enter: "select", Delete: "delete", Backspace: "delete" };

/** What a key asks of the target that has the focus.
 * @param {Key} key @param {{target: string, isSlider: boolean, canSwitch: boolean}} focused
 * @returns {Asked | null} */
export function askedOf(key, { target, isSlider, canSwitch }) {
  if (ARROWS[key.key]) return { walk: ARROWS[key.key] };
  const steps = stepsOf(key);
  if (steps && isSlider) return { steps };
  if (EDITS[key.key]) return { edit: `${EDITS[key.key]}/${target}`, opens: key.key === "Enter" };
  if (key.key === "o" && canSwitch) return { edit: `switch/${target}` };
  if (key.key === "Escape") return { edit: "select" };
  return null;
}

/** How many key steps a key asks for. @param {Key} pressed */
export function stepsOf({ key, shiftKey }) {
  const fine = shiftKey ? 0.1 : 1;
  if (key === "+") return 1; // most keyboards need shift for it
  if (key === "=") return fine;
  if (key === "-" || key === "_" || key === "−") return key === "_" ? -0.1 : -1;
  if (key === "PageUp") return 10 * fine;
  if (key === "PageDown") return -10 * fine;
  return 0;
}

/** The selector of the button that a key presses wherever the focus is; null for a key that presses
 * none. @param {Key & {ctrlKey: boolean, metaKey: boolean, altKey: boolean, repeat: boolean}} pressed */
export function pressedBy({ key, ctrlKey, metaKey, altKey, repeat }) {
  if (ctrlKey || metaKey || altKey || repeat || !/^[a-z]$/i.test(key)) return null;
  return `button[aria-keyshortcuts="${key.toUpperCase()}"]`;
}

/** The edit that takes back or does again, for the keys that ask for it everywhere; else null.
 * @param {Key & {ctrlKey: boolean, metaKey: boolean, altKey: boolean}} pressed */
export function historyEdit({ key, shiftKey, ctrlKey, metaKey, altKey }) {
  if (!(ctrlKey || metaKey) || altKey) return null;
  const letter = key.toLowerCase();
  if (letter === "z") return shiftKey ? "redo" : "undo";
  return letter === "y" ? "redo" : null;
}
