"""Writes kernels.json: reference values for Kernels from numpy, SciPy, statsmodels and scikit-learn.

requirements: numpy==2.4.6 scipy==1.17.1 statsmodels==0.15.0 scikit-learn==1.9.1
run: python3 kernels.py   (writes kernels.json and kernels.json.sha256 beside this file)
"""

import hashlib
import json
import pathlib

import numpy as np
import scipy
import scipy.linalg
import sklearn
import statsmodels
from scipy import stats
from sklearn.linear_model import Ridge
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.sandwich_covariance import S_hac_simple

rng = np.random.default_rng(7)


def floats(values):
    return [float(value) for value in np.ravel(values)]


def quantiles():
    sample = rng.standard_t(3, 257)
    levels = [0.0, 0.01, 0.1, 0.5, 0.9, 0.99, 1.0]
    return {"sample": floats(sample), "levels": levels, "quantiles": floats(np.quantile(sample, levels))}


def normal():
    x = np.concatenate([np.linspace(-37, 8, 91), [-0.1, 1e-9]])
    p = np.array([1e-300, 1e-20, 1e-6, 0.01, 0.02425, 0.05, 0.3, 0.5, 0.7, 0.95, 0.97575, 0.999, 1 - 1e-12])
    return {"x": floats(x), "cdf": floats(stats.norm.cdf(x)), "p": floats(p), "ppf": floats(stats.norm.ppf(p))}


def student():
    t, freedom = np.meshgrid([-40.0, -5, -2, -0.5, -1e-4, 0, 0.3, 1, 2.5, 8], [1.0, 2, 3.5, 10, 49, 499, 1e6])
    return {"t": floats(t), "freedom": floats(freedom), "cdf": floats(stats.t.cdf(t, freedom))}


def wilson():
    cases = [(0, 10), (10, 10), (53, 100), (1, 3), (260, 499), (5000, 10001)]
    rows = []
    for hits, trials in cases:
        low, high = proportion_confint(hits, trials, alpha=0.05, method="wilson")
        rows.append([float(hits), float(trials), float(low), float(high)])
    return rows


def long_run_variance():
    noise = rng.standard_normal(320)
    values = np.convolve(noise, np.ones(5), "valid") + 0.3
    centred = values - values.mean()
    bartlett = [float(np.squeeze(S_hac_simple(centred, nlags=lag))) / len(values) for lag in (0, 1, 4, 20)]

    def autocovariance(lag):
        return float(centred[lag:] @ centred[: len(values) - lag]) / len(values)

    rectangular = [autocovariance(0) + 2 * sum(autocovariance(k) for k in range(1, lag + 1)) for lag in (0, 1, 4, 20)]
    return {"values": floats(values), "lags": [0, 1, 4, 20], "bartlett": bartlett, "rectangular": rectangular}


def ridge():
    rows, columns = 300, 6
    features = rng.standard_normal((rows, columns)) @ rng.standard_normal((columns, columns)) * 3 + 10
    features[:, 5] = 2.5  # constant: its weight is 0
    features[rng.random((rows, columns)) < 0.03] = np.nan
    targets = np.nan_to_num(features[:, 0] - 10) * 0.2 + rng.standard_normal(rows)
    means = np.nanmean(features, 0)
    deviations = np.nanstd(features, 0)
    deviations[5] = 0
    scaled = np.where(np.isnan(features), 0, (features - means) / np.where(deviations > 0, deviations, 1))
    scaled = np.clip(scaled, -2, 2)
    model = Ridge(alpha=40.0, solver="svd").fit(scaled, targets)
    return {
        "features": [None if np.isnan(v) else float(v) for v in features.ravel()], "columns": columns,
        "targets": floats(targets), "penalty": 40.0, "clip": 2.0, "weights": floats(model.coef_),
        "intercept": float(model.intercept_), "predictions": floats(model.predict(scaled)),
    }


def cholesky():
    root = rng.standard_normal((5, 5))
    matrix = root @ root.T + np.eye(5) * 0.1
    right = rng.standard_normal(5)
    solution = scipy.linalg.solve(matrix, right, assume_a="pos")
    return {"matrix": floats(matrix), "right": floats(right), "solution": floats(solution)}


golden = {
    "versions": {"numpy": np.__version__, "scipy": scipy.__version__, "statsmodels": statsmodels.__version__,
                 "scikit-learn": sklearn.__version__},
    "quantiles": quantiles(), "normal": normal(), "student": student(), "wilson": wilson(),
    "longRunVariance": long_run_variance(), "ridge": ridge(), "cholesky": cholesky(),
}
place = pathlib.Path(__file__).with_name("kernels.json")
text = json.dumps(golden)
place.write_text(text + "\n")
digest = hashlib.sha256(place.read_bytes()).hexdigest()
place.with_suffix(".json.sha256").write_text(f"{digest}  {place.name}\n")
