import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { Lifeline } from "../../playground/live/frontend/carrier/lifeline.js";

/** A lifeline with a visitor who owes something, on a clock that the test turns. */
function hung() {
  const seen = { owes: true, told: 0, pulled: 0 };
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  const lifeline = new Lifeline(() => seen.owes, () => (seen.told += 1));
  lifeline.hang(() => (seen.pulled += 1));
  return { seen, lifeline, pass: (/** @type {number} */ ms) => mock.timers.tick(ms) };
}

test("nothing is expected of a session that was never heard", () => {
  const { seen, lifeline, pass } = hung();
  lifeline.expect();
  pass(60_000);
  assert.equal(seen.pulled, 0);
});

test("a missing acknowledgement is told and pulled for, ever less often", () => {
  const { seen, lifeline, pass } = hung();
  lifeline.heard();
  lifeline.expect();
  const pulls = [2000, 4000, 8000, 16_000, 16_000].map((ms) => {
    pass(ms - 1);
    const early = seen.pulled;
    pass(1);
    return [early, seen.pulled];
  });
  assert.deepEqual(pulls, [[0, 1], [1, 2], [2, 3], [3, 4], [4, 5]]);
  assert.equal(seen.told, seen.pulled);
});

test("it is waited for once, however often that is asked", () => {
  const { seen, lifeline, pass } = hung();
  lifeline.heard();
  lifeline.expect();
  pass(1000);
  lifeline.expect();
  pass(1000);
  assert.equal(seen.pulled, 1);
  pass(3999);
  assert.equal(seen.pulled, 1);
});

test("what came in time is not missed", () => {
  const { seen, lifeline, pass } = hung();
  lifeline.heard();
  lifeline.expect();
  seen.owes = false;
  pass(60_000);
  assert.equal(seen.told + seen.pulled, 0);
});

test("after a rest it is as patient as at first", () => {
  const { seen, lifeline, pass } = hung();
  lifeline.heard();
  lifeline.expect();
  pass(2000);
  lifeline.rest();
  pass(60_000);
  assert.equal(seen.pulled, 1);
  lifeline.expect();
  pass(2000);
  assert.equal(seen.pulled, 2);
});

test("after the wire was lost the session owes a word, until it has said one", () => {
  const { seen, lifeline } = hung();
  seen.owes = false;
  lifeline.heard();
  assert.equal(lifeline.isOwed, false);
  lifeline.lost();
  assert.equal(lifeline.isOwed, true);
  lifeline.heard();
  assert.equal(lifeline.isOwed, false);
});

test("a pull is told of once", () => {
  const { lifeline, pass } = hung();
  lifeline.heard();
  lifeline.expect();
  assert.equal(lifeline.takePulled(), false);
  pass(2000);
  assert.equal(lifeline.takePulled(), true);
  assert.equal(lifeline.takePulled(), false);
});
