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

Where a seasonal root is nearer to one than 1e-5, the start of statsmodels' state loses all its digits (its log-likelihood was off by 307
on one of the twelve series); what is compared there is the likelihood by autocovariances and Durbin-Levinson in extended precision.

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
        if self.is_nearly_nonstationary(parameters):
            return Covariances(parameters, self.seasonal[3]).run(self.values)[0]
        (p, d, q), (P, D, Q, season) = self.order, self.seasonal
        values = self.values
        for lag in [1] * d + [season] * D:
            values = values[lag:] - values[:-lag]
        model = self._space(values, (p, 0, q), (P, 0, Q, season), parameters["constant"])
        return float(model.loglike(self._vector(parameters)))

    def is_nearly_nonstationary(self, parameters: dict) -> bool:
        """Whether the stationary start of statsmodels' state has no digits left; then covariances are used in its place."""
        return sum(self.order[1:2]) + self.seasonal[1] == 0 and abs(sum(parameters["seasonalAR"])) > 1 - 1e-5

    def forecasts(self, parameters: dict) -> np.ndarray:
        if self.is_nearly_nonstationary(parameters):
            return Covariances(parameters, self.seasonal[3]).run(self.values)[1]
        mean, trend = (0.0, "c") if self.order[1] + self.seasonal[1] and self.has_constant else (parameters["constant"], "n")
        model = self._space(self.values, self.order, self.seasonal, mean, trend=trend, use_exact_diffuse=True)
        return np.asarray(model.filter(self._vector(parameters, trend)).forecast(STEPS)) + mean

    def _space(self, values: np.ndarray, order: tuple, seasonal: tuple, mean: float, **choices: object) -> SARIMAX:
        """The model of the values less their mean: an intercept of the state loses all digits where a seasonal root is near one."""
        model = SARIMAX(values - mean, order=order, seasonal_order=seasonal, enforce_stationarity=True, enforce_invertibility=False,
                        **choices)
        # The filter takes itself for settled too soon where a root is near one: by hundreds of units of log-likelihood.
        model.ssm.tolerance = 0
        return model

    @staticmethod
    def _vector(parameters: dict, trend: str = "n") -> np.ndarray:
        intercept = parameters["constant"] * (1 - sum(parameters["ar"])) * (1 - sum(parameters["seasonalAR"]))
        return np.array(
            ([intercept] if trend == "c" else []) + parameters["ar"] + parameters["ma"]
            + parameters["seasonalAR"] + parameters["seasonalMA"] + [parameters["variance"]])


class Covariances:
    """A stationary model by its autocovariances and the Durbin-Levinson recursion, in extended precision."""

    def __init__(self, parameters: dict, season: int) -> None:
        def polynomial(own: list[float], seasonal: list[float], sign: int) -> np.ndarray:
            first = np.array([1.0] + [sign * each for each in own], dtype=np.longdouble)
            second = np.zeros(1 + season * len(seasonal), dtype=np.longdouble)
            second[0] = 1
            second[season::season] = sign * np.array(seasonal, dtype=np.longdouble)
            return np.convolve(first, second)

        self.ar = polynomial(parameters["ar"], parameters["seasonalAR"], -1)
        self.ma = polynomial(parameters["ma"], parameters["seasonalMA"], 1)
        self.mean, self.variance = np.longdouble(parameters["constant"]), np.longdouble(parameters["variance"])

    def autocovariances(self, count: int) -> np.ndarray:
        """In units of the innovations' variance: the Yule-Walker equations up to the order, by elimination; then the recursion."""
        p, q = len(self.ar) - 1, len(self.ma) - 1
        response = np.zeros(q + 1, dtype=np.longdouble)
        for lag in range(q + 1):
            back = np.arange(1, min(lag, p) + 1)
            response[lag] = self.ma[lag] - np.sum(self.ar[back] * response[lag - back])
        right = np.array([np.sum(self.ma[lag:] * response[:q + 1 - lag]) if lag <= q else 0 for lag in range(count)], dtype=np.longdouble)
        system = np.zeros((p + 1, p + 2), dtype=np.longdouble)
        for lag in range(p + 1):
            for back in range(p + 1):
                system[lag, abs(lag - back)] += self.ar[back]
            system[lag, -1] = right[lag]
        for place in range(p + 1):
            best = place + int(np.argmax(np.abs(system[place:, place])))
            system[[place, best]] = system[[best, place]]
            system[place] /= system[place, place]
            for other in range(p + 1):
                if other != place:
                    system[other] -= system[other, place] * system[place]
        found = list(system[:, -1][:count])
        for lag in range(p + 1, count):
            found.append(right[lag] - np.sum(self.ar[1:] * np.array(found[lag - 1:lag - p - 1:-1])))
        return np.array(found)

    def run(self, values: np.ndarray) -> tuple[float, np.ndarray]:
        """The log-likelihood, and forecasts from the end."""
        count = len(values)
        known = np.concatenate([values.astype(np.longdouble) - self.mean, np.zeros(STEPS, dtype=np.longdouble)])
        covariances = self.autocovariances(count + STEPS)
        weights, variance, likelihood = np.zeros(0, dtype=np.longdouble), covariances[0], np.longdouble(0)
        for step in range(count + STEPS):
            if step:
                partial = (covariances[step] - np.sum(weights * covariances[step - 1:0:-1])) / variance
                weights = np.append(weights - partial * weights[::-1], partial)
                variance *= 1 - partial * partial
            expected = np.sum(weights * known[step - 1::-1][:step]) if step else np.longdouble(0)
            if step < count:
                scale = self.variance * variance
                likelihood -= (np.log(2 * np.pi * scale) + (known[step] - expected) ** 2 / scale) / 2
            else:
                known[step] = expected
        return float(likelihood), (known[count:] + self.mean).astype(float)


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
