# Requirements: those of requirements.txt beside this file. Usage: python3 prepare.py arima|daily|bars DATA FOLDER
"""Lays out the data of a timing in FOLDER, out of the folder of real market data.

arima   series.csv, twelve series of many kinds, and orders.csv, the ARIMA model to fit to each
daily   series.csv, the last 500 adjusted closes of 500 members of the S&P 500
bars    bars.parquet, the first 100 members by name that have every trading day of 2013 to 2022: ten years
"""
import argparse
from pathlib import Path

import numpy as np
import pandas as pd

import series

STOCKS = "stocks/sp500_daily_2000_2022.parquet"
ORDERS = {  # p, d, q, P, D, Q, season, constant
    "gspc_log_close": (1, 1, 1, 0, 0, 0, 1, 1),
    "gspc_21_day_log_close": (1, 1, 0, 0, 0, 0, 1, 1),
    "vix_log_close": (1, 0, 1, 0, 0, 0, 1, 1),
    "aapl_log_close": (2, 1, 2, 0, 0, 0, 1, 0),
    "aapl_log_volume": (2, 0, 1, 0, 0, 0, 1, 1),
    "aapl_log_range": (1, 0, 2, 0, 0, 0, 1, 1),
    "xom_log_close": (3, 1, 0, 0, 0, 0, 1, 1),
    "eurusd_hourly_log_close": (0, 1, 1, 0, 0, 0, 1, 0),
    "usdjpy_hourly_log_close": (2, 1, 1, 0, 0, 0, 1, 0),
    "btc_hourly_log_close": (1, 1, 2, 0, 0, 0, 1, 0),
    "btc_hourly_log_volume": (1, 0, 1, 1, 0, 1, 24, 1),
    "aapl_hourly_log_volume": (1, 0, 1, 0, 1, 1, 7, 0),
}


def twelve(data: Path) -> dict[str, np.ndarray]:
    def column(file: str, symbol: str, name: str, last: int) -> np.ndarray:
        frame = pd.read_parquet(data / file)
        values = frame.loc[frame["symbol"] == symbol, name].to_numpy(dtype=float)
        return np.log(values[values > 0][-last:])

    indices, crypto, forex, hours = (
        "stocks/indices_daily_to_2022.parquet", "crypto/crypto_hourly_2018_2024.parquet",
        "forex/forex_hourly_2007_2022.parquet", "stocks/aapl_spy_hourly_raw_1998_2021.parquet")
    whole = column(indices, "GSPC", "close", 10_000)
    return {
        "gspc_log_close": whole[-1000:],
        "gspc_21_day_log_close": whole[::-1][::21][::-1],
        "vix_log_close": column(indices, "VIX", "close", 1000),
        "aapl_log_close": column(STOCKS, "AAPL", "adj_close", 750),
        "aapl_log_volume": column(STOCKS, "AAPL", "volume", 750),
        "aapl_log_range": column(STOCKS, "AAPL", "high", 750) - column(STOCKS, "AAPL", "low", 750),
        "xom_log_close": column(STOCKS, "XOM", "adj_close", 500),
        "eurusd_hourly_log_close": column(forex, "EURUSD", "close", 1000),
        "usdjpy_hourly_log_close": column(forex, "USDJPY", "close", 1000),
        "btc_hourly_log_close": column(crypto, "BTC-USDT", "close", 1000),
        "btc_hourly_log_volume": column(crypto, "BTC-USDT", "volume", 480),
        "aapl_hourly_log_volume": column(hours, "AAPL", "volume", 490),
    }


def daily(data: Path, count: int = 500, points: int = 500) -> dict[str, np.ndarray]:
    frame = pd.read_parquet(data / STOCKS, columns=["symbol", "date", "adj_close"])
    each = {name: group["adj_close"].to_numpy(dtype=float) for name, group in frame.groupby("symbol", sort=True)}
    return dict([(name, values[-points:]) for name, values in each.items() if len(values) >= points][:count])


def ten_years(data: Path, symbols: int = 100) -> pd.DataFrame:
    frame = pd.read_parquet(data / STOCKS)
    days = pd.to_datetime(frame["date"])
    frame = frame[(days >= "2013-01-01") & (days <= "2022-12-31")]
    rows = frame.groupby("symbol").size()
    names = sorted(rows.index[rows == frame["date"].nunique()])[:symbols]
    return frame[frame["symbol"].isin(names)].sort_values(["symbol", "date"], kind="stable")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("job", choices=["arima", "daily", "bars"])
    parser.add_argument("data", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, help="so many series or symbols only")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    if options.job == "bars":
        ten_years(options.data, options.count or 100).to_parquet(
            options.folder / "bars.parquet", index=False, compression="zstd")
        return
    found = twelve(options.data) if options.job == "arima" else daily(options.data, options.count or 500)
    series.write(options.folder / "series.csv", found)
    if options.job == "arima":
        orders = pd.DataFrame(
            [(name, *ORDERS[name]) for name in found],
            columns=["name", "p", "d", "q", "P", "D", "Q", "season", "constant"])
        orders.to_csv(options.folder / "orders.csv", index=False)


if __name__ == "__main__":
    main()
