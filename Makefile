# Set-up, the main job and the checks; `make compare` on a fresh machine does all that is needed.

BIN := .venv/bin
INSTALLED := .venv/.installed
COMPILED := .venv/.compiled
SOURCES := $(wildcard agents/*.py simulation/*.py scenarios/*.py scenarios/levers/*.py)
PYTHONS := python3.11 python3.12 python3.13 python3.14 python3 python
SUITABLE := import sys; sys.exit(sys.version_info < (3, 11))
PIP := $(BIN)/python -m pip --no-input --disable-pip-version-check --quiet

.DEFAULT_GOAL := compare
.PHONY: setup compare test check bench lint

setup: $(COMPILED)

$(INSTALLED): pyproject.toml constraints.txt
	@python=""; \
	for candidate in $(PYTHONS); do \
		if $$candidate -c '$(SUITABLE)' >/dev/null 2>&1; then python=$$candidate; break; fi; \
	done; \
	if [ -z "$$python" ]; then \
		echo "Python 3.11 of nieuwer ontbreekt; installeer het en probeer opnieuw." >&2; \
		echo "Python 3.11 or newer is missing; install it and try again." >&2; \
		exit 1; \
	fi; \
	if ! $(BIN)/python -c '$(SUITABLE)' >/dev/null 2>&1; then \
		rm -rf .venv; \
		if ! $$python -m venv .venv; then \
			rm -rf .venv; \
			echo "Python kan geen .venv maken; installeer het pakket python3-venv." >&2; \
			echo "Python cannot make .venv; install the package python3-venv." >&2; \
			exit 1; \
		fi; \
	fi
	@echo "Pakketten installeren in .venv ..."
	@$(PIP) install -c constraints.txt -e '.[dev]' </dev/null
	@touch $@

# One tiny run compiles every rule, so that the first real run does not have to.
$(COMPILED): $(INSTALLED) $(SOURCES)
	@$(BIN)/westwerk bench scale=0.002 >/dev/null
	@touch $@

compare: setup
	@$(BIN)/westwerk compare

check: setup
	@$(BIN)/westwerk check

bench: setup
	@$(BIN)/westwerk bench

test: setup
	@$(BIN)/python -m pytest -q -n 2

lint: setup
	@$(BIN)/ruff check .
	@$(BIN)/mypy
