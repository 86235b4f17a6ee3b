// The playback's buttons, and the clock that turns its pages by itself.

import { refresh, whenShown } from "../carrier/exchange.js";
import { lookAgain } from "../view/view.js";
import { playback, stepAfter } from "./playback.js";
import { rows } from "./rows.js";
import { training } from "./training.js";

/** @typedef {import("../types").Gesture} Gesture */
/** @typedef {import("../types").Pace} Pace */

const root = document.documentElement;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
const ROW_MS = 1000; // for which a row stays
/** @type {ReturnType<typeof setInterval> | undefined} */
let rowTimer;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let trainTimer;
let turnedAt = 0;
const CALM = matchMedia("(prefers-reduced-motion: reduce)");
const SWEEP_MS = 2000;
const FRAME_MS = 50;
/** @type {ReturnType<typeof setInterval> | undefined} */
let sweepTimer;

/** What the playback's own edits do. @type {Record<string, (gesture: Gesture) => void>} */
export const PLAYBACK = {
  "step-back": ({ value }) => goTo(value),
  "step-forward": ({ value }) => goTo(value),
  scrub: ({ value }) => goTo(value),
  play: () => (root.dataset.playing === undefined ? play() : pause()),
  speed: ({ value }) => setPace("speed", value),
  stride: ({ value }) => setPace("stride", value),
  size: ({ value }) => setPace("size", value),
  across: ({ value }) => setPace("across", value),
  up: ({ value }) => setPace("up", value),
  plane: ({ value }) => setPace("plane", value),
  fold: ({ value }) => {
    clearInterval(sweepTimer); // whoever moves the slider has it
    setPace("fold", value);
  },
  sweep: ({ value }) => sweep(/** @type {keyof Pace} */ (value)),
  way: ({ value }) => setPace("way", value),
  training: ({ value }) => setPace("training", value),
  scale: ({ value }) => setPace("scale", value),
  knobs: ({ value }) => setPace("knobs", value),
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
  timer = setTimeout(turn, stay(buttonOf("play")));
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

/** For how long a page stays, in ms: its play button says. @param {HTMLElement | null} button */
const stay = (button) => Number(button?.dataset.stay ?? 0);

/** Train, or pause. Says whether it goes on now. */
export function turnTraining() {
  if (training.isOn) return endTraining();
  training.begin();
  root.dataset.training = "playing";
  turnedAt = 0;
  trainOn();
  return true;
}

/** Turn to the next page of the training, unless the tab is hidden: it goes on when it is seen. */
function trainOn() {
  clearTimeout(trainTimer);
  if (!training.isOn || document.hidden) return;
  const next = stepAfter(buttonOf("train-play"));
  if (next === null) {
    root.dispatchEvent(new CustomEvent("trained"));
    return;
  }
  if (!training.show(next)) return; // what came was asked for by something else
  turnedAt = performance.now();
  refresh();
}
document.addEventListener("visibilitychange", trainOn);

/** A page is shown: the next one comes when it has stayed. */
whenShown((isError) => {
  const bar = document.querySelector(".training-bar[data-epoch]");
  if (bar instanceof HTMLElement) root.dataset.epoch = bar.dataset.epoch;
  else delete root.dataset.epoch;
  if (!training.isOn) return;
  if (isError) return void root.dispatchEvent(new CustomEvent("trained"));
  clearTimeout(trainTimer);
  const left = stay(buttonOf("train-play")) - (performance.now() - turnedAt);
  trainTimer = setTimeout(trainOn, Math.max(left, 0));
});

/** Train no further. */
export function endTraining() {
  clearTimeout(trainTimer);
  training.end();
  delete root.dataset.training;
  return false;
}

/** @param {string} edit */
function buttonOf(edit) {
  const button = document.querySelector(`[data-edit=${edit}]`);
  return button instanceof HTMLButtonElement ? button : null;
}

/** Move what a slider sets from its one end to the other, once.
 * @param {keyof Pace} name */
function sweep(name) {
  const slider = document.querySelector(`input[type=range][data-edit=${name}]`);
  if (!(slider instanceof HTMLInputElement)) return;
  const [low, high] = [Number(slider.min), Number(slider.max)];
  const start = performance.now();
  clearInterval(sweepTimer);
  sweepTimer = setInterval(() => {
    const share = CALM.matches ? 1 : Math.min((performance.now() - start) / SWEEP_MS, 1);
    setPace(name, Math.round(low + share * (high - low)));
    if (share === 1) clearInterval(sweepTimer);
  }, FRAME_MS);
}

/** @param {keyof Pace} name @param {Gesture["value"]} value */
function setPace(name, value) {
  playback.setPace(name, value);
  lookAgain();
  refresh();
}
