// Draws a figure of pictures, lines, points and texts in pixels at once, as Plotly will draw it when it rests:
// Plotly takes 30 ms and more for a diagram, and itself some 150 ms to be there.
//
// The elements are those that Plotly makes, so that retouch.js can go on from either.

import { decoded } from "../decoded.js";
import { nth, round, segments, showSource } from "./traces.js";

/** @typedef {import("../types").Figure} Figure */
/** @typedef {import("../types").Trace} Trace */

const SVG = "http://www.w3.org/2000/svg";
const LINE_SPACING = 1.3;
/** Where a text stands against its point: how far above it, in its own heights, and from where. */
const ABOVE = /** @type {Record<string, number>} */ ({ top: 1, middle: 0.5, bottom: 0 });
const ANCHOR = /** @type {Record<string, string>} */ ({ left: "end", center: "middle", right: "start" });
const TAG = /(<[^>]*>)/;
const COLOUR = /^<span style="color:(#\w+)">$/;
/** @type {Record<string, string>} */
const STYLE = { "<b>": "font-weight:bold", "<i>": "font-style:italic" };
const CLOSING = ["</b>", "</i>", "</span>"];
const PIXELS = { xaxis: { c2p: Number }, yaxis: { c2p: Number } };

/** Whether a figure has nothing but what can be sketched: no axes, pictures below, plain circles.
 * @param {Figure} figure */
export function canBeSketched({ data, layout }) {
  const isPlain = layout.xaxis?.visible === false && layout.yaxis?.visible === false;
  return isPlain && !layout.shapes && !layout.annotations &&
    (layout.images ?? []).every((/** @type {any} */ image) => image.layer === "below" && image.sizing === "stretch") &&
    data.every(({ type, mode, marker, text }) => type === "scatter" && mode in DRAW &&
      (marker?.symbol ?? "circle") === "circle" && (text ?? []).every(isKnown));
}

/** Whether all markup in some words is known. @param {string} words */
const isKnown = (words) =>
  !words.includes("<") ||
  words.split(TAG).every((piece, n) =>
    n % 2 === 0 || piece === "<br>" || styleOf(piece) || CLOSING.includes(piece));

/** @param {string} tag @returns {string | undefined} */
function styleOf(tag) {
  const colour = COLOUR.exec(tag);
  return colour ? `fill:${colour[1]}` : STYLE[tag];
}

/** Draw a figure into an element, in place of all that is there; what retouch.js needs to know.
 * @param {Element} element @param {Figure} figure */
export function sketch(element, figure) {
  const { width, height } = figure.layout;
  const svg = make("svg", { class: "main-svg", width, height, "data-sketch": "" });
  svg.append(pictures(figure.layout.images ?? []));
  const layer = svg.appendChild(make("g", { class: "scatterlayer" }));
  for (const trace of figure.data) {
    if (!trace.x.length) continue;
    const group = layer.appendChild(make("g", { class: "trace" }, "stroke-miterlimit:2"));
    group.append(...DRAW[trace.mode](trace));
  }
  element.replaceChildren(svg);
  return PIXELS;
}

/** Take away what was sketched in an element. @param {Element} element */
export const eraseSketch = (element) => element.querySelector(":scope > [data-sketch]")?.remove();

/** @param {any[]} images */
function pictures(images) {
  const layer = make("g", { class: "imagelayer" });
  for (const { source, x, y, sizex, sizey, opacity = 1 } of images) {
    const place = { x, y, width: sizex, height: sizey, preserveAspectRatio: "none", opacity };
    showSource(layer.appendChild(make("image", place)), source);
  }
  return layer;
}

/** @type {Record<string, (trace: any) => Element[]>} */
const DRAW = {
  lines(trace) {
    const { color, width, dash } = trace.line;
    const strokes = segments(PIXELS, trace);
    const dashes = dash === "solid" ? "" : `;stroke-dasharray:${dash}`;
    const lines = strokes.map((d) =>
      make("path", { class: "js-line", d }, `fill:none;stroke:${color};stroke-width:${width}px${dashes}`));
    if (!trace.fill) return lines;
    const d = strokes.map((stroke) => `${stroke}Z`).join("");
    return [make("path", { class: "js-fill", d }, `fill:${trace.fillcolor}`), ...lines];
  },

  markers({ x, y, marker }) {
    return x.map((/** @type {number} */ at, /** @type {number} */ i) => {
      const r = round(nth(marker.size, i) / 2);
      const d = `M${r},0A${r},${r} 0 1,1 0,-${r}A${r},${r} 0 0,1 ${r},0Z`;
      const width = nth(marker.line.width, i);
      const rim = width ? `;stroke:${nth(marker.line.color, i)}` : "";
      const transform = `translate(${round(at)},${round(y[i])})`;
      const style = `stroke-width:${width}px;fill:${nth(marker.color, i)}${rim}`;
      return make("path", { class: "point", transform, d }, style);
    });
  },

  text(trace) {
    const { x, y, text, textposition, textfont } = trace;
    return text.flatMap((/** @type {string} */ words, /** @type {number} */ i) => {
      if (!words) return [];
      const size = nth(textfont.size, i);
      const [above, beside] = nth(textposition, i).split(" ");
      const lines = words.split("<br>");
      const height = 1 + (lines.length - 1) * LINE_SPACING;
      const lift = round((0.75 - ABOVE[above] * height) * size);
      const group = make("g", { class: "textpoint", transform: `translate(0,${lift})` });
      const place = { x: round(x[i]), y: round(y[i]) };
      const style = `font-family:${textfont.family};font-size:${size}px;fill:${nth(textfont.color, i)};white-space:pre`;
      const element = make("text", { ...place, "text-anchor": ANCHOR[beside] }, style);
      if (lines.length === 1) write(element, words);
      else lines.forEach((line, n) => {
        const own = { class: "line", ...place, dy: `${n * LINE_SPACING}em` };
        write(element.appendChild(make("tspan", own)), line);
      });
      group.append(element);
      return [group];
    });
  },
};

/** Put words into an element; bold, italic and a colour are all the markup that there is in them.
 * @param {Element} element @param {string} words */
function write(element, words) {
  let inner = element;
  for (const piece of words.split(TAG)) {
    const style = styleOf(piece);
    if (style) inner = inner.appendChild(make("tspan", {}, style));
    else if (CLOSING.includes(piece)) inner = inner.parentElement ?? element;
    else if (piece) inner.append(decoded(piece));
  }
}

/** @param {string} name @param {Record<string, string | number>} attributes @param {string} [style] */
function make(name, attributes, style) {
  const element = /** @type {SVGElement} */ (document.createElementNS(SVG, name));
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  if (style) element.style.cssText = style;
  return element;
}
