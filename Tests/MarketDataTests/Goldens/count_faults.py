#!/usr/bin/env python3
"""Writes real_data_faults.json: the faults of the real data sets, counted with pandas and nothing of ours.

Requirements: pandas==3.1.1 pyarrow==26.0.0 tzdata
Usage: python3 count_faults.py DATA_FOLDER    (writes beside itself and prints the SHA-256 of what it wrote)
"""
import hashlib
import json
import pathlib
import sys

import pandas

data = pathlib.Path(sys.argv[1])
TOLERANCE = 1e-6


def bad_rows(frame):
    """Rows whose high, low, open and close contradict each other; rows with a missing price are none."""
    high, low = frame.high * (1 + TOLERANCE), frame.low * (1 - TOLERANCE)
    bad = (frame.high < frame.low) | (frame.open > high) | (frame.open < low) | (frame.close > high) | (frame.close < low)
    bad &= frame[["open", "high", "low", "close"]].notna().all(axis=1)
    return sorted(f"{row.symbol} {row.date}" for row in frame[bad].itertuples())


def zero_volume(frame):
    zero = frame.volume == 0
    starts = zero & ~zero.groupby(frame.symbol, observed=True).shift(1, fill_value=False)
    return {"rows": int(zero.sum()), "runs": int(starts.sum()), "symbols": int(frame[zero].symbol.nunique())}


def stale(frame, least):
    same = True
    for name in ["open", "high", "low", "close"]:
        same &= frame[name] == frame.groupby("symbol", observed=True)[name].shift(1)
    lengths = same.groupby((~same).cumsum()).sum() + 1
    return {"runs": int((lengths >= least).sum()), "rows": int(lengths[lengths >= least].sum())}


def missing_days(frame):
    """Days other symbols have between a symbol's first and last day and it has not."""
    days, missing = sorted(frame.date.unique()), {}
    for symbol, group in frame.groupby("symbol"):
        expected = days[days.index(group.date.min()) : days.index(group.date.max()) + 1]
        if len(expected) > group.date.nunique():
            missing[symbol] = len(expected) - group.date.nunique()
    return missing


def gaps(frame):
    found = {}
    for symbol, group in frame.groupby("symbol", observed=True):
        steps = group.ts.diff().dropna() / pandas.Timedelta("1h")
        found[symbol] = {"gaps": int((steps > 1).sum()), "hours": int((steps[steps > 1] - 1).sum())}
    return found


def weekend_bars(frame):
    """Bars that end outside Sunday 17:00 to Friday 17:00 in New York, were their stamps starts in UTC."""
    ends = (frame.ts + pandas.Timedelta("1h") - pandas.Timedelta("1us")).dt.tz_localize("UTC")
    turned = ends.dt.tz_convert("America/New_York").dt.tz_localize(None) + pandas.Timedelta("7h")
    outside = turned.dt.day_of_week >= 5
    return {symbol: int(outside[frame.symbol == symbol].sum()) for symbol in ["EURUSD", "GBPUSD", "USDJPY"]}


long = pandas.read_parquet(data / "stocks/sp500_daily_2000_2022.parquet")
short = pandas.read_parquet(data / "stocks/sp500_5yr_2013_2018.parquet")
crypto = pandas.read_parquet(data / "crypto/crypto_hourly_2018_2024.parquet")
forex = pandas.read_parquet(data / "forex/forex_hourly_2007_2022.parquet")
prices = ["open", "high", "low", "close"]
golden = {
    "tool": "pandas " + pandas.__version__,
    "script": pathlib.Path(__file__).name,
    "sp500_daily_2000_2022": {
        "rows": len(long), "symbols": int(long.symbol.nunique()), "bad_rows": bad_rows(long),
        "missing_cells": int(long[prices].isna().sum().sum()), "missing_days": missing_days(long),
        "zero_volume": zero_volume(long), "stale": stale(long, 5),
    },
    "sp500_5yr_2013_2018": {
        "rows": len(short), "symbols": int(short.symbol.nunique()), "bad_rows": bad_rows(short),
        "missing_cells": int(short[prices].isna().sum().sum()), "missing_days": missing_days(short),
        "zero_volume": zero_volume(short), "stale": stale(short, 5),
    },
    "crypto": {"gaps": gaps(crypto), "zero_volume": zero_volume(crypto)},
    "forex": {"weekend_bars": weekend_bars(forex)},
}
path = pathlib.Path(__file__).with_name("real_data_faults.json")
path.write_text(json.dumps(golden, indent=1, sort_keys=True) + "\n")
print(hashlib.sha256(path.read_bytes()).hexdigest(), path.name)
