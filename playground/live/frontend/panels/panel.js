// One panel on the page: its markup and its figures.

import { Figures } from "../figures/figures.js";
import { changed } from "./change.js";
import { Parts } from "./parts.js";

/** @typedef {import("../types").Content} Content */
/** @typedef {import("../types").Change} Change */

/** One panel on the page. */
export class Panel {
  /** @type {Content} */
  #base = { frame: "", parts: {}, figures: {} };
  /** @type {Content} */
  #shown = this.#base;
  #width = 0;
  #isOpen = false;
  #parts;
  #figures;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.#parts = new Parts(root);
    this.#figures = new Figures(root);
  }

  /** Its last width that was not 0, in px. */
  get width() {
    return this.#width;
  }

  /** Whether it could be seen when it was measured; one in a closed tab cannot. */
  get isOpen() {
    return this.#isOpen;
  }

  /** Look at its size. The browser lays out the page for this, so it is for when that may have
   * changed, and not for every message of a drag. */
  measure() {
    this.#width = Math.round(this.root.clientWidth) || this.#width;
    this.#isOpen = this.root.checkVisibility();
  }

  /** Whether nothing has been shown in its place yet. */
  get isEmpty() {
    return !this.root.firstElementChild;
  }

  /** The first of the figures that it shows, if there is one. */
  get figure() {
    return Object.values(this.#shown.figures)[0];
  }

  /** Show a whole panel, and take it as what later changes are told against.
   * @param {Content} content */
  setBase(content) {
    this.#base = content;
    this.#show(content);
  }

  /** Take a panel as what later changes are told against, and go on showing what is shown.
   * @param {Content} content */
  keepBase(content) {
    this.#base = content;
  }

  /** Show the base with a change. @param {Change} change */
  applyChange(change) {
    this.#show(changed(this.#base, change));
  }

  /** @param {Content} content */
  #show(content) {
    this.#shown = content;
    this.#parts.show(content);
    void this.#figures.show(content.figures);
  }
}
