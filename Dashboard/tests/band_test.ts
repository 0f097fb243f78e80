import test from "node:test";
import assert from "node:assert/strict";
import type { Plot } from "../src/api/model";
import { bandPoints, chartTime, middleLine, originOf, outline } from "../src/chart/band";
import { sparklineShape } from "../src/chart/Sparkline";

const day = (date: string) => Date.parse(`${date}T00:00:00Z`) / 1000;

function bar(date: string, close: number) {
  return { time: `${date}T20:00:00Z`, open: close, high: close, low: close, close, volume: 1 };
}

const plot: Plot = {
  symbol: "AAPL",
  interval: "1d",
  bars: [bar("2023-09-19", 99), bar("2023-09-20", 100)],
  forecast: {
    as_of: "2023-09-20T20:00:00Z", model: "persistence", version: 1,
    points: [
      { time: "2023-09-22T20:00:00Z", horizon_bars: 2, q05: 80, q10: 85, q25: 95, q50: 100, q75: 105, q90: 115, q95: 120 },
      { time: "2023-09-21T20:00:00Z", horizon_bars: 1, q05: 90, q10: 92, q25: 97, q50: 100, q75: 103, q90: 108, q95: 110 },
    ],
  },
};

function toY(price: number): number {
  return 200 - price;
}

test("daily bars stand at their day's midnight, also those that close at the next one's", () => {
  assert.equal(chartTime("2023-09-20T20:00:00Z", "1d"), day("2023-09-20"));
  assert.equal(chartTime("2023-09-21T00:00:00Z", "1d"), day("2023-09-20"));
  assert.equal(chartTime("2023-09-20T20:00:00Z", "1h"), day("2023-09-20") + 20 * 3600);
});

test("the fan opens from the close that the forecast was made at, in order of time", () => {
  const points = bandPoints(plot);
  assert.deepEqual(points.map((point) => point.time), ["2023-09-20", "2023-09-21", "2023-09-22"].map(day));
  assert.deepEqual(points.map((point) => [point.low90, point.middle, point.high90]), [[100, 100, 100], [90, 100, 110], [80, 100, 120]]);
});

test("the forecast's origin is the newest bar that it knew", () => {
  const newer = [...plot.bars, bar("2023-09-21", 130)];
  assert.equal(originOf(newer, "2023-09-20T20:00:00Z")?.close, 100);
  assert.equal(originOf(newer, "2000-01-01T00:00:00Z"), undefined);
});

test("a forecast without steps draws nothing", () => {
  assert.deepEqual(bandPoints({ ...plot, forecast: { ...plot.forecast, points: [] } }), []);
});

test("an outline runs along the top and back along the bottom", () => {
  const columns = bandPoints(plot).map((point, x) => ({ x, point }));
  assert.deepEqual(outline(columns, "low90", "high90", toY), [
    { x: 0, y: 100 }, { x: 1, y: 90 }, { x: 2, y: 80 }, { x: 2, y: 120 }, { x: 1, y: 110 }, { x: 0, y: 100 },
  ]);
  assert.deepEqual(middleLine(columns, toY).map((dot) => dot.y), [100, 100, 100]);
  assert.deepEqual(outline(columns, "low50", "high50", () => null), []);
});

test("a small chart fills its height and leaves room for its fan", () => {
  const shape = sparklineShape([1, 3], [{ low: 0, high: 4 }], 100, 46);
  assert.deepEqual(shape, { line: "M0 33L50 13", fan: "M50 13L100 3L100 43Z", end: { x: 50, y: 13 } });
  assert.equal(sparklineShape([1], []), null);
});
