import assert from "node:assert/strict";
import { test } from "node:test";

import { Training } from "../../playground/live/frontend/playback/training.js";

test("a moment is news once, so that nobody asks for it twice", () => {
  const training = new Training();
  assert.equal(training.show("8"), true);
  assert.equal(training.show("8"), false);
  assert.deepEqual(training.gestures(), [{ edit: "train-to", value: "8" }]);
  assert.equal(training.show("16"), true);
});

test("what is kept is done, and said only once; while it plays it says that it goes on", () => {
  const training = new Training();
  training.begin();
  training.show("8");
  assert.deepEqual(training.keep(), [{ edit: "train-to/on", value: "8" }]);
  assert.deepEqual(training.keep(), []);
  training.show("16");
  training.end();
  assert.deepEqual(training.keep(), [{ edit: "train-to", value: "16" }]);
});
