import type { LiveBar, Plot } from "../api/model";
import { format } from "../format";
import type { BandPoint } from "./band";

/** What lies under the pointer. */
export interface Reading {
  time: number;
  candle: LightweightCharts.Candle | undefined;
  volume: number | undefined;
  band: BandPoint | undefined;
}

interface ChartLegendProps {
  plot: Plot;
  live: LiveBar | undefined;
  reading: Reading | null;
}

function dayOf(seconds: number, interval: string): string {
  // Chart times of daily bars are the day's midnight: step into the day, since `barDate` steps back one second.
  const shift = interval === "1d" ? 3600 : 0;
  return format.barDate(new Date((seconds + shift) * 1000).toISOString(), interval);
}

function Pairs({ values }: { values: readonly (readonly [string, string])[] }) {
  return (
    <>
      {values.map(([name, value]) => (
        <span key={name} className="legend-pair"><abbr>{name}</abbr> {value}</span>
      ))}
    </>
  );
}

/** The values under the pointer, or those of the newest bar. */
export function ChartLegend({ plot, live, reading }: ChartLegendProps) {
  const { interval } = plot;
  if (reading && !reading.candle && reading.band) {
    const { band } = reading;
    return (
      <p className="legend">
        <span className="legend-time">{dayOf(reading.time, interval)}</span>
        <Pairs values={[["5%", format.price(band.low90)], ["25%", format.price(band.low50)], ["median", format.price(band.middle)],
          ["75%", format.price(band.high50)], ["95%", format.price(band.high90)]]} />
      </p>
    );
  }
  const last = plot.bars[plot.bars.length - 1];
  const newest = live && (!last || live.time >= last.time) ? live : last;
  const bar = reading?.candle ? { ...reading.candle, volume: reading.volume } : newest;
  if (!bar) return <p className="legend" />;
  const day = typeof bar.time === "number" ? dayOf(bar.time, interval) : format.barDate(bar.time, interval);
  return (
    <p className="legend">
      <span className="legend-time">{day}</span>
      <Pairs values={[["O", format.price(bar.open)], ["H", format.price(bar.high)], ["L", format.price(bar.low)],
        ["C", format.price(bar.close)], ["Vol", format.compact(bar.volume)]]} />
    </p>
  );
}
