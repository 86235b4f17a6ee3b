// Draws a panel's figures: by Plotly.react on elements that stay, and by retouching what Plotly has
// drawn while values stream in (retouch.js).

import { Drawing } from "./retouch.js";

/** @typedef {import("../types").Figure} Figure */

const CONFIG = { displayModeBar: false, staticPlot: true, responsive: false };
const REST_MS = 250;

/** @type {Promise<any> | undefined} */
let plotly;

/** @type {() => void} */
let onReady = () => {};
/** When what draws figures has come, whoever asked for it. @type {Promise<void>} */
export const isReady = new Promise((resolve) => {
  onReady = resolve;
});

/** Plotly, loaded once. @returns {Promise<any>} */
export function loadPlotly() {
  plotly ??= new Promise((resolve, reject) => {
    const loaded = () => {
      const Plotly = /** @type {any} */ (window).Plotly;
      // For hover events, which a static plot has not, every update would search every attribute
      // of every trace for arrays: up to half of its time.
      Plotly.PlotSchema.findArrayAttributes = () => [];
      resolve(Plotly);
      onReady();
    };
    if (/** @type {any} */ (window).Plotly) return loaded();
    const script = document.createElement("script");
    script.src = new URL("../vendor/plotly/plotly-basic.min.js", import.meta.url).href;
    script.onload = loaded;
    script.onerror = () => reject(new Error("Plotly could not be loaded"));
    document.head.append(script);
  });
  return plotly;
}

/** Load what draws figures, before the first is there. */
export const prepare = () => loadPlotly().catch((error) => console.error(error));

/** The figures of one panel. */
export class Figures {
  #root;
  /** @type {Record<string, Figure>} */
  #shown = {};
  /** @type {WeakMap<Element, Drawing>} what each element shows */
  #drawn = new WeakMap();
  /** @type {WeakSet<Element>} elements that nobody sees yet */
  #awaited = new WeakSet();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #rest = undefined;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.#root = root;
  }

  /** The panel has moved. @param {HTMLElement} root */
  moved(root) {
    this.#root = root;
  }

  /** Show these, each in the element that has its name. @param {Record<string, Figure>} figures */
  async show(figures) {
    this.#shown = figures;
    await this.#paint();
  }

  async #paint() {
    if (!Object.keys(this.#shown).length) return;
    const Plotly = await loadPlotly();
    for (const [name, figure] of Object.entries(this.#shown)) {
      const element = this.#place(name);
      const drawn = element && this.#drawn.get(element);
      if (!element || drawn?.figure === figure) continue;
      if (drawn?.show(figure)) {
        if (drawn.isRetouched) this.#drawAtRest(Plotly);
      } else if (!element.offsetWidth) {
        this.#paintWhenSeen(element); // in a tab that is not open
      } else if (drawn || turn.take()) {
        this.#draw(Plotly, element, figure);
      } else {
        turn.wait(() => void this.#paint());
      }
    }
  }

  /** Have Plotly draw a whole figure, whatever the element shows now.
   * @param {any} Plotly @param {Element} element @param {Figure} figure */
  #draw(Plotly, element, figure) {
    draw(Plotly, element, figure);
    this.#drawn.set(element, new Drawing(element, figure));
  }

  /** @param {string} name @returns {HTMLElement | null} */
  #place(name) {
    return this.#root.querySelector(`[data-figure="${CSS.escape(name)}"]`);
  }

  /** @param {HTMLElement} element */
  #paintWhenSeen(element) {
    this.#drawn.delete(element);
    if (this.#awaited.has(element)) return;
    this.#awaited.add(element);
    const observer = new ResizeObserver(() => {
      if (!element.offsetWidth) return;
      observer.disconnect();
      this.#awaited.delete(element);
      void this.#paint();
    });
    observer.observe(element);
  }

  /** Let Plotly draw what has been retouched, when nothing has changed for a while.
   * @param {any} Plotly */
  #drawAtRest(Plotly) {
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => {
      if (document.documentElement.hasAttribute("data-dragging")) return this.#drawAtRest(Plotly);
      for (const [name, figure] of Object.entries(this.#shown)) {
        const element = this.#place(name);
        const drawn = element && this.#drawn.get(element);
        if (!drawn?.isRetouched || drawn.figure !== figure) continue;
        this.#draw(Plotly, /** @type {HTMLElement} */ (element), figure);
      }
    }, REST_MS);
  }
}

/** Of figures that are new on the page one is drawn a frame: the next would keep it from being seen. */
const turn = {
  isTaken: false,
  /** @type {Set<() => void>} */
  waiting: new Set(),

  /** Whether this frame has not seen a new figure; now it has. */
  take() {
    if (this.isTaken) return false;
    this.isTaken = true;
    requestAnimationFrame(() => setTimeout(() => this.pass()));
    return true;
  },

  /** @param {() => void} draw */
  wait(draw) {
    this.waiting.add(draw);
  },

  pass() {
    this.isTaken = false;
    const next = [...this.waiting];
    this.waiting.clear();
    for (const draw of next) draw();
  },
};

let revision = 0;

/** @param {any} Plotly @param {Element} element @param {Figure} figure */
function draw(Plotly, element, figure) {
  // Without a new revision Plotly would keep what it takes for unchanged since its own last time;
  // and it writes into the layout that it is given.
  const layout = { ...structuredClone(figure.layout), datarevision: ++revision };
  Plotly.react(element, figure.data.slice(), layout, CONFIG);
}
