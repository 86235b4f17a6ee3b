// Presents the stage and the output alone, large, for a projector: by a button, by the key P, or by
// `present` in the address. The style sheet does the rest; the panels are told by a resize.

import { hasParameter, setParameter } from "./address.js";

const KEY = "p";
const NAME = "present";
const root = document.documentElement;
let offered = false;

export const isPresented = () => root.hasAttribute("data-present");

/** @param {boolean} on */
export function present(on) {
  if (on === isPresented() || (on && !offered)) return;
  root.toggleAttribute("data-present", on);
  setParameter(NAME, on);
  dispatchEvent(new Event("resize"));
}

/** Present the page if its address says so as it opens; a page that offers it no more is shown
 * whole. Later the session may write an address that it has read a while ago.
 * @param {boolean} offers */
export function presentAsAsked(offers) {
  const first = offers && !offered;
  offered = offers;
  if (!offers) root.removeAttribute("data-present");
  else if (!first) setParameter(NAME, isPresented());
  else if (hasParameter(NAME)) root.setAttribute("data-present", "");
}

/** Before the panels hear of it: there Escape also deselects. A drag is taken back first. */
addEventListener(
  "keydown",
  (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target instanceof Element && event.target.matches("input, textarea, select");
    const leaves = event.key === "Escape" && isPresented() && !root.hasAttribute("data-dragging");
    if (typing || !(leaves || event.key.toLowerCase() === KEY)) return;
    event.stopPropagation();
    present(!isPresented());
  },
  true,
);
