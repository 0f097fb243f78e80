"""Writes scores.json: scores and tests of made-up forecasts by scikit-learn, statsmodels and SciPy.

requirements: numpy==2.4.6 scipy==1.17.1 statsmodels==0.15.0 scikit-learn==1.9.1
run: python3 scores.py   (writes scores.json and scores.json.sha256 beside this file)

Clark and West's statistic is the t of a regression on a constant, as their paper computes it, with statsmodels' HAC errors
(equal weights to lag h - 1), times the small-sample factor of Harvey, Leybourne and Newbold; its p is Student's with T/h - 1
degrees of freedom. Diebold and Mariano's is the same of squared-error differences, with T - 1. For several symbols both run on
averages by time.
"""

import hashlib
import json
import pathlib

import numpy as np
import scipy
import sklearn
import statsmodels
import statsmodels.api as sm
from scipy import stats
from sklearn.metrics import mean_absolute_error, mean_pinball_loss, mean_squared_error, r2_score
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

rng = np.random.default_rng(23)
LEVELS = np.arange(1, 20) * 0.05


def hac_t(series, horizon):
    fit = sm.OLS(series, np.ones(len(series))).fit(
        cov_type="HAC", cov_kwds={"maxlags": horizon - 1, "kernel": "uniform", "use_correction": False})
    return float(fit.tvalues[0])


DRIFT = np.array([0.0004, -0.0002])  # of each fold, for the test against drift


def case(horizon, symbols, times, skill):
    """Forecasts of `symbols` at `times`; one symbol has moves of exactly 0, and some forecasts are exactly 0."""
    shape = (times, symbols)
    market = rng.standard_normal((times + horizon, 1))
    daily = 0.01 * (0.6 * market + 0.8 * rng.standard_normal((times + horizon, symbols)))
    actual = np.stack([daily[t + 1: t + 1 + horizon].sum(0) for t in range(times)])
    actual[rng.random(shape) < 0.02] = 0.0
    forecast = skill * actual + 0.002 * rng.standard_normal(shape)
    forecast[rng.random(shape) < 0.02] = 0.0
    closes = 50 * np.exp(np.cumsum(daily[:times], 0)) * (1 + np.arange(symbols))
    scale = 0.01 * np.sqrt(horizon) * np.exp(0.2 * rng.standard_normal(shape))
    folds = [0, times // 3, times]
    unit = np.sort(rng.standard_t(4, (2, 99)), 1)
    unit -= unit[:, 49:50]
    fold_of = np.where(np.arange(times) < folds[1], 0, 1)
    quantiles = forecast[..., None] + scale[..., None] * unit[fold_of][:, None, 4::5][..., :19]
    low = forecast + scale * unit[fold_of][:, None, 9]
    high = forecast + scale * unit[fold_of][:, None, 89]

    price, predicted = closes * np.exp(actual), closes * np.exp(forecast)
    total = ((price - price.mean(0)) ** 2).sum()
    moved = actual != 0
    hits = np.where(forecast == 0, 0.5, np.sign(forecast) == np.sign(actual))[moved].sum()
    by_time = ((actual ** 2 - (actual - forecast) ** 2).mean(1), (2 * actual * forecast).mean(1))
    drift = DRIFT[fold_of][:, None]
    against_drift = ((actual - drift) ** 2 - (actual - forecast) ** 2 + (forecast - drift) ** 2).mean(1)
    count = times
    correction = np.sqrt((count + 1 - 2 * horizon + horizon * (horizon - 1) / count) / count)
    dm = hac_t(by_time[0], horizon) * correction
    cw = hac_t(by_time[1], horizon) * correction
    cwd = hac_t(against_drift, horizon) * correction
    scores = {
        "mae": mean_absolute_error(actual.ravel(), forecast.ravel()),
        "rmse": np.sqrt(mean_squared_error(actual.ravel(), forecast.ravel())),
        "mase": mean_absolute_error(actual.ravel(), forecast.ravel()) / mean_absolute_error(actual.ravel(), 0 * actual.ravel()),
        "r2Return": 1 - ((actual - forecast) ** 2).sum() / (actual ** 2).sum(),
        "r2Price": 1 - ((price - predicted) ** 2).sum() / total,
        "r2PriceNaive": 1 - ((price - closes) ** 2).sum() / total,
        "directionalAccuracy": hits / moved.sum(),
        "pinball": np.mean([
            mean_pinball_loss(actual.ravel(), quantiles[..., k].ravel(), alpha=LEVELS[k]) for k in range(19)]),
        "coverage80": ((actual >= low) & (actual <= high)).mean(),
        "clarkWest": cw, "clarkWestP": stats.t.sf(cw, count / horizon - 1), "dieboldMariano": dm,
        "clarkWestDrift": cwd, "clarkWestDriftP": stats.t.sf(cwd, count / horizon - 1),
        "dieboldMarianoP": 2 * stats.t.sf(abs(dm), count - 1),
    }
    if symbols == 1:
        # One symbol's level R² is scikit-learn's; its moves count as n / h independent ones.
        assert np.isclose(scores["r2Price"], r2_score(price.ravel(), predicted.ravel()), rtol=0, atol=1e-12)
        trials = moved.sum() / horizon
        interval = proportion_confint(hits / moved.sum() * trials, trials, method="wilson")
        scores["directionalLow"], scores["directionalHigh"] = interval
    return {
        "horizon": horizon, "symbols": symbols, "times": times, "foldStarts": [f * symbols for f in folds],
        "actual": floats(actual), "forecast": floats(forecast), "drift": floats(DRIFT), "closes": floats(closes), "scale": floats(scale),
        "shapes": [floats(row) for row in unit], "scores": {key: float(value) for key, value in scores.items()},
    }


def floats(values):
    return [float(value) for value in np.ravel(values)]


holm = [[0.01, 0.04, 0.03, 0.005], [0.5, 0.5], [0.9, 0.001, 0.2, 0.2, 0.04], [0.03]]
golden = {
    "versions": {"numpy": np.__version__, "scipy": scipy.__version__, "statsmodels": statsmodels.__version__,
                 "scikit-learn": sklearn.__version__},
    "cases": [case(1, 1, 150, 0.02), case(5, 1, 160, 0.01), case(5, 4, 120, 0.02), case(1, 3, 90, -0.03)],
    "holm": [{"p": p, "adjusted": floats(multipletests(p, method="holm")[1])} for p in holm],
}
place = pathlib.Path(__file__).with_name("scores.json")
place.write_text(json.dumps(golden) + "\n")
digest = hashlib.sha256(place.read_bytes()).hexdigest()
place.with_suffix(".json.sha256").write_text(f"{digest}  {place.name}\n")
