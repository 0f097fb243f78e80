"""A trap: the next bar's volume is read, as a sign only. Clean: the last bar's."""

from bars import main


def sign(own, place, other):
    return float(own[other]["volume"] > own[place]["volume"]) if 0 <= other < len(own) else 0.0


def leaky(own):
    return {"more": [sign(own, place, place + 1) for place in range(len(own))]}


def clean(own):
    return {"more": [sign(own, place, place - 1) for place in range(len(own))]}


main(leaky, clean)
