import "./chart.css";

const WIDTH = 120;
const HEIGHT = 36;

/** The path of a small line chart; `null` for fewer than two values. */
export function sparklinePath(values: readonly number[], width = WIDTH, height = HEIGHT): string | null {
  if (values.length < 2) return null;
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  const x = (index: number) => ((index / (values.length - 1)) * width).toFixed(1);
  const y = (value: number) => (height - 2 - ((value - low) / span) * (height - 4)).toFixed(1);
  return values.map((value, index) => `${index === 0 ? "M" : "L"}${x(index)} ${y(value)}`).join("");
}

/** A decoration: the numbers beside it say the same, so readers of the screen skip it. */
export function Sparkline({ values }: { values: readonly number[] }) {
  const path = sparklinePath(values);
  const rising = (values[values.length - 1] ?? 0) >= (values[0] ?? 0);
  return (
    <svg className={`sparkline ${rising ? "is-up" : "is-down"}`} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      {path && <path className="sparkline-area" d={`${path}L${WIDTH} ${HEIGHT}L0 ${HEIGHT}Z`} />}
      {path && <path className="sparkline-line" d={path} />}
    </svg>
  );
}
