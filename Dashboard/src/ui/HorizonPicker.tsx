import { horizonShort, horizonWords } from "../format";
import { Choice } from "./Choice";

interface HorizonPickerProps {
  horizons: readonly number[];
  interval: string;
  value: number;
  onChange: (bars: number) => void;
}

export function HorizonPicker({ horizons, interval, value, onChange }: HorizonPickerProps) {
  const options = horizons.map((bars) => ({
    value: bars, label: horizonShort(bars, interval), spoken: `${horizonWords(bars, interval)} ahead`,
  }));
  return <Choice legend="Forecast horizon" options={options} value={value} onChange={onChange} />;
}

/** The horizon asked for when it is one of those there are, else the middle one. */
export function chosenHorizon(horizons: readonly number[], asked: number | null): number {
  if (asked !== null && horizons.includes(asked)) return asked;
  return horizons[Math.floor((horizons.length - 1) / 2)] ?? 1;
}
