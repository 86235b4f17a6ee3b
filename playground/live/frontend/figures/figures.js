// Draws a panel's figures: by Plotly.react on elements that stay, when nothing is in a hurry. What
// changes before is retouched (retouch.js), and where that cannot be, sketched (sketch.js).

import { draw, forget, isHere, withPlotly } from "./plotly.js";
import { Drawing } from "./retouch.js";
import { canBeSketched, eraseSketch, sketch } from "./sketch.js";

/** @typedef {import("../types").Figure} Figure */

const REST_MS = 250;

/** The figures of one panel. */
export class Figures {
  #root;
  /** @type {Record<string, Figure>} */
  #shown = {};
  /** @type {WeakMap<Element, Drawing>} what each element shows */
  #drawn = new WeakMap();
  /** @type {WeakSet<Element>} elements that nobody sees yet */
  #awaited = new WeakSet();
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

  /** Show these, each in the element that has its name. @param {Record<string, Figure>} figures */
  show(figures) {
    this.#shown = figures;
    this.#paint();
  }

  #paint() {
    for (const [name, figure] of Object.entries(this.#shown)) {
      const element = this.#place(name);
      const drawn = element && this.#drawn.get(element);
      if (!element || drawn?.figure === figure || this.#awaited.has(element)) continue;
      if (drawn?.show(figure)) {
        if (drawn.isProvisional) this.#drawAtRest();
      } else if (!(drawn && canBeSketched(figure)) && !element.checkVisibility()) {
        this.#paintWhenSeen(element); // in a tab that is not open
      } else if (canBeSketched(figure)) {
        this.#sketch(element, figure);
      } else if (!isHere()) {
        withPlotly(() => this.#paint());
      } else if (drawn || turn.take()) {
        this.#draw(element, figure);
      } else {
        turn.wait(() => this.#paint());
      }
    }
  }

  /** @param {Element} element @param {Figure} figure */
  #sketch(element, figure) {
    forget(element);
    this.#drawn.set(element, new Drawing(element, figure, sketch(element, figure)));
    this.#drawAtRest();
  }

  /** @param {Element} element @param {Figure} figure */
  #draw(element, figure) {
    eraseSketch(element);
    draw(element, figure);
    this.#drawn.set(element, new Drawing(element, figure));
  }

  /** @param {string} name @returns {HTMLElement | null} */
  #place(name) {
    return this.#root.querySelector(`[data-figure="${CSS.escape(name)}"]`);
  }

  /** @param {HTMLElement} element */
  #paintWhenSeen(element) {
    this.#drawn.delete(element);
    eraseSketch(element);
    if (this.#awaited.has(element)) return;
    this.#awaited.add(element);
    const observer = new ResizeObserver(() => {
      if (!element.checkVisibility()) return;
      observer.disconnect();
      this.#awaited.delete(element);
      this.#paint();
    });
    observer.observe(element);
  }

  /** Let Plotly draw what has been sketched or retouched, when nothing has changed for a while. */
  #drawAtRest() {
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => withPlotly(() => this.#drawProvisional()), REST_MS);
  }

  #drawProvisional() {
    if (this.#isBusy()) return this.#drawAtRest();
    for (const [name, figure] of Object.entries(this.#shown)) {
      const element = this.#place(name);
      const drawn = element && this.#drawn.get(element);
      if (!element || !drawn?.isProvisional || drawn.figure !== figure) continue;
      if (element.checkVisibility()) this.#draw(element, figure);
      else this.#paintWhenSeen(element);
    }
  }

  /** Whether something is being dragged, or moves here: it would stand still for as long. */
  #isBusy() {
    return (
      document.documentElement.hasAttribute("data-dragging") ||
      this.#root.getAnimations({ subtree: true }).some(({ playState }) => playState === "running")
    );
  }
}

/** Of figures that are new on the page one is drawn a frame: the next would keep it from being seen. */
const turn = {
  isTaken: false,
  /** @type {Set<() => void>} */
  waiting: new Set(),

  /** Whether this frame has not seen a new figure; now it has. */
  take() {
    if (this.isTaken) return false;
    this.isTaken = true;
    requestAnimationFrame(() => setTimeout(() => this.pass()));
    return true;
  },

  /** @param {() => void} draw */
  wait(draw) {
    this.waiting.add(draw);
  },

  pass() {
    this.isTaken = false;
    const next = [...this.waiting];
    this.waiting.clear();
    for (const draw of next) draw();
  },
};
