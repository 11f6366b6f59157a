# Two commands do everything: `make run` and `make test`. Both set up what they need.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
OUT ?= ../akashi-screenshots
STAMP := $(VENV)/.akashi-ready

.PHONY: run test check bench opcodes interop soak mutation screenshots conformance format words lock clean

run: $(STAMP)
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then $(BIN)/akashi; else $(BIN)/akashi tour; fi

test: $(STAMP)
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest

check: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MAKE) test

conformance: $(STAMP)
	$(BIN)/python -m pytest tests/conformance -s -q

interop: $(STAMP)
	$(BIN)/python -m pytest tests/interop -s -q

soak: $(STAMP)
	AKASHI_SOAK=1 QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest tests/vault tests/ui/test_degraded.py -q
	$(BIN)/python -m tests.soak

mutation: $(STAMP)
	$(BIN)/python -m tests.mutation --list

# The peers in Python have an environment of their own: they may not be among what the project is tested with.
AKASHI_ORACLES ?= ../shared/oracles
AKASHI_PEERS ?= $(or $(wildcard $(ORACLES_HOME)/pyvenv/bin/python),build/peers/bin/python)

bench: $(STAMP)
	@test -x $(AKASHI_PEERS) || { $(PYTHON) -m venv --without-pip build/peers && $(PYTHON) -m pip \
	    --python build/peers/bin/python install --quiet -r tests/bench/peers.txt; } || echo "No peers in Python." >&2
	QT_QPA_PLATFORM=offscreen AKASHI_ORACLES=$(AKASHI_ORACLES) AKASHI_PEERS=$(AKASHI_PEERS) $(BIN)/python -m tests.bench

opcodes: $(STAMP)
	$(BIN)/python -m tests.bench.opcodes

screenshots: $(STAMP)
	QT_QPA_PLATFORM=offscreen $(BIN)/python packaging/screenshots.py $(OUT)

format: $(STAMP)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

words: $(STAMP)
	$(BIN)/python packaging/words.py

lock: $(STAMP)
	sh packaging/lock.sh $(PYTHON) $(VENV)

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist

$(STAMP): pyproject.toml requirements.txt requirements-dev.txt packaging/setup.sh
	sh packaging/setup.sh $(PYTHON) $(VENV)
	@touch $@
