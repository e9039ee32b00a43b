# Two commands for users: `make course` and `make test`. Each does all of its own set-up.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
ARCHIVE := $(filter %.zip %.gz,$(PYTHON))
HOST_PYTHON := $(if $(ARCHIVE),python3,$(PYTHON))
TOOLS := .tools
LOWEST := build/lowest
LOWEST_TOOLS := pytest hypothesis httpx
LOWEST_TESTS := tests/test_golden.py tests/test_sheets.py tests/office/test_pack.py tests/exports/test_sheet.py \
	tests/wording tests/studio/test_guard.py tests/templating/test_render.py tests/templating/test_filters.py tests/reading
COURSE ?= office-director
UNIT ?= default

.DEFAULT_GOAL := help
.PHONY: help course studio bench bench-quick bench-studio test test-all lint types contracts unit-tests test-installed offline-wheels test-lowest \
	coverage mutate offline golden bases shipped faults schema widths editor pictures hooks peers clean

help:
	@echo "make course   set up, then build the course $(COURSE) for the unit $(UNIT) into output/"
	@echo "make studio   set up, then open the studio in a browser"
	@echo "make test     set up everything, then lint, types, contracts and all tests"
	@echo "make bench    install the peers, compare with them, write docs/performance.md (an hour on a quiet machine)"
	@echo "make bench-quick   the same in a few minutes, printed only"
	@echo "make test-all the same with the long matrices: every seed, kills, bases, rendering"
	@echo "make offline PLATFORM=win_amd64|manylinux_2_28_x86_64|manylinux_2_28_aarch64 [PYTHON=archive]"
	@echo "              a zip for computers without network: unzip, double-click (docs/offline.md)"
	@echo "CONTRIBUTING.md names the rest: test-installed, test-lowest, coverage, mutate, hooks …"
	@echo "make golden   rewrite the golden files after a wanted change (then read the diff)"
	@echo "make bases    make the house bases anew from their brand tokens"
	@echo "make shipped  compile templates, bases and words for a wheel (the offline pack does so by itself)"
	@echo "make faults   write docs/faults.md anew from the sentences of the faults"
	@echo "make schema   write the JSON Schemas of the content anew"

course: $(VENV)/.user
	$(BIN)/coursegen build $(COURSE) --unit $(UNIT)

studio: $(VENV)/.user
	$(BIN)/coursegen studio

bench: $(VENV)/.dev shipped
	PYTHON=$(PYTHON) sh benchmarks/install_peers.sh $(TOOLS)/bench
	$(BIN)/python benchmarks/run.py $(TOOLS)/bench

bench-quick: $(VENV)/.dev shipped
	PYTHON=$(PYTHON) sh benchmarks/install_peers.sh $(TOOLS)/bench
	$(BIN)/python benchmarks/run.py $(TOOLS)/bench --quick

bench-studio: $(VENV)/.dev
	$(BIN)/python scripts/bench_studio.py

test: lint types contracts unit-tests

test-all: lint types contracts $(VENV)/.dev peers
	COURSEGEN_FUZZ=long $(BIN)/pytest -n 2 --dist loadgroup -m ""

lint: $(VENV)/.dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(VENV)/.dev
	$(BIN)/mypy

contracts: $(VENV)/.dev
	$(BIN)/lint-imports

unit-tests: $(VENV)/.dev peers
	$(BIN)/pytest -n 2 --dist loadgroup

# What is installed: wheel and offline pack, outside the repository and without network. Fetches packages.
test-installed: $(VENV)/.dev
	$(BIN)/pytest -n 0 tests/installed

# Every package that a pack needs is to be had as a wheel for every platform. Fetches what packages say of themselves.
offline-wheels: $(VENV)/.dev
	$(BIN)/python -m scripts.offline win_amd64 --resolve
	$(BIN)/python -m scripts.offline manylinux_2_28_aarch64 --resolve

# The lowest versions that pyproject.toml allows, in an environment of their own. Old ones warn, and an old pydantic
# says a little less in the JSON Schemas, which the newest writes.
test-lowest: $(LOWEST)/.made peers
	$(LOWEST)/bin/python -m pytest -q -W default -p no:cacheprovider $(LOWEST_TESTS) \
		--deselect tests/reading/test_schema.py::test_the_schemas_in_the_repository_are_fresh

$(LOWEST)/.made: pyproject.toml scripts/lowest.py $(VENV)/.dev
	sh scripts/make_venv.sh $(HOST_PYTHON) $(LOWEST)
	$(BIN)/python scripts/lowest.py > $(LOWEST)/lowest.txt
	$(LOWEST)/bin/python -m pip install --quiet --constraint $(LOWEST)/lowest.txt --editable '.[studio,anki]' $(LOWEST_TOOLS)
	@touch $@

# Lines run by the tests, those in other processes too; fails under 95 %. docs/testing.md says what is left.
coverage: $(VENV)/.dev peers
	rm -rf build/coverage
	$(BIN)/coverage run -m pytest -n 2 --dist loadgroup
	$(BIN)/coverage combine
	$(BIN)/coverage report

# Tests that would not notice a change in fit, forms or pack: docs/testing.md says what was found.
mutate: $(VENV)/.dev
	PYTHONPATH=mutants/tests COURSEGEN_FUZZ=mutants $(BIN)/mutmut run
	$(BIN)/mutmut results

# PYTHON=archive (no blanks in its path) puts an official Python into the pack; docs/offline.md.
offline: $(VENV)/.dev
	$(BIN)/python -m scripts.offline $(PLATFORM) $(if $(ARCHIVE),--python $(ARCHIVE))

pictures: $(VENV)/.dev
	$(BIN)/python scripts/make_pictures.py

hooks: $(VENV)/.dev
	$(BIN)/pre-commit install

golden: $(VENV)/.dev
	COURSEGEN_GOLDEN=write $(BIN)/pytest -q tests/test_golden.py

# What a wheel has beside its sources: the program's own templates and bases, compiled. Stale pieces are never found.
shipped: $(VENV)/.user
	$(BIN)/python -m scripts.make_shipped

bases: $(VENV)/.user
	$(BIN)/python scripts/make_bases.py

faults: $(VENV)/.user
	$(BIN)/python scripts/make_faults.py

schema: $(VENV)/.user
	$(BIN)/coursegen schema -o content/schema

editor:
	npm install --silent --no-audit --no-fund --no-package-lock --prefix scripts/editor
	npm run --silent --prefix scripts/editor build

widths: $(VENV)/.dev
	$(BIN)/python scripts/font_widths.py > coursegen/layout/font_widths.py

peers:
	sh scripts/install_peers.sh $(TOOLS)

$(VENV)/bin/python:
	sh scripts/make_venv.sh $(HOST_PYTHON) $(VENV)

$(VENV)/.user: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[studio]'
	@touch $@

$(VENV)/.dev: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@ $(VENV)/.user

clean:
	rm -rf $(VENV) $(TOOLS) build dist mutants .mypy_cache .ruff_cache .pytest_cache .hypothesis
