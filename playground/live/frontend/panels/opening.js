// The frame in which the first picture stands until Streamlit has drawn the page. Then the panels'
// elements move to their places there, as they are.

import { selector } from "../hub.js";

const OPENS = "data-opens";
const SAME_PX = 1.5;
const LONGEST_LETTERING_MS = 500;
const root = document.documentElement;
/** @type {string | null} the button that was pressed before it was there, as a CSS selector */
let pressed = null;

/** The frame, while it is there. */
export const frame = () => document.getElementById("opening");

/** The places of panels in it. */
export const places = () =>
  [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("#opening [data-place]"))].map(
    (place) => ({ name: place.dataset.place ?? "", root: place }),
  );

/** Whether a root stands in the frame. @param {Element} element */
export const isWithin = (element) => Boolean(frame()?.contains(element));

/** Whether an element of the page begins where one of the frame would if it were not scrolled.
 * @param {Element} framed @param {Element} element */
export function isSameSpot(framed, element) {
  const [a, b] = [framed.getBoundingClientRect(), element.getBoundingClientRect()];
  const y = a.y + (frame()?.scrollTop ?? 0);
  return Math.abs(a.x - b.x) <= SAME_PX && Math.abs(y - b.y) <= SAME_PX;
}

/** Show the frame as soon as the picture stands in it, in its typefaces: they would move it.
 * @param {() => void} then @param {number} [since] when the picture stood, in ms */
export function reveal(then, since) {
  const shown = frame();
  if (!shown) return;
  const first = shown.querySelector("[data-figure]");
  const stands = root.dataset.painted !== undefined && Boolean(first?.firstElementChild);
  const stood = since ?? (stands ? performance.now() : undefined);
  const isLettered = document.fonts.status === "loaded";
  if (stood === undefined || !(isLettered || performance.now() - stood > LONGEST_LETTERING_MS)) {
    requestAnimationFrame(() => reveal(then, stood));
    return;
  }
  root.setAttribute("data-opening", "");
  shown.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest(`[${OPENS}]`) : null;
    pressed = button?.getAttribute(OPENS) ?? null;
  });
  then();
}

/** Take the frame away: what was in it has moved. */
export function close() {
  const main = document.querySelector(selector("scrolling"));
  const scrolled = frame()?.scrollTop ?? 0;
  frame()?.remove();
  root.removeAttribute("data-opening");
  if (main && scrolled) main.scrollTop = scrolled;
  if (pressed) /** @type {HTMLElement | null} */ (document.querySelector(pressed))?.click();
}

/** Move an element's children to another, as they are: with focus and with what is held.
 * @param {Element} from @param {Element} to */
export function moveChildren(from, to) {
  for (const child of [...from.childNodes]) {
    const { moveBefore } = /** @type {any} */ (to); // newer browsers have it
    if (moveBefore) moveBefore.call(to, child, null);
    else to.append(child);
  }
}
