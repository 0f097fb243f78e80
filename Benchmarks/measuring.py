"""What the benchmarks share: running a command, a row of the table, and how figures are written in it."""
import json
import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HERE = ROOT / "Benchmarks"
MARTLET = str(ROOT / ".build" / "release" / "martlet")
BARS = "stocks/sp500_daily_2000_2022.parquet"


@dataclass
class Row:
    """A line of the table; a figure is its median with the least and the most in brackets."""
    what: str
    martlet: str
    peer: str = ""
    theirs: str = ""
    ratio: str = ""
    goal: str = ""

    def cells(self) -> list[str]:
        return [self.what, self.martlet, self.peer, self.theirs, self.ratio, self.goal]


def say(text: str) -> None:
    print(f"bench: {text}", file=sys.stderr, flush=True)


def output(command: list[str]) -> dict:
    """The JSON object a benchmark prints last."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr[-2000:]}")
    return json.loads(done.stdout.strip().splitlines()[-1])


def spread(values: list[float], form: str, unit: str) -> str:
    """The median, with the least and the most behind it."""
    least, middle, most = (format(value, form) for value in (min(values), statistics.median(values), max(values)))
    return f"{middle} {unit} ({least} – {most})" if len(values) > 1 else f"{middle} {unit}"


def times(ratio: float) -> str:
    return f"{ratio:.1f} ×" if ratio < 100 else f"{ratio:.0f} ×"


def verdict(goal: str, is_met: bool) -> str:
    return f"{goal}: {'met' if is_met else '**missed**'}"


def interleaved(repetitions: int, commands: dict[str, list[str]]) -> list[list[dict]]:
    results: dict[str, list[dict]] = {name: [] for name in commands}
    for turn in range(repetitions):
        for name, command in commands.items():
            results[name].append(output(command))
            say(f"{turn + 1}/{repetitions} {name}: {results[name][-1]['seconds']:.3f} s")
    return list(results.values())


def measured(command: list[str]) -> tuple[float, float]:
    """Seconds, and the most memory in megabytes, of a command."""
    started = time.monotonic()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return time.monotonic() - started, usage.ru_maxrss / 1024
