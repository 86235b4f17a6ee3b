// A pointer that goes down on something: a click selects it, a drag sets its value.

import { dragged, draggedPair, isBeyondClick, setting, sliderOf } from "./drag.js";
import { grabbed, isControl, isOver, sameTarget } from "./grab.js";
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
  #isSlider;
  #after;
  /** @type {Gesture | null} what the drag has asked for last; null while nothing is dragged */
  #asked = null;
  #listening = new AbortController();

  /** @param {PointerEvent} down @param {HTMLElement} element @param {Send} send */
  constructor(down, element, send) {
    this.#element = element;
    this.#down = down;
    this.#send = send;
    this.#target = element.dataset.target;
    this.#isSlider = element.getAttribute("role") === "slider" && !element.ariaDisabled;
    this.#after = dragOf(element);
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

  /** What is held. Another scene may come under the pointer: the drag goes on with whatever has
   * this name there. */
  get #held() {
    return this.#element.isConnected ? this.#element : sameTarget(this.#element);
  }

  /** @param {PointerEvent} move */
  #onMove(move) {
    if (move.pointerId !== this.#down.pointerId) return;
    if (!this.#isSlider && !this.#element.dataset.pair) return;
    const dx = move.clientX - this.#down.clientX;
    const dy = this.#down.clientY - move.clientY; // upwards is more
    if (!this.#asked) {
      if (!isBeyondClick(dx, dy) || !this.#pointer.drags(dx, dy, move)) return;
      this.#begin();
    }
    const fine = move.shiftKey ? 0.1 : 1;
    this.#asked = this.#after(dx * fine, dy * fine);
    this.#send(this.#asked, { commit: false, from: this.#held ?? this.#element });
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
    } else if (end.type === "pointerup" && this.#asked && this.#held) {
      this.#send(this.#asked, { commit: true, from: this.#held });
    } else if (this.#asked) {
      this.#takeBack(end);
    }
  }

  /** @param {PointerEvent} up */
  #click(up) {
    if (!this.#target || !isOver(up, this.#target)) return;
    this.#send({ edit: `select/${this.#target}` }, { commit: true, from: this.#element });
  }

  /** @param {Event} end */
  #takeBack(end) {
    end.preventDefault();
    end.stopImmediatePropagation();
    this.#send(this.#after(0, 0), { commit: false, from: this.#element });
  }
}

/** What a drag of an element by so many pixels sets, from its value now.
 * @param {HTMLElement} element @returns {(dx: number, dy: number) => Gesture} */
function dragOf(element) {
  const slider = heldSlider(element);
  if (!element.dataset.pair) return (dx, dy) => setting(element, dragged(slider(), dx, dy).value);
  const [across, up] = element.dataset.pair.split(" ").map((name) => {
    const beside = element.parentElement?.querySelector(`[role=slider][data-target="${name}"]`);
    return beside ? heldSlider(beside) : slider;
  });
  const edit = element.dataset.move;
  return (dx, dy) => draggedPair(across(), up(), edit, dx, dy);
}

/** A slider as it was taken hold of, but for its bounds: the page widens them as its value grows.
 * @param {Element} element */
function heldSlider(element) {
  const { target, value, perPixel } = sliderOf(element);
  return () => ({ ...sliderOf(element), target, value, perPixel });
}
