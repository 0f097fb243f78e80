"""A trap: the close normalised by mean and deviation of the whole series. Clean: of the bars so far."""

from bars import main, scaled


def leaky(own):
    closes = [bar["close"] for bar in own]
    return {"normalised_close": [scaled(close, closes) for close in closes]}


def clean(own):
    closes = [bar["close"] for bar in own]
    return {"normalised_close": [scaled(close, closes[: place + 1]) for place, close in enumerate(closes)]}


main(leaky, clean)
