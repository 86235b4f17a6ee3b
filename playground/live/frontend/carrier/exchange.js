// Asks the wire for pictures, and shows what it answers.

import { hub } from "../hub.js";
import { refuse } from "../notices/refusals.js";
import { isBaseOfOther, isEmpty, openOnes, panelOf, setBaseView } from "../panels/board.js";
import { fillMarks } from "../panels/texts.js";
import { playback } from "../playback/playback.js";
import { view, whenViewChanges } from "../view/view.js";
import { messageOf, waitsForSession, withToken } from "./ask.js";
import { drafts, pending } from "./pending.js";
import { wire } from "./wire.js";
import { lifeline, reportView, reportWork } from "./work.js";

/** @typedef {import("../types").Answer} Answer */
/** @typedef {import("../types").Gesture} Gesture */

const FALLBACK_AFTER_MS = 1500;
const root = document.documentElement;

let asked = 0;
/** @type {Gesture | undefined} the last one of what the wire works on */
let lastAsked;

/** Ask for what the page shall show now, where the wire is up. */
export function refresh() {
  wire.ask(message);
}

/** The same, or without the wire have the session draw it. */
export function redraw() {
  if (wire.up) refresh();
  else reportWork();
}

/** What the wire is asked: the scene, what has been done since, and which panels to draw. */
function message() {
  const told = hub();
  if (!told || isEmpty() || waitsForSession(pending.all, told.sessionOnly)) return null;
  const now = view();
  const gestures = [...pending.all, ...playback.gestures(), ...(drafts.held ? [drafts.held] : [])];
  lastAsked = gestures.at(-1);
  return messageOf({
    id: ++asked,
    scene: told.scene,
    view: now,
    panels: openOnes(told.panels),
    full: isBaseOfOther(now),
    gestures,
  });
}

/** @param {Answer} answer */
function onAnswer(answer) {
  const told = hub();
  if (answer.error) return refuse(answer.error, lastAsked);
  if (answer.unknown) return wire.ask(() => withToken(message(), hub()?.token));
  if (answer.scene !== told?.scene) return refresh();
  if (answer.full) setBaseView(answer.view);
  for (const [name, change] of Object.entries(answer.panels ?? {})) {
    const base = answer.base?.[name];
    if (base) panelOf(name)?.keepBase(base);
    panelOf(name)?.applyChange(change);
  }
  fillMarks();
  root.dataset.painted = String(answer.id);
}

/** @param {boolean} up */
function onState(up) {
  if (!up && root.dataset.wire === "live") lifeline.lost();
  root.dataset.wire = up ? "live" : "fallback";
  if (up) {
    lifeline.rest(); // whatever was missed can come now
    refresh();
  }
  lifeline.expect();
  if (playback.isOn) reportWork(); // only without the wire does the session play, too
  else reportView();
}

/** Connect, and follow how the page is shown. */
export function startExchange() {
  wire.start(onAnswer, onState);
  setTimeout(() => {
    root.dataset.wire ??= "fallback";
    if (root.dataset.wire === "fallback") reportView();
  }, FALLBACK_AFTER_MS);
  whenViewChanges(() => {
    if (wire.up) refresh();
    if (root.dataset.wire) reportView();
  });
}
