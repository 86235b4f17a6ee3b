import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { Wire } from "../../playground/live/frontend/carrier/wire.js";

/** A wire whose sockets the test opens, answers and closes. */
function wired() {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  /** @type {any[]} */
  const sockets = [];
  /** @type {any[]} */
  const told = [];
  const wire = new Wire(() => {
    const socket = { sent: /** @type {any[]} */ ([]), close: () => (socket.isLeft = true), isLeft: false, send: (/** @type {string} */ text) => socket.sent.push(JSON.parse(text)) };
    sockets.push(socket);
    return /** @type {any} */ (socket);
  });
  wire.start((answer) => told.push(answer), (up) => told.push(up));
  return { wire, sockets, told, pass: (/** @type {number} */ ms) => mock.timers.tick(ms) };
}

const answer = (/** @type {any} */ socket, /** @type {object} */ data) =>
  socket.onmessage({ data: JSON.stringify(data) });

test("one request is under way, and of those that wait the newest wins", () => {
  const { wire, sockets, told } = wired();
  const [socket] = sockets;
  socket.onopen();
  for (const id of [1, 2, 3]) wire.ask(() => ({ id }));
  assert.deepEqual(socket.sent, [{ id: 1 }]);
  answer(socket, { id: 1 });
  assert.deepEqual(socket.sent, [{ id: 1 }, { id: 3 }]);
  answer(socket, { id: 3 });
  assert.equal(socket.sent.length, 2);
  assert.deepEqual(told, [true, { id: 1 }, { id: 3 }]);
});

test("a message is made from what holds when its turn comes", () => {
  const { wire, sockets } = wired();
  let value = 1;
  wire.ask(() => ({ value }));
  value = 2;
  sockets[0].onopen();
  assert.deepEqual(sockets[0].sent, [{ value: 2 }]);
});

test("the next can be asked before the answer has been looked at", () => {
  const { wire, sockets } = wired();
  const [socket] = sockets;
  /** @type {number[]} */
  const asked = [];
  wire.start(() => {
    wire.next();
    asked.push(sockets[1].sent.length);
  }, () => {});
  sockets[1].onopen();
  wire.ask(() => ({ id: 1 }));
  wire.ask(() => ({ id: 2 }));
  answer(sockets[1], { id: 1 });
  answer(sockets[1], { id: 2 });
  assert.deepEqual(asked, [2, 2]);
  assert.deepEqual([socket.sent, sockets[1].sent], [[], [{ id: 1 }, { id: 2 }]]);
});

test("for as long as the server wants it nothing is asked, and then what holds by then", () => {
  const { wire, sockets, told, pass } = wired();
  const [socket] = sockets;
  socket.onopen();
  wire.ask(() => ({ id: 0 }));
  for (const [number, rest] of [100, 30, 400].entries()) {
    answer(socket, { id: number, rest });
    wire.ask(() => ({ id: -1 })); // of those that wait, the newest is asked
    let value = 1;
    wire.ask(() => ({ id: number + 1, value }));
    const before = socket.sent.length;
    pass(rest - 1);
    assert.equal(socket.sent.length, before);
    value = 2;
    pass(1);
    assert.deepEqual(socket.sent.at(-1), { id: number + 1, value: 2 });
  }
  answer(socket, { id: 3 });
  wire.ask(() => ({ id: 4 }));
  assert.deepEqual(socket.sent.at(-1), { id: 4 });
  assert.equal(told.length, 1 + 4);
});

test("a busy server that is lost is not waited for when another is there", () => {
  const { wire, sockets, pass } = wired();
  sockets[0].onopen();
  wire.ask(() => ({ id: 1 }));
  answer(sockets[0], { id: 1, rest: 60_000 });
  sockets[0].onclose();
  wire.ask(() => ({ id: 2 }));
  pass(500);
  sockets[1].onopen();
  assert.deepEqual(sockets[1].sent, [{ id: 2 }]);
});

test("where there is nothing to ask, the next one goes at once", () => {
  const { wire, sockets } = wired();
  sockets[0].onopen();
  wire.ask(() => null);
  wire.ask(() => ({ id: 1 }));
  assert.deepEqual(sockets[0].sent, [{ id: 1 }]);
});

test("a socket that the page has opened before is up at once", () => {
  const early = { readyState: 1, send: (/** @type {string} */ text) => sent.push(JSON.parse(text)) };
  /** @type {any[]} */
  const sent = [];
  /** @type {any[]} */
  const told = [];
  Object.assign(globalThis, { window: { playground: { takeSocket: () => early } } });
  const wire = new Wire();
  wire.ask(() => ({ id: 1 }));
  wire.start(() => {}, (up) => told.push(up));
  assert.deepEqual([sent, told], [[{ id: 1 }], [true]]);
});

test("a lost wire is told, and tried again after a while", () => {
  const { wire, sockets, told, pass } = wired();
  sockets[0].onopen();
  sockets[0].onclose();
  assert.equal(wire.up, false);
  pass(499);
  assert.equal(sockets.length, 1);
  pass(1);
  assert.equal(sockets.length, 2);
  sockets[1].onclose();
  pass(999);
  assert.equal(sockets.length, 2);
  pass(1);
  assert.equal(sockets.length, 3);
  assert.deepEqual(told, [true, false, false]);
});

test("a request that was under way when the wire was lost holds up nothing", () => {
  const { wire, sockets, pass } = wired();
  sockets[0].onopen();
  wire.ask(() => ({ id: 1 }));
  sockets[0].onclose();
  wire.ask(() => ({ id: 2 }));
  pass(500);
  sockets[1].onopen();
  assert.deepEqual(sockets[1].sent, [{ id: 2 }]);
});

test("a server that is there again is not waited for", () => {
  const { wire, sockets, pass } = wired();
  wire.retry();
  assert.equal(sockets.length, 1); // it is being tried
  sockets[0].onclose();
  wire.retry();
  assert.equal(sockets.length, 2);
  pass(60_000);
  assert.equal(sockets.length, 2);
});

test("a network that is cut tells nobody: what is not answered, or does not open, is lost", () => {
  const { wire, sockets, told, pass } = wired();
  sockets[0].onopen();
  pass(60_000); // nothing is awaited
  wire.ask(() => ({ id: 1 }));
  pass(7_999);
  assert.equal(wire.up, true);
  pass(1);
  assert.deepEqual([wire.up, sockets[0].isLeft, sockets[0].onmessage], [false, true, null]);
  pass(500);
  assert.equal(sockets.length, 2);
  pass(8_000); // it does not open
  assert.equal(sockets[1].isLeft, true);
  pass(1_000);
  sockets[2].onopen();
  wire.ask(() => ({ id: 2 }));
  answer(sockets[2], { id: 2 });
  pass(60_000);
  assert.deepEqual(told, [true, false, false, true, { id: 2 }]);
  assert.equal(sockets.length, 3);
});

test("what the server works on, or what is still being sent, is not lost", () => {
  const { wire, sockets, told, pass } = wired();
  const [socket] = sockets;
  socket.onopen();
  wire.ask(() => ({ id: 1 }));
  for (let n = 0; n < 5; n += 1) {
    pass(7_000);
    answer(socket, { waits: true });
  }
  assert.deepEqual([wire.up, socket.sent.length], [true, 1]);
  answer(socket, { id: 1 });
  wire.ask(() => ({ id: 2 }));
  for (const unsent of [3_000_000, 2_000_000, 1_000_000]) {
    socket.bufferedAmount = unsent;
    pass(8_000);
    assert.equal(wire.up, true);
  }
  pass(8_000); // no less than before
  assert.equal(wire.up, false);
  assert.deepEqual(told.filter((each) => each.waits).length, 5);
});
