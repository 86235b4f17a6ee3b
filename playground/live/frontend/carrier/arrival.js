// Another part of the page's own text has come, by whatever way: it begins at its top, and its heading
// has the focus, so that keys and a screen reader go on from there. The heading, which the style sheet
// hides, is seen no sooner than what it stands for: who reads it can take hold.

import { selector } from "../hub.js";
import { areDrawn, spots } from "../panels/board.js";
import { isShown } from "./exchange.js";

const STILL_MS = 60;
const WAVE_MS = 3200; // in which the picture has moved once
const CALM = matchMedia("(prefers-reduced-motion: reduce)");
const LONGEST_MS = 2000; // what has not come by then is not waited for
const root = document.documentElement;
/** @type {{heading: string, from: Element | null, until: number} | null} what is on its way */
let coming = null;
/** @type {{spots: string | null, since: number}} where the panels stand, and since when */
let still = { spots: null, since: 0 };

const sheet = new CSSStyleSheet();
document.adoptedStyleSheets.push(sheet);

/** Have a heading seen, as soon as the frame of the first picture is away, and its picture move once.
 * @param {string} heading as a CSS selector */
export function seeHeading(heading) {
  const shown = `:root:not([data-opening]) ${heading} { visibility: visible !important }`;
  sheet.replaceSync(heading ? shown : "");
  if (heading && !CALM.matches) moveOnce();
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let waveTimer;

/** The picture moves once by itself, until it is touched. */
function moveOnce() {
  root.dataset.arrived = "";
  /** @type {HTMLElement | null} */ (document.querySelector("button[data-once]"))?.click();
  clearTimeout(waveTimer);
  waveTimer = setTimeout(rest, WAVE_MS);
}

function rest() {
  delete root.dataset.arrived;
}
addEventListener("pointerdown", rest);
addEventListener("keydown", rest);

/** Another part begins. @param {string} heading its heading, as a CSS selector; empty for none */
export function arrive(heading) {
  const isUnderWay = coming !== null;
  coming = heading
    ? { heading, from: document.activeElement, until: performance.now() + LONGEST_MS }
    : null;
  if (coming && !isHeld()) document.querySelector(selector("scrolling"))?.scrollTo(0, 0);
  if (coming && !isUnderWay) look();
}

/** Look in every frame whether all has come. */
function look() {
  if (!coming) return;
  const { heading, from, until } = coming;
  const element = /** @type {HTMLElement | null} */ (document.querySelector(heading));
  if (!(element && hasCome()) && performance.now() < until) {
    requestAnimationFrame(() => setTimeout(look));
    return;
  }
  coming = null;
  seeHeading(heading);
  if (element) focusOn(element, from);
}

function hasCome() {
  const now = isShown() && areDrawn() ? spots() : null;
  if (now === null || now !== still.spots) still = { spots: now, since: performance.now() };
  return now !== null && performance.now() - still.since > STILL_MS;
}

/** The heading, unless the visitor has taken up something else meanwhile.
 * @param {HTMLElement} heading @param {Element | null} from */
function focusOn(heading, from) {
  const { activeElement } = document;
  const isFree = [null, document.body, from].includes(activeElement);
  if (!isFree || isHeld()) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

const isHeld = () => root.hasAttribute("data-dragging");
