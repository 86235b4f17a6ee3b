// Keys on what has the focus, and those that work everywhere.

import { hub } from "../hub.js";
import { moved, setting, sliderOf } from "../pointer/drag.js";
import { closest, isControl } from "../pointer/grab.js";
import { askedOf, historyEdit, pressedBy } from "./keymap.js";
import { presses } from "./presses.js";

/** @typedef {import("../types").Send} Send */

const FIELD_MS = 2000; // for so long a field is waited for that a key has opened

/** @param {HTMLElement} root @param {Send} send */
export function bindKeys(root, send) {
  root.addEventListener("keydown", (event) => {
    const element = closest(event.target, "[data-target], [data-move][role=slider]");
    if (!element || isControl(element) || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = element.dataset.target ?? "";
    const isSlider = element.getAttribute("role") === "slider" && !element.ariaDisabled;
    const asked = askedOf(event, { target, isSlider, canSwitch: "switch" in element.dataset });
    if (!asked) return;
    if (asked.walk) focusTarget(root, element.dataset[asked.walk]);
    if (asked.steps) step(element, asked.steps, send);
    if (asked.edit && target) send({ edit: asked.edit }, { commit: true, from: element });
    if (asked.opens && target) openField(target);
    event.preventDefault();
    event.stopPropagation();
  });
}

/** @param {HTMLElement} element @param {number} steps @param {Send} send */
function step(element, steps, send) {
  const slider = sliderOf(element);
  const name = slider.target ?? element.dataset.move ?? "";
  const value = moved(slider, steps * slider.perKey, presses.reached(name));
  presses.reach(name, value);
  send(setting(element, value), { commit: true, from: element });
}

/** Focus what stands for a target, if there is one, and say whether something does.
 * @param {ParentNode} root @param {string | undefined} target */
export function focusTarget(root, target) {
  if (!target) return false;
  const next = root.querySelector(`[data-target="${CSS.escape(target)}"][tabindex]`);
  if (next instanceof HTMLElement) next.focus();
  return next !== null && next === document.activeElement;
}

/** Focus the number field of a target, as soon as the page shows one. @param {string} target */
function openField(target) {
  const until = Date.now() + FIELD_MS;
  const look = () => {
    const field = document.querySelector(`input[type=text][data-target="${CSS.escape(target)}"]`);
    if (field instanceof HTMLInputElement && field.offsetParent) {
      field.focus();
      field.select();
    } else if (Date.now() < until) {
      requestAnimationFrame(look);
    }
  };
  look();
}

/** Undo and redo, wherever the focus is but in a text. @param {Send} send */
export function bindHistory(send) {
  addEventListener("keydown", (event) => {
    const edit = historyEdit(event);
    if (!edit || !hub()) return;
    if (event.target instanceof Element && event.target.matches("input[type=text], textarea")) return;
    event.preventDefault();
    send({ edit, value: null }, { commit: true });
  });
}

/** A key presses the button that names it, wherever the focus is but where one types. */
addEventListener("keydown", (event) => {
  const selector = pressedBy(event);
  if (!selector || (event.target instanceof Element && event.target.matches("input, textarea, select"))) return;
  const button = document.querySelector(selector);
  if (button instanceof HTMLElement) button.click();
});
