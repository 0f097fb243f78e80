# Requirements: those of requirements.txt beside this file, and the folder that prepare.py wrote.
# Usage: python3 features_qlib.py alpha158|job14 FOLDER [REPETITIONS] [--kernels N] [--cached]
"""The peer of Martlet's features: pyqlib computing Alpha158, or the fourteen of job14.yaml; one JSON line with the median.

Timed is what Qlib does from its own binary files on disk (float32, its usual way) to one frame of all features:
expressions kept from an earlier pass are thrown away, processors (scaling, filling) are off. For alpha158 "seconds" is the
handler's constructor, which computes its label too, and "loader_seconds" its loader with the features alone. With
--cached, Qlib keeps the finished frame in a file (SimpleDatasetCache) and only reads it back, as in its best published
figure.
"""
import argparse
import json
import resource
import statistics
import sys
import time
from pathlib import Path

import qlib
import yaml
from qlib.contrib.data.handler import Alpha158
from qlib.contrib.data.loader import Alpha158DL
from qlib.data.cache import H

import qlib_bars


def processor_seconds() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def timed(repetitions: int, work) -> tuple[float, float, tuple[int, int]]:
    """Median of the seconds and of the processor's, and the shape of what came of it; a first pass is not counted."""
    seconds, processor, shape = [], [], (0, 0)
    for turn in range(repetitions + 1):
        H["f"].clear()
        start, processor_start = time.perf_counter(), processor_seconds()
        shape = work().shape
        if turn:
            seconds.append(time.perf_counter() - start)
            processor.append(processor_seconds() - processor_start)
    return statistics.median(seconds), statistics.median(processor), shape


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("job", choices=["alpha158", "job14"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("repetitions", nargs="?", type=int, default=3)
    parser.add_argument("--kernels", type=int, default=1)
    parser.add_argument("--cached", action="store_true")
    options = parser.parse_args()
    cache = {"dataset_cache": "SimpleDatasetCache", "local_cache_path": str(options.folder / "cache")}
    qlib_bars.start(options.folder / "qlib", options.kernels, is_double=False, **(cache if options.cached else {}))
    fields, names = Alpha158DL.get_feature_config()
    if options.job == "job14":
        job = yaml.safe_load((Path(__file__).parent / "job14.yaml").read_text())
        chosen = [feature["name"].upper() for feature in job["features"]]
        fields, names = [fields[names.index(name)] for name in chosen], chosen
    seconds, processor, shape = timed(options.repetitions, lambda: qlib_bars.values("all", fields, names))
    found = {
        "tool": "Qlib", "version": qlib.__version__, "python": sys.version.split()[0], "kernels": options.kernels,
        "cached": options.cached,
        "rows": shape[0], "features": shape[1], "seconds": seconds, "processor_seconds": processor}
    if options.job == "alpha158":
        handler, processor, _ = timed(options.repetitions, lambda: Alpha158(
            instruments="all", infer_processors=[], learn_processors=[]).fetch(col_set="feature"))
        found |= {"loader_seconds": seconds, "seconds": handler, "processor_seconds": processor}
    print(json.dumps(found))


if __name__ == "__main__":
    main()
