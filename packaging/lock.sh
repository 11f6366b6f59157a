#!/bin/sh
# Renews the two locks from pyproject.toml: exact versions and hashes for every system, no index named.
#   sh packaging/lock.sh PYTHON VENV
set -eu
python=$1
venv=$2
options="--universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header -q"
"$python" -m pip --python "$venv/bin/python" install -q uv
"$venv/bin/uv" pip compile $options pyproject.toml -o requirements.txt
"$venv/bin/uv" pip compile $options pyproject.toml --extra camera --group dev -o requirements-dev.txt
