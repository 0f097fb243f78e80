# Requirements: pyarrow==26.0.0.
# Writes small.csv.gz and small.csv.zst: the same 500 rows, packed by gzip and by zstd.
# Run beside this file: python3 make_small.py
import gzip

import pyarrow as pa

text = ("x,name\n" + "".join(f"{i},n{i % 7}\n" for i in range(500))).encode()
with open("small.csv.gz", "wb") as file:
    file.write(gzip.compress(text, 9, mtime=0))
with open("small.csv.zst", "wb") as file:
    file.write(pa.Codec("zstd").compress(text).to_pybytes())
