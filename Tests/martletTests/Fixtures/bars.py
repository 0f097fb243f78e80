"""Bars in, features out: what the programs beside this share. Standard library only."""

import csv
import sys

MISSING = float("nan")


def read():
    """The bars of each symbol, oldest first: {symbol: [{time, open, high, low, close, volume}]}."""
    bars = {}
    for row in csv.DictReader(sys.stdin):
        bar = {name: float(row[name]) for name in ("open", "high", "low", "close", "volume")}
        bars.setdefault(row["symbol"], []).append(dict(bar, time=row["time"]))
    return bars


def write(bars, features):
    """Prints the rows of each symbol; `features` makes columns {name: values} of its bars."""
    out = csv.writer(sys.stdout)
    header = None
    for symbol, own in bars.items():
        columns = features(own)
        if header is None:
            header = list(columns)
            out.writerow(["symbol", "time"] + header)
        for place, bar in enumerate(own):
            values = [columns[name][place] for name in header]
            out.writerow([symbol, bar["time"]] + ["" if value != value else repr(value) for value in values])


def mean(values):
    return sum(values) / len(values) if values else MISSING


def deviation(values):
    if len(values) < 2:
        return MISSING
    middle = mean(values)
    return (sum((value - middle) ** 2 for value in values) / (len(values) - 1)) ** 0.5


def scaled(value, values):
    """How many deviations a value lies from the mean of some."""
    spread = deviation(values)
    return (value - mean(values)) / spread if spread == spread and spread > 0 else MISSING


def returns(own):
    closes = [bar["close"] for bar in own]
    return [MISSING] + [later / earlier - 1 for earlier, later in zip(closes, closes[1:])]


def main(leaky, clean):
    """Runs the clean twin where the first argument says so."""
    write(read(), clean if sys.argv[1:] == ["clean"] else leaky)
