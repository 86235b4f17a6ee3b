// One part of a panel on the page: an element, and the markup that it shows.

import { morph } from "./morph.js";
import { Pieces } from "./pieces.js";

export class Part {
  #element;
  /** @type {string | null} what it shows; null while a control in it has kept its own state */
  #html;
  /** @type {Pieces | null} found at its first change */
  #pieces = null;

  /** @param {Element} element @param {string} html that it shows */
  constructor(element, html) {
    this.#element = element;
    this.#html = this.#isBusy ? null : html;
  }

  /** Whether a control in it is under the visitor's finger or caret. */
  get #isBusy() {
    return Boolean(this.#element.querySelector("[data-busy]"));
  }

  /** Whether it is to be written only when nothing is dragged. */
  get isForRest() {
    return this.#element.hasAttribute("data-at-rest");
  }

  /** Whether it shows this, and all of it. @param {string} html */
  shows(html) {
    return this.#html === html;
  }

  /** Show other numbers and words in the same elements; what may have been hidden by it, or null
   * where that is not enough. @param {string} html @returns {Element[] | null} */
  write(html) {
    const isBusy = this.#isBusy;
    if (this.#html === null && !isBusy) return null; // what a control has kept must go, too
    if (this.#html !== null) this.#pieces ??= Pieces.of(this.#element, this.#html);
    const hidden = this.#pieces?.write(html) ?? null;
    if (hidden) this.#html = isBusy ? null : html;
    return hidden;
  }

  /** Show other markup. @param {string} html */
  morph(html) {
    this.#element = morph(this.#element, html);
    this.#pieces = null;
    this.#html = this.#isBusy ? null : html;
  }
}
