// Makes the message that is asked, over the wire or through the session.

/** @typedef {import("../types").Ask} Ask */
/** @typedef {import("../types").Gesture} Gesture */
/** @typedef {import("../types").History} History */

/** Of gestures only what the server knows. @param {readonly Gesture[]} gestures @returns {Gesture[]} */
export const bare = (gestures) => gestures.map(({ target, edit, value }) => ({ target, edit, value }));

/** The same message for a server that does not know the scene; none where there is nothing to ask,
 * or the token is the session's to tell.
 * @param {Ask | null} ask @param {string | undefined} token of its scene @returns {Ask | null} */
export function withToken(ask, token) {
  return ask && token ? { ...ask, token } : null;
}

/** The same message for a server that does not know the scene's table.
 * @param {Ask | null} ask @param {string} table @returns {Ask | null} */
export function withTable(ask, table) {
  return ask && { ...ask, table };
}

/** Where undo and redo lead that the session has not acknowledged, and what has been done there.
 * Nothing where they come after something else: only the session knows whether that was a step.
 * @template {Gesture} G @param {History} history @param {readonly G[]} pending
 * @param {(gesture: G) => number} moveOf how far one moves in the history
 * @returns {{at: number, gestures: readonly G[]} | null} */
export function standing({ first, at, count }, pending, moveOf) {
  const moves = pending.findIndex((gesture) => !moveOf(gesture));
  const gestures = moves < 0 ? [] : pending.slice(moves);
  if (gestures.some(moveOf)) return null;
  let now = at;
  for (const gesture of pending.slice(0, pending.length - gestures.length)) {
    now = Math.min(Math.max(now + moveOf(gesture), first), first + count - 1);
  }
  return { at: now, gestures };
}
