// Writes a part's new numbers into the elements that show it, without parsing its markup again.
//
// A part's text is split at its quotes: the odd pieces are attributes' values, and the even ones
// are tags with words between them. Which attribute or text node each piece stands in is found
// once, by parsing the text with a mark in every place; from then on a piece that changes sets its
// place, and nothing else is touched. Whatever else changes is left to whoever compares whole trees.

import { decoded } from "../decoded.js";

/** @typedef {{set: (text: string) => void, touches: Element | null}} Place
 *   touches: an element that this place may hide or disable */

const OPEN = "\uE000"; // for private use: no text of ours has it
const CLOSE = "\uE001";
const WORDS = />([^<]+)/g; // of a piece, what stands after a tag
const HELD = new Set(["data-target", "data-key", "id", "name", "type"]); // who an element is
const HIDING = new Set(["class", "hidden", "disabled"]);
const BUSY = new Set(["style", "data-value"]); // what changes of a control under a finger or caret

/** @param {number} index of a piece @param {number} nth of its words; -1 for an attribute's value */
const mark = (index, nth) => `${OPEN}${index}.${nth}${CLOSE}`;

/** @param {string} piece the tags of it, without the words */
const bones = (piece) => piece.replace(WORDS, ">");

/** @param {string} piece */
const words = (piece) => Array.from(piece.matchAll(WORDS), (found) => found[1]);

/** What one element shows, piece by piece. */
export class Pieces {
  #pieces;
  /** @type {Map<string, Place>} by their marks */
  #places;

  /** @param {string[]} pieces @param {Map<string, Place>} places */
  constructor(pieces, places) {
    this.#pieces = pieces;
    this.#places = places;
  }

  /** The pieces of a text that an element shows; null where it shows something else.
   * @param {Element} element @param {string} html */
  static of(element, html) {
    const pieces = html.split('"');
    const template = document.createElement("template");
    template.innerHTML = marked(pieces);
    const root = template.content.firstElementChild;
    /** @type {Map<string, Place>} */
    const places = new Map();
    return root && pair(root, element, places) ? new Pieces(pieces, places) : null;
  }

  /** Show another text; what may have been hidden by it, or null where that takes more than
   * setting places: then nothing has changed.
   * @param {string} html @returns {Element[] | null} */
  write(html) {
    const next = html.split('"');
    if (next.length !== this.#pieces.length) return null;
    /** @type {[Place, string][]} */
    const writes = [];
    for (let i = 0; i < next.length; i++) {
      if (next[i] !== this.#pieces[i] && !this.#plan(i, next[i], writes)) return null;
    }
    this.#pieces = next;
    const touched = [];
    for (const [place, text] of writes) {
      place.set(decoded(text));
      if (place.touches) touched.push(place.touches);
    }
    return touched;
  }

  /** @param {number} index @param {string} next @param {[Place, string][]} writes */
  #plan(index, next, writes) {
    if (index % 2) return this.#planOne(mark(index, -1), next, writes);
    const old = this.#pieces[index];
    if (bones(old) !== bones(next)) return false;
    const [before, after] = [words(old), words(next)];
    return (
      before.length === after.length &&
      after.every((word, n) => word === before[n] || this.#planOne(mark(index, n), word, writes))
    );
  }

  /** @param {string} key @param {string} text @param {[Place, string][]} writes */
  #planOne(key, text, writes) {
    const place = this.#places.get(key);
    if (!place) return false;
    writes.push([place, text]);
    return true;
  }
}

/** A text with a mark in place of everything that may change. @param {string[]} pieces */
function marked(pieces) {
  const holes = pieces.map((piece, index) => {
    if (index % 2) return mark(index, -1);
    let nth = 0;
    return piece.replace(WORDS, () => `>${mark(index, nth++)}`);
  });
  return holes.join('"');
}

/** Walk a marked tree and the one that is shown side by side, and note each mark's place; whether
 * they are of one build.
 * @param {Node} pattern @param {Node} shown @param {Map<string, Place>} places @returns {boolean} */
function pair(pattern, shown, places) {
  if (pattern.nodeName !== shown.nodeName) return false;
  if (pattern.nodeType === Node.TEXT_NODE) {
    const text = /** @type {Text} */ (shown);
    const key = pattern.nodeValue ?? "";
    if (key.startsWith(OPEN)) places.set(key, placeOfText(text));
    return key.startsWith(OPEN) || key === text.nodeValue;
  }
  const element = /** @type {Element} */ (shown);
  for (const { name, value } of /** @type {Element} */ (pattern).attributes) {
    if (value.startsWith(OPEN) && !HELD.has(name)) places.set(value, placeOfAttribute(element, name));
  }
  let mine = pattern.firstChild;
  let theirs = shown.firstChild;
  for (; mine && theirs; mine = mine.nextSibling, theirs = theirs.nextSibling) {
    if (!pair(mine, theirs, places)) return false;
  }
  return !mine && !theirs;
}

/** @param {Text} node @returns {Place} */
function placeOfText(node) {
  return {
    touches: null,
    set(text) {
      if (node.nodeValue !== text) node.nodeValue = text;
    },
  };
}

/** @param {Element} element @param {string} name @returns {Place} */
function placeOfAttribute(element, name) {
  const input = element instanceof HTMLInputElement ? element : null;
  return {
    touches: HIDING.has(name) ? element : null,
    set(text) {
      const isBusy = element.hasAttribute("data-busy");
      if (isBusy && !BUSY.has(name) && !(name === "value" && input?.type === "text")) return;
      const keepsHeat = name === "class" && element.classList.contains("is-hot");
      const now = keepsHeat ? `${text} is-hot`.trim() : text;
      const isOther = element.getAttribute(name) !== now;
      if (isOther) element.setAttribute(name, now);
      if (isOther && name === "data-link") element.classList.remove("is-hot");
      if (input && !isBusy && input.value !== input.defaultValue) input.value = input.defaultValue;
    },
  };
}
