"""The peer of `martlet serve` in `make bench`: FastAPI and uvicorn serve a LightGBM model through Python.

    python3 Benchmarks/predict_fastapi.py [port] [workers]

Requirements: fastapi==0.163.2 uvicorn==0.54.0 lightgbm==4.7.0 numpy

One request predicts one row with a model of 100 trees over 28 features and returns quantiles in JSON of the same kind as
martlet's. Run it as people would: pydantic checks the request, one thread per prediction, access log off.
"""

import os
import statistics
import sys
import tempfile

import lightgbm
import numpy
import uvicorn
from fastapi import FastAPI, HTTPException
from pydantic import BaseModel, Field

FEATURES = 28
TREES = 100
LEVELS = [round(0.05 * step, 2) for step in range(1, 20)]
MODEL = os.path.join(tempfile.gettempdir(), "martlet-bench-lightgbm.txt")


def train() -> None:
    """Writes a model of the size that martlet's champions have."""
    generator = numpy.random.default_rng(7)
    rows = generator.normal(size=(4000, FEATURES))
    target = 0.01 * rows[:, 0] - 0.005 * rows[:, 1] * rows[:, 2] + 0.02 * generator.normal(size=4000)
    parameters = {"objective": "regression", "num_leaves": 31, "verbose": -1, "num_threads": 1, "seed": 7}
    lightgbm.train(parameters, lightgbm.Dataset(rows, target), TREES).save_model(MODEL)


class PredictRequest(BaseModel):
    days: int = Field(default=1, ge=1, le=21)


def make_app() -> FastAPI:
    app = FastAPI()
    model = lightgbm.Booster(model_file=MODEL)
    row = numpy.random.default_rng(8).normal(size=(1, FEATURES))
    normal = statistics.NormalDist()
    residuals = {level: normal.inv_cdf(level) for level in LEVELS}
    close, volatility = 175.49, 0.015

    @app.post("/predict/{symbol}")
    async def predict(symbol: str, request: PredictRequest | None = None) -> dict:
        if symbol.upper() != "AAPL":
            raise HTTPException(404, "unknown symbol")
        days = request.days if request else 1
        location = float(model.predict(row, num_threads=1)[0])
        scale = volatility * days**0.5
        returns = {str(level): location + scale * score for level, score in residuals.items()}
        prices = {level: close * (1 + value) for level, value in returns.items()}
        p_up = 1 - normal.cdf(-location / scale)
        return {
            "symbol": symbol.upper(), "as_of": "2023-09-20T20:00:00Z", "horizon_bars": days,
            "model": {"name": "lightgbm", "version": 1, "alias": "champion"},
            "prediction": p_up >= 0.5, "confidence": max(p_up, 1 - p_up),
            "predictions": {"lightgbm": [close * (1 + location)], "persistence": [close]},
            "forecast": {"p_up": p_up, "return": {"quantiles": returns}, "price": {"quantiles": prices}},
            "metrics": {"lightgbm": {"r2_price": 0.998, "r2_price_naive": 0.998, "r2_return": 0.001,
                                     "directional_accuracy": 0.52, "mase": 1.0}},
            "skill": {"verdict": "no skill found", "against": "persistence", "clark_west_p": 0.31,
                      "diebold_mariano_p": 0.41, "folds": 10},
        }

    return app


if __name__ == "__main__":
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 8100
    workers = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    train()
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    uvicorn.run(
        "predict_fastapi:make_app", factory=True, host="127.0.0.1", port=port, workers=workers, access_log=False,
        log_level="warning")
