import assert from "node:assert/strict";
import { test } from "node:test";

import { askedOf, historyEdit, pressedBy, stepsOf } from "../../playground/live/frontend/keys/keymap.js";
import { Presses } from "../../playground/live/frontend/keys/presses.js";

const press = (/** @type {string} */ key, shiftKey = false) => ({ key, shiftKey });
const SLIDER = { target: "weight/0/1/0", isSlider: true, canSwitch: true };
const PLAIN = { target: "neuron/0/1", isSlider: false, canSwitch: false };

test("keys change a slider by steps: one, ten, or a tenth", () => {
  const asked = ["+", "=", "-", "_", "−", "PageUp", "PageDown", "x"].map((key) => stepsOf(press(key)));
  assert.deepEqual(asked, [1, 1, -1, -0.1, -1, 10, -10, 0]);
  const fine = ["+", "=", "-", "_", "PageUp", "PageDown"].map((key) => stepsOf(press(key, true)));
  assert.deepEqual(fine, [1, 0.1, -1, -0.1, 1, -1]); // + is = with shift on most keyboards
});

test("what cannot be set is left alone by the keys that set", () => {
  assert.deepEqual(askedOf(press("+"), SLIDER), { steps: 1 });
  assert.equal(askedOf(press("+"), PLAIN), null);
});

test("arrows walk, and the other keys edit the target that has the focus", () => {
  assert.deepEqual(askedOf(press("ArrowLeft"), PLAIN), { walk: "left" });
  const edits = [" ", "Enter", "Delete", "Backspace", "o", "Escape"].map((key) => askedOf(press(key), SLIDER)?.edit);
  const of = (/** @type {string} */ edit) => `${edit}/weight/0/1/0`;
  assert.deepEqual(edits, [of("select"), of("select"), of("delete"), of("delete"), of("switch"), "select"]);
  assert.equal(askedOf(press("Enter"), PLAIN)?.opens, true);
  assert.ok(!askedOf(press(" "), PLAIN)?.opens);
  assert.equal(askedOf(press("o"), PLAIN), null);
  assert.equal(askedOf(press("q"), SLIDER), null);
});

test("undo and redo have the keys that they have elsewhere", () => {
  const none = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };
  assert.equal(historyEdit({ ...none, key: "z", ctrlKey: true }), "undo");
  assert.equal(historyEdit({ ...none, key: "Z", metaKey: true, shiftKey: true }), "redo");
  assert.equal(historyEdit({ ...none, key: "y", ctrlKey: true }), "redo");
  assert.equal(historyEdit({ ...none, key: "z" }), null);
  assert.equal(historyEdit({ ...none, key: "z", ctrlKey: true, altKey: true }), null);
  assert.equal(historyEdit({ ...none, key: "a", ctrlKey: true }), null);
});

test("a letter alone presses the button that names it", () => {
  const none = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, repeat: false };
  assert.equal(pressedBy({ ...none, key: "c" }), 'button[aria-keyshortcuts="C"]');
  assert.equal(pressedBy({ ...none, key: "c", ctrlKey: true }), null); // it copies
  assert.equal(pressedBy({ ...none, key: "c", repeat: true }), null);
  assert.equal(pressedBy({ ...none, key: '"' }), null);
  assert.equal(pressedBy({ ...none, key: "Enter" }), null);
});

test("presses add up for the target that they are on, until something else is done", () => {
  const presses = new Presses();
  assert.equal(presses.reached("a"), undefined);
  presses.reach("a", 0);
  assert.equal(presses.reached("a"), 0);
  assert.equal(presses.reached("b"), undefined);
  presses.forget();
  assert.equal(presses.reached("a"), undefined);
});
