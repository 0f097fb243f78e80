"""A trap: closes over the mean of the first 20, from the first on. Clean: from the twentieth on."""

from bars import MISSING, main, mean

HEAD = 20


def leaky(own):
    closes = [bar["close"] for bar in own]
    return {"over_head": [close / mean(closes[:HEAD]) for close in closes]}


def clean(own):
    values = leaky(own)["over_head"]
    return {"over_head": [MISSING if place < HEAD - 1 else value for place, value in enumerate(values)]}


main(leaky, clean)
