# Requirements: python3, pandas >= 3.0, pyarrow, numpy. Usage: python3 ingest_pandas.py FILE.parquet
"""Reading, checking and storing daily bars in pandas, vectorised; one JSON line with the seconds.

The checks are those of Martlet's quality report: order, duplicates, missing and non-positive prices, high below low, open
or close outside the range, missing and superfluous sessions, stale runs, spikes that revert, unadjusted splits, jumps and
zero volume. Sessions are compared with the dates that any symbol has, which is cheaper than an exchange calendar.
"""
import json
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd

PRICES = ["open", "high", "low", "close"]


def row_faults(bars: pd.DataFrame) -> dict[str, pd.Series]:
    o, h, l, c = (bars[name] for name in PRICES)
    tolerance = 1e-6 * c.abs()
    return {
        "missing-value": bars[PRICES].isna().any(axis=1),
        "non-positive-price": (bars[PRICES] <= 0).any(axis=1),
        "high-below-low": h < l,
        "open-close-outside-range": (np.maximum(o, c) > h + tolerance) | (np.minimum(o, c) < l - tolerance),
        "duplicate-row": bars.duplicated(["symbol", "date"]),
    }


def movements(bars: pd.DataFrame) -> dict[str, pd.Series]:
    symbol = bars["symbol"]
    close = bars["close"].where(bars["close"] > 0)
    change = np.log(close).groupby(symbol, sort=False).diff()
    following = change.groupby(symbol, sort=False).shift(-1)
    deviation = change.groupby(symbol, sort=False).rolling(60, min_periods=20).std().droplevel(0).reindex(bars.index)
    same = (bars[PRICES] == bars.groupby("symbol", sort=False)[PRICES].shift()).all(axis=1)
    run = (~same).cumsum()
    ratio = np.exp(change.abs())
    near_whole = (ratio - ratio.round()).abs() / ratio < 0.02
    volume_ratio = bars["volume"] / bars.groupby("symbol", sort=False)["volume"].shift()
    return {
        "stale-run": same & (same.groupby(run).transform("sum") >= 5),
        "spike-reverts": (change.abs() > 0.2) & ((change + following).abs() < 0.25 * change.abs()),
        "unadjusted-split": (ratio > 1.4) & near_whole & (volume_ratio.between(0.5, 3.0)),
        "price-jump": (change.abs() > 10 * deviation) & (change.abs() > 0.2),
        "zero-volume": bars["volume"] == 0,
    }


def session_faults(bars: pd.DataFrame) -> int:
    sessions = np.sort(bars["date"].unique())
    position = pd.Series(np.searchsorted(sessions, bars["date"].to_numpy()), bars.index)
    gaps = position.groupby(bars["symbol"], sort=False).diff()
    return int((gaps > 1).sum())


def main() -> None:
    start = time.perf_counter()
    bars = pd.read_parquet(sys.argv[1])
    bars["date"] = pd.to_datetime(bars["date"])
    unordered = int((bars.groupby("symbol", sort=False)["date"].diff() < pd.Timedelta(0)).sum())
    bars = bars.sort_values(["symbol", "date"], kind="stable", ignore_index=True)
    faults = row_faults(bars)
    bad = np.logical_or.reduce([found.to_numpy() for found in faults.values()])
    findings = {name: int(found.sum()) for name, found in (faults | movements(bars)).items()}
    findings |= {"out-of-order": unordered, "missing-session": session_faults(bars)}
    with tempfile.TemporaryDirectory() as folder:
        bars[~bad].to_parquet(Path(folder) / "bars.parquet", compression="zstd", index=False)
        bars[bad].to_parquet(Path(folder) / "quarantine.parquet", compression="zstd", index=False)
        seconds = time.perf_counter() - start
    print(json.dumps({
        "tool": "pandas", "version": pd.__version__, "rows": len(bars), "findings": findings, "seconds": seconds}))


if __name__ == "__main__":
    main()
