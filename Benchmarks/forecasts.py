"""The rows of forecasting: Martlet beside statsmodels, statsforecast, LightGBM and XGBoost, by the scripts in forecasting/.

Each figure is of both sides' runs in turn, over files that forecasting/prepare.py lays out; what the files hold is said at the top
of the script that reads them.
"""
import os
import statistics
import subprocess
import tempfile
from pathlib import Path

from measuring import HERE, MARTLET, ROOT, Row, interleaved, output, say, spread, times, verdict

PYTHON = str(ROOT / ".venv-forecasting" / "bin" / "python")
SCRIPTS = HERE / "forecasting"
MODELS = {"auto-arima": "AutoARIMA", "auto-ets": "AutoETS", "auto-theta": "AutoTheta"}
# The MASE of statsforecast's AutoARIMA on M4, as its repository gives it in experiments/arima.
PUBLISHED = {"weekly": 2.34, "hourly": 0.92}


def script(name: str, *arguments: object) -> list[str]:
    return [PYTHON, str(SCRIPTS / f"{name}.py"), *map(str, arguments)]


def bench(name: str, *arguments: object) -> list[str]:
    return [MARTLET, "bench", name, *map(str, arguments), "--json"]


def prepared(job: str, data: Path, folder: Path, *more: str) -> Path:
    say(f"laying out the data of {job}")
    subprocess.run(script("prepare", job, data, folder / job, *more), check=True, capture_output=True)
    return folder / job


def middle(found: list[dict], key: str = "seconds") -> float:
    return statistics.median(each[key] for each in found)


def versus(what: str, ours: list[dict], peer: str, theirs: list[dict], goal: float | None = None) -> Row:
    """A row of seconds against seconds."""
    ratio = middle(theirs) / middle(ours)
    return Row(what, spread([each["seconds"] for each in ours], ".3f", "s"), f"{peer} {theirs[0]['version']}",
               spread([each["seconds"] for each in theirs], ".3f", "s"), times(ratio),
               verdict(f"≥ {goal:g} ×", ratio >= goal) if goal else "")


def rows(data: Path, repetitions: int) -> list[Row]:
    with tempfile.TemporaryDirectory(prefix="martlet-forecasts-") as name:
        folder = Path(name)
        found = arima(data, folder, repetitions) + automatic(data, folder, max(1, repetitions // 2)) + boosting(repetitions)
        found += walk_forward(data, folder, max(1, repetitions // 2))
        competition = os.environ.get("MARTLET_M4")
        if competition:
            found += m4(Path(competition), folder)
        else:
            say("MARTLET_M4 does not name the folder of the M4 competition's files; its figures are left out")
    return found


def arima(data: Path, folder: Path, repetitions: int) -> list[Row]:
    """Likelihoods and forecasts of twelve real series, and the time of the fits."""
    place = prepared("arima", data, folder)
    files, fits = (place / "series.csv", place / "orders.csv"), place / "fits.json"
    ours, theirs = interleaved(repetitions, {
        "martlet ARIMA": bench("arima", *files, "--output", fits),
        "statsmodels ARIMA": script("arima_peer", *files, "--given", fits)})
    last = theirs[-1]
    above, likelihood, forecast = (
        last[key] for key in ("worst_shortfall", "largest_likelihood_difference", "largest_forecast_difference"))
    peer = f"statsmodels {last['version']}"
    gains = [0 - each["shortfall"] for each in last["each"].values()]
    return [
        Row(f"ARIMA, {last['series']} real series: log-likelihood above the peer's, the least of them", f"{0 - above:.2g}", peer,
            f"{last['converged']} converged", "", verdict("≥ −1e-3", above <= 1e-3)),
        Row("the same, in the mean and at the most", f"{statistics.fmean(gains):.3g} and {max(gains):.3g}"),
        Row("their log-likelihood at the same parameters, the largest difference", f"{likelihood:.1e}", "", "", "",
            verdict("≤ 1e-6", likelihood <= 1e-6)),
        Row("their forecasts ten steps ahead there, the largest relative difference", f"{forecast:.1e}", "", "", "",
            verdict("≤ 1e-6", forecast <= 1e-6)),
        versus("the fits", ours, "statsmodels", theirs),
    ]


def automatic(data: Path, folder: Path, repetitions: int) -> list[Row]:
    """Automatic models over 500 daily series of 500 points, with one thread or process and with two."""
    files, found = prepared("daily", data, folder) / "series.csv", []
    for own, other in MODELS.items():
        choices = folder / f"{own}.csv"
        for count in (1, 2):
            ours, theirs = interleaved(repetitions, {
                f"martlet {own}, {count}": bench("auto", files, "--model", own, "--threads", count, "--choices", choices),
                f"statsforecast {other}, {count}": script(
                    "auto_peer", files, "--model", other, "--jobs", count, "--against", choices)})
            what = f"{other}, {theirs[0]['series']} daily series of 500 points, {'one core' if count == 1 else 'two cores'}"
            found.append(versus(what, ours, "statsforecast", theirs, 2 if other == "AutoARIMA" else None))
        last = theirs[-1]["against"]
        if last["series"]:
            own_mean, other_mean = last["martlet_mean_aicc"], last["mean_aicc"]
            found.append(Row(
                f"mean AICc of the {last['series']} that both differenced alike", f"{own_mean:.3f}", "", f"{other_mean:.3f}",
                f"no worse on {last['no_worse']}", verdict("no higher", own_mean <= other_mean + 1e-3)))
    return found


def boosting(repetitions: int) -> list[Row]:
    """Training on 20,000 × 30 made numbers with the same parameters and threads, and one row's prediction."""
    runs = interleaved(repetitions, {
        "martlet bench boosting": bench("boosting", "--repetitions", 1),
        "lightgbm from Python": [PYTHON, str(HERE / "boosting_python.py"), "lightgbm"],
        "xgboost from Python": [PYTHON, str(HERE / "boosting_python.py"), "xgboost"]})
    ours, found = runs[0], []
    for library, theirs in zip(("lightgbm", "xgboost"), runs[1:]):
        own = [each[library] for each in ours]
        what = f"{library} trained on {theirs[0]['rows']:,} × 30, {theirs[0]['rounds']} rounds, two threads"
        found.append(versus(what, own, f"Python's {library}", theirs, 1))
        microseconds = [[each["single_microseconds"] for each in side] for side in (own, theirs)]
        ratio = statistics.median(microseconds[1]) / statistics.median(microseconds[0])
        found.append(Row("its prediction of one row", spread(microseconds[0], ".2f", "µs"), "Booster.predict",
                         spread(microseconds[1], ".1f", "µs"), times(ratio), verdict("≥ 20 ×", ratio >= 20)))
    return found


def walk_forward(data: Path, folder: Path, repetitions: int) -> list[Row]:
    """LightGBM over 100 symbols, ten years, ten folds, alpha158; the peer reads the features that Martlet built."""
    bars, features, store = prepared("bars", data, folder) / "bars.parquet", folder / "features.parquet", folder / "store"
    say("building the features that the peer reads")
    for command in (["ingest", bars], ["features", "build", "--set", "alpha158"],
                    ["features", "get", "--set", "alpha158", "--format", "parquet", "-o", features]):
        subprocess.run([MARTLET, *map(str, command), "--data-dir", str(store), "--quiet"], cwd=ROOT, check=True, capture_output=True)
    ours, theirs = interleaved(repetitions, {
        "martlet walk-forward": bench("walkforward", bars, "--set", "configs/features/alpha158.yaml", "--folds", 10, "--horizon", 5, "--threads", 1),
        "pandas and LightGBM": script("walkforward_peer", features, bars, "--folds", 10, "--horizon", 5, "--threads", 1)})
    processor = [[each["processor_seconds"] for each in found] for found in (ours, theirs)]
    memory = [[each["peak_megabytes"] for each in found] for found in (ours, theirs)]
    scores = [f"{found[-1]['ic']:.4f} / {found[-1]['r_squared']:.3%}" for found in (ours, theirs)]
    what = f"Walk-forward of LightGBM, {theirs[0]['symbols']} symbols × ten years × 10 folds × alpha158, one thread"
    return [
        versus(what, ours, "pandas and LightGBM", theirs),
        Row("processor time of these", spread(processor[0], ".1f", "s"), "", spread(processor[1], ".1f", "s"),
            times(statistics.median(processor[1]) / statistics.median(processor[0]))),
        Row("its memory at the most", spread(memory[0], ",.0f", "MB"), "", spread(memory[1], ",.0f", "MB"),
            times(statistics.median(memory[1]) / statistics.median(memory[0]))),
        Row("its information coefficient and R² against zero", scores[0], "", scores[1]),
    ]


def m4(source: Path, folder: Path) -> list[Row]:
    """MASE on the M4 competition's weekly and hourly series, beside what statsforecast publishes."""
    found = []
    for group, published in PUBLISHED.items():
        files, forecasts = folder / f"{group}.csv", folder / f"{group}-forecasts.csv"
        shape = output(script("m4", "prepare", source, group, files))
        say(f"forecasting M4's {group} series")
        output(bench("m4", files, "--season", shape["season"], "--steps", shape["steps"], "--forecasts", forecasts))
        measured = output(script("m4", "score", source, group, forecasts))
        for model, scores in measured["models"].items():
            found.append(Row(
                f"M4 {group}, {measured['series']} series: MASE of {model}", f"{scores['mase']:.3f}",
                "statsforecast's AutoARIMA, published", f"{published}", f"OWA {scores['owa']:.3f}", verdict("within 2 %", scores["mase"] <= 1.02 * published)))
    return found
