"""Writes trees.json: what LightGBM's own Python package learns from the same rows with the same parameters.

requirements: lightgbm==4.7.0 numpy==2.4.6
run: python3 trees.py   (writes trees.json and trees.json.sha256 beside this file)
"""

import hashlib
import json
import pathlib

import lightgbm
import numpy as np

rng = np.random.default_rng(11)
ROWS, COLUMNS, HORIZON = 420, 4, 5
features = np.round(rng.standard_normal((ROWS, COLUMNS)), 4)
features[rng.random((ROWS, COLUMNS)) < 0.05] = np.nan
volatility = 0.25
targets = np.round(np.nan_to_num(features[:, 0]) * 0.2 + rng.standard_normal(ROWS) * 0.5, 6)
known = ROWS - HORIZON  # the last targets are not there yet

common = {
    "objective": "regression", "deterministic": True, "force_col_wise": True, "verbosity": -1, "max_bin": 63,
    "bagging_freq": 1, "seed": 5,
}
own = {
    "lightgbm": {
        "boosting": "gbdt", "min_data_in_leaf": 20, "lambda_l2": 4.0 * HORIZON, "num_leaves": 6,
        "bagging_fraction": 0.7, "feature_fraction": 0.5, "learning_rate": 0.1,
    },
    "random-forest": {
        "boosting": "rf", "min_data_in_leaf": 20, "lambda_l2": 4.0 * HORIZON, "num_leaves": 6,
        "bagging_fraction": 0.632, "feature_fraction_bynode": 0.5,
    },
}
scale = volatility * np.sqrt(HORIZON)
predictions = {}
for kind, parameters in own.items():
    data = lightgbm.Dataset(features[:known], targets[:known] / scale, params=common)
    booster = lightgbm.train({**common, **parameters}, data, num_boost_round=40)
    predictions[kind] = [float(value) for value in booster.predict(features) * scale]

golden = {
    "versions": {"lightgbm": lightgbm.__version__, "numpy": np.__version__}, "columns": COLUMNS, "horizon": HORIZON,
    "volatility": volatility, "features": [None if np.isnan(v) else float(v) for v in features.ravel()],
    "targets": [float(v) for v in targets], "lightgbm": predictions["lightgbm"],
    "randomForest": predictions["random-forest"],
}
place = pathlib.Path(__file__).with_name("trees.json")
place.write_text(json.dumps(golden) + "\n")
digest = hashlib.sha256(place.read_bytes()).hexdigest()
place.with_suffix(".json.sha256").write_text(f"{digest}  {place.name}\n")
