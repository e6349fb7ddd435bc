# Two commands do everything: `make demo` and `make test`. Both build a .venv in this checkout from the lock.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
  command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(not ((3, 11) <= sys.version_info[:2] < (3, 14)))' 2>/dev/null \
  && command -v $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q

.PHONY: help demo test lint format bench docs lock clean browser train train-open
help:  ## what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-8s %s\n", $$1, $$2}'

$(VENV)/.runtime: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "onrecord: no Python 3.11, 3.12 or 3.13 on the PATH: install one, or run 'make PYTHON=/path/to/python3'"; exit 1; }
	@test -x $(BIN)/python || "$(PYTHON)" -m venv $(VENV) || { echo "onrecord: '$(PYTHON) -m venv' failed: on Debian, 'apt-get install python3-venv'"; exit 1; }
	@echo "onrecord: installing the locked dependencies into $(VENV) ..."
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.runtime
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

demo: $(VENV)/.runtime  ## set up, read the sample pages and open the desk
	@$(BIN)/python scripts/demo.py

test: $(VENV)/.dev browser  ## set up and run every check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n 2

browser: $(VENV)/.dev  # the desk is tested in a real browser; install Debian's where we may
	@$(BIN)/python scripts/find_chromium.py >/dev/null 2>&1 || { \
	  if command -v apt-get >/dev/null 2>&1 && [ "$$(id -u)" = 0 ]; then \
	    echo "onrecord: installing Debian's chromium for the browser tests ..."; \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; \
	  else echo "onrecord: no Chromium found: the browser tests will be skipped (install Chromium or Chrome to run them)"; fi; }

lint: $(VENV)/.dev  ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/.dev  ## let ruff mend what it can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.dev  ## every figure of docs/benchmarks.md
	$(BIN)/python -m benchmarks

$(VENV)/.train: training/requirements.txt $(VENV)/.runtime
	@$(PIP) install -r training/requirements.txt
	@touch $@

train: $(VENV)/.train  ## train the default model from ../shared/eval, step by step; goes on where it was stopped
	$(BIN)/python -m training both

train-open: $(VENV)/.train  ## train the model that learns from openly licensed text alone
	$(BIN)/python -m training open

docs: $(VENV)/.dev  ## the documentation as a site in site/
	$(BIN)/mkdocs build --strict

lock: $(VENV)/.dev  ## pin every dependency anew, with hashes and without addresses
	$(BIN)/python scripts/lock.py

clean:  ## forget the environment and what was built
	rm -rf $(VENV) site dist .demo .mypy_cache .ruff_cache .pytest_cache
