import test from "node:test";
import assert from "node:assert/strict";
import { address, failureKind } from "../src/api/client";
import { handlingOf } from "../src/offline/rules";
import { addressOf, parseRoute, type Route } from "../src/router";
import { filtered, rowsOf, totals } from "../src/screens/quality/findings";
import { chosenHorizon } from "../src/ui/HorizonPicker";
import { finding, symbolQuality } from "./examples";

test("every route is read back from its address", () => {
  const routes: Route[] = [
    { screen: "markets" },
    { screen: "symbol", symbol: "BRK/B?x=%", horizon: 5 },
    { screen: "models", symbol: null, horizon: null },
    { screen: "models", symbol: "EURUSD=X", horizon: 21 },
    { screen: "quality", symbol: "AAPL", severity: "warning" },
    { screen: "quality", symbol: null, severity: null },
  ];
  assert.deepEqual(routes.map((route) => parseRoute(addressOf(route))), routes);
});

test("addresses that make no sense lead to the markets", () => {
  for (const hash of ["", "#", "#/nowhere", "#/symbol", "#/symbol/%", "#//"]) assert.deepEqual(parseRoute(hash), { screen: "markets" });
  assert.deepEqual(parseRoute("#/symbol/AAPL?horizon=-1.5"), { screen: "symbol", symbol: "AAPL", horizon: null });
});

test("API addresses escape what they are given", () => {
  assert.equal(address("/plot/{symbol}", { parameters: { symbol: "BTC/USD" }, query: { days: 5 } }), "/plot/BTC%2FUSD?days=5");
  assert.deepEqual([404, 422, 500, 503].map(failureKind), ["not-found", "refused", "broken", "starting"]);
});

test("the service worker keeps answers and hands out its own files", () => {
  const shell = ["/app/", "/app/app.js"];
  assert.deepEqual(
    [
      handlingOf("/app/", true, shell), handlingOf("/docs", true, shell), handlingOf("/app/app.js", false, shell),
      handlingOf("/plot/AAPL", false, shell), handlingOf("/ready", false, shell), handlingOf("/openapi.json", false, shell),
    ],
    ["page", "pass", "shell", "network-first", "pass", "pass"],
  );
});

test("a horizon that is not there gives the middle one", () => {
  assert.deepEqual([chosenHorizon([1, 5, 21], 21), chosenHorizon([1, 5, 21], 7), chosenHorizon([1, 5, 21], null), chosenHorizon([], 3)], [21, 5, 5, 1]);
});

test("findings come gravest first, and the counts add up", () => {
  const quality = {
    bars: 12, errors: 1, warnings: 2, infos: 1, quarantined: 0, rules: [],
    symbols: [
      symbolQuality("A", { bars: 5, errors: 1, infos: 1, findings: [finding({ time: "2" }), finding({ severity: "error", time: "1" })] }),
      symbolQuality("B", {
        bars: 7, warnings: 2, findings: ["1", "3"].map((time) => finding({ severity: "warning", time })),
      }),
    ],
  };
  const rows = rowsOf(quality);
  assert.deepEqual(rows.map((row) => `${row.severity} ${row.time}`), ["error 1", "warning 3", "warning 1", "info 2"]);
  assert.deepEqual(filtered(rows, "B", null).length, 2);
  assert.deepEqual(filtered(rows, null, "error").map((row) => row.symbol), ["A"]);
  assert.deepEqual(totals(quality.symbols), { bars: 12, errors: 1, warnings: 2, infos: 1, quarantined: 0 });
});
