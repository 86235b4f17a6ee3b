import assert from "node:assert/strict";
import { test } from "node:test";

import { dragged, draggedPair, isBeyondClick, moved, setting, sliderOf } from "../../playground/live/frontend/pointer/drag.js";

const SLIDER = { target: "bias/0/0", value: 0.5, low: -2, high: 2, step: 0.05, perPixel: 0.01, perKey: 0.1 };

test("a drag to the right or upwards is more, on the slider's own steps", () => {
  assert.deepEqual(dragged(SLIDER, 30, 0), { target: "bias/0/0", value: 0.8 });
  assert.deepEqual(dragged(SLIDER, 0, 32), { target: "bias/0/0", value: 0.8 });
  assert.deepEqual(dragged(SLIDER, -10, -10), { target: "bias/0/0", value: 0.3 });
  assert.deepEqual(dragged(SLIDER, 0, 0), { target: "bias/0/0", value: 0.5 });
});

test("a value stays within its bounds, and is written without the rest of a division", () => {
  assert.equal(moved(SLIDER, 100), 2);
  assert.equal(moved(SLIDER, -100), -2);
  assert.equal(moved({ ...SLIDER, step: 0.1 }, 0.2, 0.1), 0.3); // not 0.30000000000000004
});

test("a change counts from where it is told to begin", () => {
  assert.equal(moved(SLIDER, 0.1, 1), 1.1);
});

test("a pair moves one slider across and one up", () => {
  const other = { ...SLIDER, target: "input/1", value: -1, perPixel: 0.1 };
  assert.deepEqual(draggedPair(SLIDER, other, "point", 10, 5), { edit: "point", value: "0.6 -0.5" });
});

test("an element says what kind of slider it is, and may leave out its scale", () => {
  const given = { "data-target": "t", "data-value": "0.25", "aria-valuemin": "-3", "aria-valuemax": "3", "data-step": "0.5" };
  const element = /** @type {any} */ ({ getAttribute: (/** @type {string} */ name) => /** @type {any} */ (given)[name] ?? null });
  assert.deepEqual(sliderOf(element), {
    target: "t", value: 0.25, low: -3, high: 3, step: 0.5, perPixel: 0.01, perKey: 0.1,
  });
});

test("a hand that shakes still clicks", () => {
  assert.ok(!isBeyondClick(2, 2));
  assert.ok(isBeyondClick(3, 1));
});

test("a value is set of a target, or by the action that moves what is none", () => {
  const element = (/** @type {object} */ dataset) => /** @type {any} */ ({ dataset });
  assert.deepEqual(setting(element({ target: "bias/0/1", move: "other" }), 2), { target: "bias/0/1", value: 2 });
  assert.deepEqual(setting(element({ move: "threshold-along" }), 0.4), { edit: "threshold-along", value: 0.4 });
});
