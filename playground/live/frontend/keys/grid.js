// Arrow keys in a grid of buttons (data-columns), of which the Tab key reaches one.

import { closest } from "../pointer/grab.js";

/** @type {Record<string, [number, number]>} columns and rows */
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** The place that a key leads to in a grid of so many cells; the same at an edge.
 * @param {number} at @param {string} key @param {number} columns @param {number} count */
export function nextIn(at, key, columns, count) {
  const [across, down] = STEPS[key];
  const column = (at % columns) + across;
  const next = at + across + down * columns;
  return column < 0 || column >= columns || next < 0 || next >= count ? at : next;
}

/** @param {HTMLElement} root */
export function bindGrid(root) {
  root.addEventListener("keydown", (event) => {
    const button = closest(event.target, "[data-columns] button");
    if (!button || !STEPS[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    const grid = /** @type {HTMLElement} */ (button.closest("[data-columns]"));
    const buttons = [...grid.querySelectorAll("button")];
    const at = buttons.indexOf(/** @type {HTMLButtonElement} */ (button));
    buttons[nextIn(at, event.key, Number(grid.dataset.columns), buttons.length)].focus();
    event.preventDefault();
  });
}
