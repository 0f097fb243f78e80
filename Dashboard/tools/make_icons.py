#!/usr/bin/env python3
"""Draws the app's PNG icons from static/logo.svg:  make_icons.py LOGO FOLDER

The logo is one path of absolute M, C and Z commands on a 64 × 64 square, moved and scaled by its `transform`.
"""
import re
import struct
import sys
import zlib
from pathlib import Path

GROUND, INK = (0x15, 0x1B, 0x23), (0x8A, 0xB0, 0xFF)
ROWS_PER_PIXEL = 4


def flatten(path: str) -> list[tuple[float, float]]:
    """The path's outline as points; each curve becomes 24 straight pieces."""
    points: list[tuple[float, float]] = []
    for command, text in re.findall(r"([MCZ])([^MCZ]*)", path):
        numbers = [float(number) for number in re.findall(r"-?[\d.]+", text)]
        if command == "M":
            points.append((numbers[0], numbers[1]))
        elif command == "C":
            (x0, y0), (x1, y1, x2, y2, x3, y3) = points[-1], numbers
            for step in range(1, 25):
                t = step / 24
                a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
                points.append((a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3))
    return points


def spans(points: list[tuple[float, float]], y: float) -> list[tuple[float, float]]:
    """Where a horizontal line runs inside the outline."""
    crossings = []
    for (x0, y0), (x1, y1) in zip(points, points[1:] + points[:1]):
        if (y0 <= y) != (y1 <= y):
            crossings.append(x0 + (y - y0) / (y1 - y0) * (x1 - x0))
    crossings.sort()
    return list(zip(crossings[::2], crossings[1::2]))


def coverage(points: list[tuple[float, float]], row: int, size: int) -> list[float]:
    """How much of each pixel of a row lies inside, 0 to 1."""
    covered = [0.0] * size
    for part in range(ROWS_PER_PIXEL):
        for left, right in spans(points, row + (part + 0.5) / ROWS_PER_PIXEL):
            for x in range(max(0, int(left)), min(size - 1, int(right)) + 1):
                covered[x] += max(0.0, min(right, x + 1) - max(left, x)) / ROWS_PER_PIXEL
    return covered


def png(size: int, outline: list[tuple[float, float]], scale: float) -> bytes:
    """The bird on a plain ground; `scale` below 1 leaves the margin that a maskable icon needs."""
    middle = size / 2
    points = [(middle + (x - 32) * scale * size / 64, middle + (y - 32) * scale * size / 64) for x, y in outline]
    rows = bytearray()
    for row in range(size):
        rows.append(0)
        for share in coverage(points, row, size):
            rows += bytes(round(g + (i - g) * min(1.0, share)) for g, i in zip(GROUND, INK)) if share else bytes(GROUND)

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(rows), 9)) + chunk(b"IEND", b"")


def main(logo: str, folder: str) -> None:
    svg = Path(logo).read_text()
    found = re.search(r'\sd="([^"]+)"', svg)
    if not found:
        raise SystemExit(f"{logo} has no path")
    outline = flatten(found.group(1))
    for name, size, scale in (("icon-192.png", 192, 0.78), ("icon-512.png", 512, 0.78), ("icon-maskable-512.png", 512, 0.58)):
        Path(folder, name).write_bytes(png(size, outline, scale))


if __name__ == "__main__":
    main(*sys.argv[1:3])
