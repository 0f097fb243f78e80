import type { Finding, Quality, Severity, SymbolQuality } from "../../api/model";

export interface Row extends Finding {
  symbol: string;
  interval: string;
}

export const SEVERITIES: readonly Severity[] = ["error", "warning", "info"];

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** All findings of all symbols, the gravest first and within a severity the newest first. */
export function rowsOf(quality: Quality): Row[] {
  return quality.symbols
    .flatMap(({ symbol, interval, findings }) => findings.map((finding) => ({ ...finding, symbol, interval })))
    .sort((a, b) => RANK[a.severity] - RANK[b.severity] || (a.time < b.time ? 1 : a.time > b.time ? -1 : 0));
}

export function filtered(rows: readonly Row[], symbol: string | null, severity: Severity | null): Row[] {
  return rows.filter((row) => (symbol === null || row.symbol === symbol) && (severity === null || row.severity === severity));
}

export interface Totals {
  bars: number;
  errors: number;
  warnings: number;
  infos: number;
  quarantined: number;
}

/** The counts of some symbols together. */
export function totals(symbols: readonly SymbolQuality[]): Totals {
  const sum: Totals = { bars: 0, errors: 0, warnings: 0, infos: 0, quarantined: 0 };
  for (const one of symbols) {
    for (const key of Object.keys(sum) as (keyof Totals)[]) sum[key] += one[key];
  }
  return sum;
}
