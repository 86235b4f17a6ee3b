// The same thing shown twice lights up together.

import { closest } from "../pointer/grab.js";

const TURNS = { pointerover: true, pointerout: false, focusin: true, focusout: false };

/** @param {HTMLElement} root */
export function bindHover(root) {
  for (const [type, isHot] of Object.entries(TURNS)) {
    root.addEventListener(type, ({ target }) => {
      const name = closest(target, "[data-target]")?.dataset.target;
      if (name) mark(name, isHot);
    });
  }
}

/** @param {string} target @param {boolean} isHot */
function mark(target, isHot) {
  for (const twin of document.querySelectorAll(`[data-target="${CSS.escape(target)}"]`)) {
    twin.classList.toggle("is-hot", isHot);
  }
}
