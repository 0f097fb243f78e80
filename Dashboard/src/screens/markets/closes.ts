import type { LiveBar, SymbolSummary } from "../../api/model";
import { horizonShort, modelName } from "../../format";

const CLOSES_SHOWN = 40;

/** Stored closes followed by live ones; where both have a bar the live one counts. */
export function mergedCloses(
  stored: readonly { time: string; close: number }[], live: readonly Pick<LiveBar, "time" | "close">[],
): number[] {
  const first = live[0]?.time;
  const before = first === undefined ? stored : stored.filter((bar) => bar.time < first);
  return [...before, ...live].slice(-CLOSES_SHOWN).map((bar) => bar.close);
}

/** "Persistence 1 d, 5 d · Ridge 21 d": who forecasts, grouped by model. */
export function championWords(champions: SymbolSummary["champions"], interval: string): string {
  const horizons = new Map<string, number[]>();
  for (const { model, horizon_bars: bars } of champions) horizons.set(model, [...(horizons.get(model) ?? []), bars]);
  if (horizons.size === 0) return "No champion yet";
  if (horizons.size === 1) return `${modelName(champions[0]?.model ?? "")} forecasts`;
  return [...horizons]
    .map(([model, bars]) => `${modelName(model)} ${bars.sort((a, b) => a - b).map((n) => horizonShort(n, interval)).join(", ")}`)
    .join(" · ");
}
