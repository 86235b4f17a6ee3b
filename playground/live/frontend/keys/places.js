// Keys on what lies at a place of a plane (data-at): the arrows move it, Delete erases it, and the
// page keys go to its neighbours.

import { closest } from "../pointer/grab.js";
import { nudged, pairOf, planeOf } from "../pointer/plane.js";
import { placePresses } from "./presses.js";

/** @typedef {import("../types").Send} Send */

const [STEP, FINE] = [0.1, 0.01];
/** @type {Record<string, import("../pointer/plane.js").Pair>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
/** @type {Record<string, number>} */
const WALKS = { PageUp: -1, PageDown: 1 };
const ERASES = ["Delete", "Backspace"];

/** @param {HTMLElement} root @param {Send} send */
export function bindPlaces(root, send) {
  root.addEventListener("keydown", (event) => {
    const element = closest(event.target, "[data-at]");
    if (!element || event.ctrlKey || event.metaKey || event.altKey) return;
    const { key, shiftKey } = event;
    if (ARROWS[key]) move(element, ARROWS[key], shiftKey ? FINE : STEP, send);
    else if (WALKS[key]) walk(element, WALKS[key]);
    else if (ERASES.includes(key)) {
      placePresses.forget();
      send({ edit: element.dataset.erase }, { commit: true, from: element });
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
}

/** @param {HTMLElement} element @param {import("../pointer/plane.js").Pair} way @param {number} step
 * @param {Send} send */
function move(element, [x, y], step, send) {
  const on = element.closest("[data-across]") ?? element;
  const edit = element.dataset.move ?? "";
  const from = placePresses.reached(edit) ?? pairOf(element, "data-at");
  const place = nudged(planeOf(on), from, x * step, y * step);
  placePresses.reach(edit, place);
  send({ edit, value: place.join(" ") }, { commit: true, from: element });
}

/** @param {HTMLElement} element @param {number} by */
function walk(element, by) {
  const all = /** @type {HTMLElement[]} */ ([...(element.parentElement?.children ?? [])]);
  all[Math.min(Math.max(all.indexOf(element) + by, 0), all.length - 1)].focus();
}
