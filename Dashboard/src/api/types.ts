// Made by tools/gen_types.py from the server's OpenAPI document. Do not edit: run Dashboard/tools/gen_types.py.
/* eslint-disable */

/** An error (RFC 9457). */
export interface Problem {
  type?: string;
  title: string;
  status: number;
  detail: string;
  instance?: string;
  errors?: {
    field: string;
    message: string;
  }[];
}

export interface Version {
  version: string;
  commit: string;
  swift: string;
}

export interface Readiness {
  status: "ready" | "starting";
  checks: Record<string, string>;
}

/** Where live bars come from. */
export interface Feed {
  name: string;
  state: "running" | "ended" | "off";
  /** The feed's own clock. */
  clock?: string;
  pass?: number;
}

export interface ChampionSummary {
  horizon_bars: number;
  model: string;
  version: number;
}

export interface SymbolSummary {
  symbol: string;
  interval: string;
  bars: number;
  first: string;
  last: string;
  last_close: number;
  /** Fraction: 0.01 is one percent. */
  change_1d: number;
  feed: "replay" | "none" | "live";
  champions: ChampionSummary[];
}

export interface SymbolList {
  symbols: SymbolSummary[];
  feed: Feed;
}

export interface ForecastRequest {
  symbol?: string;
  ticker?: string;
  days?: number;
  as_of?: string;
  prediction_date?: string;
}

/** Level ("0.05" to "0.95") to value. */
export type Quantiles = Record<string, number>;

export interface ModelReference {
  name: string;
  version: number;
  alias?: string | null;
}

export interface ForecastMetrics {
  r2_price: number | null;
  r2_price_naive: number | null;
  r2_return: number | null;
  directional_accuracy: number | null;
  mase: number | null;
}

export interface Skill {
  verdict: string;
  against: string;
  clark_west_p: number | null;
  diebold_mariano_p: number | null;
  folds: number;
}

export interface Forecast {
  symbol: string;
  as_of: string;
  horizon_bars: number;
  model: ModelReference;
  prediction: boolean;
  confidence: number;
  predictions: Record<string, number[]>;
  forecast: {
    p_up: number;
    return: {
      quantiles: Quantiles;
    };
    price: {
      quantiles: Quantiles;
    };
  };
  metrics: Record<string, ForecastMetrics>;
  skill: Skill;
}

export interface Scores {
  r2_price: number | null;
  r2_price_naive: number | null;
  r2_return: number | null;
  mae: number | null;
  rmse: number | null;
  mase: number | null;
  directional_accuracy: number | null;
  directional_accuracy_low: number | null;
  directional_accuracy_high: number | null;
  pinball: number | null;
  coverage_80: number | null;
  clark_west: number | null;
  clark_west_p: number | null;
  clark_west_p_holm: number | null;
  diebold_mariano: number | null;
  diebold_mariano_p: number | null;
  n: number;
  folds: number;
}

export interface ModelScores {
  name: string;
  version: number | null;
  is_naive: boolean;
  alias: "champion" | "challenger" | null;
  scores: Scores;
  verdict: string;
  passed: boolean;
}

export interface HorizonMetrics {
  horizon_bars: number;
  champion: {
    name: string;
    version: number;
  };
  reason: string;
  models: ModelScores[];
}

export interface Metrics {
  symbol: string;
  horizons: HorizonMetrics[];
}

export interface PlotBar {
  time: string;
  open: number;
  high: number;
  low: number;
  close: number;
  volume: number;
}

export interface PlotPoint {
  time: string;
  horizon_bars: number;
  q05: number;
  q10: number;
  q25: number;
  q50: number;
  q75: number;
  q90: number;
  q95: number;
}

export interface PlotForecast {
  as_of: string;
  model: string;
  version: number;
  points: PlotPoint[];
}

export interface Plot {
  symbol: string;
  interval: string;
  bars: PlotBar[];
  forecast: PlotForecast;
}

export interface QualityFinding {
  time: string;
  last_time?: string | null;
  rule: string;
  severity: "info" | "warning" | "error";
  value: number | null;
  count: number;
  note?: string;
}

export interface SymbolQuality {
  symbol: string;
  interval: string;
  bars: number;
  errors: number;
  warnings: number;
  infos: number;
  quarantined: number;
  findings: QualityFinding[];
}

export interface Quality {
  symbols: SymbolQuality[];
}

export interface LiveSubscribed {
  type: "subscribed";
  symbols: string[];
}

export interface LiveBar {
  type: "bar";
  symbol: string;
  feed: string;
  time: string;
  open: number;
  high: number;
  low: number;
  close: number;
  volume: number;
}

export type LiveForecast = {
  type: "forecast";
} & Forecast;

export interface LiveStatus {
  type: "status";
  feed: string;
  state: string;
  clock?: string;
}

export interface LiveError {
  type: "error";
  detail: string;
}

/** What the server sends over /ws/realtime. */
export type LiveMessage = LiveSubscribed | LiveBar | LiveForecast | LiveStatus | LiveError;

/** What a client sends over /ws/realtime. */
export interface LiveCommand {
  action: "subscribe" | "unsubscribe";
  symbols: string[];
}

/** The answer of each GET. */
export interface GetAnswers {
  "/version": Version;
  "/ready": Readiness;
  "/symbols": SymbolList;
  "/metrics/{symbol}": Metrics;
  "/plot/{symbol}": Plot;
  "/quality": Quality;
}

/** The answer of each POST. */
export interface PostAnswers {
  "/predict/{symbol}": Forecast;
}

/** The body of each POST. */
export interface PostBodies {
  "/predict/{symbol}": ForecastRequest;
}
