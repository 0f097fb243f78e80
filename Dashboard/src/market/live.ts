// The one market of the page, fed by the list of symbols and the live connection.
import { get } from "../api/client";
import { LiveFeed, type Socket } from "../live/LiveFeed";
import { emptyMarket, withMessage, withPhase, withSymbols, type Market } from "./market";
import { createStore, useStore } from "./store";

export const market = createStore<Market>(emptyMarket);

export function useMarket<T>(select: (state: Market) => T): T {
  return useStore(market, select);
}

/** A version for `useResource`: moves when the live connection is back after a loss, not when it opens first. */
export function useReconnections(): number {
  return useMarket((state) => Math.max(1, state.connections));
}

const feed = new LiveFeed({
  open: () => new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws/realtime`) as Socket,
  onMessage: (message) => market.update((state) => withMessage(state, message)),
  onPhase: (phase) => market.update((state) => withPhase(state, phase)),
});

/** Starts the connection; returns how to end it. */
export function startLive(): () => void {
  const back = () => feed.networkIsBack();
  addEventListener("online", back);
  feed.start();
  return () => {
    removeEventListener("online", back);
    feed.stop();
  };
}

/** Loads the list of symbols into the market and asks for their live bars. */
export async function loadSymbols(signal: AbortSignal) {
  const answer = await get("/symbols", { signal });
  market.update((state) => withSymbols(state, answer.data));
  feed.want(answer.data.symbols.map((summary) => summary.symbol));
  return answer;
}
