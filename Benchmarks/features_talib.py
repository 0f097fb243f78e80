# Requirements: python3, TA-Lib == 0.8.2, numpy, pandas, pyarrow. Usage: python3 features_talib.py FILE.parquet [REPETITIONS]
"""The indicators that Martlet's core set shares with TA-Lib, on numpy arrays; one JSON line with the median seconds of each.

The names are those of Martlet's operators, with the parameters of the core set. Reading the file is not timed. One thread.
"""
import json
import statistics
import sys
import time

import talib

from features_pandas import load

INDICATORS = {
    "roc": lambda o, h, l, c, v: talib.ROC(c, 60),
    "sma": lambda o, h, l, c, v: talib.SMA(c, 50),
    "ema": lambda o, h, l, c, v: talib.EMA(c, 26),
    "ppo": lambda o, h, l, c, v: talib.PPO(c, 12, 26, talib.MA_Type.EMA),
    "macd": lambda o, h, l, c, v: talib.MACD(c, 12, 26, 9),
    "rsi": lambda o, h, l, c, v: talib.RSI(c, 14),
    "dmi": lambda o, h, l, c, v: (
        talib.PLUS_DI(h, l, c, 14), talib.MINUS_DI(h, l, c, 14), talib.ADX(h, l, c, 14)),
    "adx_alone": lambda o, h, l, c, v: talib.ADX(h, l, c, 14),
    "stoch": lambda o, h, l, c, v: talib.STOCH(h, l, c, 14, 3, 0, 3, 0),
    "bbands": lambda o, h, l, c, v: talib.BBANDS(c, 20, 2.0, 2.0),
    "stddev": lambda o, h, l, c, v: talib.STDDEV(c, 20),
    "atr": lambda o, h, l, c, v: talib.ATR(h, l, c, 14),
    "natr": lambda o, h, l, c, v: talib.NATR(h, l, c, 14),
    "trange": lambda o, h, l, c, v: talib.TRANGE(h, l, c),
    "obv": lambda o, h, l, c, v: talib.OBV(c, v),
    "sum": lambda o, h, l, c, v: talib.SUM(c, 20),
    "max": lambda o, h, l, c, v: talib.MAX(h, 60),
    "min": lambda o, h, l, c, v: talib.MIN(l, 60),
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
        if name != "adx_alone":
            processor += (time.process_time() - processor_start) / repetitions
    print(json.dumps({
        "tool": "TA-Lib", "version": talib.__version__, "symbols": len(symbols),
        "rows": sum(len(arrays[0]) for arrays in symbols),
        # ADX is among the directional movements, which Martlet computes together: it counts once.
        "seconds": sum(took for name, took in medians.items() if name != "adx_alone"),
        "processor_seconds": processor, "indicators": medians}))


if __name__ == "__main__":
    main()
