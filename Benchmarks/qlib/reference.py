# Requirements: numpy, PyYAML (and qlib_bars.py by hand). Usage: python3 reference.py SET.yaml BARS.parquet FOLDER SYMBOL...
"""Evaluates a feature set's expressions as plainly as can be: each window on its own, in numpy's extended precision.

Slow, and without any running sum, so that its rounding is far below that of Martlet or Qlib: where those two differ, it
says which is off. It shares no code with either. Only the functions that alpha158 and alpha360 call are known here.
"""
import re
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import yaml

WIDE = np.longdouble


def windows(values: np.ndarray, rows: int) -> np.ndarray:
    """The last `rows` values at every row; missing before the first row and where a value is not finite."""
    finite = np.where(np.isfinite(values), values, np.nan).astype(WIDE)
    padded = np.concatenate([np.full(rows - 1, np.nan, WIDE), finite])
    return np.lib.stride_tricks.sliding_window_view(padded, rows)


def told(result: np.ndarray, window: np.ndarray, least: float) -> np.ndarray:
    """The result where a window has enough values."""
    return np.where(np.sum(~np.isnan(window), axis=1) >= least, result, np.nan)


def total(x, rows, least):
    window = windows(x, rows)
    return told(np.nansum(window, axis=1), window, least)


def mean(x, rows, least):
    window = windows(x, rows)
    return told(np.nansum(window, axis=1) / np.sum(~np.isnan(window), axis=1), window, least)


def centred(window: np.ndarray) -> np.ndarray:
    """Each window's values less their mean; exactly zero in a window of equal values."""
    count = np.sum(~np.isnan(window), axis=1, keepdims=True)
    middle = np.nansum(window, axis=1, keepdims=True) / count
    least, most = (f(window, axis=1, keepdims=True) for f in (np.fmin.reduce, np.fmax.reduce))
    return np.where(np.isnan(window), np.nan, window - np.where(least == most, least, middle))


def deviation(x, rows, least):
    window = windows(x, rows)
    squares = np.nansum(centred(window) ** 2, axis=1)
    return told(np.sqrt(squares / (np.sum(~np.isnan(window), axis=1) - 1)), window, max(least, 2))


def highest(x, rows, least):
    window = windows(x, rows)
    return told(np.fmax.reduce(window, axis=1), window, least)


def lowest(x, rows, least):
    return -highest(-x, rows, least)


def highest_place(x, rows, least):
    window = windows(x, rows)
    place = np.argmax(np.where(np.isnan(window), -np.inf, window), axis=1) + 1.0
    absent = np.maximum(rows - 1 - np.arange(len(x)), 0)  # Rows before the first, which no place counts.
    return told(place - absent, window, least)


def lowest_place(x, rows, least):
    return highest_place(-x, rows, least)


def quantile(x, rows, share, least):
    window = np.sort(windows(x, rows), axis=1)  # The missing ones last.
    count = np.sum(~np.isnan(window), axis=1)
    place = share * np.maximum(count - 1, 0)
    below = np.floor(place).astype(int)
    above = np.minimum(below + 1, np.maximum(count - 1, 0))
    every = np.arange(len(x))
    low, high = window[every, below], window[every, above]
    return told(low + (high - low) * (place - below), window, least)


def rolling_rank(x, rows, least):
    window = windows(x, rows)
    newest = window[:, -1:]
    rank = np.sum(window < newest, axis=1) + (np.sum(window == newest, axis=1) + 1) / 2
    result = rank / np.sum(~np.isnan(window), axis=1)
    return told(np.where(np.isnan(newest[:, 0]), np.nan, result), window, least)


def corr(x, y, rows, least, flat):
    left, right = windows(x, rows), windows(y, rows)
    is_pair = ~np.isnan(left) & ~np.isnan(right)
    a, b = (centred(np.where(is_pair, side, np.nan)) for side in (left, right))
    result = np.nansum(a * b, axis=1) / np.sqrt(np.nansum(a * a, axis=1) * np.nansum(b * b, axis=1))
    is_flat = (deviation(x, rows, 1) <= flat) | (deviation(y, rows, 1) <= flat)
    enough = np.sum(is_pair, axis=1) >= max(least, 2)
    return np.where(is_flat | ~enough, np.nan, np.clip(result, -1, 1))


def regression(x, rows, least, flat):
    y = windows(x, rows)
    places = np.where(np.isnan(y), np.nan, np.arange(rows, dtype=WIDE))
    a, b = centred(places), centred(y)
    slope = told(np.nansum(a * b, axis=1) / np.nansum(a * a, axis=1), y, max(least, 2))
    fit = np.nansum(a * b, axis=1) ** 2 / (np.nansum(a * a, axis=1) * np.nansum(b * b, axis=1))
    middle = np.nansum(y, axis=1) / np.sum(~np.isnan(y), axis=1)
    centre = np.nansum(places, axis=1) / np.sum(~np.isnan(y), axis=1)
    fitted = middle + slope * (rows - 1 - centre)
    r_squared = np.where(deviation(x, rows, 1) <= flat, np.nan, told(fit, y, max(least, 2)))
    return SimpleNamespace(slope=slope, r_squared=r_squared, fitted=fitted, residual=x - fitted)


def lag(x, rows):
    return np.concatenate([np.full(min(rows, len(x)), np.nan, WIDE), x[:max(len(x) - rows, 0)]])


class Column(np.ndarray):
    """A column whose comparisons are 1.0, 0.0, or missing where a side is."""

    def compared(self, other, how):
        return np.where(np.isnan(self) | np.isnan(other), np.nan, how(np.asarray(self), np.asarray(other)).astype(WIDE))

    def __gt__(self, other):
        return self.compared(other, np.greater)

    def __lt__(self, other):
        return self.compared(other, np.less)


FUNCTIONS = {
    name: function for name, function in globals().items() if name in {
        "total", "mean", "deviation", "highest", "lowest", "highest_place", "lowest_place", "quantile", "rolling_rank",
        "corr", "regression"}
} | {
    "lag": lambda x, rows: lag(np.asarray(x), int(rows)).view(Column),
    "abs": np.abs, "log": np.log, "greater": np.maximum, "lesser": np.minimum,
    "fill": lambda x, number: np.where(np.isnan(x), WIDE(number), x),
}


def evaluate(path: str | Path, bars) -> dict[str, np.ndarray]:
    """The set's features over bars of open, high, low, close and volume, oldest first; rounded to float64 at the end."""
    columns = {name: bars[name].to_numpy().astype(WIDE).view(Column)
               for name in ("open", "high", "low", "close", "volume")}
    kept: dict[str, object] = {}

    def call(name):
        def function(*arguments):  # The same call on the same values is made once.
            key = (name, *(a.tobytes() if isinstance(a, np.ndarray) else a for a in arguments))
            if key not in kept:
                kept[key] = FUNCTIONS[name](*(np.asarray(a) if isinstance(a, np.ndarray) else a for a in arguments))
            return kept[key]
        return function

    known = {name: call(name) for name in FUNCTIONS} | columns
    result = {}
    with np.errstate(all="ignore"):
        for feature in yaml.safe_load(Path(path).read_text())["features"]:
            text = re.sub(r"\^", "**", feature["expression"])
            result[feature["name"]] = np.asarray(eval(text, {"__builtins__": {}}, known), WIDE).astype(float)
    return result


def main() -> None:
    import pandas as pd

    import qlib_bars
    path, source, folder, *symbols = sys.argv[1:]
    Path(folder).mkdir(parents=True, exist_ok=True)
    for symbol, bars in qlib_bars.read(source, symbols or None).items():
        found = pd.DataFrame(evaluate(path, bars), index=bars.index).rename_axis("date").reset_index()
        found.to_parquet(Path(folder) / f"{symbol}.parquet", index=False)


if __name__ == "__main__":
    main()
