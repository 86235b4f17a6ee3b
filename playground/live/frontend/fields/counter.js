// A number field that counts (`data-counts`): it goes up by one with every press of its button.

export class Counter {
  /** @type {WeakMap<object, string>} what each field held at the last press */
  #used = new WeakMap();

  /** What a field stands at for this press: a number that was used goes up by one; one that was
   * typed since is taken as it is.
   * @param {object} field @param {string} value that it shows */
  press(field, value) {
    const next = Number(value) + 1;
    const now = this.#used.get(field) === value && next ? String(next) : value;
    this.#used.set(field, now);
    return now;
  }
}
