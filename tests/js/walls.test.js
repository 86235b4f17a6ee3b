// The walls within the front end: who may know what, and how long anything may be.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const FOLDER = fileURLToPath(new URL("../../playground/live/frontend/", import.meta.url));
const FILES = readdirSync(FOLDER, { recursive: true, encoding: "utf8" }).filter(
  (name) => name.endsWith(".js") && !name.startsWith("vendor"),
);
const text = (/** @type {string} */ name) => readFileSync(join(FOLDER, name), "utf8");

/** The files that hold what only some may know. @param {RegExp} pattern @param {string} [room] */
const holding = (pattern, room) =>
  FILES.filter((name) => pattern.test(text(name)) && !(room && name.startsWith(room)));

/** The files that a module imports at once. @param {string} name */
const imported = (name) =>
  [...text(name).matchAll(/^(?:import|export)\b[^;(]*?"(\.[^"]+)";/gm)].map(([, path]) =>
    join(dirname(name), path),
  );

test("only the room of the figures knows Plotly's names", () => {
  assert.deepEqual(holding(/plotly|scatter|datarevision|_fullLayout/i, "figures/"), []);
  assert.notDeepEqual(holding(/_fullLayout/), []);
});

test("none knows a page's classes or keys, or what a network is", () => {
  assert.deepEqual(holding(/st-key|stMarkdown|lesson|neuron|(?<!font-)weight|\"\.bead/), []);
});

test("no module imports one that imports it, however far around", () => {
  assert.ok(imported("live.js").includes("bind.js"));
  /** @param {string} name @param {string[]} way */
  const walk = (name, way) => {
    assert.ok(!way.includes(name), [...way, name].join(" → "));
    for (const other of imported(name)) if (!other.startsWith("vendor")) walk(other, [...way, name]);
  };
  for (const name of FILES) walk(name, []);
});

test("files are short, and without banners", () => {
  assert.deepEqual(FILES.filter((name) => text(name).split("\n").length > 250), []);
  assert.deepEqual(holding(/^\/\/ --/m), []);
});
