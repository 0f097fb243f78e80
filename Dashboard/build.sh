#!/bin/bash
# Checks the types and bundles the dashboard into dist/ (git-ignored), which `martlet serve` hands out under /app/.
#   OUT=folder build.sh   writes elsewhere
set -euo pipefail
cd "$(dirname "$0")"
./setup.sh

OUT=${OUT:-dist}
key=$(find src static types tools/make_icons.py build.sh tsconfig*.json vendor/build.stamp -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum)
if [ "$(cat "$OUT/.key" 2>/dev/null)" = "$key" ]; then
    echo "dashboard: up to date"
    exit 0
fi
CHARTS=$PWD/vendor/wheels/lightweight_charts/js/lightweight-charts.standalone.development.js
SWAGGER=vendor/wheels/drf_spectacular_sidecar/static/drf_spectacular_sidecar/swagger-ui-dist
SHELL_FILES='["/app/","/app/app.js","/app/app.css","/app/manifest.webmanifest","/app/logo.svg","/app/icon-192.png"]'
work=$(mktemp -d "${TMPDIR:-/tmp}/martlet-dashboard.XXXXXX")
trap 'rm -rf "$work"' EXIT

tsc --project tsconfig.json &
types=$!
tsc --project tsconfig.sw.json &
worker_types=$!

# The wheel's chart library is its development build. Shortening its internal names halves it; `_internal_timestamp` must
# keep its name, since a getter and a field share it.
esbuild src/main.tsx --bundle --minify --format=esm --target=es2020 --jsx=automatic --log-level=warning \
    --define:process.env.NODE_ENV='"production"' --legal-comments=linked \
    '--mangle-props=^_(internal|private)_' '--reserve-props=^_internal_timestamp$' \
    --alias:lightweight-charts-standalone="$CHARTS" --outfile="$work/app.js"
mv "$work/app.js.LEGAL.txt" "$work/licenses.txt"
rm -f "$work/app.css.LEGAL.txt"
grep -q TradingView "$work/licenses.txt" || { echo "build.sh: licenses.txt does not name TradingView" >&2; exit 1; }

cp -r static/. "$work/"
mkdir "$work/swagger"
cp "$SWAGGER"/swagger-ui.css "$SWAGGER"/swagger-ui-bundle.js "$SWAGGER"/swagger-ui-bundle.js.LICENSE.txt "$work/swagger/"
sed -i '/sourceMappingURL=/d' "$work/swagger/swagger-ui.css" # its map is not handed out
python3 tools/make_icons.py static/logo.svg "$work"
build=$(cat "$work/app.js" "$work/app.css" "$work/index.html" src/offline/*.ts | sha256sum | cut -c1-12)
esbuild src/offline/sw.ts --bundle --minify --format=iife --target=es2020 --log-level=warning \
    --define:BUILD_ID="\"$build\"" --define:SHELL="$SHELL_FILES" --outfile="$work/sw.js"

gzip --keep --best "$work"/app.js "$work"/app.css "$work"/swagger/swagger-ui.css "$work"/swagger/swagger-ui-bundle.js
if ! wait "$types" || ! wait "$worker_types"; then
  echo "build.sh: the types do not hold" >&2
  exit 1
fi
rm -rf "$OUT"
mkdir -p "$(dirname "$OUT")"
mv "$work" "$OUT"
chmod 755 "$OUT"
echo "$key" >"$OUT/.key"
echo "dashboard: $(($(cat "$OUT/app.js.gz" "$OUT/app.css.gz" | wc -c) / 1000)) kB gzipped, build $build"
