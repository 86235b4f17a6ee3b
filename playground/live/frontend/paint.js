// Puts a panel on the page: markup by morphing, figures by Plotly.react on elements that stay.

import morphdom from "./vendor/morphdom/morphdom-esm.js";

/**
 * @typedef {{data: any[], layout: any}} Figure
 * @typedef {{data?: any[], layout?: any, traces?: Record<string, any>}} FigureChange
 * @typedef {{frame: string, parts: Record<string, string>, figures: Record<string, Figure>}} Content
 * @typedef {{frame?: string, parts?: Record<string, string>,
 *            figures?: Record<string, FigureChange>}} Change
 */

const CONFIG = { displayModeBar: false, staticPlot: true, responsive: false };

/** @type {Promise<any> | undefined} */
let plotly;

/** Plotly, loaded once. */
function loadPlotly() {
  plotly ??= new Promise((resolve, reject) => {
    const ready = /** @type {any} */ (window).Plotly;
    if (ready) return resolve(ready);
    const script = document.createElement("script");
    script.src = new URL("./vendor/plotly/plotly-basic.min.js", import.meta.url).href;
    script.onload = () => resolve(/** @type {any} */ (window).Plotly);
    script.onerror = () => reject(new Error("Plotly could not be loaded"));
    document.head.append(script);
  });
  return plotly;
}
loadPlotly().catch((error) => console.error(error));

const MORPH = {
  childrenOnly: false,
  /** @param {any} node */
  getNodeKey: (node) => node.dataset?.key || node.id || undefined,
  /** @param {any} from @param {any} to */
  onBeforeElUpdated(from, to) {
    if (from.isEqualNode(to)) return false;
    if (from.dataset.figure !== undefined) return false; // Plotly owns what is inside
    if (from.hasAttribute("data-busy")) {
      // Under the visitor's finger or caret: it keeps its own state, but may change its looks.
      if (to.hasAttribute("style")) from.setAttribute("style", to.getAttribute("style"));
      if (to.dataset.value !== undefined) from.dataset.value = to.dataset.value;
      return false;
    }
    if (from.matches("details")) to.open = from.open;
    for (const name of ["is-hot", "is-open"]) {
      if (from.classList.contains(name)) to.classList.add(name);
    }
    if (from.dataset.notice) {
      to.dataset.notice = from.dataset.notice;
      to.setAttribute("aria-invalid", "true");
    }
    return true;
  },
};

/** One panel on the page. */
export class Panel {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    /** @type {Content} */
    this.base = { frame: "", parts: {}, figures: {} };
    /** @type {Content} */
    this.shown = this.base;
    this.width = 0;
  }

  /** Show a whole panel, and take it as what later changes are told against.
   * @param {Content} content */
  setBase(content) {
    this.base = content;
    return this.show(content);
  }

  /** Show the base with a change.
   * @param {Change} change */
  applyChange(change) {
    if (change.frame !== undefined) return this.show(/** @type {Content} */ (change));
    const figures = Object.fromEntries(
      Object.entries(this.base.figures).map(([name, figure]) => [
        name,
        changedFigure(figure, change.figures?.[name]),
      ]),
    );
    const parts = { ...this.base.parts, ...change.parts };
    return this.show({ frame: this.base.frame, parts, figures });
  }

  /** @param {Content} next */
  show(next) {
    const before = this.shown;
    this.shown = next;
    if (next.frame !== before.frame || !sameKeys(next.parts, before.parts)) {
      this.morphAll(next);
    } else {
      for (const [name, html] of Object.entries(next.parts)) {
        if (html !== before.parts[name]) this.morphPart(name, html);
      }
    }
    return this.paintFigures(before);
  }

  /** @param {Content} content */
  morphAll(content) {
    const html = content.frame.replace(/<!--(.*?)-->/g, (_, name) => content.parts[name] ?? "");
    if (!this.root.firstElementChild) {
      this.root.innerHTML = html;
      return;
    }
    const template = document.createElement("template");
    template.innerHTML = html;
    const next = template.content.firstElementChild;
    if (next) morphdom(this.root.firstElementChild, next, MORPH);
  }

  /** @param {string} name @param {string} html */
  morphPart(name, html) {
    const part = this.root.querySelector(`[data-key="${CSS.escape(name)}"]`);
    if (part) morphdom(part, html, MORPH);
  }

  /** @param {Content} before */
  async paintFigures(before) {
    const figures = Object.entries(this.shown.figures);
    if (!figures.length) return;
    const Plotly = await loadPlotly();
    for (const [name, figure] of figures) {
      const element = this.root.querySelector(`[data-figure="${CSS.escape(name)}"]`);
      if (!element) continue;
      const fresh = !element.classList.contains("js-plotly-plot");
      if (fresh || figure !== before.figures[name]) {
        Plotly.react(element, figure.data.slice(), figure.layout, CONFIG);
      }
    }
  }
}

/** @param {Figure} base @param {FigureChange | undefined} change @returns {Figure} */
function changedFigure(base, change) {
  if (!change) return base;
  if (change.data) return /** @type {Figure} */ (change);
  const data = change.traces
    ? base.data.map((trace, index) => change.traces?.[index] ?? trace)
    : base.data;
  return { data, layout: change.layout ?? base.layout };
}

/** @param {object} a @param {object} b */
function sameKeys(a, b) {
  return Object.keys(a).join("\n") === Object.keys(b).join("\n");
}
