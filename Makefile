# Two commands: `make` prints everything, `make test` proves it. The others: `make help`.
# Narrow a run down: make LANGUAGE=nl,fr PIECE=card SECTOR=horeca PRESS=offset

.DEFAULT_GOAL := all
.NOTPARALLEL:
.PHONY: all check list test lint pins clean help setup setup-test

PYTHON := .venv/bin/python
ifeq ($(shell uname -s),Darwin)
# Homebrew's libraries are outside the folders that macOS searches.
PYTHON := DYLD_FALLBACK_LIBRARY_PATH="$${HOMEBREW_PREFIX:-/opt/homebrew}/lib:/usr/local/lib" $(PYTHON)
endif

# Only what was typed after `make`: Ubuntu sets LANGUAGE in the environment to something else.
typed = $(if $(filter command,$(firstword $(origin $1))),--$2 '$($1)')
FILTERS = $(strip $(call typed,LANGUAGE,language) $(call typed,PIECE,piece) \
	$(call typed,SECTOR,sector) $(call typed,PRESS,press))
unexport LANGUAGE PIECE SECTOR PRESS PYTHONHOME PYTHONPATH

# Every core, where there is more than one, in stretches of neighbouring tests, which share what they
# print. TESTS=tests/unit runs a part; how much of the program it reaches is measured of the whole.
WORKERS = $(if $(filter-out 1,$(shell getconf _NPROCESSORS_ONLN)),-n auto --dist worksteal)
TESTS =

all: setup ## Install what is missing, then build every piece in every language
	$(PYTHON) generate.py build $(FILTERS)

check: setup ## Check content, layouts and presses; build nothing
	$(PYTHON) generate.py check $(FILTERS)

list: setup ## List what can be built
	$(PYTHON) generate.py list $(FILTERS)

test: lint ## Install what the tests need, check the code, run the tests
ifneq ($(PRINTSHOP_CATALOG),)
	$(PYTHON) -m coverage erase
	$(PYTHON) -m coverage run -m pytest $(WORKERS) --durations=10 $(TESTS)
	$(PYTHON) -m coverage combine --quiet
	$(PYTHON) -m coverage report
else
	$(PYTHON) -m pytest $(WORKERS) --durations=10 $(TESTS)
endif

lint: setup-test ## Check the code: style, layout, types
	$(PYTHON) -m ruff check
	$(PYTHON) -m ruff format --check
	$(PYTHON) -m mypy

pins: setup ## Pin the newest versions of the packages in requirements*.in (needs Python 3.11)
	python3.11 -m venv --clear .venv/pins
	.venv/pins/bin/python -m pip install --quiet pip-tools==7.6.2
	for list in requirements requirements-dev; do \
		env -u PIP_FIND_LINKS -u PIP_EXTRA_INDEX_URL PIP_CONFIG_FILE=/dev/null \
			CUSTOM_COMPILE_COMMAND="make pins" .venv/pins/bin/pip-compile --quiet --upgrade \
			--no-config --generate-hashes --allow-unsafe --strip-extras --no-emit-options \
			--no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
			--output-file $$list.txt $$list.in || exit; \
	done
	rm -rf .venv/pins

clean: ## Remove what was built, and the caches; the next build starts from nothing
	rm -rf output .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +

help: ## Show this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile

setup:
	@bin/setup

setup-test:
	@bin/setup test
