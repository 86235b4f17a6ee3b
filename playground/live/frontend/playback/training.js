// How far training has been played on. What is shown on the way is under way only; where it pauses
// is what has been done.

/** @typedef {import("../types").Gesture} Gesture */

export class Training {
  /** @type {string | null} */
  #at = null;
  #isOn = false;

  /** Whether it goes on by itself. */
  get isOn() {
    return this.#isOn;
  }

  begin() {
    this.#isOn = true;
  }

  end() {
    this.#isOn = false;
  }

  /** Show a moment of it. Says whether that is news: else it has been asked for and will come.
   * @param {string} moment */
  show(moment) {
    const isNews = moment !== this.#at;
    this.#at = moment;
    return isNews;
  }

  /** How far it has come, as a gesture: none, or one. @returns {Gesture[]} */
  gestures() {
    return this.#at === null ? [] : [{ edit: "train-to", value: this.#at }];
  }

  /** Count on from there, and say what has been done. With `on` it goes on all the same.
   * @returns {Gesture[]} */
  keep() {
    const done = this.gestures().map((gesture) => ({
      ...gesture,
      edit: this.#isOn ? "train-to/on" : "train-to",
    }));
    this.#at = null;
    return done;
  }

  /** Another scene: nothing of it has been trained. */
  leave() {
    this.#at = null;
    this.#isOn = false;
  }
}

export const training = new Training();
