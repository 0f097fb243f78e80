"""Reading series, and writing forecasts, in the forms that `martlet bench` and its peers share.

Series    CSV, long or wide. Long has the columns name and value, one row a value, in order of time within a name. Wide has a
          column for each series, its name on top; a column called date or time is passed over. An empty cell is no value: series
          may end early.
Forecasts CSV with the columns id, model, step, value: the series' name, the model's, how many steps ahead from 1, the value.
"""
import csv
from pathlib import Path

import numpy as np
import pandas as pd


def read(path: str | Path, limit: int | None = None) -> dict[str, np.ndarray]:
    """The series of a file by name, in its order; the first so many."""
    frame = pd.read_csv(path, float_precision="round_trip")
    if {"name", "value"} <= set(frame.columns):
        found = {str(name): group["value"] for name, group in frame.groupby("name", sort=False)}
    else:
        found = {name: frame[name] for name in frame.columns if name.lower() not in ("date", "time")}
    return {name: values.dropna().to_numpy(dtype=float) for name, values in list(found.items())[:limit]}


def write(path: str | Path, series: dict[str, np.ndarray]) -> None:
    """Writes series in the long form, every value with the digits that give it back."""
    with open(path, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["name", "value"])
        for name, values in series.items():
            writer.writerows((name, repr(float(value))) for value in values)


def read_forecasts(path: str | Path) -> dict[str, dict[str, np.ndarray]]:
    """The forecasts of a file: by model, by series."""
    frame = pd.read_csv(path, float_precision="round_trip").sort_values(["model", "id", "step"], kind="stable")
    forecasts: dict[str, dict[str, np.ndarray]] = {}
    for (model, name), group in frame.groupby(["model", "id"], sort=False):
        if list(group["step"]) != list(range(1, len(group) + 1)):
            raise SystemExit(f"{path}: the steps of {name} by {model} are not 1, 2, 3, …")
        forecasts.setdefault(str(model), {})[str(name)] = group["value"].to_numpy(dtype=float)
    return forecasts


def write_forecasts(path: str | Path, forecasts: dict[str, dict[str, np.ndarray]]) -> None:
    """Writes forecasts by model, by series."""
    with open(path, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "model", "step", "value"])
        for model, each in forecasts.items():
            for name, values in each.items():
                writer.writerows((name, model, step, repr(float(value))) for step, value in enumerate(values, 1))
