// How far rows have been played on. What is shown on the way is under way only; the row where it
// ends is what has been done.

/** @typedef {import("../types").Gesture} Gesture */

export class Rows {
  #moved = 0;

  /** One row on. */
  next() {
    this.#moved += 1;
  }

  /** How far it has come, as a gesture: none, or one. @returns {Gesture[]} */
  gestures() {
    return this.#moved ? [{ edit: "row-forward/round", value: this.#moved }] : [];
  }

  /** Begin anew, and say what has been done. @returns {Gesture[]} */
  end() {
    const done = this.gestures();
    this.#moved = 0;
    return done;
  }
}

export const rows = new Rows();
