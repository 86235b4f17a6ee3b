// Has a square (`data-enlarge`) drawn large while it is pointed at, or has the focus by a key: the
// server draws it, and what is told here is which one.

import { refresh } from "../carrier/exchange.js";
import { closest } from "../pointer/grab.js";
import { lookAgain } from "../view/view.js";
import { pointed, pointAt } from "../view/pointed.js";

const WAIT_MS = 300;

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** @param {string} name */
function tell(name) {
  clearTimeout(timer);
  if (pointed() === name) return;
  pointAt(name);
  lookAgain();
  refresh();
}

/** @param {Event} event */
function begin({ target }) {
  const name = closest(target, "[data-enlarge]")?.dataset.target;
  if (!name) return;
  clearTimeout(timer);
  timer = setTimeout(() => tell(name), WAIT_MS);
}

addEventListener("pointerover", (event) => {
  if (event.pointerType === "mouse" && !event.buttons) begin(event);
});
addEventListener("focusin", (event) => {
  if (closest(event.target, ":focus-visible")) begin(event);
});
for (const type of ["pointerout", "pointerdown", "focusout"]) addEventListener(type, () => tell(""));
addEventListener("keydown", ({ key }) => key === "Escape" && tell(""), { capture: true });
