// What Streamlit has brought of a run whose hub is not there yet.

/** @typedef {import("../types").PanelData} PanelData */

export class Arrivals {
  /** @type {Map<string, PanelData>} */
  #arrived = new Map();

  /** @param {PanelData} data */
  add(data) {
    this.#arrived.set(data.panel, data);
  }

  /** What has arrived up to a run, which then is over. Streamlit may bring a panel of the next run
   * before the hub of this one: that panel waits on. @param {number} run */
  taken(run) {
    const over = [...this.#arrived.values()].filter((data) => data.run <= run);
    for (const { panel } of over) this.#arrived.delete(panel);
    return over;
  }
}

/** Whether a panel that the session has drawn is shown, or only what comes next counts from it.
 *
 * One that is drawn for another theme or size is not shown in an empty place (`isEmpty`): the wire
 * draws it right, at once. And one that is older than what the wire has drawn (`isBehind`) never
 * takes its place.
 * @param {{isForOther: boolean, hasFigures: boolean, isEmpty: boolean, isBehind: boolean,
 *          mayWire: boolean, isWireUp: boolean}} situation
 *   mayWire: the wire is up, or may still come */
export function isToBeShown({ isForOther, hasFigures, isEmpty, isBehind, mayWire, isWireUp }) {
  if (isForOther && hasFigures && isEmpty && mayWire) return false;
  return !(isWireUp && isBehind && !isEmpty);
}
