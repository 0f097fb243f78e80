const WIDTH = 88;
const LOW = 0.35;
const HIGH = 0.65;

/** Place of a share on the plot, which shows 35% to 65%; what lies outside is drawn at the rim. */
export function directionX(value: number): number {
  return ((Math.min(HIGH, Math.max(LOW, value)) - LOW) / (HIGH - LOW)) * WIDTH;
}

interface DirectionPlotProps {
  value: number | null | undefined;
  low: number | null | undefined;
  high: number | null | undefined;
}

/** The interval of directional accuracy against the coin's 50%; the numbers stand beside it. */
export function DirectionPlot({ value, low, high }: DirectionPlotProps) {
  if (typeof value !== "number" || typeof low !== "number" || typeof high !== "number") return null;
  const beatsCoin = low > 0.5;
  return (
    <svg className={`direction-plot ${beatsCoin ? "is-up" : ""}`} viewBox={`0 0 ${WIDTH} 12`} width={WIDTH} height="12" aria-hidden="true">
      <line className="direction-coin" x1={directionX(0.5)} x2={directionX(0.5)} y1="0" y2="12" />
      <line className="direction-interval" x1={directionX(low)} x2={directionX(high)} y1="6" y2="6" />
      <circle cx={directionX(value)} cy="6" r="3" />
    </svg>
  );
}
