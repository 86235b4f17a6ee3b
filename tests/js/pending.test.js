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

test("the session draws one draft at a time, and then the newest", () => {
  const drafts = new Drafts();
  drafts.hold({ target: "bias/0/0", value: 1 });
  const first = drafts.next();
  assert.equal(first?.value, 1);
  drafts.hold({ target: "bias/0/0", value: 2 });
  drafts.hold({ target: "bias/0/0", value: 3 });
  assert.equal(drafts.next(), null);
  assert.equal(drafts.drawn(null), false);
  assert.equal(drafts.drawn(first?.id ?? null), true);
  assert.equal(drafts.next()?.value, 3);
});

test("an old drawing is not taken for the one that is waited for", () => {
  const drafts = new Drafts();
  drafts.hold({ value: 1 });
  const old = drafts.next();
  drafts.stopWaiting();
  const now = drafts.next();
  assert.notEqual(old?.id, now?.id);
  assert.equal(drafts.drawn(old?.id ?? null), false);
  assert.equal(drafts.drawn(now?.id ?? null), true);
  assert.equal(drafts.drawn(null), false);
});

test("nothing is drawn of a drag that was given up", () => {
  const drafts = new Drafts();
  drafts.hold({ value: 1 });
  drafts.drop();
  assert.equal(drafts.held, null);
  assert.equal(drafts.next(), null);
});
