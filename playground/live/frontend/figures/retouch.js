// Retouches a figure that Plotly has drawn: the few things that move in a drag, in place.
//
// Plotly.react works out all defaults of all traces again, 10 to 100 ms for a diagram: too slow for
// a pointer. So while values stream in, colours, numbers and places are changed on the elements
// that Plotly has made, and as soon as they rest, Plotly draws the whole figure again. Where
// anything else has changed, `retouch` says so and Plotly draws at once.

import { equal } from "./equal.js";

/** Make a drawn figure show other data; false where only Plotly can.
 * @param {any} element @param {any[]} before @param {any[]} after */
export function retouch(element, before, after) {
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
