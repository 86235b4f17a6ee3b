// Text that is typed or pasted into fields.

import { focusTarget } from "../keys/keys.js";
import { closest } from "../pointer/grab.js";

/** @typedef {import("../types").Send} Send */

/** @param {HTMLElement} root @param {Send} send */
export function bindTyped(root, send) {
  root.addEventListener("focusin", (event) => {
    const field = closest(event.target, "input[type=text][data-target]");
    if (field) /** @type {HTMLInputElement} */ (field).select();
  });
  root.addEventListener("keydown", (event) => {
    const field = closest(event.target, "input[type=text]");
    if (!(field instanceof HTMLInputElement)) return;
    if (event.key === "Enter") commit(field);
    else if (event.key === "Escape") takeBack(field);
  });
  root.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const cell = closest(event.target, "[data-paste] [data-target]");
    if (!cell || !/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    const edit = `paste/${cell.dataset.target}`;
    send({ edit, value: text }, { commit: true, from: cell });
  });
}

/** @param {HTMLInputElement} field */
function commit(field) {
  field.blur(); // fires change
  field.focus();
}

/** @param {HTMLInputElement} field */
function takeBack(field) {
  field.value = field.defaultValue;
  field.removeAttribute("data-busy");
  field.removeAttribute("aria-invalid");
  if (!focusTarget(document, field.dataset.target)) field.select();
}
