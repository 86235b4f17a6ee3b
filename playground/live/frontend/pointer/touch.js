// Follows fingers on the page, and does what finger.js makes of them.

import { FingerOnSlider, REST_MS, hasLeft, isDrag, isTooSoon } from "./finger.js";

/** @type {Element | null} that a finger has rested on, until it is lifted */
let held = null;

/** A pointer that goes down on something that can be dragged.
 * @param {PointerEvent} down @param {HTMLElement} element
 * @returns {{drags: (dx: number, dy: number, move: Event) => boolean, lift: () => void}}
 *   drags: whether such a movement is a drag; lift: to be called at its end */
export function pressed(down, element) {
  if (down.pointerType !== "touch" || getComputedStyle(element).touchAction === "none") {
    return { drags: () => true, lift: () => {} };
  }
  const timer = setTimeout(() => {
    held = element;
    element.setAttribute("data-dragging", "");
  }, REST_MS);
  return {
    drags(dx, dy, { timeStamp }) {
      // A busy page hears of a movement late; what counts is when the finger made it.
      if (isTooSoon(timeStamp - down.timeStamp)) letGo(element);
      const drags = isDrag(held === element, dx, dy);
      if (drags || hasLeft(dx, dy)) clearTimeout(timer);
      return drags;
    },
    lift() {
      clearTimeout(timer);
      held = null;
    },
  };
}

/** @param {Element} element */
function letGo(element) {
  if (held !== element) return;
  held = null;
  element.removeAttribute("data-dragging");
}

/** Keep the page from scrolling under a finger that holds something, and the sliders of a panel
 * from jumping to a finger that only scrolls the page.
 * @param {HTMLElement} root */
export function bindTouch(root) {
  const hold = (/** @type {Event} */ e) => held && e.cancelable && e.preventDefault();
  root.addEventListener("touchmove", hold, { passive: false });
  root.addEventListener("pointerdown", onDown);
  root.addEventListener("pointermove", ({ clientX, clientY }) => onSlider?.finger.move(clientX, clientY));
  root.addEventListener("pointerup", onUp);
  root.addEventListener("pointercancel", () => onSlider?.finger.cancel());
  // After what the browser makes of the end of a touch.
  for (const type of ["touchend", "touchcancel"]) {
    root.addEventListener(type, () => setTimeout(() => (onSlider = null)));
  }
  for (const type of ["input", "change"]) root.addEventListener(type, onSlide, { capture: true });
}

/** @type {{slider: HTMLInputElement, finger: FingerOnSlider} | null} the slider under a finger */
let onSlider = null;

/** @param {PointerEvent} event */
function onDown({ target, pointerType, clientX, clientY }) {
  const slider = target instanceof HTMLInputElement && target.type === "range" ? target : null;
  onSlider = null;
  if (pointerType !== "touch" || !slider) return;
  onSlider = { slider, finger: new FingerOnSlider(slider.value, clientX, clientY) };
}

function onUp() {
  if (!onSlider?.finger.isTap) return;
  const { slider, finger } = onSlider;
  onSlider = null;
  if (finger.tapped === null) return;
  slider.value = finger.tapped;
  slider.dispatchEvent(new Event("change", { bubbles: true }));
}

/** @param {Event} event */
function onSlide(event) {
  if (!onSlider || event.target !== onSlider.slider) return;
  const back = onSlider.finger.slide(onSlider.slider.value);
  if (back === null) return;
  onSlider.slider.value = back;
  event.stopPropagation();
}
