// What a browser remembers of its visits, so that it can tell a server that has forgotten them: the
// tokens of each history's scenes by their numbers. It cannot read them.

const MOST_CHARACTERS = 1_500_000; // of tokens; above, the oldest steps are given up

/** @typedef {import("../types").History} History */
/** @typedef {import("../types").Hub} Hub */

/** One visit's history. */
export class Memory {
  /** @type {Map<number, string>} */
  #scenes = new Map();
  #at = 0;

  /** Take in what the session tells of its history. @param {History} history @param {string} token */
  learn({ first, at, count, new: fresh }, token) {
    for (const [number, scene] of Object.entries(fresh)) this.#scenes.set(Number(number), scene);
    this.#scenes.set(at, token);
    this.#at = at;
    for (const number of [...this.#scenes.keys()]) {
      if (number < first || number >= first + count) this.#scenes.delete(number);
    }
    this.#shorten();
  }

  #shorten() {
    let size = [...this.#scenes.values()].reduce((sum, scene) => sum + scene.length, 0);
    for (const number of this.#numbers()) {
      if (size <= MOST_CHARACTERS) break;
      if (number === this.#at) continue;
      size -= this.#scenes.get(number)?.length ?? 0;
      this.#scenes.delete(number);
    }
  }

  #numbers() {
    return [...this.#scenes.keys()].sort((a, b) => a - b);
  }

  /** @param {number} number */
  tokenOf(number) {
    return this.#scenes.get(number);
  }

  /** All of it in order, for a session that begins with it. */
  told() {
    const numbers = this.#numbers();
    return {
      scenes: numbers.map((number) => /** @type {string} */ (this.#scenes.get(number))),
      at: numbers.indexOf(this.#at),
    };
  }
}

/** The memories of all visits, and whether the present one has to be told to the server. */
export class Recovery {
  /** @type {Map<string, Memory>} by visit */
  #memories = new Map();
  #isForgotten = false;

  /** Whether the server has ended, and the new one does not know this visit. */
  get isForgotten() {
    return this.#isForgotten;
  }

  forgotten() {
    this.#isForgotten = true;
  }

  /** The session knows this visit. @param {Hub} hub */
  learn({ visit, history, token }) {
    this.#isForgotten = false;
    const memory = this.#memories.get(visit) ?? new Memory();
    this.#memories.set(visit, memory);
    memory.learn(history, token);
  }

  /** The token of a scene of this visit by its number, as far as it is remembered.
   * @param {Hub} hub @param {number} number */
  tokenOf({ visit }, number) {
    return this.#memories.get(visit)?.tokenOf(number);
  }

  /** What a session that has forgotten the visit is told; null where none has. @param {Hub} hub */
  told({ visit, session, ack }) {
    if (!this.#isForgotten) return null;
    return { visit, session, ack, ...this.#memories.get(visit)?.told() };
  }
}

export const recovery = new Recovery();
