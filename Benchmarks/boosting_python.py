# Requirements: lightgbm, xgboost-cpu, numpy, in the versions of Scripts/wheels.txt.
# Usage: python3 boosting_python.py lightgbm|xgboost [--rows N] [--threads N] [--rounds N]
"""Training trees and asking them for one row, by LightGBM's and XGBoost's own Python packages; one JSON line.

The data is that of Martlet's side: numbers of SplitMix64, so that no file is needed. A training makes the library's dataset
and fits the rounds; asking is `Booster.predict` of one row as a caller has it, an array (XGBoost: in a DMatrix, and beside
it `inplace_predict`, which needs none).
"""
import argparse
import hashlib
import json
import statistics
import time

import numpy as np

COLUMNS = 30


def uniform(count: int) -> np.ndarray:
    """Numbers in [0, 1): SplitMix64 from seed 1, its top 24 bits, which 32-bit numbers hold too."""
    word = (np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)) + np.uint64(1)
    word = (word ^ (word >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    word = (word ^ (word >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    word ^= word >> np.uint64(31)
    return (word >> np.uint64(40)).astype(np.float64) / 2.0**24


def data(rows: int) -> tuple[np.ndarray, np.ndarray]:
    numbers = uniform(rows * (COLUMNS + 1)).reshape(rows, COLUMNS + 1)
    features = numbers[:, :COLUMNS].copy()
    labels = features[:, 0] + features[:, 1] * features[:, 2] + numbers[:, COLUMNS]
    return features, labels


def median_microseconds(ask, times: int) -> float:
    taken = []
    for index in range(times):
        start = time.perf_counter_ns()
        ask(index)
        taken.append(time.perf_counter_ns() - start)
    return statistics.median(taken) / 1000


def by_lightgbm(features, labels, options) -> dict:
    import lightgbm

    parameters = {
        "objective": "regression", "deterministic": True, "force_col_wise": True, "verbosity": -1, "seed": 1,
        "num_leaves": 31, "learning_rate": 0.05, "num_threads": options.threads,
    }
    start = time.perf_counter()
    booster = lightgbm.train(parameters, lightgbm.Dataset(features, labels), options.rounds)
    seconds = time.perf_counter() - start
    text = booster.model_to_string().split("\nparameters:")[0]
    row = [features[index:index + 1] for index in range(100)]
    single = median_microseconds(lambda index: booster.predict(row[index % 100], num_threads=1), 3000)
    explain = median_microseconds(lambda index: booster.predict(row[index % 100], pred_contrib=True, num_threads=1), 500)
    start = time.perf_counter()
    predictions = booster.predict(features, num_threads=options.threads)
    return {
        "version": lightgbm.__version__, "seconds": seconds, "single_microseconds": single,
        "contributions_microseconds": explain, "all_rows_seconds": time.perf_counter() - start,
        "sum": float(predictions.sum()), "model": hashlib.sha256(text.encode()).hexdigest()[:12],
    }


def by_xgboost(features, labels, options) -> dict:
    import xgboost

    parameters = {
        "objective": "reg:squarederror", "tree_method": "hist", "seed": 1, "seed_per_iteration": True, "max_depth": 5,
        "eta": 0.05, "nthread": options.threads, "verbosity": 0,
    }
    start = time.perf_counter()
    booster = xgboost.train(parameters, xgboost.DMatrix(features, labels, nthread=options.threads), options.rounds)
    seconds = time.perf_counter() - start
    booster.set_param({"nthread": 1})
    row = [features[index:index + 1] for index in range(100)]
    single = median_microseconds(lambda index: booster.predict(xgboost.DMatrix(row[index % 100], nthread=1)), 3000)
    in_place = median_microseconds(lambda index: booster.inplace_predict(row[index % 100]), 3000)
    explain = median_microseconds(
        lambda index: booster.predict(xgboost.DMatrix(row[index % 100], nthread=1), pred_contribs=True), 300)
    booster.set_param({"nthread": options.threads})
    start = time.perf_counter()
    predictions = booster.inplace_predict(features)
    return {
        "version": xgboost.__version__, "seconds": seconds, "single_microseconds": single,
        "single_in_place_microseconds": in_place, "contributions_microseconds": explain,
        "all_rows_seconds": time.perf_counter() - start, "sum": float(predictions.astype(float).sum()),
        "model": hashlib.sha256(booster.save_raw("ubj")).hexdigest()[:12],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("library", choices=["lightgbm", "xgboost"])
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=200)
    options = parser.parse_args()
    features, labels = data(options.rows)
    measure = by_lightgbm if options.library == "lightgbm" else by_xgboost
    result = measure(features, labels, options)
    print(json.dumps({"tool": options.library, "rows": options.rows, "rounds": options.rounds, **result}))


if __name__ == "__main__":
    main()
