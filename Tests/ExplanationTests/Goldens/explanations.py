"""Writes explanations.json: reference explanations by shap, lime and scikit-learn on small simulated tables.

requirements: numpy==2.4.6 scikit-learn==1.9.1 shap==0.51.0 lime==0.2.0.1
run: python3 explanations.py   (writes explanations.json and explanations.json.sha256 beside this file)
"""

import hashlib
import json
import pathlib

import lime.lime_tabular
import numpy as np
import shap
import sklearn.inspection
from sklearn.base import BaseEstimator, RegressorMixin

rng = np.random.default_rng(11)


def rows(values):
    return [[float(value) for value in row] for row in np.atleast_2d(values)]


def curved(x):
    """The model explained: products, a kink and a curve."""
    return x[:, 0] * x[:, 1] + 2 * np.maximum(x[:, 2], 0) - 0.5 * x[:, 3] ** 2 + x[:, 0] * x[:, 2] * x[:, 3]


def shapley(columns, samples):
    background = np.round(rng.normal(size=(samples, columns)), 3)
    explained = np.round(rng.normal(size=(3, columns)), 3)
    explained[1, 1] = background[0, 1]
    background[:, 0] = explained[2, 0]
    explainer = shap.KernelExplainer(curved, background)
    values = explainer.shap_values(explained, nsamples=2**columns, l1_reg=False, silent=True)
    return {
        "background": rows(background),
        "rows": rows(explained),
        "base": float(explainer.expected_value),
        "values": rows(values),
    }


def neighbourhood():
    training = rng.normal([1, -2, 0, 5], [1, 3, 0.5, 2], size=(200, 4))
    explained = np.array([1.5, -1, 0.3, 4])
    explainer = lime.lime_tabular.LimeTabularExplainer(
        training, mode="regression", discretize_continuous=False, feature_selection="none", random_state=5
    )
    _, drawn = explainer._LimeTabularExplainer__data_inverse(explained, 120)
    explainer._LimeTabularExplainer__data_inverse = lambda row, count: (drawn.copy(), drawn.copy())
    explanation = explainer.explain_instance(explained, curved, num_features=4, num_samples=120)
    weights = dict(explanation.local_exp[1])
    return {
        "means": [float(v) for v in explainer.scaler.mean_],
        "deviations": [float(v) for v in explainer.scaler.scale_],
        "row": [float(v) for v in explained],
        "neighbours": rows(drawn),
        "weights": [float(weights[column]) for column in range(4)],
        "intercept": float(explanation.intercept[1]),
        "determination": float(explanation.score),
        "local": float(explanation.local_pred[0]),
    }


class Curved(RegressorMixin, BaseEstimator):
    def fit(self, x, y):
        self.is_fitted_ = True
        return self

    def predict(self, x):
        return curved(x)


def permutations():
    x = np.round(rng.normal(size=(25, 4)), 3)
    y = np.round(curved(x) + rng.normal(size=25), 3)
    found = sklearn.inspection.permutation_importance(
        Curved().fit(x, y), x, y, scoring="neg_mean_squared_error", n_repeats=4, random_state=3
    )
    # scikit-learn shuffles one index again and again, and each shuffled column once more: the composed orders.
    seed = np.random.RandomState(3).randint(np.iinfo(np.int32).max + 1)
    orders = []
    generator = np.random.RandomState(seed)
    shuffled, order = np.arange(25), np.arange(25)
    for _ in range(4):
        generator.shuffle(shuffled)
        order = order[shuffled]
        orders.append([int(v) for v in order])
    return {"rows": rows(x), "targets": [float(v) for v in y], "orders": orders, "increases": rows(found.importances)}


here = pathlib.Path(__file__).parent
text = json.dumps(
    {"small": shapley(4, 6), "wide": shapley(7, 4), "lime": neighbourhood(), "permutation": permutations()}
)
(here / "explanations.json").write_text(text + "\n")
digest = hashlib.sha256((here / "explanations.json").read_bytes()).hexdigest()
(here / "explanations.json.sha256").write_text(f"{digest}  explanations.json\n")
