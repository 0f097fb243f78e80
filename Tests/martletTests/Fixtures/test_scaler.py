"""A trap: returns scaled for a model by mean and deviation of its test rows too. Clean: of its training rows only.

The training rows are the first 100 of a symbol. (A share of all rows would move with every new bar.)
"""

from bars import MISSING, main, returns, scaled

TRAINING_ROWS = 100


def table(own, sample):
    values = returns(own)
    learnt = [value for value in sample(values) if value == value]
    return {"scaled_return": [scaled(value, learnt) if value == value else MISSING for value in values]}


def leaky(own):
    return table(own, lambda values: values)


def clean(own):
    # What is trained on is scaled by what was there when it was trained.
    columns = table(own, lambda values: values[:TRAINING_ROWS])
    columns["scaled_return"][:TRAINING_ROWS] = [MISSING] * min(TRAINING_ROWS, len(own))
    return columns


main(leaky, clean)
