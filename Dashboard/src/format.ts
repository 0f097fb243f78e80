// Numbers, dates and horizons in words. A missing number is an en dash.

export const MISSING = "–";

const MINUS = "\u2212";
const NO_BREAK = "\u00a0";

type Maybe = number | null | undefined;

function isNumber(value: Maybe): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

/** How many decimals a price of this size needs. */
export function priceDigits(price: number): number {
  const size = Math.abs(price);
  if (size >= 10) return 2;
  return size >= 0.5 ? 4 : 6;
}

export interface Format {
  price: (value: Maybe) => string;
  number: (value: Maybe, digits: number) => string;
  integer: (value: Maybe) => string;
  compact: (value: Maybe) => string;
  percent: (value: Maybe, digits?: number) => string;
  /** With a sign always shown, for changes. */
  signedPercent: (value: Maybe, digits?: number) => string;
  signed: (value: Maybe, digits: number) => string;
  probability: (value: Maybe) => string;
  /** The day of a bar. Bars are stamped with their close, so midnight belongs to the day before. */
  barDate: (time: string | null | undefined, interval: string) => string;
  dateTime: (time: string | null | undefined) => string;
}

/** The exact instant that a bar is drawn and named by: one second before its close. */
export function barInstant(time: string): Date {
  return new Date(Date.parse(time) - 1000);
}

function fixed(digits: number): Intl.NumberFormatOptions {
  return { minimumFractionDigits: digits, maximumFractionDigits: digits };
}

function date(time: string | null | undefined, shape: Intl.DateTimeFormat, shift: boolean): string {
  if (!time || Number.isNaN(Date.parse(time))) return MISSING;
  return shape.format(shift ? barInstant(time) : new Date(time));
}

export function makeFormat(locale: string): Format {
  const cache = new Map<string, Intl.NumberFormat>();
  const formatter = (options: Intl.NumberFormatOptions): Intl.NumberFormat => {
    const key = JSON.stringify(options);
    const known = cache.get(key);
    if (known) return known;
    const made = new Intl.NumberFormat(locale, options);
    cache.set(key, made);
    return made;
  };
  const write = (value: Maybe, options: Intl.NumberFormatOptions): string =>
    isNumber(value) ? formatter(options).format(value).replace("-", MINUS) : MISSING;
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  const minute = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });
  return {
    price: (value) => write(value, fixed(isNumber(value) ? priceDigits(value) : 2)),
    number: (value, digits) => write(value, fixed(digits)),
    integer: (value) => write(value, { maximumFractionDigits: 0 }),
    compact: (value) => write(value, { notation: "compact", maximumFractionDigits: 1 }),
    percent: (value, digits = 1) => write(value, { style: "percent", ...fixed(digits) }),
    signedPercent: (value, digits = 2) => write(value, { style: "percent", signDisplay: "exceptZero", ...fixed(digits) }),
    signed: (value, digits) => write(value, { signDisplay: "exceptZero", ...fixed(digits) }),
    probability: (value) => write(value, { minimumFractionDigits: 3, maximumFractionDigits: 3 }),
    barDate: (time, interval) => (interval === "1d" ? date(time, day, true) : date(time, minute, false)),
    dateTime: (time) => date(time, minute, false),
  };
}

export const format = makeFormat(globalThis.navigator?.language || "en");

const UNITS: Readonly<Record<string, string>> = { "1d": "day", "1h": "hour", "1m": "minute" };

/** "5 days": how far ahead a horizon is, in the unit of the bars. */
export function horizonWords(bars: number, interval: string): string {
  const unit = UNITS[interval] ?? "bar";
  return `${bars}${NO_BREAK}${unit}${bars === 1 ? "" : "s"}`;
}

/** "5 d": the same for narrow places. */
export function horizonShort(bars: number, interval: string): string {
  return `${bars}${NO_BREAK}${interval.replace(/\d+/, "") || "bars"}`;
}

const MODEL_NAMES: Readonly<Record<string, string>> = {
  lightgbm: "LightGBM",
  "lightgbm-global": "LightGBM, all symbols",
};

/** "random-forest" → "Random forest". */
export function modelName(name: string): string {
  const words = MODEL_NAMES[name] ?? name.replace(/[-_]+/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** "Ridge v3"; a model without a version is its name alone. */
export function modelWithVersion(name: string, version: number | null | undefined): string {
  return typeof version === "number" ? `${modelName(name)} v${version}` : modelName(name);
}

/** "high-below-low" → "High below low". */
export function ruleName(rule: string): string {
  return modelName(rule);
}
