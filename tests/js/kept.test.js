import assert from "node:assert/strict";
import { test } from "node:test";

import { Kept, beyond } from "../../playground/live/frontend/kept.js";

/** A browser's database of two stores, as far as it is used here. */
class Database {
  /** @type {Record<string, Map<string, any>>} */
  stores = { texts: new Map(), uses: new Map() };

  transaction() {
    return { objectStore: (/** @type {string} */ name) => this.#store(this.stores[name]) };
  }

  /** @param {Map<string, any>} rows */
  #store(rows) {
    /** @param {() => any} work */
    const request = (work) => {
      const made = /** @type {any} */ ({});
      queueMicrotask(() => {
        made.result = work();
        made.onsuccess?.();
      });
      return made;
    };
    return {
      get: (/** @type {string} */ name) => request(() => rows.get(name)),
      getAll: () => request(() => [...rows.values()]),
      put: (/** @type {any} */ row, name = row.name) => request(() => rows.set(name, row)),
      delete: (/** @type {string} */ name) => request(() => rows.delete(name)),
    };
  }
}

/** @param {any} base */
const keptIn = (base) => new Kept(async () => base);

test("another tab finds what one has kept, and the session is told only what it wants", async () => {
  const base = new Database();
  await keptIn(base).keep("a", "text");
  const other = keptIn(base);
  assert.equal(other.told("a"), null);
  assert.equal(await other.find("a"), "text");
  assert.deepEqual(other.told("a"), { digest: "a", token: "text" });
  assert.equal(other.told("b"), null);
  assert.equal(other.told(null), null);
  assert.equal(await other.find("b"), null);
  assert.deepEqual(other.told("b"), { digest: "b", token: null });
});

test("the hundred-and-first sends the least recently used one away", async () => {
  const base = new Database();
  const kept = keptIn(base);
  for (let number = 0; number < 100; number++) await kept.keep(String(number), "text");
  await kept.find("0");
  await kept.keep("100", "text");
  assert.equal(base.stores.texts.size, 100);
  assert.deepEqual([...base.stores.uses.keys()].sort(), [...base.stores.texts.keys()].sort());
  assert.equal(await kept.find("1"), null);
  assert.equal(await kept.find("0"), "text");
});

test("keeping one again is no second one", async () => {
  const base = new Database();
  await keptIn(base).keep("a", "text");
  await keptIn(base).keep("a", "text");
  assert.equal(base.stores.uses.size, 1);
  assert.equal(base.stores.uses.get("a").used, 2);
});

test("large ones leave earlier, and the newest stays however large", () => {
  const uses = [30, 40, 50].map((size, used) => ({ name: String(size), size, used }));
  assert.deepEqual(beyond(uses, 9, 90), ["30"]);
  assert.deepEqual(beyond(uses, 9, 60), ["40", "30"]);
  assert.deepEqual(beyond(uses, 9, 10), ["40", "30"]);
  assert.deepEqual(beyond(uses, 9, 120), []);
  assert.deepEqual(beyond(uses, 1, 120), ["40", "30"]);
});

test("a browser that keeps nothing for anybody has nothing, and is asked again", async () => {
  let asked = 0;
  const kept = new Kept(async () => {
    asked += 1;
    throw new Error("private");
  });
  await kept.keep("a", "text");
  await kept.keep("b", "text");
  assert.equal(asked, 2);
  assert.equal(await kept.find("a"), null);
  assert.deepEqual(kept.told("a"), { digest: "a", token: null });
});

test("a text is a text: what else stands there is not told", async () => {
  const base = new Database();
  base.stores.texts.set("a", { no: "text" });
  assert.equal(await keptIn(base).find("a"), null);
});

test("a browser that never answers has nothing", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const kept = new Kept(() => new Promise(() => {}));
  const found = kept.find("a");
  context.mock.timers.tick(3000);
  assert.equal(await found, null);
});
