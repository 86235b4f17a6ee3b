// Reports to the session what has been done here and what it has forgotten; and where there is no
// wire, what the page wants to see.

import { hub, page } from "../hub.js";
import { noticed } from "../notices/refusals.js";
import { status } from "../notices/lines.js";
import { kept } from "../kept.js";
import { store } from "../store.js";
import { Lifeline } from "./lifeline.js";
import { recovery } from "./memory.js";
import { pending } from "./pending.js";
import { tables } from "./tables.js";
import { Turn } from "./turn.js";
import { wire } from "./wire.js";

/** @typedef {import("../types").Ask} Ask */
/** @typedef {import("../types").Report} Report */

export const lifeline = new Lifeline(
  () => recovery.isForgotten || !pending.isEmpty || !!hub()?.wanted || !!hub()?.table,
  () => status(page()?.waiting ?? ""),
);

/** @type {Report} */
let report = () => {};
const LONGEST_WAIT_MS = 250;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let waiting;
/** @type {() => Ask | null} */
let wished = () => null;
/** @type {Turn<Ask>} what the session is asked: one at a time, the newest wins */
const turn = new Turn();

/** Take the way on which the session is reached. @param {Report} way */
export function reportBy(way) {
  report = way;
}

/** Take what makes the message that says what the page wants to see. @param {() => Ask | null} make */
export function wish(make) {
  wished = make;
}

/** Report all that the session has not acknowledged. */
export function reportWork() {
  const told = hub();
  if (!told?.session) return; // what the document says is no session
  const ask = wire.up ? null : wished();
  if (ask) turn.take(ask);
  report("work", {
    session: told.session,
    gestures: pending.all,
    ask,
    store: store.kept,
    memory: recovery.told(told),
    kept: kept.told(told.wanted),
    table: tables.told(),
    lacks: tables.lacked,
    noticed: noticed(),
  });
  lifeline.expect();
}

/** Report once the picture stands: Streamlit works for it on the page's own thread, for up to a
 * tenth of a second. */
export function reportAfterPicture() {
  waiting ??= setTimeout(reportNow, LONGEST_WAIT_MS);
}

/** The picture of what is done stands. */
export function pictureStands() {
  if (waiting !== undefined) requestAnimationFrame(() => requestAnimationFrame(reportNow));
}

function reportNow() {
  if (waiting === undefined) return;
  clearTimeout(waiting);
  waiting = undefined;
  reportWork();
}
addEventListener("pagehide", reportNow);

/** Have the session draw, as soon as it is not drawing. */
export function askSession() {
  if (turn.isFree) reportWork();
  else turn.wish();
}

/** The session has answered an ask: which one that is, if none newer has been answered.
 * @param {number} id */
export function answeredBySession(id) {
  const ask = turn.answered(id);
  if (turn.takeWish()) queueMicrotask(reportWork);
  return ask;
}

/** Wait no longer for what the session was asked: it has ended. */
export function stopWaiting() {
  turn.end();
}
