# SparkLink's commands for people who have its source. Each installs what it needs first.
SHELL := /bin/sh
PORT ?= 8080
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)

.PHONY: install run serve test check bench faults screenshots browser messages clean

install: $(VENV)/.base

$(VENV)/.made:
	@test -n "$(PYTHON)" || { echo "SparkLink needs Python 3.11 or newer (with venv). Install it, or say PYTHON=/path/to/python3."; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.base: $(VENV)/.made requirements/base.txt pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/base.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.base requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

# The demo: sample documents on a small Paperless-ngx and a small Firefly III.
run: install
	PORT=$(PORT) $(BIN)/sparklink demo

# The product itself, without Docker: reads the environment, keeps its data in ./data.
serve: install
	PORT=$(PORT) $(BIN)/sparklink server

browser: $(VENV)/.dev
	$(BIN)/python -m tests.chromium

test: $(VENV)/.dev browser
	$(BIN)/python -m pytest -n auto --dist loadgroup $(ARGS)

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/shellcheck docker/entrypoint.sh .ci/run
	$(BIN)/hadolint --failure-threshold warning Dockerfile
	$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml

bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks

# 200 scenarios, ALL=1 for every call with every fault, CONTROLS=1 for each protection switched off;
# ARGS="--scenarios 300 --seed 7". The last line sums up.
faults: $(VENV)/.dev
	$(BIN)/python -m benchmarks.faults.campaign $(if $(ALL),--all) $(if $(CONTROLS),--controls --scenarios 40) $(ARGS)

screenshots: $(VENV)/.dev browser
	$(BIN)/python -m tests.screenshots $(or $(DIR),screenshots)

# Collects what pages say, for its German to be written, and compiles it; needs GNU gettext.
messages: $(VENV)/.dev
	cd src/paperless_firefly/review/web && export DJANGO_SETTINGS_MODULE=tests.settings PYTHONPATH=$(CURDIR) && \
		$(CURDIR)/$(BIN)/django-admin makemessages --locale de --no-location --no-wrap --no-obsolete && \
		$(CURDIR)/$(BIN)/django-admin compilemessages --locale de

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
