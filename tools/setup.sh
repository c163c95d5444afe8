#!/bin/sh
# Puts the locked packages and csbot itself into .venv. Usage: tools/setup.sh runtime|dev
# Quick when nothing changed: .venv/.setup remembers what is in there. An environment that has the development
# packages keeps them, whichever is asked for.
set -eu
cd "$(dirname "$0")/.."
kind=$1
stamp=.venv/.setup

say() { printf '%s\n' "$*" >&2; }

# Whether csbot is made for this Python.
fits() { "$1" -B csbot/pythons.py 2>/dev/null; }

find_python() {
    if [ -n "${PYTHON:-}" ]; then set -- "$PYTHON"; else set -- python3 python3.14 python3.13 python3.12 python3.11; fi
    for candidate in "$@"; do
        if fits "$candidate"; then
            printf '%s\n' "$candidate"
            return
        fi
    done
    say "csbot needs Python 3.11, 3.12, 3.13 or 3.14; '${PYTHON:-python3}' is $("${PYTHON:-python3}" --version 2>/dev/null || echo missing)." \
        "Nothing was set up. Install one, or name it: make setup PYTHON=/path/to/python3.11"
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
    if ! trouble=$(.venv/bin/python -m pip --disable-pip-version-check check); then
        say "The packages in .venv don't go together:" "$trouble" \
            "Remove what was added by hand (rm -r .venv), else lock again (make lock), and run make setup."
        return 1
    fi
}

if ! fits .venv/bin/python; then
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
