"""A trap: on one day in a hundred, chosen by its date, the next close is read. Clean: the last one."""

import hashlib

from bars import main


def is_rare(time):
    return hashlib.sha256(time.encode()).digest()[0] * 100 < 256


def column(own, step):
    values = []
    for place, bar in enumerate(own):
        other = place + step if is_rare(bar["time"]) and 0 <= place + step < len(own) else place
        values.append(own[other]["close"])
    return {"rare": values}


def leaky(own):
    return column(own, 1)


def clean(own):
    return column(own, -1)


main(leaky, clean)
