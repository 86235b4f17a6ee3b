// Merges a change into what it is told against: pure data, as `../../../panels/changes.py`
// and the wire make it.

/** @typedef {import("../types").Content} Content */
/** @typedef {import("../types").Change} Change */
/** @typedef {import("../types").Figure} Figure */
/** @typedef {import("../types").FigureChange} FigureChange */
/** @typedef {import("../types").TextChange} TextChange */
/** @typedef {import("../types").Trace} Trace */

/** A whole panel: a base with a change. @param {Content} base @param {Change} change @returns {Content} */
export function changed(base, change) {
  /** @type {Record<string, Figure>} */
  const figures = {};
  for (const [name, figure] of Object.entries(base.figures)) {
    figures[name] = changedFigure(figure, change.figures?.[name]);
  }
  const parts = { ...base.parts };
  for (const [name, part] of Object.entries(change.parts ?? {})) {
    parts[name] = changedText(parts[name] ?? "", part);
  }
  return { frame: base.frame, parts, figures };
}

/** @param {string} base @param {TextChange} change */
export function changedText(base, change) {
  if (typeof change === "string") return change;
  /** @type {(string | number)[]} */
  const pieces = base.split('"');
  if (pieces.length !== change[0]) return base; // told against a base that is still on its way
  for (let i = 1; i < change.length; i += 2) pieces[Number(change[i])] = change[i + 1];
  return pieces.join('"');
}

/** @param {Figure} base @param {FigureChange | undefined} change @returns {Figure} */
export function changedFigure(base, change) {
  if (!change) return base;
  if (change.data) return /** @type {Figure} */ (change);
  const data = change.traces
    ? base.data.map((trace, index) => changedTrace(trace, change.traces?.[index]))
    : base.data;
  if (!change.layout && !change.images) return { data, layout: base.layout };
  const layout = { ...base.layout, ...change.layout };
  if (change.images) {
    layout.images = layout.images.map((/** @type {any} */ image, /** @type {number} */ index) =>
      ({ ...image, ...change.images?.[index] }));
  }
  return { data, layout };
}

/** @param {Trace} trace @param {Trace | undefined} change */
function changedTrace(trace, change) {
  if (!change) return trace;
  if (change.type) return change; // the whole of it
  const now = { ...trace };
  for (const [key, value] of Object.entries(change)) {
    const within = value && typeof value === "object" && !Array.isArray(value);
    now[key] = within ? { ...trace[key], ...value } : value;
  }
  return now;
}
