# Requirements: those of requirements.txt beside this file.
# Usage: python3 boost_peer.py make TABLE.parquet [--rows N] [--columns N]
#        python3 boost_peer.py train lightgbm|xgboost TABLE [--parameters "name=value …"] [--rounds N] [--threads N]
#                              [--repetitions N] [--model FILE] [--calls N]
"""LightGBM and XGBoost trained and asked from Python; one JSON line of figures.

TABLE is Parquet or CSV: every column is a feature but the one called target, in float64. Reading it into numpy is not timed.
make writes such a table from a fixed seed: normal features f0, f1, …, and a target of them with one part in a hundred explained.

"seconds" is from numpy to a trained model, the median of the repetitions: "dataset_seconds" of it make the library's own table
(bins, for LightGBM; a quantile matrix where XGBoost's method is hist), "training_seconds" the rounds. "latency_microseconds" is
the median of one row's prediction, with the 99th percentile beside it, by each way there is: "predict" is Booster.predict as
trained, with the threads given (of a DMatrix made for the row, with XGBoost); "predict_loaded" that of the model read from its file
into a fresh Booster, which takes as many threads as it likes; "inplace_predict" is XGBoost's without a DMatrix. The row asked
differs from call to call. "mean_square" is the model's error on the table, to compare with Martlet's.
"""
import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

STANDARD = {
    "lightgbm": "objective=regression deterministic=true force_col_wise=true verbosity=-1 max_bin=63 num_leaves=8"
                " learning_rate=0.03 feature_fraction=0.5 bagging_fraction=0.7 bagging_freq=1"
                " min_data_in_leaf=1000 lambda_l2=200 seed=0",
    "xgboost": "objective=reg:squarederror tree_method=hist max_bin=64 max_leaves=8 grow_policy=lossguide max_depth=0 eta=0.03"
               " colsample_bytree=0.5 subsample=0.7 min_child_weight=1000 lambda=200 seed=0",
}


def make(path: str, rows: int, columns: int) -> None:
    rng = np.random.default_rng(20_16)
    features = rng.normal(size=(rows, columns))
    signal = features[:, 0] + features[:, 1] * features[:, 2] + np.abs(features[:, 3])
    target = 0.1 * (signal - signal.mean()) / signal.std() + rng.normal(size=rows)
    frame = pd.DataFrame(features, columns=[f"f{number}" for number in range(columns)])
    frame["target"] = target
    frame.to_parquet(path, index=False)


def read(path: str) -> tuple[np.ndarray, np.ndarray]:
    frame = pd.read_csv(path, float_precision="round_trip") if Path(path).suffix == ".csv" else pd.read_parquet(path)
    return np.ascontiguousarray(frame.drop(columns="target").to_numpy(dtype=float)), frame["target"].to_numpy(dtype=float)


def value(text: str) -> bool | int | float | str:
    """A parameter's value as Python's libraries want it."""
    if text in ("true", "false"):
        return text == "true"
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            pass
    return text


class Lightgbm:
    def __init__(self, parameters: dict, threads: int) -> None:
        import lightgbm
        self.library, self.parameters = lightgbm, parameters | {"num_threads": threads}

    def dataset(self, features: np.ndarray, target: np.ndarray) -> object:
        return self.library.Dataset(features, target, params=self.parameters).construct()

    def train(self, dataset: object, rounds: int) -> object:
        return self.library.train(self.parameters, dataset, num_boost_round=rounds)

    def predict(self, booster, features: np.ndarray) -> np.ndarray:
        return booster.predict(features)

    def ways(self, booster, path: str) -> dict[str, Callable]:
        return {"predict": booster.predict, "predict_loaded": self.library.Booster(model_file=path).predict}


class Xgboost:
    def __init__(self, parameters: dict, threads: int) -> None:
        import xgboost
        self.library, self.parameters = xgboost, parameters | {"nthread": threads}

    def dataset(self, features: np.ndarray, target: np.ndarray) -> object:
        threads = self.parameters["nthread"]
        if self.parameters.get("tree_method", "hist") == "hist":
            return self.library.QuantileDMatrix(
                features, target, nthread=threads, max_bin=self.parameters.get("max_bin", 256))
        return self.library.DMatrix(features, target, nthread=threads)

    def train(self, dataset: object, rounds: int) -> object:
        return self.library.train(self.parameters, dataset, num_boost_round=rounds)

    def predict(self, booster, features: np.ndarray) -> np.ndarray:
        return booster.inplace_predict(features)

    def ways(self, booster, path: str) -> dict[str, Callable]:
        loaded = self.library.Booster(model_file=path)
        return {
            "predict": lambda row: booster.predict(self.library.DMatrix(row, nthread=1)),
            "predict_loaded": lambda row: loaded.predict(self.library.DMatrix(row)),
            "inplace_predict": booster.inplace_predict}


def latency(ask: Callable, features: np.ndarray, calls: int) -> list[float]:
    """The median and the 99th percentile of a single row's prediction in microseconds; the first hundred do not count."""
    taken = []
    for call in range(calls + 100):
        row = features[call * 7919 % len(features)].reshape(1, -1)
        started = time.perf_counter_ns()
        ask(row)
        taken.append((time.perf_counter_ns() - started) / 1000)
    return [float(np.percentile(taken[100:], share)) for share in (50, 99)]


def train(options: argparse.Namespace) -> dict:
    parameters = {name: value(text) for name, text in (
        each.split("=", 1) for each in (options.parameters or STANDARD[options.library]).split())}
    kind = (Lightgbm if options.library == "lightgbm" else Xgboost)(parameters, options.threads)
    features, target = read(options.table)
    made, trained = [], []
    for _ in range(options.repetitions):
        started = time.perf_counter()
        dataset = kind.dataset(features, target)
        between = time.perf_counter()
        booster = kind.train(dataset, options.rounds)
        trained.append(time.perf_counter() - between)
        made.append(between - started)
    with tempfile.TemporaryDirectory(prefix="martlet-boost-") as folder:
        path = options.model or f"{folder}/model.json"
        booster.save_model(path)
        ways = {name: latency(ask, features, options.calls) for name, ask in kind.ways(booster, path).items()}
    return {
        "tool": options.library, "version": kind.library.__version__, "rows": len(features), "features": features.shape[1],
        "rounds": options.rounds, "threads": options.threads,
        "seconds": statistics.median(map(sum, zip(made, trained))), "dataset_seconds": statistics.median(made),
        "training_seconds": statistics.median(trained),
        "latency_microseconds": {name: found[0] for name, found in ways.items()},
        "latency_microseconds_99": {name: found[1] for name, found in ways.items()},
        "mean_square": float(np.mean((kind.predict(booster, features) - target) ** 2)),
        "first_predictions": [float(found) for found in kind.predict(booster, features[:3])]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    jobs = parser.add_subparsers(dest="job", required=True)
    making = jobs.add_parser("make")
    making.add_argument("table")
    making.add_argument("--rows", type=int, default=100_000)
    making.add_argument("--columns", type=int, default=158)
    training = jobs.add_parser("train")
    training.add_argument("library", choices=STANDARD)
    training.add_argument("table")
    training.add_argument("--parameters", help="name=value name=value …, as Martlet hands them to the library")
    training.add_argument("--rounds", type=int, default=120)
    training.add_argument("--threads", type=int, default=1)
    training.add_argument("--repetitions", type=int, default=3)
    training.add_argument("--calls", type=int, default=2000)
    training.add_argument("--model", help="where the last model is saved")
    options = parser.parse_args()
    if options.job == "make":
        make(options.table, options.rows, options.columns)
    else:
        print(json.dumps(train(options)))


if __name__ == "__main__":
    main()
