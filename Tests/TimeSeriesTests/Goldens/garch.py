"""Writes garch.json: reference values for volatility models from arch.

requirements: numpy==2.4.6 arch==8.0.0
run: python3 garch.py   (writes garch.json and garch.json.sha256 beside this file)
"""

import hashlib
import json
import pathlib

import arch
import numpy as np
from arch.univariate import GARCH, ConstantMean, EWMAVariance, Normal, StudentsT, ZeroMean

rng = np.random.default_rng(17)
STEPS = 10


def floats(values):
    return [float(value) for value in np.ravel(values)]


def simulated(count, omega, alpha, gamma, beta, freedom=None):
    """Percent returns of a GJR-GARCH process."""
    draws = rng.standard_normal(count) if freedom is None else rng.standard_t(freedom, count) * np.sqrt(1 - 2 / freedom)
    variance = omega / (1 - alpha - gamma / 2 - beta)
    returns = []
    for draw in draws:
        error = np.sqrt(variance) * draw
        returns.append(round(0.04 + error, 4))
        variance = omega + (alpha + gamma * (error < 0)) * error**2 + beta * variance
    return np.array(returns)


def model(values, mean, errors, asymmetric):
    kind = ConstantMean(values, rescale=False) if mean == "constant" else ZeroMean(values, rescale=False)
    kind.volatility = GARCH(p=1, o=1 if asymmetric else 0, q=1)
    kind.distribution = StudentsT() if errors == "student" else Normal()
    return kind


def row(values, mean, errors, asymmetric):
    given = {"mean": 0.03, "omega": 0.06, "alpha": 0.07, "gamma": 0.05, "beta": 0.85, "freedom": 7.5}
    kind = model(values, mean, errors, asymmetric)
    names = (["mean"] if mean == "constant" else []) + ["omega", "alpha"] + (["gamma"] if asymmetric else [])
    names += ["beta"] + (["freedom"] if errors == "student" else [])
    fixed = kind.fix(np.array([given[name] for name in names]))
    ahead = fixed.forecast(horizon=STEPS, method="analytic", reindex=False)
    fitted = kind.fit(disp="off", tol=1e-12, options={"maxiter": 2000})
    return {
        "mean": mean, "errors": errors, "isAsymmetric": asymmetric,
        "given": {name: given[name] for name in names if name != "freedom"} | (
            {"freedom": given["freedom"]} if errors == "student" else {}),
        "logLikelihood": float(fixed.loglikelihood), "variances": floats(fixed.conditional_volatility**2)[:40],
        "ahead": floats(ahead.variance), "fittedLogLikelihood": float(fitted.loglikelihood),
        "fitted": dict(zip(names, floats(fitted.params))),
    }


def ewma(values):
    rows = []
    for given in [0.94, None]:
        kind = ZeroMean(values, rescale=False)
        kind.volatility = EWMAVariance(given)
        fitted = kind.fit(disp="off")
        rows.append({"lambda": float(fitted.params["lam"]) if given is None else given, "isFitted": given is None,
                     "logLikelihood": float(fitted.loglikelihood),
                     "variances": floats(fitted.conditional_volatility**2)[:40]})
    return rows


series = simulated(700, 0.05, 0.08, 0.0, 0.87, 6)
golden = {
    "versions": {"numpy": np.__version__, "arch": arch.__version__}, "values": floats(series),
    "garch": [row(series, mean, errors, asymmetric) for mean in ["constant", "zero"]
              for errors in ["normal", "student"] for asymmetric in [False, True]],
    "ewma": ewma(series),
}
place = pathlib.Path(__file__).with_name("garch.json")
place.write_text(json.dumps(golden) + "\n")
digest = hashlib.sha256(place.read_bytes()).hexdigest()
place.with_suffix(".json.sha256").write_text(f"{digest}  {place.name}\n")
