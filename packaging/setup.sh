#!/bin/sh
# Makes the environment: system libraries that Qt needs, a virtual environment, the locked packages.
#   sh packaging/setup.sh PYTHON VENV
set -eu
python=$1
venv=$2

# What Qt's platform plugins link against on Debian and its relatives.
libraries="libegl1 libgl1 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0
libxcb-render-util0 libxcb-shape0 libxcb-sync1 libxcb-xfixes0 libxcb-xkb1 libdbus-1-3 libfontconfig1 libglib2.0-0"

wanted=""
if command -v dpkg-query >/dev/null 2>&1; then
    for name in $libraries; do
        # libglib2.0-0 is called libglib2.0-0t64 on newer releases, and may be present under either name.
        if ! dpkg-query -W -f '${Status}\n' "$name" "${name}t64" 2>/dev/null | grep -q 'install ok installed'; then
            wanted="$wanted $name"
        fi
    done
    # Debian keeps the part of venv that installs pip in a package of its own.
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        wanted="$wanted python3-venv"
    fi
fi
if [ -n "$wanted" ]; then
    install="apt-get install -y --no-install-recommends$wanted"
    if [ "$(id -u)" = 0 ]; then
        as=""
    elif sudo -n true 2>/dev/null; then
        as="sudo -n"
    else
        as="none"
    fi
    if [ "$as" = none ]; then
        echo "The window needs system libraries. Please run this once:  sudo $install" >&2
    else
        $as apt-get update -q
        DEBIAN_FRONTEND=noninteractive $as $install -q
    fi
fi

if [ ! -x "$venv/bin/python" ]; then
    "$python" -m venv "$venv"
fi
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
