// Makes a tree of elements equal to other markup, and keeps what is the visitor's.

import morphdom from "../vendor/morphdom/morphdom-esm.js";

const MORPH = {
  /** @param {any} node */
  getNodeKey: (node) =>
    node.dataset?.key || node.id || (node.localName === "div" && node.dataset.target) || undefined,
  /** @param {any} from @param {any} to */
  onBeforeElUpdated(from, to) {
    if (from.isEqualNode(to)) return false;
    if (from.dataset.figure !== undefined) {
      // Whatever draws it owns what is inside; how large it is, the markup says.
      if (to.hasAttribute("style")) from.setAttribute("style", to.getAttribute("style"));
      return false;
    }
    if (from.hasAttribute("data-busy")) {
      // Under the visitor's finger or caret: it keeps its own state, but may change its looks, and
      // knows the value to which it goes back.
      if (from.type === "text") from.defaultValue = to.defaultValue;
      if (to.hasAttribute("style")) from.setAttribute("style", to.getAttribute("style"));
      if (to.dataset.value !== undefined) from.dataset.value = to.dataset.value;
      return false;
    }
    if (from.matches("details")) to.open = from.open;
    const same = from.dataset.target === to.dataset.target;
    const keepsHeat = same && from.dataset.link === to.dataset.link;
    if (keepsHeat && from.classList.contains("is-hot")) to.classList.add("is-hot");
    if (same && from.hasAttribute("data-dragging")) to.setAttribute("data-dragging", "");
    return true;
  },
};

/** Make an element what some markup says; the element that stands there now.
 * @param {Element} element @param {string} html @returns {Element} */
export function morph(element, html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  const next = template.content.firstElementChild;
  return next ? /** @type {Element} */ (morphdom(element, next, MORPH)) : element;
}
