// Tables that are too large for a token: this browser keeps them by their digests, asks the session
// for one that it lacks, and gives one to a server that does not know it.

import { kept } from "../kept.js";

/** @typedef {import("../types").Hub} Hub */

export class Tables {
  #kept;
  /** @type {string | null} the digest of the table that is looked up or here */
  #at = null;
  /** @type {string | null} */
  #lacked = null;
  /** @type {string | null} the digest of the table that the session asks for */
  #wanted = null;
  /** @type {{digest: string, text: string | null} | null} */
  #found = null;
  /** @type {{digest: string, text: string} | null} the last one given: a browser may keep nothing */
  #given = null;

  /** @param {Pick<import("../kept.js").Kept, "keep" | "read">} store */
  constructor(store = kept) {
    this.#kept = store;
  }

  /** Follow what the session tells; true when it has to be told something.
   * @param {Pick<Hub, "table" | "data" | "given">} told @returns {Promise<boolean>} */
  async learn({ table, data, given }) {
    this.#wanted = table;
    const [isAnswered, isLacked] = await Promise.all([this.#look(table), this.#hold(data, given)]);
    return isAnswered || isLacked;
  }

  /** The table that a server has missed; null where it is not here. @param {string} digest */
  async find(digest) {
    return this.#given?.digest === digest ? this.#given.text : this.#kept.read(digest);
  }

  /** What was found of the table that the session asks for now, one that forgot the visit too. */
  told() {
    return this.#found?.digest === this.#wanted ? this.#found : null;
  }

  /** The digest of the scene's table if it is not here. */
  get lacked() {
    return this.#lacked;
  }

  /** @param {string | null} digest */
  async #look(digest) {
    if (digest === null) this.#found = null; // it may ask for the same one again
    if (digest === null || digest === this.#found?.digest) return false;
    const text = await this.find(digest);
    this.#found = { digest, text };
    return true;
  }

  /** @param {string | null} digest @param {string | null} given */
  async #hold(digest, given) {
    if (digest === null) {
      this.#at = this.#lacked = null;
      return false;
    }
    if (given !== null && this.#lacked === digest) {
      this.#lacked = null;
      this.#given = { digest, text: given };
      this.#kept.keep(digest, given);
      return true;
    }
    if (digest === this.#at) return false;
    this.#at = digest;
    this.#lacked = (await this.find(digest)) === null ? digest : null;
    return this.#lacked !== null;
  }
}

export const tables = new Tables();
