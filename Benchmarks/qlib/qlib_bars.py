# Requirements: those of requirements.txt beside this file. Imported by the scripts here; also run by hand, see --help.
"""Bars as Qlib wants them: a folder of binary columns, and Qlib started on it in float32 (its own way) or float64.

Qlib keeps every column as float32 and makes every feature float32 before giving it out. To compare values to 1e-5 that
is too coarse: a rounded price moves ties and small differences. DoubleFeatureStorage and DoubleExpressionProvider do the
same in float64 and change nothing else; they are registered with qlib.init, as Qlib provides for. Timings use Qlib as it is.

Prices are adjusted as Martlet's BarSeries.adjusted() does: open, high and low times adj_close / close, and adj_close in
the place of close; volume as it is. Bars have no volume-weighted price: $vwap is (high + low + close) / 3.
"""
import argparse
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import qlib
from qlib.data.data import Cal, LocalExpressionProvider
from qlib.data.dataset.loader import QlibDataLoader
from qlib.data.storage.file_storage import FileFeatureStorage
from qlib.utils import time_to_slc_point

FIELDS = ["open", "high", "low", "close", "volume", "vwap"]


# Bars


def read(path: str | Path, symbols: list[str] | None = None) -> dict[str, pd.DataFrame]:
    """Adjusted bars by symbol, in the order of names, from a file with symbol, date, ohlc, volume and maybe adj_close."""
    path = Path(path)
    frame = pd.read_csv(path) if ".csv" in path.suffixes else pd.read_parquet(path)
    frame = frame.rename(columns={"adjusted": "adj_close"})
    frame["date"] = pd.to_datetime(frame["date"])
    if symbols is not None:
        frame = frame[frame["symbol"].isin(symbols)]
    frame = frame.sort_values(["symbol", "date"], kind="stable")
    return {str(name): adjusted(possible(group)) for name, group in frame.groupby("symbol", sort=True)}


def possible(group: pd.DataFrame) -> pd.DataFrame:
    """Without the rows that no trading makes, which Martlet puts into quarantine: a price outside of the bar's own range."""
    slack = 1e-6 * group["close"].abs()
    highest, lowest = group[["open", "close"]].max(axis=1), group[["open", "close"]].min(axis=1)
    return group[(group["high"] + slack >= highest) & (group["low"] - slack <= lowest)]


def adjusted(group: pd.DataFrame) -> pd.DataFrame:
    """The bars of one symbol by date, adjusted, with vwap."""
    bars = group.set_index("date")[["open", "high", "low", "close", "volume"]].astype("float64")
    if "adj_close" in group:
        last = group["adj_close"].to_numpy("float64")
        is_scaled = (bars["close"].to_numpy() != last) & (bars["close"].to_numpy() != 0)
        factor = np.where(is_scaled, last / bars["close"].to_numpy(), 1.0)
        for name in ("open", "high", "low"):
            bars[name] = np.where(is_scaled, bars[name] * factor, bars[name])
        bars["close"] = np.where(is_scaled, last, bars["close"])
    bars["vwap"] = (bars["high"] + bars["low"] + bars["close"]) / 3
    return bars


def write(bars: dict[str, pd.DataFrame], folder: str | Path, is_double: bool) -> None:
    """Qlib's folder: calendars/day.txt, instruments/all.txt, features/SYMBOL/FIELD.day.bin (first row's place, values)."""
    folder = Path(folder)
    calendar = pd.DatetimeIndex(sorted(set().union(*(frame.index for frame in bars.values()))))
    for name in ("calendars", "instruments"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "calendars" / "day.txt").write_text("".join(f"{day:%Y-%m-%d}\n" for day in calendar))
    lines = [f"{symbol}\t{frame.index[0]:%Y-%m-%d}\t{frame.index[-1]:%Y-%m-%d}\n" for symbol, frame in bars.items()]
    (folder / "instruments" / "all.txt").write_text("".join(lines))
    for symbol, frame in bars.items():
        place = calendar.get_loc(frame.index[0])
        whole = frame.reindex(calendar[place:calendar.get_loc(frame.index[-1]) + 1])
        target = folder / "features" / symbol.lower()
        target.mkdir(parents=True, exist_ok=True)
        for field in FIELDS:
            column = np.concatenate([[place], whole[field].to_numpy()])
            column.astype("<f8" if is_double else "<f4").tofile(target / f"{field}.day.bin")


# Qlib in float64


class DoubleFeatureStorage(FileFeatureStorage):
    """FileFeatureStorage over float64 files."""

    @property
    def start_index(self) -> int | None:
        return int(np.fromfile(self.uri, "<f8", 1)[0]) if self.uri.exists() else None

    def __len__(self) -> int:
        return self.uri.stat().st_size // 8 - 1

    def __getitem__(self, place: slice) -> pd.Series:
        if not self.uri.exists():
            return pd.Series(dtype=np.float64)
        values = np.fromfile(self.uri, "<f8")
        first = int(values[0])
        series = pd.Series(values[1:], index=pd.RangeIndex(first, first + len(values) - 1))
        return series.loc[place.start:None if place.stop is None else place.stop - 1]


class DoubleExpressionProvider(LocalExpressionProvider):
    """LocalExpressionProvider without the step to float32 at its end."""

    def expression(self, instrument, field, start_time=None, end_time=None, freq="day"):
        parsed = self.get_expression_instance(field)
        span = (time_to_slc_point(start_time), time_to_slc_point(end_time))
        _, _, first, last = Cal.locate_index(*span, freq=freq, future=False)
        before, after = parsed.get_extended_window_size()
        series = parsed.load(instrument, max(0, first - before), last + after, freq)
        return series.astype(np.float64).loc[first:last]


def start(folder: str | Path, kernels: int, is_double: bool, **more) -> None:
    """Starts Qlib on a folder of write(); `more` goes to qlib.init."""
    here = str(Path(__file__).resolve().parent)
    if here not in sys.path:
        sys.path.insert(0, here)
    double = {
        "feature_provider": {
            "class": "LocalFeatureProvider", "module_path": "qlib.data.data",
            "kwargs": {"backend": {"class": "DoubleFeatureStorage", "module_path": "qlib_bars"}}},
        "expression_provider": {"class": "DoubleExpressionProvider", "module_path": "qlib_bars"},
    }
    more |= double if is_double else {}
    qlib.init(provider_uri=str(folder), region="us", kernels=kernels, logging_level=40, **more)


def values(symbols: list[str] | str, fields: list[str], names: list[str]) -> pd.DataFrame:
    """Features of all rows through Qlib's own loader: a row per instrument and date, a column per name."""
    loader = QlibDataLoader(config={"feature": (fields, names)}, swap_level=False)
    return loader.load(symbols)["feature"]


def main() -> None:
    parser = argparse.ArgumentParser(description="Writes a Parquet file of bars as Qlib's folder.")
    parser.add_argument("bars")
    parser.add_argument("folder")
    parser.add_argument("--double", action="store_true", help="float64, for DoubleFeatureStorage only")
    options = parser.parse_args()
    write(read(options.bars), options.folder, options.double)


if __name__ == "__main__":
    main()
