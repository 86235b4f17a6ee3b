// A key in a grid of buttons leads to the neighbour, and nowhere at an edge.

import assert from "node:assert/strict";
import { test } from "node:test";

import { nextIn } from "../../playground/live/frontend/keys/grid.js";

test("arrow keys go from cell to cell", () => {
  assert.equal(nextIn(9, "ArrowRight", 8, 64), 10);
  assert.equal(nextIn(9, "ArrowLeft", 8, 64), 8);
  assert.equal(nextIn(9, "ArrowUp", 8, 64), 1);
  assert.equal(nextIn(9, "ArrowDown", 8, 64), 17);
});

test("at an edge they stay", () => {
  assert.equal(nextIn(7, "ArrowRight", 8, 64), 7);
  assert.equal(nextIn(8, "ArrowLeft", 8, 64), 8);
  assert.equal(nextIn(3, "ArrowUp", 8, 64), 3);
  assert.equal(nextIn(60, "ArrowDown", 8, 64), 60);
});
