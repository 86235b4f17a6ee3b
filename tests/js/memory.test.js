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
