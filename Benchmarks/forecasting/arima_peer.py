# Requirements: those of requirements.txt beside this file.
# Usage: python3 arima_peer.py SERIES.csv ORDERS.csv [--given FITS.json]
"""statsmodels' ARIMA, fitted by its default optimiser and evaluated at Martlet's parameters; one JSON line of figures.

SERIES.csv  as series.py says
ORDERS.csv  name,p,d,q,P,D,Q,season,constant: the model of each series; season 1 where there is none, constant 0 or 1
FITS.json   what `martlet bench arima` writes of the same two files:
              {"fits": [{"series": NAME, "logLikelihood": NUMBER, "forecasts": [NUMBER, …],
                         "model": {"ar": […], "ma": […], "seasonalAR": […], "seasonalMA": […],
                                   "constant": NUMBER, "variance": NUMBER}}, …]}
            constant is the mean of the differenced series (a level, a drift a step, or a drift a season), 0 where the model has
            none; signs are those of (1 − Σ ar Bⁱ) w = (1 + Σ ma Bⁱ) ε; the model may hold more, as "order"

Three log-likelihoods of statsmodels are told apart: "own" is what its ARIMA class reports, with a nearly diffuse start whose
variance is a million and not infinite; "exact" is that of the differenced series at the same parameters, with nothing nearly;
"given" is the exact one at Martlet's parameters. Forecasts are from an exact diffuse start.

Figures: "seconds" all fits together; "worst_shortfall" the most by which an exact likelihood here is above Martlet's (below zero:
Martlet is always above); "largest_likelihood_difference" and "largest_forecast_difference" (relative to the forecast, or
absolute below 1) between Martlet and statsmodels at Martlet's parameters; "each" all that by series.
"""
import argparse
import json
import time
import warnings

import numpy as np
import pandas as pd
import statsmodels
from statsmodels.tsa.arima.model import ARIMA
from statsmodels.tsa.statespace.sarimax import SARIMAX

import series

STEPS = 10


class Model:
    """The model of one series: fitted here, and evaluated at parameters."""

    def __init__(self, values: np.ndarray, order: pd.Series) -> None:
        self.values = values
        self.order = (order.p, order.d, order.q)
        self.seasonal = (order.P, order.D, order.Q, order.season if order.season > 1 else 0)
        self.has_constant = bool(order.constant)

    def fit(self) -> tuple[dict, float, float, bool]:
        """The parameters in Martlet's terms, the log-likelihood as reported, the seconds, and whether it converged."""
        is_differenced = self.order[1] + self.seasonal[1] > 0
        trend = ("t" if is_differenced else "c") if self.has_constant else "n"
        started = time.perf_counter()
        model = ARIMA(self.values, order=self.order, seasonal_order=self.seasonal, trend=trend)
        result = model.fit()
        seconds = time.perf_counter() - started
        names = dict(zip(model.param_names, result.params))
        slope = names.get("const", names.get("x1", 0.0))
        parameters = {
            "ar": list(result.arparams), "ma": list(result.maparams), "seasonalAR": list(result.seasonalarparams),
            "seasonalMA": list(result.seasonalmaparams), "variance": float(names["sigma2"]),
            "constant": float(slope * (self.seasonal[3] if self.seasonal[1] else 1))}
        return parameters, float(result.llf), seconds, bool(result.mle_retvals["converged"])

    def exact(self, parameters: dict) -> float:
        """The exact log-likelihood of the differenced series at parameters."""
        model = self._space(simple_differencing=True)
        return float(model.loglike(self._vector(parameters)))

    def forecasts(self, parameters: dict) -> np.ndarray:
        model = self._space(use_exact_diffuse=True)
        return np.asarray(model.filter(self._vector(parameters)).forecast(STEPS))

    def _space(self, **choices: bool) -> SARIMAX:
        return SARIMAX(
            self.values, order=self.order, seasonal_order=self.seasonal, trend="c" if self.has_constant else "n",
            enforce_stationarity=True, enforce_invertibility=False, **choices)

    def _vector(self, parameters: dict) -> np.ndarray:
        intercept = parameters["constant"] * (1 - sum(parameters["ar"])) * (1 - sum(parameters["seasonalAR"]))
        return np.array(
            ([intercept] if self.has_constant else []) + parameters["ar"] + parameters["ma"]
            + parameters["seasonalAR"] + parameters["seasonalMA"] + [parameters["variance"]])


def relative(ours: list[float], theirs: np.ndarray) -> float:
    return float(np.max(np.abs(np.asarray(ours) - theirs) / np.maximum(1, np.abs(theirs))))


def compared(model: Model, given: dict, exact: float) -> dict:
    """What statsmodels says at Martlet's parameters, and how far Martlet is from it."""
    likelihood = model.exact(given["model"])
    return {
        "given": likelihood, "martlet": given["logLikelihood"], "shortfall": exact - given["logLikelihood"],
        "likelihood_difference": abs(likelihood - given["logLikelihood"]),
        "forecast_difference": relative(given["forecasts"], model.forecasts(given["model"])[:len(given["forecasts"])])}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("series")
    parser.add_argument("orders")
    parser.add_argument("--given", help="what martlet bench arima wrote")
    options = parser.parse_args()
    values, orders = series.read(options.series), pd.read_csv(options.orders).set_index("name")
    given = {}
    if options.given:
        with open(options.given) as file:
            given = {fit["series"]: fit for fit in json.load(file)["fits"]}
    warnings.simplefilter("ignore")  # Of a fit that stopped short "converged" tells.
    each = {}
    for name, order in orders.iterrows():
        model = Model(values[name], order)
        parameters, own, seconds, converged = model.fit()
        exact = model.exact(parameters)
        each[name] = {
            "seconds": seconds, "converged": converged, "own": own, "exact": exact, "parameters": parameters,
            "forecasts": list(model.forecasts(parameters))}
        if name in given:
            each[name] |= compared(model, given[name], exact)
    figures = {
        "tool": "statsmodels", "version": statsmodels.__version__, "series": len(each),
        "seconds": sum(found["seconds"] for found in each.values()),
        "converged": sum(found["converged"] for found in each.values())}
    if given:
        missing = [name for name in each if name not in given]
        if missing:
            raise SystemExit(f"{options.given} has no fit of {', '.join(missing)}")
        figures |= {
            "worst_shortfall": max(found["shortfall"] for found in each.values()),
            "largest_likelihood_difference": max(found["likelihood_difference"] for found in each.values()),
            "largest_forecast_difference": max(found["forecast_difference"] for found in each.values())}
    print(json.dumps(figures | {"each": each}))


if __name__ == "__main__":
    main()
