// What a browser remembers of its visits, so that it can tell a server that has forgotten them, or one
// whose page is opened again: the tokens of each history's scenes by their numbers. It cannot read them.

const MOST_CHARACTERS = 1_500_000; // of tokens; above, the oldest steps are given up
const LEFT = "playground.left"; // under this name, what a page showed when it was left

/** @typedef {import("../types").History} History */
/** @typedef {import("../types").Hub} Hub */

/** One visit's history. */
export class Memory {
  /** @type {Map<number, string>} */
  #scenes;
  #at;

  /** @param {{scenes: string[], at: number}} told what another one has told */
  constructor({ scenes, at } = { scenes: [], at: 0 }) {
    this.#scenes = new Map(scenes.entries());
    this.#at = at;
  }

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
  /** @type {string | null} the place that goes on from where it was left, until the session does */
  #resumed = null;
  #open;

  /** @param {() => Storage} open what outlasts a reload, which some browsers refuse */
  constructor(open = () => sessionStorage) {
    this.#open = open;
  }

  /** Whether the server has ended, and the new one does not know this visit. */
  get isForgotten() {
    return this.#isForgotten;
  }

  forgotten() {
    this.#isForgotten = true;
  }

  /** The page goes away; opened again, it goes on from here where its place is one that does.
   * @param {Hub} hub */
  leave({ visit, place, resumes }) {
    const memory = this.#memories.get(visit);
    try {
      if (!resumes || !memory) this.#open().removeItem(LEFT);
      else this.#open().setItem(LEFT, JSON.stringify({ place, ...memory.told() }));
    } catch {
      // This browser keeps nothing: the page begins again.
    }
  }

  /** The page has been opened: its session is told how the place was left. @param {Hub} hub */
  resume({ visit, place, fresh, resumes }) {
    const left = resumes && fresh ? this.#left() : null;
    if (left?.place !== place) return;
    this.#memories.set(visit, new Memory(left));
    this.#isForgotten = true;
    this.#resumed = place;
  }

  #left() {
    try {
      return JSON.parse(this.#open().getItem(LEFT) ?? "null");
    } catch {
      return null;
    }
  }

  /** The session knows this visit. @param {Hub} hub */
  learn({ visit, place, fresh, history, token }) {
    if (fresh && this.#resumed === place) return; // it has not been told yet how this was left
    this.#isForgotten = false;
    this.#resumed = null;
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
