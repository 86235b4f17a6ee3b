// Clicks beside everything, and right clicks.

import { isBeyondClick } from "./drag.js";
import { closest, isControl } from "./grab.js";

/** @typedef {import("../types").Send} Send */

/** A click beside everything, not the end of a drag. @param {HTMLElement} root @param {Send} send */
export function bindBlank(root, send) {
  /** @type {PointerEvent | null} */
  let down = null;
  root.addEventListener("pointerdown", (event) => {
    down = event.target instanceof Element && event.target.matches("[data-blank]") ? event : null;
  });
  root.addEventListener("click", (event) => {
    const edit = down && event.target === down.target && closest(down.target, "[data-blank]");
    if (!down || !edit) return;
    if (isBeyondClick(event.clientX - down.clientX, event.clientY - down.clientY)) return;
    send({ edit: edit.dataset.blank }, { commit: true, from: edit });
  });
}

/** A right click switches off or on; a finger that rests does not. @param {HTMLElement} root @param {Send} send */
export function bindContext(root, send) {
  root.addEventListener("contextmenu", (event) => {
    const element = closest(event.target, "[data-target][data-switch]");
    if (!element || isControl(element)) return;
    event.preventDefault();
    if (/** @type {PointerEvent} */ (event).pointerType === "touch") return;
    send({ edit: `switch/${element.dataset.target}` }, { commit: true, from: element });
  });
}

/** A press anywhere else closes what has been folded out. */
addEventListener("pointerdown", ({ target }) => {
  for (const box of document.querySelectorAll("details[name][open]")) {
    if (!box.contains(/** @type {Node} */ (target))) box.removeAttribute("open");
  }
});
