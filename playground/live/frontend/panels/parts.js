// A panel's markup on the page: a frame, and the parts in it, of which only those change that do.

import { keepingFocus } from "./focus.js";
import { morph } from "./morph.js";
import { Part } from "./part.js";

/** @typedef {import("../types").Content} Content */

const REST_MS = 250;

export class Parts {
  #root;
  /** @type {Pick<Content, "frame" | "parts">} */
  #content = { frame: "", parts: {} };
  /** @type {Map<string, Part>} */
  #parts = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #rest = undefined;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.#root = root;
  }

  /** The panel has moved. @param {HTMLElement} root */
  moved(root) {
    this.#root = root;
  }

  /** @param {Content} content */
  show(content) {
    const before = this.#content;
    this.#content = content;
    if (content.frame === before.frame && sameKeys(content.parts, before.parts)) this.#update();
    else keepingFocus(this.#root, () => this.#morph());
  }

  #morph() {
    const { frame, parts } = this.#content;
    const html = frame.replace(/<!--(.*?)-->/g, (_, name) => parts[name] ?? "");
    const element = this.#root.firstElementChild;
    if (element) morph(element, html);
    else this.#root.innerHTML = html;
    this.#parts.clear();
    for (const keyed of this.#root.querySelectorAll("[data-key]")) {
      const name = /** @type {HTMLElement} */ (keyed).dataset.key ?? "";
      if (name in parts) this.#parts.set(name, new Part(keyed, parts[name]));
    }
  }

  #update() {
    /** @type {[Part, string][]} */
    const left = [];
    /** @type {Element[]} */
    const hidden = [];
    for (const [name, part] of this.#parts) {
      const html = this.#content.parts[name];
      if (part.shows(html)) continue;
      if (part.isForRest && isDragging()) {
        this.#updateAtRest();
        continue;
      }
      const touched = part.write(html);
      if (touched) hidden.push(...touched);
      else left.push([part, html]);
    }
    const active = document.activeElement;
    if (left.length || hidden.some((element) => element.contains(active))) {
      keepingFocus(this.#root, () => left.forEach(([part, html]) => part.morph(html)));
    }
  }

  #updateAtRest() {
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => {
      for (const [name, part] of this.#parts) {
        const html = this.#content.parts[name];
        if (part.isForRest && !part.shows(html) && !part.write(html)) part.morph(html);
      }
    }, REST_MS);
  }
}

/** Whether a handle or a slider is being dragged. */
const isDragging = () =>
  document.documentElement.hasAttribute("data-dragging") ||
  Boolean(document.activeElement?.matches("input[type=range][data-busy]"));

/** @param {object} a @param {object} b */
function sameKeys(a, b) {
  return Object.keys(a).join("\n") === Object.keys(b).join("\n");
}
