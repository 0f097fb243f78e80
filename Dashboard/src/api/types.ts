// Made by tools/gen_types.py from the server's OpenAPI document. Do not edit: run Dashboard/tools/gen_types.py.

export type Symbol = string;

/** ISO 8601 in UTC. */
export type Time = string;

/** Only bars known then are used; now by default. A bare date means the end of that day, UTC. */
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
}

export interface PredictSymbolRequest {
  /** The same as in the path. */
  symbol?: Symbol;
  /** The same as in the path. */
  ticker?: Symbol;
  days?: Days;
  as_of?: AsOf;
  prediction_date?: AsOf;
}

/** Probability to quantile, such as `"0.1"` to the value that nine of ten outcomes exceed. */
export type Quantiles = Record<string, number | null>;

export interface Forecast {
  symbol: Symbol;
  as_of: Time;
  horizon_bars: number;
  model: {
    name: string;
    version: number | null;
    /** `champion` or `challenger`. */
    alias?: string | null;
  };
  /** Whether the price is expected to rise. */
  prediction: boolean;
  /** The probability of the side taken. */
  confidence: number | null;
  /** Each model's median price path, one price a bar. */
  predictions: Record<string, (number | null)[]>;
  forecast: {
    p_up: number | null;
    return: {
      quantiles?: Quantiles;
    };
    price: {
      quantiles?: Quantiles;
    };
  };
  /** Each model's scores out of sample. */
  metrics: Record<string, Scores>;
  skill: Skill;
}

/** Whether this model is better than the naive forecast, out of sample. */
export interface Skill {
  verdict: string;
  against: string;
  clark_west_p?: number | null;
  diebold_mariano_p?: number | null;
  folds?: number | null;
}

/** Scores out of sample; `null` where there is none. */
export interface Scores {
  /** What "tomorrow equals today" scores high on, too. */
  r2_price?: number | null;
  /** What that naive forecast scores. */
  r2_price_naive?: number | null;
  /** Against the naive forecast; above 0 is better. */
  r2_return?: number | null;
  mae?: number | null;
  rmse?: number | null;
  mase?: number | null;
  directional_accuracy?: number | null;
  directional_accuracy_low?: number | null;
  directional_accuracy_high?: number | null;
  pinball?: number | null;
  coverage_80?: number | null;
  clark_west?: number | null;
  clark_west_p?: number | null;
  clark_west_p_holm?: number | null;
  diebold_mariano?: number | null;
  diebold_mariano_p?: number | null;
  n?: number | null;
  folds?: number | null;
}

export interface Metrics {
  symbol: Symbol;
  horizons: ({
    horizon_bars: number;
    champion: {
      name?: string;
      version?: number | null;
    } | null;
    /** Why this one is champion. */
    reason: string | null;
    models: ({
      name: string;
      version?: number | null;
      is_naive: boolean;
      alias?: "champion" | "challenger" | null;
      scores: Scores;
      /** In words. */
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
  /** `replay` is the past played as if it were live. */
  name: string;
  state: "running" | "ended" | "off";
  /** How far the feed is. */
  clock?: string | null;
  /** How often a replay has started over, from 1. */
  pass?: number | null;
}

export interface Symbols {
  symbols: ({
    symbol: Symbol;
    interval: "1m" | "1h" | "1d";
    bars: number;
    first?: Time;
    last?: Time;
    last_close?: number | null;
    /** Simple return; 0.01 is one percent. */
    change_1d?: number | null;
    feed?: "replay" | "live" | "none";
    champions?: ({
      horizon_bars: number;
      model: string;
      version?: number | null;
    })[];
  })[];
  feed: FeedState;
}

export interface PlotPoint {
  time: Time;
  horizon_bars: number;
  q05?: number;
  q10?: number;
  q25?: number;
  q50: number;
  q75?: number;
  q90?: number;
  q95?: number;
}

export interface Plot {
  symbol: Symbol;
  interval: "1m" | "1h" | "1d";
  bars: Bar[];
  forecast: {
    as_of?: Time;
    model?: string;
    version?: number | null;
    points?: PlotPoint[];
  } | null;
}

export interface Finding {
  time: Time;
  /** The end of a run. */
  last_time?: string | null;
  rule: string;
  severity: "info" | "warning" | "error";
  value?: number | null;
  count?: number;
  note?: string;
}

export interface Quality {
  symbols: ({
    symbol: Symbol;
    interval: "1m" | "1h" | "1d";
    bars: number;
    errors?: number;
    warnings?: number;
    infos?: number;
    quarantined?: number;
    findings: Finding[];
  })[];
}

export interface Realtime {
  symbol: Symbol;
  feed: "replay" | "live" | "none";
  time: Time;
  price: number;
  open?: number;
  high?: number;
  low?: number;
  close?: number;
  volume?: number | null;
  change?: number | null;
  change_percent?: number | null;
}

export interface RealtimeCommand {
  action: "subscribe" | "unsubscribe";
  symbols: Symbol[];
}

/** `subscribed` lists everything subscribed now. */
export type RealtimeMessage = {
  type: "subscribed";
  symbols: Symbol[];
} | Bar & {
  type: "bar";
  symbol: Symbol;
  feed: "replay" | "live" | "none";
} | Forecast & {
  type: "forecast";
} | {
  type: "status";
  feed: string;
  state: "running" | "ended" | "off";
  clock?: string | null;
} | {
  type: "error";
  detail: string;
};

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
