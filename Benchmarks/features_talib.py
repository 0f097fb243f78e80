# Requirements: python3, TA-Lib == 0.8.2, numpy, pandas, pyarrow. Usage: python3 features_talib.py FILE.parquet [REPETITIONS]
"""Twenty common indicators by TA-Lib, on numpy arrays; one JSON line with the median seconds of each.

The list is that of Martlet's FeatureBenchmark. Reading the file is not timed. One thread.
"""
import json
import statistics
import sys
import time

import talib

from features_pandas import load

INDICATORS = {
    "sma": lambda o, h, l, c, v: talib.SMA(c, 20),
    "ema": lambda o, h, l, c, v: talib.EMA(c, 20),
    "wma": lambda o, h, l, c, v: talib.WMA(c, 20),
    "dema": lambda o, h, l, c, v: talib.DEMA(c, 20),
    "bbands": lambda o, h, l, c, v: talib.BBANDS(c, 20, 2.0, 2.0),
    "rsi": lambda o, h, l, c, v: talib.RSI(c, 14),
    "macd": lambda o, h, l, c, v: talib.MACD(c, 12, 26, 9),
    "stoch": lambda o, h, l, c, v: talib.STOCH(h, l, c, 14, 3, 0, 3, 0),
    "adx": lambda o, h, l, c, v: talib.ADX(h, l, c, 14),
    "cci": lambda o, h, l, c, v: talib.CCI(h, l, c, 20),
    "willr": lambda o, h, l, c, v: talib.WILLR(h, l, c, 14),
    "mfi": lambda o, h, l, c, v: talib.MFI(h, l, c, v, 14),
    "obv": lambda o, h, l, c, v: talib.OBV(c, v),
    "ad": lambda o, h, l, c, v: talib.AD(h, l, c, v),
    "atr": lambda o, h, l, c, v: talib.ATR(h, l, c, 14),
    "roc": lambda o, h, l, c, v: talib.ROC(c, 10),
    "mom": lambda o, h, l, c, v: talib.MOM(c, 10),
    "aroon": lambda o, h, l, c, v: talib.AROON(h, l, 14),
    "stddev": lambda o, h, l, c, v: talib.STDDEV(c, 20),
    "linearreg_slope": lambda o, h, l, c, v: talib.LINEARREG_SLOPE(c, 20),
}


def main() -> None:
    path = sys.argv[1]
    repetitions = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    columns = ["open", "high", "low", "close", "volume"]
    symbols = [[bars[name].to_numpy().copy() for name in columns] for bars in load(path)]
    medians = {}
    processor = 0.0
    for name, indicator in INDICATORS.items():
        seconds = []
        processor_start = time.process_time()
        for _ in range(repetitions):
            start = time.perf_counter()
            for arrays in symbols:
                indicator(*arrays)
            seconds.append(time.perf_counter() - start)
        medians[name] = statistics.median(seconds)
        processor += (time.process_time() - processor_start) / repetitions
    print(json.dumps({
        "tool": "TA-Lib", "version": talib.__version__, "symbols": len(symbols),
        "rows": sum(len(arrays[0]) for arrays in symbols),
        "seconds": sum(medians.values()),
        "processor_seconds": processor, "indicators": medians}))


if __name__ == "__main__":
    main()
