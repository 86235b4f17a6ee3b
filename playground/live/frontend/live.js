// The component's entry: Streamlit calls it for each panel, and for the hub, on every change.
//
// The hub carries the scene (an opaque token) and what the session has acknowledged. A gesture goes
// over the wire for the picture, at once; a committed one also goes to the session, which keeps
// history and address bar. Until the session has acknowledged it, it is sent along with every
// request, so that the picture never falls back.

import "./explain.js";
import { bind, forget } from "./gestures.js";
import { Memory } from "./memory.js";
import { clearNotice, notice } from "./notice.js";
import { Panel } from "./paint.js";
import { isPresented, present, presentAsAsked } from "./present.js";
import { Wire } from "./wire.js";

/** @typedef {import("./gestures.js").Gesture} Gesture */

/** @type {Map<string, Panel>} */
const panels = new Map();
/** @type {WeakSet<HTMLElement>} */
const bound = new WeakSet();
const root = document.documentElement;

// One style sheet for all panels: one for each, as a component's `css` would be, makes the browser
// match every rule as many times, in every frame of a drag.
const sheet = document.createElement("link");
sheet.rel = "stylesheet";
sheet.href = new URL("./live.css", import.meta.url).href;
document.body.append(sheet); // after Streamlit's own, which are in the head

const PHONE = matchMedia("(max-width: 640px)");
const CALM = matchMedia("(prefers-reduced-motion: reduce)");
// What is written in the page's language; the panels speak English.
const TEXTS = ".st-key-learn-head h1, .st-key-course, .st-key-lesson-text, .st-key-lesson-turn";
const FALLBACK_AFTER_MS = 1500;
const PATIENCE_MS = 2000; // until an acknowledgement is missed; doubles with every pull
const MOST_PATIENCE_MS = 16_000;

const state = {
  /** @type {any} the hub's data */
  hub: null,
  /** @type {(name: string, value: any) => void} */
  report: () => {},
  /** @type {(Gesture & {seq: number})[]} committed, not acknowledged */
  pending: [],
  seq: 0,
  /** @type {Gesture | null} under the pointer now */
  draft: null,
  /** @type {Gesture | undefined} the last one of what the wire works on */
  asked: undefined,
  baseView: "",
  request: 0,
  /** @type {number | null} the draft that the session works on, in fallback */
  drafting: null,
  viewSent: "",
  /** @type {string | null} the step that is being played */
  step: null,
  strayed: false, // the visitor has selected something else than what is played
  pace: /** @type {Record<string, string>} */ ({ speed: "1", stride: "operation", across: "", up: "" }),
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  timer: undefined,
  /** @type {string | null} what was kept from earlier visits, once a page has asked */
  kept: null,
  /** @type {() => void} has Streamlit run the whole page */
  pull: () => {},
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  missing: undefined,
  patience: PATIENCE_MS,
  silent: false, // the wire was lost, and the session has not been heard since
  pulled: false, // the whole page has been asked to run
  /** @type {string | null} the last of the session's notices that was shown */
  noticed: null,
  forgotten: false, // the server has ended, and the new one does not know this visit
};

/** @type {Map<string, Memory>} by visit */
const memories = new Map();
/** @type {Map<string, any>} what has come for a panel, until the hub of the same run is there */
const arrived = new Map();

/** @type {WeakMap<Gesture, Element>} the control that each gesture came from */
const senders = new WeakMap();

/** @type {WeakSet<Gesture>} refused, and told: the wire and the session both tell */
const told = new WeakSet();

/** Say beside its control why a gesture was refused, once.
 * @param {string} text @param {Gesture} [gesture] */
function refuse(text, gesture) {
  if (gesture && told.has(gesture)) return;
  if (gesture) told.add(gesture);
  notice(text, gesture && senders.get(gesture));
}

/** @type {ReturnType<typeof look> | null} */
let looked = null;

/** How this browser shows the page; looked up only when it may have changed, because to ask for a
 * width makes the browser lay out the page. */
const view = () => (looked ??= look());

function look() {
  /** @type {Record<string, number>} */
  const widths = {};
  for (const [name, panel] of panels) {
    // One in a tab that is not open has no width now: it keeps the one that it had.
    panel.width = Math.round(panel.root.clientWidth) || panel.width;
    if (panel.width) widths[name] = panel.width;
  }
  return {
    theme: themeOf(),
    widths,
    phone: PHONE.matches,
    calm: CALM.matches,
    height: state.hub?.fits && !PHONE.matches ? heightOfWindow() : 0,
    present: isPresented(),
    ...state.pace,
    numbers: state.hub?.numbers ?? [],
  };
}

const HEIGHT_STEP = 20; // px; a new height makes the wire send everything again

/** The window's height in the panels' own pixels, which are larger when they are presented. */
function heightOfWindow() {
  const mount = /** @type {any} */ ([...panels.values()][0]?.root);
  return Math.round(innerHeight / (mount?.currentCSSZoom ?? 1) / HEIGHT_STEP) * HEIGHT_STEP;
}

function themeOf() {
  const app = document.querySelector(".stApp") ?? document.body;
  const [r, g, b] = getComputedStyle(app).backgroundColor.match(/\d+/g)?.map(Number) ?? [255, 255, 255];
  return r + g + b < 384 ? "dark" : "light";
}

const wire = new Wire(onAnswer, (up) => {
  if (!up && root.dataset.wire === "live") state.silent = true;
  root.dataset.wire = up ? "live" : "fallback";
  if (up) {
    rest(); // whatever was missed can come now
    refresh();
  }
  expectAcknowledgement();
  if (state.step !== null) reportPending(); // only without the wire does the session play, too
  else reportView();
});
setTimeout(() => {
  root.dataset.wire ??= "fallback";
  if (root.dataset.wire === "fallback") reportView();
}, FALLBACK_AFTER_MS);

/** What the wire is asked: the scene, what has been done since, and which panels to draw. */
function message() {
  if (!state.hub || !panels.size || waitsForSession()) return null;
  const now = view();
  const gestures = [...state.pending, ...played(), ...(state.draft ? [state.draft] : [])];
  state.asked = gestures.at(-1);
  return {
    id: ++state.request,
    scene: state.hub.scene,
    view: now,
    panels: [...panels.keys()].filter((name) => state.hub.live.includes(name) && isOpen(name)),
    full: JSON.stringify(now) !== state.baseView,
    gestures: gestures.map(({ target, edit, value }) => ({ target, edit, value })),
  };
}

/** Whether a panel can be seen: one in a closed tab need not be drawn. @param {string} name */
const isOpen = (name) => Boolean(panels.get(name)?.root.checkVisibility());

/** The playback's place, as a gesture. @returns {Gesture[]} */
const played = () =>
  state.step === null
    ? []
    : [{ edit: state.strayed ? "step/keep-selection" : "step", value: state.step }];

/** Only the session can undo and redo: until it has, the wire has nothing to draw on. */
const waitsForSession = () =>
  state.pending.some(({ edit }) => state.hub.sessionOnly.includes(edit?.split("/")[0]));

/** @param {any} answer */
function onAnswer(answer) {
  if (answer.error) return refuse(answer.error, state.asked);
  if (answer.unknown) return wire.ask(() => ({ ...message(), token: state.hub.token }));
  if (answer.scene !== state.hub?.scene) return refresh();
  if (answer.full) state.baseView = JSON.stringify(answer.view);
  for (const [name, change] of Object.entries(answer.panels)) {
    if (answer.base?.[name]) panels.get(name)?.setBase(answer.base[name]);
    panels.get(name)?.applyChange(change);
  }
  mirror();
  root.dataset.painted = String(answer.id);
}

/** Numbers within a text follow the panel that holds them, in their order. */
function mirror() {
  const numbers = document.querySelectorAll(".panel-numbers data");
  const marks = document.querySelectorAll(".st-key-lesson-text .stMarkdownColoredText");
  if (numbers.length !== marks.length) return; // the text is on its way
  marks.forEach((mark, at) => {
    const text = numbers[at].textContent;
    if (mark.firstChild && mark.firstChild.nodeValue !== text) mark.firstChild.nodeValue = text;
  });
}

function refresh() {
  wire.ask(message);
}

/** @param {Gesture} gesture @param {{commit: boolean, from?: Element}} options */
function send(gesture, { commit, from }) {
  if (gesture.edit && PLAYBACK[gesture.edit]) return PLAYBACK[gesture.edit](gesture);
  if (gesture.edit === "copy") return void copy(String(gesture.value), from);
  if (gesture.edit === "present") return present(!isPresented());
  if (gesture.edit === "download-picture") return void savePicture(String(gesture.value), from);
  if (commit) {
    if (gesture.edit?.startsWith("select")) state.strayed = true;
    state.draft = null;
    state.drafting = null;
    const committed = { ...gesture, seq: ++state.seq };
    if (from) senders.set(committed, from);
    state.pending.push(committed);
    reportPending();
  } else {
    if (from) senders.set(gesture, from);
    state.draft = gesture;
  }
  if (wire.up) refresh();
  else if (!commit) reportDraft();
}

/** Save the figure of the panel that a button names (`data-of`) as "svg" or "png".
 * @param {string} format @param {Element} [button] */
async function savePicture(format, button) {
  const panel = panels.get(button?.getAttribute("data-of") ?? "");
  const figure = Object.values(panel?.shown.figures ?? {})[0];
  if (!panel?.root.firstElementChild || !figure) return notice("There is no picture here.", button);
  const card = getComputedStyle(panel.root.firstElementChild).getPropertyValue("--card");
  try {
    const { downloadPicture } = await import("./picture.js");
    await downloadPicture(/** @type {any} */ (window).Plotly, figure, card, format);
  } catch (error) {
    console.error(error);
    notice("This browser could not make the picture.", button);
  }
}

const COPIED_MS = 2000; // for so long the button says that it has worked

/** Put a text on the clipboard, and say so on the button. @param {string} text @param {Element} [button] */
async function copy(text, button) {
  try {
    await navigator.clipboard.writeText(text); // only over https, or on one's own machine
  } catch {
    return notice("This browser keeps its clipboard closed: mark the text and copy it.", button);
  }
  announce("Copied");
  button?.toggleAttribute("data-copied", true);
  setTimeout(() => button?.removeAttribute("data-copied"), COPIED_MS);
}

// ---- playback: the server says what each button leads to; this only turns the pages ----

const STEP_MS = 1100; // at 1×: a product travels for 600 ms, then there is time to read

/** @type {Record<string, (gesture: Gesture) => void>} */
const PLAYBACK = {
  "step-back": ({ value }) => goTo(value),
  "step-forward": ({ value }) => goTo(value),
  scrub: ({ value }) => goTo(value),
  play: () => (root.dataset.playing === undefined ? play() : pause()),
  speed: ({ value }) => setPace("speed", value),
  stride: ({ value }) => setPace("stride", value),
  across: ({ value }) => setPace("across", value),
  up: ({ value }) => setPace("up", value),
};

/** @param {Gesture["value"]} value */
function goTo(value) {
  pause();
  showStep(value === "" || value == null ? null : String(value));
}

/** @param {string | null} step */
function showStep(step) {
  state.step = step;
  state.strayed = false;
  if (wire.up) refresh();
  else reportPending();
}

function play() {
  const next = document.querySelector("[data-edit=play]");
  if (!(next instanceof HTMLButtonElement)) return;
  root.dataset.playing = "";
  showStep(next.value);
  state.timer = setTimeout(turn, STEP_MS / Number(state.pace.speed));
}

function turn() {
  const next = document.querySelector("[data-edit=step-forward]");
  if (!(next instanceof HTMLButtonElement) || next.disabled) return pause();
  showStep(next.value);
  state.timer = setTimeout(turn, STEP_MS / Number(state.pace.speed));
}

function pause() {
  clearTimeout(state.timer);
  delete root.dataset.playing;
}

/** @param {string} name @param {Gesture["value"]} value */
function setPace(name, value) {
  state.pace[name] = String(value);
  looked = null;
  if (wire.up) refresh();
  else reportPending();
}

function reportPending() {
  if (!state.hub) return;
  state.viewSent = JSON.stringify(view());
  state.report("work", {
    ...reported(),
    draft: null,
    store: state.kept,
  });
  expectAcknowledgement();
}

/** What every report tells. While the wire is up, it draws the playback; the session must not. */
function reported() {
  const step = wire.up ? null : (played()[0] ?? null);
  const { session, visit, ack } = state.hub;
  const memory = state.forgotten ? { visit, session, ack, ...memories.get(visit)?.told() } : null;
  return { session, view: view(), gestures: state.pending, step, memory, noticed: state.noticed };
}

/** Whether the session must still acknowledge something, or at least say that it lives. */
const owed = () => state.silent || state.forgotten || state.pending.length > 0;

/** A commit may be lost on its way: to a server that has ended, or to a fragment that it no longer
 * knows. Then the whole page must run, until the session has acknowledged. */
function expectAcknowledgement() {
  if (!state.hub || state.missing !== undefined || !owed()) return;
  state.missing = setTimeout(() => {
    state.missing = undefined;
    if (!owed()) return;
    status(state.hub.waiting);
    state.patience = Math.min(2 * state.patience, MOST_PATIENCE_MS);
    state.pull();
    state.pulled = true;
    expectAcknowledgement();
  }, state.patience);
}

function acknowledged() {
  if (owed()) return;
  forget();
  rest();
  status("");
}

function rest() {
  clearTimeout(state.missing);
  state.missing = undefined;
  state.patience = PATIENCE_MS;
}

/** Without the wire the session draws the drag: one draft at a time, the newest wins. */
function reportDraft() {
  if (!state.hub || state.drafting !== null || !state.draft) return;
  state.drafting = ++state.request;
  state.report("work", {
    ...reported(),
    draft: { ...state.draft, id: state.drafting },
  });
}

/** The session must know the theme; without the wire, all of the view: it draws for it. */
function reportView() {
  if (!state.hub) return;
  const now = view();
  const same = wire.up
    ? now.theme === state.hub.view.theme && now.phone === state.hub.view.phone
    : JSON.stringify(now) === JSON.stringify(state.hub.view);
  if (!same && state.viewSent !== JSON.stringify(now)) reportPending();
}

/** @param {any} data @param {(name: string, value: any) => void} report */
function onHub(data, report) {
  looked = null;
  state.report = report;
  state.silent = false;
  if (data.store) keep(data.store);
  if (state.hub?.place === data.place && state.hub.visit !== data.visit && data.fresh) {
    return recall(data.run);
  }
  if (state.hub && state.hub.session !== data.session) leave();
  state.forgotten = false;
  state.hub = data;
  presentAsAsked(data.fits);
  if (!memories.has(data.visit)) memories.set(data.visit, new Memory());
  memories.get(data.visit)?.learn(data.history, data.token);
  const refused = state.pending.find(({ seq }) => seq === data.notice?.gesture);
  state.pending = state.pending.filter(({ seq }) => seq > data.ack);
  showArrived();
  for (const part of document.querySelectorAll(TEXTS)) part.setAttribute("lang", data.language);
  acknowledged();
  if (state.pulled && state.pending.length) reportPending(); // more than one run takes
  state.pulled = false;
  expectAcknowledgement();
  if (data.notice && data.notice.id !== state.noticed) {
    state.noticed = data.notice.id; // the session tells it until it hears of this
    refuse(data.notice.text, refused);
  }
  announce(data.announcement);
  if (data.draft === state.drafting) {
    const last = state.drafting;
    state.drafting = null;
    if (!wire.up && last !== null && state.draft) queueMicrotask(reportDraft);
  }
  if (wire.up) refresh();
  if (root.dataset.wire) reportView();
}

/** The session has gone to another scene: what was done to the one before is over, but for a drag
 * that has hold of something, and goes on. */
function leave() {
  state.pending = [];
  state.seq = 0;
  state.drafting = null;
  state.step = null;
  if (!root.hasAttribute("data-dragging")) state.draft = null;
  pause();
  clearNotice();
}

/** The server has ended and another one answers: tell it what this visit was. The page stays as it
 * is until the new session has taken it. @param {number} run that told so */
function recall(run) {
  state.forgotten = true;
  state.drafting = null;
  for (const [name, data] of taken(run)) {
    const panel = panels.get(name);
    if (panel && !panel.root.firstElementChild) panel.setBase(data.content);
  }
  state.baseView = "";
  queueMicrotask(reportPending);
  if (wire.up) refresh();
  else wire.retry();
}

/** Keep a page's text across visits, or tell the session what has been kept.
 * @param {{name: string, text: string | null}} store */
function keep({ name, text }) {
  const key = `playground.${name}`;
  try {
    if (text !== null) return localStorage.setItem(key, text);
    state.kept = localStorage.getItem(key) ?? "";
  } catch {
    state.kept ??= ""; // this browser keeps nothing for anybody
  }
  queueMicrotask(reportPending);
}

/** @param {any} data @param {HTMLElement} mount */
function onPanel(data, mount) {
  looked = null;
  let panel = panels.get(data.panel);
  if (!panel || panel.root !== mount) {
    panel = new Panel(mount);
    panels.set(data.panel, panel);
    if (!bound.has(mount)) {
      bound.add(mount); // Streamlit may take a panel away and give the same element again
      bind(mount, send);
      new ResizeObserver(() => resized()).observe(mount);
    }
  }
  panel.root.dataset.panel = data.panel;
  arrived.set(data.panel, data);
  if (state.hub?.run === data.run && !state.forgotten) showArrived();
}

/** Show the panels of the hub's run, all at once: picture and scene never part. */
function showArrived() {
  for (const [name, data] of taken(state.hub.run)) {
    const panel = panels.get(name);
    if (panel && data.run === state.hub.run) showContent(panel, data);
  }
}

/** What has arrived up to a run, which then is over. Streamlit may bring a panel of the next run
 * before the hub of this one: that panel waits on. @param {number} run */
function taken(run) {
  const over = [...arrived].filter(([, data]) => data.run <= run);
  for (const [name] of over) arrived.delete(name);
  return over;
}

/** @param {Panel} panel @param {any} data */
function showContent(panel, data) {
  const mine = view();
  const other = data.view.theme !== mine.theme || data.view.phone !== mine.phone;
  const behind =
    state.pending.some(({ seq }) => seq > state.hub.ack) || state.draft || state.step !== null;
  const drawn = Object.keys(data.content.figures).length > 0;
  if (other && drawn && !panel.root.firstElementChild && root.dataset.wire !== "fallback") {
    panel.base = data.content; // drawn for another theme or size: the wire draws it right, at once
  } else if (wire.up && behind && panel.root.firstElementChild) {
    panel.base = data.content; // older than what is shown: only what comes next counts from it
  } else {
    panel.setBase(data.content);
  }
  state.baseView = JSON.stringify(data.view);
  if (wire.up) refresh();
}

/** One quiet line while something is amiss; none for an empty text. @param {string} text */
function status(text) {
  let line = document.querySelector(".live-status");
  if (!line && text) {
    line = document.createElement("div");
    line.className = "live-status";
    line.setAttribute("role", "status");
    document.body.append(line);
  }
  if (line && line.textContent !== text) line.textContent = text;
}

// A drag that ended where it began commits nothing: the picture goes back to the scene.
const forgetDraft = () =>
  setTimeout(() => {
    if (!state.draft) return;
    for (const slider of document.querySelectorAll("input[type=range][data-busy]")) {
      slider.removeAttribute("data-busy"); // one that is back where it began says no "change"
    }
    state.draft = null;
    if (wire.up) refresh();
    else reportPending();
  });
addEventListener("pointerup", forgetDraft);
addEventListener("pointercancel", forgetDraft);

let lastView = "";
function resized() {
  looked = null;
  const now = JSON.stringify(view());
  if (now === lastView) return;
  lastView = now;
  if (wire.up) refresh();
  if (root.dataset.wire) reportView();
}
addEventListener("resize", resized);
for (const media of [PHONE, CALM]) media.addEventListener("change", resized);

/** Tell a screen reader, once and politely. @param {string} text */
function announce(text) {
  let region = document.querySelector(".live-announcement");
  if (!region) {
    region = document.createElement("div");
    region.className = "live-announcement sr-only";
    region.setAttribute("role", "status");
    region.setAttribute("aria-live", "polite");
    document.body.append(region);
  }
  if (region.textContent !== text) region.textContent = text;
}

addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  if (event.target instanceof Element && event.target.matches("input[type=text], textarea")) return;
  const key = event.key.toLowerCase();
  const edit = key === "z" ? (event.shiftKey ? "redo" : "undo") : key === "y" ? "redo" : null;
  if (!edit || !state.hub) return;
  event.preventDefault();
  forget();
  send({ edit, value: null }, { commit: true });
});

/** @param {{data: any, parentElement: HTMLElement, setStateValue: any, setTriggerValue: any}} component */
export default function live({ data, parentElement, setStateValue, setTriggerValue }) {
  const mount = /** @type {HTMLElement | null} */ (parentElement.querySelector(".live-mount"));
  if (!data || !mount) return undefined;
  if (data.lifeline) state.pull = () => setTriggerValue("pull", true);
  else if (data.hub) onHub(data.hub, setStateValue);
  else onPanel(data, mount);
  return () => {
    if (data.panel && panels.get(data.panel)?.root === mount) panels.delete(data.panel);
  };
}
