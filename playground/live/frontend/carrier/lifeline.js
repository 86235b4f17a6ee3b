// Waits for the session's acknowledgement, and pulls the lifeline where it does not come.
//
// A commit may be lost on its way: to a server that has ended, or to a fragment that it no longer
// knows. Then the whole page must run, until the session has acknowledged.

import { Backoff } from "./backoff.js";

const PATIENCE_MS = [2000, 4000, 8000, 16_000]; // until an acknowledgement is missed

export class Lifeline {
  #owes;
  #onMissed;
  #patience = new Backoff(PATIENCE_MS);
  #isKnown = false;
  #isSilent = false;
  #isPulled = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer = undefined;
  /** @type {() => void} */
  #pull = () => {};

  /** @param {() => boolean} owes whether the session must still acknowledge something
   * @param {() => void} onMissed tells the visitor that it does not answer */
  constructor(owes, onMissed) {
    this.#owes = owes;
    this.#onMissed = onMissed;
  }

  /** Take the way in which Streamlit runs the whole page. @param {() => void} pull */
  hang(pull) {
    this.#pull = pull;
  }

  /** The wire was lost: the session must say that it lives. */
  lost() {
    this.#isSilent = true;
  }

  /** The session has said something. */
  heard() {
    this.#isKnown = true;
    this.#isSilent = false;
  }

  /** Whether the session must still acknowledge something, or at least say that it lives. */
  get isOwed() {
    return this.#isSilent || this.#owes();
  }

  /** Wait for what is owed; not before the session has been heard for the first time. */
  expect() {
    if (!this.#isKnown || this.#timer !== undefined || !this.isOwed) return;
    this.#timer = setTimeout(() => this.#missed(), this.#patience.wait);
  }

  #missed() {
    this.#timer = undefined;
    if (!this.isOwed) return;
    this.#onMissed();
    this.#patience.failed();
    this.#pull();
    this.#isPulled = true;
    this.expect();
  }

  /** Stop waiting, and be as patient as at first. */
  rest() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#patience.reset();
  }

  /** Whether the whole page has been asked to run since this was last asked. */
  takePulled() {
    const pulled = this.#isPulled;
    this.#isPulled = false;
    return pulled;
  }
}
