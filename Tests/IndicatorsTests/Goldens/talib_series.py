# Requirements: as make_talib_goldens.py, which uses this.
"""Series on which TA-Lib's functions reach their early returns, and candles on which all 61 patterns fire."""
import numpy as np
import talib

FIELDS = ("open", "high", "low", "close", "volume")
TICK = 0.0625


def bars(opens, highs, lows, closes, volumes):
    return dict(zip(FIELDS, (np.asarray(column, dtype=float) for column in (opens, highs, lows, closes, volumes))))


def gaps():
    """Gaps between bars, bars without a range, a twentyfold price for three bars, bars without volume."""
    rng = np.random.default_rng(11)
    count = 160
    opens, closes = np.empty(count), np.empty(count)
    price = 40.0
    for row in range(count):
        opens[row] = price + 0.25 * rng.integers(-8, 9) * (rng.random() < 0.3)
        closes[row] = opens[row] + 0.25 * rng.integers(-6, 7)
        price = closes[row] = max(closes[row], 5.0)
    up, down = (0.25 * rng.integers(0, 5, count) for _ in range(2))
    point = rng.random(count) < 0.2
    opens[point] = closes[point]
    highs = np.maximum(opens, closes) + np.where(point, 0, up)
    lows = np.minimum(opens, closes) - np.where(point, 0, np.minimum(down, 4))
    scale = np.where((np.arange(count) >= 90) & (np.arange(count) < 93), 20.0, 1.0)
    volumes = rng.integers(0, 9, count) * 50.0
    return bars(opens * scale, highs * scale, lows * scale, closes * scale, volumes)


def silent():
    """No volume for the first 6 bars and for 40 in the middle; equal volumes at the end."""
    rng = np.random.default_rng(12)
    count = 140
    closes = 20 + 0.125 * np.cumsum(rng.integers(-2, 3, count))
    opens = np.concatenate([closes[:1], closes[:-1]])
    highs = np.maximum(opens, closes) + 0.125 * rng.integers(0, 2, count)
    lows = np.minimum(opens, closes) - 0.125 * rng.integers(0, 2, count)
    place = np.arange(count)
    dead = (place < 6) | ((place >= 50) & (place < 90))
    volumes = np.where(dead, 0.0, np.where(place > 120, 300.0, rng.integers(1, 30, count) * 10.0))
    return bars(opens, highs, lows, closes, volumes)


def signed():
    """Values on both sides of zero, often 0: logarithm, root, arc sine and arc cosine give NaN or infinity on it."""
    rng = np.random.default_rng(13)
    count = 120
    closes = 0.5 * np.cumsum(rng.integers(-1, 2, count))
    opens = np.concatenate([[0.0], closes[:-1]])
    highs = np.maximum(opens, closes) + 0.5 * rng.integers(0, 2, count)
    lows = np.minimum(opens, closes) - 0.5 * rng.integers(0, 2, count)
    return bars(opens, highs, lows, closes, 100.0 * rng.integers(0, 3, count))


def unit():
    """Values in [-1, 1] with the ends, 0 and what lies just within the ends."""
    rng = np.random.default_rng(14)
    closes = np.concatenate([[-1, 1, 0, 0.5, -0.5, np.nextafter(1, 0), np.nextafter(-1, 0), 1e-300],
                             rng.integers(-1000, 1001, 72) / 1000.0])
    opens = np.concatenate([closes[:1], closes[:-1]])
    return bars(opens, np.maximum(opens, closes), np.minimum(opens, closes), closes, rng.integers(0, 5, 80))


def large():
    """Values of up to a thousand: the exponential and hyperbolic functions overflow."""
    closes = np.concatenate([np.arange(-40, 40) * 25.0, [709.0, 710.0, 711.0, -745.0, -746.0, 1e15 + 0.5, -2.5, 2.5]])
    opens = np.concatenate([closes[:1], closes[:-1]])
    return bars(opens, np.maximum(opens, closes), np.minimum(opens, closes), closes, np.full(len(closes), 5.0))


def minute():
    """Prices of 1e-16: nothing may be taken for flat because it is small, save what TA-Lib does (PPO)."""
    rng = np.random.default_rng(15)
    count = 60
    closes = 30 + 0.5 * np.cumsum(rng.integers(-2, 3, count))
    opens = np.concatenate([closes[:1], closes[:-1]])
    highs = np.maximum(opens, closes) + 0.5 * rng.integers(0, 3, count)
    lows = np.minimum(opens, closes) - 0.5 * rng.integers(0, 3, count)
    scale = 1e-16
    return bars(opens * scale, highs * scale, lows * scale, closes * scale, rng.integers(1, 9, count))


def periods():
    """What MAVP takes as its periods: whole and not, below 1 and above the largest period, in runs and alternating."""
    rng = np.random.default_rng(16)
    count = 240
    column = np.where(np.arange(count) % 40 < 20, 2.0 + np.arange(count) // 24, rng.integers(0, 45, count) + 0.75)
    column[::31] = -3.0
    return bars(column, column, column, column, np.zeros(count))


def random_candles(count, seed):
    """Candles in whole ticks that visit long and short bodies, dojis, bodies without shadows, gaps and meeting prices."""
    rng = np.random.default_rng(seed)
    bodies = rng.choice([0, 0, 1, 1, 2, 3, 5, 8, 12, 20], count)
    uppers = rng.choice([0, 0, 0, 0, 1, 2, 4, 9, 16], count)
    lowers = rng.choice([0, 0, 0, 0, 1, 2, 4, 9, 16], count)
    keeps = rng.random(count) < 0.75
    anchors = rng.integers(0, 8, count)
    offsets = rng.choice([-6, -3, -2, -1, -1, 0, 0, 0, 0, 1, 1, 2, 3, 6], count)
    result = np.empty((count, 4))
    before = (2000, 2005, 1995, 2000)
    sign = 1
    for row in range(count):
        sign = sign if keeps[row] else -sign
        opened, high, low, closed = before
        places = (closed, closed, opened, high, low, (opened + closed) // 2, max(opened, closed), min(opened, closed))
        anchor = places[anchors[row]]
        start = anchor + offsets[row]
        if start > 2600 or start < 1400:
            start = 2000
        end = start + sign * bodies[row]
        before = (start, max(start, end) + uppers[row], min(start, end) - lowers[row], end)
        result[row] = before
    return result


def pattern_values(function, columns):
    return getattr(talib, function)(*columns)


def candles():
    """Pieces of random candles, some for every value that every pattern gives; a pattern needs no more than the rows before."""
    drawn = random_candles(400_000, 17)
    columns = [np.ascontiguousarray(drawn[:, place]) * TICK for place in range(4)]
    chosen = set()
    for function in talib.get_function_groups()["Pattern Recognition"]:
        values = pattern_values(function, columns)
        for value in np.unique(values[values != 0]):
            places = np.flatnonzero(values == value)
            places = places[(places > 40) & (places < len(drawn) - 10)]
            known = [place for place in chosen if values[place] == value]
            for place in places[: max(0, 5 - len(known))]:
                chosen.add(int(place))
    rows, last = [], -1
    for place in sorted(chosen):
        rows.extend(range(max(place - 18, last + 1), place + 5))
        last = max(last, place + 4)
    kept = drawn[rows]
    assert len(np.unique(rows)) == len(rows)
    rng = np.random.default_rng(18)
    return bars(*(kept[:, place] * TICK for place in range(4)), rng.integers(1, 50, len(rows)) * 100.0)


def check_patterns(candles):
    """All 61 fire, with every value that the pattern gives among many more candles."""
    columns = [candles[field] for field in FIELDS[:4]]
    drawn = random_candles(400_000, 17)
    all_columns = [np.ascontiguousarray(drawn[:, place]) * TICK for place in range(4)]
    for function in talib.get_function_groups()["Pattern Recognition"]:
        here = set(np.unique(pattern_values(function, columns)))
        assert here == set(np.unique(pattern_values(function, all_columns))) and len(here) > 1, function


def all_series():
    made = {"gaps": gaps(), "silent": silent(), "signed": signed(), "unit": unit(), "large": large(), "minute": minute(),
            "periods": periods(), "candles": candles()}
    check_patterns(made["candles"])
    return made
