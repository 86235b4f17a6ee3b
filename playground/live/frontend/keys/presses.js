// Adds up quick presses of a key, however long the picture takes to follow.

export class Presses {
  #target = "";
  #value = 0;

  /** The value that presses have reached, where the page may not show it yet. @param {string} target */
  reached(target) {
    return this.#target === target ? this.#value : undefined;
  }

  /** A press has led to a value. @param {string} target @param {number} value */
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

export const presses = new Presses();
