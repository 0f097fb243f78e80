// Made by tools/gen_types.py from the server's OpenAPI document. Do not edit: run Dashboard/tools/gen_types.py.

export type Symbol = string;

/** ISO 8601 in UTC. */
export type Time = string;

/** Only bars known then are used; now by default. A bare date means the end of that day, UTC. A time to come is refused. */
export type AsOf = string | null;

/** The horizon in bars. */
export type Days = number | null;

export interface PredictRequest {
  symbol?: Symbol;
  /** Another name of `symbol`. */
  ticker?: Symbol;
  days?: Days;
  as_of?: AsOf;
  /** Another name of `as_of`. */
  prediction_date?: AsOf;
  explain?: Explain;
}

export interface PredictSymbolRequest {
  /** The same as in the path. */
  symbol?: Symbol;
  /** The same as in the path. */
  ticker?: Symbol;
  days?: Days;
  as_of?: AsOf;
  prediction_date?: AsOf;
  explain?: Explain;
}

/** Whether the answer says what each feature adds; it may take a second where the model has no exact rule. */
export type Explain = boolean | null;

/** What a bar covers: a whole number of seconds, minutes, hours, days or weeks. */
export type Interval = string;

/** Where new bars come from; `replay` is the past played as if it were live. */
export type FeedName = "replay" | "live" | "none";

/** Probability to quantile, such as `"0.1"` to the value that nine of ten outcomes exceed. */
export type Quantiles = Record<string, number | null>;

export interface Distribution {
  median: number | null;
  quantiles: Quantiles;
}

/** The model that answers. */
export interface ServingModel {
  name: string;
  version: number;
  alias: "champion";
  /** Its name in the registry: what it was trained on, and for which horizon. */
  registered_model: string;
  /** The last bar it has learnt from. */
  trained_through: Time;
}

export interface Forecast {
  symbol: Symbol;
  /** The close of the last bar used. */
  as_of: Time;
  interval: Interval;
  horizon_bars: number;
  feed: FeedName;
  /** The close at `as_of`. */
  last_close: number;
  model: ServingModel;
  /** Whether the model has learnt from bars after `as_of`: then this shows its fit, not its skill. */
  in_sample: boolean;
  /** Whether the price is expected to rise. */
  prediction: boolean;
  /** The probability of the side taken. */
  confidence: number | null;
  /** Each model's median price path, one price a bar. */
  predictions: Record<string, (number | null)[]>;
  forecast: {
    p_up: number | null;
    /** Log returns since `last_close`. */
    return: Distribution;
    price: Distribution;
  };
  /** Each model's main scores out of sample; GET /metrics has them all. */
  metrics: Record<string, MainScores>;
  skill: Skill;
  /** What each feature adds; only where `explain` was asked for. */
  explanation?: Explanation;
}

/** What was found out of sample of the model that answers; where a naive one does, of the best model refused in its favour. */
export interface Skill {
  verdict: "skill found" | "no skill found";
  /** The naive model it is measured against. */
  against: string;
  /** Whose scores these are; `null` where only naive models were tried. */
  judged_model: string | null;
  /** The horizon the judged models were trained for. A forecast of `days` between two such horizons is interpolated, and shows the scores of the longer one. */
  horizon_bars: number;
  /** The verdict in a sentence. */
  reason: string;
  /** Against the naive forecast; above 0 is better. */
  r2_return: number | null;
  clark_west_p: number | null;
  /** The same, raised for the number of models tried; the gate goes by it. */
  clark_west_p_holm: number | null;
  diebold_mariano_p: number | null;
  /** Why the skill is too good to be true, and what carries it; `null` where it is not. */
  alarm: string | null;
  folds: number;
  /** Forecasts out of sample. */
  n: number;
}

/** What each feature adds to the champion's median log return at its own horizon. */
export interface Explanation {
  /** `exact`: the family's own rule; `kernel-shap`: Shapley values against rows of the training time; `none`: the model rests on no features. */
  method: "exact" | "kernel-shap" | "lime" | "none";
  model: string;
  /** How far the explained model looks; `days` between two horizons are interpolated from it. */
  horizon_bars: number;
  /** What the model says where nothing is known of the features. */
  base: number | null;
  /** The largest first. */
  contributions: ({
    feature: string;
    /** `null` where it is missing. */
    value: number | null;
    /** In log return. */
    contribution: number | null;
  })[];
  /** All further features together. */
  other: number | null;
  /** Base and contributions: the forecast's median log return. */
  sum: number | null;
  /** What has to be said beside it. */
  note: string | null;
}

/** Scores out of sample; `null` where there is none. */
export interface MainScores {
  /** What "tomorrow equals today" scores high on, too. */
  r2_price: number | null;
  /** What that naive forecast scores. */
  r2_price_naive: number | null;
  /** Against the naive forecast; above 0 is better. */
  r2_return: number | null;
  directional_accuracy: number | null;
  mase: number | null;
}

/** Scores out of sample; `null` where there is none. */
export interface Scores {
  /** Forecasts out of sample. */
  n: number;
  folds: number;
  /** What "tomorrow equals today" scores high on, too. */
  r2_price: number | null;
  /** What that naive forecast scores. */
  r2_price_naive: number | null;
  /** Against the naive forecast; above 0 is better. */
  r2_return: number | null;
  directional_accuracy: number | null;
  mase: number | null;
  mae: number | null;
  rmse: number | null;
  /** The low end of its 95% interval. */
  directional_accuracy_low: number | null;
  directional_accuracy_high: number | null;
  /** Of prices, in percent. */
  smape: number | null;
  /** Of the probability of a rise; 0.693 is no skill. */
  log_loss: number | null;
  /** 0.25 is no skill. */
  brier: number | null;
  /** 0 is calibrated. */
  brier_reliability: number | null;
  /** More is better. */
  brier_resolution: number | null;
  /** 0.5 is no skill. */
  auc: number | null;
  /** Of forecast rises. */
  precision: number | null;
  recall: number | null;
  /** Whether directions were right more often than chance. */
  pesaran_timmermann: number | null;
  pesaran_timmermann_p: number | null;
  pinball: number | null;
  /** Of the whole distribution, in log return. */
  crps: number | null;
  /** Of the 95% interval, over the mean absolute return. */
  msis: number | null;
  coverage_50: number | null;
  coverage_80: number | null;
  coverage_90: number | null;
  /** Mean correlation of forecasts and returns over the symbols of a time, where there are ten. */
  ic: number | null;
  /** The low end of its 95% interval. */
  ic_low: number | null;
  ic_high: number | null;
  /** The mean over the standard deviation, per time. */
  ic_ratio: number | null;
  /** One-sided. */
  ic_p: number | null;
  /** Of times. */
  ic_positive_share: number | null;
  /** The same of ranks. */
  rank_ic: number | null;
  rank_ic_low: number | null;
  rank_ic_high: number | null;
  rank_ic_ratio: number | null;
  rank_ic_p: number | null;
  rank_ic_positive_share: number | null;
  /** How many times have one. */
  ic_times: number;
  clark_west: number | null;
  clark_west_p: number | null;
  /** Clark and West's test against drift, the mean return so far. */
  clark_west_drift: number | null;
  clark_west_drift_p: number | null;
  /** Raised for the number of models tried; the gate goes by it. */
  clark_west_p_holm: number | null;
  diebold_mariano: number | null;
  diebold_mariano_p: number | null;
}

export interface Metrics {
  symbol: Symbol;
  horizons: ({
    horizon_bars: number;
    champion: {
      name: string;
      version: number;
    };
    /** Why this one is champion. */
    reason: string;
    models: ({
      name: string;
      version: number;
      is_naive: boolean;
      alias: "champion" | "challenger" | null;
      scores: Scores;
      /** In a sentence. */
      verdict: string;
      /** Whether the gate let it be champion. */
      passed: boolean;
    })[];
  })[];
}

/** A bar; its time is when it closed. */
export interface Bar {
  time: Time;
  open: number;
  high: number;
  low: number;
  close: number;
  volume: number | null;
}

export interface FeedState {
  name: FeedName;
  state: "running" | "ended" | "off";
  /** How far the feed is. */
  clock: string | null;
  /** Which time a replay plays, from 1. */
  pass: number;
}

export interface Symbols {
  symbols: ({
    symbol: Symbol;
    interval: Interval;
    bars: number;
    first: Time;
    last: Time;
    last_close: number | null;
    /** Simple return since the bar before; 0.01 is one percent. */
    change_1d: number | null;
    feed: FeedName;
    champions: {
      horizon_bars: number;
      model: string;
      version: number;
    }[];
  })[];
  feed: FeedState;
}

export interface PlotPoint {
  time: Time;
  horizon_bars: number;
  q05: number;
  q10: number;
  q25: number;
  q50: number;
  q75: number;
  q90: number;
  q95: number;
}

export interface Plot {
  symbol: Symbol;
  interval: Interval;
  bars: Bar[];
  forecast: {
    as_of: Time;
    model: string;
    version: number;
    points: PlotPoint[];
  };
}

/** An `error` puts its bar into quarantine. */
export type Severity = "info" | "warning" | "error";

export interface Finding {
  time: Time;
  /** The end of a run. */
  last_time: string | null;
  rule: string;
  severity: Severity;
  value: number | null;
  /** How many bars it is about. */
  count: number;
  note: string;
}

/** The totals, what each rule found, and the findings of each symbol, the worst first. */
export interface Quality {
  bars: number;
  errors: number;
  warnings: number;
  infos: number;
  quarantined: number;
  rules: {
    rule: string;
    severity: Severity;
    findings: number;
    bars: number;
    /** In how many symbols. */
    symbols: number;
  }[];
  symbols: {
    symbol: Symbol;
    interval: Interval;
    bars: number;
    errors: number;
    warnings: number;
    infos: number;
    quarantined: number;
    findings: Finding[];
  }[];
}

export interface Realtime {
  symbol: Symbol;
  feed: FeedName;
  /** The close. */
  price: number;
  time: Time;
  open: number;
  high: number;
  low: number;
  close: number;
  volume: number | null;
  /** Since the close before. */
  change: number | null;
  /** 1 is one percent. */
  change_percent: number | null;
}

export interface RealtimeCommand {
  action: "subscribe" | "unsubscribe";
  symbols: Symbol[];
}

/** `subscribed` lists everything subscribed now; `status` comes at once and with every step of the feed. */
export type RealtimeMessage = SubscribedMessage | BarMessage | ForecastMessage | StatusMessage | ErrorMessage;

export interface SubscribedMessage {
  type: "subscribed";
  symbols: Symbol[];
}

export interface BarMessage {
  type: "bar";
  symbol: Symbol;
  feed: FeedName;
  time: Time;
  open: number;
  high: number;
  low: number;
  close: number;
  volume: number | null;
}

export interface ForecastMessage {
  type: "forecast";
  symbol: Symbol;
  /** The close of the last bar used. */
  as_of: Time;
  interval: Interval;
  horizon_bars: number;
  feed: FeedName;
  /** The close at `as_of`. */
  last_close: number;
  model: ServingModel;
  /** Whether the model has learnt from bars after `as_of`: then this shows its fit, not its skill. */
  in_sample: boolean;
  /** Whether the price is expected to rise. */
  prediction: boolean;
  /** The probability of the side taken. */
  confidence: number | null;
  /** Each model's median price path, one price a bar. */
  predictions: Record<string, (number | null)[]>;
  forecast: {
    p_up: number | null;
    /** Log returns since `last_close`. */
    return: Distribution;
    price: Distribution;
  };
  /** Each model's main scores out of sample; GET /metrics has them all. */
  metrics: Record<string, MainScores>;
  skill: Skill;
  /** What each feature adds; only where `explain` was asked for. */
  explanation?: Explanation;
}

export interface StatusMessage {
  type: "status";
  feed: FeedName;
  state: "running" | "ended" | "off";
  /** How far the feed is. */
  clock: string | null;
  /** Which time a replay plays, from 1. */
  pass: number;
}

export interface ErrorMessage {
  type: "error";
  detail: string;
}

export interface Root {
  name: "martlet";
  version: string;
  links: Record<string, string>;
}

export interface Health {
  status: "ok";
}

export interface Readiness {
  status: "ready" | "starting";
  checks: Record<string, string>;
}

export interface Version {
  version: string;
  commit: string;
  swift: string;
}

/** An error (RFC 9457). */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  /** The path asked for. */
  instance: string;
  errors?: {
    field: string;
    message: string;
  }[];
}

/** The answer of each GET. */
export interface GetAnswers {
  "/plot/{symbol}": Plot;
  "/metrics/{symbol}": Metrics;
  "/symbols": Symbols;
  "/quality": Quality;
  "/market/realtime/{symbol}": Realtime;
  "/": Root;
  "/health": Health;
  "/ready": Readiness;
  "/version": Version;
  "/openapi.json": Record<string, unknown>;
}

/** The answer of each POST. */
export interface PostAnswers {
  "/predict": Forecast;
  "/predict/{symbol}": Forecast;
}

/** The body of each POST. */
export interface PostBodies {
  "/predict": PredictRequest;
  "/predict/{symbol}": PredictSymbolRequest;
}
