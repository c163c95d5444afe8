#!/bin/sh
# `make soak`: what `make test` and `.ci/run` draw by chance is drawn otherwise and more often. For nights.
set -eu
cd "$(dirname "$0")/.."
seed=${1:-$(od -An -N3 -tu4 /dev/urandom | tr -d ' ')}
seed=$((seed > 0 ? seed : 1))
say() { echo "make soak: $*; again: make soak SEED=$seed"; }

say "seed $seed"
export CSBOT_SOAK_SEED="$seed"
failed=""
PYTEST_ARGS="--randomly-seed=$seed --hypothesis-seed=$seed ${PYTEST_ARGS:-}" tools/test.sh || failed="$failed tests"
.venv/bin/python -m tests.chaos || failed="$failed chaos"
if [ -n "$failed" ]; then
    say "seed $seed failed:$failed"
    exit 1
fi
say "seed $seed found nothing"
