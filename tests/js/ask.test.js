import assert from "node:assert/strict";
import { test } from "node:test";

import { bare, waitsForSession, withToken } from "../../playground/live/frontend/carrier/ask.js";

test("of gestures only what the server knows is sent", () => {
  const gestures = [{ seq: 3, target: "bias/0/0", value: 1 }, { edit: "undo" }];
  assert.deepEqual(JSON.parse(JSON.stringify(bare(gestures))), [{ target: "bias/0/0", value: 1 }, { edit: "undo" }]);
});

test("a token goes along with what is asked, and never alone", () => {
  assert.deepEqual(withToken(/** @type {any} */ ({ id: 1 }), "abc"), { id: 1, token: "abc" });
  assert.equal(withToken(null, "abc"), null);
});

test("the wire waits while the session has something to do that only it can", () => {
  assert.equal(waitsForSession([{ edit: "select/a" }, { edit: "undo" }], ["undo", "redo"]), true);
  assert.equal(waitsForSession([{ edit: "undo/2" }], ["undo", "redo"]), true);
  assert.equal(waitsForSession([{ edit: "select/undo" }, { target: "a", value: 1 }], ["undo"]), false);
});
