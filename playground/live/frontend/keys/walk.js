// Arrow keys in a list of buttons (data-row-height), of which the Tab key reaches one.

import { closest } from "../pointer/grab.js";

/** @type {Record<string, number>} */
const STEPS = { ArrowUp: -1, ArrowDown: 1, PageUp: -10, PageDown: 10 };

/** @param {HTMLElement} root */
export function bindWalk(root) {
  root.addEventListener("keydown", (event) => {
    const button = closest(event.target, "[data-row-height] tbody button");
    const step = STEPS[event.key];
    if (!button || !step || event.ctrlKey || event.metaKey || event.altKey) return;
    const buttons = [...(button.closest("tbody")?.querySelectorAll("button") ?? [])];
    const at = buttons.indexOf(/** @type {HTMLButtonElement} */ (button)) + step;
    buttons[Math.min(Math.max(at, 0), buttons.length - 1)].focus();
    event.preventDefault();
  });
}
