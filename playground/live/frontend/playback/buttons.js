// The playback's buttons, and the clock that turns its pages by itself.

import { refresh } from "../carrier/exchange.js";
import { lookAgain } from "../view/view.js";
import { playback, stepAfter } from "./playback.js";
import { rows } from "./rows.js";

/** @typedef {import("../types").Gesture} Gesture */
/** @typedef {import("../types").Pace} Pace */

const root = document.documentElement;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
const ROW_MS = 1000; // for which a row stays
/** @type {ReturnType<typeof setInterval> | undefined} */
let rowTimer;

/** What the playback's own edits do. @type {Record<string, (gesture: Gesture) => void>} */
export const PLAYBACK = {
  "step-back": ({ value }) => goTo(value),
  "step-forward": ({ value }) => goTo(value),
  scrub: ({ value }) => goTo(value),
  play: () => (root.dataset.playing === undefined ? play() : pause()),
  speed: ({ value }) => setPace("speed", value),
  stride: ({ value }) => setPace("stride", value),
  across: ({ value }) => setPace("across", value),
  up: ({ value }) => setPace("up", value),
  plane: ({ value }) => setPace("plane", value),
};

/** @param {Gesture["value"]} value */
function goTo(value) {
  pause();
  showStep(value);
}

/** @param {Gesture["value"]} step */
function showStep(step) {
  playback.show(step);
  refresh();
}

function play() {
  const button = buttonOf("play");
  if (!button) return;
  root.dataset.playing = "";
  turnTo(button.value);
}

function turn() {
  const next = stepAfter(buttonOf("step-forward"));
  if (next === null) pause();
  else turnTo(next);
}

/** @param {string} step */
function turnTo(step) {
  showStep(step);
  timer = setTimeout(turn, playback.stay);
}

/** Turn no more pages. */
export function pause() {
  clearTimeout(timer);
  delete root.dataset.playing;
}

/** Play the rows, from the one that is shown. */
export function playRows() {
  root.dataset.rows = "playing";
  rowTimer = setInterval(nextRow, ROW_MS);
  nextRow();
}

function nextRow() {
  rows.next();
  refresh();
}

/** Whether the rows are played. */
export const areRowsPlayed = () => rowTimer !== undefined;

/** Play no more rows, and say what has been done by that. @returns {Gesture[]} */
export function endRows() {
  clearInterval(rowTimer);
  rowTimer = undefined;
  delete root.dataset.rows;
  return rows.end();
}

/** @param {string} edit */
function buttonOf(edit) {
  const button = document.querySelector(`[data-edit=${edit}]`);
  return button instanceof HTMLButtonElement ? button : null;
}

/** @param {keyof Pace} name @param {Gesture["value"]} value */
function setPace(name, value) {
  playback.setPace(name, value);
  lookAgain();
  refresh();
}
