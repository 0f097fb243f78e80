const WIDTH = 320;
const HEIGHT = 64;

/** One step of a forecast: its 80% interval. */
export interface Spread {
  low: number;
  high: number;
}

export interface SparklineShape {
  line: string;
  /** The forecast's fan, from the last value on; empty without a forecast. */
  fan: string;
  /** Where the last value is. */
  end: { x: number; y: number };
}

function join(points: readonly (readonly [number, number])[]): string {
  return `M${points.map(([x, y]) => `${x} ${y}`).join("L")}`;
}

/** The outlines of a small chart; `null` for fewer than two values. */
export function sparklineShape(values: readonly number[], fan: readonly Spread[], width = WIDTH, height = HEIGHT): SparklineShape | null {
  const last = values[values.length - 1];
  if (values.length < 2 || last === undefined) return null;
  const low = Math.min(...values, ...fan.map((step) => step.low));
  const span = Math.max(...values, ...fan.map((step) => step.high)) - low || 1;
  const steps = values.length - 1 + fan.length;
  const x = (index: number) => Math.round((index / steps) * width * 10) / 10;
  const y = (value: number) => Math.round((height - 3 - ((value - low) / span) * (height - 6)) * 10) / 10;
  const end = { x: x(values.length - 1), y: y(last) };
  const ahead = (pick: (step: Spread) => number) => fan.map((step, index) => [x(values.length + index), y(pick(step))] as const);
  const outline = [[end.x, end.y] as const, ...ahead((step) => step.high), ...ahead((step) => step.low).reverse()];
  return {
    line: join(values.map((value, index) => [x(index), y(value)] as const)),
    fan: fan.length === 0 ? "" : `${join(outline)}Z`,
    end,
  };
}

/** A decoration: the numbers beside it say the same, so it is not read aloud. */
export function Sparkline({ values, fan }: { values: readonly number[]; fan: readonly Spread[] }) {
  const shape = sparklineShape(values, fan);
  return (
    <svg className="sparkline" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      {shape && <path className="sparkline-fan" d={shape.fan} />}
      {shape && <path className="sparkline-line" d={shape.line} />}
    </svg>
  );
}
