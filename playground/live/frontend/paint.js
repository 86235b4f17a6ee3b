// Puts a panel on the page: markup by morphing, figures by Plotly.react on elements that stay.
//
// Plotly.react works out all defaults of all traces again, 10 to 100 ms for a diagram: too slow for
// a pointer. So while values stream in, what Plotly has drawn is only retouched where it changed
// (a colour, a number, a place), and as soon as they rest, Plotly draws the whole figure again.

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
    const same = from.dataset.target === to.dataset.target;
    if (same && from.classList.contains("is-hot")) to.classList.add("is-hot");
    if (from.hasAttribute("aria-invalid")) to.setAttribute("aria-invalid", "true");
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
    /** @type {WeakMap<Element, Figure>} what each element shows */
    this.drawn = new WeakMap();
    /** @type {WeakSet<Element>} elements that nobody sees yet */
    this.awaited = new WeakSet();
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
    if (next.frame !== before.frame || !sameKeys(next.parts, before.parts)) {
      this.morphAll(next);
    } else {
      for (const [name, html] of Object.entries(next.parts)) {
        if (html !== before.parts[name]) this.morphPart(name, html);
      }
    }
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
  }

  /** @param {string} name @param {string} html */
  morphPart(name, html) {
    const part = this.root.querySelector(`[data-key="${CSS.escape(name)}"]`);
    if (part) morphdom(part, html, MORPH);
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

// ---- retouching: the few things that move in a drag, on the elements that Plotly has made ----

/** Make a drawn figure show other data; false where only Plotly can.
 * @param {any} element @param {any[]} before @param {any[]} after */
function retouch(element, before, after) {
  if (before.length !== after.length) return false;
  const groups = element.querySelectorAll(".scatterlayer > .trace"); // none for an empty trace
  let next = 0;
  return after.every((now, index) => {
    const old = before[index];
    const group = now.x.length ? groups[next++] : null;
    if (old === now || equal(old, now)) return true;
    if (!group || old.x.length !== now.x.length || old.mode !== now.mode) return false;
    return RETOUCH[now.mode]?.(element._fullLayout, group, old, now) ?? false;
  });
}

/** @type {Record<string, (axes: any, group: Element, old: any, now: any) => boolean>} */
const RETOUCH = {
  markers(axes, group, old, now) {
    const points = group.querySelectorAll("path.point");
    if (points.length !== now.x.length) return false;
    if (!equal(bare(old, "x", "y", "marker"), bare(now, "x", "y", "marker"))) return false;
    if (!equal(bare(old.marker, "color", "line"), bare(now.marker, "color", "line"))) return false;
    const [line, oldLine] = [now.marker.line ?? {}, old.marker.line ?? {}];
    if (!equal(bare(oldLine, "color"), bare(line, "color"))) return false;
    points.forEach((point, i) => {
      const { style } = /** @type {SVGElement} */ (point);
      point.setAttribute("transform", `translate(${place(axes, now.x[i], now.y[i])})`);
      paint(style, "fill", nth(old.marker.color, i), nth(now.marker.color, i));
      paint(style, "stroke", nth(oldLine.color, i), nth(line.color, i));
    });
    return true;
  },

  text(axes, group, old, now) {
    const texts = group.querySelectorAll("g.textpoint > text");
    if (texts.length !== now.x.length) return false; // an empty one has no element
    if (!equal(bare(old, "x", "y", "text", "textfont"), bare(now, "x", "y", "text", "textfont"))) {
      return false;
    }
    const [font, oldFont] = [now.textfont, old.textfont];
    if (!equal(bare(font, "color", "size"), bare(oldFont, "color", "size"))) return false;
    if (!equal(font.size, oldFont.size) && now.textposition !== "middle center") return false;
    if (!now.text.every((/** @type {string} */ text, /** @type {number} */ i) =>
      tags(text) === tags(old.text[i]))) return false;
    texts.forEach((text, i) => {
      const { style } = /** @type {SVGElement} */ (text);
      const [x, y] = place(axes, now.x[i], now.y[i]).split(",");
      text.setAttribute("x", x);
      text.setAttribute("y", y);
      if (now.text[i] !== old.text[i]) retext(text, now.text[i]);
      paint(style, "fill", nth(oldFont.color, i), nth(font.color, i));
      if (nth(font.size, i) !== nth(oldFont.size, i)) {
        style.fontSize = `${nth(font.size, i)}px`;
        text.parentElement?.setAttribute("transform", `translate(0,${nth(font.size, i) / 4})`);
      }
    });
    return true;
  },

  lines(axes, group, old, now) {
    const [lines, fills] = [group.querySelectorAll("path.js-line"), group.querySelectorAll("path.js-fill")];
    const strokes = segments(axes, now);
    if (!equal(bare(old, "x", "y", "line"), bare(now, "x", "y", "line"))) return false;
    if (lines.length !== strokes.length || fills.length !== (now.fill ? 1 : 0)) return false;
    if (now.line.simplify !== false && now.x.length > 3 * strokes.length) return false;
    lines.forEach((line, i) => {
      const { style } = /** @type {SVGElement} */ (line);
      line.setAttribute("d", strokes[i]);
      paint(style, "stroke", old.line.color, now.line.color);
      if (old.line.width !== now.line.width) style.strokeWidth = `${now.line.width}px`;
      if (old.line.dash !== now.line.dash) {
        style.strokeDasharray = now.line.dash === "solid" ? "" : now.line.dash;
      }
    });
    fills[0]?.setAttribute("d", strokes.map((stroke) => `${stroke}Z`).join(""));
    return true;
  },
};

/** @param {any} axes @param {number} x @param {number} y */
const place = (axes, x, y) => `${round(axes.xaxis.c2p(x))},${round(axes.yaxis.c2p(y))}`;

/** @param {number} pixels */
const round = (pixels) => Math.round(pixels * 100) / 100;

/** @param {any} value one for all, or one each @param {number} i */
const nth = (value, i) => (Array.isArray(value) ? value[i] : value);

/** @param {CSSStyleDeclaration} style @param {"fill" | "stroke"} what @param {string} old @param {string} now */
function paint(style, what, old, now) {
  if (old !== now) style[what] = now;
}

/** The tags of Plotly's markup in a text, without its words. @param {string} text */
const tags = (text) => text.replace(/(^|>)[^<]+/g, "$1·");

/** @param {Element} element @param {string} text */
function retext(element, text) {
  const words = text.split(/<[^>]*>/).filter((word) => word !== "");
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const holder = document.createElement("textarea"); // reads &lt; as Plotly does
  for (const word of words) {
    let node = walker.nextNode();
    while (node && !node.nodeValue) node = walker.nextNode(); // Plotly leaves empty ones behind
    if (!node) return;
    holder.innerHTML = word;
    if (node.nodeValue !== holder.value) node.nodeValue = holder.value;
  }
  element.setAttribute("data-unformatted", text);
}

/** The paths of a line with gaps. @param {any} axes @param {any} trace @returns {string[]} */
function segments(axes, trace) {
  /** @type {string[][]} */
  const found = [[]];
  trace.x.forEach((/** @type {number | null} */ x, /** @type {number} */ i) => {
    if (x === null) found.push([]);
    else found[found.length - 1].push(place(axes, x, trace.y[i]));
  });
  return found.filter((points) => points.length).map((points) => `M${points.join("L")}`);
}

/** An object without some of its keys. @param {any} object @param {string[]} keys */
function bare(object, ...keys) {
  const rest = { ...object };
  for (const key of keys) delete rest[key];
  return rest;
}

/** Whether two pieces of plain data are the same. @param {any} a @param {any} b @returns {boolean} */
function equal(a, b) {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || !a || !b) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => equal(a[key], b[key]));
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
