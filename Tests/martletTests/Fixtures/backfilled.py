"""A trap: the missing values of the first 20 bars are filled from the next one that is there. Clean: they stay missing."""

from bars import MISSING, main

PERIOD = 20


def clean(own):
    closes = [bar["close"] for bar in own]
    changes = [MISSING if i < PERIOD else closes[i] / closes[i - PERIOD] - 1 for i in range(len(closes))]
    return {"change_20": changes}


def leaky(own):
    filled = clean(own)["change_20"]
    for place in range(len(filled) - 2, -1, -1):
        if filled[place] != filled[place]:
            filled[place] = filled[place + 1]
    return {"change_20": filled}


main(leaky, clean)
