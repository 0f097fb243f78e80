# Requirements: python3, numpy, pandas. Usage: python3 make_graph_goldens.py
"""Writes graph.json beside itself: what pandas makes of places across symbols, and of longer bars.

All bars are made here by a seeded generator. Five symbols with gaps (a symbol lacks some times) and ties (prices on a grid of
a half) for the places across symbols; three weeks of hourly bars around the clock, with a gap of two days, for longer bars.
A longer bar is finished at its own end when there is a bar there, else at the first bar after it.
"""
import hashlib
import json
import pathlib

import numpy as np
import pandas as pd

HERE = pathlib.Path(__file__).parent
SECTORS = {"AAA": "x", "BBB": "y", "CCC": "x", "DDD": "y", "EEE": None}


def numbers(column):
    return [None if not np.isfinite(value) else float(value) for value in column]


def universe():
    rng = np.random.default_rng(11)
    days = pd.date_range("2021-01-04 21:00", periods=60, freq="D", tz="UTC")
    frames = []
    for index, symbol in enumerate(SECTORS):
        close = 20 + 0.5 * np.cumsum(rng.integers(-1, 2, len(days)))
        frame = pd.DataFrame({"symbol": symbol, "time": days, "close": close})
        frames.append(frame[rng.random(len(days)) > 0.15 * (index % 3)])
    return pd.concat(frames).sort_values(["symbol", "time"]).reset_index(drop=True)


def across(bars):
    change = bars.groupby("symbol").close.transform(lambda x: x / x.shift(2) - 1)
    data = bars.assign(change=change, sector=bars.symbol.map(SECTORS))
    at = data.groupby("time").change
    within = data[data.sector.notna()].groupby(["time", "sector"]).change
    mean = data.groupby("time").close.transform("mean")
    spread = at.transform("std")
    score = ((data.change - at.transform("mean")) / spread).where(spread.notna() & (spread > 0))
    flat = at.transform("nunique") == 1
    score = score.mask(flat & data.change.notna(), 0.0)
    ranked = at.rank(pct=True)
    smooth = ranked.groupby(data.symbol).transform(lambda x: x.rolling(3).mean())
    grouped = within.rank(pct=True).reindex(data.index)
    return {
        "rank(close / lag(close, 2) - 1)": ranked,
        "rank(close / lag(close, 2) - 1, by=sector)": grouped,
        "cross_zscore(close / lag(close, 2) - 1)": score,
        "demean(close)": data.close - mean,
        "sma(rank(close / lag(close, 2) - 1), 3)": skipping(ranked, data.symbol, 3),
    }


def skipping(values, symbol, period):
    """The mean of the last values that are there: missing ones are passed over."""
    result = pd.Series(np.nan, index=values.index)
    for _, own in values.groupby(symbol):
        present = own.dropna()
        result[present.index] = present.rolling(period).mean()
    return result


def hourly():
    rng = np.random.default_rng(12)
    times = pd.date_range("2021-03-01 01:00", periods=24 * 21, freq="h", tz="UTC")
    times = times[(times <= "2021-03-09 12:00") | (times > "2021-03-11 12:00")]
    close = 100 + np.cumsum(rng.normal(size=len(times)))
    spread = rng.random(len(times))
    return pd.DataFrame({"open": close - rng.normal(size=len(times)) * 0.1, "high": close + 1 + spread,
                         "low": close - 1 - spread, "close": close, "volume": rng.integers(1, 9, len(times)) * 10.0},
                        index=times)


def longer(bars, rule, origin="start_day"):
    how = {"open": "first", "high": "max", "low": "min", "close": "last", "volume": "sum"}
    made = bars.resample(rule, closed="right", label="right", origin=origin).agg(how).dropna()
    # When each is finished: at the first bar at or after its end.
    known = bars.index.searchsorted(made.index, side="left")
    return made, known


def held(values, known, count):
    result = np.full(count, np.nan)
    for value, place in zip(values, known):
        if place < count:
            result[place:] = value
    return result


def frames(bars):
    count = len(bars)
    days, day_known = longer(bars, "D")
    weeks, week_known = longer(bars, "7D", origin=pd.Timestamp("2021-03-01", tz="UTC"))
    fours, four_known = longer(bars, "4h")
    return {
        "close@1d": held(days.close, day_known, count),
        "sma(close, 3)@1d": held(days.close.rolling(3).mean(), day_known, count),
        "(high - low)@1d": held(days.high - days.low, day_known, count),
        "volume@1w": held(weeks.volume, week_known, count),
        "open@1w": held(weeks.open, week_known, count),
        "close / close@4h - 1": bars.close.to_numpy() / held(fours.close, four_known, count) - 1,
    }


def main():
    bars = universe()
    hours = hourly()
    document = {
        "tools": {"pandas": pd.__version__, "numpy": np.__version__},
        "sectors": {symbol: sector for symbol, sector in SECTORS.items() if sector},
        "universe": {symbol: {"times": [t.strftime("%Y-%m-%dT%H:%M:%SZ") for t in own.time], "close": numbers(own.close)}
                     for symbol, own in bars.groupby("symbol")},
        "across": {text: {symbol: numbers(column[own.index]) for symbol, own in bars.groupby("symbol")}
                   for text, column in across(bars).items()},
        "hours": {"times": [t.strftime("%Y-%m-%dT%H:%M:%SZ") for t in hours.index],
                  **{name: numbers(hours[name]) for name in hours.columns}},
        "longer": {text: numbers(column) for text, column in frames(hours).items()},
    }
    (HERE / "graph.json").write_text(json.dumps(document, separators=(",", ":")) + "\n")
    names = sorted(path.name for path in HERE.iterdir() if path.suffix in (".json", ".py"))
    sums = [f"{hashlib.sha256((HERE / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
    (HERE / "SHA256SUMS").write_text("".join(sums))


if __name__ == "__main__":
    main()
