import type { Forecast, Plot } from "../../api/model";
import { format, horizonShort, horizonWords, modelName } from "../../format";
import { ScrollTable } from "../../ui/ScrollTable";
import { sayings } from "./words";

const QUANTILES = [
  ["q05", "5%"], ["q10", "10%"], ["q25", "25%"], ["q50", "Median"], ["q75", "75%"], ["q90", "90%"], ["q95", "95%"],
] as const;

const BARS_SHOWN = 30;

/** The band as a table. */
export function QuantileTable({ plot }: { plot: Plot }) {
  if (plot.forecast.points.length === 0) return null;
  return (
    <section className="card">
      <ScrollTable label="Forecast quantiles" title={<>Forecast price <span className="quiet">the values of the band</span></>}>
        <table className="first-column-stays">
          <thead>
            <tr>
              <th scope="col">Ahead</th>
              <th scope="col">Bar</th>
              {QUANTILES.map(([key, name]) => <th key={key} scope="col" className="number">{name}</th>)}
            </tr>
          </thead>
          <tbody>
            {plot.forecast.points.map((point) => (
              <tr key={point.horizon_bars}>
                <th scope="row">{horizonShort(point.horizon_bars, plot.interval)}</th>
                <td className="no-break">{format.barDate(point.time, plot.interval)}</td>
                {QUANTILES.map(([key]) => <td key={key} className="number">{format.price(point[key])}</td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollTable>
    </section>
  );
}

/** The candles as a table, newest first. */
export function BarTable({ plot }: { plot: Plot }) {
  const bars = plot.bars.slice(-BARS_SHOWN).reverse();
  return (
    <details className="card">
      <summary>The last {bars.length} bars as a table</summary>
      <ScrollTable label="Last bars">
        <table>
          <thead>
            <tr>
              <th scope="col">Bar</th>
              {["Open", "High", "Low", "Close", "Volume"].map((name) => <th key={name} scope="col" className="number">{name}</th>)}
            </tr>
          </thead>
          <tbody>
            {bars.map((bar) => (
              <tr key={bar.time}>
                <th scope="row" className="no-break">{format.barDate(bar.time, plot.interval)}</th>
                <td className="number">{format.price(bar.open)}</td>
                <td className="number">{format.price(bar.high)}</td>
                <td className="number">{format.price(bar.low)}</td>
                <td className="number">{format.price(bar.close)}</td>
                <td className="number">{format.integer(bar.volume)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollTable>
    </details>
  );
}

/** Every model's median, beside the naive ones'. */
export function SayingsTable({ forecast, plot }: { forecast: Forecast; plot: Plot | null }) {
  const interval = plot?.interval ?? "1d";
  const rows = sayings(forecast, plot?.bars[plot.bars.length - 1]?.close);
  if (rows.length === 0) return null;
  return (
    <section className="card">
      <table>
        <caption>What each model says <span className="caption-note">median, {horizonWords(forecast.horizon_bars, interval)} ahead</span></caption>
        <thead>
          <tr><th scope="col">Model</th><th scope="col" className="number">Price</th><th scope="col" className="number">Change</th></tr>
        </thead>
        <tbody>
          {rows.map(({ name, median, change }) => (
            <tr key={name} className={name === forecast.model.name ? "is-champion" : ""}>
              <th scope="row">{modelName(name)}{name === forecast.model.name && <span className="badge">serving</span>}</th>
              <td className="number">{format.price(median)}</td>
              <td className="number">{format.signedPercent(change)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
