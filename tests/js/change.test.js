import assert from "node:assert/strict";
import { test } from "node:test";

import { changed, changedFigure, changedText } from "../../playground/live/frontend/panels/change.js";

const BASE = {
  frame: "<div><!--a--><!--b--></div>",
  parts: { a: '<p class="x">1</p>', b: "<p>2</p>" },
  figures: { f: { data: [{ type: "scatter", x: [1], marker: { size: 3, color: "red" } }], layout: { height: 9 } } },
};

test("an empty change is the base, and shares its figures", () => {
  const now = changed(BASE, {});
  assert.deepEqual(now, BASE);
  assert.equal(now.figures.f, BASE.figures.f); // so that it is not drawn again
});

test("a part is whole, or pieces of the base's", () => {
  const now = changed(BASE, { parts: { a: [3, 1, "y", 2, ">7</p>"], b: "<p>5</p>" } });
  assert.deepEqual(now.parts, { a: '<p class="y">7</p>', b: "<p>5</p>" });
  assert.equal(BASE.parts.a, '<p class="x">1</p>');
});

test("pieces of a text that is not the base leave it alone", () => {
  assert.equal(changedText('<p class="x">', [5, 1, "y"]), '<p class="x">');
});

test("of a trace the keys change that are told, and within an object those within it", () => {
  const now = changedFigure(BASE.figures.f, { traces: { 0: { x: [2], marker: { color: "blue" } } } });
  assert.deepEqual(now.data, [{ type: "scatter", x: [2], marker: { size: 3, color: "blue" } }]);
  assert.deepEqual(now.layout, { height: 9 });
  assert.equal(BASE.figures.f.data[0].marker.color, "red");
});

test("of the layout the keys change that are told, and of an image those of its own", () => {
  const layout = { height: 9, images: [{ source: "a", x: 1 }, { source: "b", x: 2 }] };
  const base = { data: [], layout };
  const now = changedFigure(base, { layout: { height: 8 }, images: { 1: { source: "c" } } });
  const images = [{ source: "a", x: 1 }, { source: "c", x: 2 }];
  assert.deepEqual(now.layout, { height: 8, images });
  assert.deepEqual(layout, base.layout);
  assert.equal(layout.images[1].source, "b");
  assert.deepEqual(changedFigure(base, { layout: { height: 8 } }).layout, { ...layout, height: 8 });
});

test("a trace with its type is whole, and so is a figure with its data", () => {
  const trace = { type: "scatter", y: [1] };
  assert.deepEqual(changedFigure(BASE.figures.f, { traces: { 0: trace } }).data, [trace]);
  const figure = { data: [], layout: {} };
  assert.equal(changedFigure(BASE.figures.f, figure), figure);
});
