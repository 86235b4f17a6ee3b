import assert from "node:assert/strict";
import { test } from "node:test";

import { Memory, Recovery } from "../../playground/live/frontend/carrier/memory.js";

test("it keeps the scenes in their order, and which one is the present", () => {
  const memory = new Memory();
  memory.learn({ first: 0, at: 2, count: 3, new: { 0: "a", 1: "b" } }, "c");
  assert.deepEqual(memory.told(), { scenes: ["a", "b", "c"], at: 2 });
  memory.learn({ first: 0, at: 1, count: 3, new: {} }, "b");
  assert.deepEqual(memory.told(), { scenes: ["a", "b", "c"], at: 1 });
});

test("it forgets what the session has forgotten", () => {
  const memory = new Memory();
  memory.learn({ first: 0, at: 2, count: 3, new: { 0: "a", 1: "b" } }, "c");
  memory.learn({ first: 1, at: 1, count: 1, new: {} }, "d");
  assert.deepEqual(memory.told(), { scenes: ["d"], at: 0 });
});

test("of too much it gives up the oldest, and never the present one", () => {
  const [large, small] = ["x".repeat(1_000_000), "y".repeat(400_000)];
  const memory = new Memory();
  memory.learn({ first: 0, at: 0, count: 3, new: { 1: small, 2: small } }, large);
  assert.deepEqual(memory.told(), { scenes: [large, small], at: 0 });
});

const HUB = /** @type {any} */ ({
  visit: "v", session: "s", ack: 4, token: "b", history: { first: 0, at: 1, count: 2, new: { 0: "a" } },
});

test("only a session that has forgotten the visit is told of it, until it knows it again", () => {
  const recovery = new Recovery();
  recovery.learn(HUB);
  assert.equal(recovery.told(HUB), null);
  recovery.forgotten();
  assert.deepEqual(recovery.told(HUB), { visit: "v", session: "s", ack: 4, scenes: ["a", "b"], at: 1 });
  recovery.learn(HUB);
  assert.equal(recovery.told(HUB), null);
});

test("each visit has its own memory", () => {
  const recovery = new Recovery();
  recovery.learn(HUB);
  recovery.learn({ ...HUB, visit: "w", token: "z", history: { first: 0, at: 0, count: 1, new: {} } });
  recovery.forgotten();
  assert.deepEqual(recovery.told(HUB)?.scenes, ["a", "b"]);
});

/** What a browser keeps for as long as the page's tab is open. */
const tab = () => {
  const texts = new Map();
  return /** @type {any} */ ({
    getItem: (/** @type {string} */ name) => texts.get(name) ?? null,
    setItem: (/** @type {string} */ name, /** @type {string} */ text) => texts.set(name, text),
    removeItem: (/** @type {string} */ name) => texts.delete(name),
  });
};
const LESSON = { ...HUB, place: "learn/a/b/2", resumes: true, fresh: false };
const ANEW = {
  ...LESSON, visit: "w", session: "t", ack: 0, token: "a", fresh: true,
  history: { first: 0, at: 0, count: 1, new: {} },
};

test("a page that is opened again tells its new session how its place was left", () => {
  const kept = tab();
  const before = new Recovery(() => kept);
  before.learn(LESSON);
  before.leave(LESSON);
  const after = new Recovery(() => kept);
  after.resume(ANEW);
  for (const _ of [1, 2]) {
    after.learn(ANEW); // until it has been told, it knows only how the place begins
    assert.deepEqual(after.told(ANEW), { visit: "w", session: "t", ack: 0, scenes: ["a", "b"], at: 1 });
  }
  after.learn({ ...ANEW, fresh: false, token: "b", history: HUB.history });
  assert.equal(after.told(ANEW), null);
  after.leave({ ...ANEW, fresh: false });
  const again = new Recovery(() => kept);
  again.resume({ ...ANEW, visit: "x" });
  assert.deepEqual(again.told({ ...ANEW, visit: "x" })?.scenes, ["a", "b"]);
});

test("another place begins as it begins, and so does one that does not go on", () => {
  const kept = tab();
  const before = new Recovery(() => kept);
  before.learn(LESSON);
  before.leave(LESSON);
  for (const told of [{ ...ANEW, place: "learn/a/b" }, { ...ANEW, resumes: false }, { ...ANEW, fresh: false }]) {
    const after = new Recovery(() => kept);
    after.resume(told);
    assert.equal(after.told(told), null);
  }
  before.leave({ ...LESSON, resumes: false }); // a solution was shown there
  const after = new Recovery(() => kept);
  after.resume(ANEW);
  assert.equal(after.told(ANEW), null);
});

test("who has gone on before the session was told is not taken back", () => {
  const kept = tab();
  const before = new Recovery(() => kept);
  before.learn(LESSON);
  before.leave(LESSON);
  const after = new Recovery(() => kept);
  after.resume(ANEW);
  after.learn({ ...ANEW, place: "learn/a/c" });
  assert.equal(after.told(ANEW), null);
});

test("a browser that keeps nothing begins again", () => {
  const none = new Recovery(() => {
    throw new Error("refused");
  });
  none.learn(LESSON);
  none.leave(LESSON);
  none.resume(ANEW);
  assert.equal(none.told(ANEW), null);
});
