#!/bin/bash
# Puts what the dashboard is built from under node_modules/ and vendor/ (both git-ignored); does nothing when up to date.
#   setup.sh         what build.sh needs
#   setup.sh --dev   also what check.sh and e2e.py need (deno, oxlint, playwright, axe)
# The Debian packages named in apt.txt must be there already; Scripts/setup.sh installs them.
set -euo pipefail
cd "$(dirname "$0")"

NODE=/usr/share/nodejs
MODULES=(react react-dom react-is react-test-renderer react-shallow-renderer scheduler object-assign csstype prop-types
    loose-envify js-tokens)
TYPES=(react react-dom prop-types scheduler react-test-renderer)

fail() { echo "Dashboard/setup.sh: $*" >&2; exit 1; }

# Unpacks every wheel of a requirements file into vendor/<folder>.
install_wheels() { # requirements folder
    python3 -m pip install --quiet --disable-pip-version-check --no-deps --only-binary=:all: --require-hashes \
        --no-compile --upgrade --root-user-action=ignore --target "vendor/$2" --requirement "$1"
}

copy_modules() {
    rm -rf node_modules
    mkdir -p node_modules/@types
    for name in "${MODULES[@]}"; do cp -rL "$NODE/$name" node_modules/; done # copies: Deno does not follow links out
    for name in "${TYPES[@]}"; do cp -rL "$NODE/@types/$name" node_modules/@types/; done
}

up_to_date() { [ "$(cat "vendor/$1.stamp" 2>/dev/null)" = "$2" ]; }

for tool in esbuild tsc python3; do
    command -v "$tool" >/dev/null || fail "$tool is missing; install the packages of Dashboard/apt.txt: $(tr '\n' ' ' <apt.txt)"
done
for name in "${MODULES[@]}"; do
    [ -d "$NODE/$name" ] || fail "$NODE/$name is missing; install the packages of Dashboard/apt.txt: $(tr '\n' ' ' <apt.txt)"
done

mkdir -p vendor
packages=$(dpkg-query --show 'node-*' 2>/dev/null | sha256sum | cut -c1-64)
build_key="$packages $(cat setup.sh wheels.txt | sha256sum | cut -c1-64)"
if ! up_to_date build "$build_key" || [ ! -d node_modules/react ]; then
    echo "dashboard: React from Debian, charts and Swagger UI from PyPI"
    copy_modules
    rm -rf vendor/wheels
    install_wheels wheels.txt wheels
    echo "$build_key" >vendor/build.stamp
fi

[ "${1:-}" = --dev ] || exit 0
dev_key=$(cat setup.sh wheels-dev.txt | sha256sum | cut -c1-64)
if ! up_to_date dev "$dev_key"; then
    echo "dashboard: test tools from PyPI (deno, oxlint, playwright, axe; about 100 MB)"
    rm -rf vendor/tools
    install_wheels wheels-dev.txt tools
    echo "$dev_key" >vendor/dev.stamp
fi
