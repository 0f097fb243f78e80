#!/usr/bin/env python3
"""Writes new_york_time.json: what clocks in New York show at instants around each change and at random ones.

Requirements: Python 3.9 or later, tzdata==2026.6
Usage: PYTHONTZPATH= python3 make_new_york_time.py    (writes beside itself and prints the SHA-256 of what it wrote)
"""
import datetime
import hashlib
import importlib.metadata
import json
import pathlib
import random
import zoneinfo

new_york = zoneinfo.ZoneInfo("America/New_York")
epoch = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)


def wall(seconds):
    local = (epoch + datetime.timedelta(seconds=seconds)).astimezone(new_york)
    return local.strftime("%Y-%m-%dT%H:%M:%S")


start = int(datetime.datetime(1967, 1, 1, 12, tzinfo=datetime.timezone.utc).timestamp())
end = int(datetime.datetime(2037, 12, 31, tzinfo=datetime.timezone.utc).timestamp())
instants, offset = [], None
for seconds in range(start, end, 1800):
    now = (epoch + datetime.timedelta(seconds=seconds)).astimezone(new_york).utcoffset()
    if offset is not None and now != offset:
        instants += [seconds - 1800, seconds - 1, seconds, seconds + 1, seconds + 3600]
    offset = now
generator = random.Random(7)
instants += sorted(generator.randrange(start, end) for _ in range(400))

# Wall times to instants, those that occur twice or not at all among them (fold = 0: the offset before the change).
walls = []
for text in ["1987-04-05T02:30:00", "2007-03-11T02:00:00", "2007-03-11T02:59:59", "2007-03-11T03:00:00",
             "2023-11-05T00:59:59", "2023-11-05T01:00:00", "2023-11-05T01:59:59", "2023-11-05T02:00:00",
             "1974-01-06T02:30:00", "1975-02-23T01:59:59", "1986-04-27T12:00:00", "2006-10-29T01:30:00"]:
    local = datetime.datetime.fromisoformat(text).replace(tzinfo=new_york)
    walls.append([text, int(local.timestamp())])

golden = {
    "tool": "Python zoneinfo with tzdata " + importlib.metadata.version("tzdata"),
    "licence": "public domain (tz database)",
    "script": pathlib.Path(__file__).name,
    "instants": [[seconds, wall(seconds)] for seconds in instants],
    "walls": walls,
}
path = pathlib.Path(__file__).with_name("new_york_time.json")
path.write_text(json.dumps(golden, separators=(",", ":")).replace('],[', '],\n[') + "\n")
print(hashlib.sha256(path.read_bytes()).hexdigest(), path.name)
