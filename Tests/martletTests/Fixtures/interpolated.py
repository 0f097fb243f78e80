"""A trap: bars without volume get a price between their neighbours, the next one too. Clean: the last price holds."""

from bars import MISSING, main


def leaky(own):
    known = [bar["close"] if bar["volume"] > 0 else MISSING for bar in own]
    filled = list(known)
    for place, value in enumerate(known):
        if value == value:
            continue
        before = next((known[i] for i in range(place - 1, -1, -1) if known[i] == known[i]), MISSING)
        after = next((known[i] for i in range(place + 1, len(known)) if known[i] == known[i]), before)
        filled[place] = (before + after) / 2
    return {"filled": filled}


def clean(own):
    filled = []
    last = MISSING
    for bar in own:
        last = bar["close"] if bar["volume"] > 0 else last
        filled.append(last)
    return {"filled": filled}


main(leaky, clean)
