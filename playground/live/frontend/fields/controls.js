// Buttons, pickers, sliders and number fields: what they say is a gesture.

import { closest } from "../pointer/grab.js";
import { Counter } from "./counter.js";

/** @typedef {import("../types").Gesture} Gesture */
/** @typedef {import("../types").Send} Send */

const OURS = "[data-target], [data-edit]";
const counter = new Counter();

/** @param {HTMLElement} root @param {Send} send */
export function bindControls(root, send) {
  root.addEventListener("click", (event) => {
    const button = closest(event.target, ":is(button, i)[data-edit]");
    if (button && !(/** @type {HTMLButtonElement} */ (button).disabled)) {
      send(gestureOf(button), { commit: true, from: button });
    }
  });
  root.addEventListener("input", (event) => {
    const control = closest(event.target, OURS);
    if (!control || !control.matches("input")) return;
    control.setAttribute("data-busy", "");
    if (/** @type {HTMLInputElement} */ (control).type === "range") {
      send(gestureOf(control), { commit: false, from: control });
    }
  });
  root.addEventListener("change", (event) => {
    const control = closest(event.target, OURS);
    if (!control || !control.matches("input, select")) return;
    control.removeAttribute("data-busy");
    send(gestureOf(control), { commit: true, from: control });
  });
  root.addEventListener("focusout", (event) => {
    closest(event.target, "[data-busy]")?.removeAttribute("data-busy");
  });
}

/** What a form control says. @param {HTMLElement} control @returns {Gesture} */
function gestureOf(control) {
  const { target, edit } = control.dataset;
  const input = /** @type {HTMLInputElement} */ (control);
  const value = input.type === "range" ? Number(input.value) : input.value;
  if (target) return { target, value };
  return { edit, value: control.matches("button") ? valueOfFields(control) : value };
}

/** The fields beside a button (`data-field`), as JSON, or the button's own value.
 * @param {HTMLElement} button */
function valueOfFields(button) {
  const fields = /** @type {NodeListOf<HTMLInputElement> | undefined} */ (
    button.closest("[data-fields]")?.querySelectorAll("[data-field]")
  );
  if (!fields?.length) return button.getAttribute("value");
  for (const field of fields) {
    if (!field.hasAttribute("data-counts")) continue;
    const now = counter.press(field, field.value);
    if (field.value !== now) field.value = now;
  }
  const values = [...fields].map((field) => [field.getAttribute("data-field"), field.value]);
  return JSON.stringify(Object.fromEntries(values));
}

/** Sliders that are back where they began say no "change": let go of them. */
export function releaseSliders() {
  for (const slider of document.querySelectorAll("input[type=range][data-busy]")) {
    slider.removeAttribute("data-busy");
  }
}
