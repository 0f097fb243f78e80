# Requirements: python3, TA-Lib == 0.8.2 (PyPI wheel). Usage: python3 make_talib_functions.py
"""Writes talib_functions.json beside itself; rewrites SHA256SUMS.

Of each of TA-Lib's functions its parameters and outputs in TA-Lib's order, which the objects of the golden cases do not keep.
"""
import hashlib
import json
import pathlib

import talib
from talib import abstract

HERE = pathlib.Path(__file__).parent


def main():
    assert talib.__version__ == "0.8.2", talib.__version__
    functions = {}
    for name in talib.get_functions():
        function = abstract.Function(name)
        functions[name] = {"parameters": list(function.info["parameters"]), "outputs": function.output_names}
    content = {"tools": {"TA-Lib": talib.__version__, "script": "make_talib_functions.py"}, "functions": functions}
    (HERE / "talib_functions.json").write_text(json.dumps(content, separators=(",", ":")) + "\n")
    paths = sorted(path for path in HERE.iterdir() if path.suffix in (".py", ".json"))
    sums = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in paths]
    (HERE / "SHA256SUMS").write_text("".join(sums))


if __name__ == "__main__":
    main()
