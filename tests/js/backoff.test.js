import assert from "node:assert/strict";
import { test } from "node:test";

import { Backoff } from "../../playground/live/frontend/carrier/backoff.js";

test("each failure makes the next wait longer, up to the last one", () => {
  const backoff = new Backoff([1, 5, 9]);
  const waits = [];
  for (let i = 0; i < 5; i += 1) {
    waits.push(backoff.wait);
    backoff.failed();
  }
  assert.deepEqual(waits, [1, 5, 9, 9, 9]);
});

test("a success begins with the first wait again", () => {
  const backoff = new Backoff([1, 5]);
  backoff.failed();
  backoff.reset();
  assert.equal(backoff.wait, 1);
});
