// Takes what Streamlit brings: places of panels, words, what the page tells, and the hub's data.

import { hub, page, takeApplication, takeHub, takePage } from "../hub.js";
import { clearNotice } from "../notices/notice.js";
import { announce, status } from "../notices/lines.js";
import { refuseBySession } from "../notices/refusals.js";
import { forgetPresses } from "../keys/presses.js";
import { isExpected, moveIn, panelOf, place, spots } from "../panels/board.js";
import { close, frame } from "../panels/opening.js";
import { reachScrolled } from "../panels/texts.js";
import { endRows, endTraining, pause } from "../playback/buttons.js";
import { playback } from "../playback/playback.js";
import { training } from "../playback/training.js";
import { kept } from "../kept.js";
import { store } from "../store.js";
import { meterAsAsked } from "../view/meter.js";
import { presentAsAsked } from "../view/present.js";
import { lookAgain, wearTheme } from "../view/view.js";
import { arrive, seeHeading } from "./arrival.js";
import { goBack } from "./back.js";
import { onSessionAnswer, outdate, refresh, refreshUnlessShown } from "./exchange.js";
import { recovery } from "./memory.js";
import { drafts, pending } from "./pending.js";
import { tables } from "./tables.js";
import { wire } from "./wire.js";
import { lifeline, reportBy, reportWork, stopWaiting } from "./work.js";

/** @typedef {import("../types").Content} Content */
/** @typedef {import("../types").Hub} Hub */
/** @typedef {import("../types").Opening} Opening */
/** @typedef {import("../types").Page} Page */
/** @typedef {import("../types").Report} Report */

const root = document.documentElement;
const SETTLE_MS = 1500; // after the session's first word, for what Streamlit still has to draw
const STILL_MS = 100;
const SCROLLED_MS = 300; // until the page's texts stand
/** @type {{spots: string | null, since: number}} where the panels would stand, and since when */
let still = { spots: null, since: 0 };
let isWaiting = false;
/** @type {Hub} */
const NOBODY = {
  visit: "",
  session: "",
  place: "",
  heading: "",
  fresh: false,
  ack: 0,
  notice: null,
  wanted: null,
  table: null,
  data: null,
  given: null,
  keeps: false,
  resumes: false,
  pulls: 0,
  scene: "",
  token: "",
  history: { first: 0, at: 0, count: 1, new: {} },
  announcement: "",
  words: {},
  answer: null,
};
/** @type {Record<string, Content>} the words that the hub has told, by panel */
let words = {};

/** What the document says: enough to ask for panels before the session has been heard.
 * @param {Opening} opening @param {{name: string, root: HTMLElement}[]} places */
export function begin(opening, places) {
  const { application, place: where, scene, token, notice: text } = opening;
  const { language, sentences, fits, compact } = opening;
  takeApplication(application);
  takePage({ waiting: "", language, sentences, numbers: [], fits, compact, store: null });
  takeHub({ ...NOBODY, place: where, scene, token: token ?? "" });
  sayHowShown();
  for (const { name, root: mount } of places) place(name, mount, true);
  wearTheme();
  refuseBySession(text === null ? null : { text, gesture: null, id: text });
}

/** The app stands: its elements take over what has been drawn, once nothing moves or is dragged.
 * @param {boolean} [isLate] what has no place on the page by now is not waited for */
function settleIn(isLate = false) {
  if (!frame() || !hub()?.session || !(isLate || isExpected())) return;
  if (!isLate && !isStill()) {
    if (!isWaiting) requestAnimationFrame(() => setTimeout(lookWhetherStill));
    isWaiting = true;
    return;
  }
  if (root.hasAttribute("data-dragging")) {
    addEventListener("pointerup", () => setTimeout(() => settleIn(isLate)), { once: true });
    return;
  }
  moveIn();
  close();
  lookAgain();
  if (isLate) refresh();
}

/** When the frame has been painted. */
function lookWhetherStill() {
  isWaiting = false;
  settleIn();
}

/** Whether the app has been laid out: its parts come one after the other, and move what is below. */
function isStill() {
  const now = spots();
  if (now === null || now !== still.spots) still = { spots: now, since: performance.now() };
  return now !== null && performance.now() - still.since > STILL_MS;
}

/** The session may have written an address that it read before the page was shown otherwise. */
function sayHowShown() {
  presentAsAsked(page()?.fits ?? false);
  meterAsAsked();
}

/** @param {Page} told */
export function onPage(told) {
  takePage(told);
  if (told.store && store.keep(told.store)) queueMicrotask(reportWork);
  sayHowShown();
  root.lang = told.language;
  lookAgain();
  refresh();
}

/** @param {Hub} told @param {Report} report */
export function onHub(told, report) {
  const before = hub();
  lookAgain();
  reportBy(report);
  lifeline.heard();
  tables.learn(told).then(tellOfTables);
  const isFirst = !before?.session;
  if (!isFirst && before.place === told.place && before.visit !== told.visit && told.fresh) {
    return recall();
  }
  if (isFirst ? before && before.scene !== told.scene : before.session !== told.session) leave();
  takeHub(told);
  if (isFirst) seeHeading(told.heading);
  else if (before.place !== told.place) arrive(told.heading);
  sayHowShown();
  wearTheme();
  if (isFirst) recovery.resume(told);
  recovery.learn(told);
  if (told.keeps && told.scene !== before?.scene) keepScene();
  if (told.wanted && told.wanted !== before?.wanted) kept.find(told.wanted).then(reportWork);
  const refused = pending.numbered(told.notice?.gesture);
  pending.acknowledge(told.ack);
  showWords(told.words);
  settle();
  refuseBySession(told.notice, refused);
  announce(told.announcement);
  onSessionAnswer(told.answer);
  settleIn();
  if (frame()) setTimeout(() => settleIn(true), SETTLE_MS);
  refreshUnlessShown();
  setTimeout(reachScrolled, SCROLLED_MS);
  const isAsked = page()?.store?.text === null; // the page waits for what was kept
  if (isAsked || (isFirst && !pending.isEmpty)) reportWork(); // what it could not be told before
}

/** Let what was acknowledged rest, and wait for what was not. */
function settle() {
  if (!lifeline.isOwed) {
    forgetPresses();
    lifeline.rest();
    status("");
  }
  goBack();
  const pulled = lifeline.takePulled();
  if (pulled && lifeline.isOwed) reportWork(); // more than one run takes
  lifeline.expect();
}

/** @param {boolean} isNews whether the session has to be told something of them */
function tellOfTables(isNews) {
  if (!isNews) return;
  reportWork();
  refreshUnlessShown();
}

/** What no link can carry is kept here. */
function keepScene() {
  const { keeps, scene, token } = hub() ?? NOBODY;
  if (keeps) kept.keep(scene, token);
}
addEventListener("visibilitychange", keepScene); // a page in use keeps it longest

addEventListener("pagehide", () => {
  if (hub()?.session) recovery.leave(/** @type {Hub} */ (hub()));
});

/** The session has gone to another scene: what was done to the one before is over, but for a drag
 * that has hold of something, and goes on. */
function leave() {
  outdate();
  pending.clear();
  stopWaiting();
  playback.leave();
  if (!root.hasAttribute("data-dragging")) drafts.drop();
  pause();
  endTraining();
  training.leave();
  endRows();
  clearNotice();
}

/** The server has ended and another one answers: tell it what this visit was. The page stays as it
 * is until the new session has taken it. */
function recall() {
  recovery.forgotten();
  stopWaiting();
  queueMicrotask(reportWork);
  if (wire.up) refresh();
  else wire.retry();
}

/** @param {string} name @param {HTMLElement} mount */
export function onPlace(name, mount) {
  if (!place(name, mount, true)) return settleIn();
  lookAgain();
  queueMicrotask(refresh); // once for all that come together
}

/** @param {string} name @param {Content | null} content null: the hub brings it
 * @param {HTMLElement} mount */
export function onWords(name, content, mount) {
  place(name, mount, false);
  const now = content ?? words[name];
  if (now) panelOf(name)?.take({ whole: now });
}

/** @param {Record<string, Content>} told */
function showWords(told) {
  words = told;
  for (const [name, content] of Object.entries(told)) panelOf(name)?.take({ whole: content });
}
