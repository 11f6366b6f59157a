#!/bin/sh
# Makes the environment: system libraries that Qt needs, a virtual environment, the locked packages.
#   sh packaging/setup.sh PYTHON VENV
set -eu
python=$1
venv=$2

# What Qt's platform plugins, and its part for cameras (libpulse0), link against on Debian and its relatives.
libraries="libegl1 libgl1 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0
libxcb-render-util0 libxcb-shape0 libxcb-sync1 libxcb-xfixes0 libxcb-xkb1 libdbus-1-3 libfontconfig1 libglib2.0-0
libpulse0"

missing=""
if command -v dpkg-query >/dev/null 2>&1; then
    for name in $libraries; do
        # libglib2.0-0 is called libglib2.0-0t64 on newer releases, and may be present under either name.
        if ! dpkg-query -W -f '${Status}\n' "$name" "${name}t64" 2>/dev/null | grep -q 'install ok installed'; then
            missing="$missing $name"
        fi
    done
fi
if [ -n "$missing" ]; then
    install="apt-get install -y --no-install-recommends$missing"
    if [ "$(id -u)" = 0 ]; then
        as="env"
    elif sudo -n true 2>/dev/null; then
        as="sudo -n env"
    else
        as="false"
    fi
    # Without them the command line still works, so a refusal is said and not fatal.
    if ! { $as apt-get update -q && $as DEBIAN_FRONTEND=noninteractive $install -q; }; then
        echo "The window needs system libraries. Please run this once:  sudo $install" >&2
    fi
fi

echo "Setting up $venv; the first time takes a minute or two." >&2
# Debian keeps the part of venv that installs pip in a package of its own, so the pip at hand does the work.
if [ ! -x "$venv/bin/python" ]; then
    "$python" -m venv --without-pip "$venv"
fi
pip="$python -m pip --python $venv/bin/python --disable-pip-version-check"
$pip install --quiet --require-hashes -r requirements-dev.txt
$pip install --quiet --no-deps --no-build-isolation -e .
# Compiled now, `akashi` need not compile itself at each start where the environment keeps Python from storing it.
"$venv/bin/python" -m compileall -q wallet
