// The live connection as a state machine: events go in, actions come out, and nothing here touches a socket or a clock.

export type Phase = "idle" | "connecting" | "open" | "waiting";

export interface Connection {
  phase: Phase;
  /** Failures since the last connection that held. */
  failures: number;
  /** What to ask for on every new connection. */
  symbols: readonly string[];
}

export type Event =
  | { type: "start" }
  | { type: "stop" }
  | { type: "opened" }
  | { type: "closed"; chance: number }
  | { type: "timer" }
  | { type: "online" }
  | { type: "want"; symbols: readonly string[] };

export type Action =
  | { type: "open" }
  | { type: "close" }
  | { type: "subscribe"; symbols: readonly string[] }
  | { type: "unsubscribe"; symbols: readonly string[] }
  | { type: "wait"; milliseconds: number }
  | { type: "stop-waiting" };

export type Step = readonly [Connection, readonly Action[]];

export const initialConnection: Connection = { phase: "idle", failures: 0, symbols: [] };

const FIRST_DELAY = 500;
const LONGEST_DELAY = 15_000;

/** Doubles with each failure up to a limit; `chance` in [0, 1) spreads clients so that they do not all return at once. */
export function delayAfter(failures: number, chance: number): number {
  const whole = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** Math.max(0, failures - 1));
  return Math.round(whole * (0.5 + 0.5 * chance));
}

function connect(state: Connection, before: readonly Action[] = []): Step {
  return [{ ...state, phase: "connecting" }, [...before, { type: "open" }]];
}

function want(state: Connection, symbols: readonly string[]): Step {
  const next = { ...state, symbols };
  if (state.phase !== "open") return [next, []];
  const added = symbols.filter((symbol) => !state.symbols.includes(symbol));
  const dropped = state.symbols.filter((symbol) => !symbols.includes(symbol));
  const actions: Action[] = [];
  if (added.length > 0) actions.push({ type: "subscribe", symbols: added });
  if (dropped.length > 0) actions.push({ type: "unsubscribe", symbols: dropped });
  return [next, actions];
}

/** What one event does to the connection. Events that make no sense in a phase change nothing. */
export function step(state: Connection, event: Event): Step {
  switch (event.type) {
    case "want":
      return want(state, event.symbols);
    case "start":
      return state.phase === "idle" ? connect(state) : [state, []];
    case "stop":
      return state.phase === "idle" ? [state, []] : [{ ...state, phase: "idle", failures: 0 }, [{ type: "stop-waiting" }, { type: "close" }]];
    case "opened":
      if (state.phase !== "connecting") return [state, []];
      return [
        { ...state, phase: "open", failures: 0 },
        state.symbols.length > 0 ? [{ type: "subscribe", symbols: state.symbols }] : [],
      ];
    case "closed": {
      if (state.phase !== "connecting" && state.phase !== "open") return [state, []];
      const failures = state.failures + 1;
      return [{ ...state, phase: "waiting", failures }, [{ type: "wait", milliseconds: delayAfter(failures, event.chance) }]];
    }
    case "timer":
      return state.phase === "waiting" ? connect(state) : [state, []];
    case "online":
      return state.phase === "waiting" ? connect(state, [{ type: "stop-waiting" }]) : [state, []];
  }
}
