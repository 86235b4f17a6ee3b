// Says beside its control why a gesture was refused, once: the wire and the session both tell.

import { notice } from "./notice.js";

/** @typedef {import("../types").Gesture} Gesture */
/** @typedef {import("../types").Notice} Notice */

/** @type {WeakMap<Gesture, Element>} the control that each gesture came from */
const senders = new WeakMap();
/** @type {WeakSet<Gesture>} refused, and told */
const told = new WeakSet();
/** @type {string | null} */
let last = null;

/** The last of the session's notices that was shown; the session tells it until it hears of this. */
export const noticed = () => last;

/** Remember which control a gesture came from. @param {Gesture} gesture @param {Element} [from] */
export function sentBy(gesture, from) {
  if (from) senders.set(gesture, from);
}

/** @param {string} text @param {Gesture} [gesture] */
export function refuse(text, gesture) {
  if (gesture && told.has(gesture)) return;
  if (gesture) told.add(gesture);
  notice(text, gesture && senders.get(gesture));
}

/** Show what the session has to say, unless it is what it said before.
 * @param {Notice | null} said @param {Gesture} [gesture] that it is about */
export function refuseBySession(said, gesture) {
  if (!said || said.id === last) return;
  const isKnown = said.text === last; // the document has said so already
  last = said.id;
  if (!isKnown) refuse(said.text, gesture);
}
