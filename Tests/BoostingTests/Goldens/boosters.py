"""Writes boosters.json: what LightGBM's and XGBoost's own Python packages learn from the same rows with the same parameters.

requirements: lightgbm==4.7.0 xgboost-cpu==3.2.0 shap==0.51.0 numpy==2.4.6
run: python3 boosters.py   (writes boosters.json and boosters.json.sha256 beside this file)
"""

import base64
import hashlib
import json
import pathlib

import lightgbm
import numpy as np
import shap
import xgboost

rng = np.random.default_rng(23)
ROWS, TRAIN, COLUMNS, EXPLAINED = 300, 200, 4, 12
NAMES = ["momentum", "spread", "range", "sector"]
features = np.round(rng.standard_normal((ROWS, COLUMNS)), 4)
features[:, 3] = rng.integers(0, 6, ROWS)
features[:, :3][rng.random((ROWS, 3)) < 0.05] = np.nan
signal = np.nan_to_num(features[:, 0]) * 0.6 - np.nan_to_num(features[:, 1]) * (features[:, 3] == 2)
labels = np.round(signal + rng.standard_normal(ROWS) * 0.5, 6)
weights = np.round(0.5 + rng.random(ROWS), 4)
up = (labels > 0).astype(float)

# name: (objective of LightGBM, of XGBoost, metrics, labels, weighted, categorical)
CASES = {
    "mean": ({"objective": "regression"}, {"objective": "reg:squarederror"}, ("rmse", "rmse"), labels),
    "quantile": (
        {"objective": "quantile", "alpha": 0.1}, {"objective": "reg:quantileerror", "quantile_alpha": 0.1},
        ("quantile", "quantile"), labels),
    "binary": ({"objective": "binary"}, {"objective": "binary:logistic"}, ("binary_logloss", "logloss"), up),
    "huber": (
        {"objective": "huber", "alpha": 0.8}, {"objective": "reg:pseudohubererror", "huber_slope": 0.8},
        ("l1", "mae"), labels),
}


def numbers(values) -> list:
    return [None if np.isnan(value) else float(value) for value in np.asarray(values, dtype=float).ravel()]


def by_lightgbm(parameters: dict, metric: str, target, own: dict, weight=None, categorical="auto") -> dict:
    parameters = {
        "deterministic": True, "force_col_wise": True, "verbosity": -1, "num_threads": 1, "seed": 5, "num_leaves": 6,
        "min_data_in_leaf": 10, "bagging_freq": 1, "bagging_fraction": 0.8, "metric": metric, **parameters, **own,
    }
    common = {"feature_name": NAMES, "categorical_feature": categorical}
    data = lightgbm.Dataset(
        features[:TRAIN], target[:TRAIN], weight=None if weight is None else weight[:TRAIN], params=parameters, **common)
    validation = lightgbm.Dataset(features[TRAIN:], target[TRAIN:], reference=data, params=parameters, **common)
    scores: dict = {}
    booster = lightgbm.train(
        parameters, data, num_boost_round=8, valid_sets=[validation], valid_names=["validation"],
        callbacks=[lightgbm.record_evaluation(scores)], keep_training_booster=True)
    return {
        "text": booster.model_to_string(num_iteration=-1).split("\nparameters:")[0],
        "scores": numbers(scores["validation"][metric]),
        "predictions": numbers(booster.predict(features[::6])),
        "contributions": numbers(booster.predict(features[:EXPLAINED], pred_contrib=True)),
        "gain": numbers(booster.feature_importance("gain")), "splits": numbers(booster.feature_importance("split")),
    }, booster


def by_xgboost(parameters: dict, metric: str, target, own: dict, rounds=8, weight=None) -> dict:
    parameters = {
        "tree_method": "hist", "seed": 5, "seed_per_iteration": True, "nthread": 1, "max_depth": 3, "eta": 0.3,
        "subsample": 0.8, "eval_metric": metric, **parameters, **own,
    }
    data = xgboost.DMatrix(
        features[:TRAIN], target[:TRAIN], weight=None if weight is None else weight[:TRAIN], feature_names=NAMES)
    validation = xgboost.DMatrix(features[TRAIN:], target[TRAIN:], feature_names=NAMES)
    scores: dict = {}
    booster = xgboost.train(
        parameters, data, rounds, evals=[(validation, "validation")], evals_result=scores, verbose_eval=False)
    some = xgboost.DMatrix(features[::6], feature_names=NAMES)
    explained = xgboost.DMatrix(features[:EXPLAINED], feature_names=NAMES)
    gain, splits = (booster.get_score(importance_type=kind) for kind in ("total_gain", "weight"))
    return {
        "scores": numbers(scores["validation"][metric]), "predictions": numbers(booster.predict(some)),
        "contributions": numbers(booster.predict(explained, pred_contribs=True)),
        "gain": [float(gain.get(name, 0)) for name in NAMES], "splits": [float(splits.get(name, 0)) for name in NAMES],
    }, booster


golden = {
    "versions": {tool.__name__: tool.__version__ for tool in (lightgbm, xgboost, shap, np)},
    "names": NAMES, "trainingRows": TRAIN, "explainedRows": EXPLAINED, "features": numbers(features),
    "labels": numbers(labels), "weights": numbers(weights), "lightgbm": {}, "xgboost": {},
}
for name, (light, extreme, metrics, target) in CASES.items():
    golden["lightgbm"][name], light_booster = by_lightgbm(light, metrics[0], target, {})
    golden["xgboost"][name], extreme_booster = by_xgboost(extreme, metrics[1], target, {})
    if name == "mean":
        golden["shap"] = {
            "lightgbm": numbers(shap.TreeExplainer(light_booster).shap_values(features[:EXPLAINED])),
            "xgboost": numbers(shap.TreeExplainer(extreme_booster).shap_values(features[:EXPLAINED])),
        }
        golden["xgboostModel"] = base64.b64encode(bytes(extreme_booster.save_raw("ubj"))).decode()
light, extreme, metrics, target = CASES["mean"]
golden["lightgbm"]["weighted"], _ = by_lightgbm(light, metrics[0], target, {}, weight=weights)
golden["xgboost"]["weighted"], _ = by_xgboost(extreme, metrics[1], target, {}, weight=weights)
golden["lightgbm"]["categorical"], _ = by_lightgbm(
    light, metrics[0], target, {"min_data_per_group": 10, "cat_smooth": 2, "max_cat_to_onehot": 2}, categorical=[3])
golden["lightgbm"]["forest"], _ = by_lightgbm(
    light, metrics[0], target, {"boosting": "rf", "feature_fraction_bynode": 0.5})
golden["xgboost"]["forest"], _ = by_xgboost(
    extreme, metrics[1], target, {"num_parallel_tree": 10, "eta": 1, "colsample_bynode": 0.5}, rounds=1)

place = pathlib.Path(__file__).with_name("boosters.json")
place.write_text(json.dumps(golden) + "\n")
digest = hashlib.sha256(place.read_bytes()).hexdigest()
place.with_suffix(".json.sha256").write_text(f"{digest}  {place.name}\n")
