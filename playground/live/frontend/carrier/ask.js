// Makes the message that is asked, over the wire or through the session.

/** @typedef {import("../types").Ask} Ask */
/** @typedef {import("../types").Gesture} Gesture */

/** Of gestures only what the server knows. @param {readonly Gesture[]} gestures @returns {Gesture[]} */
export const bare = (gestures) => gestures.map(({ target, edit, value }) => ({ target, edit, value }));

/** The same message for a server that does not know the scene; none where there is nothing to ask.
 * @param {Ask | null} ask @param {string | undefined} token of its scene @returns {Ask | null} */
export function withToken(ask, token) {
  return ask && { ...ask, token };
}

/** Only the session can undo and redo: until it has, the wire has nothing to draw on.
 * @param {readonly Gesture[]} pending @param {string[]} sessionOnly edits that are the session's */
export function waitsForSession(pending, sessionOnly) {
  return pending.some(({ edit }) => edit !== undefined && sessionOnly.includes(edit.split("/")[0]));
}
