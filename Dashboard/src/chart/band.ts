// The forecast band as data and as outlines; drawing them is BandSeries' work.
import type { Plot, PlotBar, PlotPoint } from "../api/model";
import { barInstant } from "../format";

/** One column of the fan: the 5–95% band, the 25–75% band and the median. */
export interface BandPoint {
  time: number;
  low90: number;
  low50: number;
  middle: number;
  high50: number;
  high90: number;
}

export interface Dot {
  x: number;
  y: number;
}

/** Seconds since 1970 at which the chart draws a bar: daily bars at midnight UTC of their day, others at their close. */
export function chartTime(time: string, interval: string): number {
  if (interval !== "1d") return Date.parse(time) / 1000;
  const instant = barInstant(time);
  return Date.UTC(instant.getUTCFullYear(), instant.getUTCMonth(), instant.getUTCDate()) / 1000;
}

/** The last bar that the forecast was made from: the newest one not after its as-of time. */
export function originOf(bars: readonly PlotBar[], asOf: string): PlotBar | undefined {
  const limit = Date.parse(asOf);
  for (let index = bars.length - 1; index >= 0; index--) {
    const bar = bars[index];
    if (bar && Date.parse(bar.time) <= limit) return bar;
  }
  return undefined;
}

/** One column. */
function bandPoint({ time, q05, q25, q50, q75, q95 }: PlotPoint, interval: string): BandPoint {
  return { time: chartTime(time, interval), low90: q05, low50: q25, middle: q50, high50: q75, high90: q95 };
}

/** The fan of a plot. It opens from the close that the forecast was made at, where all quantiles are one. */
export function bandPoints(plot: Plot): BandPoint[] {
  const { forecast, interval, bars } = plot;
  const points = forecast.points.map((point) => bandPoint(point, interval)).sort((a, b) => a.time - b.time);
  const origin = originOf(bars, forecast.as_of);
  if (!origin || points.length === 0) return points;
  const { close } = origin;
  const start = chartTime(origin.time, interval);
  return [
    { time: start, low90: close, low50: close, middle: close, high50: close, high90: close },
    ...points.filter((point) => point.time > start),
  ];
}

/** A closed outline: along the upper edge, and back along the lower one. Columns that have no place are left out. */
export function outline(
  columns: readonly { x: number; point: BandPoint }[],
  low: "low90" | "low50",
  high: "high90" | "high50",
  toY: (price: number) => number | null,
): Dot[] {
  const upper: Dot[] = [];
  const lower: Dot[] = [];
  for (const { x, point } of columns) {
    const top = toY(point[high]);
    const bottom = toY(point[low]);
    if (top === null || bottom === null) continue;
    upper.push({ x, y: top });
    lower.push({ x, y: bottom });
  }
  return upper.length < 2 ? [] : [...upper, ...lower.reverse()];
}

/** The median's line. */
export function middleLine(
  columns: readonly { x: number; point: BandPoint }[],
  toY: (price: number) => number | null,
): Dot[] {
  return columns.flatMap(({ x, point }) => {
    const y = toY(point.middle);
    return y === null ? [] : [{ x, y }];
  });
}
