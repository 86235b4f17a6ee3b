// Retouches a figure that has been drawn: the few things that move in a drag, in place.
//
// Plotly.react works out all defaults of all traces again, 10 to 100 ms for a diagram: too slow for
// a pointer. So while values stream in, colours, numbers and places are changed on the elements
// that Plotly or sketch.js has made, each only where its value is another, and as soon as they
// rest, Plotly draws the whole figure again.

import { decoded } from "../decoded.js";
import { equal, equalBut } from "./equal.js";
import { nth, pixel, segments, showSource } from "./traces.js";

/** @typedef {import("../types").Figure} Figure */
/** @typedef {import("../types").Trace} Trace */

/** What has been drawn into an element, and whether Plotly is to draw it again at rest. */
export class Drawing {
  #element;
  #axes;
  /** @type {Element[] | undefined} of the traces that are not empty: the others have none */
  #groups = undefined;
  /** @type {Map<Element, Map<string, Element[]>>} */
  #found = new Map();

  /** @param {any} element @param {Figure} figure that has just been drawn into it
   * @param {any} [axes] those of a sketch */
  constructor(element, figure, axes) {
    this.#element = element;
    this.#axes = axes;
    this.figure = figure;
    this.isProvisional = Boolean(axes);
  }

  /** Show another figure; false where only Plotly can. @param {Figure} figure */
  show(figure) {
    const before = this.figure;
    if (before.data.length !== figure.data.length) return false;
    // meta is for a saved picture
    if (!equalBut(before.layout, figure.layout, ["meta", "images"])) return false;
    if (!this.#exchange(before.layout.images ?? [], figure.layout.images ?? [])) return false;
    const groups = (this.#groups ??= [...this.#element.querySelectorAll(".scatterlayer > .trace")]);
    let next = 0;
    const isDone = figure.data.every((now, index) => {
      const group = now.x.length ? groups[next++] : undefined;
      return this.#retouch(group, before.data[index], now);
    });
    if (isDone) this.figure = figure;
    return isDone;
  }

  /** Show other pictures in the places of those before. @param {any[]} old @param {any[]} now */
  #exchange(old, now) {
    if (old.length !== now.length) return false;
    if (!now.every((image, i) => equalBut(old[i], image, ["source"]))) return false;
    now.forEach(({ source }, i) => {
      if (source !== old[i].source) showSource(this.#all(this.#element, ".imagelayer image")[i], source);
    });
    return true;
  }

  /** @param {Element | undefined} group @param {Trace} old @param {Trace} now */
  #retouch(group, old, now) {
    if (old === now || equal(old, now)) return true;
    if (!group || !old.x.length || old.mode !== now.mode) return false;
    this.isProvisional = true;
    const all = (/** @type {string} */ css) => this.#all(group, css);
    return RETOUCH[now.mode]?.(this.#axes ?? this.#element._fullLayout, all, old, now) ?? false;
  }

  /** What Plotly has made of a trace: as long as it does not draw again, it stays.
   * @param {Element} group @param {string} css */
  #all(group, css) {
    const known = this.#found.get(group) ?? new Map();
    this.#found.set(group, known);
    const found = known.get(css) ?? [...group.querySelectorAll(css)];
    known.set(css, found);
    return found;
  }
}

/** @typedef {(css: string) => any[]} All elements of a trace */

/** @type {Record<string, (axes: any, all: All, old: any, now: any) => boolean>} */
const RETOUCH = {
  markers(axes, all, old, now) {
    const points = all("path.point");
    const [line, oldLine] = [now.marker.line, old.marker.line];
    if (points.length !== old.x.length) return false; // one that cannot be drawn has no element
    if (!equalBut(old, now, ["x", "y", "marker"])) return false;
    if (!equalBut(old.marker, now.marker, ["color", "line"])) return false;
    if (!equalBut(oldLine, line, ["color"])) return false;
    if (points.length !== now.x.length) {
      if (!points.length || now.x.includes(null) || [now.marker.symbol, now.marker.size].some(Array.isArray)) return false;
      while (points.length < now.x.length) points.push(another(points[points.length - 1]));
      while (points.length > now.x.length) points.pop().remove();
    }
    points.forEach((point, i) => {
      if (hasMoved(old, now, i)) {
        point.setAttribute("transform", `translate(${pixel(axes, now.x[i], now.y[i])})`);
      }
      paint(point.style, "fill", nth(old.marker.color, i), nth(now.marker.color, i));
      paint(point.style, "stroke", nth(oldLine?.color, i), nth(line?.color, i));
    });
    return true;
  },

  text(axes, all, old, now) {
    const texts = all("g.textpoint > text");
    const [font, oldFont] = [now.textfont, old.textfont];
    if (texts.length !== now.x.length || old.x.length !== now.x.length) return false; // an empty one has no element
    if (!equalBut(old, now, ["x", "y", "text", "textfont"])) return false;
    if (!equalBut(oldFont, font, ["color", "size"])) return false;
    if (!equal(font.size, oldFont.size) && now.textposition !== "middle center") return false;
    if (!now.text.every((/** @type {string} */ text, /** @type {number} */ i) =>
      text === old.text[i] || tags(text) === tags(old.text[i]))) return false;
    texts.forEach((text, i) => {
      if (hasMoved(old, now, i)) {
        const [x, y] = pixel(axes, now.x[i], now.y[i]).split(",");
        text.setAttribute("x", x);
        text.setAttribute("y", y);
      }
      if (now.text[i] !== old.text[i]) retext(text, now.text[i]);
      paint(text.style, "fill", nth(oldFont.color, i), nth(font.color, i));
      if (nth(font.size, i) !== nth(oldFont.size, i)) {
        text.style.fontSize = `${nth(font.size, i)}px`;
        text.parentElement?.setAttribute("transform", `translate(0,${nth(font.size, i) / 4})`);
      }
    });
    return true;
  },

  lines(axes, all, old, now) {
    const [lines, fills] = [all("path.js-line"), all("path.js-fill")];
    const strokes = segments(axes, now);
    if (!equalBut(old, now, ["x", "y", "line"])) return false;
    if (!lines.length || fills.length !== (now.fill ? 1 : 0)) return false;
    if (now.line.simplify !== false && now.x.length > 3 * strokes.length) return false;
    while (lines.length < strokes.length) lines.push(another(lines[lines.length - 1]));
    while (lines.length > strokes.length) lines.pop().remove();
    const moved = old.x.length !== now.x.length ||
      now.x.some((/** @type {number} */ _, /** @type {number} */ i) => hasMoved(old, now, i));
    lines.forEach((line, i) => {
      if (moved) line.setAttribute("d", strokes[i]);
      paint(line.style, "stroke", old.line.color, now.line.color);
      if (old.line.width !== now.line.width) line.style.strokeWidth = `${now.line.width}px`;
      if (old.line.dash !== now.line.dash) {
        line.style.strokeDasharray = now.line.dash === "solid" ? "" : now.line.dash;
      }
    });
    if (moved) fills[0]?.setAttribute("d", strokes.map((stroke) => `${stroke}Z`).join(""));
    return true;
  },
};

/** One more of the same, after it. @param {Element} element */
function another(element) {
  const copy = /** @type {Element} */ (element.cloneNode());
  element.after(copy);
  return copy;
}

/** @param {any} old @param {any} now @param {number} i */
const hasMoved = (old, now, i) => old.x[i] !== now.x[i] || old.y[i] !== now.y[i];

/** @param {CSSStyleDeclaration} style @param {"fill" | "stroke"} what @param {string} old @param {string} now */
function paint(style, what, old, now) {
  if (old === now) return;
  style[what] = now;
  // Plotly has written the alpha of the colour before apart; the new colour brings its own.
  style[what === "fill" ? "fillOpacity" : "strokeOpacity"] = "";
}

/** The tags of Plotly's markup in a text, without its words and colours. @param {string} text */
const tags = (text) => text.replace(/(^|>)[^<]+/g, "$1·").replace(COLOURS, "");

const COLOURS = /(?<=color:)#\w+/g;

/** @param {Element} element @param {string} text */
function retext(element, text) {
  const words = text.split(/<[^>]*>/).filter((word) => word !== "");
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (const word of words) {
    let node = walker.nextNode();
    while (node && !node.nodeValue) node = walker.nextNode(); // Plotly leaves empty ones behind
    if (!node) return;
    const plain = decoded(word);
    if (node.nodeValue !== plain) node.nodeValue = plain;
  }
  const coloured = [...element.querySelectorAll("tspan")].filter((span) => span.style.fill);
  (text.match(COLOURS) ?? []).forEach((colour, i) => { coloured[i]?.style.setProperty("fill", colour); });
  element.setAttribute("data-unformatted", text);
}
