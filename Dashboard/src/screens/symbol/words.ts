// The forecast and its verdict in words.
import type { Forecast, HorizonMetrics } from "../../api/model";
import { format, horizonWords, modelName, modelWithVersion, type Format } from "../../format";
import type { Tone } from "../../ui/Notice";

/** The value at a level of a quantile table, whose keys may be written "0.1" or "0.10". */
export function quantileAt(quantiles: Readonly<Record<string, number | null>> | undefined, level: number): number | null | undefined {
  if (!quantiles) return undefined;
  const key = Object.keys(quantiles).find((name) => Math.abs(Number(name) - level) < 1e-9);
  return key === undefined ? undefined : quantiles[key];
}

export function verdictTone(verdict: string): Tone {
  if (/^no\b|\bno skill\b|not enough|too few/i.test(verdict)) return "neutral";
  return /skill/i.test(verdict) ? "good" : "neutral";
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "80% interval 171.20–182.90" without its name. */
export function intervalWords(forecast: Forecast, write: Format = format): string {
  const { quantiles } = forecast.forecast.price;
  return `${write.price(quantileAt(quantiles, 0.1))}–${write.price(quantileAt(quantiles, 0.9))}`;
}

/** Why this model answers: the gate's reason, with who stays champion when the reason does not say it itself. */
export function reasonWords(metrics: HorizonMetrics | undefined): string | null {
  const reason = metrics?.reason?.trim();
  if (!metrics || !reason) return null;
  const name = metrics.champion?.name;
  if (!name || /champion/i.test(reason)) return capitalised(reason);
  const isNaive = metrics.models.find((model) => model.name === name)?.is_naive ?? false;
  return `${modelName(name)} ${isNaive ? "stays" : "is"} champion: ${reason}`;
}

/** Said of a forecast for a time that the model has learnt from. */
export const IN_SAMPLE = "The model has learnt from these bars: this shows its fit, not its skill.";

/** The horizon that the skill was measured at: that of the models, which may lie beyond the days asked for. */
export function skillHorizon({ skill, horizon_bars: bars }: Forecast): number {
  return skill.horizon_bars ?? bars;
}

/** Which horizon the scores belong to, where it is not the forecast's own. */
export function skillHorizonWords(forecast: Forecast, interval: string): string | null {
  const bars = skillHorizon(forecast);
  if (bars === forecast.horizon_bars) return null;
  return `Measured ${horizonWords(bars, interval)} ahead: no model was trained for ${horizonWords(forecast.horizon_bars, interval)}, so this forecast is interpolated.`;
}

/** The whole forecast in one sentence, for those who hear the page. */
export function forecastSentence(
  forecast: Forecast, interval: string, metrics: HorizonMetrics | undefined, write: Format = format,
): string {
  const reason = reasonWords(metrics);
  const { model, skill, horizon_bars: bars } = forecast;
  return [
    `P(up) ${write.percent(forecast.forecast.p_up, 0)} over ${horizonWords(bars, interval)}`,
    `80% interval ${intervalWords(forecast, write)}`,
    `model ${modelWithVersion(model.name, model.version)}`,
    `verdict: ${skill.verdict}${reason ? ` — ${reason}` : ""}`,
    ...[skillHorizonWords(forecast, interval), forecast.in_sample ? IN_SAMPLE : null].filter((words) => words !== null),
  ].join("; ");
}

export interface Saying {
  name: string;
  median: number;
  change: number;
}

/** Where each model's median path ends, and the change from the last close; models without a path are left out. */
export function sayings(forecast: Forecast, lastClose: number | undefined): Saying[] {
  return Object.entries(forecast.predictions).flatMap(([name, path]) => {
    const median = path[path.length - 1];
    if (median === undefined || median === null) return [];
    return [{ name, median, change: lastClose ? median / lastClose - 1 : Number.NaN }];
  });
}
