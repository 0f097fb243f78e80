# Requirements: those of requirements.txt beside this file; the files of the M4 competition, which are not part of this project.
# Usage: python3 m4.py prepare FOLDER weekly|hourly|… SERIES.csv
#        python3 m4.py score FOLDER weekly|hourly|… FORECASTS.csv
#        python3 m4.py peer FOLDER weekly|hourly|… [--models AutoARIMA,…] [--jobs N] [--limit N] [--forecasts FILE.csv]
"""The M4 competition's measures of forecasts; one JSON line of figures.

FOLDER has Weekly-train.csv, Weekly-test.csv, Hourly-train.csv, … as in the repository Mcompetitions/M4-methods, folder Dataset: side by
side, or in Train and Test. prepare writes a set's training series in the form of series.py, for `martlet bench m4`; score reads
forecasts as series.py says and measures each model in them; peer lets statsforecast forecast the same and measures that.

sMAPE, MASE and OWA are those of the competition (Makridakis, Spiliotis and Assimakopoulos 2020): MASE is scaled by the seasonal
naive's error in the training series; OWA is the mean of both, each relative to Naive 2's over the whole set: the naive forecast of the
series freed from multiplicative seasons, where a test at 90 % finds any. Published for Naive 2, as a check: weekly sMAPE 9.161 and
MASE 2.777, hourly 18.383 and 2.395. With --limit, all figures are of the first so many series only.
"""
import argparse
import json
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

import series

SETS = {"yearly": (1, 6), "quarterly": (4, 8), "monthly": (12, 18), "weekly": (1, 13), "daily": (1, 14), "hourly": (24, 48)}


@dataclass
class Competition:
    """One set of series: what is to be learnt from, what came, the values of a season and the steps."""
    train: dict[str, np.ndarray]
    test: dict[str, np.ndarray]
    season: int
    steps: int


def rows(folder: Path, group: str, part: str) -> dict[str, np.ndarray]:
    name, place = f"{group.capitalize()}-{part}.csv", part.capitalize()
    found = [path for path in (folder / name, folder / place / name, folder / "Dataset" / place / name) if path.exists()]
    if not found:
        raise SystemExit(f"{folder} has no {name}; it is in the repository Mcompetitions/M4-methods, folder Dataset/{place}")
    frame = pd.read_csv(found[0], index_col=0, float_precision="round_trip")
    values = frame.to_numpy(dtype=float)
    return {str(name): row[np.isfinite(row)] for name, row in zip(frame.index, values)}


def load(folder: Path, group: str, limit: int | None = None) -> Competition:
    season, steps = SETS[group]
    train, test = rows(folder, group, "train"), rows(folder, group, "test")
    missing = [name for name in train if name not in test or len(test[name]) != steps]
    if missing:
        raise SystemExit(f"the test file has not {steps} values of {', '.join(missing[:5])}")
    names = list(train)[:limit]
    return Competition({name: train[name] for name in names}, {name: test[name] for name in names}, season, steps)


def is_seasonal(values: np.ndarray, season: int) -> bool:
    """Whether the autocorrelation at the season is beyond its 90 % limits."""
    count = len(values)
    if season == 1 or count < 3 * season:
        return False
    centred = values - values.mean()
    total = centred @ centred
    if total == 0:
        return False
    correlations = np.array([centred[lag:] @ centred[:-lag] / total for lag in range(1, season + 1)])
    limit = 1.645 * np.sqrt((1 + 2 * np.sum(correlations[:-1] ** 2)) / count)
    return bool(abs(correlations[-1]) > limit)


def seasons(values: np.ndarray, season: int) -> np.ndarray:
    """Multiplicative factors by classical decomposition, one for each place in the season; their mean is 1."""
    weights = np.ones(season) / season if season % 2 else np.r_[0.5, np.ones(season - 1), 0.5] / season
    half = len(weights) // 2
    trend = np.full(len(values), np.nan)
    trend[half:len(values) - half] = np.convolve(values, weights, mode="valid")
    factors = np.array([np.nanmean((values / trend)[place::season]) for place in range(season)])
    return factors / factors.mean()


def naive2(values: np.ndarray, season: int, steps: int) -> np.ndarray:
    if not is_seasonal(values, season):
        return np.full(steps, values[-1])
    factors = seasons(values, season)
    count = len(values)
    return values[-1] / factors[(count - 1) % season] * factors[(count + np.arange(steps)) % season]


def smape(actual: np.ndarray, forecast: np.ndarray) -> float:
    return float(np.mean(200 * np.abs(actual - forecast) / (np.abs(actual) + np.abs(forecast))))


def mase(train: np.ndarray, actual: np.ndarray, forecast: np.ndarray, season: int) -> float:
    return float(np.mean(np.abs(actual - forecast)) / np.mean(np.abs(train[season:] - train[:-season])))


def measured(data: Competition, forecasts: dict[str, np.ndarray]) -> dict[str, float]:
    missing = [name for name in data.train if len(forecasts.get(name, ())) != data.steps]
    if missing:
        raise SystemExit(f"there are not {data.steps} forecasts of {len(missing)} series, such as {', '.join(missing[:5])}")
    return {
        "smape": float(np.mean([smape(data.test[name], forecasts[name]) for name in data.train])),
        "mase": float(np.mean([mase(data.train[name], data.test[name], forecasts[name], data.season) for name in data.train]))}


def figures(data: Competition, forecasts: dict[str, dict[str, np.ndarray]]) -> dict:
    """Each model's measures beside Naive 2's."""
    base = measured(data, {name: naive2(values, data.season, data.steps) for name, values in data.train.items()})
    models = {model: measured(data, each) for model, each in forecasts.items()}
    for found in models.values():
        found["owa"] = (found["smape"] / base["smape"] + found["mase"] / base["mase"]) / 2
    return {"series": len(data.train), "steps": data.steps, "season": data.season, "naive2": base, "models": models}


def peer(data: Competition, models: list[str], jobs: int) -> tuple[dict, dict[str, dict[str, np.ndarray]]]:
    """statsforecast's forecasts, and the seconds each model took after a warm-up on two series."""
    import statsforecast

    import auto_peer

    seconds, forecasts = {}, {}
    for model in models:
        auto_peer.run(model, dict(list(data.train.items())[:2]), data.season, data.steps, 1)
        started = time.perf_counter()
        _, found = auto_peer.run(model, data.train, data.season, data.steps, jobs)
        seconds[model] = time.perf_counter() - started
        forecasts[model] = auto_peer.by_series(found, model)
    return {"tool": "statsforecast", "version": statsforecast.__version__, "jobs": jobs, "seconds": seconds}, forecasts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("job", choices=["prepare", "score", "peer"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("set", choices=SETS)
    parser.add_argument("file", nargs="?", help="where prepare writes, what score reads")
    parser.add_argument("--models", default="AutoARIMA,AutoETS,AutoTheta")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--limit", type=int, help="the first so many series only")
    parser.add_argument("--forecasts", metavar="FILE", help="where peer writes its forecasts")
    options = parser.parse_args()
    if options.job != "peer" and not options.file:
        parser.error(f"{options.job} wants a file")
    data = load(options.folder, options.set, options.limit)
    about: dict = {"set": options.set}
    if options.job == "prepare":
        series.write(options.file, data.train)
        about |= {"series": len(data.train), "season": data.season, "steps": data.steps}
    elif options.job == "score":
        about |= figures(data, series.read_forecasts(options.file))
    else:
        extra, forecasts = peer(data, options.models.split(","), options.jobs)
        if options.forecasts:
            series.write_forecasts(options.forecasts, forecasts)
        about |= extra | figures(data, forecasts)
    print(json.dumps(about))


if __name__ == "__main__":
    main()
