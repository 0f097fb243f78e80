# Requirements: those of requirements.txt beside this file.
# Usage: python3 auto_peer.py SERIES.csv [--model AutoARIMA|AutoETS|AutoTheta] [--jobs N] [--season M] [--steps H]
#                             [--limit N] [--forecasts FILE.csv] [--choices FILE.csv] [--against FILE.csv]
"""statsforecast's automatic models over many series; one JSON line of figures.

"seconds" is fitting every series and forecasting it, in so many processes; before it, two series are fitted that are not
counted, for what is compiled or loaded at the first call ("warm_up_seconds"). With more than one process the workers start
within the time, as they would for a user. "mean_aicc" is over the series whose AICc is finite, "aicc" counts them; Theta has none.
--forecasts writes id,model,step,value; --choices writes id,model,choice,aicc,differences, where differences is d + D of ARIMA: only
AICc of equally differenced series can be compared. --against reads such a file of Martlet's and adds "against": over the series
that both differenced alike, how many there are, both means, and on how many Martlet's AICc is no more than 0.001 above.
"""
import argparse
import csv
import json
import math
import statistics
import time

import numpy as np
import pandas as pd
import statsforecast
from statsforecast import StatsForecast
from statsforecast.models import AutoARIMA, AutoETS, AutoTheta

import series

MODELS = {"AutoARIMA": AutoARIMA, "AutoETS": AutoETS, "AutoTheta": AutoTheta}


def frame(values: dict[str, np.ndarray]) -> pd.DataFrame:
    return pd.DataFrame({
        "unique_id": np.repeat(list(values), [len(each) for each in values.values()]),
        "ds": np.concatenate([np.arange(1, len(each) + 1) for each in values.values()]),
        "y": np.concatenate(list(values.values()))})


def run(model: str, values: dict[str, np.ndarray], season: int, steps: int, jobs: int) -> tuple[StatsForecast, pd.DataFrame]:
    """Fits and forecasts all series."""
    tool = StatsForecast(models=[MODELS[model](season_length=season)], freq=1, n_jobs=jobs)
    tool.fit(frame(values))
    return tool, tool.predict(h=steps)


def choice(fitted: dict) -> tuple[str, float, int]:
    """What was chosen, its AICc (NaN without one) and its number of differences."""
    aicc = float(fitted.get("aicc", math.nan))
    if "arma" not in fitted:
        return str(fitted.get("method", fitted.get("modeltype"))), aicc, 0
    p, q, seasonal_p, seasonal_q, season, d, seasonal_d = fitted["arma"]
    constant = next((f" with {name}" for name in ("intercept", "drift") if name in fitted["coef"]), "")
    return f"({p},{d},{q})({seasonal_p},{seasonal_d},{seasonal_q})[{season}]{constant}", aicc, int(d + seasonal_d)


def against(path: str, names: list[str], choices: list[tuple[str, float, int]]) -> dict:
    """Martlet's AICc beside those here, where both are of equally differenced series."""
    martlet = pd.read_csv(path, float_precision="round_trip", dtype={"id": str}).set_index("id")
    pairs = [
        (float(martlet.loc[name, "aicc"]), aicc) for name, (_, aicc, many) in zip(names, choices)
        if int(martlet.loc[name, "differences"]) == many and math.isfinite(aicc)]
    if not pairs:
        return {"series": 0}
    own, other = zip(*pairs)
    return {
        "series": len(pairs), "martlet_mean_aicc": statistics.fmean(own), "mean_aicc": statistics.fmean(other),
        "no_worse": sum(mine <= theirs + 0.001 for mine, theirs in pairs)}


def by_series(found: pd.DataFrame, model: str) -> dict[str, np.ndarray]:
    return {str(name): group[model].to_numpy(dtype=float) for name, group in found.groupby("unique_id", sort=False)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("series")
    parser.add_argument("--model", choices=MODELS, default="AutoARIMA")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--season", type=int, default=1)
    parser.add_argument("--steps", type=int, default=10)
    parser.add_argument("--limit", type=int, help="the first so many series only")
    parser.add_argument("--forecasts", metavar="FILE")
    parser.add_argument("--choices", metavar="FILE")
    parser.add_argument("--against", metavar="FILE", help="Martlet's choices of the same series and model")
    options = parser.parse_args()
    values = series.read(options.series, options.limit)
    started = time.perf_counter()
    run(options.model, dict(list(values.items())[:2]), options.season, options.steps, 1)
    warm = time.perf_counter()
    tool, found = run(options.model, values, options.season, options.steps, options.jobs)
    seconds = time.perf_counter() - warm
    choices = [choice(fitted.model_) for fitted in tool.fitted_[:, 0]]
    names = [str(name) for name in tool.uids]
    finite = [aicc for _, aicc, _ in choices if math.isfinite(aicc)]
    if options.forecasts:
        series.write_forecasts(options.forecasts, {options.model: by_series(found, options.model)})
    if options.choices:
        with open(options.choices, "w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["id", "model", "choice", "aicc", "differences"])
            writer.writerows((name, options.model, *chosen) for name, chosen in zip(names, choices))
    print(json.dumps({
        "tool": "statsforecast", "version": statsforecast.__version__, "model": options.model, "season": options.season,
        "jobs": options.jobs, "series": len(values), "points": sum(map(len, values.values())), "seconds": seconds,
        "warm_up_seconds": warm - started, "aicc": len(finite), "mean_aicc": statistics.fmean(finite) if finite else None,
        **({"against": against(options.against, names, choices)} if options.against else {})}))


if __name__ == "__main__":
    main()
