"""Writes arima.json: reference values for ARIMA from statsmodels and statsforecast, on simulated series.

requirements: numpy==2.4.6 statsmodels==0.15.0 statsforecast==2.1.1
run: python3 arima.py   (writes arima.json and arima.json.sha256 beside this file)

Likelihoods are those of SARIMAX(simple_differencing=True); forecasts those of SARIMAX(use_exact_diffuse=True). A constant is
the mean of the differenced series here and an intercept there: intercept = constant * phi(1) * Phi(1).
"""

import hashlib
import json
import pathlib
import warnings

import numpy as np
import statsforecast
import statsmodels
from statsforecast.arima import Arima, auto_arima_f
from statsmodels.tsa.seasonal import STL
from statsmodels.tsa.statespace.sarimax import SARIMAX
from statsmodels.tsa.stattools import kpss

warnings.simplefilter("ignore")
rng = np.random.default_rng(11)


def simulated(count, ar=(), ma=(), integrated=0, season=0, level=0.0):
    noise = rng.standard_normal(count + 200)
    values = np.zeros(count + 200)
    for t in range(10, count + 200):
        values[t] = noise[t] + sum(w * values[t - i - 1] for i, w in enumerate(ar))
        values[t] += sum(w * noise[t - i - 1] for i, w in enumerate(ma))
    values = values[200:] + level
    for _ in range(integrated):
        values = np.cumsum(values)
    if season:
        values = values + 3 * np.sin(2 * np.pi * np.arange(count) / season) + 0.02 * np.arange(count)
    return [round(float(v), 3) for v in values]


series = [
    simulated(160, ar=(0.7,), ma=(0.3,), level=4),
    simulated(160, ar=(0.4,), ma=(-0.2,), integrated=1, level=0.05),
    simulated(150, ar=(0.5,), season=12),
    simulated(40, ma=(0.9,), integrated=1),
    simulated(160, ar=(0.2, -0.4), ma=(0.5, 0.3)),
    simulated(120, ar=(0.6,), integrated=2),
]

# series, orders, weights (ar, ma, seasonal ar, seasonal ma), constant, variance
likelihoods = [
    (0, (1, 0, 0, 0, 0, 0, 1), [0.7], 4.0, 1.0),
    (0, (2, 0, 1, 0, 0, 0, 1), [0.5, 0.2, 0.4], 3.5, 1.2),
    (0, (0, 0, 0, 0, 0, 0, 1), [], 4.2, 2.0),
    (1, (0, 1, 1, 0, 0, 0, 1), [0.3], None, 1.1),
    (1, (3, 1, 2, 0, 0, 0, 1), [0.2, 0.1, -0.3, 0.5, 0.2], 0.04, 0.9),
    (2, (1, 0, 1, 1, 1, 1, 12), [0.5, -0.2, 0.3, -0.7], None, 1.3),
    (2, (1, 1, 1, 0, 1, 1, 12), [0.3, -0.999, -0.9], None, 1.3),
    (2, (2, 0, 0, 2, 0, 1, 12), [0.4, 0.2, 0.3, 0.2, 0.5], 1.0, 1.1),
    (2, (1, 0, 0, 0, 1, 0, 12), [0.3], 0.25, 1.0),
    (3, (0, 1, 1, 0, 0, 0, 1), [0.999], None, 1.0),
    (4, (0, 0, 2, 0, 0, 0, 1), [2.5, 1.3], None, 1.0),
    (4, (0, 0, 1, 1, 0, 1, 5), [0.4, 0.2, -0.3], 0.1, 1.4),
    (5, (1, 2, 1, 0, 0, 1, 7), [0.4, -0.97, 0.8], None, 0.8),
]

fits = [
    (0, (1, 0, 1, 0, 0, 0, 1), True),
    (0, (2, 0, 2, 0, 0, 0, 1), True),
    (1, (1, 1, 1, 0, 0, 0, 1), True),
    (1, (2, 1, 1, 0, 0, 0, 1), False),
    (2, (1, 0, 0, 0, 1, 1, 12), True),
    (2, (0, 1, 1, 0, 1, 1, 12), False),
    (3, (0, 1, 1, 0, 0, 0, 1), False),
    (4, (2, 0, 2, 0, 0, 0, 1), False),
    (4, (1, 0, 1, 1, 0, 1, 5), True),
    (5, (1, 2, 1, 0, 0, 0, 1), False),
]

automatic = [(0, 1), (1, 1), (2, 12), (3, 1), (4, 1), (4, 5), (5, 1), (2, 1)]


def floats(values):
    return [float(value) for value in np.ravel(values)]


def sarimax(y, order, constant, **options):
    p, d, q, P, D, Q, m = order
    return SARIMAX(
        np.array(y), order=(p, d, q), seasonal_order=(P, D, Q, m) if m > 1 else (0, 0, 0, 0),
        trend="c" if constant else "n", **options)


def likelihood(case):
    place, order, weights, constant, variance = case
    p, d, q, P, D, Q, m = order
    sums = sum(weights[:p]), sum(weights[p + q : p + q + P])
    start = [] if constant is None else [constant * (1 - sums[0]) * (1 - sums[1])]
    parameters = start + weights + [variance]
    options = {"enforce_invertibility": False}
    plain = sarimax(series[place], order, start, simple_differencing=True, **options)
    # Its filter takes the gain as converged too early for the last digits; 0 switches that off.
    plain.ssm.tolerance = 0
    full = sarimax(series[place], order, start, use_exact_diffuse=d + D > 0, **options)
    full.ssm.tolerance = 0
    forecast = full.smooth(parameters).get_forecast(9)
    return {
        "series": place, "order": list(order), "weights": weights, "constant": constant, "variance": variance,
        "logLikelihood": float(plain.smooth(parameters).llf), "means": floats(forecast.predicted_mean),
        "variances": floats(forecast.se_mean**2),
    }


def fit(case):
    place, order, constant = case
    model = sarimax(series[place], order, constant, simple_differencing=True)
    return {
        "series": place, "order": list(order), "hasConstant": constant,
        "logLikelihood": float(model.fit(disp=False).llf),
    }


def auto(case):
    """The model statsforecast chooses; its criterion by statsmodels' exact likelihood, as its own is approximate."""
    place, season = case
    model = auto_arima_f(np.array(series[place]), period=season, approximation=False)
    a, named = model["arma"], dict(model["coef"])
    order = (a[0], a[5], a[1], a[2], a[6], a[3], season)
    level = named.pop("intercept", None)
    drift = named.pop("drift", None)
    constant = level if drift is None else drift * (season if order[4] else 1)
    weights = [float(value) for value in named.values()]
    sums = sum(weights[: a[0]]), sum(weights[a[0] + a[1] : a[0] + a[1] + a[2]])
    start = [] if constant is None else [constant * (1 - sums[0]) * (1 - sums[1])]
    exact = sarimax(series[place], order, start, simple_differencing=True, concentrate_scale=True)
    count = len(series[place]) - order[1] - order[4] * season
    parameters = len(start + weights) + 1
    aicc = -2 * exact.smooth(start + weights).llf
    aicc += 2 * parameters + 2 * parameters * (parameters + 1) / (count - parameters - 1)
    return {"series": place, "season": season, "order": list(order), "aicc": float(aicc)}


def criteria():
    model = Arima(np.array(series[0]), order=(1, 0, 1), method="CSS-ML")
    return {"aic": float(model["aic"]), "aicc": float(model["aicc"]), "bic": float(model["bic"])}


def stationarity():
    rows = []
    for place in range(len(series)):
        for lags in (0, 2, 7):
            rows.append([float(place), float(lags), float(kpss(np.array(series[place]), "c", nlags=lags)[0])])
    return rows


def decomposition():
    result = STL(np.array(series[2]), period=12, seasonal=11, seasonal_deg=0).fit()
    short = STL(np.array(series[3]), period=5, seasonal=11, seasonal_deg=0).fit()
    return {
        "seasonal": floats(result.seasonal), "trend": floats(result.trend), "shortSeasonal": floats(short.seasonal),
        "shortTrend": floats(short.trend),
    }


golden = {
    "tools": {"statsmodels": statsmodels.__version__, "statsforecast": statsforecast.__version__},
    "series": series, "likelihoods": [likelihood(case) for case in likelihoods], "fits": [fit(case) for case in fits],
    "automatic": [auto(case) for case in automatic], "criteria": criteria(), "stationarity": stationarity(),
    "decomposition": decomposition(),
}
folder = pathlib.Path(__file__).parent
text = json.dumps(golden) + "\n"
(folder / "arima.json").write_text(text)
(folder / "arima.json.sha256").write_text(hashlib.sha256(text.encode()).hexdigest() + "  arima.json\n")
