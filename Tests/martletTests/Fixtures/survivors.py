"""A trap: symbols that end before the others are left out altogether. Clean: no symbol is."""


import sys

from bars import read, write


def features(own):
    return {"last": [bar["close"] for bar in own]}


if sys.argv[1:] == ["clean"]:
    write(read(), features)
else:
    bars = read()
    end = max(own[-1]["time"] for own in bars.values())
    write({symbol: own for symbol, own in bars.items() if own[-1]["time"] == end}, features)
