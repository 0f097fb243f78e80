import { useEffect, useRef, useState } from "react";
import type { LiveBar, Plot, PlotBar } from "../api/model";
import { priceDigits } from "../format";
import { BandSeries } from "./BandSeries";
import { bandPoints, chartTime, type BandPoint } from "./band";
import { ChartLegend, type Reading } from "./ChartLegend";
import { charts } from "./library";
import { readTheme, useMediaQuery, type ChartTheme } from "./theme";

interface Parts {
  chart: LightweightCharts.Chart;
  candles: LightweightCharts.Series<LightweightCharts.Candle>;
  volume: LightweightCharts.Series<LightweightCharts.Column>;
  band: LightweightCharts.Series<BandPoint>;
  bandView: BandSeries;
  /** Chart time of the newest bar drawn; the library refuses older ones. */
  newest: number;
}

type Drawable = Pick<PlotBar, "time" | "open" | "high" | "low" | "close" | "volume">;

const PIXELS_PER_BAR = 8;
const PIXELS_PER_BAR_NARROW = 4.5;
const NARROW = 600;

function candle(bar: Drawable, interval: string): LightweightCharts.Candle {
  const { open, high, low, close } = bar;
  return { time: chartTime(bar.time, interval), open, high, low, close };
}

/** The colours only: setting a bar spacing's limits again would undo the visible range. */
function themeOptions(theme: ChartTheme): object {
  return {
    layout: {
      background: { color: "transparent" },
      textColor: theme.text,
      fontFamily: theme.font,
      fontSize: 12,
      attributionLogo: false, // its inline style breaks the content policy; the footer names TradingView instead
    },
    grid: { vertLines: { visible: false }, horzLines: { color: theme.grid } },
    crosshair: {
      vertLine: { color: theme.crosshair, labelBackgroundColor: theme.label },
      horzLine: { color: theme.crosshair, labelBackgroundColor: theme.label },
    },
  };
}

function candleOptions(theme: ChartTheme): object {
  return {
    upColor: theme.up, downColor: theme.down, wickUpColor: theme.up, wickDownColor: theme.down,
    borderVisible: false, priceLineColor: theme.crosshair,
  };
}

function build(element: HTMLElement, theme: ChartTheme, plot: Plot): Parts {
  const chart = charts.createChart(element, {
    ...themeOptions(theme),
    autoSize: true,
    rightPriceScale: { borderVisible: false, scaleMargins: { top: 0.08, bottom: 0.22 } },
    timeScale: { borderVisible: false, timeVisible: plot.interval !== "1d", rightOffset: 2, minBarSpacing: 2 },
    handleScroll: { vertTouchDrag: false }, // a finger moving up or down scrolls the page
  });
  const volume = chart.addSeries(charts.HistogramSeries, {
    color: theme.volume, priceScaleId: "", priceFormat: { type: "volume" }, lastValueVisible: false, priceLineVisible: false,
  });
  volume.priceScale().applyOptions({ scaleMargins: { top: 0.84, bottom: 0 } });
  const bandView = new BandSeries(theme.band);
  const band = chart.addCustomSeries(bandView, { lastValueVisible: false, priceLineVisible: false });
  const candles = chart.addSeries(charts.CandlestickSeries, candleOptions(theme));
  return { chart, candles, volume, band, bandView, newest: 0 };
}

function show(parts: Parts, plot: Plot): void {
  const digits = priceDigits(plot.bars[plot.bars.length - 1]?.close ?? 100);
  const priceFormat = { type: "price", precision: digits, minMove: 10 ** -digits };
  parts.candles.applyOptions({ priceFormat });
  parts.band.applyOptions({ priceFormat });
  parts.candles.setData(plot.bars.map((bar) => candle(bar, plot.interval)));
  parts.volume.setData(plot.bars.map((bar) => ({ time: chartTime(bar.time, plot.interval), value: bar.volume ?? 0 })));
  parts.band.setData(bandPoints(plot));
  const last = plot.bars[plot.bars.length - 1];
  parts.newest = last ? chartTime(last.time, plot.interval) : 0;
}

/** Shows the newest bars, as many as fit at a readable width, and the whole forecast. */
function showNewest(parts: Parts, plot: Plot, width: number): void {
  const total = plot.bars.length + plot.forecast.points.length;
  const room = Math.max(64, Math.floor((width - 70) / (width < NARROW ? PIXELS_PER_BAR_NARROW : PIXELS_PER_BAR)));
  parts.chart.timeScale().setVisibleLogicalRange({ from: Math.max(0, total - room) - 0.5, to: total + 1 });
}

function zoom(parts: Parts, factor: number): void {
  const scale = parts.chart.timeScale();
  const range = scale.getVisibleLogicalRange();
  if (!range) return;
  scale.setVisibleLogicalRange({ from: range.to - Math.max(10, (range.to - range.from) * factor), to: range.to });
}

interface PriceChartProps {
  plot: Plot;
  /** The live bars since the page was opened, oldest first. */
  live: readonly LiveBar[];
}

/** Candles, volume and the forecast's fan. Mount a new one (by `key`) for another symbol or horizon. */
export function PriceChart({ plot, live }: PriceChartProps) {
  const holder = useRef<HTMLDivElement>(null);
  const parts = useRef<Parts | null>(null);
  const first = useRef(plot);
  const [reading, setReading] = useState<Reading | null>(null);
  const light = useMediaQuery("(prefers-color-scheme: light)");

  useEffect(() => {
    const element = holder.current;
    if (!element) return undefined;
    const made = build(element, readTheme(element), first.current);
    parts.current = made;
    show(made, first.current);
    showNewest(made, first.current, element.clientWidth);
    made.chart.subscribeCrosshairMove(({ time, seriesData }) => {
      setReading(time === undefined ? null : {
        time,
        candle: seriesData.get(made.candles) as LightweightCharts.Candle | undefined,
        volume: (seriesData.get(made.volume) as LightweightCharts.Column | undefined)?.value,
        band: seriesData.get(made.band) as BandPoint | undefined,
      });
    });
    return () => {
      parts.current = null;
      made.chart.remove();
    };
  }, []);

  useEffect(() => {
    if (parts.current && plot !== first.current) show(parts.current, plot);
  }, [plot]);

  useEffect(() => {
    const made = parts.current;
    if (!made) return;
    for (const bar of live) {
      const next = candle(bar, plot.interval);
      if (next.time < made.newest) continue; // drawn already, or from a replay that began again: the next plot brings its bars
      made.newest = next.time;
      made.candles.update(next);
      made.volume.update({ time: next.time, value: bar.volume ?? 0 });
    }
  }, [live, plot]);

  useEffect(() => {
    const made = parts.current;
    if (!made || !holder.current) return;
    const theme = readTheme(holder.current);
    made.bandView.recolour(theme.band);
    made.candles.applyOptions(candleOptions(theme));
    made.volume.applyOptions({ color: theme.volume });
    made.chart.applyOptions(themeOptions(theme));
  }, [light]);

  return (
    <div className="chart">
      <div className="chart-bar">
        <ChartLegend plot={plot} live={live[live.length - 1]} reading={reading} />
        <div className="chart-tools" role="group" aria-label="Chart range">
          <button type="button" aria-label="Show more bars" onClick={() => parts.current && zoom(parts.current, 1.5)}>−</button>
          <button type="button" aria-label="Show fewer bars" onClick={() => parts.current && zoom(parts.current, 1 / 1.5)}>+</button>
          <button type="button" onClick={() => parts.current && holder.current && showNewest(parts.current, plot, holder.current.clientWidth)}>
            Newest
          </button>
        </div>
      </div>
      <div ref={holder} className="chart-canvas" role="group" aria-label={`Candles of ${plot.symbol} with the forecast band; the tables below hold the same values`} />
    </div>
  );
}
