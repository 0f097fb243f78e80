// What is known of the market right now, and how each answer and live message changes it.
import type { Feed, LiveBar, LiveMessage, SymbolList, SymbolSummary } from "../api/model";
import type { Phase } from "../live/connection";

export interface Quote {
  price: number;
  /** The close before this bar, which the change is counted from. */
  previousClose: number;
  time: string;
  direction: -1 | 0 | 1;
  /** Counts changes of price, so that a screen can mark each one. */
  beat: number;
}

export interface Market {
  symbols: readonly SymbolSummary[] | null;
  feed: Feed | null;
  phase: Phase;
  /** How often the live connection has been opened: after a loss, everything may have changed meanwhile. */
  connections: number;
  quotes: Readonly<Record<string, Quote>>;
  /** Live bars since the page was opened, oldest first, the newest few of each symbol. */
  liveBars: Readonly<Record<string, readonly LiveBar[]>>;
  /** Counts new bars and forecasts of each symbol: when it moves, charts and forecasts are out of date. */
  revisions: Readonly<Record<string, number>>;
}

export const emptyMarket: Market = { symbols: null, feed: null, phase: "idle", connections: 0, quotes: {}, liveBars: {}, revisions: {} };

const LIVE_BARS_KEPT = 60;

/** The stored price, `null` while a symbol has none. */
function quoteOf({ last, last_close: price, change_1d: change }: SymbolSummary): Quote | null {
  if (price === null) return null;
  const growth = 1 + (change ?? 0);
  return { price, previousClose: growth > 0 ? price / growth : price, time: last, direction: 0, beat: 0 };
}

/** Takes in the list of symbols; a quote that is already live and not older stays. */
export function withSymbols(market: Market, list: SymbolList): Market {
  const quotes: Record<string, Quote> = {};
  for (const summary of list.symbols) {
    const known = market.quotes[summary.symbol];
    const stored = quoteOf(summary);
    const quote = known && (!stored || known.time >= stored.time) ? known : stored;
    if (quote) quotes[summary.symbol] = quote;
  }
  return { ...market, symbols: list.symbols, feed: list.feed, quotes };
}

/** Takes in a change of the live connection. */
export function withPhase(market: Market, phase: Phase): Market {
  return { ...market, phase, connections: market.connections + (phase === "open" ? 1 : 0) };
}

function nextQuote(old: Quote | undefined, bar: LiveBar): Quote {
  if (!old || bar.time < old.time) {
    return { price: bar.close, previousClose: bar.open, time: bar.time, direction: 0, beat: (old?.beat ?? 0) + 1 };
  }
  const direction = bar.close > old.price ? 1 : bar.close < old.price ? -1 : 0;
  return {
    price: bar.close,
    previousClose: bar.time > old.time ? old.price : old.previousClose,
    time: bar.time,
    direction,
    beat: old.beat + (direction === 0 ? 0 : 1),
  };
}

/** Appends a bar, or puts it in place of the one of the same time; a replay that began again starts afresh. */
export function appended(bars: readonly LiveBar[], bar: LiveBar): readonly LiveBar[] {
  const last = bars[bars.length - 1];
  if (!last || bar.time > last.time) return [...bars, bar].slice(-LIVE_BARS_KEPT);
  return bar.time === last.time ? [...bars.slice(0, -1), bar] : [bar];
}

function withBar(market: Market, bar: LiveBar): Market {
  const old = market.liveBars[bar.symbol] ?? [];
  const isNew = old[old.length - 1]?.time !== bar.time;
  return {
    ...market,
    quotes: { ...market.quotes, [bar.symbol]: nextQuote(market.quotes[bar.symbol], bar) },
    liveBars: { ...market.liveBars, [bar.symbol]: appended(old, bar) },
    revisions: isNew ? bumped(market, bar.symbol) : market.revisions,
  };
}

function bumped(market: Market, symbol: string): Market["revisions"] {
  return { ...market.revisions, [symbol]: (market.revisions[symbol] ?? 0) + 1 };
}

/** Takes in one live message. */
export function withMessage(market: Market, message: LiveMessage): Market {
  switch (message.type) {
    case "bar":
      return withBar(market, message);
    case "forecast":
      return { ...market, revisions: bumped(market, message.symbol) };
    case "status":
      return {
        ...market,
        feed: { name: message.feed, state: message.state, clock: message.clock, pass: message.pass },
      };
    default:
      return market;
  }
}

/** The horizons some champion exists for, in bars. */
export function horizonsOf(summary: SymbolSummary | undefined): number[] {
  const known = [...new Set(summary?.champions.map((champion) => champion.horizon_bars) ?? [])].sort((a, b) => a - b);
  return known.length > 0 ? known : [1, 5, 21];
}

/** Change since the previous close as a fraction. */
export function changeOf(quote: Quote): number {
  return quote.previousClose > 0 ? quote.price / quote.previousClose - 1 : 0;
}
