// Whose turn it is with the session: it is asked one thing at a time, and the newest wish wins.

/** @template {{id: number}} T */
export class Turn {
  /** @type {Map<number, T>} by id, what may still be answered */
  #open = new Map();
  #isWished = false;

  /** Whether nothing is on its way. */
  get isFree() {
    return this.#open.size === 0;
  }

  /** Something is wanted while something else is on its way. */
  wish() {
    this.#isWished = true;
  }

  /** Whether the wish is to be asked for now; it then is one no more. */
  takeWish() {
    const wished = this.isFree && this.#isWished;
    if (wished) this.#isWished = false;
    return wished;
  }

  /** A request goes on its way. @param {T} request */
  take(request) {
    this.#open.set(request.id, request);
    this.#isWished = false;
  }

  /** An answer has come: the request of its id, if no newer one has been answered; those before it
   * were passed over. @param {number} id @returns {T | undefined} */
  answered(id) {
    const request = this.#open.get(id);
    for (const other of [...this.#open.keys()]) if (other <= id) this.#open.delete(other);
    return request;
  }

  /** Nothing that is on its way will be answered. */
  end() {
    this.#open.clear();
  }
}
