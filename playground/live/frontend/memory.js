// What a browser remembers of a visit, so that it can tell a server that has forgotten it: the
// tokens of the history's scenes by their numbers. It cannot read them.

const MOST_CHARACTERS = 1_500_000; // of tokens; above, the oldest steps are given up

/** @typedef {{first: number, at: number, count: number, new: Record<string, string>}} History */

export class Memory {
  constructor() {
    /** @type {Map<number, string>} */
    this.scenes = new Map();
    this.at = 0;
  }

  /** Take in what the session tells of its history. @param {History} history @param {string} token */
  learn({ first, at, count, new: fresh }, token) {
    for (const [number, scene] of Object.entries(fresh)) this.scenes.set(Number(number), scene);
    this.scenes.set(at, token);
    this.at = at;
    for (const number of [...this.scenes.keys()]) {
      if (number < first || number >= first + count) this.scenes.delete(number);
    }
    let size = [...this.scenes.values()].reduce((sum, scene) => sum + scene.length, 0);
    for (const number of [...this.scenes.keys()].sort((a, b) => a - b)) {
      if (size <= MOST_CHARACTERS) break;
      if (number === at) continue;
      size -= this.scenes.get(number)?.length ?? 0;
      this.scenes.delete(number);
    }
  }

  /** All of it in order, for a session that begins with it. */
  told() {
    const numbers = [...this.scenes.keys()].sort((a, b) => a - b);
    return {
      scenes: numbers.map((number) => /** @type {string} */ (this.scenes.get(number))),
      at: numbers.indexOf(this.at),
    };
  }
}
