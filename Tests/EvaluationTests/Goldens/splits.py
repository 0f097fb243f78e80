"""Writes splits.json: purged k-fold and combinatorial purged splits, time by time as the book defines them.

requirements: Python 3.11
run: python3 splits.py   (writes splits.json and splits.json.sha256 beside this file)

Source: López de Prado, "Advances in Financial Machine Learning", 2018, snippets 7.1 to 7.3 and chapter 12. The label of time t
is the return over (t, t + h]. A time is learnt from when its label meets no label of a test time, when it is not within the e
times after the last test label ends, and, one bar stricter than the book, when its label is known before the test begins.
"""

import hashlib
import itertools
import json
import pathlib
import platform


def kept(time, tests, h, e):
    for first, last in tests:
        if first <= time <= last:
            return False
        # Two intervals (a, a + h] and (b, b + h] meet when neither ends at or before the other begins.
        if any(time < other + h and other < time + h for other in range(first, last + 1)):
            return False
        if time < first and time + h >= first:
            return False
        if time > last and time < last + h + e:
            return False
    return True


def case(times, groups, test_groups, h, e):
    edges = [times * g // groups for g in range(groups + 1)]
    splits = []
    for chosen in itertools.combinations(range(groups), test_groups):
        tests = [(edges[g], edges[g + 1] - 1) for g in chosen]
        train = [t for t in range(times) if kept(t, tests, h, e)]
        splits.append({"train": train, "test": [list(test) for test in tests]})
    return {"times": times, "groups": groups, "testGroups": test_groups, "horizon": h, "embargo": e, "splits": splits}


golden = {
    "script": pathlib.Path(__file__).name, "versions": {"python": platform.python_version()},
    "cases": [case(60, 5, 1, 1, 0), case(60, 5, 1, 4, 3), case(67, 6, 2, 3, 1), case(48, 4, 3, 5, 2)],
}
place = pathlib.Path(__file__).with_name("splits.json")
place.write_text(json.dumps(golden, separators=(",", ":")) + "\n")
digest = hashlib.sha256(place.read_bytes()).hexdigest()
place.with_suffix(".json.sha256").write_text(f"{digest}  {place.name}\n")
