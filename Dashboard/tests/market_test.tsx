import test from "node:test";
import assert from "node:assert/strict";
import TestRenderer, { act } from "react-test-renderer";
import type { LiveBar, SymbolList } from "../src/api/model";
import { appended, changeOf, emptyMarket, horizonsOf, withMessage, withPhase, withSymbols, type Market } from "../src/market/market";
import { createStore, useStore } from "../src/market/store";
import { summary } from "./examples";

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;

const list: SymbolList = {
  symbols: [
    summary("AAPL"),
    summary("NEW", { last_close: null, change_1d: null }),
  ],
  feed: { name: "replay", state: "running", clock: "2023-08-11T20:00:00Z", pass: 1 },
};

function bar(time: string, close: number): LiveBar {
  return { type: "bar", symbol: "AAPL", feed: "replay", time, open: 100, high: 120, low: 90, close, volume: 5 };
}

function after(...bars: LiveBar[]): Market {
  return bars.reduce(withMessage, withSymbols(emptyMarket, list));
}

function near(actual: number | undefined, expected: number): void {
  assert.ok(actual !== undefined && Math.abs(actual - expected) < 1e-9, `expected ${expected}, was ${actual}`);
}

test("a stored price counts its change from the close before", () => {
  const quote = after().quotes["AAPL"];
  near(quote?.previousClose, 100);
  assert.equal(quote?.beat, 0);
  assert.equal(after().quotes["NEW"], undefined);
});

test("a new bar's change counts from the last bar's close, a repeated one's from the same", () => {
  const next = after(bar("2023-08-14T20:00:00Z", 121)).quotes["AAPL"];
  assert.deepEqual([next?.previousClose, next?.direction, next?.beat], [110, 1, 1]);
  const again = after(bar("2023-08-14T20:00:00Z", 121), bar("2023-08-14T20:00:00Z", 99)).quotes["AAPL"];
  assert.deepEqual([again?.previousClose, again?.direction, again?.beat], [110, -1, 2]);
  near(again && changeOf(again), -0.1);
});

test("a replay that begins again starts afresh", () => {
  const market = after(bar("2023-08-14T20:00:00Z", 121), bar("2023-01-03T21:00:00Z", 50));
  assert.deepEqual(market.liveBars["AAPL"]?.map((one) => one.close), [50]);
  assert.equal(market.quotes["AAPL"]?.previousClose, 100);
});

test("new bars and forecasts put charts out of date, repeated bars do not", () => {
  const once = after(bar("2023-08-14T20:00:00Z", 121));
  const twice = withMessage(once, bar("2023-08-14T20:00:00Z", 122));
  assert.deepEqual([once.revisions["AAPL"], twice.revisions["AAPL"]], [1, 1]);
});

test("keeps a live quote when the list comes again, and the newest sixty bars", () => {
  const market = withSymbols(after(bar("2023-08-14T20:00:00Z", 121)), list);
  assert.equal(market.quotes["AAPL"]?.price, 121);
  let bars: readonly LiveBar[] = [];
  for (let day = 10; day < 90; day++) bars = appended(bars, bar(`2023-01-01T00:00:${day}Z`, day));
  assert.deepEqual([bars.length, bars[0]?.close, bars[59]?.close], [60, 30, 89]);
});

test("counts connections, not other phases", () => {
  const phases = ["connecting", "open", "waiting", "connecting", "open"] as const;
  assert.equal(phases.reduce(withPhase, emptyMarket).connections, 2);
});

test("the feed's clock follows the status messages", () => {
  const market = withMessage(after(), { type: "status", feed: "replay", state: "ended", clock: "2023-09-20T20:00:00Z", pass: 2 });
  assert.deepEqual([market.feed?.state, market.feed?.clock, market.feed?.pass], ["ended", "2023-09-20T20:00:00Z", 2]);
});

test("horizons are those of the champions, in order", () => {
  const champions = [21, 1, 5, 5].map((n) => ({ horizon_bars: n, model: "ridge", version: 1 }));
  assert.deepEqual(horizonsOf(summary("AAPL", { champions })), [1, 5, 21]);
  assert.deepEqual(horizonsOf(undefined), [1, 5, 21]);
});

test("a component is drawn again only when what it picks changes", () => {
  const store = createStore({ a: 1, b: 1 });
  let drawn = 0;
  function Picked() {
    drawn++;
    return <b>{useStore(store, (state) => state.a)}</b>;
  }
  let tree: TestRenderer.ReactTestRenderer | undefined;
  act(() => {
    tree = TestRenderer.create(<Picked />);
  });
  act(() => store.update((state) => ({ ...state, b: 2 })));
  assert.equal(drawn, 1);
  act(() => store.update((state) => ({ ...state, a: 2 })));
  assert.deepEqual([drawn, tree?.root.findByType("b").children], [2, ["2"]]);
});
