"""Writes conformal.json: split conformal intervals about a mean by MAPIE, with signed residuals on either side.

requirements: numpy==2.4.6 scikit-learn==1.9.1 mapie==1.6.0
run: python3 conformal.py   (writes conformal.json and conformal.json.sha256 beside this file)

Of 251 returns the first 199 that follow a row give the mean, and the last 50 the residuals. Ends are given less the mean and less
the residuals' median, which the platform leaves to its model.
"""

import hashlib
import json
import pathlib

import mapie
import numpy as np
import sklearn
from mapie.conformity_scores import AbsoluteConformityScore
from mapie.regression import SplitConformalRegressor
from sklearn.dummy import DummyRegressor

rng = np.random.default_rng(41)
returns = 0.01 * rng.standard_t(5, 251) + 0.0005
targets = returns[1:]
x = np.zeros((len(targets), 1))
model = DummyRegressor().fit(x[:199], targets[:199])
residuals = targets[200:] - model.predict(x[200:])
intervals = []
for confidence in (0.5, 0.8, 0.9):
    judge = SplitConformalRegressor(
        model, confidence_level=confidence, conformity_score=AbsoluteConformityScore(sym=False), prefit=True)
    judge.conformalize(x[200:], targets[200:])
    low, high = judge.predict_interval(x[:1])[1][0, :, 0] - model.predict(x[:1])[0] - np.median(residuals)
    intervals.append({"confidence": confidence, "low": float(low), "high": float(high)})
golden = {
    "versions": {"numpy": np.__version__, "scikit-learn": sklearn.__version__, "mapie": mapie.__version__},
    "returns": [float(value) for value in returns], "intervals": intervals,
}
place = pathlib.Path(__file__).with_name("conformal.json")
place.write_text(json.dumps(golden) + "\n")
digest = hashlib.sha256(place.read_bytes()).hexdigest()
place.with_suffix(".json.sha256").write_text(f"{digest}  {place.name}\n")
