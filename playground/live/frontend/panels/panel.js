// One panel on the page: its markup, put there by morphing, and its figures.

import { Figures } from "../figures/figures.js";
import morphdom from "../vendor/morphdom/morphdom-esm.js";
import { changed } from "./change.js";
import { keepingFocus } from "./focus.js";

/** @typedef {import("../types").Content} Content */
/** @typedef {import("../types").Drawing} Drawing */

const MORPH = {
  /** @param {any} node */
  getNodeKey: (node) =>
    node.dataset?.key || node.id || (node.localName === "div" && node.dataset.target) || undefined,
  /** @param {any} from @param {any} to */
  onBeforeElUpdated(from, to) {
    if (from.isEqualNode(to)) return false;
    if (from.dataset.figure !== undefined) {
      // Whatever draws it owns what is inside; how large it is, the markup says.
      if (to.hasAttribute("style")) from.setAttribute("style", to.getAttribute("style"));
      return false;
    }
    if (from.hasAttribute("data-busy")) {
      // Under the visitor's finger or caret: it keeps its own state, but may change its looks, and
      // knows the value to which it goes back.
      if (from.type === "text") from.defaultValue = to.defaultValue;
      if (to.hasAttribute("style")) from.setAttribute("style", to.getAttribute("style"));
      if (to.dataset.value !== undefined) from.dataset.value = to.dataset.value;
      return false;
    }
    if (from.matches("details")) to.open = from.open;
    const same = from.dataset.target === to.dataset.target;
    if (same && from.classList.contains("is-hot")) to.classList.add("is-hot");
    if (same && from.hasAttribute("data-dragging")) to.setAttribute("data-dragging", "");
    return true;
  },
};

/** Whether a control in a part is under the visitor's finger or caret. @param {Element | null} part */
const isBusy = (part) => Boolean(part?.querySelector("[data-busy]"));

/** One panel on the page. */
export class Panel {
  /** @type {Content} */
  #base = { frame: "", parts: {}, figures: {} };
  /** @type {Content} */
  #shown = this.#base;
  #key = "";
  #width = 0;
  /** @type {Set<string>} parts with a control that kept its own state when they changed */
  #owed = new Set();
  #figures;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.#figures = new Figures(root);
  }

  /** Its last width that was not 0, in px. */
  get width() {
    return this.#width;
  }

  /** What it shows has moved to another place. @param {HTMLElement} root */
  moved(root) {
    this.root = root;
    this.#figures.moved(root);
  }

  measure() {
    this.#width = Math.round(this.root.clientWidth) || this.#width;
  }

  /** Whether nothing has been shown in its place yet. */
  get isEmpty() {
    return !this.root.firstElementChild;
  }

  /** The first of the figures that it shows, if there is one. */
  get figure() {
    return Object.values(this.#shown.figures)[0];
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

  /** @param {Content} next */
  #show(next) {
    const before = this.#shown;
    this.#shown = next;
    keepingFocus(this.root, () => {
      if (next.frame !== before.frame || !sameKeys(next.parts, before.parts)) {
        this.#morphAll(next);
      } else {
        for (const [name, html] of Object.entries(next.parts)) {
          if (html !== before.parts[name] || this.#owed.has(name)) this.#morphPart(name, html);
        }
      }
    });
    void this.#figures.show(next.figures);
  }

  /** @param {Content} content */
  #morphAll(content) {
    const html = content.frame.replace(/<!--(.*?)-->/g, (_, name) => content.parts[name] ?? "");
    if (!this.root.firstElementChild) {
      this.root.innerHTML = html;
      return;
    }
    const template = document.createElement("template");
    template.innerHTML = html;
    const next = template.content.firstElementChild;
    if (next) morphdom(this.root.firstElementChild, next, MORPH);
    this.#owed = new Set(Object.keys(content.parts).filter((name) => isBusy(this.#part(name))));
  }

  /** @param {string} name */
  #part(name) {
    return this.root.querySelector(`[data-key="${CSS.escape(name)}"]`);
  }

  /** @param {string} name @param {string} html */
  #morphPart(name, html) {
    const part = this.#part(name);
    if (!part) return;
    morphdom(part, html, MORPH);
    if (isBusy(part)) this.#owed.add(name);
    else this.#owed.delete(name);
  }
}

/** @param {object} a @param {object} b */
function sameKeys(a, b) {
  return Object.keys(a).join("\n") === Object.keys(b).join("\n");
}
