import { useEffect, useState } from "react";
import type { BandColours } from "./BandSeries";

export interface ChartTheme {
  text: string;
  grid: string;
  up: string;
  down: string;
  volume: string;
  crosshair: string;
  label: string;
  font: string;
  band: BandColours;
}

/** Reads the chart's colours from the style sheet, so that there is one place for each colour. */
export function readTheme(element: Element): ChartTheme {
  const style = getComputedStyle(element);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    text: colour("text-quiet"),
    grid: colour("line-faint"),
    up: colour("up"),
    down: colour("down"),
    volume: colour("volume"),
    crosshair: colour("text-faint"),
    label: colour("chart-label"),
    font: style.fontFamily,
    band: { outer: colour("band-outer"), inner: colour("band-inner"), line: colour("accent") },
  };
}

export function useMediaQuery(query: string): boolean {
  const [matches, setMatches] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const list = matchMedia(query);
    const read = () => setMatches(list.matches);
    read();
    list.addEventListener("change", read);
    return () => list.removeEventListener("change", read);
  }, [query]);
  return matches;
}
