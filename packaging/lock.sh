#!/bin/sh
# Renews the two locks from pyproject.toml: exact versions and hashes for every system, no index named.
#   sh packaging/lock.sh BIN
set -eu
bin=$1
options="--universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header -q"
"$bin/pip" install -q uv
"$bin/uv" pip compile $options pyproject.toml -o requirements.txt
"$bin/uv" pip compile $options pyproject.toml --group dev -o requirements-dev.txt
