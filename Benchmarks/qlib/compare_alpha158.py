# Requirements: pandas, pyarrow, numpy.
# Usage: python3 compare_alpha158.py MARTLET_FOLDER QLIB_FOLDER [--tolerance 1e-5] [--all]
"""Compares Martlet's feature files with those of qlib_values.py; exits 1 where they differ by more than the tolerance.

Of each feature it prints the largest error over all symbols and rows, as
- plain: |ours - Qlib's| / |Qlib's|, and
- floored: the same with the denominator at least a thousandth of the feature's median magnitude for that symbol. A
  residual or a correlation crosses zero, and next to zero a relative error says nothing.

Qlib and pandas keep running sums, whose rounding now and then is larger than the tolerance: a window of ten zero volumes
after one of 200 has a deviation of 4e-4 there. QLIB_FOLDER/exact/ has the values without running sums. Where the floored
error is above the tolerance, but Martlet is within half of it of the exact value, Qlib is off: such a cell counts as
`theirs`, and is left out of `apart`. `off` are the cells that Martlet has wrong: what decides the exit status.

A cell is missing when it is not finite. Where only one side is, it counts as `gaps`, and is wrong.
Martlet's file of a symbol is SYMBOL.parquet, or SYMBOL-….parquet as in a feature store that was built in one go, or any Parquet below a folder symbol=SYMBOL; its rows have a date or a time.
"""
import argparse
import sys
from pathlib import Path

import numpy as np
import pandas as pd


def table(path: Path) -> pd.DataFrame:
    """Features by exchange date."""
    frame = pd.read_parquet(path)
    name = next(column for column in ("date", "time", "ts", "timestamp", "datetime") if column in frame)
    times = pd.to_datetime(frame[name], utc=True)
    if (times != times.dt.normalize()).any():  # A close, as an instant.
        times = times.dt.tz_convert("America/New_York")
    frame.index = pd.DatetimeIndex(times.dt.tz_localize(None).dt.normalize(), name="date")
    return frame.drop(columns=[name, *(each for each in ("symbol", "known_at") if each in frame)])


def found(folder: Path, symbol: str) -> pd.DataFrame | None:
    paths = sorted(folder.rglob(f"{symbol}.parquet")) or sorted(folder.rglob(f"{symbol}-*.parquet")) or sorted(folder.rglob(f"symbol={symbol}/**/*.parquet"))
    return pd.concat([table(path) for path in paths[:1] or paths]).sort_index() if paths else None


def error(ours: np.ndarray, theirs: np.ndarray, floor: float) -> np.ndarray:
    """The relative error; 0 where both are the same, infinite where only the denominator is 0."""
    with np.errstate(all="ignore"):
        result = np.abs(ours - theirs) / np.maximum(np.abs(theirs), floor)
    return np.where(ours == theirs, 0.0, result)


def compared(ours: np.ndarray, theirs: np.ndarray, exact: np.ndarray, tolerance: float) -> dict[str, float]:
    both = np.isfinite(ours) & np.isfinite(theirs)
    gaps = np.isfinite(ours) != np.isfinite(theirs)
    magnitudes = np.abs(theirs[np.isfinite(theirs) & (theirs != 0)])
    floor = 1e-3 * float(np.median(magnitudes)) if len(magnitudes) else 0.0
    plain, floored = error(ours, theirs, 0.0), error(ours, theirs, floor)
    against_exact = error(ours, exact, floor)
    is_theirs = both & (floored > tolerance) & (against_exact <= tolerance / 2)
    off = both & (floored > tolerance) & ~is_theirs
    def most(values: np.ndarray, where: np.ndarray) -> float:
        return float(values[where].max()) if where.any() else 0.0

    return {
        "rows": len(ours), "gaps": int(gaps.sum()), "plain": most(plain, both), "floored": most(floored, both),
        "theirs": int(is_theirs.sum()), "apart": most(floored, both & ~is_theirs),
        "exact": most(against_exact, is_theirs), "off": int(off.sum())}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("martlet", type=Path)
    parser.add_argument("qlib", type=Path)
    parser.add_argument("--tolerance", type=float, default=1e-5)
    parser.add_argument("--all", action="store_true", help="print each feature, not only those above a tenth of it")
    options = parser.parse_args()
    lines, absent = [], []
    for path in sorted(options.qlib.glob("*.parquet")):
        symbol = path.stem
        ours, theirs = found(options.martlet, symbol), table(path)
        if ours is None:
            absent.append(symbol)
            continue
        exact = table(options.qlib / "exact" / path.name)
        lost = len(theirs.index.difference(ours.index))
        if lost or len(ours) != len(theirs):
            print(f"{symbol}: {lost} of Qlib's {len(theirs)} rows are not among Martlet's {len(ours)}")
            absent.append(symbol)
        for feature in theirs:
            if feature not in ours:
                absent.append(f"{symbol}'s {feature}")
                continue
            sides = (side.reindex(theirs.index)[feature].to_numpy("float64") for side in (ours, theirs, exact))
            lines.append({"symbol": symbol, "feature": feature} | compared(*sides, options.tolerance))
    if not lines:
        sys.exit(f"nothing to compare between {options.martlet} and {options.qlib}")
    every = pd.DataFrame(lines)
    worst = every.groupby("feature", sort=False).agg(
        plain=("plain", "max"), floored=("floored", "max"), theirs=("theirs", "sum"), apart=("apart", "max"),
        exact=("exact", "max"), gaps=("gaps", "sum"), off=("off", "sum"))
    largest = every.groupby("feature", sort=False)["floored"].idxmax()
    worst["symbol"] = every.loc[largest].set_index("feature")["symbol"]
    print("plain, floored: largest relative errors; theirs: cells of Qlib's own rounding; apart: floored without\n"
          "those; exact: Martlet's error in those; gaps: missing on one side; off: wrong cells; symbol: of the largest\n")
    notable = (worst["floored"] > options.tolerance / 10) | (worst["gaps"] + worst["off"] > 0)
    shown = worst if options.all else worst[notable]
    if len(shown):
        print(shown.to_string(float_format=lambda value: f"{value:.1e}"))
    cells = int(every["rows"].sum())
    print(f"\n{every['symbol'].nunique()} symbols, {len(worst)} features, {cells} cells: largest floored error"
          f" {worst['apart'].max():.2e} (but for {int(worst['theirs'].sum())} cells of Qlib's rounding, there"
          f" {worst['exact'].max():.2e} from the exact value),"
          f" {int(worst['gaps'].sum())} gaps, {int(worst['off'].sum())} off")
    if absent:
        print(f"absent: {', '.join(absent[:20])}{' …' if len(absent) > 20 else ''}")
    if absent or worst["gaps"].any() or worst["off"].any():
        sys.exit(1)


if __name__ == "__main__":
    main()
