import type { LiveBar, Plot, SymbolSummary } from "../../api/model";
import type { Spread } from "../../chart/Sparkline";
import { modelWithVersion } from "../../format";

const CLOSES_SHOWN = 60;

/** Stored closes followed by live ones; where both have a bar the live one counts. */
export function mergedCloses(
  stored: readonly { time: string; close: number }[], live: readonly Pick<LiveBar, "time" | "close">[],
): number[] {
  const last = stored[stored.length - 1]?.time ?? "";
  const newer = live.filter((bar) => bar.time > last);
  return [...stored, ...newer].slice(-CLOSES_SHOWN).map((bar) => bar.close);
}

/** The 80% interval of each step of a plot's forecast. */
export function spreads(plot: Plot): Spread[] {
  return plot.forecast.points.map(({ q10: low, q90: high }) => ({ low, high }));
}

/** "Persistence v1": who forecasts that far ahead. */
export function championWords(champions: SymbolSummary["champions"], horizon: number): string {
  const champion = champions.find((one) => one.horizon_bars === horizon);
  return champion ? modelWithVersion(champion.model, champion.version) : "No champion yet";
}
