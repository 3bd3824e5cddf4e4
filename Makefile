# The only list of commands. `make` alone prints it.
PYTHON ?= python3
VENV ?= .venv
EXTRAS ?=
HOST ?= 127.0.0.1
PORT ?= 8000
WORKERS ?= 2
# Point at an index of CPU builds of PyTorch where plain wheels carry CUDA, e.g. TORCH_INDEX="--extra-index-url URL".
TORCH_INDEX ?=
BIN := $(VENV)/bin
SOURCES := service models training tests
STAMP := $(VENV)/.installed-dev$(if $(EXTRAS),-$(EXTRAS))
export PYTHONDONTWRITEBYTECODE ?= 1
export OMP_NUM_THREADS ?= 1

.PHONY: help install serve test check lint types imports docstrings dependencies tests fix seal lock bench bench-reviews

help: ## print this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

install: $(STAMP) ## build .venv with everything that serving and testing need

$(STAMP): pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check $(TORCH_INDEX) --constraint constraints.txt --editable ".[dev,oidc,postgres$(if $(EXTRAS),$(comma)$(EXTRAS))]"
	touch $@

comma := ,

serve: install ## migrate and serve on loopback with the shipped model
	$(BIN)/caveat migrate
	$(BIN)/caveat serve --host $(HOST) --port $(PORT)

test: install lint types imports docstrings dependencies tests ## every check: format, lint, types, architecture, docs, tests

lint:
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types:
	$(BIN)/mypy

imports:
	$(BIN)/lint-imports

docstrings:
	$(BIN)/interrogate --quiet service models training

dependencies:
	$(BIN)/deptry .

tests:
	$(BIN)/pytest -n $(WORKERS)

fix: install ## format and mend what can be mended automatically
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

seal: install ## write the default bundle's manifest after its files changed
	$(BIN)/python -m training seal

bench: ## measure CPU per request against named peers; prints ratios
	$(MAKE) install EXTRAS=bench
	$(BIN)/python -m tests.bench

bench-reviews: install ## measure the queue with 100,000 stored scores on SQLite and PostgreSQL
	$(BIN)/python -m tests.bench reviews

lock: ## resolve constraints.txt anew from pyproject.toml
	$(BIN)/python -m piptools compile --quiet --strip-extras --all-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-annotate --unsafe-package torch --output-file constraints.txt pyproject.toml
