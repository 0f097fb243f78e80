"""A trap: a mean over a centred window of five bars. Clean: over the last five."""

from bars import MISSING, main, mean


def leaky(own):
    closes = [bar["close"] for bar in own]
    last = len(closes) - 2
    return {"smooth": [mean(closes[i - 2 : i + 3]) if 2 <= i < last else MISSING for i in range(len(closes))]}


def clean(own):
    closes = [bar["close"] for bar in own]
    return {"smooth": [mean(closes[i - 4 : i + 1]) if i >= 4 else MISSING for i in range(len(closes))]}


main(leaky, clean)
