# Requirements: python3, TA-Lib == 0.8.2, numpy, pandas, pyarrow. Usage: python3 stream_talib.py BARS.csv.gz|.parquet [BARS_MAX]
"""TA-Lib's stream functions, asked for their newest value at every bar; one JSON line with the microseconds a bar.

All functions of TA-Lib, with its default numbers, on the last 256 bars of one symbol: a stream function keeps no state and
computes from what it is given, and 256 bars are more than any needs by default.
"""
import json
import statistics
import sys
import time

import numpy as np
import talib
from talib import abstract, stream

from features_pandas import load

WINDOW = 256


def calls():
    """Each function with the columns it takes."""
    for name in talib.get_functions():
        given = []
        for key, used in abstract.Function(name).info["input_names"].items():
            given += used if isinstance(used, (list, tuple)) else [used]
        columns = {"periods": "volume"}
        yield name, getattr(stream, name), [columns.get(column, column) for column in given]


def main() -> None:
    bars = load(sys.argv[1])[0]
    count = min(int(sys.argv[2]) if len(sys.argv) > 2 else 1000, len(bars) - WINDOW)
    arrays = {name: np.ascontiguousarray(bars[name].to_numpy(), dtype=float)
              for name in ("open", "high", "low", "close", "volume")}
    functions = [(name, function, columns) for name, function, columns in calls() if name != "MAVP"]
    seconds = []
    for _ in range(3):
        start = time.perf_counter()
        for end in range(WINDOW, WINDOW + count):
            views = {name: array[end - WINDOW:end] for name, array in arrays.items()}
            for _, function, columns in functions:
                function(*[views[column] for column in columns])
        seconds.append(time.perf_counter() - start)
    middle = statistics.median(seconds)
    print(json.dumps({"tool": "TA-Lib", "version": talib.__version__, "functions": len(functions), "bars": count,
                      "seconds": middle, "microseconds_per_bar": middle / count * 1e6}))


if __name__ == "__main__":
    main()
