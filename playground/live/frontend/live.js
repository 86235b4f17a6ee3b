// The component's entry: Streamlit calls it for each panel, and for the hub, on every change.

import { bind } from "./bind.js";
import { startExchange } from "./carrier/exchange.js";
import { onHub, onPanel } from "./carrier/session.js";
import { lifeline } from "./carrier/work.js";
import "./hover/explain.js";
import { displace } from "./panels/board.js";
import { resized } from "./view/view.js";

/** @typedef {import("./types").Hub} Hub */
/** @typedef {import("./types").PanelData} PanelData */
/** @typedef {import("./types").Report} Report */

// One style sheet for all panels: one for each, as a component's `css` would be, makes the browser
// match every rule as many times, in every frame of a drag.
const sheet = document.createElement("link");
sheet.rel = "stylesheet";
sheet.href = new URL("./live.css", import.meta.url).href;
document.body.append(sheet); // after Streamlit's own, which are in the head

startExchange();
const sizes = new ResizeObserver(() => resized());

/**
 * @typedef {object} Component what Streamlit hands over; `data` is of one of three kinds
 * @property {{lifeline?: true, hub?: Hub} & Partial<PanelData>} data
 * @property {HTMLElement} parentElement
 * @property {Report} setStateValue
 * @property {(name: string, value: true) => void} setTriggerValue
 */

/** @param {Component} component */
export default function live({ data, parentElement, setStateValue, setTriggerValue }) {
  const mount = /** @type {HTMLElement | null} */ (parentElement.querySelector(".live-mount"));
  if (!data || !mount) return undefined;
  if (data.lifeline) lifeline.hang(() => setTriggerValue("pull", true));
  else if (data.hub) onHub(data.hub, setStateValue);
  else showPanel(/** @type {PanelData} */ (data), mount);
  return () => {
    if (data.panel) displace(data.panel, mount);
  };
}

/** @param {PanelData} data @param {HTMLElement} mount */
function showPanel(data, mount) {
  if (bind(mount)) sizes.observe(mount);
  onPanel(data, mount);
}
