// Takes what the session tells: its panels, and the hub that says what they belong to.

import { hub, takeHub } from "../hub.js";
import { clearNotice } from "../notices/notice.js";
import { announce, status } from "../notices/lines.js";
import { refuseBySession } from "../notices/refusals.js";
import { presses } from "../keys/presses.js";
import { Arrivals, isToBeShown } from "../panels/arrivals.js";
import { panelOf, place, setBaseView } from "../panels/board.js";
import { markLanguage } from "../panels/texts.js";
import { pause } from "../playback/buttons.js";
import { playback } from "../playback/playback.js";
import { store } from "../store.js";
import { presentAsAsked } from "../view/present.js";
import { lookAgain, view, wearTheme } from "../view/view.js";
import { refresh } from "./exchange.js";
import { recovery } from "./memory.js";
import { drafts, pending } from "./pending.js";
import { wire } from "./wire.js";
import { lifeline, reportBy, reportDraft, reportView, reportWork } from "./work.js";

/** @typedef {import("../types").Hub} Hub */
/** @typedef {import("../types").PanelData} PanelData */
/** @typedef {import("../types").Report} Report */

const root = document.documentElement;
const arrivals = new Arrivals();

/** @param {Hub} told @param {Report} report */
export function onHub(told, report) {
  const before = hub();
  lookAgain();
  reportBy(report);
  lifeline.heard();
  if (told.store && store.keep(told.store)) queueMicrotask(reportWork);
  if (before?.place === told.place && before.visit !== told.visit && told.fresh) {
    return recall(told.run);
  }
  if (before && before.session !== told.session) leave();
  takeHub(told);
  presentAsAsked(told.fits);
  wearTheme();
  recovery.learn(told);
  const refused = pending.numbered(told.notice?.gesture);
  pending.acknowledge(told.ack);
  showArrived(told);
  markLanguage(told.language);
  settle();
  refuseBySession(told.notice, refused);
  announce(told.announcement);
  if (drafts.drawn(told.draft) && !wire.up) queueMicrotask(reportDraft);
  if (wire.up) refresh();
  if (root.dataset.wire) reportView();
}

/** Let what was acknowledged rest, and wait for what was not. */
function settle() {
  if (!lifeline.isOwed) {
    presses.forget();
    lifeline.rest();
    status("");
  }
  const pulled = lifeline.takePulled();
  if (pulled && !pending.isEmpty) reportWork(); // more than one run takes
  lifeline.expect();
}

/** The session has gone to another scene: what was done to the one before is over, but for a drag
 * that has hold of something, and goes on. */
function leave() {
  pending.clear();
  drafts.stopWaiting();
  playback.leave();
  if (!root.hasAttribute("data-dragging")) drafts.drop();
  pause();
  clearNotice();
}

/** The server has ended and another one answers: tell it what this visit was. The page stays as it
 * is until the new session has taken it. @param {number} run that told so */
function recall(run) {
  recovery.forgotten();
  drafts.stopWaiting();
  for (const { panel, content } of arrivals.taken(run)) {
    if (panelOf(panel)?.isEmpty) panelOf(panel)?.setBase(content);
  }
  setBaseView(null);
  queueMicrotask(reportWork);
  if (wire.up) refresh();
  else wire.retry();
}

/** @param {PanelData} data @param {HTMLElement} mount */
export function onPanel(data, mount) {
  lookAgain();
  place(data.panel, mount);
  arrivals.add(data);
  const told = hub();
  if (told?.run !== data.run || recovery.isForgotten) return;
  wearTheme();
  showArrived(told);
  if (wire.up) refresh();
}

/** Show the panels of the hub's run, all at once: picture and scene never part. @param {Hub} told */
function showArrived(told) {
  for (const data of arrivals.taken(told.run)) {
    if (data.run === told.run) showContent(data, told.ack);
  }
}

/** @param {PanelData} data @param {number} ack up to where the session has drawn it */
function showContent(data, ack) {
  const panel = panelOf(data.panel);
  if (!panel) return;
  const mine = view();
  const shown = isToBeShown({
    isForOther: data.view.theme !== mine.theme || data.view.phone !== mine.phone,
    hasFigures: Object.keys(data.content.figures).length > 0,
    isEmpty: panel.isEmpty,
    isBehind: pending.all.some(({ seq }) => seq > ack) || drafts.held !== null || playback.isOn,
    mayWire: root.dataset.wire !== "fallback",
    isWireUp: wire.up,
  });
  if (shown) panel.setBase(data.content);
  else panel.keepBase(data.content);
  setBaseView(data.view);
}
