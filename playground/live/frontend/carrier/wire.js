// The wire: one request in flight, the newest waiting one wins. Says whether it is up. It rests for as
// long as the server says with an answer, where others ask too. A network that is cut tells nobody: what is not answered for long,
// or does not open, counts as lost, unless the server says that it works on it, or still receives it.

import { Backoff } from "./backoff.js";

const OPEN = 1; // a socket's readyState
const RETRY_MS = [500, 1000, 2000, 4000, 8000, 30000];
const SILENCE_MS = 8000; // the longest that an answer may take, or a socket to open

/** @typedef {import("../types").Answer} Answer */
/** @typedef {() => object | null} Make builds a message when its turn comes, from the newest state */

/** A socket to the server's route: the one that the page's head has begun to open, or another.
 *
 * Its address is found from this file's own, so that a base path and a proxy are followed:
 * BASE/_stcore/bidi-components/playground.live/carrier/wire.js */
function openSocket() {
  const early = /** @type {any} */ (window).playground?.takeSocket?.();
  if (early) return early;
  const address = new URL("../../../../live", import.meta.url);
  address.protocol = address.protocol.replace("http", "ws");
  return new WebSocket(address);
}

export class Wire {
  #open;
  /** @type {WebSocket | null} */
  #socket = null;
  #isUp = false;
  #isAsking = false;
  /** @type {Make | null} */
  #waiting = null;
  #backoff = new Backoff(RETRY_MS);
  /** @type {ReturnType<typeof setTimeout> | null} runs while nothing is asked, for others' sake */
  #rest = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer = undefined;
  /** @type {ReturnType<typeof setTimeout> | undefined} until what is awaited counts as lost */
  #silence = undefined;
  /** @type {(answer: Answer) => void} */
  #onAnswer = () => {};
  /** @type {(up: boolean) => void} */
  #onState = () => {};

  /** @param {() => WebSocket} open */
  constructor(open = openSocket) {
    this.#open = open;
  }

  get up() {
    return this.#isUp;
  }

  /** Connect, and from now on tell of answers and of being up or not.
   * @param {(answer: Answer) => void} onAnswer @param {(up: boolean) => void} onState */
  start(onAnswer, onState) {
    this.#onAnswer = onAnswer;
    this.#onState = onState;
    this.#connect();
  }

  /** There is a server again: do not wait any longer. */
  retry() {
    if (this.#socket) return;
    clearTimeout(this.#timer);
    this.#connect();
  }

  /** Ask soon, in place of whatever waits to be asked. @param {Make} make */
  ask(make) {
    this.#waiting = make;
    this.#pump();
  }

  /** What waits may be asked: whoever is told of an answer says so before taking long over it. */
  next() {
    this.#pump();
  }

  #connect() {
    const socket = this.#open();
    this.#socket = socket;
    const opened = () => {
      clearTimeout(this.#silence);
      this.#backoff.reset();
      this.#setUp(true);
      this.#pump();
    };
    socket.onopen = opened;
    socket.onmessage = (event) => {
      const answer = JSON.parse(event.data);
      if (answer.waits) {
        this.#expect();
        return this.#onAnswer(answer);
      }
      clearTimeout(this.#silence);
      this.#isAsking = false;
      if (answer.rest) this.#pause(answer.rest);
      this.#onAnswer(answer);
      this.#pump();
    };
    socket.onclose = () => this.#lost();
    if (socket.readyState === OPEN) opened();
    else this.#expect();
  }

  /** It is closed, or as good as that: try again after a while. */
  #lost() {
    clearTimeout(this.#silence);
    this.#socket = null;
    this.#isAsking = false;
    this.#goOn();
    this.#setUp(false);
    this.#timer = setTimeout(() => this.#connect(), this.#backoff.wait);
    this.#backoff.failed();
  }

  /** Something has to come now, once all that was sent is on its way.
   * @param {number} [unsent] bytes that were not on their way before */
  #expect(unsent = Infinity) {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => {
      const left = this.#socket?.bufferedAmount ?? 0;
      if (left && left < unsent) this.#expect(left);
      else this.#leave();
    }, SILENCE_MS);
  }

  /** Hear no more of this socket: where the network is cut, it takes minutes to be closed. */
  #leave() {
    const socket = this.#socket;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
    this.#lost();
  }

  /** @param {boolean} up */
  #setUp(up) {
    const before = this.#isUp;
    this.#isUp = up; // first: whoever is told may ask
    if (up !== before || !up) this.#onState(up);
  }

  /** Ask nothing for a while. @param {number} ms */
  #pause(ms) {
    this.#goOn();
    this.#rest = setTimeout(() => {
      this.#goOn();
      this.#pump();
    }, ms);
  }

  #goOn() {
    if (this.#rest !== null) clearTimeout(this.#rest);
    this.#rest = null;
  }

  #pump() {
    if (!this.#isUp || this.#isAsking || this.#rest !== null || !this.#waiting || !this.#socket) return;
    const message = this.#waiting();
    this.#waiting = null;
    if (!message) return;
    this.#isAsking = true;
    this.#socket.send(JSON.stringify(message));
    this.#expect();
  }
}

export const wire = new Wire();
