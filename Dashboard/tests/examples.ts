// Whole answers for tests to vary: every member that the server sends.
import type { Finding, ModelScores, Scores, SymbolQuality, SymbolSummary } from "../src/api/model";

export const noScores: Scores = {
  n: 1240, folds: 10, r2_price: null, r2_price_naive: null, r2_return: null, mae: null, rmse: null, mase: null, smape: null,
  directional_accuracy: null, directional_accuracy_low: null, directional_accuracy_high: null, log_loss: null, brier: null,
  brier_reliability: null, brier_resolution: null, auc: null, precision: null, recall: null, pesaran_timmermann: null,
  pesaran_timmermann_p: null, pinball: null, crps: null, msis: null, coverage_50: null, coverage_80: null, coverage_90: null,
  ic: null, ic_low: null, ic_high: null, ic_ratio: null, ic_p: null, ic_positive_share: null, rank_ic: null, rank_ic_low: null,
  rank_ic_high: null, rank_ic_ratio: null, rank_ic_p: null, rank_ic_positive_share: null, ic_times: 0,
  clark_west: null, clark_west_p: null, clark_west_drift: null, clark_west_drift_p: null, clark_west_p_holm: null, diebold_mariano: null, diebold_mariano_p: null,
};

export function model(name: string, more: Partial<ModelScores> = {}, scores: Partial<Scores> = {}): ModelScores {
  return { name, version: 1, is_naive: false, alias: null, verdict: "no skill found", passed: false, scores: { ...noScores, ...scores }, ...more };
}

export function summary(symbol: string, more: Partial<SymbolSummary> = {}): SymbolSummary {
  return {
    symbol, interval: "1d", bars: 10, first: "2023-08-01T20:00:00Z", last: "2023-08-11T20:00:00Z", last_close: 110, change_1d: 0.1,
    feed: "replay", champions: [], ...more,
  };
}

export function finding(more: Partial<Finding>): Finding {
  return { time: "2023-08-11T20:00:00Z", last_time: null, rule: "price-jump", severity: "info", value: null, count: 1, note: "", ...more };
}

export function symbolQuality(symbol: string, more: Partial<SymbolQuality>): SymbolQuality {
  return { symbol, interval: "1d", bars: 0, errors: 0, warnings: 0, infos: 0, quarantined: 0, findings: [], ...more };
}
