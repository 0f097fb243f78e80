import test from "node:test";
import assert from "node:assert/strict";
import { LiveFeed, parseMessage, type Socket } from "../src/live/LiveFeed";

class FakeSocket implements Socket {
  onopen: ((event: never) => void) | null = null;
  onclose: ((event: never) => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  readonly sent: unknown[] = [];
  isClosed = false;

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }

  close(): void {
    this.isClosed = true;
    this.onclose?.(undefined as never);
  }
}

function rig() {
  const sockets: FakeSocket[] = [];
  const phases: string[] = [];
  const messages: unknown[] = [];
  const feed = new LiveFeed({
    open: () => {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket;
    },
    onMessage: (message) => messages.push(message),
    onPhase: (phase) => phases.push(phase),
    random: () => 0,
  });
  return { sockets, phases, messages, feed };
}

test("carries commands out and messages in", () => {
  const { sockets, messages, feed } = rig();
  feed.want(["AAPL"]);
  feed.start();
  sockets[0]?.onopen?.(undefined as never);
  assert.deepEqual(sockets[0]?.sent, [{ action: "subscribe", symbols: ["AAPL"] }]);
  sockets[0]?.onmessage?.({ data: '{"type":"error","detail":"no"}' });
  sockets[0]?.onmessage?.({ data: "not JSON" });
  assert.deepEqual(messages, [{ type: "error", detail: "no" }]);
  feed.stop();
});

test("asks for many symbols in several commands", () => {
  const { sockets, feed } = rig();
  feed.want(Array.from({ length: 1203 }, (_, index) => `S${index}`));
  feed.start();
  sockets[0]?.onopen?.(undefined as never);
  assert.deepEqual(sockets[0]?.sent.map((command) => (command as { symbols: string[] }).symbols.length), [500, 500, 203]);
  feed.stop();
});

test("opens a new socket after a loss and none after a stop", async () => {
  const { sockets, phases, feed } = rig();
  feed.start();
  sockets[0]?.onopen?.(undefined as never);
  sockets[0]?.onclose?.(undefined as never);
  await new Promise((resolve) => setTimeout(resolve, 300));
  assert.equal(sockets.length, 2);
  feed.stop();
  assert.equal(sockets[1]?.isClosed, true);
  assert.deepEqual(phases, ["connecting", "open", "waiting", "connecting", "idle"]);
});

test("takes only objects with a type for messages", () => {
  assert.deepEqual([parseMessage("{}"), parseMessage("null"), parseMessage("7"), parseMessage(new ArrayBuffer(2))], [null, null, null, null]);
});
