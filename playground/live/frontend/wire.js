// The live wire: one request in flight, the newest waiting one wins. Says whether it is up.

const RETRY_MS = [500, 1000, 2000, 4000, 8000, 30000];

export class Wire {
  /**
   * @param {(answer: any) => void} onAnswer
   * @param {(up: boolean) => void} onState
   */
  constructor(onAnswer, onState) {
    this.onAnswer = onAnswer;
    this.onState = onState;
    /** @type {WebSocket | null} */
    this.socket = null;
    this.up = false;
    this.failures = 0;
    /** @type {(() => object | null) | null} */
    this.waiting = null;
    this.inFlight = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    this.connect();
  }

  connect() {
    // Found from this file's own address, so that a base path and a proxy are followed:
    // BASE/_stcore/bidi-components/playground.live/wire.js
    const address = new URL("../../../live", import.meta.url);
    address.protocol = address.protocol.replace("http", "ws");
    const socket = new WebSocket(address);
    this.socket = socket;
    socket.onopen = () => {
      this.failures = 0;
      this.setUp(true);
      this.pump();
    };
    socket.onmessage = (event) => {
      const answer = JSON.parse(event.data);
      this.inFlight = 0;
      this.onAnswer(answer);
      this.pump();
    };
    socket.onclose = () => {
      this.socket = null;
      this.inFlight = 0;
      this.setUp(false);
      const wait = RETRY_MS[Math.min(this.failures++, RETRY_MS.length - 1)];
      this.timer = setTimeout(() => this.connect(), wait);
    };
  }

  /** There is a server again: do not wait any longer. */
  retry() {
    if (this.socket) return;
    clearTimeout(this.timer);
    this.connect();
  }

  /** @param {boolean} up */
  setUp(up) {
    const before = this.up;
    this.up = up; // first: whoever is told may ask
    if (up !== before || !up) this.onState(up);
  }

  /** Ask soon; `make` builds the message when its turn comes, from the newest state.
   * @param {() => object | null} make */
  ask(make) {
    this.waiting = make;
    this.pump();
  }

  pump() {
    if (!this.up || this.inFlight || !this.waiting || !this.socket) return;
    const message = this.waiting();
    this.waiting = null;
    if (!message) return;
    this.inFlight = Date.now();
    this.socket.send(JSON.stringify(message));
  }
}
