import { middleLine, outline, type BandPoint, type Dot } from "./band";

export interface BandColours {
  outer: string;
  inner: string;
  line: string;
}

function trace(context: CanvasRenderingContext2D, dots: readonly Dot[], scaleX: number, scaleY: number): void {
  context.beginPath();
  dots.forEach(({ x, y }, index) => {
    if (index === 0) context.moveTo(x * scaleX, y * scaleY);
    else context.lineTo(x * scaleX, y * scaleY);
  });
}

/** A series for Lightweight Charts that draws the forecast's fan. */
export class BandSeries implements LightweightCharts.CustomView<BandPoint> {
  private data: LightweightCharts.PaneData<BandPoint> | null = null;

  constructor(private colours: BandColours) {}

  recolour(colours: BandColours): void {
    this.colours = colours;
  }

  renderer(): LightweightCharts.Renderer {
    return { draw: (target, toCoordinate) => this.draw(target, toCoordinate) };
  }

  update(data: LightweightCharts.PaneData<BandPoint>): void {
    this.data = data;
  }

  priceValueBuilder(point: BandPoint): number[] {
    return [point.low90, point.high90, point.middle];
  }

  isWhitespace(datum: BandPoint | LightweightCharts.Whitespace): datum is LightweightCharts.Whitespace {
    return (datum as Partial<BandPoint>).middle === undefined;
  }

  defaultOptions(): object {
    return { lastValueVisible: false, priceLineVisible: false };
  }

  private draw(target: LightweightCharts.Target, toCoordinate: (price: number) => number | null): void {
    if (!this.data?.visibleRange) return;
    // All columns, not the visible ones only: an edge that leaves the screen must still be drawn up to its rim.
    const columns = this.data.bars.map(({ x, originalData }) => ({ x, point: originalData }));
    target.useBitmapCoordinateSpace(({ context, horizontalPixelRatio, verticalPixelRatio }) => {
      const fill = (low: "low90" | "low50", high: "high90" | "high50", colour: string): void => {
        trace(context, outline(columns, low, high, toCoordinate), horizontalPixelRatio, verticalPixelRatio);
        context.closePath();
        context.fillStyle = colour;
        context.fill();
      };
      fill("low90", "high90", this.colours.outer);
      fill("low50", "high50", this.colours.inner);
      trace(context, middleLine(columns, toCoordinate), horizontalPixelRatio, verticalPixelRatio);
      context.lineWidth = Math.max(1, Math.round(2 * verticalPixelRatio));
      context.strokeStyle = this.colours.line;
      context.lineJoin = "round";
      context.stroke();
    });
  }
}
