# Requirements: those of requirements.txt beside this file.
# Usage: python3 qlib_values.py BARS.parquet FOLDER [--symbols A,B,... | --count 50] [--set alpha360]
"""Writes pyqlib's Alpha158 (or Alpha360) of some symbols, one Parquet file each: date, and the features in lower case.

Computed in float64 (see qlib_bars.py) by Qlib's own loader over each symbol's whole history. Without --symbols it is the
first symbols by name together with some that are awkward: zero volumes, a bar of contradictory prices, late listings.
FOLDER/exact/ gets the same features by reference.py, for compare_alpha158.py to tell whose rounding a difference is.
"""
import argparse
import tempfile
from pathlib import Path

import pandas as pd
from qlib.contrib.data.loader import Alpha158DL, Alpha360DL

import qlib_bars
import reference

SETS = Path(__file__).resolve().parents[2] / "configs" / "features"
AWKWARD = ["ABNB", "AMCR", "CHTR", "GILD", "HUBB", "HWM", "MNST", "NVR", "ODFL", "TTWO"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bars")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--symbols", type=lambda text: text.split(","))
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--set", choices=["alpha158", "alpha360"], default="alpha158")
    options = parser.parse_args()
    bars = qlib_bars.read(options.bars, options.symbols)
    if options.symbols is None:
        kept = [symbol for symbol in AWKWARD if symbol in bars]
        kept += [symbol for symbol in bars if symbol not in kept][:options.count - len(kept)]
        bars = {symbol: bars[symbol] for symbol in sorted(kept)}
    fields, names = (Alpha158DL if options.set == "alpha158" else Alpha360DL).get_feature_config()
    (options.folder / "exact").mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="qlib-bars-") as store:
        qlib_bars.write(bars, store, is_double=True)
        qlib_bars.start(store, kernels=1, is_double=True)
        for symbol, frame in bars.items():
            found = qlib_bars.values([symbol], fields, [name.lower() for name in names]).loc[symbol]
            assert len(found) == len(frame), symbol
            exact = pd.DataFrame(reference.evaluate(SETS / f"{options.set}.yaml", frame), index=frame.index)
            for folder, table in ((options.folder, found), (options.folder / "exact", exact)):
                table.rename_axis("date").reset_index().to_parquet(folder / f"{symbol}.parquet", index=False)
    print(f"{len(bars)} symbols, {sum(map(len, bars.values()))} rows: {' '.join(bars)}")


if __name__ == "__main__":
    main()
