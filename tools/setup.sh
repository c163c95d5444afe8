#!/bin/sh
# Puts the locked packages and csbot itself into .venv. Usage: tools/setup.sh runtime|dev
# Quick when nothing changed: .venv/.setup remembers what is in there. An environment that has the development
# packages keeps them, whichever is asked for.
set -eu
cd "$(dirname "$0")/.."
kind=$1
stamp=.venv/.setup

say() { printf '%s\n' "$*" >&2; }

find_python() {
    for candidate in "${PYTHON:-python3}" python3.14 python3.13 python3.12 python3.11; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            printf '%s\n' "$candidate"
            return
        fi
    done
    say "csbot needs Python 3.11 or newer; '${PYTHON:-python3}' is $("${PYTHON:-python3}" --version 2>/dev/null || echo missing)." \
        "Install one, or name it: make setup PYTHON=/path/to/python3.11"
    return 1
}

create() {
    python=$(find_python)
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        say "$("$python" --version) has no venv module. On Debian and Ubuntu it is a package of its own: apt install python3-venv"
        return 1
    fi
    rm -rf .venv
    "$python" -m venv .venv
}

install() {
    say "Setting up .venv ($kind): about a minute, once."
    # Without dependencies: the lock names them all, and a package asked for with an extra would be resolved to its newest.
    .venv/bin/python -m pip install -qq --disable-pip-version-check --require-hashes --no-deps -r "$lock"
    .venv/bin/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
    .venv/bin/python -m pip --disable-pip-version-check check >/dev/null
}

if ! .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    create
fi
case $(cat "$stamp" 2>/dev/null || true) in dev*) kind=dev ;; esac
case $kind in
    runtime) lock=requirements.lock ;;
    dev) lock=requirements-dev.lock ;;
    *) say "usage: tools/setup.sh runtime|dev"; exit 2 ;;
esac
wanted="$kind $(cat "$lock" pyproject.toml | cksum)"
if [ "$(cat "$stamp" 2>/dev/null || true)" != "$wanted" ]; then
    install
    printf '%s\n' "$wanted" >"$stamp"
fi
