// How long to wait for the next attempt: longer after each one that failed.

export class Backoff {
  #failures = 0;

  /** @param {number[]} waits ms before each attempt; the last one stays */
  constructor(waits) {
    this.waits = waits;
  }

  /** The wait for the next attempt, in ms. */
  get wait() {
    return this.waits[Math.min(this.#failures, this.waits.length - 1)];
  }

  failed() {
    this.#failures += 1;
  }

  reset() {
    this.#failures = 0;
  }
}
