#!/bin/bash
# Everything a change must pass, the quick checks first.
set -euo pipefail
cd "$(dirname "$0")/.."
step() { echo "check: $*"; }

step "tidiness"
Scripts/tidy.sh
step "shell scripts"
mapfile -t scripts < <(git ls-files '*.sh' .ci/run)
for script in "${scripts[@]}"; do bash -n "$script"; done
if command -v shellcheck >/dev/null; then shellcheck --external-sources --source-path=SCRIPTDIR/.. "${scripts[@]}"; fi
step "Swift format"
swift format lint --strict --recursive Sources Tests Package.swift
Scripts/setup.sh test
step "build with warnings as errors and every import declared"
swift build -c release --build-tests --explicit-target-dependency-import-check error
step "tests"
Scripts/test.sh
