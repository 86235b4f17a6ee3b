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

test("nor does a folder, but for the buttons of the playback, which ask the wire that plays it", () => {
  /** @type {Record<string, Set<string>>} */
  const folders = {};
  for (const name of FILES.filter((name) => name !== "playback/buttons.js")) {
    const others = imported(name).map((other) => dirname(other)).filter((other) => other !== dirname(name));
    folders[dirname(name)] = new Set([...(folders[dirname(name)] ?? []), ...others]);
  }
  /** @param {string} folder @param {string[]} way */
  const walk = (folder, way) => {
    assert.ok(!way.includes(folder), [...way, folder].join(" → "));
    for (const other of folders[folder] ?? []) if (other !== ".") walk(other, [...way, folder]);
  };
  for (const folder of Object.keys(folders)) walk(folder, []);
});

test("files are short, and without banners", () => {
  assert.deepEqual(FILES.filter((name) => text(name).split("\n").length > 250), []);
  assert.deepEqual(holding(/^\/\/ --/m), []);
});
