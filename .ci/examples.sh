#!/usr/bin/env bash
# Runs the examples on an export of the samples, with Debian's pandas and R (installed when absent), and compares what
# the two languages count. Works in a folder of its own.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

missing=()
command -v Rscript >/dev/null || missing+=(r-base-core)
/usr/bin/python3 -c 'import pandas, matplotlib' 2>/dev/null || missing+=(python3-pandas python3-matplotlib)
if [ ${#missing[@]} -gt 0 ]; then
  apt-get update -q
  DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}"
fi

export ONRECORD_LEDGER="$work/samples.db" ONRECORD_CODEBOOK="$root/samples/world"
cd "$work"
"$root/bin/onrecord" read "$root/samples/dispatches.jsonl" >/dev/null
"$root/bin/onrecord" export --as csv --factuality actual --since 2025 >dyads.csv
/usr/bin/python3 "$root/examples/monthly.py" dyads.csv python.csv python.png
Rscript "$root/examples/monthly.R" dyads.csv r.csv r.png
cmp python.csv r.csv
for file in python.csv python.png r.png; do [ -s "$file" ]; done
echo "$(($(wc -l <python.csv) - 1)) rows of pairs and months, the same in both languages"
