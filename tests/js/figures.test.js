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
const { canBeSketched } = await import("../../playground/live/frontend/figures/sketch.js");
const { paintedFirst } = await import("../../playground/live/frontend/painted.js");
paintedFirst();

/** A panel with the one figure "f", as Plotly has drawn it: a trace of one point. */
function panel() {
  drawn.length = 0;
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  const point = { style: {}, setAttribute: () => {} };
  const axis = { c2p: (/** @type {number} */ value) => value };
  const element = {
    checkVisibility: () => true,
    querySelector: () => null,
    querySelectorAll: () => [{ querySelectorAll: () => [point] }],
    _fullLayout: { xaxis: axis, yaxis: axis },
  };
  /** @type {{playState: string}[]} */
  const animations = [];
  const root = { querySelector: () => element, getAnimations: () => animations };
  const figures = new Figures(/** @type {any} */ (root));
  /** @param {string} color */
  async function show(color) {
    figures.show({ f: figure(color) });
    await settled();
  }
  async function rest() {
    mock.timers.tick(1000);
    await settled();
  }
  return { show, rest, animations };
}

/** After what waits for Plotly. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

const figure = (/** @type {string} */ color) => ({
  data: [{ type: "scatter", mode: "markers", x: [1], y: [1], marker: { color } }],
  layout: { height: 9 },
});

test("a figure that comes again, as it is, is not drawn again", async () => {
  const { show, rest } = panel();
  await show("red");
  await show("red");
  await rest();
  assert.equal(drawn.length, 1);
});

test("one that has changed is retouched, and drawn when it rests, though it comes again meanwhile", async () => {
  const { show, rest } = panel();
  await show("red");
  await show("blue");
  await show("blue");
  assert.equal(drawn.length, 1);
  await rest();
  assert.deepEqual(drawn.map(([trace]) => trace.marker.color), ["red", "blue"]);
});

test("while something moves in the panel, Plotly does not make it stand still", async () => {
  const { show, rest, animations } = panel();
  await show("red");
  animations.push({ playState: "running" });
  await show("blue");
  await rest();
  assert.equal(drawn.length, 1);
  animations[0].playState = "finished";
  await rest();
  assert.equal(drawn.length, 2);
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
  assert.ok(!drawing.isProvisional);
  assert.ok(drawing.show(three([1, 5, 3], ["red", "red", "blue"])));
  assert.ok(drawing.isProvisional);
  // Without the second one a colour would stay as unseen as the one before was.
  assert.deepEqual(writes, ["b transform translate(50,0)", "c fill blue", "c fillOpacity "]);
});

test("a picture is exchanged in its place, and told as Plotly tells its own", async () => {
  const { Drawing } = await import("../../playground/live/frontend/figures/retouch.js");
  /** @type {string[]} */
  const writes = [];
  const images = ["a", "b"].map((name) => ({
    _imgSrc: name,
    setAttributeNS: (/** @type {string} */ _, /** @type {string} */ what, /** @type {string} */ to) =>
      writes.push(`${name} ${what} ${to}`),
  }));
  const element = { querySelectorAll: (/** @type {string} */ css) => (css.includes("image") ? images : []) };
  const two = (/** @type {string[]} */ ...sources) => ({
    data: [],
    layout: { height: 9, images: sources.map((source) => ({ source, x: 1 })) },
  });
  const drawing = new Drawing(element, two("a", "b"));
  assert.ok(drawing.show(two("a", "c")));
  assert.deepEqual(writes, ["b xlink:href c"]);
  assert.deepEqual(images.map((image) => image._imgSrc), ["a", "c"]);
  assert.ok(!drawing.show(two("a")));
  const moved = two("a", "c");
  moved.layout.images[0].x = 2;
  assert.ok(!drawing.show(moved));
});

test("a line gets as many pieces as it has now", async () => {
  const { Drawing } = await import("../../playground/live/frontend/figures/retouch.js");
  /** @type {any[]} */
  const pieces = [];
  const piece = () => ({
    style: {},
    d: "",
    setAttribute(/** @type {string} */ _, /** @type {string} */ d) { this.d = d; },
    cloneNode: piece,
    after: (/** @type {any} */ next) => pieces.push(next),
    remove: () => pieces.pop(),
  });
  pieces.push(piece());
  const axis = { c2p: (/** @type {number} */ value) => value };
  const group = { querySelectorAll: (/** @type {string} */ css) => (css.includes("line") ? [...pieces] : []) };
  const element = { querySelectorAll: () => [group], _fullLayout: { xaxis: axis, yaxis: axis } };
  const line = (/** @type {(number | null)[]} */ x) => ({
    data: [{ type: "scatter", mode: "lines", x, y: x, line: { color: "red", width: 2, dash: "solid", simplify: false } }],
    layout: {},
  });
  const drawing = new Drawing(element, line([1, 2]));
  assert.ok(drawing.show(line([1, 3, null, 4, 5, null, 6, 7])));
  assert.deepEqual(pieces.map(({ d }) => d), ["M1,1L3,3", "M4,4L5,5", "M6,6L7,7"]);
  assert.ok(drawing.show(line([8, 9])));
  assert.deepEqual(pieces.map(({ d }) => d), ["M8,8L9,9"]);
  assert.ok(!drawing.show(line([])), "a trace of nothing has no element");
});

test("a figure is sketched only if it has nothing but what a sketch can show", () => {
  const hidden = { visible: false };
  const layout = { xaxis: hidden, yaxis: hidden };
  const points = { type: "scatter", mode: "markers", x: [1], marker: { symbol: "circle" } };
  const words = (/** @type {string} */ text) => ({ type: "scatter", mode: "text", x: [1], text: [text] });
  const known = [points, words('<b>a</b><br><i>x</i> &lt; <span style="color:#0a0b0c">1</span>')];
  assert.ok(canBeSketched({ data: known, layout }));
  assert.ok(!canBeSketched({ data: known, layout: { ...layout, yaxis: { visible: true } } }));
  const image = { layer: "below", sizing: "stretch" };
  assert.ok(canBeSketched({ data: known, layout: { ...layout, images: [image] } }));
  for (const other of [{ ...image, layer: "above" }, { ...image, sizing: "contain" }]) {
    assert.ok(!canBeSketched({ data: known, layout: { ...layout, images: [image, other] } }));
  }
  const others = [
    { ...points, type: "bar" },
    { ...points, mode: "lines+markers" },
    { ...points, marker: { symbol: "x" } },
    ...["<sup>2</sup>", '<span style="font-size:9px">a</span>', '<a href="#">a</a>'].map(words),
  ];
  for (const other of others) assert.ok(!canBeSketched({ data: [points, other], layout }));
});

test("plain data is compared by value", () => {
  assert.ok(equal({ a: [1, { b: null }] }, { a: [1, { b: null }] }));
  for (const other of [{ a: [1] }, { a: [1, { b: 0 }] }, { a: [1, { b: null }], c: 1 }, null, 3]) {
    assert.ok(!equal({ a: [1, { b: null }] }, other));
  }
});
