import assert from "node:assert/strict";
import { test } from "node:test";

import { Stroke, carried, nudged, pairOf, placeAt, planeOf } from "../../playground/live/frontend/pointer/plane.js";

/** @type {import("../../playground/live/frontend/pointer/plane.js").Plane} */
const PLANE = { across: [-3, 3], up: [0, 10] };
const BOX = { x: 100, y: 50, width: 300, height: 200 };

test("an element says where its plane's axes end", () => {
  const given = { "data-across": "-3 3", "data-up": "0 10", "data-at": "0.5 -1" };
  const element = /** @type {any} */ ({ getAttribute: (/** @type {string} */ name) => /** @type {any} */ (given)[name] ?? null });
  assert.deepEqual(planeOf(element), PLANE);
  assert.deepEqual(pairOf(element, "data-at"), [0.5, -1]);
});

test("a pointer is at a place of the plane, upwards is more, and beyond its edge at the edge", () => {
  assert.deepEqual(placeAt(PLANE, BOX, 100, 250), [-3, 0]);
  assert.deepEqual(placeAt(PLANE, BOX, 250, 150), [0, 5]);
  assert.deepEqual(placeAt(PLANE, BOX, 251, 150), [0.02, 5]);
  assert.deepEqual(placeAt(PLANE, BOX, 999, -999), [3, 10]);
  assert.ok(Object.is(placeAt(PLANE, BOX, 249.99, 150)[0], 0)); // not −0
});

test("what is carried keeps its distance from the pointer, and stays on the plane", () => {
  assert.deepEqual(carried(PLANE, BOX, [1, 5], 50, 20), [2, 6]);
  assert.deepEqual(carried(PLANE, BOX, [1, 5], 0, 0), [1, 5]);
  assert.deepEqual(carried(PLANE, BOX, [1, 5], 1000, -1000), [3, 0]);
  assert.deepEqual(nudged(PLANE, [0.1, 0], 0.2, -0.1), [0.3, 0]);
});

test("a stroke has a place every 14 px, however seldom the pointer is heard of", () => {
  const stroke = new Stroke(100, 150);
  assert.equal(stroke.on(PLANE, BOX), "-3 5");
  stroke.reach(110, 150);
  assert.equal(stroke.on(PLANE, BOX), "-3 5");
  stroke.reach(114, 150);
  stroke.reach(143, 150);
  assert.equal(stroke.on(PLANE, BOX), "-3 5 -2.72 5 -2.44 5 -2.16 5");
});

test("a stroke ends somewhere", () => {
  const stroke = new Stroke(0, 0);
  stroke.reach(100_000, 0);
  stroke.reach(0, 0);
  assert.equal(stroke.on(PLANE, BOX).split(" ").length, 1000);
});
