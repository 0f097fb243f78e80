#!/usr/bin/env python3
# Requirements: the .venv of `Scripts/setup.sh bench`, wrk, valgrind, a built martlet. Usage: Benchmarks/run.py --help
"""Runs Martlet and its peers in turn on this machine and writes the figures into docs/benchmarks.md.

The runs are interleaved (Martlet, peer, Martlet, peer, …), so that what else the machine does falls on both. A benchmark
prints one JSON object with its "seconds"; a server is asked by wrk.
"""
import argparse
import datetime
import importlib.metadata
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import forecasts
from measuring import BARS, HERE, MARTLET, ROOT, Row, interleaved, measured, output, say, spread, times, verdict
from servers import Server, free_port, wrk

DOCUMENT = ROOT / "docs" / "benchmarks.md"
SAMPLE = ROOT / "Sample" / "stocks_daily.csv.gz"
BEGIN, END = "<!-- Written by `make bench`: begin -->", "<!-- Written by `make bench`: end -->"


# Ingest, features, indicators


def bulk(data: Path, repetitions: int) -> list[Row]:
    """Ingest, features and indicators over the S&P 500 set; each run is a process that makes as many passes as its peer."""
    python, bars = sys.executable, str(data / BARS)
    (data / BARS).read_bytes()  # So that all of them find it in memory.
    rows = []
    for title, name, script, peer, passes, goal in (
        ("Ingest, check and store 2.57 million bars", "ingest", "ingest_pandas.py", "pandas", 1, 1),
        ("Core feature set on them, one thread", "features", "features_pandas.py", "pandas", 3, 10),
        ("Twenty common indicators on them, one thread", "indicators", "features_talib.py", "TA-Lib", 3, None),
    ):
        ours, theirs = interleaved(repetitions, {
            f"martlet {name}": [MARTLET, "bench", name, bars, "--repetitions", str(passes), "--json"],
            f"{peer} {name}": [python, str(HERE / script), bars] + ([] if passes == 1 else [str(passes)])})
        own, other = ([found["seconds"] for found in results] for results in (ours, theirs))
        ratio = statistics.median(other) / statistics.median(own)
        if name == "indicators":
            rows += each_indicator(ours, theirs)
        rows.append(Row(
            title, spread(own, ".3f", "s"), f"{peer} {theirs[0]['version']}", spread(other, ".3f", "s"), times(ratio),
            verdict(f"≥ {goal} ×", ratio >= goal) if goal else ""))
        own, other = ([found["processor_seconds"] for found in results] for results in (ours, theirs))
        rows.append(Row(
            "processor time of these", spread(own, ".3f", "s"), "", spread(other, ".3f", "s"),
            times(statistics.median(other) / statistics.median(own))))
    return rows


def each_indicator(ours: list[dict], theirs: list[dict]) -> list[Row]:
    """How many times as quick as TA-Lib each indicator is, by the median of each: the geometric mean and the least."""
    ratios = {}
    for name in ours[0]["indicators"]:
        own, other = (statistics.median(found["indicators"][name] for found in results) for results in (ours, theirs))
        ratios[name] = other / own
    mean = statistics.geometric_mean(ratios.values())
    least = min(ratios, key=ratios.get)
    listed = ", ".join(f"{name} {ratio:.1f}" for name, ratio in sorted(ratios.items(), key=lambda item: -item[1]))
    return [Row(
        f"of these each: {listed}", f"{mean:.2f} × in the geometric mean", "", f"least: {least}", times(ratios[least]),
        verdict("≥ 1 ×, the aim 1.5 ×", mean >= 1) + "; " + verdict("each ≥ 0.7 ×", ratios[least] >= 0.7))]


def live(data: Path, repetitions: int) -> list[Row]:
    """One bar of one symbol through the whole technical set, beside TA-Lib's stream functions."""
    python, bars = sys.executable, str(data / BARS)
    short = ["--set", "configs/features/technical.yaml"]
    ours, theirs = interleaved(repetitions, {
        "martlet stream": [MARTLET, "bench", "stream", str(SAMPLE), *short, "--json"],
        "TA-Lib stream": [python, str(HERE / "stream_talib.py"), bars, "500"]})
    own, other = ([found["microseconds_per_bar"] for found in results] for results in (ours, theirs))
    features, functions = ours[0]["features"], theirs[0]["functions"]
    middle = statistics.median(own)
    return [
        Row(f"A live bar through the technical set: {features} features", spread(own, ".2f", "µs"),
            f"TA-Lib's stream, {functions} functions", spread(other, ",.0f", "µs"), times(statistics.median(other) / middle)),
        Row("Bars one core sustains so", f"{1e6 / middle:,.0f} /s"),
        Row("Values", f"{features * 1e6 / middle:,.0f} /s", "", f"{functions * 1e6 / statistics.median(other):,.0f} /s"),
    ]


def alpha(data: Path, repetitions: int) -> list[Row]:
    """Qlib's Alpha158 and the job it publishes, on the same bars; Qlib runs in the virtual environment it needs."""
    python, here = str(ROOT / ".venv-qlib" / "bin" / "python"), HERE / "qlib"
    rows = []
    with tempfile.TemporaryDirectory(prefix="martlet-qlib-") as folder:
        for job, extra in (("alpha158", [str(data / BARS)]), ("job14", [])):
            say(f"laying out the data of {job}")
            subprocess.run([python, str(here / "prepare.py"), job, f"{folder}/{job}", *extra], check=True, capture_output=True)
        sets = {"alpha158": ROOT / "configs/features/alpha158.yaml", "job14": here / "job14.yaml"}
        peer = {job: [python, str(here / "features_qlib.py"), job, f"{folder}/{job}", "1"] for job in sets}
        own = {job: [MARTLET, "bench", "features", f"{folder}/{job}/bars.parquet", "--set", str(sets[job]), "--json",
                     "--repetitions", "3"] for job in sets}
        turns = max(1, repetitions // 2)
        ours, one, two = interleaved(turns, {
            "martlet alpha158": own["alpha158"], "Qlib alpha158": peer["alpha158"],
            "Qlib alpha158, two processes": peer["alpha158"] + ["--kernels", "2"]})
        figures = [[found["seconds"] for found in results] for results in (ours, one, two)]
        middle = statistics.median(figures[0])
        title = f"alpha158, {ours[0]['symbols']} symbols × ten years, one thread"
        for name, found in (("one process", figures[1]), ("two processes", figures[2])):
            ratio = statistics.median(found) / middle
            rows.append(Row(title, spread(figures[0], ".3f", "s"), f"Qlib {one[0]['version']}, {name}", spread(found, ".1f", "s"),
                            times(ratio), verdict("≥ 30 ×", ratio >= 30) if name == "one process" else ""))
            title = "the same"
        ours, theirs, cached = interleaved(turns, {
            "martlet job": own["job14"] + ["--reading"], "Qlib job": peer["job14"], "Qlib job, cached": peer["job14"] + ["--cached"]})
        figures = [[found["seconds"] for found in results] for results in (ours, theirs, cached)]
        middle = statistics.median(figures[0])
        title = "Qlib's published job from Parquet: 800 stocks, 14 factors, 2007-2020"
        for name, found in (("computing", figures[1]), ("reading back a kept result", figures[2])):
            rows.append(Row(title, spread(figures[0], ".3f", "s"), f"Qlib {one[0]['version']}, {name}", spread(found, ".2f", "s"),
                            times(statistics.median(found) / middle),
                            verdict("< 0.5 s", middle < 0.5) if name == "computing" else ""))
            title = "the same"
    return rows + building(data)


def building(data: Path) -> list[Row]:
    """The feature store of alpha158 over the whole S&P 500 set: time, memory, and what an unchanged second build takes."""
    with tempfile.TemporaryDirectory(prefix="martlet-build-") as folder:
        say("building alpha158 over the S&P 500 set")
        subprocess.run([MARTLET, "ingest", str(data / BARS), "--data-dir", folder, "--quiet"], check=True, capture_output=True)
        command = [MARTLET, "features", "build", "--set", "alpha158", "--data-dir", folder, "--quiet"]
        first = measured(command)
        again = measured(command)
    return [
        Row("`martlet features build --set alpha158`, 499 symbols × 23 years, into Parquet", f"{first[0]:.1f} s"),
        Row("its memory at the most", f"{first[1]:,.0f} MB", goal=verdict("< 2 GB", first[1] < 2000)),
        Row("the same again, with nothing new", f"{again[0]:.2f} s"),
    ]


def instructions() -> list[Row]:
    """Instructions the core feature set takes for a bar: the same on every run, however busy the machine is."""
    say("counting instructions under valgrind")
    counted, rows = {}, 1
    with tempfile.TemporaryDirectory(prefix="martlet-bench-") as folder:
        program = str(Path(folder) / "martlet")  # Valgrind cannot read what Swift writes for debuggers.
        subprocess.run(["strip", "-o", program, MARTLET], check=True)
        for repetitions in (1, 3):
            done = subprocess.run(
                ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", program, "bench", "features",
                 str(SAMPLE), "--repetitions", str(repetitions), "--json"], cwd=ROOT, capture_output=True, text=True)
            found = re.search(r"Collected : (\d+)", done.stderr)
            if done.returncode != 0 or not found:
                say(f"valgrind did not count:\n{done.stderr[-1000:]}")
                return []
            counted[repetitions] = int(found[1])
            rows = json.loads(done.stdout.strip().splitlines()[-1])["rows"]
    each = (counted[3] - counted[1]) / 2 / rows
    return [Row("Instructions for all core features of one bar (callgrind)", f"{each:,.0f}")]


# The server


def serving(repetitions: int, seconds: int) -> list[Row]:
    with tempfile.TemporaryDirectory(prefix="martlet-bench-") as folder:
        say("training six LightGBM champions on the sample")
        data = str(Path(folder) / "data")
        prepared = output([MARTLET, "bench", "prepare", "--data-dir", data, "--json"])
        trees = Path(prepared["model"]).read_text().count("\nTree=")
        say(f"the champions of {trees} trees took {prepared['seconds']:.1f} s")
        serve = [MARTLET, "serve", "--data-dir", data, "--quiet"]
        rows = starting(serve, max(repetitions, 5))
        for connections, workers in ((1, 1), (16, 2)):
            rows += predicting(serve, prepared["model"], connections, workers, repetitions, seconds)
        return rows


def starting(serve: list[str], repetitions: int) -> list[Row]:
    ready, resident, own = [], [], []
    for _ in range(repetitions):
        port = free_port()
        with Server(serve + ["--port", str(port)], port, ROOT) as server:
            ready.append(server.seconds_to_ready)
            resident.append(server.megabytes("VmRSS"))
            own.append(server.megabytes("RssAnon"))
    say(f"ready after {statistics.median(ready):.3f} s with {statistics.median(resident):.0f} MB")
    return [
        Row("`martlet serve`, six champions: from exec until /ready answers 200", spread(ready, ".3f", "s"),
            goal=verdict("≤ 0.3 s", statistics.median(ready) <= 0.3)),
        Row("Resident memory when ready", spread(resident, ".0f", "MB"), goal=verdict("< 100 MB", max(resident) < 100)),
        Row("of that its own, the rest being files mapped in", spread(own, ".0f", "MB")),
    ]


def predicting(
    serve: list[str], model: str, connections: int, workers: int, repetitions: int, seconds: int
) -> list[Row]:
    """POST /predict/AAPL of Martlet asking its model each time, of Martlet as it is, and of FastAPI, in turn."""
    peer = [sys.executable, str(HERE / "predict_fastapi.py"), model, "--workers", str(workers)]
    commands = {
        ASKING: serve + ["--set", "serving.cache=false"], KEEPING: serve, PLAIN: peer, TUNED: peer + ["--tuned"]}
    found: dict[str, list[dict]] = {name: [] for name in commands}
    for _ in range(repetitions):
        for name, command in commands.items():
            port, wants = free_port(), workers if command[0] == sys.executable else 1
            with Server(command + ["--port", str(port)], port, ROOT, wants) as server:
                url = f"http://127.0.0.1:{port}/predict/AAPL"
                wrk(url, connections, HERE / "post.lua", 1)  # Not counted: caches and branches warm up.
                before = server.cpu_seconds()
                result = wrk(url, connections, HERE / "post.lua", seconds)
                result["cpu"] = (server.cpu_seconds() - before) / result["requests"] * 1e6
                found[name].append(result | {"resident": server.megabytes("VmRSS")})
            say(f"{connections} connections, {name}: {result['rate']:.0f} requests/s, p50 {result['p50']:.3f} ms,"
                f" p99 {result['p99']:.3f} ms")
    return prediction_rows(found, connections, workers)


ASKING, KEEPING = "the model is asked each time", "forecasts are kept until the next bar"
PLAIN, TUNED = "FastAPI on asyncio and h11", "FastAPI on uvloop and httptools"


def prediction_rows(found: dict[str, list[dict]], connections: int, workers: int) -> list[Row]:
    def values(name: str, key: str) -> list[float]:
        return [result[key] for result in found[name]]

    def middle(name: str, key: str) -> float:
        return statistics.median(values(name, key))

    rows = []
    for own in (ASKING, KEEPING):
        what = f"POST /predict/AAPL, {connections} connection{'s' if connections > 1 else ''}: {own}"
        for peer in (PLAIN, TUNED):
            ratio, p50 = middle(own, "rate") / middle(peer, "rate"), middle(peer, "p50")
            latency = [f"{middle(who, 'p50'):.3f} / {middle(who, 'p99'):.3f} ms" for who in (own, peer)]
            is_goal = peer == PLAIN
            rows += [
                Row(what, spread(values(own, "rate"), ",.0f", "/s"), f"{peer}, {workers} worker{'s' if workers > 1 else ''}",
                    spread(values(peer, "rate"), ",.0f", "/s"), times(ratio),
                    verdict("≥ 10 ×", ratio >= 10) if is_goal else ""),
                Row("p50 / p99 of these", latency[0], "", latency[1], "",
                    verdict("p99 below the peer's p50", middle(own, "p99") < p50) if is_goal else ""),
                Row("processor time for one of these", spread(values(own, "cpu"), ".1f", "µs"), "",
                    spread(values(peer, "cpu"), ".1f", "µs"), times(middle(peer, "cpu") / middle(own, "cpu"))),
            ]
            what = "the same"
    resident = values(ASKING, "resident") + values(KEEPING, "resident")
    rows.append(Row(f"Resident memory after the load of {connections}", spread(resident, ".0f", "MB"),
                    goal=verdict("< 100 MB", max(resident) < 100)))
    return rows


# The document


def machine() -> str:
    model = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    memory = int(re.search(r"MemTotal:\s*(\d+)", Path("/proc/meminfo").read_text())[1]) / 2**20
    release = re.search(r'PRETTY_NAME="(.*)"', Path("/etc/os-release").read_text())
    return f"{model[1] if model else 'unknown processor'}, {os.cpu_count()} cores, {memory:.0f} GiB, {release[1]}"


def report(rows: list[Row], options: argparse.Namespace, load: float) -> str:
    version = output([MARTLET, "version", "--json"])
    peers = ", ".join(
        f"{name} {importlib.metadata.version(name)}"
        for name in ("pandas", "pyarrow", "TA-Lib", "fastapi", "uvicorn", "uvloop", "pydantic", "lightgbm"))
    lines = [
        f"Measured on {datetime.date.today().isoformat()} on {machine()}; load average before the start {load:.1f}.",
        f"Martlet {version['version']} at {version['commit']}, Swift {version['swift']};"
        f" Python {sys.version.split()[0]}, {peers}.",
        f"Medians of {options.repetitions} interleaved runs (least – most); wrk asked for {options.seconds} s each time.",
        "", "| what | Martlet | peer | peer's figure | ratio | goal |", "| --- | ---: | --- | ---: | ---: | --- |",
    ] + ["| " + " | ".join(row.cells()) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def write(text: str) -> None:
    document = DOCUMENT.read_text()
    before, rest = document.split(BEGIN)
    after = rest.split(END)[1]
    DOCUMENT.write_text(f"{before}{BEGIN}\n\n{text}\n{END}{after}")
    say(f"wrote {DOCUMENT.relative_to(ROOT)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repetitions", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=5, help="how long wrk asks each time")
    parser.add_argument("--only", choices=["bulk", "features", "forecasts", "instructions", "serving"],
                        help="measure only this; print, not write")
    options = parser.parse_args()
    started = time.monotonic()
    load = os.getloadavg()[0]
    if load > 0.5 * (os.cpu_count() or 1):
        say(f"the load average is {load:.1f}: this machine is busy, and the figures will show it")
    data = Path(os.environ.get("MARTLET_TEST_DATA") or ROOT.parent / "shared" / "data")
    rows: list[Row] = []
    if options.only in (None, "bulk"):
        if (data / BARS).exists():
            rows += bulk(data, options.repetitions)
        else:
            say(f"{data / BARS} is not there (MARTLET_TEST_DATA); ingest, features and indicators are left out")
    if options.only in (None, "features") and (data / BARS).exists():
        rows += live(data, options.repetitions)
        rows += alpha(data, options.repetitions)
    if options.only in (None, "forecasts") and (data / BARS).exists():
        rows += forecasts.rows(data, options.repetitions)
    if options.only in (None, "instructions"):
        rows += instructions()
    if options.only in (None, "serving"):
        rows += serving(options.repetitions, options.seconds)
    text = report(rows, options, load)
    print(text)
    if not options.only:
        write(text)
    say(f"done in {time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()
