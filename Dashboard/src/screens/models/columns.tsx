import type { ReactNode } from "react";
import type { ModelScores } from "../../api/model";
import { format } from "../../format";
import { DirectionPlot } from "./DirectionPlot";

export interface Column {
  name: string;
  /** What it means, for the glossary. */
  meaning: string;
  cell: (model: ModelScores) => ReactNode;
}

function direction({ scores }: ModelScores): ReactNode {
  const { directional_accuracy: value, directional_accuracy_low: low, directional_accuracy_high: high } = scores;
  return (
    <span className="direction">
      <span>{format.percent(value)} <span className="quiet no-break">{format.percent(low, 0)}–{format.percent(high, 0)}</span></span>
      <DirectionPlot value={value} low={low} high={high} />
    </span>
  );
}

export const columns: readonly Column[] = [
  {
    name: "R² price",
    meaning: "Share of the price’s variance explained. Close to 100% for everyone, since tomorrow’s price is close to today’s; read it beside the naive one’s.",
    cell: ({ scores }) => format.percent(scores.r2_price, 2),
  },
  { name: "R² price, naive", meaning: "R² price of “no change” on the same days.", cell: ({ scores }) => format.percent(scores.r2_price_naive, 2) },
  {
    name: "R² return",
    meaning: "Share of the return’s variance explained beyond “no change”. Above zero means something was added.",
    cell: ({ scores }) => format.signedPercent(scores.r2_return),
  },
  { name: "MAE", meaning: "Mean absolute error of the log return.", cell: ({ scores }) => format.number(scores.mae, 4) },
  { name: "RMSE", meaning: "Root of the mean squared error of the log return.", cell: ({ scores }) => format.number(scores.rmse, 4) },
  { name: "MASE", meaning: "MAE divided by the naive one’s. Below 1 is better than naive.", cell: ({ scores }) => format.number(scores.mase, 3) },
  {
    name: "Direction",
    meaning: "How often the sign was right, with its 95% interval. An interval that holds 50% is no better than a coin.",
    cell: direction,
  },
  { name: "Pinball", meaning: "Mean quantile loss of the whole distribution. Smaller is better.", cell: ({ scores }) => format.number(scores.pinball, 5) },
  {
    name: "80% coverage",
    meaning: "How often the price fell into the 80% interval. It should be close to 80%.",
    cell: ({ scores }) => format.percent(scores.coverage_80),
  },
  {
    name: "Clark–West p",
    meaning: "Chance of such a result without skill, one-sided, raised by Holm’s method for the number of models tried. The gate wants it below 0.05.",
    cell: ({ scores }) => format.probability(scores.clark_west_p_holm ?? scores.clark_west_p),
  },
  {
    name: "Diebold–Mariano p",
    meaning: "Test of equal accuracy with persistence, shown beside the gate’s own test.",
    cell: ({ scores }) => format.probability(scores.diebold_mariano_p),
  },
];
