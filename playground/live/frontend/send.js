// What becomes of a gesture. Some the browser does by itself; all others go over the wire for the
// picture, at once, and those that are done also to the session, which keeps history and address
// bar. Until the session has acknowledged one, it is sent along with every request, so that the
// picture never falls back.

import { isAhead, refresh } from "./carrier/exchange.js";
import { drafts, pending } from "./carrier/pending.js";
import { wire } from "./carrier/wire.js";
import { reportAfterPicture, reportWork } from "./carrier/work.js";
import { copy, savePicture } from "./export.js";
import { releaseSliders } from "./fields/controls.js";
import { sentBy } from "./notices/refusals.js";
import {
  PLAYBACK,
  areRowsPlayed,
  endRows,
  endTraining,
  playRows,
  turnTraining,
} from "./playback/buttons.js";
import { playback } from "./playback/playback.js";
import { training } from "./playback/training.js";
import { isMetered, meter } from "./view/meter.js";
import { isPresented, present } from "./view/present.js";

/** @typedef {import("./types").Gesture} Gesture */

/** What the browser does by itself.
 * @type {Record<string, (gesture: Gesture, from?: Element) => unknown>} */
const OWN = {
  ...PLAYBACK,
  "row-play": () => (areRowsPlayed() ? keepRow() : playRows()),
  "train-play": () => turnTraining() || keepTraining(),
  copy: ({ value }, from) => copy(String(value), from),
  present: () => present(!isPresented()),
  meter: () => meter(!isMetered()),
  "download-picture": ({ value }, from) => savePicture(String(value), from),
};

/** @type {import("./types").Send} */
export function send(gesture, { commit, from }) {
  const own = gesture.edit !== undefined && OWN[gesture.edit];
  if (own) own(gesture, from);
  else if (commit) done(gesture, from);
  else draft(gesture, from);
}

/** @param {Gesture} gesture @param {Element} [from] */
function done(gesture, from) {
  if (gesture.edit) keepRow();
  if (ENDS.test(gesture.edit ?? "")) endTraining();
  keepTraining();
  if (/^mode/.test(gesture.edit ?? "")) playback.leave();
  commit(gesture, from);
}

/** @param {Gesture} gesture @param {Element} [from] */
function commit(gesture, from) {
  if (gesture.edit?.startsWith("select")) playback.stray();
  drafts.drop();
  sentBy(pending.add(gesture), from);
  if (wire.up) refresh();
  if (isAhead()) reportAfterPicture();
  else reportWork();
}

/** Train no further with this: the visitor moves in time, or to another scene. */
const ENDS = /^(undo|redo|mode|train-)/;
const KEEP_MS = 4000; // after which training under way is told to the session, for other servers

/** How far training has come is done; an edit may be about it. */
function keepTraining() {
  keptAt = performance.now();
  for (const gesture of training.keep()) commit(gesture);
}
let keptAt = 0;
document.documentElement.addEventListener("trained", () => {
  endTraining();
  keepTraining();
});
setInterval(() => {
  if (training.isOn && performance.now() - keptAt > KEEP_MS) keepTraining();
}, KEEP_MS / 4);

/** Play no more rows: the one that is shown is done. An edit may be about it. */
function keepRow() {
  for (const gesture of endRows()) done(gesture);
}

/** @param {Gesture} gesture @param {Element} [from] */
function draft(gesture, from) {
  sentBy(gesture, from);
  drafts.hold(gesture);
  refresh();
}

/** A drag that ended where it began commits nothing: the picture goes back to the scene. */
const forgetDraft = () =>
  setTimeout(() => {
    if (!drafts.held) return;
    releaseSliders();
    drafts.drop();
    refresh();
  });
addEventListener("pointerup", forgetDraft);
addEventListener("pointercancel", forgetDraft);
