import assert from "node:assert/strict";
import { test } from "node:test";

import { Arrivals, isToBeShown } from "../../playground/live/frontend/panels/arrivals.js";

const data = (/** @type {string} */ panel, /** @type {number} */ run) => /** @type {any} */ ({ panel, run });

test("a panel of a later run waits for its hub, and an older one is over", () => {
  const arrivals = new Arrivals();
  for (const each of [data("a", 1), data("b", 2), data("c", 3)]) arrivals.add(each);
  assert.deepEqual(arrivals.taken(2).map(({ panel }) => panel), ["a", "b"]);
  assert.deepEqual(arrivals.taken(2), []);
  assert.deepEqual(arrivals.taken(3).map(({ panel }) => panel), ["c"]);
});

test("the newest of a panel is the one that counts", () => {
  const arrivals = new Arrivals();
  arrivals.add(data("a", 1));
  arrivals.add(data("a", 2));
  assert.deepEqual(arrivals.taken(1), []);
  assert.deepEqual(arrivals.taken(2), [data("a", 2)]);
});

const USUAL = { isForOther: false, hasFigures: true, isEmpty: false, isBehind: false, mayWire: true, isWireUp: true };

test("what the session draws is shown, unless the wire knows better", () => {
  assert.ok(isToBeShown(USUAL));
  assert.ok(!isToBeShown({ ...USUAL, isBehind: true }));
  assert.ok(isToBeShown({ ...USUAL, isBehind: true, isWireUp: false }));
  assert.ok(isToBeShown({ ...USUAL, isBehind: true, isEmpty: true }));
});

test("an empty place waits for the wire if the drawing is for another theme or size", () => {
  const other = { ...USUAL, isForOther: true, isEmpty: true, isWireUp: false };
  assert.ok(!isToBeShown(other));
  assert.ok(isToBeShown({ ...other, mayWire: false }));
  assert.ok(isToBeShown({ ...other, hasFigures: false }));
  assert.ok(isToBeShown({ ...other, isEmpty: false }));
});
