#!/bin/sh
# `make test`: lint beside the tests, and the tests in two calls: those that mostly wait, for programs and a browser,
# with more workers than there are cores. PYTEST_ARGS is added to both calls.
set -eu
cd "$(dirname "$0")/.."
pytest() { # with PYTEST_ARGS that choose tests, one call may find none
    # shellcheck disable=SC2086 # several words
    .venv/bin/python -m pytest --durations=20 "$@" ${PYTEST_ARGS:-} || { [ $? = 5 ] && [ -n "${PYTEST_ARGS:-}" ]; }
}
waiting=$(grep -rl --include='test_*.py' 'mark\.waiting' tests)
said=$(mktemp)
trap 'rm -f "$said"' EXIT
failed=""

make --no-print-directory lint >"$said" 2>&1 &
lint=$!
pytest -n auto --dist worksteal -m "not waiting" || failed="$failed tests"
# shellcheck disable=SC2086
pytest -n 4 --dist loadscope --no-loadscope-reorder -m waiting $waiting || failed="$failed waiting-tests"
wait "$lint" || failed="$failed lint"
cat "$said"
if [ -n "$failed" ]; then
    echo "make test: failed:$failed"
    exit 1
fi
