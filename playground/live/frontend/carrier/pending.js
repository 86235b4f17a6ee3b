// What the visitor has done and the session has not taken yet: gestures that are done, in their
// order, and the one that is still under the pointer.

/** @typedef {import("../types").Gesture} Gesture */
/** @typedef {import("../types").Committed} Committed */

/** Gestures that are done, until the session has acknowledged them. */
export class Pending {
  /** @type {Committed[]} */
  #gestures = [];
  #last = 0;

  /** All of them, in order. @returns {readonly Committed[]} */
  get all() {
    return this.#gestures;
  }

  get isEmpty() {
    return this.#gestures.length === 0;
  }

  /** Add one that is done, and give it its number. @param {Gesture} gesture @returns {Committed} */
  add(gesture) {
    const committed = { ...gesture, seq: ++this.#last };
    this.#gestures = [...this.#gestures, committed];
    return committed;
  }

  /** The one of a number. @param {number | null | undefined} seq */
  numbered(seq) {
    return this.#gestures.find((gesture) => gesture.seq === seq);
  }

  /** The session has taken all up to a number. @param {number} ack */
  acknowledge(ack) {
    this.#gestures = this.#gestures.filter(({ seq }) => seq > ack);
  }

  /** Another scene: what was done to the one before is over, and numbers begin again. */
  clear() {
    this.#gestures = [];
    this.#last = 0;
  }
}

/** The gesture under the pointer. */
export class Drafts {
  /** @type {Gesture | null} */
  #held = null;

  /** The gesture under the pointer now. */
  get held() {
    return this.#held;
  }

  /** @param {Gesture} gesture */
  hold(gesture) {
    this.#held = gesture;
  }

  drop() {
    this.#held = null;
  }
}

export const pending = new Pending();
export const drafts = new Drafts();
