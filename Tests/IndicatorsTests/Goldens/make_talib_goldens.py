# Requirements: python3, TA-Lib == 0.8.2 (PyPI wheel, C core 0.8.1), numpy. Usage: python3 make_talib_goldens.py
"""Writes talib_series.json and one talib_<group>.json per group of TA-Lib's functions beside itself; rewrites SHA256SUMS.

Every one of TA-Lib's 201 functions is in them. The series are those of series.json (read from beside this script) and those
made by talib_series.py, in the same form, in talib_series.json: to reach early returns and to make all 61 candlestick patterns
fire.

A case: function, parameters (TA-Lib's names), inputs (columns of the series; "periods.close" is the column close of the series
periods), series, lookback, rows, outputs. A row before the look-back and NaN are null. infinite_rows, where there, names rows
at which TA-Lib gives an infinity; shaky_rows those at which its value hangs on the last bits of rounding (the phase of a flat
series); neither are in rows. noise, where there, is for each output a difference that means nothing: 1e-11, for what is in the
unit of prices 1e-13 of the largest price, or ten times what TA-Lib's own rounding moves it by.
A case of a candlestick pattern has `count`, the number of rows of the series: rows are all those that are not 0.

Unstable periods are 0, candle settings and compatibility TA-Lib's defaults. Checked with numpy 2.4.6 on python 3.11.
"""
import datetime
import hashlib
import json
import pathlib
import sys

import numpy as np
import talib
from talib import abstract

from talib_series import FIELDS, all_series

HERE = pathlib.Path(__file__).parent
GROUPS = {
    "Cycle Indicators": "cycle", "Math Operators": "operators", "Math Transform": "transform",
    "Momentum Indicators": "momentum", "Overlap Studies": "overlap", "Pattern Recognition": "patterns",
    "Price Transform": "price", "Statistic Functions": "statistic", "Volatility Indicators": "volatility",
    "Volume Indicators": "volume",
}
AVERAGES = range(14)
PERIOD = [{"timeperiod": 5}, {"timeperiod": 20}]
# Parameters beside the defaults and the smallest allowed
PARAMETERS = {
    "AC": [{"fastperiod": 3, "slowperiod": 10, "signalperiod": 4}, {"fastperiod": 9, "slowperiod": 4, "signalperiod": 3}],
    "AO": [{"fastperiod": 3, "slowperiod": 10}, {"fastperiod": 9, "slowperiod": 4}],
    "APO": [{"fastperiod": 9, "slowperiod": 4, "matype": 1}, {"fastperiod": 3, "slowperiod": 8, "matype": 0}],
    "PPO": [{"fastperiod": 9, "slowperiod": 4, "matype": 1}, {"fastperiod": 3, "slowperiod": 8, "matype": 0}],
    "PVO": [{"fastperiod": 9, "slowperiod": 4, "matype": 1}, {"fastperiod": 3, "slowperiod": 8, "matype": 0}],
    "ADOSC": [{"fastperiod": 10, "slowperiod": 3}, {"fastperiod": 5, "slowperiod": 5}],
    "BBANDS": [{"timeperiod": 5, "nbdevup": 1.5, "nbdevdn": 3.0, "matype": 0},
               {"timeperiod": 8, "nbdevup": -1.0, "nbdevdn": 0.0, "matype": 1}],
    "BETA": [{"timeperiod": 20}, {"timeperiod": 60}],
    "COPPOCK": [{"wmaperiod": 4, "roc1period": 9, "roc2period": 3}],
    "CVI": [{"timeperiod": 5, "rocperiod": 3}, {"timeperiod": 3, "rocperiod": 8}],
    "DPO": [{"timeperiod": 3}, {"timeperiod": 7}],
    "FRACTAL": [{"leftbars": 1, "rightbars": 3}, {"leftbars": 4, "rightbars": 1}],
    "HMA": [{"timeperiod": 2}, {"timeperiod": 3}, {"timeperiod": 4}, {"timeperiod": 16}],
    "KC": [{"timeperiod": 5, "atrperiod": 15, "nbdev": 1.0}, {"timeperiod": 12, "atrperiod": 3, "nbdev": -1.5}],
    "KDJ": [{"fastk_period": 5, "slowk_period": 2, "slowk_matype": 0, "slowd_period": 4, "slowd_matype": 1}],
    "LINEARREG": [{"timeperiod": 5}, {"timeperiod": 40}],
    "MA": [{"timeperiod": 5, "matype": 0}],
    "MACD": [{"fastperiod": 3, "slowperiod": 7, "signalperiod": 4}, {"fastperiod": 8, "slowperiod": 3, "signalperiod": 2}],
    "MACDEXT": [
        {"fastperiod": 4, "fastmatype": 1, "slowperiod": 9, "slowmatype": 2, "signalperiod": 3, "signalmatype": 5},
        {"fastperiod": 9, "fastmatype": 8, "slowperiod": 4, "slowmatype": 1, "signalperiod": 3, "signalmatype": 0},
        {"fastperiod": 5, "fastmatype": 1, "slowperiod": 12, "slowmatype": 1, "signalperiod": 1, "signalmatype": 1}],
    "MACDFIX": [{"signalperiod": 5}],
    "MAMA": [{"fastlimit": 0.9, "slowlimit": 0.2}, {"fastlimit": 0.1, "slowlimit": 0.5}],
    "MASSI": [{"fastperiod": 5, "slowperiod": 8}, {"fastperiod": 3, "slowperiod": 20}],
    "MAVP": [{"minperiod": 3, "maxperiod": 12, "matype": 1}, {"minperiod": 4, "maxperiod": 4, "matype": 0}],
    "PERCENTILE": [{"timeperiod": 7, "percentile": 25.0}, {"timeperiod": 20, "percentile": 5.0},
                   {"timeperiod": 10, "percentile": 100.0}, {"timeperiod": 40, "percentile": 33.3}],
    "RVI": [{"timeperiod": 5, "stddevperiod": 3}, {"timeperiod": 3, "stddevperiod": 20}],
    "SAR": [{"acceleration": 0.1, "maximum": 0.5}, {"acceleration": 0.5, "maximum": 0.1}],
    "SAREXT": [
        {"startvalue": 20.0, "offsetonreverse": 0.01, "accelerationinitshort": 0.05, "accelerationshort": 0.05,
         "accelerationmaxshort": 0.3},
        {"startvalue": -20.0, "offsetonreverse": 0.05, "accelerationinitlong": 0.5, "accelerationlong": 0.3,
         "accelerationmaxlong": 0.25},
        {"accelerationinitlong": 0.1, "accelerationlong": 0.02, "accelerationmaxlong": 0.4}],
    "SMI": [{"timeperiod": 5, "fastperiod": 3, "slowperiod": 4, "signalperiod": 3}],
    "STDDEV": [{"timeperiod": 20, "nbdev": 2.0}, {"timeperiod": 3, "nbdev": -1.0}],
    "VAR": [{"timeperiod": 20, "nbdev": 3.0}, {"timeperiod": 3, "nbdev": 1.0}],
    "STOCH": [{"fastk_period": 14, "slowk_period": 1, "slowk_matype": 0, "slowd_period": 4, "slowd_matype": 1}],
    "STOCHF": [{"fastk_period": 14, "fastd_period": 5, "fastd_matype": 1}],
    "STOCHRSI": [{"timeperiod": 5, "fastk_period": 5, "fastd_period": 3, "fastd_matype": 1},
                 {"timeperiod": 14, "fastk_period": 14, "fastd_period": 3, "fastd_matype": 0}],
    "SUPERTREND": [{"timeperiod": 5, "multiplier": 1.0}, {"timeperiod": 3, "multiplier": 0.5}],
    "T3": [{"timeperiod": 3, "vfactor": 1.0}, {"timeperiod": 4, "vfactor": 0.0}],
    "TSI": [{"firstperiod": 7, "secondperiod": 4}],
    "ULTOSC": [{"timeperiod1": 9, "timeperiod2": 3, "timeperiod3": 5}, {"timeperiod1": 4, "timeperiod2": 4, "timeperiod3": 12}],
    "ZLEMA": [{"timeperiod": 2}, {"timeperiod": 5}, {"timeperiod": 20}],
}
# Each kind of moving average is tried with these
AVERAGED = {
    "MA": [{"timeperiod": 6}], "BBANDS": [{"timeperiod": 6}, {"timeperiod": 40, "matype": 7}],
    "APO": [{"fastperiod": 3, "slowperiod": 6}], "PPO": [{"fastperiod": 3, "slowperiod": 6}],
    "PVO": [{"fastperiod": 3, "slowperiod": 6}],
    "STOCH": [{"fastk_period": 6, "slowk_period": 4, "slowd_period": 3}], "STOCHF": [{"fastk_period": 6, "fastd_period": 4}],
    "STOCHRSI": [{"timeperiod": 6, "fastk_period": 4, "fastd_period": 3}],
    "KDJ": [{"fastk_period": 6, "slowk_period": 4, "slowd_period": 3}],
    "MACDEXT": [{"fastperiod": 4, "slowperiod": 7, "signalperiod": 3}], "MAVP": [{"minperiod": 2, "maxperiod": 9}],
}
SMALLEST_REAL = {"penetration": 0.0, "acceleration": 0.0, "maximum": 0.0, "multiplier": 0.0, "vfactor": 0.0,
                 "percentile": 0.0, "fastlimit": 0.01, "slowlimit": 0.01}
PENETRATION = {"CDLABANDONEDBABY": 0.05, "CDLDARKCLOUDCOVER": 0.2, "CDLEVENINGDOJISTAR": 0.8, "CDLEVENINGSTAR": 0.8,
               "CDLMATHOLD": 0.1, "CDLMORNINGDOJISTAR": 0.8, "CDLMORNINGSTAR": 0.8}
# Functions of one or two plain series: what they are given; all others take close, or the fields of the bar TA-Lib names
PAIRS = {"ADD": [("high", "low")], "SUB": [("close", "open")], "MULT": [("close", "volume")],
         "DIV": [("close", "volume"), ("high", "low")], "BETA": [("high", "low"), ("close", "volume")],
         "CORREL": [("high", "low"), ("close", "volume")], "MAVP": [("close", "periods.close")]}
DIMENSIONLESS = ("BETA", "CORREL", "PERCENTRANK")
LIKE_PRICES = ("AC", "AO", "APO", "DPO", "EFI", "ERI", "HT_PHASOR", "MACD", "MACDEXT", "MACDFIX", "MARKETFI", "MINUS_DM", "MOM",
               "PLUS_DM", "QSTICK", "TRANGE", "ATR", "ADR", "VWAP", "WAD")
INEXACT = ("tiny", "minute", "unit", "large")
# Rows at which a series turns: where its volume ends and comes back, and so on
TURNS = {"silent": (6, 49, 50, 55, 69, 70, 89, 90, 91), "gaps": (89, 90, 91, 92, 93, 94),
         "standstill": (44, 45, 58, 59, 104, 105)}
EVERYWHERE = ("aapl", "ties", "flat", "rising", "falling", "standstill", "tiny", "short", "gaps", "silent")
WHERE = {"cycle": ("aapl", "ties", "flat", "rising", "standstill", "tiny", "short", "gaps"),
         "transform": ("aapl", "signed", "unit", "large", "short"),
         "operators": EVERYWHERE + ("signed", "minute"), "momentum": EVERYWHERE + ("signed", "minute"),
         "overlap": EVERYWHERE + ("signed", "minute"), "statistic": EVERYWHERE + ("signed", "minute"),
         "price": ("aapl", "ties", "gaps", "signed", "short"),
         "patterns": ("candles", "aapl", "ties", "flat", "rising", "falling", "standstill", "short", "gaps")}


def inputs(function):
    if function in PAIRS:
        return PAIRS[function]
    names = []
    for value in abstract.Function(function).info["input_names"].values():
        names.extend([value] if isinstance(value, str) else value)
    return [tuple(names)]


def runs(function, *columns, **parameters):
    try:
        getattr(talib, function)(*columns, **parameters)
    except Exception as problem:
        assert "BAD_PARAM" in str(problem), problem
        return False
    return True


def smallest(function, defaults):
    """Every number at the smallest that TA-Lib takes; kinds of averages and what has no bound stay as they are."""
    sample = [np.linspace(10, 20, 60) + place for place in range(len(inputs(function)[0]))]
    result = dict(defaults)
    for name, value in defaults.items():
        if name.endswith("matype"):
            continue
        if isinstance(value, int):
            limits = [{**defaults, name: number} for number in range(5)]
            result[name] = next(found[name] for found in limits if runs(function, *sample, **found))
        elif name in SMALLEST_REAL:
            result[name] = SMALLEST_REAL[name]
    return result


def choices(function):
    """Pairs of parameters and whether they are only for the two series on which kinds of averages are compared."""
    defaults = dict(abstract.Function(function).info["parameters"])
    if not defaults:
        return [({}, False)]
    more = PARAMETERS.get(function, PERIOD if list(defaults) == ["timeperiod"] else [])
    if function in PENETRATION:
        more = [{"penetration": PENETRATION[function]}]
    found = [(defaults, False)]
    if function not in PENETRATION:
        found.append((smallest(function, defaults), False))
    found.extend(({**defaults, **item}, False) for item in more)
    kinds = [name for name in defaults if name.endswith("matype")]
    for base in AVERAGED.get(function, []):
        fixed = [base["matype"]] if "matype" in base else AVERAGES
        found.extend(({**defaults, **base, **{name: kind for name in kinds}}, True) for kind in fixed)
    unique = []
    for item in found:
        if all(item[0] != other[0] for other in unique):
            unique.append(item)
    return unique


def column(series, name, key):
    """The column `key` of a series, or "series.column"; another series is cut to the length."""
    other, _, field = key.rpartition(".")
    values = series[other or name][field]
    count = len(series[name]["close"])
    return np.ascontiguousarray(values[:count]) if len(values) >= count else None


def rows(name, count, lookback, sparse):
    """The row before the first value, the first three, some, those at which the series turns, the last."""
    step = max(1, (count - lookback) // (12 if count > 100 else 24)) if count > 10 else 1
    step *= 2 if sparse else 1
    wanted = {lookback - 1, lookback, lookback + 1, lookback + 2, count - 2, count - 1} | set(range(lookback + 2, count, step))
    wanted |= set(TURNS.get(name, ()))
    if count <= 10:
        wanted |= set(range(count))
    return sorted(row for row in wanted if 0 <= row < count)


def number(value, is_integer):
    return None if np.isnan(value) else int(value) if is_integer else float(value)


def evaluate(function, series, name, keys, parameters):
    columns = [column(series, name, key) for key in keys]
    if any(item is None for item in columns):
        return None
    result = getattr(talib, function)(*columns, **parameters)
    return dict(zip(abstract.Function(function).output_names, result if isinstance(result, (tuple, list)) else (result,)))


def scale(values):
    finite = np.abs(values[np.isfinite(values)])
    return finite.max() if len(finite) else 0.0


def degree(function, key):
    """The power of the prices with which an output grows; None where it grows otherwise."""
    group = next(group for group, functions in talib.get_function_groups().items() if function in functions)
    if group == "Math Transform" or function in ("LINEARREG_ANGLE", "DIV"):
        return None
    if function == "VAR":
        return 2
    if key in ("integer", "trend") or function in DIMENSIONLESS or function.endswith("INDEX"):
        return 0
    return 1 if GROUPS[group] in ("operators", "overlap", "price", "statistic") or function in LIKE_PRICES else 0


def nothing(function, key, price):
    """A difference too small to mean anything, in the unit of the output."""
    if function in talib.get_function_groups()["Volume Indicators"] and function not in ("VWAP", "CMF", "PVO"):
        return 0.0
    return {0: 1e-11, 1: 1e-13 * price}.get(degree(function, key), 0.0)


def rounding(function, series, name, keys, parameters, outputs):
    """By how much each output moves when prices are tripled and so on.

    The factors change nothing but how TA-Lib's sums round: ties stay, as the prices have few digits. On series with more
    digits ties may break, so there, and for outputs that do not grow with a power of the prices, it is 0.
    """
    found = {key: np.zeros(len(values)) for key, values in outputs.items()}
    if name in INEXACT or function == "NATR" and parameters["timeperiod"] == 1:
        return found
    for factor in (3.0, 5.0, 7.0):
        scaled = {other: {field: values * (factor if field != "volume" and other != "periods" else 1.0)
                          for field, values in item.items()} for other, item in series.items() if other in (name, "periods")}
        moved = evaluate(function, scaled, name, keys, scaled_parameters(parameters, factor))
        for key, values in outputs.items():
            power = degree(function, key)
            if power is not None:
                with np.errstate(all="ignore"):
                    error = np.abs(moved[key] / factor**power - values)
                found[key] = np.fmax(found[key], np.where(np.isfinite(error), error, 0.0))
    return found


def scaled_parameters(parameters, factor):
    return {key: value * factor if key == "startvalue" else value for key, value in parameters.items()}


def case(function, series, name, keys, parameters, sparse):
    outputs = evaluate(function, series, name, keys, parameters)
    if outputs is None:
        return None
    machine = abstract.Function(function)
    machine.parameters = parameters
    lookback, count = machine.lookback, len(series[name]["close"])
    result = {"function": function, "parameters": parameters, "inputs": list(keys), "series": name, "lookback": lookback}
    if function.startswith("CDL"):
        values = outputs["integer"]
        places = np.flatnonzero(values)
        return {**result, "count": count, "rows": places.tolist(), "outputs": {"integer": values[places].tolist()}}
    wanted = rows(name, count, lookback, sparse)
    infinite = [row for row in wanted if any(np.isinf(values[row]) for values in outputs.values())]
    errors = rounding(function, series, name, keys, parameters, outputs)
    price = max(scale(series[name][field]) for field in FIELDS[:4])
    least = {key: nothing(function, key, price) for key in outputs}
    shaky = [row for row in wanted if row not in infinite and any(
        errors[key][row] > 1e-7 * max(scale(outputs[key]), 1e6 * least[key]) for key in errors)]
    wanted = [row for row in wanted if row not in infinite and row not in shaky]
    noise = {key: max(10 * float(found[wanted].max(initial=0)), least[key]) for key, found in errors.items()}
    noise = {key: float(f"{value:.1e}") for key, value in noise.items()
             if value > 0 and outputs[key].dtype.kind == "f"}
    for values in outputs.values():
        if values.dtype.kind == "f":
            assert np.isnan(values[:lookback]).all(), (function, name)
    written = {key: [None if row < lookback else number(values[row], values.dtype.kind == "i") for row in wanted]
               for key, values in outputs.items()}
    extras = {"infinite_rows": infinite, "shaky_rows": shaky, "noise": noise}
    return {**result, "rows": wanted, **{key: value for key, value in extras.items() if value}, "outputs": written}


def group_cases(group, series):
    result = []
    for function in talib.get_function_groups()[group]:
        for parameters, compares in choices(function):
            names = ("aapl", "gaps") if compares else WHERE.get(GROUPS[group], EVERYWHERE)
            if function == "MAVP":
                names = [name for name in ("ties",) + names if len(series[name]["close"]) <= len(series["periods"]["close"])]
            for name in names:
                for keys in inputs(function):
                    made = case(function, series, name, keys, parameters, compares)
                    if made is not None:
                        result.append(made)
    return result


def days(count):
    return [f"{datetime.date(2001, 1, 1) + datetime.timedelta(days=place)}T20:00:00Z" for place in range(count)]


def write(name, content):
    (HERE / name).write_text(json.dumps(content, separators=(",", ":"), allow_nan=False) + "\n")


def main():
    assert talib.__version__ == "0.8.2", talib.__version__
    old = json.loads((HERE / "series.json").read_text())["series"]
    series = {name: {field: np.array(item[field], dtype=float) for field in FIELDS} for name, item in old.items()}
    made = all_series()
    series |= made
    tools = {"TA-Lib": talib.__version__, "numpy": np.__version__, "python": sys.version.split()[0],
             "script": "make_talib_goldens.py"}
    write("talib_series.json", {"tools": {**tools, "licence": "made by the script"}, "series": {
        name: {"times": days(len(item["close"])), **{field: item[field].tolist() for field in FIELDS}}
        for name, item in made.items()}})
    functions = set()
    for group, short in GROUPS.items():
        cases = group_cases(group, series)
        functions |= {item["function"] for item in cases}
        write(f"talib_{short}.json", {"tools": tools, "group": group, "cases": cases})
    assert functions == set(talib.get_functions()) and len(functions) == 201
    paths = sorted(path for path in HERE.iterdir() if path.suffix in (".py", ".json"))
    sums = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in paths]
    (HERE / "SHA256SUMS").write_text("".join(sums))


if __name__ == "__main__":
    main()
