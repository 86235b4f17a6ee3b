// What a drag means: from pixels to a value on the scale of what is dragged.

/** @typedef {import("../types").Gesture} Gesture */

/**
 * @typedef {object} Slider what can be set by dragging or by keys
 * @property {string | undefined} target
 * @property {number} value
 * @property {number} low
 * @property {number} high
 * @property {number} step the values are multiples of it
 * @property {number} perPixel change of the value for one pixel
 * @property {number} perKey and for one press of a key
 */

export const CLICK_SLOP = 3; // px a pointer may move and still be a click

/** What an element says of itself as a slider. @param {Element} element @returns {Slider} */
export function sliderOf(element) {
  const number = (/** @type {string} */ name) => Number(element.getAttribute(name));
  return {
    target: element.getAttribute("data-target") ?? undefined,
    value: number("data-value"),
    low: number("aria-valuemin"),
    high: number("aria-valuemax"),
    step: number("data-step") || 0.01,
    perPixel: number("data-sensitivity") || 0.01,
    perKey: number("data-keystep") || 0.1,
  };
}

/** The value after a change, on the slider's own scale and steps.
 * @param {Slider} slider @param {number} change @param {number} [from] */
export function moved({ value, low, high, step }, change, from = value) {
  const wanted = Math.round((from + change) / step) * step;
  return Number(Math.min(high, Math.max(low, wanted)).toPrecision(12));
}

/** The gesture that sets what an element stands for: its target, or what its action moves.
 * @param {HTMLElement} element @param {Gesture["value"]} value @returns {Gesture} */
export function setting({ dataset: { target, move } }, value) {
  return target === undefined ? { edit: move, value } : { target, value };
}

/** What a drag by so many pixels sets: to the right and upwards is more.
 * @param {Slider} slider @param {number} dx @param {number} dy @returns {Gesture} */
export function dragged(slider, dx, dy) {
  return { target: slider.target, value: moved(slider, (dx + dy) * slider.perPixel) };
}

/** The same for two sliders at once, one across and one up.
 * @param {Slider} across @param {Slider} up @param {string | undefined} edit that sets both
 * @param {number} dx @param {number} dy @returns {Gesture} */
export function draggedPair(across, up, edit, dx, dy) {
  return { edit, value: `${dragged(across, dx, 0).value} ${dragged(up, 0, dy).value}` };
}

/** Whether a pointer has moved too far for a click. @param {number} dx @param {number} dy */
export const isBeyondClick = (dx, dy) => Math.hypot(dx, dy) > CLICK_SLOP;
