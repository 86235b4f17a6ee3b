// Keeps a page's text in this browser across visits.

/** @typedef {import("./types").Stored} Stored */

export class Store {
  #open;
  /** @type {string | null} */
  #kept = null;

  /** @param {() => Storage} open what a browser that keeps nothing for anybody refuses */
  constructor(open = () => localStorage) {
    this.#open = open;
  }

  /** What was kept from earlier visits; null until a page has asked. */
  get kept() {
    return this.#kept;
  }

  /** Keep a text, or look up what has been kept, and say whether the session is to be told.
   * @param {Stored} stored */
  keep({ name, text }) {
    const key = `playground.${name}`;
    try {
      if (text !== null) {
        this.#open().setItem(key, text);
        return false;
      }
      this.#kept = this.#open().getItem(key) ?? "";
    } catch {
      this.#kept ??= "";
    }
    return true;
  }
}

export const store = new Store();
