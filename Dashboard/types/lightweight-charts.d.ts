// The part of the Lightweight Charts 5 API that is called here; the wheel carries no types.
declare module "lightweight-charts-standalone" {}

declare namespace LightweightCharts {
  /** Seconds since 1970, UTC. */
  type Time = number;
  interface Whitespace { time: Time }
  interface Candle extends Whitespace { open: number; high: number; low: number; close: number }
  interface Column extends Whitespace { value: number; color?: string }
  interface PriceScale { applyOptions(options: object): void }
  interface Series<D extends Whitespace> {
    setData(data: readonly (D | Whitespace)[]): void;
    update(datum: D): void;
    applyOptions(options: object): void;
    priceScale(): PriceScale;
  }
  interface LogicalRange { from: number; to: number }
  interface TimeScale {
    getVisibleLogicalRange(): LogicalRange | null;
    setVisibleLogicalRange(range: LogicalRange): void;
  }
  interface CrosshairEvent { time?: Time; seriesData: ReadonlyMap<unknown, unknown> }
  interface SeriesDefinition<D> { readonly type: string; readonly datum?: D }
  interface Chart {
    addSeries<D extends Whitespace>(definition: SeriesDefinition<D>, options?: object): Series<D>;
    addCustomSeries<D extends Whitespace>(view: CustomView<D>, options?: object): Series<D>;
    timeScale(): TimeScale;
    applyOptions(options: object): void;
    subscribeCrosshairMove(listener: (event: CrosshairEvent) => void): void;
    remove(): void;
  }
  interface BitmapScope { context: CanvasRenderingContext2D; horizontalPixelRatio: number; verticalPixelRatio: number }
  interface Target { useBitmapCoordinateSpace(draw: (scope: BitmapScope) => void): void }
  interface Renderer { draw(target: Target, toCoordinate: (price: number) => number | null): void }
  interface PaneData<D> {
    bars: readonly { x: number; originalData: D }[];
    visibleRange: { from: number; to: number } | null;
  }
  interface CustomView<D extends Whitespace> {
    renderer(): Renderer;
    update(data: PaneData<D>, options: object): void;
    priceValueBuilder(datum: D): number[];
    isWhitespace(datum: D | Whitespace): datum is Whitespace;
    defaultOptions(): object;
  }
  interface Library {
    version(): string;
    createChart(element: HTMLElement, options?: object): Chart;
    CandlestickSeries: SeriesDefinition<Candle>;
    HistogramSeries: SeriesDefinition<Column>;
  }
}
