# Requirements: python3, pandas >= 3.0, pyarrow, numpy. Usage: python3 features_pandas.py FILE.parquet [REPETITIONS]
"""The features of configs/features/core.yaml in pandas, vectorised per symbol; one JSON line with the median seconds.

The file has symbol, date, open, high, low, close, adj_close, volume. Reading, adjusting and cutting it into one frame a
symbol are not timed; computing all features of all symbols and keeping them is. Exponential averages start at the first
value, as pandas does, and so differ from Martlet's while they warm up. One process; pandas uses one thread for all of this.
"""
import json
import statistics
import sys
import time

import numpy as np
import pandas as pd


def load(path: str) -> list[pd.DataFrame]:
    frame = pd.read_parquet(path).sort_values(["symbol", "date"], kind="stable")
    factor = frame["adj_close"] / frame["close"]
    for name in ("open", "high", "low"):
        frame[name] *= factor
    frame["close"] = frame["adj_close"]
    frame["volume"] = frame["volume"].astype("float64")
    frame["date"] = pd.to_datetime(frame["date"])
    columns = ["open", "high", "low", "close", "volume"]
    return [group.set_index("date")[columns] for _, group in frame.groupby("symbol", sort=True)]


def wilder(values: pd.Series, period: int) -> pd.Series:
    return values.ewm(alpha=1 / period, adjust=False, min_periods=period).mean()


def zscore(values: pd.Series, period: int) -> pd.Series:
    window = values.rolling(period)
    return (values - window.mean()) / window.std()


def features(bars: pd.DataFrame) -> dict[str, pd.Series]:
    open_, high, low, close, volume = (bars[name] for name in ("open", "high", "low", "close", "volume"))
    result: dict[str, pd.Series] = {}

    logarithm = np.log(close)
    for period in (1, 2, 5, 10, 21):
        result[f"return_{period}"] = logarithm.diff(period)
    result["roc_60"] = (close / close.shift(60) - 1) * 100

    for period in (10, 50):
        result[f"sma_distance_{period}"] = close / close.rolling(period).mean() - 1
    fast = close.ewm(span=12, adjust=False, min_periods=12).mean()
    slow = close.ewm(span=26, adjust=False, min_periods=26).mean()
    line = fast - slow
    result["ema_ratio_12_26"] = line / slow * 100
    result["macd_histogram"] = (line - line.ewm(span=9, adjust=False, min_periods=9).mean()) / close

    before = close.shift(1)
    true_range = np.maximum(high - low, np.maximum((high - before).abs(), (low - before).abs()))
    average_range = wilder(true_range, 14)
    up, down = high.diff(), -low.diff()
    plus = 100 * wilder(up.where((up > down) & (up > 0), 0.0), 14) / average_range
    minus = 100 * wilder(down.where((down > up) & (down > 0), 0.0), 14) / average_range
    difference = plus - minus
    result["adx_14"] = wilder(100 * difference.abs() / (plus + minus), 14)
    result["di_difference_14"] = difference

    change = close.diff()
    gain, loss = wilder(change.clip(lower=0), 14), wilder(-change.clip(upper=0), 14)
    result["rsi_14"] = 100 * gain / (gain + loss)
    window = close.rolling(20)
    middle, deviation = window.mean(), window.std(ddof=0)
    result["bollinger_percent_b_20"] = (close - middle + 2 * deviation) / (4 * deviation)
    bottom, top = low.rolling(14).min(), high.rolling(14).max()
    k = (100 * (close - bottom) / (top - bottom)).rolling(3).mean()
    result["stochastic_k_14"] = k
    result["stochastic_d_14"] = k.rolling(3).mean()
    for period in (20, 60):
        result[f"distance_from_high_{period}"] = close / high.rolling(period).max() - 1
        result[f"distance_from_low_{period}"] = close / low.rolling(period).min() - 1

    result["bollinger_width_20"] = 4 * deviation / middle
    result["natr_14"] = 100 * average_range / close
    result["volatility_close_20"] = result["return_1"].rolling(20).std()
    range_squared = np.log(high / low) ** 2
    result["volatility_parkinson_20"] = np.sqrt(range_squared.rolling(20).mean() / (4 * np.log(2)))
    body_squared = np.log(close / open_) ** 2
    garman_klass = 0.5 * range_squared - (2 * np.log(2) - 1) * body_squared
    result["volatility_garman_klass_20"] = np.sqrt(garman_klass.rolling(20).mean())

    result["volume_zscore_20"] = zscore(volume, 20)
    result["obv_zscore_20"] = zscore((np.sign(change).fillna(0.0) * volume).cumsum(), 20)

    weekday = 2 * np.pi * bars.index.day_of_week.to_numpy() / 7
    result["weekday_sin"] = pd.Series(np.sin(weekday), bars.index)
    result["weekday_cos"] = pd.Series(np.cos(weekday), bars.index)
    position = (bars.index.day - 1) / (bars.index.days_in_month - 1)
    result["month_position"] = pd.Series(position.to_numpy(), bars.index)
    return result


def main() -> None:
    path = sys.argv[1]
    repetitions = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    symbols = load(path)
    seconds, processor, kept = [], [], []
    for _ in range(repetitions):
        kept.clear()  # So that the next pass may use its memory again.
        start, processor_start = time.perf_counter(), time.process_time()
        kept = [features(bars) for bars in symbols]
        seconds.append(time.perf_counter() - start)
        processor.append(time.process_time() - processor_start)
    print(json.dumps({
        "tool": "pandas", "version": pd.__version__, "symbols": len(symbols), "rows": sum(map(len, symbols)),
        "features": len(kept[0]), "seconds": statistics.median(seconds),
        "processor_seconds": statistics.median(processor)}))


if __name__ == "__main__":
    main()
