#!/usr/bin/env python3
"""Writes nyse_sessions.json: every NYSE session from 1970 to 2035 and its early closes, as exchange_calendars has them.

Requirements: exchange_calendars==4.13.2 pandas==3.1.1
Usage: python3 make_nyse_sessions.py    (writes beside itself and prints the SHA-256 of what it wrote)
"""
import hashlib
import json
import pathlib

import exchange_calendars
import pandas

schedule = exchange_calendars.get_calendar("XNYS", start="1970-01-01", end="2036-12-31").schedule["1970":"2035"]
sessions = set(schedule.index.strftime("%Y-%m-%d"))
closes = schedule["close"].dt.tz_convert("America/New_York").dt.strftime("%H:%M")
years = {}
for day in pandas.bdate_range("1970-01-01", "2035-12-31"):
    year = years.setdefault(str(day.year), {"sessions": 0, "closed_weekdays": []})
    if day.strftime("%Y-%m-%d") in sessions:
        year["sessions"] += 1
    else:
        year["closed_weekdays"].append(day.strftime("%m-%d"))

golden = {
    "tool": "exchange_calendars " + exchange_calendars.__version__,
    "licence": "Apache-2.0",
    "script": pathlib.Path(__file__).name,
    "weekend_sessions": sorted(day.strftime("%Y-%m-%d") for day in schedule.index if day.weekday() >= 5),
    "years": years,
    "early_closes": {day.strftime("%Y-%m-%d"): close for day, close in closes.items() if close != "16:00"},
    # A close in UTC on either side of daylight saving, to tie the hours down.
    "closes_utc": {
        day.strftime("%Y-%m-%d"): close.strftime("%Y-%m-%dT%H:%M:%SZ")
        for day, close in schedule["close"].iloc[::97].items()
    },
}
path = pathlib.Path(__file__).with_name("nyse_sessions.json")
path.write_text(json.dumps(golden, separators=(",", ":"), sort_keys=True).replace('"years":', '\n"years":') + "\n")
print(hashlib.sha256(path.read_bytes()).hexdigest(), path.name)
