#!/bin/bash
# Everything about the dashboard that can be checked without a browser: types, generated files, lint, unit tests.
set -euo pipefail
cd "$(dirname "$0")"
./setup.sh --dev
export DENO_DIR=$PWD/vendor/.deno DENO_NO_UPDATE_CHECK=1 NO_COLOR=1 DENO_NO_PROMPT=1
TOOLS=vendor/tools/bin

python3 tools/gen_types.py --check
python3 -m unittest discover --quiet --start-directory tools --pattern '*_test.py'
tsc --project tsconfig.json
tsc --project tsconfig.sw.json
tsc --project tsconfig.test.json
"$TOOLS/oxlint" --deny-warnings src tests
NODE_ENV=development "$TOOLS/deno" test --quiet --allow-read --allow-env --no-check --sloppy-imports tests/
