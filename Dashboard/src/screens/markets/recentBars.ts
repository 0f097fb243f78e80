import { get } from "../../api/client";
import type { PlotBar } from "../../api/model";

const BARS = 40;
const asked = new Map<string, Promise<readonly PlotBar[]>>();

/** The last stored bars of a symbol, asked for once; a small chart is no reason to show an error, so a failure is no bars. */
export function recentBars(symbol: string): Promise<readonly PlotBar[]> {
  const known = asked.get(symbol);
  if (known) return known;
  const answer = get("/plot/{symbol}", { parameters: { symbol }, query: { days: 1, bars: BARS } }).then(
    ({ data }) => data.bars,
    () => {
      asked.delete(symbol); // the next visit asks again
      return [];
    },
  );
  asked.set(symbol, answer);
  return answer;
}
