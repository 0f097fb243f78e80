"""Writes scores.json: scores and tests of made-up forecasts by scikit-learn, statsmodels and SciPy.

requirements: numpy==2.4.6 scipy==1.17.1 statsmodels==0.15.0 scikit-learn==1.9.1
run: python3 scores.py   (writes scores.json and scores.json.sha256 beside this file)

Clark and West's statistic is the t of a regression on a constant, as their paper computes it, with statsmodels' HAC errors
(equal weights to lag h - 1), times the small-sample factor of Harvey, Leybourne and Newbold; its p is Student's with T/h - 1
degrees of freedom. Diebold and Mariano's is the same of squared-error differences, with T - 1. For several symbols both run on
averages by time.

Quantiles are straight lines between 99 levels. The CRPS is the integral of (F - 1{x >= y})^2 over them by Gauss's rule of two
points, exact for squares; P(up) is read by numpy's interp. The directions' test is Pesaran and Timmermann's of 1992, written
out, for one symbol and one bar, else the HAC t of the two directions' covariance by time.
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
from sklearn.metrics import (
    brier_score_loss, log_loss, mean_absolute_error, mean_pinball_loss, mean_squared_error, precision_score, r2_score,
    recall_score, roc_auc_score)
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

rng = np.random.default_rng(23)
LEVELS = np.arange(1, 20) * 0.05


def hac_t(series, horizon):
    fit = sm.OLS(series, np.ones(len(series))).fit(
        cov_type="HAC", cov_kwds={"maxlags": horizon - 1, "kernel": "uniform", "use_correction": False})
    return float(fit.tvalues[0])


DRIFT = np.array([0.0004, -0.0002])  # of each fold, for the test against drift


def correction_of(count, horizon):
    return np.sqrt((count + 1 - 2 * horizon + horizon * (horizon - 1) / count) / count)


def crps(quantiles, outcome):
    levels = np.arange(1, 100) / 100
    total = max(0.0, quantiles[0] - outcome) + max(0.0, outcome - quantiles[-1])
    edges = np.sort(np.append(quantiles, np.clip(outcome, quantiles[0], quantiles[-1])))
    for left, right in zip(edges, edges[1:]):
        middle, half = (left + right) / 2, (right - left) / 2
        for node in (-1 / np.sqrt(3), 1 / np.sqrt(3)):
            share = np.interp(middle + half * node, quantiles, levels)
            total += half * (share - (middle >= outcome)) ** 2
    return total


def pesaran_timmermann(forecast, actual):
    x, y = (forecast > 0).astype(float), (actual > 0).astype(float)
    n, px, py = len(x), x.mean(), y.mean()
    chance = py * px + (1 - py) * (1 - px)
    variance = (chance * (1 - chance) - (2 * py - 1) ** 2 * px * (1 - px) - (2 * px - 1) ** 2 * py * (1 - py)
                - 4 * py * px * (1 - py) * (1 - px) / n) / n
    return ((x == y).mean() - chance) / np.sqrt(variance)


def direction_test(forecast, actual, horizon):
    times, symbols = actual.shape
    if symbols == 1 and horizon == 1:
        statistic = pesaran_timmermann(forecast.ravel(), actual.ravel())
        return statistic, stats.norm.sf(statistic)
    x, y = forecast > 0, actual > 0
    statistic = hac_t(((x - x.mean()) * (y - y.mean())).mean(1), horizon) * correction_of(times, horizon)
    return statistic, stats.t.sf(statistic, times / horizon - 1)


def kupiec(held, level):
    misses, count = (~held).sum(), len(held)
    share = misses / count

    def likelihood(p):
        return misses * np.log(p) + (count - misses) * np.log(1 - p)
    return stats.chi2.sf(2 * (likelihood(share) - likelihood(1 - level)), 1)


def distribution_scores(actual, forecast, scale, unit, fold_of, horizon):
    """Scores of whole distributions, of directions and of coverage."""
    times, symbols = actual.shape
    levels = np.arange(1, 100) / 100
    shapes = unit[fold_of][:, None, :]
    quantiles = forecast[..., None] + scale[..., None] * shapes
    z = -forecast / scale
    up = 1 - np.array([[np.clip(np.interp(z[t, s], shapes[t, 0], levels), 0.01, 0.99) for s in range(symbols)] for t in range(times)])
    moved = actual != 0
    p, rose = up[moved], actual[moved] > 0
    low, high = quantiles[..., 1:3].mean(-1), quantiles[..., 96:98].mean(-1)
    interval = high - low + 40 * (np.maximum(0, low - actual) + np.maximum(0, actual - high))
    bins = np.minimum((p * 20).astype(int), 19)
    weight = np.array([(bins == b).mean() for b in range(20) if (bins == b).any()])
    said = np.array([p[bins == b].mean() for b in range(20) if (bins == b).any()])
    came = np.array([rose[bins == b].mean() for b in range(20) if (bins == b).any()])
    price = np.exp(actual), np.exp(forecast)
    direction, direction_p = direction_test(forecast, actual, horizon)
    scores = {
        "smape": 200 * (abs(price[0] - price[1]) / (price[0] + price[1])).mean(),
        "crps": np.mean([crps(quantiles[t, s], actual[t, s]) for t in range(times) for s in range(symbols)]),
        "msis": interval.mean() / abs(actual).mean(), "logLoss": log_loss(rose, p), "brier": brier_score_loss(rose, p),
        "brierReliability": (weight * (said - came) ** 2).sum(),
        "brierResolution": (weight * (came - rose.mean()) ** 2).sum(),
        "auc": roc_auc_score(rose, p), "precision": precision_score(rose, p > 0.5), "recall": recall_score(rose, p > 0.5),
        "direction": direction, "directionP": direction_p,
    }
    for name, level, (first, last) in (("50", 0.5, (24, 74)), ("80", 0.8, (9, 89)), ("90", 0.9, (4, 94))):
        held = (actual >= quantiles[..., first]) & (actual <= quantiles[..., last])
        statistic = hac_t(held.mean(1) - level, horizon) * correction_of(times, horizon)
        scores[f"coverage{name}"] = held.mean()
        scores[f"coverage{name}P"] = 2 * stats.t.sf(abs(statistic), times - 1)
        if symbols == 1:
            scores[f"kupiec{name}P"] = kupiec(held[::horizon, 0], level)
    if symbols >= 10:
        for name, correlation in (("ic", stats.pearsonr), ("rankIC", stats.spearmanr)):
            series = np.array([correlation(forecast[t], actual[t]).statistic for t in range(times)])
            statistic = hac_t(series, horizon) * correction_of(times, horizon)
            scores[name] = series.mean()
            scores[f"{name}Ratio"] = series.mean() / series.std(ddof=1)
            scores[f"{name}P"] = stats.t.sf(statistic, times / horizon - 1)
    return scores


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
    scores |= distribution_scores(actual, forecast, scale, unit, fold_of, horizon)
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
    "cases": [case(1, 1, 150, 0.02), case(5, 1, 160, 0.01), case(5, 4, 120, 0.02), case(1, 3, 90, -0.03), case(2, 11, 40, 0.05)],
    "holm": [{"p": p, "adjusted": floats(multipletests(p, method="holm")[1])} for p in holm],
}
place = pathlib.Path(__file__).with_name("scores.json")
place.write_text(json.dumps(golden) + "\n")
digest = hashlib.sha256(place.read_bytes()).hexdigest()
place.with_suffix(".json.sha256").write_text(f"{digest}  {place.name}\n")
