// What the parts of a figure are: where lines go, what holds for one point, what a picture shows.

/** @param {any} value one for all, or one each @param {number} i */
export const nth = (value, i) => (Array.isArray(value) ? value[i] : value);

/** @param {number} pixels */
export const round = (pixels) => Math.round(pixels * 100) / 100;

/** @param {any} axes @param {number} x @param {number} y */
export const pixel = (axes, x, y) => `${round(axes.xaxis.c2p(x))},${round(axes.yaxis.c2p(y))}`;

const XLINK = "http://www.w3.org/1999/xlink";

/** Show a picture in an SVG image, and tell it as Plotly does, which else would take it for the one
 * that it has shown itself. @param {any} image @param {string} source */
export function showSource(image, source) {
  image.setAttributeNS(XLINK, "xlink:href", source);
  image._imgSrc = source;
}

/** The paths of a line with gaps. @param {any} axes @param {any} trace @returns {string[]} */
export function segments(axes, trace) {
  /** @type {string[][]} */
  const found = [[]];
  trace.x.forEach((/** @type {number | null} */ x, /** @type {number} */ i) => {
    if (x === null) found.push([]);
    else found[found.length - 1].push(pixel(axes, x, trace.y[i]));
  });
  return found.filter((points) => points.length).map((points) => `M${points.join("L")}`);
}
