"""Writes theta.json: reference values for the Theta methods from statsforecast, and seasons from statsmodels.

requirements: numpy==2.4.6 statsmodels==0.15.0 statsforecast==2.1.1
run: python3 theta.py   (writes theta.json and theta.json.sha256 beside this file)
"""

import hashlib
import json
import pathlib

import numpy as np
import statsforecast
import statsmodels
from statsforecast.theta import auto_theta, forecast_theta, thetamodel
from statsmodels.tsa.seasonal import seasonal_decompose

rng = np.random.default_rng(5)
STEPS = 9
FORMS = ["STM", "OTM", "DSTM", "DOTM"]


def floats(values):
    return [float(value) for value in np.ravel(values)]


def walk(count, drift=0.05):
    return np.round(50 + np.cumsum(drift + rng.standard_normal(count)), 4)


def quarterly(count):
    season = np.array([1.1, 0.95, 0.85, 1.1])[np.arange(count) % 4]
    level = 100 * np.exp(np.cumsum(0.005 + 0.01 * rng.standard_normal(count)))
    return np.round(level * season * np.exp(0.03 * rng.standard_normal(count)), 4)


def squares(model):
    return float(np.sum(model["residuals"][3:] ** 2))


def fixed(values):
    """Squared errors and forecasts at given parameters."""
    rows = []
    for form in FORMS:
        theta = 3.5 if form in ["OTM", "DOTM"] else 2.0
        model = thetamodel(values, 1, form, 21.0, 0.35, theta, 3)
        rows.append({"form": form, "theta": theta, "squaredErrors": squares(model),
                     "means": floats(forecast_theta(model, STEPS)["mean"])})
    return rows


def fitted(values):
    rows = []
    for form in FORMS:
        model = thetamodel(values, 1, form, np.nan, np.nan, np.nan, 3)
        rows.append({"form": form, "squaredErrors": squares(model),
                     "means": floats(forecast_theta(model, STEPS)["mean"])})
    return rows


def automatic():
    rows = []
    seasonless = np.round(30 + rng.standard_normal(60), 4)
    for values, period in [(walk(100), 1), (quarterly(64), 4), (seasonless, 12), (quarterly(64) - 100, 4)]:
        model = auto_theta(values, period)
        rows.append({"values": floats(values), "period": period, "form": model["modeltype"],
                     "season": model.get("decomposition_type", "none") if model.get("decompose") else "none",
                     "means": floats(forecast_theta(model, STEPS)["mean"])})
    return rows


def decompositions():
    rows = []
    weekly = np.round(20 + np.array([3, -1, -2, 0.5, -0.5])[np.arange(48) % 5] + rng.standard_normal(48), 4)
    for values, period in [(quarterly(62), 4), (weekly, 5)]:
        for kind in ["additive", "multiplicative"]:
            parts = seasonal_decompose(values, model=kind, period=period)
            rows.append({"values": floats(values), "period": period, "kind": kind,
                         "indices": floats(parts.seasonal[:period])})
    return rows


series = walk(60)
golden = {
    "versions": {"numpy": np.__version__, "statsmodels": statsmodels.__version__,
                 "statsforecast": statsforecast.__version__},
    "series": floats(series), "alpha": 0.35, "level": 21.0, "fixed": fixed(series), "fitted": fitted(series),
    "automatic": automatic(), "decompositions": decompositions(),
}
place = pathlib.Path(__file__).with_name("theta.json")
place.write_text(json.dumps(golden) + "\n")
digest = hashlib.sha256(place.read_bytes()).hexdigest()
place.with_suffix(".json.sha256").write_text(f"{digest}  {place.name}\n")
