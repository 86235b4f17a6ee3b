// Judges what a finger wants. A vertical swipe is the page's, which scrolls, wherever it begins. A
// horizontal drag, a tap, and every drag of a finger that has rested on its spot are for what lies
// under the finger.

export const REST_MS = 300;
const REST_SLOP = 8; // px that a resting finger may shake

/** Whether a finger has moved before it can have rested. @param {number} ms since it went down */
export const isTooSoon = (ms) => ms < REST_MS;

/** Whether a movement is a drag of what lies under the finger.
 * @param {boolean} hasRested @param {number} dx @param {number} dy */
export const isDrag = (hasRested, dx, dy) => hasRested || Math.abs(dx) > Math.abs(dy);

/** Whether a finger has left its spot, and cannot rest on it any more.
 * @param {number} dx @param {number} dy */
export const hasLeft = (dx, dy) => Math.hypot(dx, dy) > REST_SLOP;

/** A finger on an ordinary slider, which takes the place of the finger at once. Until it is known
 * what the finger wants, the slider has to be put back. */
export class FingerOnSlider {
  /** @type {"unknown" | "slide" | "scroll"} */
  #meant = "unknown";
  #start;
  #wanted;
  #x;
  #y;

  /** @param {string} value of the slider before @param {number} x @param {number} y */
  constructor(value, x, y) {
    this.#start = value;
    this.#wanted = value;
    this.#x = x;
    this.#y = y;
  }

  /** @param {number} x @param {number} y */
  move(x, y) {
    if (this.#meant !== "unknown") return;
    const [dx, dy] = [Math.abs(x - this.#x), Math.abs(y - this.#y)];
    if (Math.max(dx, dy) > REST_SLOP) this.#meant = dx > dy ? "slide" : "scroll";
  }

  /** The browser has taken the finger for scrolling. */
  cancel() {
    this.#meant = "scroll";
  }

  /** The slider has gone somewhere. To which value it is put back; null where it may stay.
   * @param {string} value */
  slide(value) {
    if (this.#meant === "slide") return null;
    if (value !== this.#start) this.#wanted = value;
    return this.#start;
  }

  /** Whether the finger, lifted now, was a tap: then nothing else says what it wants. */
  get isTap() {
    return this.#meant === "unknown";
  }

  /** The value that a tap has chosen; null where it is the one from before. */
  get tapped() {
    return this.#wanted === this.#start ? null : this.#wanted;
  }
}
