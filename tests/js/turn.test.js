import assert from "node:assert/strict";
import { test } from "node:test";

import { Turn } from "../../playground/live/frontend/carrier/turn.js";

test("one thing is asked at a time, and what is wished meanwhile once it is answered", () => {
  const turn = new Turn();
  assert.ok(turn.isFree);
  turn.take({ id: 1 });
  turn.wish();
  turn.wish();
  assert.equal(turn.isFree, false);
  assert.equal(turn.takeWish(), false);
  assert.deepEqual(turn.answered(1), { id: 1 });
  assert.equal(turn.takeWish(), true);
  assert.equal(turn.takeWish(), false, "it is one wish");
});

test("what is asked now is what was wished", () => {
  const turn = new Turn();
  turn.take({ id: 1 });
  turn.wish();
  turn.take({ id: 2 }); // a commit, which does not wait
  turn.answered(2);
  assert.equal(turn.takeWish(), false);
});

test("an answer passes over those that were asked before it", () => {
  const turn = new Turn();
  turn.take({ id: 1 });
  turn.take({ id: 2 });
  turn.take({ id: 3 });
  assert.deepEqual(turn.answered(2), { id: 2 });
  assert.equal(turn.answered(1), undefined, "it is older than what is shown");
  assert.equal(turn.isFree, false);
  assert.deepEqual(turn.answered(3), { id: 3 });
  assert.ok(turn.isFree);
});

test("an answer that comes twice is taken once", () => {
  const turn = new Turn();
  turn.take({ id: 4 });
  turn.answered(4);
  assert.equal(turn.answered(4), undefined);
});

test("a session that has ended answers nothing, and holds up nothing", () => {
  const turn = new Turn();
  turn.take({ id: 1 });
  turn.wish();
  turn.end();
  assert.ok(turn.isFree);
  assert.equal(turn.takeWish(), true);
  turn.take({ id: 2 });
  assert.equal(turn.answered(1), undefined);
  assert.deepEqual(turn.answered(2), { id: 2 });
});
