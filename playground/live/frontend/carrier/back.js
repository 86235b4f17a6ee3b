// Back, pressed before the session has written the address of what was just done, would lead past
// what was there before it. So the browser stays where it is until the session has written that
// address, and goes back then. Browsers that do not say where in their history they stand go at once.

import { pending } from "./pending.js";

const entries = window.navigation;
let at = entries?.currentEntry?.index ?? 0;
let owed = 0;
let isReturning = false;

entries?.addEventListener("currententrychange", ({ navigationType }) => {
  if (navigationType !== "traverse") at = entries.currentEntry?.index ?? 0;
});

/** @param {PopStateEvent} event */
function follow(event) {
  const now = entries?.currentEntry?.index ?? 0;
  const steps = now - at;
  if (isReturning) {
    isReturning = false;
    event.stopImmediatePropagation(); // nobody has heard that the page was left
    goBack();
  } else if (steps < 0 && !pending.isEmpty) {
    event.stopImmediatePropagation();
    owed += steps;
    isReturning = true;
    history.go(-steps);
  } else {
    at = now;
  }
}
if (entries) addEventListener("popstate", follow, true); // before Streamlit

/** The session has written the address of all that was done: go back now, if that was wanted. */
export function goBack() {
  if (owed === 0 || isReturning || !pending.isEmpty) return;
  const steps = owed;
  owed = 0;
  history.go(steps);
}

// Who goes to another page arrives there without a language in the address, and the session adds
// the one that is spoken. That is no step of the visitor's: it takes the place of the arrival.

const LANGUAGE = "lang";
const push = history.pushState.bind(history);
let hasArrived = false;

/** @param {unknown} state @param {string} unused @param {string | URL | null} [address] */
history.pushState = (state, unused, address) => {
  const next = new URL(address ?? "", location.href);
  const isSamePage = next.pathname === location.pathname;
  const isTold = next.searchParams.has(LANGUAGE) && !new URL(location.href).searchParams.has(LANGUAGE);
  if (hasArrived && isSamePage && isTold) history.replaceState(state, unused, address);
  else push(state, unused, address);
  hasArrived = !isSamePage;
};
