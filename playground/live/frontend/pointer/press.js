// A pointer that goes down on something: a click selects it, a drag sets its value.

import { isBeyondClick } from "./drag.js";
import { grabbed, isControl, isOver, sameTarget } from "./grab.js";
import { heldBy } from "./held.js";
import { pressed } from "./touch.js";

/** @typedef {import("../types").Gesture} Gesture */
/** @typedef {import("../types").Send} Send */

const root = document.documentElement;

/** @param {HTMLElement} panel @param {Send} send */
export function bindPointer(panel, send) {
  panel.addEventListener("pointerdown", (event) => {
    const element = grabbed(event);
    if (!element || isControl(element) || event.button !== 0) return;
    new Press(event, element, send);
    element.focus({ preventScroll: true });
    event.preventDefault();
  });
}

/** From where a pointer goes down to where it is lifted. */
class Press {
  #element;
  #down;
  #send;
  #pointer;
  #target;
  #held;
  /** @type {Gesture | null} what the drag has asked for last; null while nothing is dragged */
  #asked = null;
  #listening = new AbortController();

  /** @param {PointerEvent} down @param {HTMLElement} element @param {Send} send */
  constructor(down, element, send) {
    this.#element = element;
    this.#down = down;
    this.#send = send;
    this.#target = element.dataset.target;
    this.#held = heldBy(element, down);
    this.#pointer = pressed(down, element);
    const { signal } = this.#listening;
    const onEnd = this.#onEnd.bind(this);
    window.addEventListener("pointermove", this.#onMove.bind(this), { signal });
    window.addEventListener("pointerup", onEnd, { signal });
    window.addEventListener("pointercancel", onEnd, { signal });
    window.addEventListener("keydown", onEnd, { signal, capture: true });
    // Not by a style: one for the whole page takes longer than what a drag draws.
    window.addEventListener("selectstart", (event) => event.preventDefault(), { signal });
  }

  /** The element that is held. Another scene may come under the pointer: the drag goes on with
   * whatever has this name there. What is drawn on a plane stays drawn, whatever becomes of that. */
  get #there() {
    const { stroke, at } = this.#element.dataset;
    const stays = this.#element.isConnected || stroke !== undefined || at !== undefined;
    return stays ? this.#element : sameTarget(this.#element);
  }

  /** @param {PointerEvent} move */
  #onMove(move) {
    if (move.pointerId !== this.#down.pointerId) return;
    // What was locked may be free in the scene that has come since: a step's heading stands before
    // its picture does.
    this.#held ??= heldBy(this.#there ?? this.#element, this.#down);
    if (!this.#held) return;
    const dx = move.clientX - this.#down.clientX;
    const dy = this.#down.clientY - move.clientY; // upwards is more
    if (!this.#asked) {
      if (!isBeyondClick(dx, dy) || !this.#pointer.drags(dx, dy, move)) return;
      this.#begin();
    }
    const fine = move.shiftKey && this.#held.isFine ? 0.1 : 1;
    this.#asked = this.#held.to(dx * fine, dy * fine);
    this.#send(this.#asked, { commit: false, from: this.#there ?? this.#element });
  }

  #begin() {
    if (this.#element.isConnected) this.#element.setPointerCapture(this.#down.pointerId);
    this.#element.setAttribute("data-dragging", "");
    root.toggleAttribute("data-dragging", true);
  }

  /** @param {PointerEvent | KeyboardEvent} end */
  #onEnd(end) {
    if (end instanceof PointerEvent && end.pointerId !== this.#down.pointerId) return;
    if (end instanceof KeyboardEvent && end.key !== "Escape") return;
    this.#pointer.lift();
    this.#listening.abort();
    this.#element.removeAttribute("data-dragging");
    root.removeAttribute("data-dragging");
    if (end instanceof PointerEvent && end.type === "pointerup" && !this.#asked) {
      this.#click(end);
    } else if (end.type === "pointerup" && this.#asked && this.#there) {
      this.#send(this.#asked, { commit: true, from: this.#there });
    } else if (this.#asked) {
      this.#takeBack(end);
    }
  }

  /** @param {PointerEvent} up */
  #click(up) {
    const clicked = this.#held?.click();
    if (clicked) this.#send(clicked, { commit: true, from: this.#element });
    if (!this.#target || !isOver(up, this.#target)) return;
    this.#send({ edit: `select/${this.#target}` }, { commit: true, from: this.#element });
  }

  /** @param {Event} end */
  #takeBack(end) {
    end.preventDefault();
    end.stopImmediatePropagation();
    if (this.#held) this.#send(this.#held.back(), { commit: false, from: this.#element });
  }
}
