#!/bin/bash
# Measures Martlet beside its peers and writes docs/benchmarks.md. Arguments go to run.py (see run.py --help).
set -euo pipefail
cd "$(dirname "$0")/.."
Scripts/build.sh bench
exec .venv/bin/python Benchmarks/run.py "$@"
