# Requirements: those of requirements.txt beside this file.
# Usage: python3 walkforward_peer.py FEATURES.parquet BARS.parquet [--folds N] [--horizon H] [--threads N] [--no-calibration]
"""pandas and LightGBM walking forward over the same bars, features, folds and parameters as Martlet; one JSON line of figures.

FEATURES.parquet  what `martlet features get --format parquet` wrote: symbol, time, the features
BARS.parquet      symbol, date, adj_close, as Martlet ingested it

Features are read, ready made: Martlet, which computes them from the bars within its time, is given the harder part. All else is
done here as Martlet does it: the target is the log return over the next bars in units of σ√h, cut off at ±8, where σ is the
exponentially weighted volatility (decay 0.94, from the mean of the first 21 squared returns on); rows with a missing feature are
left out; folds expand, with the horizon purged and an embargo before each; LightGBM has the parameters of Martlet's kind
lightgbm; and each fold fits twice, once before the last fifth of its training rows, whose residuals make the forecast's
distribution (--no-calibration leaves that out).

"seconds" is from reading to scores and "peak_megabytes" the most memory the process had; "import_seconds" (pandas, LightGBM) are not
in the seconds. "ic" is the correlation of forecast and return over all rows forecast, "daily_ic" and "daily_rank_ic" the means
of each day's across symbols, "icir" the mean over the deviation, "r_squared" one less the squared errors over those of a forecast
of 0; "coverage_90" how many returns fell within the 5 % and 95 % quantiles.
"""
import argparse
import json
import math
import resource
import time
from dataclasses import dataclass

STARTED = time.perf_counter()

import lightgbm  # noqa: E402
import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402

IMPORTED = time.perf_counter()
DECAY, SEED_BARS, LIMIT, TAIL = 0.94, 21, 8.0, 0.2
ROUNDS, LEAF_SHARE, PRIOR_ROWS = 120, 0.02, 200


@dataclass
class Table:
    """Rows sorted by time, then symbol."""
    features: np.ndarray
    target: np.ndarray
    scale: np.ndarray
    day: np.ndarray
    known: np.ndarray
    symbol: np.ndarray
    starts: np.ndarray

    def rows(self, end: int, known_before: int) -> np.ndarray | slice:
        """The rows before one day whose target is known before another; a slice where that is all of them."""
        last = self.starts[end]
        chosen = np.flatnonzero(self.known[:last] < known_before)
        return slice(0, last) if len(chosen) == last else chosen


def volatility(returns: pd.Series) -> pd.Series:
    """σ of one bar's log return; the first return of a symbol is missing."""
    squares = returns ** 2
    seeded = squares.iloc[SEED_BARS:].copy()
    if len(seeded):
        seeded.iloc[0] = squares.iloc[1:SEED_BARS + 1].mean()
    return np.sqrt(seeded.ewm(alpha=1 - DECAY, adjust=False).mean()).reindex(returns.index)


def load(features: str, bars: str, horizon: int, zone: str) -> Table:
    frame = pd.read_parquet(features)
    names = [name for name in frame.columns if frame[name].dtype.kind == "f"]
    frame["symbol"] = frame["symbol"].astype(str)
    frame["date"] = frame["time"].dt.tz_convert(zone).dt.tz_localize(None).dt.normalize()
    prices = pd.read_parquet(bars, columns=["symbol", "date", "adj_close"])
    prices["date"] = pd.to_datetime(prices["date"])
    prices = prices.sort_values(["symbol", "date"], kind="stable")
    logarithm = np.log(prices["adj_close"])
    each = logarithm.groupby(prices["symbol"])
    prices["sigma"] = each.diff().groupby(prices["symbol"], group_keys=False).apply(volatility)
    prices["target"] = each.shift(-horizon) - logarithm
    prices["known"] = prices.groupby("symbol")["date"].shift(-horizon)
    frame = frame.merge(prices.drop(columns="adj_close"), on=["symbol", "date"], how="inner")
    frame = frame[np.isfinite(frame[names].to_numpy()).all(axis=1) & (frame["sigma"] > 0)]
    frame = frame.sort_values(["date", "symbol"], kind="stable")
    days, day = np.unique(frame["date"].to_numpy(), return_inverse=True)
    known = np.searchsorted(days, frame["known"].to_numpy())
    known[frame["target"].isna().to_numpy()] = len(days) + 1
    return Table(
        features=frame[names].to_numpy(dtype=float), target=frame["target"].to_numpy(),
        scale=frame["sigma"].to_numpy() * math.sqrt(horizon), day=day, known=known, symbol=frame["symbol"].to_numpy(),
        starts=np.searchsorted(day, np.arange(len(days) + 1)))


def fit(table: Table, rows: np.ndarray | slice, options: argparse.Namespace) -> lightgbm.Booster:
    features, target = table.features[rows], table.target[rows] / table.scale[rows]
    parameters = {
        "objective": "regression", "boosting": "gbdt", "deterministic": True, "force_col_wise": True, "verbosity": -1,
        "max_bin": 63, "num_leaves": 8, "learning_rate": 0.03, "feature_fraction": 0.5, "bagging_fraction": 0.7,
        "bagging_freq": 1, "min_data_in_leaf": max(20, int(LEAF_SHARE * len(target))),
        "lambda_l2": PRIOR_ROWS * options.horizon, "seed": options.seed, "num_threads": options.threads}
    return lightgbm.train(parameters, lightgbm.Dataset(features, np.clip(target, -LIMIT, LIMIT)), num_boost_round=ROUNDS)


def quantiles(table: Table, end: int, known_before: int, options: argparse.Namespace) -> np.ndarray:
    """The 5 % and 95 % quantiles of the standardised residuals on the tail of the training rows."""
    cut = end - math.ceil(TAIL * end)
    booster = fit(table, table.rows(cut - options.horizon, cut), options)
    tail = np.arange(table.starts[cut], table.starts[end])
    tail = tail[table.known[tail] < known_before]
    units = table.target[tail] / table.scale[tail]
    return np.quantile(units - booster.predict(table.features[tail], num_threads=options.threads), [0.05, 0.95])


def scores(table: Table, rows: np.ndarray, forecast: np.ndarray) -> dict:
    actual = table.target[rows]
    wide = pd.DataFrame(
        {"day": table.day[rows], "symbol": table.symbol[rows], "forecast": forecast, "actual": actual}
    ).pivot(index="day", columns="symbol")
    daily = wide["forecast"].corrwith(wide["actual"], axis=1)
    ranks = wide["forecast"].rank(axis=1).corrwith(wide["actual"].rank(axis=1), axis=1)
    return {
        "ic": float(np.corrcoef(forecast, actual)[0, 1]), "daily_ic": float(daily.mean()),
        "icir": float(daily.mean() / daily.std()), "daily_rank_ic": float(ranks.mean()),
        "r_squared": float(1 - np.sum((actual - forecast) ** 2) / np.sum(actual ** 2))}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("features")
    parser.add_argument("bars")
    parser.add_argument("--folds", type=int, default=10)
    parser.add_argument("--horizon", type=int, default=5)
    parser.add_argument("--initial", type=float, default=0.5, help="share of the days before the first test window")
    parser.add_argument("--embargo", type=int, default=5)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=0, help="of LightGBM, as martlet --seed")
    parser.add_argument("--no-calibration", action="store_true")
    parser.add_argument("--zone", default="America/New_York", help="the exchange's, in which a bar's time has its date")
    parser.add_argument("--forecasts", metavar="FILE", help="where to write symbol, day, forecast and actual as CSV")
    options = parser.parse_args()
    begun, processor = time.perf_counter(), time.process_time()
    table = load(options.features, options.bars, options.horizon, options.zone)
    loaded = time.perf_counter()
    count = len(table.starts) - 1
    first, gap = math.ceil(options.initial * count), options.horizon + options.embargo
    tested, forecasts, inside = [], [], 0
    for fold in range(options.folds):
        start, end = (first + (count - first) * (fold + more) // options.folds for more in (0, 1))
        booster = fit(table, table.rows(start - gap, start), options)
        rows = np.arange(table.starts[start], table.starts[end])
        rows = rows[np.isfinite(table.target[rows])]
        units = booster.predict(table.features[rows], num_threads=options.threads)
        tested.append(rows)
        forecasts.append(units * table.scale[rows])
        if not options.no_calibration:
            low, high = quantiles(table, start - gap, start, options)
            residuals = table.target[rows] / table.scale[rows] - units
            inside += int(np.sum((residuals >= low) & (residuals <= high)))
    fitted = time.perf_counter()
    rows, forecast = np.concatenate(tested), np.concatenate(forecasts)
    found = scores(table, rows, forecast)
    ended, used = time.perf_counter(), time.process_time() - processor
    if options.forecasts:
        columns = {"symbol": table.symbol[rows], "day": table.day[rows], "forecast": forecast, "actual": table.target[rows]}
        pd.DataFrame(columns).to_csv(options.forecasts, index=False)
    print(json.dumps({
        "tool": "pandas and LightGBM", "version": lightgbm.__version__, "pandas": pd.__version__,
        "symbols": len(np.unique(table.symbol)), "rows": len(table.day), "days": count, "features": table.features.shape[1],
        "folds": options.folds, "fits": options.folds * (1 if options.no_calibration else 2), "threads": options.threads,
        "forecasts": len(rows), "seconds": ended - begun, "processor_seconds": used,
        "loading_seconds": loaded - begun, "fitting_seconds": fitted - loaded,
        "scoring_seconds": ended - fitted, "import_seconds": IMPORTED - STARTED,
        "peak_megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, **found,
        **({} if options.no_calibration else {"coverage_90": inside / len(rows)})}))


if __name__ == "__main__":
    main()
