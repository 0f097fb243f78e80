# Requirements: those of requirements.txt beside this file.
# Usage: python3 prepare.py alpha158 FOLDER BARS.parquet; python3 prepare.py job14 FOLDER
"""Lays out the data of a timing in FOLDER: bars.parquet for Martlet, qlib/ for Qlib, of the same bars.

alpha158  the first 100 symbols by name of BARS.parquet that have every trading day of 2013 to 2022: ten years
job14     the job Qlib's paper and README time: 800 stocks, daily, 2007 to 2020. They publish no data, so it is made here:
          random walks from a fixed seed, in cents, on weekdays
"""
import argparse
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

import qlib_bars

START, END, SYMBOLS = "2013-01-01", "2022-12-31", 100


def ten_years(source: str) -> pd.DataFrame:
    frame = pd.read_parquet(source)
    days = pd.to_datetime(frame["date"])
    frame = frame[(days >= START) & (days <= END)]
    rows = frame.groupby("symbol").size()
    names = sorted(rows.index[rows == frame["date"].nunique()])[:SYMBOLS]
    return frame[frame["symbol"].isin(names)].sort_values(["symbol", "date"], kind="stable")


def made(stocks: int = 800) -> pd.DataFrame:
    days = pd.bdate_range("2007-01-01", "2019-12-31")
    rng = np.random.default_rng(2009_11189)
    shape = (stocks, len(days))
    close = np.exp(np.log(rng.uniform(5, 200, (stocks, 1))) + np.cumsum(rng.normal(0.0002, 0.018, shape), axis=1))
    opened = np.concatenate([close[:, :1], close[:, :-1]], axis=1) * np.exp(rng.normal(0, 0.006, shape))
    high = np.maximum(opened, close) * np.exp(np.abs(rng.normal(0, 0.006, shape)))
    low = np.minimum(opened, close) * np.exp(-np.abs(rng.normal(0, 0.006, shape)))
    volume = np.exp(rng.normal(13, 1, (stocks, 1)) + rng.normal(0, 0.4, shape)).round().astype("int64")
    prices = {name: np.maximum(values.round(2), 0.01).ravel()
              for name, values in (("open", opened), ("high", high), ("low", low), ("close", close))}
    return pd.DataFrame({
        "symbol": np.repeat([f"S{number:03d}" for number in range(stocks)], len(days)),
        "date": np.tile(days.date, stocks), **prices, "adj_close": prices["close"], "volume": volume.ravel()})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("job", choices=["alpha158", "job14"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("bars", nargs="?")
    options = parser.parse_args()
    if options.job == "alpha158" and not options.bars:
        parser.error("alpha158 wants the file of bars")
    options.folder.mkdir(parents=True, exist_ok=True)
    frame = ten_years(options.bars) if options.job == "alpha158" else made()
    path = options.folder / "bars.parquet"
    pq.write_table(pa.Table.from_pandas(frame, preserve_index=False), path, compression="zstd")
    bars = qlib_bars.read(path)
    qlib_bars.write(bars, options.folder / "qlib", is_double=False)
    print(f"{len(bars)} symbols, {sum(map(len, bars.values()))} rows, {path.stat().st_size / 1e6:.0f} MB of Parquet")


if __name__ == "__main__":
    main()
