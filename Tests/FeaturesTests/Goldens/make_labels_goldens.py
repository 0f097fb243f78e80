# Requirements: python3, numpy, pandas, statsmodels. Usage: python3 make_labels_goldens.py
"""Writes labels.json beside itself: labels as their definitions say, worked out row by row.

The bars are made here by a seeded generator: prices on a grid of a half, so that barriers are touched exactly and prices
repeat; three symbols with different gaps in time; one of them with missing prices. Regressions are statsmodels' OLS.
Overlap is counted in the indicator matrix of Advances in Financial Machine Learning, chapter 4, one row a return.
"""
import hashlib
import json
import pathlib

import numpy as np
import pandas as pd
import statsmodels
import statsmodels.api as sm

HERE = pathlib.Path(__file__).parent
FIELDS = ["open", "high", "low", "close"]


def universe():
    rng = np.random.default_rng(21)
    days = pd.date_range("2020-01-02 21:00", periods=170, freq="D", tz="UTC")
    made = {}
    for index, symbol in enumerate(["AAA", "BBB", "CCC"]):
        close = 40 + 0.5 * np.cumsum(rng.integers(-3, 4, len(days)))
        open_ = close + 0.5 * rng.integers(-3, 4, len(days))
        high = np.maximum(open_, close) + 0.5 * rng.integers(0, 4, len(days))
        low = np.minimum(open_, close) - 0.5 * rng.integers(0, 4, len(days))
        bars = pd.DataFrame({"open": open_, "high": high, "low": low, "close": close}, index=days)
        bars.iloc[60:75] = bars.iloc[60].close  # a price that stands still
        made[symbol] = bars[rng.random(len(days)) >= 0.1 * index]
    holes = made["CCC"]
    for row in (30, 31, 80, 111):
        holes.iloc[row, holes.columns.get_loc("close")] = np.nan
    for row in (40, 90):
        holes.iloc[row, holes.columns.get_loc("low")] = np.nan
    holes.iloc[100, holes.columns.get_loc("open")] = np.nan
    return made


def column(values, known):
    """Values, None where missing; where each is known, the number of bars where never."""
    count = len(values)
    pairs = [(v, k) if np.isfinite(v) and k < count else (None, count) for v, k in zip(values, known)]
    return {"values": [None if v is None else float(v) for v, _ in pairs], "known": [int(k) for _, k in pairs]}


def delayed(values, bars):
    return column(list(values), [row + bars for row in range(len(values))])


def horizon_return(bars, horizon):
    return np.log(bars.close.shift(-horizon) / bars.close)


def sign_one(values):
    return (values > 0).astype(float).where(values.notna())


def against(bars, other, horizon):
    their = other.close.reindex(bars.index)
    return horizon_return(bars, horizon) - np.log(their.shift(-horizon) / their)


def against_all(made, bars, horizon):
    table = pd.DataFrame({name: own.close for name, own in made.items()})
    result = []
    for row, time in enumerate(bars.index):
        if row + horizon >= len(bars):
            result.append(np.nan)
            continue
        changes = np.log(table.loc[bars.index[row + horizon]] / table.loc[time]).dropna()
        own = np.log(bars.close.iloc[row + horizon] / bars.close.iloc[row])
        result.append(own - changes.mean() if len(changes) >= 2 else np.nan)
    return pd.Series(result, index=bars.index)


def volatility(close):
    result = np.full(len(close), np.nan)
    squares, variance, previous = [], None, np.nan
    for row, price in enumerate(close):
        if not np.isfinite(price):
            continue
        if np.isfinite(previous):
            square = np.log(price / previous) ** 2
            squares.append(square)
            if len(squares) == 21:
                variance = np.mean(squares)
            elif len(squares) > 21:
                variance = 0.94 * variance + 0.06 * square
            if variance is not None:
                result[row] = np.sqrt(variance)
        previous = price
    return result


def first_touch(bars, row, upper, lower, end, on_range):
    """(side, row, price) of the first touch up to a row, or None."""
    for later in range(row + 1, min(end, len(bars) - 1) + 1):
        open_, high, low, close = bars.iloc[later][FIELDS]
        if not on_range:
            if np.isfinite(close) and close >= upper:
                return 1, later, close
            if np.isfinite(close) and close <= lower:
                return -1, later, close
            continue
        if not (np.isfinite(high) and np.isfinite(low)):
            continue
        if np.isfinite(open_) and open_ >= upper:
            return 1, later, open_
        if np.isfinite(open_) and open_ <= lower:
            return -1, later, open_
        if low <= lower:
            return -1, later, lower
        if high >= upper:
            return 1, later, upper
    return None


def triple_barrier(bars, horizon, profit, stop, widths, on_range=False, sign=False):
    sides, returns, counts, known = [], [], [], []
    for row in range(len(bars)):
        base, width = bars.close.iloc[row], widths[row]
        found = None
        if np.isfinite(base) and np.isfinite(width) and width > 0:
            upper = np.inf if profit is None else base * (1 + profit * width)
            lower = -np.inf if stop is None else base * (1 - stop * width)
            found = first_touch(bars, row, upper, lower, row + horizon, on_range)
            if found is None and row + horizon < len(bars) and np.isfinite(bars.close.iloc[row + horizon]):
                price = bars.close.iloc[row + horizon]
                found = (np.sign(price - base) if sign else 0), row + horizon, price
        side, touch, price = found or (np.nan, len(bars), np.nan)
        sides.append(side)
        returns.append(np.log(price / base))
        counts.append(touch - row)
        known.append(touch)
    return [column(values, known) for values in (sides, returns, counts)]


def trend_scanning(bars, shortest, longest, step):
    signs, ts, ends = [], [], []
    close = bars.close.to_numpy()
    for row in range(len(close)):
        if row + longest > len(close) or not np.isfinite(close[row:row + longest]).all():
            signs.append(np.nan), ts.append(np.nan), ends.append(np.nan)
            continue
        found = []
        for size in range(shortest, longest + 1, step):
            window = close[row:row + size]
            flat = np.ptp(window) == 0
            t = 0.0 if flat else sm.OLS(window, sm.add_constant(np.arange(size))).fit().tvalues[1]
            line = np.polyval(np.polyfit(np.arange(size), window, 1), np.arange(size))
            if not flat and np.abs(window - line).max() < 1e-9:  # a perfect line
                t = np.sign(window[-1] - window[0]) * np.sqrt((size - 2) * 1e14)
            found.append((size, 0.0 if abs(t) < 1e-9 else t))
        size, best = found[0]
        for other, t in found[1:]:
            if t * t > best * best * (1 + 1e-10):
                size, best = other, t
        signs.append(np.sign(best)), ts.append(best), ends.append(size - 1)
    return [delayed(values, longest - 1) for values in (signs, ts, ends)]


def labels(made, bars):
    close, count = bars.close, len(bars)
    sigma = volatility(close.to_numpy())
    span = (bars.high - bars.low).rolling(5).mean() / bars.close
    found = {
        "{kind: return, bars: 1}": delayed(horizon_return(bars, 1), 1),
        "{kind: return, bars: 5}": delayed(horizon_return(bars, 5), 5),
        "{kind: direction, bars: 5}": delayed(sign_one(horizon_return(bars, 5)), 5),
        "{kind: outperformance, bars: 3, benchmark: BBB}": delayed(against(bars, made["BBB"], 3), 3),
        "{kind: outperformance, bars: 3, benchmark: BBB, output: direction}":
            delayed(sign_one(against(bars, made["BBB"], 3)), 3),
        "{kind: outperformance, bars: 4, benchmark: universe}": delayed(against_all(made, bars, 4), 4),
    }
    barriers = {
        "bars: 8, profit: 2, stop: 1.5": (8, 2, 1.5, sigma),
        "bars: 8, profit: 2, stop: 1.5, touch: high_low": (8, 2, 1.5, sigma, True),
        "bars: 5, profit: 1, stop: 1, width: 0.05, timeout: sign": (5, 1, 1, [0.05] * count, False, True),
        "bars: 5, profit: 1, stop: 1, width: 0.05, timeout: sign, touch: high_low": (5, 1, 1, [0.05] * count, True, True),
        "bars: 6, profit: 0.5, width: 0.1": (6, 0.5, None, [0.1] * count),
        "bars: 6, stop: 0.5, width: 0.1, touch: high_low": (6, None, 0.5, [0.1] * count, True),
    }
    if not close.isna().any():
        barriers['bars: 10, profit: 1, stop: 1, width: "sma(high - low, 5) / close"'] = (10, 1, 1, span.to_numpy())
        found["{expression: \"lead(close, 5) / close - 1\"}"] = delayed(close.shift(-5) / close - 1, 5)
        found["{expression: \"lead(sma(close, 3) - lead(low, 2), 4)\"}"] = delayed(
            close.rolling(3).mean().shift(-4) - bars.low.shift(-6), 6)
        ranks = pd.DataFrame({name: own.close for name, own in made.items()}).rank(axis=1, pct=True)
        name = {id(own): key for key, own in made.items()}[id(bars)]
        found["{expression: \"lead(rank(close), 3)\"}"] = delayed(ranks[name].reindex(bars.index).shift(-3), 3)
    for text, numbers in barriers.items():
        for output, made_column in zip(("side", "return", "bars"), triple_barrier(bars, *numbers)):
            found[f"{{kind: triple_barrier, {text}, output: {output}}}"] = made_column
    for numbers in ((5, 21, 1), (4, 16, 3), (3, 3, 1)):
        text = "shortest: %d, longest: %d, step: %d" % numbers
        for output, made_column in zip(("direction", "t", "bars"), trend_scanning(bars, *numbers)):
            found[f"{{kind: trend_scanning, {text}, output: {output}}}"] = made_column
    return found


def overlap(bars, label):
    """Uniqueness and weights of labels by their indicator matrix: row s is the return of bar s."""
    count = len(bars)
    rows = [row for row, value in enumerate(label["values"]) if value is not None]
    matrix = np.zeros((count, len(rows)))
    for place, row in enumerate(rows):
        matrix[row + 1:label["known"][row] + 1, place] = 1
    together = matrix.sum(axis=1)
    share = np.divide(1.0, together, out=np.zeros(count), where=together > 0)
    uniqueness = matrix.T @ share / matrix.sum(axis=0)
    change = np.log(bars.close).diff().fillna(0).to_numpy()
    weights = np.abs(matrix.T @ (change * share))
    weights *= len(rows) / weights.sum()
    passed = np.cumsum(uniqueness)
    decays = {}
    for oldest in (1.0, 0.5, 0.0, -0.3):
        slope = (1 - oldest) / passed[-1] if oldest >= 0 else 1 / ((oldest + 1) * passed[-1])
        decays[str(oldest)] = np.maximum(0, 1 - slope * passed[-1] + slope * passed).tolist()
    drawn = [rows[0], rows[7], rows[7], rows[-1]]
    taken = np.zeros(count)
    for row in drawn:
        taken += matrix[:, rows.index(row)]
    next_share = (matrix / (1 + taken)[:, None]).sum(axis=0) / matrix.sum(axis=0)
    return {"samples": rows, "concurrency": together.astype(int).tolist(), "uniqueness": uniqueness.tolist(),
            "weights": weights.tolist(), "decays": decays, "drawn": drawn,
            "probabilities": (next_share / next_share.sum()).tolist()}


def main():
    made = universe()
    found = {name: labels(made, bars) for name, bars in made.items()}
    barrier = "{kind: triple_barrier, bars: 8, profit: 2, stop: 1.5, output: side}"
    document = {
        "tools": {"pandas": pd.__version__, "numpy": np.__version__, "statsmodels": statsmodels.__version__},
        "universe": {name: {"times": [t.strftime("%Y-%m-%dT%H:%M:%SZ") for t in bars.index],
                            **{field: [None if np.isnan(v) else v for v in bars[field]] for field in FIELDS}}
                     for name, bars in made.items()},
        "labels": found,
        "overlap": {name: overlap(bars, found[name][barrier]) for name, bars in made.items()},
        "overlap_label": barrier,
    }
    (HERE / "labels.json").write_text(json.dumps(document, separators=(",", ":")) + "\n")
    names = ("make_labels_goldens.py", "labels.json")
    sums = [f"{hashlib.sha256((HERE / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
    (HERE / "labels.sha256").write_text("".join(sums))


if __name__ == "__main__":
    main()
