// Keeps in this browser, across visits, what is too large for a link: opaque texts by their names.

// The oldest leave beyond these. A scene takes up to 2.5 million characters and a table up to ten
// million: a few of the largest fit, and a hundred of usual size. Any browser grants a page that
// many bytes, without asking.
const MOST = 100;
const MOST_CHARACTERS = 48_000_000;
const LONGEST_MS = 3000; // some browsers never say that they keep nothing
const TEXTS = "texts";
const USES = "uses"; // apart, so that finding the oldest reads no text

/** @typedef {{name: string, size: number, used: number}} Use `used` counts up over all texts */
/** @typedef {{digest: string, token: string | null}} Found */

/** The names to give up: the least recently used ones beyond the limits. @param {Use[]} uses */
export function beyond(uses, most = MOST, mostCharacters = MOST_CHARACTERS) {
  let size = 0;
  return [...uses]
    .sort((a, b) => b.used - a.used)
    .filter((use, index) => {
      size += use.size;
      return index > 0 && (index >= most || size > mostCharacters);
    })
    .map(({ name }) => name);
}

/** @returns {Promise<IDBDatabase>} */
function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("playground.kept", 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(TEXTS);
      request.result.createObjectStore(USES, { keyPath: "name" });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = request.onblocked = () => reject(request.error);
  });
}

/** What a request brings. @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
const brought = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

export class Kept {
  #open;
  /** @type {Promise<IDBDatabase> | null} */
  #base = null;
  /** @type {Found | null} */
  #found = null;

  /** @param {() => Promise<IDBDatabase>} opened what a browser that keeps nothing refuses */
  constructor(opened = open) {
    this.#open = opened;
  }

  /** Keep a text, or keep it for longer; no promise that it will be there.
   * @param {string} name @param {string} text */
  async keep(name, text) {
    try {
      const [texts, uses] = await this.#stores();
      texts.put(text, name);
      await this.#use(texts, uses, name, text.length);
    } catch {
      this.#base = null; // this browser keeps nothing, or what it kept has been cleared
    }
  }

  /** Look a text up, for the session; null where it is not here. @param {string} name */
  async find(name) {
    const text = await this.read(name);
    this.#found = { digest: name, token: text };
    return text;
  }

  /** A text; null where it is not here, or the browser does not say. @param {string} name */
  read(name) {
    /** @type {Promise<null>} */
    const never = new Promise((resolve) => setTimeout(() => resolve(null), LONGEST_MS));
    return Promise.race([this.#read(name).catch(() => null), never]);
  }

  /** What was found of what the session wants. @param {string | null} wanted */
  told(wanted) {
    return this.#found?.digest === wanted ? this.#found : null;
  }

  /** @param {string} name @returns {Promise<string | null>} */
  async #read(name) {
    const [texts, uses] = await this.#stores();
    const text = await brought(texts.get(name));
    if (typeof text !== "string") return null;
    await this.#use(texts, uses, name, text.length);
    return text;
  }

  /** @param {IDBObjectStore} texts @param {IDBObjectStore} uses
   * @param {string} name @param {number} size */
  async #use(texts, uses, name, size) {
    /** @type {Use[]} */
    const before = await brought(uses.getAll());
    const used = 1 + Math.max(0, ...before.map((use) => use.used));
    const now = { name, size, used };
    uses.put(now);
    for (const old of beyond([now, ...before.filter((use) => use.name !== name)])) {
      texts.delete(old);
      uses.delete(old);
    }
  }

  async #stores() {
    this.#base ??= this.#open();
    const both = (await this.#base).transaction([TEXTS, USES], "readwrite");
    return [both.objectStore(TEXTS), both.objectStore(USES)];
  }
}

export const kept = new Kept();
