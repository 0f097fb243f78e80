import test from "node:test";
import assert from "node:assert/strict";
import { horizonShort, horizonWords, makeFormat, modelName, modelWithVersion, priceDigits } from "../src/format";

const en = makeFormat("en-GB");
const de = makeFormat("de-DE");

test("prices get the decimals that their size needs", () => {
  assert.deepEqual([175.1, 5.5, 1.0934, 0.35, 0.000123].map(priceDigits), [2, 4, 4, 6, 6]);
  assert.equal(en.price(1234.5), "1,234.50");
  assert.equal(de.price(1234.5), "1.234,50");
  assert.equal(en.price(1.09345), "1.0935");
});

test("a missing number is a dash, never NaN", () => {
  for (const value of [null, undefined, Number.NaN, Number.POSITIVE_INFINITY]) {
    assert.deepEqual([en.price(value), en.percent(value), en.number(value, 2), en.integer(value)], ["–", "–", "–", "–"]);
  }
});

test("changes always show their sign, zero has none", () => {
  assert.deepEqual([0.0123, -0.0123, 0].map((value) => en.signedPercent(value)), ["+1.23%", "\u22121.23%", "0.00%"]);
});

test("a daily bar is named by its day, even one that closes at midnight", () => {
  assert.equal(en.barDate("2023-09-20T20:00:00Z", "1d"), "20 Sept 2023");
  assert.equal(en.barDate("2023-09-21T00:00:00Z", "1d"), "20 Sept 2023");
  assert.match(en.barDate("2023-09-20T20:00:00Z", "1h"), /20 Sept 2023.*20:00/);
  assert.equal(en.barDate("not a time", "1d"), "–");
});

test("horizons are told in the unit of the bars", () => {
  assert.deepEqual(
    [horizonWords(1, "1d"), horizonWords(5, "1d"), horizonWords(5, "1h"), horizonWords(3, "tick"), horizonShort(21, "1d")],
    ["1\u00a0day", "5\u00a0days", "5\u00a0hours", "3\u00a0bars", "21\u00a0d"],
  );
});

test("models are named for people", () => {
  assert.deepEqual(["random-forest", "lightgbm", "seasonal-naive"].map(modelName), ["Random forest", "LightGBM", "Seasonal naive"]);
  assert.deepEqual([modelWithVersion("ridge", 3), modelWithVersion("ridge", null)], ["Ridge v3", "Ridge"]);
});
