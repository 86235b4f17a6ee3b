# make run      serve the playground on http://localhost:8501
# make test     everything: lint, unit tests, browser tests (sets up what they need)
# make lint     ruff, mypy --strict, the import contracts, hadolint, tsc where Node is present
# make unit     the fast tests, of the JavaScript too where Node is present
# make browser  the tests that drive a Chromium
# make fuzz     a million damaged inputs for everything that decodes
# make bench    the benchmark tables
# make audit    known vulnerabilities of what we depend on, where PyPI and npm can be asked
# make lock     renew the pins in requirements.txt, requirements-dev.txt and package-lock.json
# make vendor   renew the third-party front-end files
# make sets     renew the tables of assets/sets
# make words    renew the catalogues of playground/languages by what the sources say
# make digits   train the network that reads drawn digits once more

PORT ?= 8501
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN = .venv/bin
NPM := $(shell command -v npm 2>/dev/null)

.PHONY: words run test lint unit browser fuzz bench audit lock vendor sets digits dev node chromium nginx
.NOTPARALLEL:

# Each server and each of pytest's processes would compile everything anew.
unexport PYTHONDONTWRITEBYTECODE

run: .venv/.run
	$(BIN)/streamlit run app.py --server.port $(PORT)

test: dev node chromium nginx lint unit browser

lint: dev node
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	@if [ -x $(BIN)/hadolint ]; then $(BIN)/hadolint Dockerfile; \
		else echo "hadolint: there is none for this system, so the Dockerfile was not linted."; fi
ifdef NPM
	node_modules/.bin/tsc --project jsconfig.json
else
	@echo "tsc: Node is not installed here, so the JavaScript was not type-checked."
endif

unit: dev nginx
	$(BIN)/pytest --ignore tests/browser -n 2
ifdef NPM
	node --test --test-reporter=spec tests/js/*.test.js
else
	@echo "node --test: Node is not installed here, so the JavaScript was not tested."
endif

# A browser waits for the machine, and the machine for others: what fails is tried once more, and
# the summary names it (RERUN). By hand, pytest tries everything once. A test waits for a third of
# its time, for timers and for what it looks at again and again: so three go side by side.
browser: dev chromium
	$(BIN)/pytest tests/browser -n 3 --reruns 1 -r fER

FUZZED ?= 1000000

fuzz: dev  # inputs damaged by chance, many more than the unit tests take: an hour of processor time
	$(BIN)/python -m tests.fuzz --count $(FUZZED)

bench: dev chromium
	@for table in benchmarks/*.py; do $(BIN)/python -m benchmarks.$$(basename $$table .py) || exit 1; done

# What the targets above stand on.

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer was not found; name one: make PYTHON=/path/to/python3"; exit 1; }
	$(PYTHON) -m venv .venv || { rm -rf .venv; exit 1; }

# pip would compile on one core what it installed. What a package has that is no Python stays as it is.
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile
COMPILED = $(BIN)/python -m compileall -qq -j 0 .venv/lib || true

.venv/.run: requirements.txt pyproject.toml | .venv/bin/python
	@echo "Installing the pinned requirements into .venv ..."
	$(INSTALL) -r requirements.txt
	@$(COMPILED)
	@touch $@

.venv/.dev: requirements-dev.txt .venv/.run
	$(INSTALL) -r requirements-dev.txt
	@$(COMPILED)
	@touch $@

dev: .venv/.dev

ifdef NPM
node: node_modules/.package-lock.json

node_modules/.package-lock.json: package.json package-lock.json .npmrc
	$(NPM) ci --silent
	@touch $@
endif

chromium: dev
	@$(BIN)/python -m tests.browser.driving.chromium --install

nginx: dev
	@$(BIN)/python -m tests.machines.nginx --install

# In an environment of its own, so that it changes no pin.
audit: | .venv/bin/python
	@test -x .venv/audit/bin/pip-audit || { $(BIN)/python -m venv .venv/audit && \
		.venv/audit/bin/python -m pip install --quiet --disable-pip-version-check pip-audit; }
	@$(BIN)/python -m tests.house.audit

# One version of each package for every Python that we support, on every system.
COMPILE = $(BIN)/uv pip compile --quiet --universal --fork-strategy fewest --python-version 3.11 \
	--upgrade --no-header --no-annotate pyproject.toml

lock: | .venv/bin/python
	$(BIN)/python -m pip install --quiet --upgrade uv
	$(COMPILE) --output-file .venv/run.txt
	$(COMPILE) --output-file .venv/dev.txt --extra dev --constraint .venv/run.txt
	{ echo "# Pinned by make lock."; cat .venv/run.txt; echo "-e ."; } > requirements.txt
	{ echo "# Pinned by make lock."; echo "-r requirements.txt"; \
		grep -vxFf .venv/run.txt .venv/dev.txt; } > requirements-dev.txt
	@if [ -n "$(NPM)" ]; then npm install --package-lock-only --silent; \
		else echo "package-lock.json: Node is not installed here, left as it is."; fi

# $(call unpack,package,version,files,folder): files of an npm package, its licences and version.
unpack = set -e; box=$$(mktemp -d); npm pack --silent --pack-destination $$box $(1)@$(2) >/dev/null; \
	tar -xzf $$box/*.tgz -C $$box; mkdir -p $(4); \
	cp $(patsubst %,$$box/package/%,LICENSE* $(3)) $(4)/; echo "$(1) $(2)" > $(4)/VERSION; rm -r $$box
FRONT = playground/live/frontend/vendor
# $(call cut,face,file): a face of Source Sans with the characters that the page writes, nameless,
# because its licence keeps the name for the whole font.
CHARACTERS = $(BIN)/python -c "from playground.live.fonts import CHARACTERS; print(CHARACTERS)"
cut = $(BIN)/pyftsubset $(FRONT)/source-sans/SourceSans3VF-$(1).ttf.woff2 --flavor=woff2 \
	--unicodes="$$($(CHARACTERS))" --layout-features+=tnum --name-IDs=0,5,13,14 \
	--output-file=$(FRONT)/source-sans/$(2) && rm $(FRONT)/source-sans/SourceSans3VF-$(1).ttf.woff2
FONTS = KaTeX_Main-Regular KaTeX_Main-Bold KaTeX_Math-Italic

vendor: dev
	$(call unpack,plotly.js-basic-dist-min,4.1.1,plotly-basic.min.js,$(FRONT)/plotly)
	$(call unpack,morphdom,2.7.8,dist/morphdom-esm.js index.d.ts,$(FRONT)/morphdom)
	mv $(FRONT)/morphdom/index.d.ts $(FRONT)/morphdom/morphdom-esm.d.ts
	$(call unpack,katex,0.19.1,$(FONTS:%=dist/fonts/%.woff2),$(FRONT)/katex)
	$(BIN)/python assets/fonts/accents.py $(FRONT)/katex
	$(call unpack,source-sans,3.52.0,$(patsubst %,WOFF2/VF/SourceSans3VF-%.ttf.woff2,Upright Italic),$(FRONT)/source-sans)
	$(call cut,Upright,upright.woff2)
	$(call cut,Italic,italic.woff2)
	$(call unpack,axe-core,4.14.1,axe.min.js,tests/browser/vendor/axe-core)

SETS = palmerpenguins==0.1.6 bokeh_sampledata==2026.1

sets: dev
	set -e; box=$$(mktemp -d); \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --target $$box $(SETS); \
		$(BIN)/python assets/sets/renew.py $$box; rm -r $$box

words: dev
	$(BIN)/python -m tests.house.catalogues

digits: dev
	$(BIN)/python assets/digits/train.py
