import assert from "node:assert/strict";
import { test } from "node:test";

import { Counter } from "../../playground/live/frontend/fields/counter.js";
import { Store } from "../../playground/live/frontend/store.js";

test("a number that was used goes up by one, one that was typed is taken as it is", () => {
  const [counter, field] = [new Counter(), {}];
  assert.equal(counter.press(field, "0"), "0");
  assert.equal(counter.press(field, "0"), "1");
  assert.equal(counter.press(field, "1"), "2");
  assert.equal(counter.press(field, "40"), "40");
  assert.equal(counter.press(field, "40"), "41");
});

test("each field counts for itself, and no text counts", () => {
  const [counter, field] = [new Counter(), {}];
  counter.press(field, "5");
  assert.equal(counter.press({}, "5"), "5");
  counter.press(field, "five");
  assert.equal(counter.press(field, "five"), "five");
});

/** A browser's storage. @returns {any} */
function storage() {
  const kept = new Map();
  return {
    getItem: (/** @type {string} */ key) => kept.get(key) ?? null,
    setItem: (/** @type {string} */ key, /** @type {string} */ text) => kept.set(key, text),
  };
}

test("what a page keeps is there at the next visit", () => {
  const shelf = storage();
  assert.equal(new Store(() => shelf).keep({ name: "learn", text: "abc" }), false);
  const later = new Store(() => shelf);
  assert.equal(later.kept, null);
  assert.equal(later.keep({ name: "learn", text: null }), true);
  assert.equal(later.kept, "abc");
});

test("a browser that keeps nothing says that nothing was kept", () => {
  const store = new Store(() => {
    throw new Error("denied");
  });
  assert.equal(store.keep({ name: "learn", text: "abc" }), true);
  assert.equal(store.keep({ name: "learn", text: null }), true);
  assert.equal(store.kept, "");
});
