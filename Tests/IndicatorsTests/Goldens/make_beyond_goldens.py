# Requirements: python3, numpy, pandas == 3.1.1. Usage: python3 make_beyond_goldens.py
"""Writes beyond.json beside itself: what published formulas, put into numpy and pandas, make of the series of series.json.

`cases` has what TA-Lib lacks, and the functions of one row; `sessions` minute bars over midnights of UTC and New York (with
daylight saving ending on the way) and their VWAP by pandas' groupby; `elementCases` functions of one row over values that are
missing, infinite and out of bounds. Where a formula has 0 / 0, Martlet's documented value stands.
"""
import hashlib
import json
import pathlib
import sys

import numpy as np
import pandas as pd

HERE = pathlib.Path(__file__).parent


def typical(b):
    return (b["high"] + b["low"] + b["close"]) / 3


def value(function):
    return lambda *arguments, **parameters: {"value": np.asarray(function(*arguments, **parameters), dtype=float)}


def rogers_satchell_terms(b):
    o, h, l, c = (np.log(b[k]) for k in ("open", "high", "low", "close"))
    return (h - c) * (h - o) + (l - c) * (l - o)


def rogers_satchell(b, period):
    return np.sqrt(np.maximum(windows(rogers_satchell_terms(b), period, np.mean), 0))


def windows(x, period, function):
    """`function` of each full window by itself: nothing is carried from one to the next."""
    x = np.asarray(x, dtype=float)
    result = np.full(len(x), np.nan)
    for row in range(period - 1, len(x)):
        result[row] = function(x[row - period + 1:row + 1])
    return result


def yang_zhang(b, period):
    night = np.log(b["open"][1:] / b["close"][:-1])
    day = np.log(b["close"] / b["open"])[1:]
    k = 0.34 / (1.34 + (period + 1) / (period - 1))
    variance = (windows(night, period, lambda w: w.var(ddof=1)) + k * windows(day, period, lambda w: w.var(ddof=1))
                + (1 - k) * windows(rogers_satchell_terms(b)[1:], period, np.mean))
    return np.concatenate([[np.nan], np.sqrt(np.maximum(variance, 0))])


def vwap(b, period):
    turnover, volume = windows(typical(b) * b["volume"], period, np.sum), windows(b["volume"], period, np.sum)
    return np.where(volume == 0, typical(b), turnover / np.where(volume == 0, 1, volume))


def middle(b, period):
    return (windows(b["high"], period, np.max) + windows(b["low"], period, np.min)) / 2


def ichimoku(b, conversion, base, span, displacement):
    shift = displacement - 1
    lines = {"conversion": middle(b, conversion), "base": middle(b, base)}
    lead_a, lead_b = (lines["conversion"] + lines["base"]) / 2, middle(b, span)
    close = pd.Series(b["close"])
    return {**lines, "span_a": pd.Series(lead_a).shift(shift).to_numpy(), "span_b": pd.Series(lead_b).shift(shift).to_numpy(),
            "lead_a": lead_a, "lead_b": lead_b, "lagging": (close - close.shift(shift)).to_numpy()}


def choppiness(b, period):
    before = b["close"][:-1]
    ranges = np.maximum(b["high"][1:], before) - np.minimum(b["low"][1:], before)
    path = windows(ranges, period, np.sum)
    width = windows(b["high"][1:], period, np.max) - windows(b["low"][1:], period, np.min)
    index = 100 * np.log10(path / np.where(width == 0, np.nan, width)) / np.log10(period)
    return np.concatenate([[np.nan], np.where((width == 0) & ~np.isnan(path), 100, index)])


def amihud(b, period):
    turnover = (b["close"] * b["volume"])[1:]
    terms = np.abs(b["close"][1:] / b["close"][:-1] - 1) / np.where(turnover > 0, turnover, np.nan) * 1e6
    mean = windows(terms, period, lambda w: np.nanmean(w) if np.isfinite(w).any() else 0)
    return np.concatenate([[np.nan], mean])


def corwin_schultz(b, period):
    high, low, close = b["high"], b["low"], b["close"]
    estimates = []
    for row in range(1, len(close)):
        h, l, c = high[row], low[row], close[row - 1]
        gap = l - c if l > c else h - c if h < c else 0.0
        h, l = h - gap, l - gap
        beta = np.log(high[row - 1] / low[row - 1]) ** 2 + np.log(h / l) ** 2
        gamma = np.log(max(high[row - 1], h) / min(low[row - 1], l)) ** 2
        k = 3 - 2 * np.sqrt(2)
        alpha = (np.sqrt(2 * beta) - np.sqrt(beta)) / k - np.sqrt(gamma / k)
        estimates.append(max(2 * np.expm1(alpha) / (1 + np.exp(alpha)), 0.0))
    return np.concatenate([[np.nan], windows(estimates, period, np.mean)])


def frac_diff(b, order, period):
    weights = [1.0]
    for k in range(1, period):
        weights.append(-weights[-1] * (order - k + 1) / k)
    return windows(b["close"], period, lambda w: np.dot(w[::-1], weights))


def rescaled_range(piece):
    away = piece - piece.mean()
    path = np.concatenate([[0], np.cumsum(away)])
    deviation = piece.std()
    return (path.max() - path.min()) / deviation if deviation > 1e-12 * abs(piece.mean()) else None


def hurst_of(changes):
    points, length = [], len(changes)
    while length >= 8:
        pieces = [changes[end - length:end] for end in range(len(changes), length - 1, -length)]
        ratios = [r for r in map(rescaled_range, pieces) if r is not None]
        if ratios:
            points.append((np.log(length), np.log(np.mean(ratios))))
        length //= 2
    return np.polyfit(*zip(*points), 1)[0] if len(points) >= 2 else 0.5


def hurst(b, period):
    return np.concatenate([[np.nan], windows(np.diff(np.log(b["close"])), period, hurst_of)])


def daily_vwap(b, zone):
    return typical(b)  # a day's only bar


DAYS = [{"period": 20}, {"period": 3}]
# operator: (source, [parameters], what it makes of bars and parameters)
BARS = {
    "volatility_rogers_satchell": ("numpy", DAYS, value(rogers_satchell)),
    "volatility_yang_zhang": ("numpy", DAYS, value(yang_zhang)),
    "vwap_session": ("numpy", [{"zone": 0}], value(daily_vwap)),
    "vwap_rolling": ("numpy", DAYS, value(vwap)),
    "ichimoku": ("numpy, pandas", [{"conversion": 9, "base": 26, "span": 52, "displacement": 26},
                                   {"conversion": 3, "base": 2, "span": 5, "displacement": 4}], ichimoku),
    "choppiness": ("numpy", [{"period": 14}, {"period": 3}], value(choppiness)),
    "amihud": ("numpy", DAYS, value(amihud)),
    "corwin_schultz": ("numpy", [{"period": 20}, {"period": 1}], value(corwin_schultz)),
    "frac_diff": ("numpy", [{"order": 0.4, "period": 30}, {"order": 1.0, "period": 7}, {"order": 0.0, "period": 2}], value(frac_diff)),
    "hurst": ("numpy", [{"period": 64}, {"period": 21}], value(hurst)),
}

compare = {"less_than": np.less, "at_most": np.less_equal, "greater_than": np.greater, "at_least": np.greater_equal,
           "equal": np.equal, "not_equal": np.not_equal}
# operator: (how many columns, [parameters], what it makes of columns)
ELEMENTS = {
    "abs": (1, [{}], np.abs), "sign": (1, [{}], np.sign), "negate": (1, [{}], np.negative),
    "power": (2, [{}], np.power), "greater": (2, [{}], np.maximum), "lesser": (2, [{}], np.minimum),
    "where": (3, [{}], lambda c, x, y: np.where(np.isfinite(c), np.where(c != 0, x, y), np.nan)),
    "fill": (1, [{"value": 0}, {"value": -2.5}], lambda x, value: np.where(np.isfinite(x), x, value)),
    "clip": (1, [{"low": -1, "high": 1}, {"low": 0.5, "high": 2}], lambda x, low, high: np.clip(x, low, high)),
    "round": (1, [{"digits": 0}, {"digits": 2}], lambda x, digits: np.round(x, digits)),
    "is_missing": (1, [{}], lambda x: (~np.isfinite(x)).astype(float)),
    **{name: (2, [{}], lambda x, y, f=f: f(x, y).astype(float)) for name, f in compare.items()},
}
SEES_MISSING = {"where", "fill", "is_missing"}
EDGES = [0.0, 1.0, -1.0, 2.5, -3.5, 0.5, 1e300, -1e300, 1e-300, 2.675, 12345.678, np.nan, np.inf, -np.inf]


def element(name, columns, parameters):
    make = ELEMENTS[name][2]
    with np.errstate(all="ignore"):
        result = np.asarray(make(*columns, **parameters), dtype=float)
    if name not in SEES_MISSING:
        result[~np.all([np.isfinite(x) for x in columns], axis=0)] = np.nan
    result[~np.isfinite(result)] = np.nan
    return result


def sessions():
    """Three days of half-hour bars around the end of daylight saving in New York, 2023-11-05."""
    rng = np.random.default_rng(21)
    times = pd.date_range("2023-11-03T20:00:00Z", "2023-11-06T12:00:00Z", freq="30min")
    close = 100 + np.cumsum(rng.normal(size=len(times)))
    frame = pd.DataFrame({"open": close, "high": close + rng.random(len(times)), "low": close - rng.random(len(times)),
                          "close": close, "volume": rng.integers(0, 4, len(times)) * 100.0}, index=times)
    price = (frame.high + frame.low + frame.close) / 3
    outputs = {}
    for zone, name in enumerate(("UTC", "America/New_York")):
        # A bar that closes at midnight belongs to the day that ends.
        day = (frame.index - pd.Timedelta(1, "ns")).tz_convert(name).date
        turnover = (price * frame.volume).groupby(day).cumsum()
        volume = frame.volume.groupby(day).cumsum()
        outputs[str(zone)] = numbers((turnover / volume.replace(0, np.nan)).fillna(price))
    columns = {"times": [t.strftime("%Y-%m-%dT%H:%M:%SZ") for t in times], **{f: numbers(frame[f]) for f in frame}}
    return {"bars": columns, "outputs": outputs}


def numbers(column):
    return [None if np.isnan(x) else float(x) for x in column]


def signed(column):
    """Numbers, with 1 and -1 for infinities in a list of its own."""
    return {"values": [float(x) if np.isfinite(x) else None for x in column],
            "infinite": [0 if not np.isinf(x) else int(np.sign(x)) for x in column]}


def main():
    series = json.loads((HERE / "series.json").read_text())["series"]
    cases = []

    def add(operator, tool, parameters, name, outputs, count):
        sampled = set(range(70)) | set(range(70, count, 61)) | set(range(count - 10, count))
        rows = sorted(row for row in sampled if 0 <= row < count)
        cases.append({"operator": operator, "source": tool, "parameters": parameters, "series": name, "rows": rows,
                      "outputs": {key: numbers(column[rows]) for key, column in outputs.items()}})
    for name, item in series.items():
        bars = {field: np.array(item[field]) for field in ("open", "high", "low", "close", "volume")}
        count = len(bars["close"])
        with np.errstate(all="ignore"):
            for operator, (tool, sets, make) in BARS.items():
                for parameters in sets:
                    add(operator, tool, parameters, name, make(bars, **parameters), count)
            for operator, (width, sets, _) in ELEMENTS.items():
                # As the conformance suite feeds them: the closes, highs and lows, or highs, lows and closes.
                columns = [bars[f] for f in ((), ("close",), ("high", "low"), ("high", "low", "close"))[width]]
                add(operator, "numpy", sets[0], name, {"value": element(operator, columns, sets[0])}, count)
    grid = np.array(np.meshgrid(EDGES, EDGES)).reshape(2, -1)
    inputs = [grid[0], grid[1], np.roll(grid[0], 1)]
    element_cases = [
        {"operator": name, "source": "numpy", "parameters": parameters, "series": "edges", "rows": list(range(len(grid[0]))),
         "outputs": {"value": numbers(element(name, inputs[:width], parameters))}}
        for name, (width, sets, _) in ELEMENTS.items() for parameters in sets]
    tools = {"numpy": np.__version__, "pandas": pd.__version__, "python": sys.version.split()[0],
             "script": "make_beyond_goldens.py", "licence": "made by the script"}
    content = {"tools": tools, "cases": cases, "sessions": sessions(), "inputs": [signed(x) for x in inputs],
               "elementCases": element_cases}
    (HERE / "beyond.json").write_text(json.dumps(content, separators=(",", ":")) + "\n")
    names = ["make_beyond_goldens.py", "beyond.json"]
    kept = [line for line in (HERE / "SHA256SUMS").read_text().splitlines() if line.split()[-1] not in names]
    kept += [f"{hashlib.sha256((HERE / name).read_bytes()).hexdigest()}  {name}" for name in names]
    (HERE / "SHA256SUMS").write_text("".join(f"{line}\n" for line in sorted(kept, key=lambda line: line.split()[-1])))


if __name__ == "__main__":
    main()
