# Everything one does with Khách Quen. `make` alone lists it.

PYTHON ?= python3
BIN := .venv/bin
JOBS ?= 2
SCALE ?= small
MINUTES ?= 10

.PHONY: help run test check lint format tour bench soak i18n lock clean environment

help:
	@sed -n 's/^\([a-z0-9]*\):.*## /make \1\t/p' Makefile | expand -t 14

run: ## open a believable demo shop
	@if [ "$$(uname)" = Linux ] && [ -z "$$DISPLAY$$WAYLAND_DISPLAY$$QT_QPA_PLATFORM" ]; then \
	  echo "There is no display to open a window on; make tour leaves a picture of every screen in build/tour." >&2; \
	  exit 2; \
	fi
	@$(PYTHON) .ci/prepare.py --window
	@$(BIN)/python main.py --demo

test: lint ## everything that CI runs
	@$(BIN)/pytest -n $(JOBS) --dist worksteal

check: lint ## format, lint, types, import contracts and the fast tests
	@$(BIN)/pytest -n $(JOBS) -m "not slow and not kill"

lint: environment
	@$(BIN)/ruff format --check
	@$(BIN)/ruff check
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: environment ## put every file into the house's form
	@$(BIN)/ruff check --fix --exit-zero --quiet
	@$(BIN)/ruff format

tour: environment ## a picture of every screen and a PDF of every paper in build/tour
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m pos_app tour build/tour

bench: environment ## every figure of docs/PERFORMANCE.md; SCALE=million for the large shop
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m pos_app bench --scale $(SCALE)

soak: environment ## kill the program while it sells, for MINUTES=10 or as long as one likes
	@end=$$(($$(date +%s) + 60 * $(MINUTES))); \
	while [ "$$(date +%s)" -lt "$$end" ]; do $(BIN)/pytest -n $(JOBS) -m kill || exit 1; done

i18n: environment ## collect new sentences for the translators, compile what they wrote
	@$(BIN)/python .ci/catalogue.py

lock: environment ## write requirements.lock from pyproject.toml; UPGRADE=--upgrade takes newer releases
	@$(BIN)/python -m venv build/lock
	@build/lock/bin/pip install --quiet --disable-pip-version-check uv
	@build/lock/bin/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-header --quiet $(UPGRADE) -o requirements.lock

clean: ## forget the environment, the caches and everything built
	@rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

environment:
	@$(PYTHON) .ci/prepare.py
