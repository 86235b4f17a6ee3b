// The component's entry: Streamlit calls it for each place of a panel, for the hub, and for what the
// page and the application tell, on every change.

import { bind } from "./bind.js";
import { startExchange } from "./carrier/exchange.js";
import { onHub, onPage, onPlace, onWords } from "./carrier/session.js";
import { lifeline } from "./carrier/work.js";
import { takeApplication } from "./hub.js";
import "./hover/enlarge.js";
import "./hover/explain.js";
import { paintedFirst } from "./painted.js";
import { displace } from "./panels/board.js";
import { bindList } from "./panels/list.js";
import "./panels/tabs.js";
import "./view/print.js";
import { resized } from "./view/view.js";

/** @typedef {import("./types").Told} Told */
/** @typedef {import("./types").Report} Report */

// One style sheet for all panels: one for each, as a component's `css` would be, makes the browser
// match every rule as many times, in every frame of a drag.
const address = new URL("./live.css", import.meta.url).href;
if (![...document.styleSheets].some(({ href }) => href?.split("?")[0] === address)) {
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = address;
  document.body.append(sheet); // after Streamlit's own, which are in the head
}

startExchange();
paintedFirst(); // or there is no frame for it: Streamlit has started
const sizes = new ResizeObserver(() => resized());

/**
 * @typedef {object} Component what Streamlit hands over
 * @property {[Told] | null} data
 * @property {HTMLElement} parentElement
 * @property {Report} setStateValue
 * @property {(name: string, value: true) => void} setTriggerValue
 */

/** @param {Component} component */
export default function live({ data: given, parentElement, setStateValue, setTriggerValue }) {
  const data = given?.[0];
  const mount = /** @type {HTMLElement | null} */ (parentElement.querySelector(".live-mount"));
  if (!data || !mount) return undefined;
  if (data.application) {
    takeApplication(data.application);
    lifeline.hang(() => setTriggerValue("pull", true));
  } else if (data.page) onPage(data.page);
  else if (data.hub) onHub(data.hub, setStateValue);
  else showPanel(data, mount);
  const name = data.place ?? data.words;
  return () => {
    if (name) displace(name, mount);
  };
}

/** @param {Told} data @param {HTMLElement} mount */
function showPanel(data, mount) {
  if (bind(mount)) {
    sizes.observe(mount);
    bindList(mount, resized);
  }
  if (data.place) onPlace(data.place, mount);
  else if (data.words) onWords(data.words, data.content ?? null, mount);
}
