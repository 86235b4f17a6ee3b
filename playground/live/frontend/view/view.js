// How this browser shows the page, as the renderers are told.

import { page } from "../hub.js";
import { zoom, widths } from "../panels/board.js";
import { firstRow } from "../panels/list.js";
import { playback } from "../playback/playback.js";
import { pointed } from "./pointed.js";
import { isPresented } from "./present.js";

/** @typedef {import("../types").View} View */

const PHONE = matchMedia("(max-width: 640px)");
const CALM = matchMedia("(prefers-reduced-motion: reduce)");
const HEIGHT_STEP = 20; // px; a new height makes another diagram

/** @type {View | null} */
let seen = null;

/** The view. It is looked up only when it may have changed, because to ask for a width makes the
 * browser lay out the page. */
export const view = () => (seen ??= look());

/** The view may have changed. */
export function lookAgain() {
  seen = null;
}

/** @returns {View} */
function look() {
  return {
    language: page()?.language ?? document.documentElement.lang,
    theme: themeOf(),
    widths: widths(),
    phone: PHONE.matches,
    calm: CALM.matches,
    height: (page()?.fits || page()?.compact) && !PHONE.matches ? heightOfWindow() : 0,
    present: isPresented(),
    compact: page()?.compact ?? false,
    ...playback.pace,
    pointed: pointed(),
    first: firstRow(),
    numbers: page()?.numbers ?? [],
  };
}

/** The window's height in the panels' own pixels, which are larger when they are presented. */
function heightOfWindow() {
  return Math.round(innerHeight / zoom() / HEIGHT_STEP) * HEIGHT_STEP;
}

/** Streamlit's theme. @returns {View["theme"]} */
function themeOf() {
  const app = document.querySelector(".stApp") ?? document.querySelector("#opening") ?? document.body;
  const [r, g, b] = getComputedStyle(app).backgroundColor.match(/\d+/g)?.map(Number) ?? [255, 255, 255];
  return r + g + b < 384 ? "dark" : "light";
}

/** Let what hangs on the body, beside Streamlit's own root, wear the theme, too. It is called where
 * the theme may have changed. */
export function wearTheme() {
  document.documentElement.style.colorScheme = view().theme;
}

/** @type {() => void} */
let onChange = () => {};
let told = "";

/** Be told when the view changes, but for what a drawing or a button changes by itself.
 * @param {() => void} tell */
export function whenViewChanges(tell) {
  onChange = tell;
}

/** Something has another size, or the window has another theme or kind. */
export function resized() {
  lookAgain();
  wearTheme();
  const now = JSON.stringify(view());
  if (now === told) return;
  told = now;
  onChange();
}
addEventListener("resize", resized);
for (const media of [PHONE, CALM]) media.addEventListener("change", resized);
