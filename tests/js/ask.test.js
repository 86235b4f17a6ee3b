import assert from "node:assert/strict";
import { test } from "node:test";

import { bare, standing, withToken } from "../../playground/live/frontend/carrier/ask.js";

test("of gestures only what the server knows is sent", () => {
  const gestures = [{ seq: 3, target: "bias/0/0", value: 1 }, { edit: "undo" }];
  assert.deepEqual(JSON.parse(JSON.stringify(bare(gestures))), [{ target: "bias/0/0", value: 1 }, { edit: "undo" }]);
});

test("a token goes along with what is asked, and never alone", () => {
  assert.deepEqual(withToken(/** @type {any} */ ({ id: 1 }), "abc"), { id: 1, token: "abc" });
  assert.equal(withToken(null, "abc"), null);
  assert.equal(withToken(/** @type {any} */ ({ id: 1 }), ""), null); // only the session knows it
});

const HISTORY = { first: 2, at: 4, count: 4, new: {} }; // the scenes 2 to 5, of which 4 is shown
const moveOf = (/** @type {any} */ { edit }) => ({ undo: -1, redo: 1 })[/** @type {"undo"} */ (edit)] ?? 0;
const stand = (/** @type {string[]} */ ...edits) => standing(HISTORY, edits.map((edit) => ({ edit })), moveOf);

test("undo and redo lead through the history, and never out of it", () => {
  assert.deepEqual(stand(), { at: 4, gestures: [] });
  assert.equal(stand("undo")?.at, 3);
  assert.equal(stand("undo", "redo")?.at, 4);
  assert.equal(stand("undo", "undo", "undo", "undo")?.at, 2);
  assert.equal(stand("redo", "redo", "redo", "undo")?.at, 4);
});

test("what is done after them is done there, and what comes after that only the session knows", () => {
  assert.deepEqual(stand("undo", "add-input"), { at: 3, gestures: [{ edit: "add-input" }] });
  assert.equal(stand("add-input", "undo"), null);
  assert.equal(stand("undo", "add-input", "redo"), null);
});
