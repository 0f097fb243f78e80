"""Writes ets.json: reference values for exponential smoothing from statsmodels and statsforecast.

requirements: numpy==2.4.6 pandas==2.3.3 statsmodels==0.15.0 statsforecast==2.1.1
run: python3 ets.py   (writes ets.json and ets.json.sha256 beside this file)
"""

import hashlib
import json
import pathlib

import numpy as np
import pandas
import statsforecast
import statsmodels
from statsforecast.ets import admissible, ets_f, etsforecast, forecast_ets, pegelsresid_C, switch
from statsmodels.tsa.exponential_smoothing.ets import ETSModel

rng = np.random.default_rng(11)
PERIOD = 4
STEPS = 9


def floats(values, digits=None):
    return [float(value) if digits is None else round(float(value), digits) for value in np.ravel(values)]


def quarterly(count=60, noise=0.03):
    time = np.arange(count)
    season = np.array([1.1, 0.95, 0.85, 1.1])[time % PERIOD]
    level = 100 * np.exp(np.cumsum(0.005 + 0.01 * rng.standard_normal(count)))
    return np.round(level * season * np.exp(noise * rng.standard_normal(count)), 4)


GAINS = {"alpha": 0.4, "beta": 0.05, "gamma": 0.2, "phi": 0.9}
LEVEL, SLOPE = 101.5, 0.7
SEASONS = {"N": [0.0], "A": [9.0, -4.0, -14.0, 9.0], "M": [1.08, 0.97, 0.86, 1.09]}


def by_statsmodels(values, error, trend, season):
    """The likelihood, forecasts and (additive errors) forecast variances at fixed parameters."""
    model = ETSModel(
        pandas.Series(values), error={"A": "add", "M": "mul"}[error], trend=None if trend == "N" else "add",
        damped_trend=trend == "Ad", seasonal=None if season == "N" else "add",
        seasonal_periods=None if season == "N" else PERIOD)
    named = {"smoothing_level": GAINS["alpha"], "smoothing_trend": GAINS["beta"],
             "smoothing_seasonal": GAINS["gamma"], "damping_trend": GAINS["phi"],
             "initial_level": LEVEL, "initial_trend": SLOPE}
    # statsmodels names the state of the last value before the series initial_seasonal.0.
    named |= {f"initial_seasonal.{PERIOD - 1 - place}": state for place, state in enumerate(SEASONS[season])}
    fitted = model.smooth(np.array([named[name] for name in model.param_names]))
    row = {"logLikelihood": float(fitted.llf), "means": floats(fitted.forecast(STEPS))}
    if error == "A":
        ahead = fitted.get_prediction(start=len(values), end=len(values) + STEPS - 1, method="exact")
        row["variances"] = floats(ahead.forecast_variance / fitted.scale)
    return row


def by_statsforecast(values, error, trend, season):
    """The same, for multiplicative seasons: statsmodels updates those by the new level, not as the book does.

    statsforecast's damped forecasts count the first damping twice, and are left out.
    """
    start = [LEVEL] + ([] if trend == "N" else [SLOPE]) + SEASONS[season][::-1]
    _, _, states, likelihood = pegelsresid_C(
        values, PERIOD, np.array(start), error, trend[0], season, trend == "Ad", GAINS["alpha"], GAINS["beta"],
        GAINS["gamma"], GAINS["phi"], 3)
    count = len(values)
    row = {"logLikelihood": float(-0.5 * likelihood - count / 2 * (np.log(2 * np.pi / count) + 1)), "means": []}
    if trend != "Ad":
        means = np.full(STEPS, np.nan)
        etsforecast(states[-1], PERIOD, switch(trend), switch(season), 1.0, STEPS, means)
        row["means"] = floats(means)
    return row


def likelihoods(values):
    rows = []
    for error in "AM":
        for trend in ["N", "A", "Ad"]:
            for season in "NAM":
                tool = by_statsforecast if season == "M" else by_statsmodels
                rows.append({"error": error, "trend": trend, "season": season, "seasons": SEASONS[season]}
                            | tool(values, error, trend, season))
    return rows


def automatic():
    """What statsforecast chooses, its criterion with the constants added that it leaves out, and its forecasts."""
    walk = 100 * np.exp(np.cumsum(0.01 * rng.standard_normal(120)))
    negative = np.cumsum(rng.standard_normal(100))
    line = 20 + 0.5 * np.arange(90) + rng.standard_normal(90)
    rows = []
    for values, period in [(walk, 1), (negative, 1), (line, 1), (quarterly(80), 4), (quarterly(80, 0.005), 4)]:
        values = np.round(values, 4)
        chosen = ets_f(values, period)
        constant = len(values) * (np.log(2 * np.pi / len(values)) + 1)
        rows.append({
            "values": floats(values), "period": period, "form": chosen["method"],
            "aicc": float(chosen["aicc"] + constant), "means": floats(forecast_ets(chosen, STEPS)["mean"]),
        })
    return rows


def relative_variances(values):
    """Variances of the forms with a multiplicative error and no multiplicative season, at given parameters."""
    rows = []
    for form in ["MNN", "MAN", "MNA"]:
        season = form[-1]
        chosen = ets_f(values, PERIOD if season != "N" else 1, model="M" + form[1] + season, damped=False)
        # The variance counts as no parameter of itself here: two degrees of freedom more than in statsforecast.
        chosen["sigma2"] = np.sum(chosen["residuals"] ** 2) / (len(values) - chosen["n_params"] + 1)
        bounds = forecast_ets(chosen, STEPS, level=[80])
        width = (bounds["hi-80"] - bounds["mean"]) / 1.2815515655446004
        trend = 0 if form[1] == "N" else 1
        states = chosen["par"][4:]
        rows.append({
            "form": form, "alpha": chosen["par"][0], "beta": float(np.nan_to_num(chosen["par"][1])),
            "gamma": float(np.nan_to_num(chosen["par"][2])), "phi": 1.0,
            "level": states[0], "slope": states[1] if trend else 0.0,
            "seasons": floats(states[1 + trend:][::-1]) if season != "N" else [0.0],
            "errorVariance": chosen["sigma2"], "means": floats(bounds["mean"]), "variances": floats(width**2),
        })
    return rows


def admissibility():
    """Whether gains of the usual region are admissible, rounded so that they are not on the edge."""
    draws = np.random.default_rng(2)
    rows = []
    for place in range(96):
        period = [1, 4, 12][place // 4 % 3]
        alpha = round(draws.uniform(0.01, 0.99), 3)
        beta = round(alpha * draws.uniform(0, 1), 3) * (place % 2)
        gamma = round((1 - alpha) * draws.uniform(0, 1), 3) if period > 1 else 0.0
        phi = round(draws.uniform(0.8, 0.98), 3) if place % 4 == 1 else 1.0
        missing = float("nan")
        answer = admissible(alpha, beta if place % 2 else missing, gamma if period > 1 else missing, phi, period)
        rows.append({"alpha": alpha, "beta": beta, "gamma": gamma, "phi": phi, "period": period,
                     "isAdmissible": bool(answer)})
    return rows


series = quarterly()
golden = {
    "versions": {"numpy": np.__version__, "pandas": pandas.__version__, "statsmodels": statsmodels.__version__,
                 "statsforecast": statsforecast.__version__},
    "series": floats(series), "period": PERIOD, "likelihoods": likelihoods(series), "automatic": automatic(),
    "relativeVariances": relative_variances(series), "admissibility": admissibility(),
}
place = pathlib.Path(__file__).with_name("ets.json")
place.write_text(json.dumps(golden) + "\n")
digest = hashlib.sha256(place.read_bytes()).hexdigest()
place.with_suffix(".json.sha256").write_text(f"{digest}  {place.name}\n")
