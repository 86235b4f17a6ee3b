// Places on a plane: from pixels to the numbers of its two axes, and back into one text.

/** @typedef {[number, number]} Pair across and up */
/** @typedef {{across: Pair, up: Pair}} Plane the ends of its axes */
/** @typedef {{x: number, y: number, width: number, height: number}} Box in px */

const SPACING = 14; // px between two places of a stroke
const MOST = 500; // places of a stroke
const DIGITS = 2;

/** What an element says of itself as a plane. @param {Element} element @returns {Plane} */
export function planeOf(element) {
  return { across: pairOf(element, "data-across"), up: pairOf(element, "data-up") };
}

/** Two numbers of an attribute. @param {Element} element @param {string} name @returns {Pair} */
export function pairOf(element, name) {
  const [first, second] = (element.getAttribute(name) ?? "").split(" ").map(Number);
  return [first, second];
}

/** The place of a pointer over the plane's box. @param {Plane} plane @param {Box} box
 * @param {number} x @param {number} y @returns {Pair} */
export function placeAt({ across, up }, box, x, y) {
  const right = (x - box.x) / box.width;
  const above = 1 - (y - box.y) / box.height;
  return [within(across, across[0] + right * span(across)), within(up, up[0] + above * span(up))];
}

/** A place after a drag by so many pixels. @param {Plane} plane @param {Box} box @param {Pair} from
 * @param {number} dx @param {number} dy upwards is more @returns {Pair} */
export function carried({ across, up }, box, from, dx, dy) {
  const [x, y] = [(dx / box.width) * span(across), (dy / box.height) * span(up)];
  return nudged({ across, up }, from, x, y);
}

/** A place after a step along the axes. @param {Plane} plane @param {Pair} from
 * @param {number} x @param {number} y @returns {Pair} */
export const nudged = ({ across, up }, from, x, y) => [
  within(across, from[0] + x),
  within(up, from[1] + y),
];

/** @param {Pair} ends */
const span = ([low, high]) => high - low;

/** @param {Pair} ends @param {number} value */
const within = ([low, high], value) =>
  Number(Math.min(high, Math.max(low, value)).toFixed(DIGITS)) + 0; // no −0

/** The places of a stroke, as far apart as can be told apart. */
export class Stroke {
  /** @type {Pair[]} in px */
  #places;

  /** @param {number} x @param {number} y where it begins */
  constructor(x, y) {
    this.#places = [[x, y]];
  }

  /** The pointer has come here: there is a place more if it is far from the last one.
   * @param {number} x @param {number} y */
  reach(x, y) {
    let [fromX, fromY] = this.#places[this.#places.length - 1];
    const far = Math.hypot(x - fromX, y - fromY);
    for (let n = 1; n * SPACING <= far && this.#places.length < MOST; n += 1) {
      const share = (n * SPACING) / far; // a quick pointer is heard of less often
      this.#places.push([fromX + share * (x - fromX), fromY + share * (y - fromY)]);
    }
  }

  /** All of them. @param {Plane} plane @param {Box} box */
  on(plane, box) {
    return this.#places.map(([x, y]) => placeAt(plane, box, x, y).join(" ")).join(" ");
  }
}
