// The panels that are on the page, by name.

import { Panel } from "./panel.js";

/** @typedef {import("../types").View} View */

/** @type {Map<string, Panel>} */
const panels = new Map();
let baseView = "";

/** The panel of a name, as far as it is on the page. @param {string} name */
export const panelOf = (name) => panels.get(name);

/** The names of those of some panels that are there and can be seen: one in a closed tab need not
 * be drawn. @param {string[]} names */
export const openOnes = (names) =>
  [...panels.keys()].filter((name) => names.includes(name) && isOpen(name));

/** @param {string} name */
const isOpen = (name) => Boolean(panels.get(name)?.isOpen);

export const isEmpty = () => panels.size === 0;

/** Give a panel its place, where it does not have it. @param {string} name @param {HTMLElement} root */
export function place(name, root) {
  if (panels.get(name)?.root !== root) panels.set(name, new Panel(root));
  root.dataset.panel = name;
}

/** A place is gone. @param {string} name @param {HTMLElement} root */
export function displace(name, root) {
  if (panels.get(name)?.root === root) panels.delete(name);
}

/** The width of each panel that has one, in px. One in a tab that is not open has no width now: it
 * keeps the one that it had. */
export function widths() {
  /** @type {Record<string, number>} */
  const found = {};
  for (const [name, panel] of panels) {
    panel.measure();
    if (panel.width) found[name] = panel.width;
  }
  return found;
}

/** How much larger than usual the panels are shown. @returns {number} */
export function zoom() {
  const first = /** @type {any} */ ([...panels.values()][0]?.root);
  return first?.currentCSSZoom ?? 1;
}

/** Whether the panels' bases were drawn for another view. @param {View} view */
export const isBaseOfOther = (view) => JSON.stringify(view) !== baseView;

/** The panels' bases are drawn for a view; null: nobody knows for which.
 * @param {View | null | undefined} view */
export function setBaseView(view) {
  baseView = view ? JSON.stringify(view) : "";
}
