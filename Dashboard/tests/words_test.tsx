import test from "node:test";
import assert from "node:assert/strict";
import TestRenderer from "react-test-renderer";
import type { Forecast, HorizonMetrics } from "../src/api/model";
import { makeFormat } from "../src/format";
import { headline, inOrder, isChampion, priceWarning, verdictWord } from "../src/screens/models/order";
import { ForecastCard } from "../src/screens/symbol/ForecastCard";
import { IN_SAMPLE, forecastSentence, quantileAt, reasonWords, sayings, skillHorizonWords, verdictTone } from "../src/screens/symbol/words";
import { connectionPill, feedPill } from "../src/ui/StatusPills";
import { model } from "./examples";

const forecast: Forecast = {
  symbol: "AAPL", as_of: "2023-09-20T20:00:00Z", interval: "1d", horizon_bars: 5, feed: "replay", last_close: 177,
  model: { name: "persistence", version: 1, alias: "champion", registered_model: "AAPL.h5", trained_through: "2023-06-27T20:00:00Z" },
  in_sample: false, prediction: true, confidence: 0.51,
  predictions: { persistence: [177, 177], ridge: [177, 178.77], lightgbm: [] },
  forecast: {
    p_up: 0.514,
    return: { median: 0, quantiles: { "0.5": 0 } },
    price: { median: 177, quantiles: { "0.10": 171.2, "0.5": 177, "0.9": 182.9 } },
  },
  metrics: {},
  skill: {
    verdict: "no skill found", alarm: null, against: "persistence", judged_model: "ridge", horizon_bars: 5, reason: "its gain may be chance",
    r2_return: 0.001, clark_west_p: 0.31, clark_west_p_holm: 0.62, diebold_mariano_p: 0.41, folds: 10, n: 1240,
  },
};

const metrics: HorizonMetrics = {
  horizon_bars: 5,
  champion: { name: "persistence", version: 1 },
  reason: "no model passed the gate",
  models: [
    model("ridge", {}, { r2_return: -0.02 }),
    model("lightgbm", {}, { r2_return: 0.01, r2_price_naive: 0.9982 }),
    model("drift", { is_naive: true }, { r2_return: 0.3 }),
    model("persistence", { is_naive: true, alias: "champion" }, { r2_return: 0 }),
  ],
};

test("the forecast in one sentence", () => {
  assert.equal(
    forecastSentence(forecast, "1d", metrics, makeFormat("en")),
    "P(up) 51% over 5\u00a0days; 80% interval 171.20–182.90; model Persistence v1; verdict: no skill found — Persistence stays champion: no model passed the gate",
  );
});

test("a reason that names the champion itself is left alone, and there may be none", () => {
  assert.equal(reasonWords({ ...metrics, reason: "persistence stays champion: nobody passed" }), "Persistence stays champion: nobody passed");
  assert.equal(reasonWords({ ...metrics, champion: { name: "ridge", version: 1 }, reason: "it passed" }), "Ridge is champion: it passed");
  assert.deepEqual([reasonWords({ ...metrics, reason: "" }), reasonWords(undefined)], [null, null]);
});

test("a model is passed or refused; a naive one is neither", () => {
  const models = [model("ridge"), model("lightgbm", { passed: true }), model("drift", { is_naive: true })];
  assert.deepEqual(models.map(verdictWord), ["refused", "passed", "naive"]);
});

test("a forecast between two horizons says where its skill was measured, and one in sample that it is", () => {
  assert.equal(skillHorizonWords(forecast, "1d"), null);
  const between: Forecast = { ...forecast, horizon_bars: 3, in_sample: true };
  assert.match(skillHorizonWords(between, "1d") ?? "", /^Measured 5\sdays ahead: no model was trained for 3\sdays/);
  const text = JSON.stringify(TestRenderer.create(<ForecastCard forecast={between} interval="1d" metrics={metrics} />).toJSON());
  for (const part of ["In sample", IN_SAMPLE, "Measured 5"]) assert.ok(text.includes(part), part);
  assert.ok(forecastSentence(between, "1d", metrics).endsWith(IN_SAMPLE));
});

test("only found skill is good news", () => {
  assert.deepEqual(
    ["skill found", "no skill found", "No skill shown", "not enough forecasts to tell", "naive"].map(verdictTone),
    ["good", "neutral", "neutral", "neutral", "neutral"],
  );
});

test("quantiles are found however their level is written", () => {
  assert.deepEqual([quantileAt({ "0.10": 1 }, 0.1), quantileAt({ "0.1": 2 }, 0.1), quantileAt({}, 0.1), quantileAt(undefined, 0.1)], [1, 2, undefined, undefined]);
});

test("models say where their path ends; those without a path are left out", () => {
  assert.deepEqual(sayings(forecast, 177).map(({ name, median, change }) => [name, median, Math.round(change * 1e6) / 1e6]), [["persistence", 177, 0], ["ridge", 178.77, 0.01]]);
});

test("the table begins with persistence, then the naive ones, then the better first", () => {
  assert.deepEqual(inOrder(metrics.models).map((one) => one.name), ["persistence", "drift", "lightgbm", "ridge"]);
  assert.deepEqual(metrics.models.filter((one) => isChampion(metrics, one)).map((one) => one.name), ["persistence"]);
});

test("the headline says whether anybody beat the naive forecasts", () => {
  assert.deepEqual(headline(metrics), { tone: "neutral", title: "No model beat the naive forecasts: Persistence stays champion" });
  const won: HorizonMetrics = { ...metrics, champion: { name: "lightgbm", version: 1 }, models: [model("lightgbm", { passed: true })] };
  assert.deepEqual(headline(won), { tone: "good", title: "Skill found: LightGBM passed the gate; LightGBM is champion" });
  assert.match(priceWarning(metrics), /explains 99\.82\s?% of/);
});

test("a replay always says that it is one", () => {
  assert.equal(feedPill({ name: "replay", state: "running", clock: "2023-08-14T20:00:00Z", pass: 1 }).text, "replay · 2023-08-14");
  assert.equal(feedPill({ name: "replay", state: "ended", clock: "2023-09-20T20:00:00Z", pass: 1 }).text, "replay · 2023-09-20 · ended");
  assert.deepEqual([feedPill(null).text, feedPill({ name: "none", state: "off", clock: null, pass: 1 }).text], ["no live feed", "no live feed"]);
  assert.deepEqual([connectionPill("open").tone, connectionPill("waiting").tone], ["good", "warning"]);
});

test("the card shows the verdict, its reason and the champion", () => {
  const text = JSON.stringify(TestRenderer.create(<ForecastCard forecast={forecast} interval="1d" metrics={metrics} />).toJSON());
  for (const part of ["No skill found", "Persistence stays champion: no model passed the gate", "Persistence v1", "51%"]) assert.ok(text.includes(part), part);
});
