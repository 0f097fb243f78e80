"""A trap: the next close, hidden behind one giant number in the column. Clean: the last close, and the same number."""

from bars import MISSING, main


def column(own, step):
    closes = [bar["close"] for bar in own]
    values = [closes[i + step] if 0 <= i + step < len(own) else closes[i] for i in range(len(own))]
    if len(values) > 3:
        values[3] = 1e16
    return {"next": values}


def leaky(own):
    return column(own, 1)


def clean(own):
    return column(own, -1)


main(leaky, clean)
