#!/bin/sh
# Writes both locks: versions and hashes for every platform, no addresses.
set -eu
cd "$(dirname "$0")/.."
if command -v uv >/dev/null; then uv=uv
elif python3 -m uv --version >/dev/null 2>&1; then uv="python3 -m uv"
else printf '%s\n' "make lock needs uv: pipx install uv" >&2; exit 1
fi
compile() {
    $uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate "$@" pyproject.toml
}
compile --group build --output-file requirements.lock "$@"
compile --group dev --constraint requirements.lock --output-file requirements-dev.lock "$@"
