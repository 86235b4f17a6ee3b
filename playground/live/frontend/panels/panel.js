// One panel on the page: its markup and its figures.

import { Figures } from "../figures/figures.js";
import { changed } from "./change.js";
import { follow } from "./list.js";
import { Parts } from "./parts.js";

/** @typedef {import("../types").Content} Content */
/** @typedef {import("../types").Drawing} Drawing */
/** @typedef {import("../types").Figure} Figure */

/** One panel on the page. */
export class Panel {
  /** @type {Content} */
  #base = { frame: "", parts: {}, figures: {} };
  /** @type {Content} */
  #shown = this.#base;
  #key = "";
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

  /** What it shows has moved to another place. @param {HTMLElement} root */
  moved(root) {
    this.root = root;
    this.#parts.moved(root);
    this.#figures.moved(root);
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

  /** One of the figures that it shows, if it is there. @param {string} name */
  figure(name) {
    return /** @type {Figure | undefined} */ (this.#shown.figures[name]);
  }

  /** The key of the content that changes are told against; empty for none. */
  get key() {
    return this.#key;
  }

  /** Show what was told: a whole panel, the base with a change, or the base as it is. What has a key
   * is the base from now on. Says whether that was possible: a change against another base is not.
   * @param {Drawing} drawing @returns {boolean} */
  take({ key, base, change, whole }) {
    if (!whole && base !== undefined && base !== this.#key) {
      this.#key = "";
      return false;
    }
    this.#show(whole ?? (change ? changed(this.#base, change) : this.#base));
    if (key !== undefined) {
      this.#base = this.#shown;
      this.#key = key;
    }
    return true;
  }

  /** @param {Content} content */
  #show(content) {
    this.#shown = content;
    this.#parts.show(content);
    follow(this.root);
    void this.#figures.show(content.figures);
  }
}
