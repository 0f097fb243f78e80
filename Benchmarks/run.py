#!/usr/bin/env python3
# Requirements: the .venv of `Scripts/setup.sh bench`, wrk, a built martlet. Usage: Benchmarks/run.py [--repetitions N]
"""Runs Martlet and its peers in turn on this machine and writes medians and ratios to docs/benchmarks.md.

The runs are interleaved (Martlet, peer, Martlet, peer, …), so that what else the machine does falls on both. A benchmark
prints one JSON object with its "seconds"; a server is asked by wrk.
"""
import argparse
import datetime
import json
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HERE = ROOT / "Benchmarks"
MARTLET = str(ROOT / ".build" / "release" / "martlet")
BARS = "stocks/sp500_daily_2000_2022.parquet"
POST = 'wrk.method = "POST"\nwrk.body = ""\nwrk.headers["Content-Type"] = "application/json"\n'


def say(text: str) -> None:
    print(f"bench: {text}", file=sys.stderr, flush=True)


def output(command: list[str]) -> dict:
    """The JSON object a benchmark prints last."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr[-2000:]}")
    return json.loads(done.stdout.strip().splitlines()[-1])


def interleaved(repetitions: int, commands: dict[str, list[str]]) -> dict[str, list[dict]]:
    results: dict[str, list[dict]] = {name: [] for name in commands}
    for turn in range(repetitions):
        for name, command in commands.items():
            results[name].append(output(command))
            say(f"{turn + 1}/{repetitions} {name}: {results[name][-1]['seconds']:.3f} s")
    return results


def median(results: list[dict], key: str = "seconds") -> float:
    return statistics.median(result[key] for result in results)


def bulk(data: Path, repetitions: int) -> Iterator[list[str]]:
    """Ingest, features and indicators over the S&P 500 set."""
    python, bars = sys.executable, str(data / BARS)
    pairs = {
        "Ingest, check and store": ("ingest", "ingest_pandas.py", "pandas"),
        "Core feature set, one thread": ("features", "features_pandas.py", "pandas"),
        "Indicators TA-Lib has too, one thread": ("indicators", "features_talib.py", "TA-Lib"),
    }
    for title, (name, script, peer) in pairs.items():
        once = ["1"] if script.startswith("features") else []
        results = interleaved(repetitions, {
            f"martlet {name}": [MARTLET, "bench", name, bars, "--json"],
            f"{peer} {name}": [python, str(HERE / script), bars, *once]})
        ours, theirs = (median(found) for found in results.values())
        version = results[f"{peer} {name}"][0]["version"]
        yield [title, f"{ours:.3f} s", f"{peer} {version}", f"{theirs:.3f} s", f"{theirs / ours:.1f} ×"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def served(command: list[str], ready: str) -> Iterator[tuple[int, float]]:
    """A server's process id and the seconds from its start until `ready` answered 200."""
    start = time.perf_counter()
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            while True:
                try:
                    urllib.request.urlopen(ready, timeout=1).close()
                    break
                except (urllib.error.URLError, OSError):
                    if server.poll() is not None or time.perf_counter() - start > 60:
                        sys.exit(f"{' '.join(command)} did not become ready")
                    time.sleep(0.002)
            yield server.pid, time.perf_counter() - start
        finally:
            server.terminate()


def resident_megabytes(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text()
    return int(re.search(r"VmRSS:\s*(\d+) kB", status)[1]) / 1000


def wrk(url: str, connections: int, script: str, seconds: int) -> dict:
    text = subprocess.run(
        ["wrk", "--latency", "-t1", f"-c{connections}", f"-d{seconds}s", "-s", script, url],
        check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in text:
        sys.exit(f"{url} did not answer 200:\n{text}")
    units = {"us": 1e-3, "ms": 1.0, "s": 1e3}
    latency = {p: float(value) * units[unit] for p, value, unit in re.findall(r"(50|99)%\s+([\d.]+)(us|ms|s)", text)}
    return {"rate": float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1]), "p50": latency["50"], "p99": latency["99"]}


def serving(repetitions: int, seconds: int) -> Iterator[list[str]]:
    """Start and memory of `martlet serve`, and POST /predict/{symbol} beside FastAPI."""
    with tempfile.TemporaryDirectory(prefix="martlet-bench-") as folder:
        say("training six LightGBM champions on the sample")
        prepared = output([MARTLET, "bench", "prepare", "--data-dir", folder, "--json"])
        script = Path(folder) / "post.lua"
        script.write_text(POST)
        port, starts, memory = free_port(), [], []
        serve = [MARTLET, "serve", "--data-dir", folder, "--set", f"server.port={port}"]
        for _ in range(repetitions):
            with served(serve, f"http://127.0.0.1:{port}/ready") as (process, seconds_to_ready):
                starts.append(seconds_to_ready)
                memory.append(resident_megabytes(process))
        yield ["Start of `martlet serve` until ready", f"{statistics.median(starts):.3f} s", "aim", "0.3 s", ""]
        yield ["Resident memory once ready", f"{statistics.median(memory):.0f} MB", "aim", "100 MB", ""]
        yield from predicting(serve, port, prepared["model"], script, repetitions, seconds)


def predicting(
    serve: list[str], port: int, model: str, script: Path, repetitions: int, seconds: int
) -> Iterator[list[str]]:
    other = free_port()
    for connections, workers in ((1, 1), (16, 2)):
        peer = [sys.executable, str(HERE / "predict_fastapi.py"), model, "--port", str(other), "--workers", str(workers)]
        found: dict[str, list[dict]] = {"martlet": [], "fastapi": []}
        for _ in range(repetitions):
            for name, command, at in (("martlet", serve, port), ("fastapi", peer, other)):
                with served(command, f"http://127.0.0.1:{at}/ready"):
                    result = wrk(f"http://127.0.0.1:{at}/predict/AAPL", connections, str(script), seconds)
                found[name].append(result)
                say(f"{name}, {connections} connections: {result['rate']:.0f} requests/s, p99 {result['p99']:.3f} ms")
        ours, theirs = ({key: median(results, key) for key in ("rate", "p50", "p99")} for results in found.values())
        words = f"{connections} connection{'s' if connections > 1 else ''}"
        yield [
            f"POST /predict/AAPL, {words}: requests/s", f"{ours['rate']:,.0f}", f"FastAPI + uvicorn, {workers} worker(s)",
            f"{theirs['rate']:,.0f}", f"{ours['rate'] / theirs['rate']:.1f} ×"]
        yield [
            "the same: p50 / p99", f"{ours['p50']:.3f} / {ours['p99']:.3f} ms", "", f"{theirs['p50']:.3f} / {theirs['p99']:.3f} ms",
            f"{theirs['p50'] / ours['p50']:.1f} ×"]


def machine() -> str:
    model = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    memory = int(re.search(r"MemTotal:\s*(\d+)", Path("/proc/meminfo").read_text())[1]) / 2**20
    release = re.search(r'PRETTY_NAME="(.*)"', Path("/etc/os-release").read_text())
    return f"{model[1] if model else 'unknown processor'}, {os.cpu_count()} cores, {memory:.0f} GiB, {release[1]}"


def report(rows: list[list[str]], repetitions: int) -> str:
    version = output([MARTLET, "version", "--json"])
    head = (
        f"# Benchmarks\n\nWritten by `make bench` on {datetime.date.today().isoformat()}: {machine()}; Martlet"
        f" {version['version']} at {version['commit']}. Medians of {repetitions} interleaved runs; the machine may have had"
        " other work. The bars are 2.57 million daily bars of 501 symbols; the server has six LightGBM champions trained on"
        " the sample.\n\n| what | Martlet | peer | peer's figure | ratio |\n| --- | ---: | --- | ---: | ---: |\n")
    return head + "".join("| " + " | ".join(row) + " |\n" for row in rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repetitions", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=5, help="how long wrk asks each time")
    parser.add_argument("--only", choices=["bulk", "serving"], help="measure only this; prints instead of writing")
    options = parser.parse_args()
    data = Path(os.environ.get("MARTLET_TEST_DATA") or ROOT.parent / "shared" / "data")
    rows: list[list[str]] = []
    if options.only != "serving":
        if (data / BARS).exists():
            rows += bulk(data, options.repetitions)
        else:
            say(f"{data / BARS} is not there (MARTLET_TEST_DATA); ingest and features are left out")
    if options.only != "bulk":
        rows += serving(options.repetitions, options.seconds)
    text = report(rows, options.repetitions)
    print(text)
    if not options.only:
        (ROOT / "docs" / "benchmarks.md").write_text(text)


if __name__ == "__main__":
    main()
