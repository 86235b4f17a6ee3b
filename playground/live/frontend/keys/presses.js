// Adds up quick presses of a key, however long the picture takes to follow.

/** @template T of the values that a key changes */
export class Presses {
  #target = "";
  /** @type {T | undefined} */
  #value = undefined;

  /** The value that presses have reached, where the page may not show it yet. @param {string} target */
  reached(target) {
    return this.#target === target ? this.#value : undefined;
  }

  /** A press has led to a value. @param {string} target @param {T} value */
  reach(target, value) {
    this.#target = target;
    this.#value = value;
  }

  /** The page shows all that was done, or another edit came between: the next press starts from what
   * it shows. */
  forget() {
    this.#target = "";
  }
}

/** @type {Presses<number>} of what has a value */
export const presses = new Presses();
/** @type {Presses<import("../pointer/plane.js").Pair>} of what lies at a place */
export const placePresses = new Presses();

/** Count from what the page shows. */
export function forgetPresses() {
  presses.forget();
  placePresses.forget();
}
