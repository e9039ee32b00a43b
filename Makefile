# Two commands for users: `make course` and `make test`. Each does all of its own set-up.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
TOOLS := .tools
COURSE ?= office-director
UNIT ?= default

.DEFAULT_GOAL := help
.PHONY: help course studio bench bench-studio test lint types contracts unit-tests golden bases schema widths peers clean

help:
	@echo "make course   set up, then build the course $(COURSE) for the unit $(UNIT) into output/"
	@echo "make studio   set up, then open the studio in a browser"
	@echo "make test     set up everything, then lint, types, contracts and all tests"
	@echo "make bench    install the peers, compare with them, write docs/performance.md (an hour on a quiet machine)"
	@echo "make golden   rewrite the golden files after a wanted change (then read the diff)"
	@echo "make bases    make the house bases anew from their brand tokens"
	@echo "make schema   write the JSON Schemas of the content anew"

course: $(VENV)/.user
	$(BIN)/coursegen build $(COURSE) --unit $(UNIT)

studio: $(VENV)/.user
	$(BIN)/coursegen studio

bench: $(VENV)/.dev
	PYTHON=$(PYTHON) sh benchmarks/install_peers.sh $(TOOLS)/bench
	$(BIN)/python benchmarks/run.py $(TOOLS)/bench

bench-studio: $(VENV)/.dev
	$(BIN)/python scripts/bench_studio.py

test: lint types contracts unit-tests

lint: $(VENV)/.dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(VENV)/.dev
	$(BIN)/mypy

contracts: $(VENV)/.dev
	$(BIN)/lint-imports

unit-tests: $(VENV)/.dev peers
	$(BIN)/pytest -n 2 --dist loadgroup

golden: $(VENV)/.dev
	COURSEGEN_GOLDEN=write $(BIN)/pytest -q tests/test_golden.py

bases: $(VENV)/.user
	$(BIN)/python scripts/make_bases.py

schema: $(VENV)/.user
	$(BIN)/coursegen schema -o content/schema

widths: $(VENV)/.dev
	$(BIN)/python scripts/font_widths.py > coursegen/layout/font_widths.py

peers:
	sh scripts/install_peers.sh $(TOOLS)

$(VENV)/bin/python:
	sh scripts/make_venv.sh $(PYTHON) $(VENV)

$(VENV)/.user: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[studio]'
	@touch $@

$(VENV)/.dev: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@ $(VENV)/.user

clean:
	rm -rf $(VENV) $(TOOLS) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
