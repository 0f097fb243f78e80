import test from "node:test";
import assert from "node:assert/strict";
import { delayAfter, initialConnection, step, type Action, type Connection, type Event } from "../src/live/connection";

function run(events: readonly Event[], start: Connection = initialConnection): { state: Connection; actions: Action[] } {
  const actions: Action[] = [];
  let state = start;
  for (const event of events) {
    const [next, made] = step(state, event);
    state = next;
    actions.push(...made);
  }
  return { state, actions };
}

const closed: Event = { type: "closed", chance: 0.999999 };

test("delays double with each failure, up to a limit, spread over half of their length", () => {
  assert.deepEqual([1, 2, 3, 4, 5, 6, 7, 50].map((n) => delayAfter(n, 1)), [500, 1000, 2000, 4000, 8000, 15000, 15000, 15000]);
  assert.equal(delayAfter(3, 0), 1000);
});

test("subscribes on opening to what was wanted before", () => {
  const { state, actions } = run([{ type: "want", symbols: ["AAPL"] }, { type: "start" }, { type: "opened" }]);
  assert.equal(state.phase, "open");
  assert.deepEqual(actions, [{ type: "open" }, { type: "subscribe", symbols: ["AAPL"] }]);
});

test("waits after a loss, tries again, and subscribes anew", () => {
  const { state, actions } = run([
    { type: "want", symbols: ["AAPL", "NVDA"] }, { type: "start" }, { type: "opened" }, closed, { type: "timer" }, closed, { type: "timer" },
    { type: "opened" },
  ]);
  assert.deepEqual(actions.map((action) => action.type), ["open", "subscribe", "wait", "open", "wait", "open", "subscribe"]);
  assert.deepEqual(actions.flatMap((action) => (action.type === "wait" ? [action.milliseconds] : [])), [500, 1000]);
  assert.equal(state.failures, 0);
});

test("a network that is back cuts the wait short", () => {
  const { state, actions } = run([{ type: "start" }, closed, { type: "online" }]);
  assert.equal(state.phase, "connecting");
  assert.deepEqual(actions.slice(-2), [{ type: "stop-waiting" }, { type: "open" }]);
});

test("asks only for the difference while open", () => {
  const open = run([{ type: "want", symbols: ["A", "B"] }, { type: "start" }, { type: "opened" }]).state;
  assert.deepEqual(run([{ type: "want", symbols: ["B", "C"] }], open).actions, [
    { type: "subscribe", symbols: ["C"] }, { type: "unsubscribe", symbols: ["A"] },
  ]);
  assert.deepEqual(run([{ type: "want", symbols: ["A", "B"] }], open).actions, []);
});

test("once stopped, late events change nothing", () => {
  const { state, actions } = run([{ type: "start" }, { type: "opened" }, { type: "stop" }, closed, { type: "timer" }, { type: "online" }]);
  assert.equal(state.phase, "idle");
  assert.deepEqual(actions, [{ type: "open" }, { type: "stop-waiting" }, { type: "close" }]);
});
