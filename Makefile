# Two commands: `make run` and `make test`. Needs Python 3.11–3.13 and make; everything else is installed into .venv.
PYTHON ?= python3
SOURCE ?=
BIN := .venv/bin
SPREAD := --numprocesses auto --maxprocesses 4 --dist loadgroup --no-loadscope-reorder

.PHONY: setup run test test-all lint bench clean lock

setup: .venv/.done

# The lock holds everything with hashes, the build too, so nothing is left to resolve (older pips cannot, with extras
# and hashes). pip byte-compiles, which halves every start.
.venv/.done: requirements.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13) and "recoupe needs Python 3.11 to 3.13; name one: make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

run: setup
	$(BIN)/recoupe run $(SOURCE)

test: setup lint
	$(BIN)/python -m pytest -m "not fault and not browser and not press" $(SPREAD)

# the rest, one by one: some of it kills processes, fills disks and counts seconds
test-all: test
	$(BIN)/python -m pytest -m "fault or browser or press"

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/sqlfluff lint --processes 0 sql

bench: setup
	$(BIN)/python -m tests.bench

lock: setup
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --universal --python-version 3.11 --no-emit-index-url --generate-hashes --no-header \
	  --no-strip-extras --quiet --extra dev pyproject.toml -o requirements.txt

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist warehouse/*/ warehouse/*.duckdb* warehouse/.prefect warehouse/.lock
