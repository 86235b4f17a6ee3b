// Asks for what the page shall show, over the wire or, where there is none, through the session, and
// shows what is answered.

import { hub, moveOf, sentence } from "../hub.js";
import { status } from "../notices/lines.js";
import { refuse } from "../notices/refusals.js";
import { isEmpty, openOnes, panelOf, whenSeen } from "../panels/board.js";
import { fillMarks } from "../panels/texts.js";
import { playback } from "../playback/playback.js";
import { rows } from "../playback/rows.js";
import { training } from "../playback/training.js";
import { measured } from "../view/meter.js";
import { lookAgain, view, whenViewChanges } from "../view/view.js";
import { bare, standing, withTable, withToken } from "./ask.js";
import { recovery } from "./memory.js";
import { drafts, pending } from "./pending.js";
import { tables } from "./tables.js";
import { wire } from "./wire.js";
import { answeredBySession, askSession, lifeline, pictureStands, wish } from "./work.js";

/** @typedef {import("../types").Answer} Answer */
/** @typedef {import("../types").Ask} Ask */
/** @typedef {import("../types").Gesture} Gesture */
/** @typedef {import("../types").Reach} Reach */

const root = document.documentElement;
const READ_MS = 5000;
const BUSY_MS = 250; // of rest, from which on the page says why its picture follows slowly
/** @type {ReturnType<typeof setTimeout> | undefined} */
let calm;

let isStarted = false;
let lastId = 0;
/** The id of the newest ask that is out of date: the session has gone to another scene since. */
let outdated = 0;
/** @type {{ask: Ask, last: Gesture | undefined, at: number} | null} what the wire works on */
let asked = null;
/** @type {(Reach & {scene: string | undefined}) | null} what all panels show: the digest of a scene,
 * if nothing is under way, and what of the history can be reached from it */
let shown = null;
/** The same with the view and the panels' keys: asked again, there is nothing to tell. */
let settled = "";

/** @type {((isError: boolean) => void)[]} */
const listeners = [];

/** Have somebody told of each answer that has been shown, or was an error.
 * @param {(isError: boolean) => void} listener */
export function whenShown(listener) {
  listeners.push(listener);
}

/** Ask for what the page shall show now. */
export function refresh() {
  if (wire.up) wire.ask(message);
  else askSession();
}

/** The same, unless the panels show what the session has told. */
export function refreshUnlessShown() {
  if (asked !== null && wire.up) return; // its answer leads here again
  if (!pending.isEmpty && shown !== null) return; // it was asked for when it was done
  const { undo, redo } = reach();
  if (shown?.scene !== hub()?.scene || shown?.undo !== undo || shown?.redo !== redo) refresh();
}

/** Whether the panels show what has been told and done, as far as is known. */
export const isShown = () => shown !== null && (asked === null || !wire.up);

/** What is asked and not answered yet is about a scene that is left. */
export function outdate() {
  outdated = lastId;
  shown = null;
}

/** Where the page stands after what is done; null while the session alone can say that. */
function now() {
  const told = hub();
  const from = told && standing(told.history, pending.all, moveOf);
  if (!from || from.at === told.history.at) return from && { ...from, scene: told.scene };
  const token = recovery.tokenOf(told, from.at);
  return token ? { ...from, scene: "", token } : null;
}

/** Whether the wire can show what is done before the session has heard of it. */
export const isAhead = () => wire.up && now() !== null;

/** What of the history can be reached from there. @returns {Reach} */
function reach() {
  const { first, at: told, count } = hub()?.history ?? { first: 0, at: 0, count: 1 };
  const { at, gestures } = now() ?? { at: told, gestures: [] };
  const edited = gestures.some(({ edit }) => !edit?.startsWith("select"));
  return { undo: at > first || edited, redo: at < first + count - 1 && !edited };
}

/** What is asked over the wire: from where the page stands, what has been done and is under way,
 * and what each panel holds. @returns {Ask | null} */
function message() {
  const from = now();
  const ask = from && messageFrom(from);
  if (ask && !ask.gestures.length && !ask.draft.length && meaning(ask) === settled) return null;
  return sent(ask);
}

/** Remember what is on its way. @param {Ask | null} ask */
function sent(ask) {
  const last = drafts.held ?? playback.gestures()[0] ?? training.gestures()[0] ?? pending.all.at(-1);
  asked = ask && { ask, last, at: performance.now() };
  return ask;
}

/** All that an answer may depend on: the widths of the panels that are asked for, and the numbers
 * of the text if their panel is one of them. @param {Pick<Ask, "scene" | "view" | "panels">} ask */
function meaning({ scene, view: seen, panels }) {
  const widths = Object.keys(panels).map((name) => seen.widths[name]);
  const numbers = "numbers" in panels ? seen.numbers : [];
  return JSON.stringify([scene, { ...seen, widths, numbers }, panels]);
}

/** The content that the browser holds of some panels, by key. @param {string[]} names */
const keysOf = (names) => Object.fromEntries(names.map((name) => [name, panelOf(name)?.key ?? ""]));

/** What the session is asked, which knows where it stands. @returns {Ask | null} */
function messageToSession() {
  const told = hub();
  return told && sent(messageFrom({ scene: told.scene, gestures: [] }));
}

/** @param {{scene: string, token?: string, gestures: readonly Gesture[]}} from @returns {Ask | null} */
function messageFrom({ scene, token, gestures }) {
  if (isEmpty() || hub()?.wanted) return null; // a wanted scene is drawn when it is here
  const seen = { ...view(), ...reach() }; // first: it looks which panels are open
  const names = openOnes(drafts.held !== null);
  const held = drafts.held ? [drafts.held] : [];
  const draft = [
    ...training.gestures(),
    ...rows.gestures(),
    ...playback.gestures(),
    ...held,
  ];
  return {
    id: ++lastId,
    scene,
    token,
    view: seen,
    panels: keysOf(names),
    gestures: bare(gestures),
    draft: bare(draft),
  };
}

/** Say that the server is busy, for as long as it takes to read where nothing more is asked.
 * @param {boolean} isBusy */
function sayBusy(isBusy) {
  clearTimeout(calm);
  status(isBusy ? sentence("busy") : "", "wire");
  if (isBusy) calm = setTimeout(() => sayBusy(false), READ_MS);
}

/** @param {Answer} answer */
function onAnswer(answer) {
  if (answer.waits) return sayBusy(true);
  const of = asked;
  asked = null;
  sayBusy((answer.rest ?? 0) >= BUSY_MS);
  if (answer.unknown) return wire.ask(() => withToken(message(), hub()?.token));
  if (answer.missing) return bring(answer.missing);
  // What is under way changes no base, so the server can work on while this is drawn.
  if (of?.ask.draft.length) wire.next();
  show(answer, of);
}

/** Ask again with the table that the server does not know; where it is not here, the session gives
 * it, and then all is asked again. @param {string} digest */
async function bring(digest) {
  const table = await tables.find(digest);
  if (!table) return;
  wire.ask(() => {
    const ask = message();
    return withTable(ask?.token ? ask : withToken(ask, hub()?.token), table);
  });
}

/** @param {Answer} answer @param {typeof asked} of */
function show(answer, of) {
  const came = performance.now();
  if (answer.error) {
    shown = null;
    refuse(answer.error, of?.last);
    return listeners.forEach((listener) => listener(true));
  }
  if (!of || of.ask.id <= outdated) return refresh();
  const told = answer.panels ?? {};
  const missed = Object.keys(of.ask.panels).filter((name) => !panelOf(name)?.take(told[name] ?? {}));
  const { undo, redo } = of.ask.view;
  const stands = !of.ask.draft.length && !missed.length;
  shown = stands ? { scene: answer.scene, undo, redo } : null;
  settled = "";
  if (stands && answer.scene) {
    const panels = keysOf(Object.keys(of.ask.panels));
    settled = meaning({ scene: answer.scene, view: of.ask.view, panels });
  }
  fillMarks();
  root.dataset.painted = String(of.ask.id);
  measured(of.at, came, answer.ms);
  if (stands) pictureStands();
  listeners.forEach((listener) => listener(false));
  if (missed.length) refresh();
  else if (!of.ask.draft.length) refreshUnlessShown(); // the session may have gone on meanwhile
}

/** What the session answers where there is no wire. @param {string | null} text */
export function onSessionAnswer(text) {
  if (text === null || wire.up) return;
  const answer = JSON.parse(text);
  const ask = answeredBySession(answer.id);
  if (ask) show(answer, { ask, last: asked?.last, at: asked?.at ?? performance.now() });
}

/** @param {boolean} up */
function onState(up) {
  if (!up && root.dataset.wire === "live") lifeline.lost();
  sayBusy(false);
  root.dataset.wire = up ? "live" : "fallback";
  shown = null;
  if (up) lifeline.rest(); // whatever was missed can come now
  refresh();
  lifeline.expect();
}

/** Connect, and follow how the page is shown. */
export function startExchange() {
  if (isStarted) return;
  isStarted = true;
  wish(messageToSession);
  wire.start(onAnswer, onState);
  whenViewChanges(refresh);
  whenSeen(() => {
    lookAgain();
    if (drafts.held === null) refresh();
  });
}
