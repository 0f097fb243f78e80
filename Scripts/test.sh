#!/bin/bash
# Runs every test and prints how many there were. MARTLET_TEST_DATA names a folder of real market data; the tests that want
# it are skipped, saying so, where it is not set.
set -euo pipefail
cd "$(dirname "$0")/.."
Scripts/build.sh test

# Starts a server on a free port with a store of its own, and walks through its dashboard in Chromium.
browse_dashboard() {
    local work port server
    work=$(mktemp -d)
    port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    .build/release/martlet up --quiet --data-dir "$work/store" --set "server.port=$port" >"$work/log" 2>&1 </dev/null &
    server=$!
    # shellcheck disable=SC2064 # the values must be those of now
    trap "kill $server 2>/dev/null; wait $server 2>/dev/null; rm -rf '$work'" EXIT
    if ! wait_until_ready "$server" "$port"; then
        tail -n 40 "$work/log" >&2
        echo "test: martlet up did not become ready" >&2
        return 1
    fi
    python3 Dashboard/e2e.py "http://127.0.0.1:$port" || {
        tail -n 40 "$work/log" >&2
        return 1
    }
    kill "$server"
    wait "$server" || {
        echo "test: martlet up did not end cleanly on SIGTERM (exit code $?)" >&2
        return 1
    }
    trap - EXIT
    rm -rf "$work"
}

# Up to ten minutes, since the models are trained first.
wait_until_ready() { # process port
    local tries
    for ((tries = 0; tries < 1200; tries++)); do
        kill -0 "$1" 2>/dev/null || return 1
        python3 - "$2" 2>/dev/null <<'PYTHON' && return 0
import sys, urllib.request
urllib.request.urlopen(f"http://127.0.0.1:{sys.argv[1]}/ready", timeout=2).close()
PYTHON
        sleep 0.5
    done
    return 1
}

# Leaves out the lines of tests that begin or pass, with the arguments some of them run over, and what XCTest says of its
# none; all of it is in the log. (No brackets around the marks: mawk knows bytes, not characters.)
summary() {
    awk '/^◇/ || /^✔ Test (case|")/ || /^✔ Test [A-Za-z_]+\(/ { quiet = 1; next }
         /^Test Suite / || /^\t Executed 0 tests/ { next }
         /^(✔|✘|➜|↳|±) / || /^\[/ || /^Build/ || /error:/ || /warning:/ { quiet = 0 }
         !quiet { print; fflush() }'
}

if [ -x Dashboard/check.sh ]; then
    echo "test: the dashboard's types, lint and unit tests"
    Dashboard/check.sh
    echo "test: the dashboard in Chromium, on a real server"
    browse_dashboard
fi
echo "test: Swift"
mkdir -p .build
# Tests of preconditions crash some twenty processes on purpose; a backtrace of each would take longer than all other tests.
export SWIFT_BACKTRACE=${SWIFT_BACKTRACE-enable=no}
# Without the flag SwiftPM compiles every module again with testing enabled, and again without at the next build.
swift test -c release --disable-testable-imports 2>&1 </dev/null | tee .build/test.log | summary
