import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { equal } from "../../playground/live/frontend/figures/equal.js";

/** @type {any[]} what Plotly has drawn, in order */
const drawn = [];
Object.assign(globalThis, {
  window: { Plotly: { PlotSchema: {}, react: (/** @type {any} */ _, /** @type {any} */ data) => drawn.push(data) } },
  document: { documentElement: { hasAttribute: () => false } },
  requestAnimationFrame: (/** @type {() => void} */ then) => then(),
  CSS: { escape: (/** @type {string} */ name) => name },
});
const { Figures } = await import("../../playground/live/frontend/figures/figures.js");

/** A panel with the one figure "f", as Plotly has drawn it: a trace of one point. */
function panel() {
  drawn.length = 0;
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  const point = { style: {}, setAttribute: () => {} };
  const axis = { c2p: (/** @type {number} */ value) => value };
  const element = {
    offsetWidth: 1,
    querySelectorAll: () => [{ querySelectorAll: () => [point] }],
    _fullLayout: { xaxis: axis, yaxis: axis },
  };
  const figures = new Figures(/** @type {any} */ ({ querySelector: () => element }));
  return { show: (/** @type {string} */ color) => figures.show({ f: figure(color) }), rest: () => mock.timers.tick(1000) };
}

const figure = (/** @type {string} */ color) => ({
  data: [{ type: "scatter", mode: "markers", x: [1], y: [1], marker: { color } }],
  layout: { height: 9 },
});

test("a figure that comes again, as it is, is not drawn again", async () => {
  const { show, rest } = panel();
  await show("red");
  await show("red");
  rest();
  assert.equal(drawn.length, 1);
});

test("one that has changed is retouched, and drawn when it rests, though it comes again meanwhile", async () => {
  const { show, rest } = panel();
  await show("red");
  await show("blue");
  await show("blue");
  assert.equal(drawn.length, 1);
  rest();
  assert.deepEqual(drawn.map(([trace]) => trace.marker.color), ["red", "blue"]);
});

test("of what Plotly has drawn only the points are touched whose value is another", async () => {
  const { Drawing } = await import("../../playground/live/frontend/figures/retouch.js");
  /** @type {string[]} */
  const writes = [];
  const points = ["a", "b", "c"].map((name) => ({
    style: new Proxy({}, { set: (_, what, to) => Boolean(writes.push(`${name} ${String(what)} ${to}`)) }),
    setAttribute: (/** @type {string} */ what, /** @type {string} */ to) => writes.push(`${name} ${what} ${to}`),
  }));
  const axis = { c2p: (/** @type {number} */ value) => 10 * value };
  const element = {
    querySelectorAll: () => [{ querySelectorAll: () => points }],
    _fullLayout: { xaxis: axis, yaxis: axis },
  };
  const three = (/** @type {number[]} */ x, /** @type {string[]} */ color) => ({
    data: [{ type: "scatter", mode: "markers", x, y: [0, 0, 0], marker: { color, size: 3 } }],
    layout: {},
  });
  const drawing = new Drawing(element, three([1, 2, 3], ["red", "red", "red"]));
  assert.ok(drawing.show(three([1, 2, 3], ["red", "red", "red"])));
  assert.ok(!drawing.isRetouched);
  assert.ok(drawing.show(three([1, 5, 3], ["red", "red", "blue"])));
  assert.ok(drawing.isRetouched);
  assert.deepEqual(writes, ["b transform translate(50,0)", "c fill blue"]);
});

test("plain data is compared by value", () => {
  assert.ok(equal({ a: [1, { b: null }] }, { a: [1, { b: null }] }));
  for (const other of [{ a: [1] }, { a: [1, { b: 0 }] }, { a: [1, { b: null }], c: 1 }, null, 3]) {
    assert.ok(!equal({ a: [1, { b: null }] }, other));
  }
});
