# Requirements: python3, TA-Lib == 0.8.2, numpy. Usage: python3 make_directional_goldens.py
"""Golden values of the outputs of `dmi` that are no output of a TA-Lib function of the same inputs: writes directional.json.

The difference is that of TA-Lib's PLUS_DI and MINUS_DI, the ADX its ADX, on the series of series.json.
"""
import hashlib
import json
import pathlib
import sys

import numpy as np
import talib

HERE = pathlib.Path(__file__).parent


def directional(bars, period):
    prices = [np.array(bars[field]) for field in ("high", "low", "close")]
    difference = talib.PLUS_DI(*prices, period) - talib.MINUS_DI(*prices, period)
    return {"di_difference": difference, "adx": talib.ADX(*prices, period)}


def main():
    file = HERE / "series.json"
    cases = []
    for period in (14, 2):
        for name, bars in json.loads(file.read_text())["series"].items():
            outputs = directional(bars, period)
            count = len(bars["close"])
            sampled = set(range(100)) | set(range(100, count, 37)) | set(range(count - 30, count))
            rows = sorted(row for row in sampled if 0 <= row < count)
            columns = {key: [None if np.isnan(column[row]) else float(column[row]) for row in rows]
                       for key, column in outputs.items()}
            cases.append({"operator": "dmi", "source": "TA-Lib PLUS_DI, MINUS_DI, ADX", "parameters": {"period": period},
                          "series": name, "rows": rows, "outputs": columns})
    tools = {"TA-Lib": talib.__version__, "numpy": np.__version__, "python": sys.version.split()[0],
             "script": pathlib.Path(__file__).name, "data": file.name,
             "data_sha256": hashlib.sha256(file.read_bytes()).hexdigest()}
    (HERE / "directional.json").write_text(json.dumps({"tools": tools, "cases": cases}, separators=(",", ":")) + "\n")
    paths = sorted(path for path in HERE.iterdir() if path.suffix in (".py", ".json"))
    sums = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in paths]
    (HERE / "SHA256SUMS").write_text("".join(sums))


if __name__ == "__main__":
    main()
