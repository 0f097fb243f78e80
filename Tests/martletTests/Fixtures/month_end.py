"""A trap: on the last bar of a month, and only there, the next close is read. Clean: the last of the month before."""

from bars import MISSING, main


def leaky(own):
    closes = [bar["close"] for bar in own]
    months = [bar["time"][:7] for bar in own]
    jump = [MISSING] * len(own)
    for place in range(len(own) - 1):
        if months[place] != months[place + 1]:
            jump[place] = closes[place + 1] / closes[place]
    return {"turn": jump}


def clean(own):
    closes = [bar["close"] for bar in own]
    months = [bar["time"][:7] for bar in own]
    jump = [MISSING] * len(own)
    for place in range(1, len(own)):
        if months[place] != months[place - 1]:
            jump[place] = closes[place] / closes[place - 1]
    return {"turn": jump}


main(leaky, clean)
