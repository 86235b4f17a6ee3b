import assert from "node:assert/strict";
import { test } from "node:test";

import { Playback, stepAfter } from "../../playground/live/frontend/playback/playback.js";

test("its place is a gesture, and none before it has begun", () => {
  const playback = new Playback();
  assert.deepEqual(playback.gestures(), []);
  playback.show("3");
  assert.deepEqual(playback.gestures(), [{ edit: "step", value: "3" }]);
  playback.show("");
  assert.equal(playback.isOn, false);
  playback.show(0);
  assert.deepEqual(playback.gestures(), [{ edit: "step", value: "0" }]);
});

test("it leaves the selection alone once the visitor has strayed, until the next step", () => {
  const playback = new Playback();
  playback.show("3");
  playback.stray();
  assert.deepEqual(playback.gestures(), [{ edit: "step/keep-selection", value: "3" }]);
  playback.show("4");
  assert.deepEqual(playback.gestures(), [{ edit: "step", value: "4" }]);
});

test("another scene ends it, and keeps the pace", () => {
  const playback = new Playback();
  playback.setPace("speed", 2);
  playback.show("3");
  playback.leave();
  assert.deepEqual(playback.gestures(), []);
  assert.equal(playback.pace.speed, "2");
});

test("the next step is what the button leads to; it ends where there is none", () => {
  assert.equal(stepAfter({ value: "7", disabled: false }), "7");
  assert.equal(stepAfter({ value: "7", disabled: true }), null);
  assert.equal(stepAfter(null), null);
});
