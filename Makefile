# Short names for those who like them; `python3 run.py` does the work and needs no make.
.PHONY: run test nightly check lock screenshots

PYTHON ?= python3

run:
	$(PYTHON) run.py

test:
	$(PYTHON) run.py test

nightly:
	$(PYTHON) run.py nightly

check:
	$(PYTHON) run.py check

# After a change of pyproject.toml. Keeps what is pinned; `make lock UPGRADE=--upgrade` renews all.
# The dev lock comes first and bounds the other, so that both name the same versions.
# --no-config, --no-header: a lock holds names, versions and hashes, and no place they came from.
LOCK = uv pip compile --no-config --universal --python-version 3.11 --generate-hashes \
	--no-annotate --no-header --quiet $(UPGRADE) pyproject.toml

lock:
	$(LOCK) --group dev --output-file requirements-dev.lock
	$(LOCK) --constraints requirements-dev.lock --output-file requirements.lock

# Needs a Chromium; the rest is what the tests need.
screenshots:
	.venv/bin/python -m scripts.screenshots
