"""Writes regression.json: reference fits for the regressions of Kernels from numpy, scikit-learn and statsmodels.

requirements: numpy==2.4.6 scipy==1.17.1 statsmodels==0.15.0 scikit-learn==1.9.1
run: python3 regression.py   (writes regression.json and regression.json.sha256 beside this file)
"""

import hashlib
import json
import pathlib
import warnings

import numpy as np
import sklearn
import statsmodels
import statsmodels.api as sm
from sklearn.linear_model import ElasticNet, Lasso, LogisticRegression, QuantileRegressor

rng = np.random.default_rng(11)
warnings.simplefilter("ignore")  # tolerances below rounding end in warnings


def floats(values):
    return [None if np.isnan(value) else float(value) for value in np.ravel(values)]


def standardised(features, clip, weights=None):
    weights = np.ones(len(features)) if weights is None else weights
    present = np.isfinite(features)
    counts = (weights[:, None] * present).sum(0)
    means = (weights[:, None] * np.where(present, features, 0)).sum(0) / counts
    variances = (weights[:, None] * np.where(present, features - means, 0) ** 2).sum(0) / counts
    deviations = np.where(variances > 1e-20, np.sqrt(variances), 0)
    scaled = np.where(present, features - means, 0) / np.where(deviations > 0, deviations, 1)
    return np.clip(np.where(deviations > 0, scaled, 0), -clip, clip)


def sample():
    """Correlated columns with gaps, a constant one, heavy-tailed targets, weights with zeros."""
    rows, columns = 220, 6
    features = rng.standard_normal((rows, columns)) @ rng.standard_normal((columns, columns)) * 3 + 10
    features[:, 5] = 2.5
    features[rng.random((rows, columns)) < 0.03] = np.nan
    signal = np.nan_to_num(features[:, 0] - 10) * 0.2 - np.nan_to_num(features[:, 2] - 10) * 0.1
    targets = signal + rng.standard_t(4, rows) + 5
    classes = (signal + rng.logistic(size=rows) > 0).astype(float)
    weights = rng.integers(0, 4, rows) / 2
    return features, targets, classes, weights


def least_squares_of(scaled, targets, weights=None):
    weights = np.ones(len(targets)) if weights is None else weights
    roots = np.sqrt(weights)[:, None]
    centres = weights @ scaled / weights.sum()
    centre = weights @ targets / weights.sum()
    solution, _, rank, _ = np.linalg.lstsq(
        (scaled - centres) * roots, (targets - centre) * roots[:, 0], rcond=1e-12)
    return {"weights": floats(solution), "intercept": float(centre - centres @ solution), "rank": int(rank)}


def deficient():
    """Columns that repeat others, and fewer rows than columns."""
    repeated = rng.standard_normal((60, 5))
    repeated[:, 3] = 2 * repeated[:, 0] - repeated[:, 1] + 3
    wide = rng.standard_normal((12, 20))
    cases = []
    for features in (repeated, wide):
        targets = features[:, 0] + rng.standard_normal(len(features))
        fit = least_squares_of(standardised(features, 50), targets)
        cases.append({"features": floats(features), "columns": features.shape[1], "targets": floats(targets), "fit": fit})
    return cases


def elastic_nets(features, targets, weights):
    cases = []
    for penalty, share, weighted in [(0.3, 1.0, False), (0.05, 1.0, False), (0.3, 0.5, False), (0.02, 0.1, False),
                                     (0.1, 0.0, False), (0.05, 0.7, True)]:
        given = weights if weighted else None
        scaled = standardised(features, 2, given)
        settings = {"alpha": penalty, "tol": 1e-18, "max_iter": 50_000}
        model = Lasso(**settings) if share == 1 else ElasticNet(l1_ratio=share, **settings)
        model.fit(scaled, targets, sample_weight=given)
        cases.append({"penalty": penalty, "l1Share": share, "weighted": weighted, "weights": floats(model.coef_),
                      "intercept": float(model.intercept_)})
    return cases


def logistics(features, classes, weights):
    cases = []
    for penalty, weighted in [(0.0, False), (1.0, False), (25.0, False), (3.0, True)]:
        given = weights if weighted else np.ones(len(classes))
        scaled = standardised(features, 2, given)
        if penalty == 0:
            kept = scaled[:, :5]  # Logit takes no constant column
            model = sm.Logit(classes, sm.add_constant(kept)).fit(method="newton", tol=1e-14, maxiter=200, disp=0)
            solution, intercept = np.append(model.params[1:], 0), model.params[0]
        else:
            model = LogisticRegression(C=1 / penalty, solver="newton-cholesky", tol=1e-12, max_iter=1000)
            model.fit(scaled, classes, sample_weight=given)
            solution, intercept = model.coef_[0], model.intercept_[0]
        cases.append({"penalty": penalty, "weighted": weighted, "weights": floats(solution),
                      "intercept": float(intercept)})
    return cases


def quantile_loss(residuals, level, weights):
    return float(weights @ np.maximum(level * residuals, (level - 1) * residuals))


def quantiles(features, targets, weights):
    cases = []
    for level in (0.05, 0.3, 0.5, 0.9):
        for weighted in (False, True):
            given = weights if weighted else np.ones(len(targets))
            scaled = standardised(features, 2, given)
            model = QuantileRegressor(quantile=level, alpha=0, solver="highs").fit(scaled, targets, sample_weight=given)
            loss = quantile_loss(targets - model.predict(scaled), level, given)
            cases.append({"level": level, "weighted": weighted, "weights": floats(model.coef_),
                          "intercept": float(model.intercept_), "loss": loss})
    return cases


def formula(rows, columns):
    """Rows from a congruential generator, exact in doubles everywhere, with heavy tails, trend and changing spread."""
    state, mask = 12345, 2**64 - 1

    def uniform():
        nonlocal state
        state = (state * 6364136223846793005 + 1442695040888963407) & mask
        return (state >> 11) / 2**52 - 1

    features, targets = [], []
    for row in range(rows):
        values = [uniform() + uniform() for _ in range(columns)]
        noise = uniform()
        spread = 1 + 0.5 * values[0]
        targets.append(values[0] - values[1] / 2 + row / rows + spread * noise / (1.05 - abs(noise)))
        features.append(values)
    return np.array(features), np.array(targets)


def long_quantiles():
    rows, columns = 20_000, 3
    features, targets = formula(rows, columns)
    cases = []
    for level, weighted in [(0.05, False), (0.5, False), (0.5, True), (0.9, False)]:
        given = np.arange(rows) % 4 / 2 if weighted else np.ones(rows)
        scaled = standardised(features, 1.5, given)
        model = QuantileRegressor(quantile=level, alpha=0, solver="highs").fit(scaled, targets, sample_weight=given)
        loss = quantile_loss(targets - model.predict(scaled), level, given)
        cases.append({"level": level, "weighted": weighted, "weights": floats(model.coef_),
                      "intercept": float(model.intercept_), "loss": loss})
    return {"rows": rows, "columns": columns, "clip": 1.5, "fits": cases}


features, targets, classes, weights = sample()
golden = {
    "versions": {"numpy": np.__version__, "scikit-learn": sklearn.__version__, "statsmodels": statsmodels.__version__},
    "sample": {"features": floats(features), "columns": features.shape[1], "targets": floats(targets),
               "classes": floats(classes), "weights": floats(weights), "clip": 2.0},
    "leastSquares": least_squares_of(standardised(features, 2), targets),
    "leastSquaresWeighted": least_squares_of(standardised(features, 2, weights), targets, weights),
    "deficient": deficient(),
    "elasticNets": elastic_nets(features, targets, weights),
    "logistics": logistics(features, classes, weights),
    "quantiles": quantiles(features, targets, weights),
    "longQuantiles": long_quantiles(),
}
place = pathlib.Path(__file__).with_name("regression.json")
text = json.dumps(golden)
place.write_text(text + "\n")
digest = hashlib.sha256(place.read_bytes()).hexdigest()
place.with_suffix(".json.sha256").write_text(f"{digest}  {place.name}\n")
