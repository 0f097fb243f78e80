#!/bin/bash
# Sets up, then builds martlet and the dashboard; each step does nothing when it is up to date.
set -euo pipefail
cd "$(dirname "$0")/.."
Scripts/setup.sh "$@"

swift build -c release --product martlet

# `martlet version` reads the commit from beside the executable, so that a new commit alone compiles nothing.
commit=$(git describe --always --dirty --abbrev=12 --exclude '*' 2>/dev/null || echo unknown)
[ "$(cat .build/release/martlet.commit 2>/dev/null)" = "$commit" ] || echo "$commit" >.build/release/martlet.commit

if [ -x Dashboard/build.sh ]; then
    built=Dashboard/dist/index.html
    if [ ! -e "$built" ] || [ -n "$(find Dashboard -path Dashboard/node_modules -prune -o -path Dashboard/dist -prune -o \
        -path Dashboard/vendor -prune -o -path Dashboard/tests -prune -o -type f -newer "$built" -print -quit)" ]; then
        echo "build: the dashboard"
        Dashboard/build.sh
    fi
fi
