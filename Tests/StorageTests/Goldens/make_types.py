# Requirements: pyarrow==26.0.0, pandas.
# Writes types.parquet: one column for each type that ParquetFile turns into a kind of its own, cell 1 of 3 missing;
# its columns `list` and `struct` are of kinds that are not supported. types.json says what made it.
# Run beside this file: python3 make_types.py
import datetime
import decimal
import hashlib
import json

import pyarrow as pa
import pyarrow.parquet as pq

when = datetime.datetime(2023, 9, 20, 16, 0, 0, 123456)
days = [datetime.date(1969, 12, 31), None, datetime.date(2023, 9, 20)]
columns = {
    "int8": pa.array([-128, None, 127], pa.int8()),
    "uint32": pa.array([0, None, 4294967295], pa.uint32()),
    "int64": pa.array([-(2**63) + 1, None, 2**63 - 1], pa.int64()),
    "float32": pa.array([-0.5, None, 1.25], pa.float32()),
    "float64": pa.array([1e-300, None, float("nan")], pa.float64()),
    "decimal": pa.array([decimal.Decimal("-1.50"), None, decimal.Decimal("123.25")], pa.decimal128(10, 2)),
    "date32": pa.array(days, pa.date32()),
    "bool": pa.array([True, None, False], pa.bool_()),
    "string": pa.array(["é", None, ""], pa.string()),
    "large_string": pa.array(["x", None, "x"], pa.large_string()),
    "dictionary": pa.array(["b", None, "a"]).dictionary_encode().cast(pa.dictionary(pa.int8(), pa.string())),
    "null": pa.array([None, None, None], pa.null()),
    "list": pa.array([[1], None, []], pa.list_(pa.int32())),
    "struct": pa.array([{"a": 1, "b": 2}, None, {"a": 3, "b": 4}]),
}
for unit in ("s", "ms", "us", "ns"):
    columns["timestamp_" + unit] = pa.array([when.replace(microsecond=0), None, when.replace(microsecond=0)], pa.timestamp(unit))
columns["timestamp_zoned"] = pa.array([when, None, when], pa.timestamp("us", "America/New_York"))
table = pa.table(columns)
pq.write_table(table, "types.parquet", row_group_size=2)
digest = hashlib.sha256(open("types.parquet", "rb").read()).hexdigest()
json.dump({"tool": "pyarrow " + pa.__version__, "sha256": digest}, open("types.json", "w"), indent=2)
