#!/usr/bin/env python3
# Requirements: the .venv of `Scripts/setup.sh bench`, a built martlet. Usage: Benchmarks/indicator_table.py BARS.parquet [SYMBOLS]
"""Writes docs/indicators.md: every operator with its source, look-back and, for TA-Lib's functions, the largest relative error
against TA-Lib on real bars.

Martlet computes all of TA-Lib's functions with TA-Lib's default numbers as one feature set over the first SYMBOLS symbols (50
unless told) of the file; TA-Lib computes the same on the same adjusted bars. An error is |ours − TA-Lib's| over the larger of
|TA-Lib's| and a thousandth of the mean magnitude of the symbol's column, since a value next to zero has no relative error.
"""
import json
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import talib
from talib import abstract

ROOT = Path(__file__).resolve().parent.parent
MARTLET = str(ROOT / ".build" / "release" / "martlet")
DOCUMENT = ROOT / "docs" / "indicators.md"
FUNCTIONS = json.loads((ROOT / "Tests/IndicatorsTests/Goldens/talib_functions.json").read_text())["functions"]
FIELDS = ("open", "high", "low", "close", "volume")
# What a function of values is given: an expression, and the same in numpy.
HALF = ("close / (2 * high)", lambda b: b["close"] / (2 * b["high"]))
CLOSE = ("close", lambda b: b["close"])
HIGH, LOW, VOLUME = (("high", lambda b: b["high"]), ("low", lambda b: b["low"]), ("volume", lambda b: b["volume"]))
PERIODS = ("5 + 20 * (close > open)", lambda b: 5.0 + 20 * (b["close"] > b["open"]))


def run(*arguments: str) -> str:
    done = subprocess.run([MARTLET, *arguments], cwd=ROOT, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"martlet {' '.join(arguments)} ended with {done.returncode}:\n{done.stderr[-2000:]}")
    return done.stdout


def given(operator: dict) -> list:
    """What an operator of values reads."""
    if operator["series"] == 1:
        return [HALF] if operator["group"] == "math transforms" else [CLOSE]
    if operator["name"] == "obv":
        return [CLOSE, VOLUME]
    return [CLOSE, PERIODS] if operator["name"] == "mavp" else [HIGH, LOW]


def twins(operators: list, aliases: list) -> list:
    """TA-Lib's functions as (name, operator, output names in TA-Lib's order)."""
    by_name = {operator["name"]: operator for operator in operators}
    alias = {each["name"]: each for each in aliases}
    found = []
    for name in sorted(FUNCTIONS):
        own = name.lower()
        if own in by_name:
            count = len(FUNCTIONS[name]["outputs"])
            found.append((name, by_name[own], by_name[own]["outputs"][:count]))
        else:
            found.append((name, by_name[alias[own]["operator"]], [alias[own]["output"]]))
    return found


def feature_set(found: list) -> str:
    lines = ["name: parity", "version: 1", "features:"]
    for name, operator, outputs in found:
        series = ", ".join(text for text, _ in given(operator)) if operator["series"] else ""
        for output in outputs:
            dot = f".{output}" if len(operator["outputs"]) > 1 else ""
            lines.append(f'  - {{name: {name.lower()}__{output}, expression: "{operator["name"]}({series}){dot}"}}')
    lines += [f"  - {{name: bar_{field}, expression: {field}}}" for field in FIELDS]
    return "\n".join(lines) + "\n"


def theirs(name: str, operator: dict, bars: dict) -> list:
    if operator["series"]:
        inputs = [make(bars) for _, make in given(operator)]
    else:
        keys = abstract.Function(name).info["input_names"].values()
        inputs = [bars[key] for each in keys for key in (each if isinstance(each, (list, tuple)) else [each])]
    result = getattr(talib, name)(*[np.ascontiguousarray(column, dtype=float) for column in inputs])
    return [np.asarray(column, dtype=float) for column in (result if isinstance(result, (list, tuple)) else [result])]


def largest(ours: np.ndarray, golden: np.ndarray, lead: int) -> float:
    ours, golden = ours[lead:], golden[lead:]
    is_there = np.isfinite(golden)
    if not np.array_equal(np.isfinite(ours), is_there):
        return float("inf")
    if not is_there.any():
        return 0.0
    floor = np.mean(np.abs(golden[is_there])) / 1000
    scale = np.maximum(np.abs(golden[is_there]), floor)
    difference = np.abs(ours[is_there] - golden[is_there])
    return float(np.max(np.divide(difference, scale, out=np.zeros_like(difference), where=difference > 0)))


def errors(found: list, path: str, count: int) -> tuple[dict, int]:
    worst: dict[str, float] = {}
    rows = 0
    with tempfile.TemporaryDirectory(prefix="martlet-table-") as folder:
        data = f"{folder}/data"
        run("ingest", path, "--data-dir", data, "--quiet")
        symbols = sorted(set(pq.read_table(path, columns=["symbol"])["symbol"].unique().to_pylist()))[:count]
        Path(f"{folder}/parity.yaml").write_text(feature_set(found))
        run("features", "build", "--set", f"{folder}/parity.yaml", "--symbols", ",".join(symbols), "--data-dir", data, "--quiet")
        for symbol in symbols:
            file = f"{folder}/{symbol}.parquet"
            run("features", "get", "--set", f"{folder}/parity.yaml", "--symbols", symbol, "--format", "parquet", "-o", file,
                "--data-dir", data)
            table = pq.read_table(file)
            column = {name: table[name].to_numpy() for name in table.column_names if name not in ("symbol", "time", "known_at")}
            bars = {field: column[f"bar_{field}"] for field in FIELDS}
            rows += len(table)
            for name, operator, outputs in found:
                for output, golden in zip(outputs, theirs(name, operator, bars)):
                    lead = abstract.Function(name).lookback
                    error = largest(column[f"{name.lower()}__{output}"], golden, lead)
                    worst[name] = max(worst.get(name, 0.0), error)
    return worst, rows


def call(operator: dict) -> str:
    series = ["x", "y", "z"][:operator["series"]]
    numbers = [f"{each['name']}={each['default']:g}" for each in operator["parameters"]]
    return f"{operator['name']}({', '.join(series + numbers)})"


def shown(error: float | None) -> str:
    return "" if error is None else "0" if error == 0 else f"{error:.1e}"


def document(catalogue: dict, worst: dict, rows: int, count: int, file: str) -> str:
    operators = catalogue["operators"]
    tail = sorted(worst.values())
    lines = [
        "# Every operator", "",
        "Written by `Benchmarks/indicator_table.py`; `martlet operators NAME` says more of each.", "",
        f"All {len(FUNCTIONS)} functions of TA-Lib {talib.__version__} are here, and {sum(not each['is_talib'] for each in operators)} operators"
        f" that it lacks. The error is the largest relative one against TA-Lib on real bars: {count} symbols of {file}, {rows:,} daily",
        "bars, adjusted, with TA-Lib's default numbers; relative to TA-Lib's value, or a thousandth of the column's mean where that is"
        " larger. After the look-back the same values are missing.", "",
        f"{sum(each == 0 for each in tail)} functions are equal to the bit, nine in ten within {tail[len(tail) * 9 // 10]:.1e}, all"
        f" within {tail[-1]:.1e}. Where an error is larger than 1e-9, TA-Lib's running sums have lost the digits (see below).", "",
        "The look-back is the number of bars before the first value, per output where they differ. All have an update in O(1)"
        " amortised but those marked *: `martlet operators NAME` tells theirs.", ""]
    for group in dict.fromkeys(each["group"] for each in operators):
        lines += [f"## {group.capitalize()}", "", "| operator | what it computes | outputs | look-back | source | error |",
                  "| --- | --- | --- | ---: | --- | ---: |"]
        for operator in (each for each in operators if each["group"] == group):
            error = worst.get(operator["name"].upper()) if operator["is_talib"] else None
            outputs = ", ".join(operator["outputs"]) if len(operator["outputs"]) > 1 else ""
            leads = operator["warm_up_bars"]
            lead = str(leads[0]) if len(set(leads)) == 1 else ", ".join(map(str, leads))
            star = "*" if operator["cost"] != "O(1)" else ""
            lines.append(f"| `{call(operator)}`{star} | {operator['summary']} | {outputs} | {lead} | {operator['source']} | {shown(error)} |")
            for alias in (each for each in catalogue["aliases"] if each["operator"] == operator["name"]):
                called = call(operator | {"name": alias["name"]})
                lead = leads[operator["outputs"].index(alias["output"])]
                name = alias["name"].upper()
                lines.append(f"| `{called}` | the {alias['output']} of {operator['name']} | | {lead} | TA-Lib {name} | {shown(worst[name])} |")
        lines.append("")
    return "\n".join(lines) + (Path(__file__).parent / "indicator_notes.md").read_text()


def main() -> None:
    warnings.simplefilter("ignore")
    path, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 50
    catalogue = json.loads(run("operators", "--json"))
    found = twins(catalogue["operators"], catalogue["aliases"])
    worst, rows = errors(found, path, count)
    for name, error in sorted(worst.items(), key=lambda item: -item[1])[:25]:
        print(f"{name:20s} {error:.1e}")
    DOCUMENT.write_text(document(catalogue, worst, rows, count, Path(path).name))
    print(f"wrote {DOCUMENT.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
