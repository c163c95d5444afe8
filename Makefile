# Needs Python 3.11, 3.12, 3.13 or 3.14 and make, nothing else; everything goes into .venv.
BIN := .venv/bin
export PYTEST_ARGS
BENCH ?= --list
CHAOS := $(if $(CASE),--case $(CASE)) $(if $(DATABASE),--database $(DATABASE)) $(if $(SHORT),--short)
.PHONY: help setup runtime demo test lint format bench chaos soak mutants lock images messages docs

help:  ## What can be made
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

setup:  ## The environment for development in .venv; quick when nothing changed
	@tools/setup.sh dev

runtime:  ## The environment without the development packages
	@tools/setup.sh runtime

demo: runtime  ## csbot with sample data and a local Slack; opens its page
	@$(BIN)/csbot demo $(DEMO_ARGS)

test: setup  ## All checks and all tests
	@tools/test.sh

lint: setup  ## Formatting, lint, types, arrows between packages and declared dependencies
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy --no-error-summary
	@report=$$($(BIN)/deptry csbot handlers blocks scheduler 2>&1) || { printf '%s\n' "$$report"; exit 1; }
	@report=$$($(BIN)/deptry --ignore DEP002,DEP004 . 2>&1) || { printf '%s\n' "$$report"; exit 1; }
	@report=$$($(BIN)/lint-imports 2>&1) || { printf '%s\n' "$$report"; exit 1; }

format: setup  ## Formats, and mends what ruff can mend
	@$(BIN)/ruff check --quiet --fix-only .
	@$(BIN)/ruff format --quiet .

bench: setup  ## make bench BENCH="today --json"; without a name it lists them
	@$(BIN)/python -m bench $(BENCH)

chaos: setup  ## Deliveries under faults; CASE=kill9, DATABASE=sqlite choose, SHORT=1 is what CI runs
	@$(BIN)/python -m tests.chaos $(CHAOS)

mutants: setup  ## Breaks 60 places drawn by chance and tells which no test notices; SEED=17 draws those of a run again
	@$(BIN)/python -m tools.mutants $(if $(SEED),--seed $(SEED))

soak: setup  ## Other seeds than make test, more examples, long robots, all of chaos; hours. SEED=1234 repeats one
	@tools/soak.sh $(SEED)

lock:  ## Locks again after a change of pyproject.toml; UPGRADE=--upgrade takes newer releases. Needs uv
	@tools/lock.sh $(UPGRADE)

images: setup  ## Writes the digests of the base images beside their tags. Needs docker and their registry
	@$(BIN)/python -m tools.images

messages: setup  ## Brings the catalogues up to date with the texts in the code
	@$(BIN)/python -m csbot.i18n.extract

docs: setup  ## Brings the reference pages and the README's table up to date with the code
	@$(BIN)/python -m tools.reference
