import type { HorizonMetrics, ModelScores } from "../../api/model";
import { format, modelName } from "../../format";
import type { Tone } from "../../ui/Notice";

const YARDSTICK = "persistence";

/** Persistence first, since all are measured against it, then the other naive ones; in each group the better return R² first. */
export function inOrder(models: readonly ModelScores[]): ModelScores[] {
  return [...models].sort((a, b) => group(a) - group(b) || returnSkill(b) - returnSkill(a));
}

function group(model: ModelScores): number {
  if (model.name === YARDSTICK) return 0;
  return model.is_naive ? 1 : 2;
}

function returnSkill(model: ModelScores): number {
  return model.scores.r2_return ?? -Number.MAX_VALUE;
}

export function isChampion(horizon: HorizonMetrics, model: ModelScores): boolean {
  if (model.alias) return model.alias === "champion";
  return model.name === horizon.champion?.name && model.version === horizon.champion.version;
}

/** What the gate said of a model, in a word; the sentence is `verdict`. */
export function verdictWord(model: ModelScores): "naive" | "passed" | "refused" {
  if (model.is_naive) return "naive";
  return model.passed ? "passed" : "refused";
}

export interface Headline {
  tone: Tone;
  title: string;
}

/** What the table comes to. */
export function headline(horizon: HorizonMetrics): Headline {
  const champion = horizon.champion?.name ? modelName(horizon.champion.name) : "none";
  const passed = horizon.models.filter((model) => model.passed && !model.is_naive);
  if (passed.length === 0) return { tone: "neutral", title: `No model beat the naive forecasts: ${champion} stays champion` };
  const names = passed.map((model) => modelName(model.name)).join(", ");
  return { tone: "good", title: `Skill found: ${names} passed the gate; ${champion} is champion` };
}

/** Why a price R² close to 100% is no skill, with this table's own figure. */
export function priceWarning(horizon: HorizonMetrics): string {
  const naive = horizon.models.map((model) => model.scores.r2_price_naive).find((share) => typeof share === "number");
  const figure = naive === null || naive === undefined ? "nearly all" : format.percent(naive, 2);
  return `Saying “the price will not change” already explains ${figure} of the price’s variance here, because a price is never far from the last one. A price R² of 99% is therefore no skill. What counts is what a model adds: a return R² above zero, and a Clark–West test that chance cannot explain.`;
}
