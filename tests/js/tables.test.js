import assert from "node:assert/strict";
import { test } from "node:test";

import { Tables } from "../../playground/live/frontend/carrier/tables.js";

/** A browser's store. @param {Record<string, string>} texts */
const storeWith = (texts) => ({
  texts,
  /** @param {string} name */
  read: async (name) => texts[name] ?? null,
  /** @param {string} name @param {string} text */
  keep: async (name, text) => {
    texts[name] = text;
  },
});
const NOTHING = { table: null, data: null, given: null };

test("what the session asks for is looked up once, and told until it asks no more", async () => {
  const tables = new Tables(storeWith({ abc: "text" }));
  assert.equal(await tables.learn({ ...NOTHING, table: "abc" }), true);
  assert.deepEqual(tables.told(), { digest: "abc", text: "text" });
  assert.equal(await tables.learn({ ...NOTHING, table: "abc" }), false);
  await tables.learn(NOTHING);
  assert.equal(tables.told(), null);
  assert.equal(await tables.learn({ ...NOTHING, table: "abc" }), true);
});

test("a table that is not here is told to be missing", async () => {
  const tables = new Tables(storeWith({}));
  assert.equal(await tables.learn({ ...NOTHING, table: "abc" }), true);
  assert.deepEqual(tables.told(), { digest: "abc", text: null });
});

test("the scene's table is asked for once where it is lacking, and kept when it comes", async () => {
  const store = storeWith({});
  const tables = new Tables(store);
  assert.equal(await tables.learn({ ...NOTHING, data: "abc" }), true);
  assert.equal(tables.lacked, "abc");
  assert.equal(await tables.learn({ ...NOTHING, data: "abc" }), false);
  assert.equal(await tables.learn({ ...NOTHING, data: "abc", given: "text" }), true);
  assert.equal(tables.lacked, null);
  assert.equal(store.texts.abc, "text");
});

test("a table that is here is not asked for", async () => {
  const tables = new Tables(storeWith({ abc: "text" }));
  assert.equal(await tables.learn({ ...NOTHING, data: "abc" }), false);
  assert.equal(tables.lacked, null);
});

test("a browser that keeps nothing has the last one for as long as the page stands", async () => {
  const tables = new Tables({ read: async () => null, keep: async () => {} });
  await tables.learn({ ...NOTHING, data: "abc" });
  await tables.learn({ ...NOTHING, data: "abc", given: "text" });
  assert.equal(await tables.find("abc"), "text");
});
