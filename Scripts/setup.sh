#!/bin/bash
# Brings in everything Martlet is built from: Debian packages, and native libraries out of Python wheels. Does nothing
# that has been done; says what it does.
#   setup.sh         what `make up` needs
#   setup.sh test    also what the tests need: Chromium and the dashboard's test tools
#   setup.sh bench   also what the benchmarks need: wrk, and the peers in .venv
set -euo pipefail
cd "$(dirname "$0")/.."
. Scripts/versions.env

say() { echo "set-up: $*"; }
fail() {
    echo "set-up: $*" >&2
    exit 1
}

# Names of the packages among the arguments that are not installed.
missing_packages() {
    local installed name
    # dpkg-query fails when it does not know a package, and tells of the others all the same.
    installed=" $(dpkg-query --show --showformat='${db:Status-Status}:${Package} ' "$@" 2>/dev/null || true) "
    for name in "$@"; do
        [[ $installed == *" installed:$name "* ]] || echo "$name"
    done
}

# Runs apt-get as root: itself, or through sudo, which asks for a password only on a terminal.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        if [ -t 0 ]; then sudo "$@"; else sudo --non-interactive "$@"; fi
    else
        return 1
    fi
}

install_packages() {
    command -v dpkg-query >/dev/null ||
        fail "this is no Debian machine; install the equivalents of these packages, then build with \`make build\`: $*"
    local missing log
    mapfile -t missing < <(missing_packages "$@")
    [ ${#missing[@]} -gt 0 ] || return 0
    say "installing ${#missing[@]} Debian packages: ${missing[*]}"
    log=$(mktemp)
    if as_root apt-get update -qq >"$log" 2>&1 &&
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
            -o Dpkg::Use-Pty=0 "${missing[@]}" >>"$log" 2>&1; then
        rm -f "$log"
        return 0
    fi
    tail -n 15 "$log" >&2
    rm -f "$log"
    fail "these packages are missing and could not be installed; as root, run: apt-get install ${missing[*]}"
}

check_swift() {
    command -v swift >/dev/null || fail "Swift $SWIFT_VERSION is missing; install it as https://www.swift.org/install/linux" \
        "says (for instance with swiftly), see that \`swift\` is in PATH, and run this again"
    local found
    found=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1)
    [ "$(printf '%s\n%s\n' "$SWIFT_VERSION" "$found" | sort -V | head -n 1)" = "$SWIFT_VERSION" ] ||
        fail "Swift $SWIFT_VERSION or later is needed, this is ${found:-unknown}; install it as" \
            "https://www.swift.org/install/linux says"
}

native_is_complete() {
    local name
    for name in lib/libarrow.so "lib/libarrow.so.$ARROW_SONAME" lib/libparquet.so "lib/libparquet.so.$ARROW_SONAME" \
        lib/lib_lightgbm.so lib/libxgboost.so include/arrow/api.h include/parquet/api/reader.h; do
        [ -e ".native/$name" ] || return 1
    done
}

# Downloads the wheels for this machine, whatever Python it has; pip checks the hashes.
download_wheels() { # folder
    local machine
    machine=$(uname -m)
    case "$machine" in
    x86_64 | aarch64) ;;
    *) fail "there are no wheels of Arrow, LightGBM and XGBoost for $machine; Martlet runs on x86_64 and aarch64" ;;
    esac
    python3 -m pip download --quiet --disable-pip-version-check --require-hashes --no-deps --only-binary=:all: \
        --python-version 3.11 --implementation cp --abi cp311 --abi none --platform "manylinux_2_28_$machine" \
        --platform "manylinux2014_$machine" --platform "manylinux_2_17_$machine" --dest "$1" \
        --requirement Scripts/wheels.txt || fail "the wheels could not be downloaded; see the message above"
}

install_native() {
    [ ! -L .native ] || fail ".native is a link to a folder that lacks libraries; remove the link and run this again"
    python3 -m pip --version >/dev/null 2>&1 || install_packages python3-pip
    say "fetching Arrow and Parquet $PYARROW_VERSION, LightGBM $LIGHTGBM_VERSION and XGBoost $XGBOOST_VERSION (62 MB)"
    local work wheel
    work=$(mktemp -d .native.XXXXXX)
    # shellcheck disable=SC2064 # the name must be the one of now
    trap "rm -rf '$work'" EXIT
    download_wheels "$work/wheels"
    for wheel in "$work"/wheels/*.whl; do python3 -m zipfile --extract "$wheel" "$work/files"; done
    arrange_native "$work/files" "$work/native"
    rm -rf .native
    mv "$work/native" .native
    rm -rf "$work"
    trap - EXIT
}

# Out of the unpacked wheels: headers, libraries with the names a linker looks for, licences.
arrange_native() { # files native
    mkdir -p "$2/include" "$2/lib" "$2/licenses"
    cp -r "$1/pyarrow/include/arrow" "$1/pyarrow/include/parquet" "$2/include/"
    local name
    for name in arrow parquet; do
        cp "$1/pyarrow/lib$name.so.$ARROW_SONAME" "$2/lib/"
        ln -s "lib$name.so.$ARROW_SONAME" "$2/lib/lib$name.so"
    done
    cp "$1/lightgbm/lib/lib_lightgbm.so" "$2/lib/"
    cp "$1/xgboost/lib/libxgboost.so" "$2/lib/"
    share_openmp "$2/lib/libxgboost.so"
    cp "$1"/pyarrow-*.dist-info/licenses/LICENSE.txt "$2/licenses/Arrow-LICENSE.txt"
    cp "$1"/pyarrow-*.dist-info/licenses/NOTICE.txt "$2/licenses/Arrow-NOTICE.txt"
    cp "$1"/lightgbm-*.dist-info/licenses/LICENSE "$2/licenses/LightGBM-LICENSE.txt"
    # The wheel of XGBoost has no licence text: it names Apache-2.0 in its metadata, and the text is this project's too.
    cp LICENSE "$2/licenses/XGBoost-LICENSE.txt"
    cp "$1"/xgboost_cpu-*.dist-info/METADATA "$2/licenses/XGBoost-NOTICE.txt"
}

# A wheel may carry an OpenMP runtime of its own. Two in one process would each keep threads that spin: all take Debian's.
share_openmp() { # library
    local name
    for name in $(patchelf --print-needed "$1" | grep '^libgomp-' || true); do
        patchelf --replace-needed "$name" libgomp.so.1 "$1"
    done
    patchelf --remove-rpath "$1"
}

set_up_native() {
    local key
    key="$(cat Scripts/setup.sh Scripts/wheels.txt | sha256sum | cut -c1-64) $(uname -m)"
    if native_is_complete && { [ -L .native ] || [ "$(cat .native/stamp 2>/dev/null)" = "$key" ]; }; then
        command -v swift >/dev/null || check_swift
        return 0
    fi
    check_swift
    install_native
    native_is_complete || fail "the wheels did not hold what was expected; compare Scripts/wheels.txt with versions.env"
    echo "$key" >.native/stamp
    say "Arrow, Parquet, LightGBM and XGBoost are in .native"
}

# A virtual environment of pinned packages, made anew when the list has changed.
install_peers() { # folder requirements what
    local key
    key=$(sha256sum <"$2" | cut -c1-64)
    [ "$(cat "$1/stamp" 2>/dev/null)" != "$key" ] || return 0
    say "installing $3 into $1"
    rm -rf "$1"
    python3 -m venv "$1"
    "$1/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary=:all: \
        --requirement "$2"
    echo "$key" >"$1/stamp"
}

set_up_bench() {
    install_peers .venv Benchmarks/requirements.txt "the peers (pandas, TA-Lib, LightGBM, XGBoost, FastAPI, uvicorn)"
    # Qlib wants another pyarrow, and 1.4 GB.
    install_peers .venv-qlib Benchmarks/qlib/requirements.txt "the peer Qlib"
    # statsforecast wants another pandas.
    install_peers .venv-forecasting Benchmarks/forecasting/requirements.txt "the peers of forecasting (statsmodels, statsforecast)"
}

wanted=${1:-up}
case "$wanted" in
up) packages="$PACKAGES_BUILD $PACKAGES_DASHBOARD" ;;
test) packages="$PACKAGES_BUILD $PACKAGES_DASHBOARD $PACKAGES_TEST" ;;
bench) packages="$PACKAGES_BUILD $PACKAGES_DASHBOARD $PACKAGES_BENCH" ;;
*) fail "there is no set-up called $wanted; there are up (the default), test and bench" ;;
esac
# shellcheck disable=SC2086 # the names are words
install_packages $packages
set_up_native
if [ -x Dashboard/setup.sh ]; then
    if [ "$wanted" = test ]; then Dashboard/setup.sh --dev; else Dashboard/setup.sh; fi
fi
if [ "$wanted" = bench ]; then set_up_bench; fi
