# Requirements: fastapi, uvicorn with uvloop and httptools, lightgbm, numpy, as pinned in requirements.txt.
# Usage: python3 predict_fastapi.py MODEL.txt [--port N] [--workers K] [--tuned]
"""The peer of `martlet serve` in `make bench`: FastAPI and uvicorn serve a LightGBM model through Python.

The model is one of Martlet's champions, in LightGBM's own text. One request predicts one row, with the features at hand,
and returns quantiles in JSON with the members of Martlet's answer. Pydantic checks the request; there is no thread pool
between, no access log, and one LightGBM thread a worker. uvicorn runs as `pip install uvicorn` gives it (asyncio and h11),
or with --tuned as `pip install "uvicorn[standard]"` does (uvloop and httptools).
"""
import argparse
import os
import socket
import statistics

import lightgbm
import numpy
import uvicorn
from fastapi import FastAPI, HTTPException
from pydantic import BaseModel, Field
from uvicorn.supervisors import Multiprocess

LEVELS = [round(0.05 * step, 2) for step in range(1, 20)]
MODEL = "PEER_MODEL"  # How the workers, which are processes of their own, learn the file.


class PredictRequest(BaseModel):
    days: int = Field(default=1, ge=1, le=21)


def make_app() -> FastAPI:
    app = FastAPI()
    model = lightgbm.Booster(model_file=os.environ[MODEL])
    row = numpy.random.default_rng(8).normal(size=(1, model.num_feature()))
    normal = statistics.NormalDist()
    residuals = {level: normal.inv_cdf(level) for level in LEVELS}
    close, volatility = 175.49, 0.015
    scores = {"r2_price": 0.998, "r2_price_naive": 0.998, "r2_return": 0.001, "directional_accuracy": 0.52, "mase": 1.0}

    @app.get("/ready")
    async def ready() -> dict:
        return {"status": "ready"}

    @app.post("/predict/{symbol}")
    async def predict(symbol: str, request: PredictRequest | None = None) -> dict:
        if symbol.upper() != "AAPL":
            raise HTTPException(404, "unknown symbol")
        days = request.days if request else 1
        scale = volatility * days**0.5
        location = float(model.predict(row, num_threads=1)[0]) * scale
        returns = {str(level): location + scale * score for level, score in residuals.items()}
        prices = {level: close * (1 + value) for level, value in returns.items()}
        p_up = 1 - normal.cdf(-location / scale)
        return {
            "symbol": symbol.upper(), "as_of": "2023-09-20T20:00:00Z", "interval": "1d", "horizon_bars": days,
            "feed": "none", "last_close": close,
            "model": {"name": "lightgbm", "version": 2, "alias": "champion", "registered_model": "AAPL.h1",
                      "trained_through": "2023-09-20T20:00:00Z"},
            "in_sample": True, "prediction": p_up > 0.5, "confidence": max(p_up, 1 - p_up),
            "predictions": {"lightgbm": [close * (1 + location)], "persistence": [close]},
            "forecast": {"p_up": p_up, "return": {"median": location, "quantiles": returns},
                         "price": {"median": close * (1 + location), "quantiles": prices}},
            "metrics": {"persistence": scores, "lightgbm": scores},
            "skill": {"verdict": "no skill found", "against": "persistence", "judged_model": "lightgbm",
                      "reason": "the gate's finding in a sentence about as long as this one is, with its p-value",
                      "r2_return": 0.001, "clark_west_p": 0.31, "clark_west_p_holm": 0.62,
                      "diebold_mariano_p": 0.41, "folds": 10, "n": 1000},
        }

    return app


def listening(port: int) -> socket.socket:
    """A socket whose connections do not wait to send (TCP_NODELAY).

    asyncio sees to that only where a socket names its protocol, which the one uvicorn makes for several workers does not:
    it would answer in 40 ms.
    """
    server = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    server.bind(("127.0.0.1", port))
    server.set_inheritable(True)
    return server


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", help="a LightGBM model's text")
    parser.add_argument("--port", type=int, default=8100)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--tuned", action="store_true", help="with uvloop and httptools")
    options = parser.parse_args()
    os.environ[MODEL] = os.path.abspath(options.model)
    config = uvicorn.Config(
        "predict_fastapi:make_app", factory=True, workers=options.workers, access_log=False, log_level="warning",
        loop="uvloop" if options.tuned else "asyncio", http="httptools" if options.tuned else "h11")
    server = uvicorn.Server(config)
    sockets = [listening(options.port)]
    if options.workers > 1:
        Multiprocess(config, sockets).run()
    else:
        server.run(sockets)


if __name__ == "__main__":
    main()
