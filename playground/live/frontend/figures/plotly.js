// Plotly: loaded when the first picture has been painted, and asked to draw whole figures.

import { isPainted } from "../painted.js";

/** @typedef {import("../types").Figure} Figure */

const CONFIG = { displayModeBar: false, staticPlot: true, responsive: false };

/** @type {any} Plotly, when it is there */
let here;
/** @type {Promise<any> | undefined} */
let coming;
let revision = 0;

/** Plotly, loaded once; not before the first picture has been painted, for the page stands still
 * while Plotly starts. @returns {Promise<any>} */
export function loadPlotly() {
  coming ??= isPainted.then(load).then((Plotly) => {
    // For hover events, which a static plot has not, every update would search every attribute
    // of every trace for arrays: up to half of its time.
    Plotly.PlotSchema.findArrayAttributes = () => [];
    return (here = Plotly);
  });
  return coming;
}

/** Do something as soon as Plotly is there. @param {() => void} then */
export const withPlotly = (then) =>
  void loadPlotly().then(then, (error) => console.error(error));

/** Whether it is there. */
export const isHere = () => here !== undefined;

/** Have it draw a whole figure, in place of whatever the element shows.
 * @param {Element} element @param {Figure} figure */
export function draw(element, figure) {
  // Without a new revision Plotly would keep what it takes for unchanged since its own last time;
  // and it writes into the layout that it is given.
  const layout = { ...structuredClone(figure.layout), datarevision: ++revision };
  here.react(element, figure.data.slice(), layout, CONFIG);
}

/** Have it forget an element and what it has drawn there. @param {Element} element */
export const forget = (element) => here?.purge(element);

/** @returns {Promise<any>} */
const load = () =>
  new Promise((resolve, reject) => {
    const loaded = () => resolve(/** @type {any} */ (window).Plotly);
    if (/** @type {any} */ (window).Plotly) return loaded();
    const script = document.createElement("script");
    script.src = new URL("../vendor/plotly/plotly-basic.min.js", import.meta.url).href;
    script.onload = loaded;
    script.onerror = () => reject(new Error("Plotly could not be loaded"));
    document.head.append(script);
  });
