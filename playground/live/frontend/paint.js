// Puts a panel on the page: markup by morphing, figures by Plotly.react on elements that stay, and
// by retouching what Plotly has drawn while values stream in (retouch.js).

import { keepingFocus } from "./focus.js";
import { equal, retouch } from "./retouch.js";
import morphdom from "./vendor/morphdom/morphdom-esm.js";

/**
 * @typedef {{data: any[], layout: any}} Figure
 * @typedef {{data?: any[], layout?: any, traces?: Record<string, any>}} FigureChange
 *   traces: by index, the keys that changed; of an object (marker, line, …) those within it
 * @typedef {{frame: string, parts: Record<string, string>, figures: Record<string, Figure>}} Content
 * @typedef {{frame?: string, parts?: Record<string, string | (number | string)[]>,
 *            figures?: Record<string, FigureChange>}} Change
 *   parts: the whole text, or [count, index, piece, …] of the base's text split at its quotes
 */

const CONFIG = { displayModeBar: false, staticPlot: true, responsive: false };
const REST_MS = 250;

/** @type {Promise<any> | undefined} */
let plotly;

/** Plotly, loaded once. */
function loadPlotly() {
  plotly ??= new Promise((resolve, reject) => {
    const loaded = () => {
      const Plotly = /** @type {any} */ (window).Plotly;
      // For hover events, which a static plot has not, every update would search every attribute
      // of every trace for arrays: up to half of its time.
      Plotly.PlotSchema.findArrayAttributes = () => [];
      resolve(Plotly);
    };
    if (/** @type {any} */ (window).Plotly) return loaded();
    const script = document.createElement("script");
    script.src = new URL("./vendor/plotly/plotly-basic.min.js", import.meta.url).href;
    script.onload = loaded;
    script.onerror = () => reject(new Error("Plotly could not be loaded"));
    document.head.append(script);
  });
  return plotly;
}
loadPlotly().catch((error) => console.error(error));

const MORPH = {
  childrenOnly: false,
  /** @param {any} node */
  getNodeKey: (node) =>
    node.dataset?.key || node.id || (node.localName === "div" && node.dataset.target) || undefined,
  /** @param {any} from @param {any} to */
  onBeforeElUpdated(from, to) {
    if (from.isEqualNode(to)) return false;
    if (from.dataset.figure !== undefined) {
      // Plotly owns what is inside; how large it is, the markup says.
      if (to.hasAttribute("style")) from.setAttribute("style", to.getAttribute("style"));
      return false;
    }
    if (from.hasAttribute("data-busy")) {
      // Under the visitor's finger or caret: it keeps its own state, but may change its looks, and
      // knows the value to which it goes back.
      if (from.type === "text") from.defaultValue = to.defaultValue;
      if (to.hasAttribute("style")) from.setAttribute("style", to.getAttribute("style"));
      if (to.dataset.value !== undefined) from.dataset.value = to.dataset.value;
      return false;
    }
    if (from.matches("details")) to.open = from.open;
    const same = from.dataset.target === to.dataset.target;
    if (same && from.classList.contains("is-hot")) to.classList.add("is-hot");
    if (same && from.hasAttribute("data-dragging")) to.setAttribute("data-dragging", "");
    return true;
  },
};

/** Whether a control in a part is under the visitor's finger or caret. @param {Element | null} part */
const isBusy = (part) => Boolean(part?.querySelector("[data-busy]"));

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
    /** @type {WeakMap<Element, Figure>} what each element shows */
    this.drawn = new WeakMap();
    /** @type {WeakSet<Element>} elements that nobody sees yet */
    this.awaited = new WeakSet();
    /** @type {Set<string>} parts with a control that kept its own state when they changed */
    this.owed = new Set();
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.rest = undefined;
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
    const parts = { ...this.base.parts };
    for (const [name, part] of Object.entries(change.parts ?? {})) {
      parts[name] = typeof part === "string" ? part : changedText(parts[name] ?? "", part);
    }
    return this.show({ frame: this.base.frame, parts, figures });
  }

  /** @param {Content} next */
  show(next) {
    const before = this.shown;
    this.shown = next;
    keepingFocus(this.root, () => {
      if (next.frame !== before.frame || !sameKeys(next.parts, before.parts)) {
        this.morphAll(next);
      } else {
        for (const [name, html] of Object.entries(next.parts)) {
          if (html !== before.parts[name] || this.owed.has(name)) this.morphPart(name, html);
        }
      }
    });
    return this.paintFigures();
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
    this.owed = new Set(Object.keys(content.parts).filter((name) => isBusy(this.part(name))));
  }

  /** @param {string} name */
  part(name) {
    return this.root.querySelector(`[data-key="${CSS.escape(name)}"]`);
  }

  /** @param {string} name @param {string} html */
  morphPart(name, html) {
    const part = this.part(name);
    if (!part) return;
    morphdom(part, html, MORPH);
    if (isBusy(part)) this.owed.add(name);
    else this.owed.delete(name);
  }

  async paintFigures() {
    if (!Object.keys(this.shown.figures).length) return;
    const Plotly = await loadPlotly();
    let retouched = false;
    for (const [name, figure] of Object.entries(this.shown.figures)) {
      const element = this.root.querySelector(`[data-figure="${CSS.escape(name)}"]`);
      const drawn = element && this.drawn.get(element);
      if (!element || drawn === figure) continue;
      if (drawn && equal(drawn.layout, figure.layout) && retouch(element, drawn.data, figure.data)) {
        retouched = true;
      } else if (/** @type {HTMLElement} */ (element).offsetWidth) {
        draw(Plotly, element, figure);
      } else {
        this.drawWhenSeen(element); // in a tab that is not open
        continue;
      }
      this.drawn.set(element, figure);
    }
    if (retouched) this.drawAtRest(Plotly);
  }

  /** @param {Element} element */
  drawWhenSeen(element) {
    this.drawn.delete(element);
    if (this.awaited.has(element)) return;
    this.awaited.add(element);
    const observer = new ResizeObserver(() => {
      if (!(/** @type {HTMLElement} */ (element).offsetWidth)) return;
      observer.disconnect();
      this.awaited.delete(element);
      this.paintFigures();
    });
    observer.observe(element);
  }

  /** Let Plotly draw what has been retouched, when nothing has changed for a while.
   * @param {any} Plotly */
  drawAtRest(Plotly) {
    clearTimeout(this.rest);
    this.rest = setTimeout(() => {
      if (document.documentElement.hasAttribute("data-dragging")) return this.drawAtRest(Plotly);
      for (const [name, figure] of Object.entries(this.shown.figures)) {
        const element = this.root.querySelector(`[data-figure="${CSS.escape(name)}"]`);
        if (element && this.drawn.get(element) === figure) draw(Plotly, element, figure);
      }
    }, REST_MS);
  }
}

let revision = 0;

/** The whole figure, whatever the element shows now.
 * @param {any} Plotly @param {Element} element @param {Figure} figure */
function draw(Plotly, element, figure) {
  // Without a new revision Plotly would keep what it takes for unchanged since its own last time;
  // and it writes into the layout that it is given.
  const layout = { ...structuredClone(figure.layout), datarevision: ++revision };
  Plotly.react(element, figure.data.slice(), layout, CONFIG);
}

/** @param {string} base @param {(number | string)[]} change */
function changedText(base, change) {
  /** @type {(string | number)[]} */
  const pieces = base.split('"');
  if (pieces.length !== change[0]) return base; // told against a base that is still on its way
  for (let i = 1; i < change.length; i += 2) pieces[Number(change[i])] = change[i + 1];
  return pieces.join('"');
}

/** @param {Figure} base @param {FigureChange | undefined} change @returns {Figure} */
function changedFigure(base, change) {
  if (!change) return base;
  if (change.data) return /** @type {Figure} */ (change);
  const data = change.traces
    ? base.data.map((trace, index) => changedTrace(trace, change.traces?.[index]))
    : base.data;
  return { data, layout: change.layout ?? base.layout };
}

/** @param {any} trace @param {any} change */
function changedTrace(trace, change) {
  if (!change) return trace;
  if (change.type) return change; // the whole of it
  const changed = { ...trace };
  for (const [key, value] of Object.entries(change)) {
    const within = value && typeof value === "object" && !Array.isArray(value);
    changed[key] = within ? { ...trace[key], ...value } : value;
  }
  return changed;
}

/** @param {object} a @param {object} b */
function sameKeys(a, b) {
  return Object.keys(a).join("\n") === Object.keys(b).join("\n");
}
