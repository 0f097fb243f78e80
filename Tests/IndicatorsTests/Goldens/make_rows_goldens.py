# Requirements: python3, numpy, pandas == 3.1.1. Usage: python3 make_rows_goldens.py
"""Writes rows.json beside itself: what pandas makes of windows over rows, missing ones too.

`cases` has the operators over the series of series.json, `rowCases` over `inputs` made here: gaps, infinities, standstills,
ties, tiny numbers, a jump behind a gap. pandas' own rolling windows where it has them; where it has not (places, regression,
Qlib's weighted mean), numpy on each window. `flat` follows Qlib: numpy.isclose(deviation, 0, rtol=0, atol=flat).
"""
import hashlib
import json
import pathlib
import sys

import numpy as np
import pandas as pd

HERE = pathlib.Path(__file__).parent


def finite(x):
    return pd.Series(np.where(np.isfinite(x), x, np.nan))


def roll(x, period, min_count):
    return finite(x).rolling(period, min_periods=min_count or period)


def per_window(x, period, min_count, function, width=1):
    """`function` of the rows of each window that there are, where enough of them are finite."""
    x = finite(x).to_numpy()
    result = np.full((len(x), width), np.nan)
    for row in range(len(x)):
        window = x[max(0, row - period + 1):row + 1]
        if np.isfinite(window).sum() >= (min_count or period):
            result[row] = function(window)
    return result.T


def place(pick):
    return lambda x, period, min_count=0: {"value": per_window(x, period, min_count, lambda w: pick(w) + 1)[0]}


def variance(window):
    """In long double: pandas' running variance keeps six digits behind a jump by 1e6."""
    there = window[np.isfinite(window)].astype(np.longdouble)
    return float(there.var(ddof=1)) if len(there) > 1 else np.nan


def mad(window):
    return np.nanmean(np.abs(window - np.nanmean(window)))


def wma(window):
    weights = np.arange(len(window)) + 1
    return np.nanmean(weights / weights.sum() * window)


def line(flat):
    def fit(window):
        there = np.isfinite(window)
        if there.sum() < 2:
            return [np.nan] * 4
        y = window[there].astype(np.longdouble)
        k = np.flatnonzero(there).astype(np.longdouble)
        dy, dk = y - y.mean(), k - k.mean()
        slope = (dk * dy).sum() / (dk * dk).sum()
        fitted = y.mean() + slope * (len(window) - 1 - k.mean())
        squares = (dy * dy).sum()
        deviation = np.sqrt(squares / (len(y) - 1))
        explained = np.nan if deviation <= flat else (dk * dy).sum() ** 2 / (dk * dk).sum() / squares
        return [float(slope), float(explained), float(window[-1] - fitted), float(fitted)]
    return fit


def regression(x, period, min_count=0, flat=0.0):
    columns = per_window(x, period, min_count, line(flat), 4)
    return dict(zip(("slope", "r_squared", "residual", "fitted"), columns))


def corr(x, y, period, min_count=0, flat=0.0):
    both = np.isfinite(x) & np.isfinite(y)
    paired = [pd.Series(np.where(both, side, np.nan)) for side in (x, y)]
    result = paired[0].rolling(period, min_periods=min_count or period).corr(paired[1])
    for side in (finite(x), finite(y)):
        deviation = side.rolling(period, min_periods=1).std()
        result[np.isclose(deviation, 0, rtol=0, atol=flat)] = np.nan
    return result


def cov(x, y, period, min_count=0):
    both = np.isfinite(x) & np.isfinite(y)
    paired = [pd.Series(np.where(both, side, np.nan)) for side in (x, y)]
    return paired[0].rolling(period, min_periods=min_count or period).cov(paired[1])


def value(function):
    return lambda *columns, **parameters: {"value": np.asarray(function(*columns, **parameters))}


def rolled(method):
    return value(lambda x, period, min_count=0: getattr(roll(x, period, min_count), method)())


FULL, SHORT = {"period": 5}, {"period": 7, "min_count": 1}
# operator: (source, shortest period tried, how many columns, more parameters, what it makes of columns)
OPERATORS = {
    "mean": ("pandas", 1, 1, [], rolled("mean")),
    "total": ("pandas", 1, 1, [], rolled("sum")),
    "deviation": ("numpy, long double", 2, 1, [],
                  value(lambda x, period, min_count=0: np.sqrt(per_window(x, period, min_count, variance)[0]))),
    "variance": ("numpy, long double", 2, 1, [],
                 value(lambda x, period, min_count=0: per_window(x, period, min_count, variance)[0])),
    "highest": ("pandas", 1, 1, [], rolled("max")),
    "lowest": ("pandas", 1, 1, [], rolled("min")),
    "median": ("pandas", 1, 1, [], rolled("median")),
    "skew": ("pandas", 3, 1, [], rolled("skew")),
    "kurt": ("pandas", 4, 1, [], rolled("kurt")),
    "highest_place": ("numpy", 1, 1, [], place(np.nanargmax)),
    "lowest_place": ("numpy", 1, 1, [], place(np.nanargmin)),
    "quantile": ("pandas", 1, 1, [{"period": 20, "q": 0.8, "min_count": 1}, {"period": 6, "q": 0.2}],
                 value(lambda x, period, q=0.5, min_count=0: roll(x, period, min_count).quantile(q))),
    "rolling_rank": ("pandas", 1, 1, [{"period": 140, "min_count": 3}],
                     value(lambda x, period, min_count=0: roll(x, period, min_count).rank(pct=True))),
    "mad": ("numpy", 1, 1, [], value(lambda x, period, min_count=0: per_window(x, period, min_count, mad)[0])),
    "wma_rows": ("numpy", 1, 1, [], value(lambda x, period, min_count=0: per_window(x, period, min_count, wma)[0])),
    "regression": ("numpy, long double", 3, 1, [{"period": 7, "min_count": 1, "flat": 2e-05}], regression),
    "corr": ("pandas", 2, 2, [{"period": 7, "min_count": 1, "flat": 2e-05}], value(corr)),
    "cov": ("pandas", 2, 2, [], value(cov)),
    "count": ("pandas", 1, 1, [], value(lambda x, period: finite(x).notna().astype(float).rolling(period, min_periods=1).sum())),
    "ewm": ("pandas", 1, 1, [{"period": 7, "min_count": 4}],
            value(lambda x, period, min_count=1: finite(x).ewm(span=period, min_periods=min_count).mean())),
}


def inputs():
    rng = np.random.default_rng(11)
    count = 110
    walk, other = (20 + np.cumsum(rng.normal(size=count)) for _ in range(2))
    result = {"clean": (walk, other)}

    def holes(x, share):
        return np.where(rng.random(count) < share, np.nan, x)
    result["gaps"] = (holes(walk, 0.2), holes(other, 0.2))
    runs = np.repeat(rng.random(count // 5) < 0.6, 5)
    result["runs"] = (np.where(runs, np.nan, walk), holes(other, 0.5))
    result["late"] = (np.where(np.arange(count) < 13, np.nan, walk), np.where(np.arange(count) < 4, np.nan, other))
    infinite = rng.choice([1.0, np.inf, -np.inf, np.nan], size=(2, count), p=[0.85, 0.05, 0.05, 0.05])
    result["infinite"] = tuple(np.where(infinite[i] == 1, x, infinite[i]) for i, x in enumerate((walk, other)))
    stand = np.where(np.arange(count) % 25 < 12, 0.3, walk)
    result["standstill"] = (holes(stand, 0.1), holes(np.where(np.arange(count) % 30 < 12, 7.0, other), 0.1))
    result["ties"] = (holes(rng.integers(0, 4, count).astype(float), 0.1), rng.integers(-1, 2, count).astype(float))
    result["tiny"] = (holes(walk * 1e-9, 0.1), other * 1e-9)
    jump = np.where(np.arange(count) < 40, 1e6 + walk, walk)
    result["jump"] = (np.where((np.arange(count) > 37) & (np.arange(count) < 46), np.nan, jump), other)
    result["missing"] = (np.full(12, np.nan), np.full(12, np.nan))
    result["one"] = (np.array([3.0]), np.array([4.0]))
    return {name: tuple(np.asarray(x, dtype=float) for x in pair) for name, pair in result.items()}


def numbers(column):
    return [None if np.isnan(x) else float(x) for x in column]


def signed(column):
    """Numbers, with 1 and -1 for infinities in a list of its own."""
    return {"values": [float(x) if np.isfinite(x) else None for x in column],
            "infinite": [0 if not np.isinf(x) else int(np.sign(x)) for x in column]}


def case(operator, tool, parameters, name, outputs, rows):
    return {"operator": operator, "source": tool, "parameters": parameters, "series": name, "rows": rows,
            "outputs": {key: numbers(np.asarray(column)[rows]) for key, column in outputs.items()}}


def main():
    series = json.loads((HERE / "series.json").read_text())["series"]
    made = inputs()
    cases, row_cases = [], []
    for operator, (tool, least, width, more, make) in OPERATORS.items():
        sets = [{"period": 20}] + [s for s in (FULL, SHORT, {"period": least}) if operator not in ("count", "ewm") or "min_count" not in s]
        for name, item in series.items():
            # As the conformance suite feeds them: the closes, or highs and lows.
            columns = [np.array(item[f]) for f in (("close",) if width == 1 else ("high", "low"))]
            count = len(columns[0])
            sampled = set(range(70)) | set(range(70, count, 61)) | set(range(count - 10, count))
            rows = sorted(row for row in sampled if 0 <= row < count)
            with np.errstate(all="ignore"):
                outputs = make(*columns, **sets[0])
            cases.append(case(operator, tool, sets[0], name, outputs, rows))
        for parameters in sets[1:] + more:
            for name, pair in made.items():
                with np.errstate(all="ignore"):
                    outputs = make(*pair[:width], **parameters)
                row_cases.append(case(operator, tool, parameters, name, outputs, list(range(len(pair[0])))))
    tools = {"numpy": np.__version__, "pandas": pd.__version__, "python": sys.version.split()[0],
             "script": "make_rows_goldens.py", "licence": "made by the script"}
    written = {name: [signed(x) for x in pair] for name, pair in made.items()}
    content = {"tools": tools, "inputs": written, "rowCases": row_cases, "cases": cases}
    (HERE / "rows.json").write_text(json.dumps(content, separators=(",", ":")) + "\n")
    names = ["make_rows_goldens.py", "rows.json"]
    kept = [line for line in (HERE / "SHA256SUMS").read_text().splitlines() if line.split()[-1] not in names]
    kept += [f"{hashlib.sha256((HERE / name).read_bytes()).hexdigest()}  {name}" for name in names]
    (HERE / "SHA256SUMS").write_text("".join(f"{line}\n" for line in sorted(kept, key=lambda line: line.split()[-1])))


if __name__ == "__main__":
    main()
