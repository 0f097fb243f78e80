"""Writes walks.json: rows at the edges of trees, as LightGBM's and XGBoost's own Python packages predict them.

Models and rows are random: rows hold thresholds of the models and their neighbours, zeros of both signs, traces of numbers,
infinities (LightGBM only; XGBoost refuses them) and missing values; numbers are written by their bits.

requirements: lightgbm==4.7.0 xgboost-cpu==3.2.0 numpy==2.4.6
run: python3 walks.py   (writes walks.json and walks.json.sha256 beside this file)
"""

import base64
import hashlib
import json
import pathlib

import lightgbm
import numpy as np
import xgboost

COLUMNS, TRAINING, ASKED = 5, 300, 24
SPECIAL = [0.0, -0.0, 1e-36, -1e-36, 9e-36, 1.1e-35, -1.1e-35, 5e-324, 3e38, -3e38, np.nan, np.nan]


def sample(seed: int, missing: float, zeros: float):
    rng = np.random.default_rng(seed)
    features = rng.standard_normal((TRAINING, COLUMNS))
    features[:, 4] = rng.integers(0, 40, TRAINING)
    features[rng.random((TRAINING, COLUMNS)) < zeros] = 0
    features[rng.random((TRAINING, COLUMNS)) < missing] = np.nan
    known = np.nan_to_num(features)
    labels = known[:, 0] + known[:, 1] * known[:, 2] + np.isnan(features[:, 3]) + known[:, 4] % 3
    labels += rng.standard_normal(TRAINING) * 0.1
    return rng, features, labels


def asked(rng, features, thresholds: dict, special: list):
    """Rows of the training data, a third of their features replaced by what is at the edge."""
    rows = features[rng.integers(0, TRAINING, ASKED)].copy()
    for row in rows:
        for column in np.flatnonzero(rng.random(COLUMNS) < 0.6):
            cuts = thresholds.get(column, [])
            if cuts and rng.random() < 0.6:
                cut = cuts[rng.integers(len(cuts))]
                below = np.nextafter(np.float32(np.clip(cut, -1e38, 1e38)), np.float32(-9))
                row[column] = [cut, np.nextafter(cut, -np.inf), np.nextafter(cut, np.inf), below][rng.integers(4)]
            else:
                row[column] = special[rng.integers(len(special))]
    return rows


def bits(values) -> list:
    return [int(word) for word in np.ascontiguousarray(values, dtype=np.float64).ravel().view(np.int64)]


LIGHTGBM = {
    "missing": (0.1, 0.0, {}), "whole": (0.0, 0.1, {}), "zeroAsMissing": (0.1, 0.2, {"zero_as_missing": True}),
    "noMissing": (0.1, 0.1, {"use_missing": False}), "deep": (0.05, 0.1, {"num_leaves": 60, "min_data_in_leaf": 1}),
    "oneLeaf": (0.0, 0.0, {"min_gain_to_split": 1e9}), "two": (0.0, 0.0, {"num_leaves": 2}),
    "categorical": (
        0.1, 0.1, {"max_cat_threshold": 64, "min_data_per_group": 1, "cat_smooth": 1, "max_cat_to_onehot": 1}),
    "forest": (0.1, 0.1, {"boosting": "rf", "bagging_freq": 1, "bagging_fraction": 0.6}),
    "binary": (0.1, 0.1, {"objective": "binary"}), "steep": (0.1, 0.1, {"objective": "binary", "sigmoid": 2.5}),
    "quantile": (0.1, 0.1, {"objective": "quantile", "alpha": 0.7}), "root": (0.1, 0.1, {"reg_sqrt": True}),
}
XGBOOST = {
    "missing": (0.1, 0.0, {}), "whole": (0.0, 0.1, {}), "deep": (0.05, 0.1, {"max_depth": 14, "min_child_weight": 0}),
    "oneLeaf": (0.0, 0.0, {"gamma": 1e9}), "stump": (0.1, 0.1, {"max_depth": 1}),
    "forest": (0.1, 0.1, {"num_parallel_tree": 3, "subsample": 0.6}),
    "leafwise": (0.1, 0.1, {"grow_policy": "lossguide", "max_leaves": 40, "max_depth": 0}),
}


def by_lightgbm(seed: int, missing: float, zeros: float, own: dict) -> dict:
    rng, features, labels = sample(seed, missing, zeros)
    if own.get("objective") == "binary":
        labels = (labels > 1).astype(float)
    parameters = {
        "num_leaves": 6, "min_data_in_leaf": 3, "verbosity": -1, "num_threads": 1, "deterministic": True, "seed": seed,
        **own,
    }
    rounds = 2 if "num_leaves" in own else 9
    categorical = [4] if "max_cat_threshold" in own else []
    data = lightgbm.Dataset(features, labels, params=parameters, categorical_feature=categorical)
    booster = lightgbm.train(parameters, data, rounds)
    thresholds: dict = {}
    table = booster.trees_to_dataframe()
    for name, cut, kind in zip(table.split_feature, table.threshold, table.decision_type):
        if kind == "<=":
            thresholds.setdefault(int(name.removeprefix("Column_")), []).append(float(cut))
    special = SPECIAL + [np.inf, -np.inf, -0.5, 1e10, 31.0, 32.0, 39.0, 1e300]
    rows = asked(rng, features, thresholds, special)
    text = booster.model_to_string().split("\nparameters:")[0]
    return {"model": text, "rows": bits(rows), "predictions": bits(booster.predict(rows, num_threads=1))}


def by_xgboost(seed: int, missing: float, zeros: float, own: dict) -> dict:
    rng, features, labels = sample(seed, missing, zeros)
    parameters = {"max_depth": 3, "eta": 0.4, "nthread": 1, "seed": seed, "tree_method": "hist", **own}
    rounds = 1 if "max_leaves" in own or own.get("max_depth") == 14 else 4
    booster = xgboost.train(parameters, xgboost.DMatrix(features, labels), rounds)
    thresholds: dict = {}
    table = booster.trees_to_dataframe()
    for name, cut in zip(table.Feature, table.Split):
        if name != "Leaf":
            thresholds.setdefault(int(name.removeprefix("f")), []).append(float(cut))
    rows = asked(rng, features, thresholds, SPECIAL)
    model = base64.b64encode(bytes(booster.save_raw("ubj"))).decode()
    return {"model": model, "rows": bits(rows), "predictions": bits(booster.predict(xgboost.DMatrix(rows)))}


golden = {
    "versions": {tool.__name__: tool.__version__ for tool in (lightgbm, xgboost, np)}, "columns": COLUMNS,
    "lightgbm": {name: by_lightgbm(seed, *case) for seed, (name, case) in enumerate(LIGHTGBM.items(), 1)},
    "xgboost": {name: by_xgboost(seed, *case) for seed, (name, case) in enumerate(XGBOOST.items(), 40)},
}
place = pathlib.Path(__file__).with_name("walks.json")
place.write_text(json.dumps(golden) + "\n")
digest = hashlib.sha256(place.read_bytes()).hexdigest()
place.with_suffix(".json.sha256").write_text(f"{digest}  {place.name}\n")
