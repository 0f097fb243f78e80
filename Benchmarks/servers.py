# Requirements: python3, wrk. Used by run.py.
"""Servers that are started to be measured, and what wrk finds."""
import json
import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def is_ready(port: int) -> bool:
    """Whether GET /ready answers 200; over a bare socket, so that asking takes next to nothing."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
            connection.sendall(b"GET /ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            return connection.recv(64).startswith(b"HTTP/1.1 200")
    except OSError:
        return False


class Server:
    """A server for the length of a `with`; `seconds_to_ready` counts from its start until /ready answers 200."""

    def __init__(self, command: list[str], port: int, folder: Path, wants: int = 1):
        start = time.perf_counter()
        self.process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while not is_ready(port):
            if self.process.poll() is not None or time.perf_counter() - start > 60:
                self.process.kill()
                sys.exit(f"{' '.join(command)} did not become ready")
            time.sleep(0.001)
        self.seconds_to_ready = time.perf_counter() - start
        if wants > 1:
            time.sleep(2)  # The other workers have no way to say that they are ready as well.

    def megabytes(self, field: str) -> float:
        """A figure of /proc/PID/status, in 10⁶ bytes."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(rf"{field}:\s*(\d+) kB", status)[1]) * 1024 / 1e6

    def cpu_seconds(self) -> float:
        """The processor time of the process and its workers, in user space and in the kernel."""
        ticks: dict[int, tuple[int, int]] = {}
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = stat.read_text().rpartition(")")[2].split()
            except OSError:
                continue  # It ended meanwhile.
            ticks[int(stat.parent.name)] = (int(fields[1]), int(fields[11]) + int(fields[12]))
        family = {self.process.pid}
        while more := {child for child, (parent, _) in ticks.items() if parent in family} - family:
            family |= more
        return sum(ticks[process][1] for process in family) / os.sysconf("SC_CLK_TCK")

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def wrk(url: str, connections: int, script: Path, seconds: int) -> dict:
    """Requests, requests a second, and p50 and p99 in milliseconds."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "-s", str(script), url]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found = json.loads(text.strip().splitlines()[-1])
    if found["failed"]:
        sys.exit(f"{found['failed']} requests to {url} failed:\n{text}")
    return {
        "requests": found["requests"], "rate": found["requests_per_second"], "p50": found["p50_microseconds"] / 1000,
        "p99": found["p99_microseconds"] / 1000}
