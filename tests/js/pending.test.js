import assert from "node:assert/strict";
import { test } from "node:test";

import { Drafts, Pending } from "../../playground/live/frontend/carrier/pending.js";

test("gestures are numbered in their order, and gone once they are acknowledged", () => {
  const pending = new Pending();
  for (const edit of ["a", "b", "c"]) pending.add({ edit });
  assert.deepEqual(pending.all.map(({ edit, seq }) => [edit, seq]), [["a", 1], ["b", 2], ["c", 3]]);
  pending.acknowledge(2);
  assert.deepEqual(pending.all.map(({ edit }) => edit), ["c"]);
  assert.equal(pending.numbered(3)?.edit, "c");
  assert.equal(pending.numbered(1), undefined);
  assert.equal(pending.numbered(null), undefined);
});

test("an acknowledgement that comes late takes back nothing", () => {
  const pending = new Pending();
  pending.add({ edit: "a" });
  pending.acknowledge(1);
  pending.add({ edit: "b" });
  pending.acknowledge(1);
  assert.deepEqual(pending.all.map(({ seq }) => seq), [2]);
});

test("what has been reported stays as it was when more is done", () => {
  const pending = new Pending();
  pending.add({ edit: "a" });
  const reported = pending.all;
  pending.add({ edit: "b" });
  assert.equal(reported.length, 1);
});

test("another scene owes nothing, and counts from the beginning", () => {
  const pending = new Pending();
  pending.add({ edit: "a" });
  pending.clear();
  assert.ok(pending.isEmpty);
  assert.equal(pending.add({ edit: "b" }).seq, 1);
});

test("the newest gesture under the pointer is held, until it is dropped", () => {
  const drafts = new Drafts();
  assert.equal(drafts.held, null);
  drafts.hold({ target: "bias/0/0", value: 1 });
  drafts.hold({ target: "bias/0/0", value: 2 });
  assert.deepEqual(drafts.held, { target: "bias/0/0", value: 2 });
  drafts.drop();
  assert.equal(drafts.held, null);
});
