// What is held under a pointer: what a drag of it asks for, and what a click on it does.

import { dragged, draggedPair, setting, sliderOf } from "./drag.js";
import { Stroke, carried, pairOf, planeOf } from "./plane.js";

/** @typedef {import("../types").Gesture} Gesture */
/**
 * @typedef {object} Held
 * @property {(dx: number, dy: number) => Gesture} to what a drag by so many pixels sets
 * @property {() => Gesture} back what takes the drag back
 * @property {() => Gesture | null} click
 * @property {boolean} isFine whether the Shift key makes it slower
 */

/** What can be dragged of an element, from where it is now; null where nothing can.
 * @param {HTMLElement} element @param {PointerEvent} down @returns {Held | null} */
export function heldBy(element, down) {
  const { pair, at, stroke } = element.dataset;
  if (stroke !== undefined) return strokeFrom(element, down);
  if (at !== undefined) return still(placeOf(element));
  if (pair) return still(pairOfSliders(element, pair.split(" ")));
  if (element.getAttribute("role") !== "slider" || element.ariaDisabled) return null;
  const slider = heldSlider(element);
  return still((dx, dy) => setting(element, dragged(slider(), dx, dy).value));
}

/** What goes back to where it was, and does nothing when it is clicked.
 * @param {Held["to"]} to @returns {Held} */
const still = (to) => ({ to, back: () => to(0, 0), click: () => null, isFine: true });

/** A stroke over a plane: of all its places there is one edit.
 * @param {HTMLElement} element @param {PointerEvent} down @returns {Held} */
function strokeFrom(element, { clientX, clientY }) {
  const [edit, plane, box] = [element.dataset.move, planeOf(element), element.getBoundingClientRect()];
  const stroke = new Stroke(clientX, clientY);
  const drawn = () => ({ edit, value: stroke.on(plane, box) });
  const to = (/** @type {number} */ dx, /** @type {number} */ dy) => {
    stroke.reach(clientX + dx, clientY - dy);
    return drawn();
  };
  return { to, back: () => ({ edit, value: "" }), click: drawn, isFine: false };
}

/** Something at a place of the plane that it lies on. @param {HTMLElement} element @returns {Held["to"]} */
function placeOf(element) {
  const on = element.closest("[data-across]") ?? element;
  const [edit, plane, box] = [element.dataset.move, planeOf(on), on.getBoundingClientRect()];
  const from = pairOf(element, "data-at");
  return (dx, dy) => ({ edit, value: carried(plane, box, from, dx, dy).join(" ") });
}

/** @param {HTMLElement} element @param {string[]} names @returns {Held["to"]} */
function pairOfSliders(element, names) {
  const own = heldSlider(element);
  const [across, up] = names.map((name) => {
    const beside = element.parentElement?.querySelector(`[role=slider][data-target="${name}"]`);
    return beside ? heldSlider(beside) : own;
  });
  const edit = element.dataset.move;
  return (dx, dy) => draggedPair(across(), up(), edit, dx, dy);
}

/** A slider as it was taken hold of, but for its bounds: the page widens them as its value grows.
 * @param {Element} element */
function heldSlider(element) {
  const { target, value, perPixel } = sliderOf(element);
  return () => ({ ...sliderOf(element), target, value, perPixel });
}
