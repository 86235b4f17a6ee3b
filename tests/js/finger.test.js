import assert from "node:assert/strict";
import { test } from "node:test";

import { FingerOnSlider, hasLeft, isDrag, isTooSoon } from "../../playground/live/frontend/pointer/finger.js";

test("across is a drag, up and down the page scrolls, unless the finger has rested", () => {
  assert.ok(isDrag(false, -9, 3));
  assert.ok(!isDrag(false, 3, -9));
  assert.ok(isDrag(true, 3, -9));
});

test("a finger rests when it stays for a while, and may shake", () => {
  assert.ok(isTooSoon(299) && !isTooSoon(300));
  assert.ok(!hasLeft(5, 5) && hasLeft(6, 6));
});

test("a slider stays where it was while nobody knows what the finger wants", () => {
  const finger = new FingerOnSlider("10", 0, 0);
  assert.equal(finger.slide("60"), "10");
  finger.move(5, 5);
  assert.equal(finger.slide("61"), "10");
});

test("it follows a finger that goes across, and no other", () => {
  const across = new FingerOnSlider("10", 0, 0);
  across.move(9, 4);
  assert.equal(across.slide("60"), null);
  assert.equal(across.isTap, false);
  const down = new FingerOnSlider("10", 0, 0);
  down.move(4, 9);
  down.move(90, 9); // it has been judged
  assert.equal(down.slide("60"), "10");
  assert.equal(down.isTap, false);
});

test("a tap chooses the value under it", () => {
  const finger = new FingerOnSlider("10", 0, 0);
  finger.slide("60");
  finger.slide("10"); // the page has put it back
  assert.ok(finger.isTap);
  assert.equal(finger.tapped, "60");
  assert.equal(new FingerOnSlider("10", 0, 0).tapped, null);
});

test("what the browser takes for scrolling is no tap", () => {
  const finger = new FingerOnSlider("10", 0, 0);
  finger.slide("60");
  finger.cancel();
  assert.equal(finger.isTap, false);
});
