# What a person runs. `make` alone lists the targets.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CORPUS ?=
RUN ?=
WORKERS ?=
CATEGORIES ?=
SIZES ?=
DEDUP ?=
DEDUP_PRESET ?=
STORE ?=
ENGINE ?=
MASTER ?=
CONF ?=

# Where `make floors` puts the sample when it is given no corpus.
SAMPLE := runs/sample-corpus
# What `make bench` reads when it is given no corpus: real text if there is some.
REAL_TEXT := ../shared/data/enwiki
BENCH_CORPUS = $(or $(CORPUS),$(wildcard $(REAL_TEXT)),$(SAMPLE)/corpus)

# A space parts two paths of CORPUS, unless a file or folder has the whole for its name.
HAS_SPACE = $(if $(word 2,$(CORPUS)),$(shell test -e '$(CORPUS)' && echo yes))
quote = $(if $(word 2,$(1)),'$(1)',$(1))

COMMA := ,

# The command's options, each only when it was given.
CORPUS_PATHS = $(if $(HAS_SPACE),'$(CORPUS)',$(CORPUS))
CORPUS_NAME = $(if $(HAS_SPACE),$(shell basename -- '$(CORPUS)'),$(subst \
	*,all,$(notdir $(patsubst %/,%,$(firstword $(CORPUS))))))
RUN_FOLDER = $(or $(RUN),runs/$(CORPUS_NAME))
# What the URLs of a corpus or a run need beside the tool itself.
EXTRA = $(if $(findstring s3://,$(CORPUS)$(RUN)),s3,$(if $(findstring \
	gs://,$(CORPUS)$(RUN)),gcs,core))
OPTIONS = $(strip $(if $(WORKERS),--workers $(WORKERS)) \
	$(if $(CATEGORIES),--categories $(CATEGORIES)) \
	$(if $(DEDUP),--dedup $(DEDUP)) \
	$(if $(DEDUP_PRESET),--dedup-preset $(DEDUP_PRESET)) \
	$(if $(ENGINE),--engine $(ENGINE)) \
	$(if $(MASTER),--master '$(MASTER)') \
	$(foreach setting,$(CONF),--conf '$(setting)'))

# Spark is installed where it is asked for.
SPARK = $(or $(MASTER),$(CONF),$(filter spark,$(ENGINE)))
EXTRAS = $(if $(SPARK),spark$(if $(filter-out core,$(EXTRA)),$(COMMA)$(EXTRA)),$(EXTRA))

.DEFAULT_GOAL := help
.PHONY: help setup floors test test-spark test-slow test-corpus test-browser check docs \
	bench bench-dedup picture cluster cluster-stop bundle

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' \
		$(MAKEFILE_LIST)

# A stamp for each set of extras: installed again only when what it was installed from
# has changed. The tool is installed in place, so a change of code needs no new install.
$(VENV)/installed-%: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Error: $(PYTHON) is older than Python 3.11; use make PYTHON=..." >&2; \
		exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing into $(VENV) (once; again when pyproject.toml changes)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		-c constraints.txt -e '.$(if $(filter-out core,$*),[$*])'
	@touch $@ $(VENV)/installed-core

setup: $(VENV)/installed-dev ## install the tool and what its tests need into .venv

floors: $(VENV)/installed-$(EXTRAS) ## predict floors: CORPUS=... [RUN=...] [MASTER=...]
ifeq ($(CORPUS),)
	@test -d $(SAMPLE)/corpus || $(BIN)/floors sample $(SAMPLE)
	$(BIN)/floors run $(SAMPLE)/corpus -o $(call quote,$(or $(RUN),runs/sample)) $(OPTIONS)
else
	$(BIN)/floors run $(CORPUS_PATHS) -o $(call quote,$(RUN_FOLDER)) $(OPTIONS)
endif

test: $(VENV)/installed-dev ## the fast suite: needs no Java, no browser, no network
	$(BIN)/python -m pytest -n auto --dist loadfile
	@echo "Left out: Spark (make test-spark), kill and resume and other long tests"
	@echo "(make test-slow), real text (make test-corpus), a browser (make test-browser)."

test-spark: $(VENV)/installed-dev $(VENV)/installed-spark ## tests on Spark (Java 17)
	$(BIN)/python -m pytest -m spark

test-slow: $(VENV)/installed-dev ## kill and resume, and other long tests
	$(BIN)/python -m pytest -m slow -n auto

test-corpus: $(VENV)/installed-dev ## tests on real text beside the checkout
	$(BIN)/python -m pytest -m corpus

test-browser: $(VENV)/installed-dev ## report.html in a real browser (Chromium)
	$(BIN)/python -m pytest -m browser

cluster: $(VENV)/installed-dev $(VENV)/installed-spark ## start a Spark cluster here
	@$(BIN)/python tests/cluster/standalone.py start

cluster-stop: $(VENV)/installed-dev ## stop the cluster of make cluster
	@$(BIN)/python tests/cluster/standalone.py stop

bundle: $(VENV)/installed-spark $(STORE:%=$(VENV)/installed-%) ## pack the tool for Spark's executors: [STORE=s3]
	@# A wheel takes what an earlier one left in build.
	@rm -rf build dist/hallucination_floors-*.whl
	@$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps \
		--wheel-dir dist .
	@$(BIN)/python -m jobs.bundle dist/hallucination_floors-*.whl \
		-o dist/executors.tar.gz $(STORE:%=--extra %)

check: $(VENV)/installed-dev ## ruff, mypy and sqlfluff
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/sqlfluff lint pipeline/sql

docs: $(VENV)/installed-dev ## the pages of docs/commands, anew from --help
	$(BIN)/python -m jobs.command_pages

bench: $(VENV)/installed-dev $(VENV)/installed-spark ## measure the speed of every stage: [CORPUS=...]
	@test -n "$(CORPUS)$(wildcard $(REAL_TEXT))" -o -d $(SAMPLE)/corpus || \
		$(BIN)/floors sample $(SAMPLE)
	$(BIN)/python tests/benchmarks/reading_and_extraction.py $(BENCH_CORPUS)
	@echo
	$(BIN)/python tests/benchmarks/matcher.py $(BENCH_CORPUS)
	@echo
	$(BIN)/python tests/benchmarks/scaling.py $(BENCH_CORPUS) --files 2
	@echo
	PYTHONPATH=. $(BIN)/python tests/benchmarks/lookup.py
	@echo
	PYTHONPATH=.:tests/jobs $(BIN)/python tests/benchmarks/million_prompts.py

picture: $(VENV)/installed-dev ## the README's picture of a report, anew (Chromium)
	PYTHONPATH=.:tests/jobs $(BIN)/python docs/take_picture.py

bench-dedup: $(VENV)/installed-dev ## near-duplicates beside other tools: [SIZES=...]
	PYTHONPATH=. $(BIN)/python tests/benchmarks/near_duplicates/compare.py \
		$(if $(SIZES),--sizes $(SIZES))
