# Two commands do everything on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test check docs format gui clean lock locked licences sbom audit

demo: $(READY)
	@rm -rf demo
	@$(BIN)/assay demo demo

test: $(READY)
	@$(BIN)/python -m tests.run

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m docs.generate --check

docs: $(READY)
	$(BIN)/python -m docs.generate

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

gui: $(READY)
	$(BIN)/assay gui

# A release is built from exact files: versions with digests for every system, what their licences are, and a list of
# parts in CycloneDX. docs/supply-chain.md says how these are used.
RELEASE := build/release/bin
LOCKED := build/locked/bin

lock: $(RELEASE)/.ready
	$(RELEASE)/uv pip compile pyproject.toml --extra onnx --extra keyring --extra bundle --universal \
	  --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links \
	  --quiet --output-file bundle/lock.txt

locked: $(LOCKED)/.ready

licences: sbom
	$(LOCKED)/python bundle/licences.py build/sbom.cdx.json > docs/licences.md

sbom: $(RELEASE)/.ready $(LOCKED)/.ready
	$(RELEASE)/cyclonedx-py environment $(LOCKED)/python --pyproject pyproject.toml --output-reproducible \
	  --output-format JSON --output-file build/sbom.cdx.json
	@echo build/sbom.cdx.json

audit: $(RELEASE)/.ready
	$(RELEASE)/pip-audit --requirement bundle/lock.txt --require-hashes --disable-pip --strict

$(RELEASE)/.ready: pyproject.toml
	$(PYTHON) -m venv build/release
	$(RELEASE)/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]["release"], sep="\n")' > build/release/wanted.txt
	$(RELEASE)/python -m pip install --quiet --disable-pip-version-check --requirement build/release/wanted.txt
	@touch $@

$(LOCKED)/.ready: bundle/lock.txt
	$(PYTHON) -m venv --clear build/locked
	$(LOCKED)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --requirement bundle/lock.txt
	$(LOCKED)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation .
	@touch $@

clean:
	rm -rf $(VENV) demo build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Assay needs Python 3.11 or newer; name one with: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
	  { echo "Python's venv module is missing: install the system's package for it (Debian: python3-venv)" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@
