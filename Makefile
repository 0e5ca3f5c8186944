# Every job of the project. `make` alone lists them.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
# One process a core: the tests of a file stay together, so that what they build once is built once.
JOBS ?= 2

.DEFAULT_GOAL := help
.PHONY: help setup setup-tests run demo test check format screenshots chromium clean

help: ## list the jobs
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

setup: $(VENV)/.runtime ## make .venv with everything a running site needs; a second call costs nothing

setup-tests: $(VENV)/.tests ## add what the tests and checks need

run: setup ## run the whole site: http://127.0.0.1:8000 (PORT=... moves it); Ctrl-C stops it
	@exec $(BIN)/python manage.py up --port $(PORT)

demo: setup ## the same, with a local newsroom and simulated readers, without any network
	@exec $(BIN)/python manage.py up --port $(PORT) --demo

test: setup-tests chromium ## all tests; ARGS="tests/feeds -x" for some of them
	@$(BIN)/python -m pytest -n $(JOBS) --dist loadfile $(ARGS)

check: setup-tests ## format, lint, types, import contracts, migrations, Django's own checks
	@$(BIN)/ruff format --check --quiet . || { echo "Run: make format"; exit 1; }
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy --no-error-summary aggregator feeds moderation ranking tests manage.py
	@$(BIN)/lint-imports --config .importlinter --no-logo >$(VENV)/imports.log || { cat $(VENV)/imports.log; exit 1; }
	@$(BIN)/python -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run --verbosity 1 >$(VENV)/migrations.log 2>&1 || { cat $(VENV)/migrations.log; exit 1; }
	@$(BIN)/python manage.py check --fail-level WARNING
	@echo "check: all well"

screenshots: setup-tests chromium ## every page at three widths in two themes, into var/screenshots/index.html
	@rm -rf var/screenshots
	@$(BIN)/python -m pytest -q -p no:cacheprovider tests/browser/screenshots.py
	@echo "Look at var/screenshots/index.html"

format: setup-tests ## put the code into its one format
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix --quiet . || true

chromium: ## Debian's Chromium, which the browser tests drive
	@command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || { \
	  echo "chromium is missing; installing Debian's package"; \
	  test "$$(id -u)" = 0 && command -v apt-get >/dev/null 2>&1 \
	    && apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null; } || { \
	  echo "The browser tests need Chromium and it could not be installed here. As root: apt-get install chromium; then make test again."; exit 1; }

clean: ## remove what the tools left; the data in var/ stays
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null 2>&1 || { echo "There is no $(PYTHON) here. Install Python 3.11 or newer, or say which: make setup PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$(PYTHON) is $$($(PYTHON) -V 2>&1); Python 3.11 or newer is needed. Say which one: make setup PYTHON=python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "$(PYTHON) cannot make a virtual environment; on Debian: apt-get install python3-venv"; exit 1; }

$(VENV)/.runtime: requirements.txt | $(BIN)/python
	@echo "Installing what the site needs into $(VENV) (some minutes the first time)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.tests: tests/requirements.txt $(VENV)/.runtime
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r tests/requirements.txt
	@touch $@
