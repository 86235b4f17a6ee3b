// The panels that are on the page, by name.

import { selector } from "../hub.js";
import { isSameSpot, isWithin, moveChildren } from "./opening.js";
import { Panel } from "./panel.js";

/** @type {Map<string, Panel>} */
const panels = new Map();
/** @type {Set<string>} panels of the table, which are asked for; the others show words */
const asked = new Set();
/** @type {Map<string, HTMLElement>} where the panels of the opening frame belong */
const expected = new Map();
/** @type {Set<Element>} the roots that are in the window, or near it */
const near = new Set();
/** @type {() => void} */
let onSeen = () => {};

const windows = new IntersectionObserver(
  (entries) => {
    const seen = entries.filter(({ isIntersecting }) => isIntersecting);
    for (const { target } of entries) near.delete(target);
    for (const { target } of seen) near.add(target);
    if (seen.length) onSeen();
  },
  { rootMargin: "50px" },
);

/** Be told when a panel comes into the window. @param {() => void} tell */
export function whenSeen(tell) {
  onSeen = tell;
}

/** The panel of a name, as far as it is on the page. @param {string} name */
export const panelOf = (name) => panels.get(name);

/** Whether there is no place for any panel that is asked for. */
export const isEmpty = () => asked.size === 0;

/** Whether each panel that can be seen shows something. */
export const areDrawn = () =>
  [...panels.values()].every((panel) => !panel.isEmpty || !panel.root.checkVisibility());

/** The panels that are asked for, of those that can be seen: one in a closed tab need not be drawn.
 * @param {boolean} nearOnly those alone that are in the window */
export const openOnes = (nearOnly) =>
  [...panels.keys()].filter((name) => asked.has(name) && isOpen(name, nearOnly));

/** @param {string} name @param {boolean} nearOnly */
function isOpen(name, nearOnly) {
  const panel = panels.get(name);
  return Boolean(panel?.isOpen && (!nearOnly || near.has(panel.root)));
}

/** Give a panel its place, where it does not have it, and say whether it is new. One that stands in
 * the opening frame stays there until it is moved.
 * @param {string} name @param {HTMLElement} root @param {boolean} isAsked */
export function place(name, root, isAsked) {
  root.dataset.panel = name;
  const before = panels.get(name);
  if (before?.root === root) return false;
  if (before && isWithin(before.root)) {
    expected.set(name, root);
    root.style.minHeight = `${before.root.offsetHeight}px`; // as it will be
    return false;
  }
  panels.set(name, new Panel(root));
  if (isAsked) asked.add(name);
  windows.observe(root);
  return true;
}

/** Whether each panel of the opening frame has its place on the page. */
export const isExpected = () =>
  [...panels].every(([name, { root }]) => expected.has(name) || !isWithin(root));

/** Where on the page all would stand, in words. Null while something has not come yet, or a panel that
 * can be seen in the opening frame would stand elsewhere, or unseen: Streamlit lays out what is
 * around it, and opens a tab, some frames after it has made it. @returns {string | null} */
export function spots() {
  if (document.querySelector(selector("unfinished"))) return null;
  const found = [];
  for (const [name, { root }] of panels) {
    const there = isWithin(root) ? expected.get(name) : root;
    if (!there) continue;
    const moves = there !== root && root.checkVisibility();
    if (moves && !(there.checkVisibility() && isSameSpot(root, there))) return null;
    const { x, y, width, height } = there.getBoundingClientRect();
    found.push(x, y, width, height);
  }
  return found.join();
}

/** Move the panels of the opening frame to their places; those that have none are gone. */
export function moveIn() {
  for (const [name, panel] of [...panels]) {
    if (!isWithin(panel.root)) continue;
    const root = expected.get(name);
    if (root) {
      moveChildren(panel.root, root);
      root.style.minHeight = "";
      windows.unobserve(panel.root);
      near.delete(panel.root);
      panel.moved(root);
      windows.observe(root);
    } else displace(name, panel.root);
  }
  expected.clear();
}

/** A place is gone. @param {string} name @param {HTMLElement} root */
export function displace(name, root) {
  windows.unobserve(root);
  near.delete(root);
  if (expected.get(name) === root) expected.delete(name);
  if (panels.get(name)?.root !== root) return;
  panels.delete(name);
  asked.delete(name);
}

/** The width of each panel that has one, in px. One in a tab that is not open has no width now: it
 * keeps the one that it had. */
export function widths() {
  /** @type {Record<string, number>} */
  const found = {};
  for (const name of asked) {
    const panel = panels.get(name);
    panel?.measure();
    if (panel?.width) found[name] = panel.width;
  }
  return found;
}

/** How much larger than usual the panels are shown. @returns {number} */
export function zoom() {
  const first = /** @type {any} */ ([...panels.values()][0]?.root);
  return first?.currentCSSZoom ?? 1;
}
