"""Times statsmodels and statsforecast on the series of a CSV file, for comparison with Martlet's ARIMA.

requirements: numpy pandas statsmodels statsforecast
run: OMP_NUM_THREADS=1 python3 arima_peers.py SERIES.csv [--season 5] [--order 2,1,2] [--fits 12]

SERIES.csv has a header and one series per column, oldest first. The fits of the given order are statsmodels' defaults; the
orders are chosen by statsforecast's AutoARIMA with its defaults, after a first call that compiles what it compiles. Prints
one JSON object: seconds of CPU, log-likelihoods of the fits, and the criterion of every chosen model.
"""

import argparse
import json
import time
import warnings

import numpy as np
import pandas as pd
from statsforecast.models import AutoARIMA
from statsmodels.tsa.statespace.sarimax import SARIMAX

warnings.simplefilter("ignore")


def timed(function, items):
    start = time.process_time()
    results = [function(item) for item in items]
    return results, time.process_time() - start


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file")
    parser.add_argument("--season", type=int, default=1)
    parser.add_argument("--order", default="2,1,2")
    parser.add_argument("--fits", type=int, default=12)
    arguments = parser.parse_args()
    table = pd.read_csv(arguments.file)
    series = [table[name].dropna().to_numpy(float) for name in table.columns]
    order = tuple(int(part) for part in arguments.order.split(","))

    def fit(values):
        return float(SARIMAX(values, order=order, simple_differencing=True).fit(disp=False).llf)

    def choose(values):
        model = AutoARIMA(season_length=arguments.season).fit(values).model_
        return {"arma": [int(part) for part in model["arma"]], "aicc": float(model["aicc"])}

    likelihoods, fit_seconds = timed(fit, series[: arguments.fits])
    choose(series[0])
    chosen, choice_seconds = timed(choose, series)
    print(json.dumps({
        "order": order, "statsmodels_seconds": fit_seconds, "log_likelihoods": likelihoods,
        "statsforecast_seconds": choice_seconds, "mean_aicc": float(np.mean([row["aicc"] for row in chosen])),
        "chosen": chosen,
    }))


if __name__ == "__main__":
    main()
