import type { LiveCommand, LiveMessage } from "../api/model";
import { initialConnection, step, type Action, type Connection, type Event, type Phase } from "./connection";

/** The parts of a browser's WebSocket that are used; tests give their own. */
export interface Socket {
  onopen: ((event: never) => void) | null;
  onclose: ((event: never) => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  send(text: string): void;
  close(): void;
}

export interface LiveFeedOptions {
  open: () => Socket;
  onMessage: (message: LiveMessage) => void;
  onPhase: (phase: Phase) => void;
  random?: () => number;
}

/** The server takes at most 1,000. */
const SYMBOLS_PER_COMMAND = 500;

/** Carries out what the connection's state machine decides. */
export class LiveFeed {
  private state: Connection = initialConnection;
  private socket: Socket | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: LiveFeedOptions) {}

  start(): void {
    this.take({ type: "start" });
  }

  stop(): void {
    this.take({ type: "stop" });
  }

  /** Tells it that the network is back, so that it need not wait out its delay. */
  networkIsBack(): void {
    this.take({ type: "online" });
  }

  want(symbols: readonly string[]): void {
    this.take({ type: "want", symbols });
  }

  private take(event: Event): void {
    const before = this.state.phase;
    const [next, actions] = step(this.state, event);
    this.state = next;
    if (next.phase !== before) this.options.onPhase(next.phase);
    for (const action of actions) this.perform(action);
  }

  private perform(action: Action): void {
    switch (action.type) {
      case "open":
        this.open();
        break;
      case "close":
        this.socket?.close();
        this.socket = null;
        break;
      case "subscribe":
      case "unsubscribe":
        for (let start = 0; start < action.symbols.length; start += SYMBOLS_PER_COMMAND) {
          this.send({ action: action.type, symbols: action.symbols.slice(start, start + SYMBOLS_PER_COMMAND) });
        }
        break;
      case "wait":
        this.timer = setTimeout(() => this.take({ type: "timer" }), action.milliseconds);
        break;
      case "stop-waiting":
        clearTimeout(this.timer);
        break;
    }
  }

  private open(): void {
    const socket = this.options.open();
    this.socket = socket;
    socket.onopen = () => this.take({ type: "opened" });
    socket.onclose = () => {
      if (this.socket !== socket) return; // closed by us
      this.socket = null;
      this.take({ type: "closed", chance: (this.options.random ?? Math.random)() });
    };
    socket.onmessage = ({ data }) => {
      const message = parseMessage(data);
      if (message) this.options.onMessage(message);
    };
  }

  private send(command: LiveCommand): void {
    this.socket?.send(JSON.stringify(command));
  }
}

/** A message, or `null` for anything that is not JSON with a type. */
export function parseMessage(data: unknown): LiveMessage | null {
  if (typeof data !== "string") return null;
  try {
    const value: unknown = JSON.parse(data);
    return typeof value === "object" && value !== null && "type" in value ? (value as LiveMessage) : null;
  } catch {
    return null;
  }
}
