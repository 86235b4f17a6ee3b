// The playback's place and pace. The server says what each button leads to; this only turns pages.

/** @typedef {import("../types").Gesture} Gesture */
/** @typedef {import("../types").Pace} Pace */

export class Playback {
  /** @type {string | null} */
  #step = null;
  #isAstray = false;
  /** @type {Pace} */
  #pace = {
    speed: "1",
    stride: "operation",
    size: "epoch",
    across: "",
    up: "",
    plane: "",
    fold: "100",
    way: "",
    training: "overview",
    scale: "linear",
    knobs: "",
  };

  /** Whether a step is shown. */
  get isOn() {
    return this.#step !== null;
  }

  /** Show a step; none where a button leads out of the playback.
   * @param {Gesture["value"]} step */
  show(step) {
    this.#step = step === "" || step == null ? null : String(step);
    this.#isAstray = false;
  }

  /** The visitor has selected something else than what is played. */
  stray() {
    this.#isAstray = true;
  }

  /** Another scene: nothing of it has been played. */
  leave() {
    this.#step = null;
  }

  /** Its place as a gesture: none, or one. @returns {Gesture[]} */
  gestures() {
    if (this.#step === null) return [];
    return [{ edit: this.#isAstray ? "step/keep-selection" : "step", value: this.#step }];
  }

  /** How it is played, and along which axes planes are shown, which way matrices. @returns {Readonly<Pace>} */
  get pace() {
    return this.#pace;
  }

  /** @param {keyof Pace} name @param {Gesture["value"]} value */
  setPace(name, value) {
    this.#pace = { ...this.#pace, [name]: String(value) };
  }
}

/** What turning the page leads to: the step that a button stands for, or null at the end.
 * @param {{value: string, disabled: boolean} | null} button */
export function stepAfter(button) {
  return button && !button.disabled ? button.value : null;
}

export const playback = new Playback();
