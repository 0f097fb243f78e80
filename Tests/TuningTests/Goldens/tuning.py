"""Writes tuning.json: Optuna's Parzen densities and best values, SciPy's expected maxima.

requirements: numpy==2.4.6 scipy==1.17.1 optuna==5.0.0
run: python3 tuning.py   (writes tuning.json and tuning.json.sha256 beside this file)
"""

import hashlib
import json
import math
import pathlib
import warnings

import numpy as np
import optuna
import scipy
from optuna.distributions import CategoricalDistribution, FloatDistribution, IntDistribution
from optuna.samplers._tpe.parzen_estimator import _ParzenEstimator, _ParzenEstimatorParameters
from optuna.samplers._tpe.sampler import default_weights
from scipy import integrate, stats

warnings.filterwarnings("ignore")
optuna.logging.set_verbosity(optuna.logging.ERROR)
rng = np.random.default_rng(5)
choices = [1.0, 5.0, 25.0]


def floats(values):
    return [float(value) for value in np.ravel(values)]


def whole(low, high, count):
    """Whole numbers; without ties where ages weigh differently, since Optuna leaves the order of ties open."""
    drawn = rng.integers(low, high + 1, count) if count < 25 else low + rng.permutation(high + 1 - low)[:count]
    return drawn.astype(float)


def densities():
    parameters = _ParzenEstimatorParameters(
        prior_weight=1.0,
        consider_magic_clip=True,
        consider_endpoints=False,
        weights=default_weights,
        multivariate=False,
    )
    cases = []
    kinds = {
        "linear": (FloatDistribution(-2, 3), lambda n: rng.uniform(-2, 3, n)),
        "logarithmic": (FloatDistribution(1e-3, 10, log=True), lambda n: np.exp(rng.uniform(-6.9, 2.3, n))),
        "whole": (IntDistribution(2, 30), lambda n: whole(2, 30, n)),
        "logarithmic-whole": (IntDistribution(1, 500, log=True), lambda n: whole(1, 500, n)),
        "choices": (CategoricalDistribution(choices), lambda n: rng.integers(0, 3, n).astype(float)),
    }
    for name, (distribution, draw) in kinds.items():
        for count in (0, 1, 2, 7, 40):
            observations = draw(count)
            values = draw(9) if name != "choices" else np.arange(3.0)
            estimator = _ParzenEstimator({"x": observations}, {"x": distribution}, parameters)
            found = estimator.log_pdf({"x": values})
            outer = (lambda v: [choices[int(i)] for i in v]) if name == "choices" else floats
            cases.append({"scale": name, "observations": outer(observations), "values": outer(values),
                          "logDensities": floats(found)})
    return cases


def sphere(x, y):
    return (x - 1.5) ** 2 + (y + 2) ** 2


def steps(rate, depth, kind):
    return (math.log10(rate) + 2) ** 2 + 0.05 * (depth - 6) ** 2 + {1.0: 0.5, 5.0: 0.0, 25.0: 1.0}[kind]


def best_values():
    def first(trial):
        return sphere(trial.suggest_float("x", -5, 5), trial.suggest_float("y", -5, 5))

    def second(trial):
        return steps(
            trial.suggest_float("rate", 1e-5, 1, log=True),
            trial.suggest_int("depth", 1, 20),
            trial.suggest_categorical("kind", choices),
        )

    result = {}
    for name, objective in (("sphere", first), ("steps", second)):
        for method in ("tpe", "random"):
            best = []
            for seed in range(40):
                sampler = (
                    optuna.samplers.TPESampler(seed=seed, multivariate=False)
                    if method == "tpe"
                    else optuna.samplers.RandomSampler(seed=seed)
                )
                study = optuna.create_study(sampler=sampler)
                study.optimize(objective, n_trials=60)
                best.append(study.best_value)
            result[f"{name}-{method}"] = floats(best)
    return result


def expected_maxima():
    rows = []
    for count in (1, 2, 3, 5, 10, 100, 1000, 100000):
        def integrand(x, count=count):
            return x * count * stats.norm.pdf(x) * np.exp((count - 1) * stats.norm.logcdf(x))

        value = integrate.quad(integrand, -12, 12, epsabs=1e-13, epsrel=1e-13, limit=500, points=[0, 2, 4])[0]
        rows.append([float(count), float(value)])
    return rows


here = pathlib.Path(__file__).parent
text = json.dumps({"script": pathlib.Path(__file__).name,
                   "versions": {tool.__name__: tool.__version__ for tool in (np, scipy, optuna)},
                   "densities": densities(), "best": best_values(), "expectedMaxima": expected_maxima()})
(here / "tuning.json").write_text(text + "\n")
digest = hashlib.sha256((here / "tuning.json").read_bytes()).hexdigest()
(here / "tuning.json.sha256").write_text(f"{digest}  tuning.json\n")
