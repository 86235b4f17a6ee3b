// The same thing shown twice lights up together: what stands for one thing (`data-target`), and
// what is about one (`data-link`), such as the marks of a row.

import { closest } from "../pointer/grab.js";

const TURNS = { pointerover: true, pointerout: false, focusin: true, focusout: false };
const NAMES = ["data-target", "data-link"];

/** @param {HTMLElement} root */
export function bindHover(root) {
  for (const [type, isHot] of Object.entries(TURNS)) {
    root.addEventListener(type, ({ target }) => {
      for (const name of NAMES) {
        const value = closest(target, `[${name}]`)?.getAttribute(name);
        if (value) mark(`[${name}="${CSS.escape(value)}"]`, isHot);
      }
    });
  }
}

/** @param {string} twins @param {boolean} isHot */
function mark(twins, isHot) {
  for (const twin of document.querySelectorAll(twins)) twin.classList.toggle("is-hot", isHot);
}
