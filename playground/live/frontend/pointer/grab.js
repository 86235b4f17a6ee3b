// Finds what lies under a pointer.

import { selector } from "../hub.js";
import { CLICK_SLOP } from "./drag.js";

/** @param {EventTarget | null} node @param {string} css @returns {HTMLElement | null} */
export function closest(node, css) {
  return node instanceof Element ? node.closest(css) : null;
}

export const isControl = (/** @type {Element} */ e) => e.matches("input, select, textarea, button");

/** The element on the page that stands for the same target. @param {HTMLElement} element */
export function sameTarget(element) {
  const name = CSS.escape(element.dataset.target ?? "");
  const twin = document.querySelector(`${element.localName}[data-target="${name}"]`);
  return twin instanceof HTMLElement ? twin : undefined;
}

/** Whether a pointer is lifted over a target: one that has left it means no click.
 * @param {PointerEvent} up @param {string} target */
export function isOver({ clientX, clientY }, target) {
  const under = document.elementsFromPoint(clientX, clientY);
  return under.some((e) => closest(e, "[data-target]")?.dataset.target === target);
}

/** What a pointer takes hold of. Handles on crossing lines lie over each other, and each is larger
 * than it looks: the one whose middle is nearest is meant, and rather one of what is selected.
 * @param {PointerEvent} event */
export function grabbed({ target, clientX, clientY }) {
  const top = closest(target, "[data-target], [data-move]");
  const overlapping = selector("overlapping");
  if (!top?.matches(overlapping)) return top;
  const under = document.elementsFromPoint(clientX, clientY).filter((e) => e.matches(overlapping));
  const far = (/** @type {Element} */ e) =>
    distance(e, clientX, clientY) - (e.matches(selector("preferred")) ? CLICK_SLOP : 0);
  const [nearest] = under.sort((a, b) => far(a) - far(b));
  return /** @type {HTMLElement} */ (nearest ?? top);
}

/** From an element's middle to a point. @param {Element} element @param {number} x @param {number} y */
function distance(element, x, y) {
  const box = element.getBoundingClientRect();
  return Math.hypot(box.x + box.width / 2 - x, box.y + box.height / 2 - y);
}
