#!/bin/bash
# Style that a machine can hold: banned words and names, unique decision numbers, links that lead somewhere,
# references of tests with the sums beside them.
# Looks at tracked files only. Exits 1 when something is wrong; long files are only told.
set -uo pipefail
cd "$(dirname "$0")/.." || exit 2
wrong=0

complain() {
    echo "tidy: $1"
    [ -z "${2:-}" ] || echo "    ${2//$'\n'/$'\n    '}"
    wrong=1
}

# Complains when a pattern stands in tracked text files.
ban() { # pattern mend pathspec...
    local pattern=$1 mend=$2 found
    shift 2
    found=$(git grep -nIE -e "$pattern" -- "$@" ':!Scripts/tidy.sh' || true)
    [ -z "$found" ] || complain "$mend:" "$found"
}

ban '\b(TODO|FIXME|XXX)\b' "do it, or write down why not" '*.swift' '*.cpp' '*.h' '*.c' '*.sh' '*.py' '*.ts' '*.tsx'
ban '\btry!|\bas!|\bfatalError\(' "no traps: throw, or return nil" Sources Tests
ban '\bTask( *\{|\.detached)' "every loop is owned; no loose tasks" Sources ':!Sources/Apps/martlet'
ban '/(work|home|Users|root)/' "no paths of one machine" .
ban 'import Foundation$' "import FoundationEssentials where it must be; Foundation costs start-up time" \
    Sources/Base Sources/Data Sources/Research

names=$(git ls-files | grep -E '(^|/)(Utils?|Helpers?|Common|Misc|New|contrib)(/|\.[a-z]+$)' || true)
[ -z "$names" ] || complain "name it after what it does:" "$names"

repeated=$(git ls-files 'docs/decisions/[0-9]*' | sed 's|.*/\([0-9]*\)-.*|\1|' | sort | uniq -d)
[ -z "$repeated" ] || complain "decision numbers used twice:" "$repeated"

version=$(sed -n 's/.*static let version = "\(.*\)"/\1/p' Sources/Base/Base/BuildInformation.swift)
grep -q "^## $version" CHANGELOG.md || complain "CHANGELOG.md has no section for version $version"

if [ -f Dashboard/apt.txt ]; then
    while read -r package; do
        grep -qw -- "$package" Scripts/versions.env || complain "Dashboard/apt.txt names $package, versions.env does not"
    done <Dashboard/apt.txt
fi

# References of tests are what their scripts wrote.
while read -r sums; do
    found=$(cd "$(dirname "$sums")" && sha256sum --check --quiet "$(basename "$sums")" 2>&1) ||
        complain "$sums does not hold; run the script beside it:" "$found"
done < <(git ls-files 'Tests/*/Goldens/*.sha256' 'Tests/*/Goldens/SHA256SUMS')

# Links of the documentation to files of the repository.
while IFS=: read -r file link; do
    target=$(dirname "$file")/${link%%#*}
    [ -e "$target" ] || complain "$file links to $link, which is not there"
done < <(git ls-files '*.md' | while read -r file; do
    grep -oE '\]\([^)#:]+(#[^)]*)?\)' "$file" | sed "s|^](\(.*\))$|$file:\1|"
done)

long=$(git ls-files '*.swift' '*.ts' '*.tsx' '*.cpp' '*.py' ':!Dashboard/src/api/types.ts' | xargs -r wc -l | awk '$2 != "total" && $1 > 400 { print $2 ": " $1 " lines" }')
[ -z "$long" ] || { echo "tidy: more than 400 lines, often two ideas in one:"; echo "    ${long//$'\n'/$'\n    '}"; }
exit $wrong
