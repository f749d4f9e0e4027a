#!/usr/bin/env bash
# Exports the samples in every format and reads them back with tools of their ecosystems (.ci/exports.py). What Debian does
# not have comes from PyPI, into a folder that goes with the rest; without a network its checks are named as skipped.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

export ONRECORD_LEDGER="$work/samples.db" ONRECORD_CODEBOOK="$root/samples/world"
onrecord="$root/bin/onrecord"
cd "$work"
"$onrecord" read "$root/samples/dispatches.jsonl" "$root/samples/pages" >/dev/null
"$onrecord" extract "$root/samples/dispatches.jsonl" >documents.jsonl
"$onrecord" export --as csv >dyads.csv
"$onrecord" export --as parquet -o dyads.parquet
"$onrecord" export --as gdelt >gdelt.export.CSV
"$onrecord" export --as gdelt-mentions >gdelt.mentions.CSV
"$onrecord" export --as polecat >polecat.txt
"$onrecord" export --as annotations >claims.jsonld
"$onrecord" export --as warc -o pages.warc
"$onrecord" export --as wikitable --question selmoor-accession >positions.wiki

python=/usr/bin/python3
if timeout 100 "$python" -m pip --version >/dev/null 2>&1 || { python=python3 && "$python" -m pip --version >/dev/null 2>&1; }; then
  for package in pandas pyarrow duckdb warcio mwparserfromhell; do
    timeout 100 "$python" -m pip install -q --disable-pip-version-check --target "$work/python" "$package" >pip.log 2>&1 ||
      echo "skipped: $package could not be had from PyPI"
  done
else
  echo "skipped: PyPI's tools, since there is no pip"
fi
PYTHONPATH="$work/python" "$python" "$root/.ci/exports.py" "$work"
