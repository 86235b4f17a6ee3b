// The latency meter: how long the last answers took on this machine, in one line that anyone can
// switch on in Settings or by `meter` in the address. Times are in milliseconds.

import { sentence } from "../hub.js";
import { hasParameter, setParameter } from "./address.js";

const NAME = "meter";
const SECOND = 1000;
const root = document.documentElement;
/** @type {HTMLElement | null} */
let line = null;
/** When the last answers were shown. @type {number[]} */
let shown = [];

export const isMetered = () => root.hasAttribute("data-meter");

/** @param {boolean} on */
export function meter(on) {
  root.toggleAttribute("data-meter", on);
  setParameter(NAME, on);
  if (on) write(sentence("meter-waits"));
  else line?.remove();
  if (!on) line = null;
}

/** Meter if the address says so as the page opens; later it says whether it does. */
export function meterAsAsked() {
  if (isMetered()) setParameter(NAME, true);
  else if (hasParameter(NAME)) meter(true);
}

/** An answer has been shown. @param {number} asked when it was asked for @param {number} answered
 * when it came @param {number | undefined} server how long the server took */
export function measured(asked, answered, server) {
  if (!isMetered()) return;
  requestAnimationFrame(() => requestAnimationFrame((painted) => tell(asked, answered, server, painted)));
}

/** @param {number} asked @param {number} answered @param {number | undefined} server
 * @param {number} painted */
function tell(asked, answered, server, painted) {
  shown = [...shown.filter((when) => painted - when < SECOND), painted];
  const times = {
    trip: (answered - asked).toFixed(0),
    server: server?.toFixed(0) ?? "–",
    paint: Math.max(painted - answered, 0).toFixed(0),
    rate: shown.length,
  };
  write(sentence("meter-tells", times));
}

/** @param {string} text */
function write(text) {
  if (!line) {
    line = document.createElement("div");
    line.className = "live-meter";
    line.setAttribute("role", "note");
    line.setAttribute("aria-label", sentence("meter"));
    document.body.append(line);
  }
  line.textContent = text;
}
