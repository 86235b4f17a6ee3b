// Reports to the session what has been done here, how the page is shown, and what it has forgotten.

import { hub } from "../hub.js";
import { noticed } from "../notices/refusals.js";
import { status } from "../notices/lines.js";
import { playback } from "../playback/playback.js";
import { store } from "../store.js";
import { view } from "../view/view.js";
import { Lifeline } from "./lifeline.js";
import { recovery } from "./memory.js";
import { drafts, pending } from "./pending.js";
import { wire } from "./wire.js";

/** @typedef {import("../types").Hub} Hub */
/** @typedef {import("../types").Report} Report */

export const lifeline = new Lifeline(
  () => recovery.isForgotten || !pending.isEmpty,
  () => status(hub()?.waiting ?? ""),
);

/** @type {Report} */
let report = () => {};
let viewSent = "";

/** Take the way on which the session is reached. @param {Report} way */
export function reportBy(way) {
  report = way;
}

/** Report all that the session has not acknowledged. */
export function reportWork() {
  const told = hub();
  if (!told) return;
  viewSent = JSON.stringify(view());
  report("work", { ...common(told), draft: null, store: store.kept });
  lifeline.expect();
}

/** Without the wire the session draws the drag. */
export function reportDraft() {
  const told = hub();
  const draft = told && drafts.next();
  if (draft) report("work", { ...common(told), draft });
}

/** The session must know the theme; without the wire, all of the view: it draws for it. */
export function reportView() {
  const told = hub();
  if (!told) return;
  const now = view();
  const same = wire.up
    ? now.theme === told.view.theme && now.phone === told.view.phone
    : JSON.stringify(now) === JSON.stringify(told.view);
  if (!same && viewSent !== JSON.stringify(now)) reportWork();
}

/** What every report tells. While the wire is up, it draws the playback; the session must not.
 * @param {Hub} told */
function common(told) {
  return {
    session: told.session,
    view: view(),
    gestures: pending.all,
    step: wire.up ? null : (playback.gestures()[0] ?? null),
    memory: recovery.told(told),
    noticed: noticed(),
  };
}
