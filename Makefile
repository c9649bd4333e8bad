# The commands of this project: run, dev, test, check, messages, audit, bench, lock, clean. Needs Python 3.11+, make.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
PORT ?= 8000
export NEWSROOM_VAR ?= $(CURDIR)/var
export PORT

VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
LOCK := requirements/site.lock
ifneq (,$(findstring postgres,$(DATABASE_URL)))
LOCK := requirements/postgres.lock
endif

MAKE_MESSAGES := $(MANAGE) makemessages --locale uk --no-wrap --add-location file --no-obsolete --keep-pot \
  --ignore .venv --ignore var --ignore tests --ignore docs --ignore bench

AUDIT := tests/audit
QUICK_PARTS := crawl markup machines weight hostile access desk

WELCOME = echo; echo "  The site:      http://127.0.0.1:$(PORT)/"; \
  echo "  The newsroom:  http://127.0.0.1:$(PORT)/admin/"; \
  if [ -f "$(NEWSROOM_VAR)/logins.txt" ]; then \
    echo "  Sample logins (user, password, role), from $(NEWSROOM_VAR)/logins.txt:"; \
    sed 's/^/    /' "$(NEWSROOM_VAR)/logins.txt"; fi; \
  echo "  Stop with Ctrl-C."; echo

help: ## show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

run: install prepare port static ## the site and its worker, with a sample newsroom, on http://127.0.0.1:$(PORT)
	@$(MANAGE) load_sample --if-empty
	@$(WELCOME)
	@exec $(BIN)/python -m newsroom.beside $(BIN)/gunicorn --config newsroom/gunicorn.py newsroom.wsgi

dev: export DEBUG ?= 1
dev: install prepare port ## the reloading development server
	@$(MANAGE) load_sample --if-empty
	@$(WELCOME)
	@exec $(BIN)/python -m newsroom.beside $(MANAGE) runserver 127.0.0.1:$(PORT)

test: install-dev ## the whole test suite (DATABASE_URL chooses the database)
	$(BIN)/python -m pytest -n 2 $(ARGS)

check: install-dev ## lint, format, deployment checks, missing migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	SECRET_KEY=$$($(BIN)/python -m newsroom.secret --print) SITE_ORIGIN=https://newsroom.example \
	  $(MANAGE) check --deploy --fail-level WARNING
	SECRET_KEY=$$($(BIN)/python -m newsroom.secret --print) DATABASE_URL= \
	  NEWSROOM_VAR="$$(mktemp -d)" $(MANAGE) makemigrations --check --dry-run

messages: install-dev ## bring new texts into newsroom/locale and compile it (needs gettext)
	@command -v msgen >/dev/null || { echo "gettext is missing: install it (Debian: apt install gettext)."; exit 1; }
	$(MAKE_MESSAGES) --ignore static
	$(MAKE_MESSAGES) --domain djangojs --ignore 'static/ckeditor/*' --ignore node_modules
	cd newsroom/locale && for domain in django djangojs; do \
	  msgmerge --quiet --no-fuzzy-matching --no-wrap en/LC_MESSAGES/$$domain.po $$domain.pot | \
	  msgattrib --no-obsolete --no-wrap - | msgen --no-wrap --output-file en/LC_MESSAGES/$$domain.po - && rm $$domain.pot; done
	$(MANAGE) compilemessages --locale en --locale uk --ignore .venv
	@for domain in django djangojs; do \
	  msgfmt --check-format --statistics --output /dev/null newsroom/locale/uk/LC_MESSAGES/$$domain.po; done

audit: install-dev $(AUDIT)/node_modules/$(if $(QUICK),axe-core,lighthouse)/package.json ## measure every page of the running site: HTML, access, links, feeds, speed
	$(BIN)/python -m tests.audit $(if $(QUICK),$(QUICK_PARTS)) $(ARGS)

bench: install-dev ## measure the site beside what this machine can do at most (needs wrk and nginx)
	$(BIN)/python -m bench.serving $(ARGS)

$(AUDIT)/node_modules/%/package.json: $(AUDIT)/package-lock.json
	@command -v npm >/dev/null && command -v java >/dev/null || { echo "Node.js or Java is missing (Debian: apt install nodejs npm default-jre-headless)."; exit 1; }
	cd $(AUDIT) && npm ci --ignore-scripts --no-audit --no-fund --silent $(if $(QUICK),--omit=dev)
	@touch $@

lock: install-dev ## write requirements/*.lock anew from pyproject.toml
	$(BIN)/python -m pip install --quiet uv
	cd requirements && for set in "site" "postgres --all-extras" "dev --all-extras --group ../pyproject.toml:dev"; do \
	  set -- $$set; name=$$1; shift; \
	  ../$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --no-header \
	    --python-version 3.11 "$$@" ../pyproject.toml -o $$name.lock; done

clean: ## remove the environment and caches; var/ (your data) stays
	rm -rf $(VENV) .pytest_cache .ruff_cache

install: $(VENV)/.$(notdir $(LOCK))
install-dev: $(VENV)/.dev.lock

$(VENV)/.%.lock: requirements/%.lock | $(BIN)/pip
	@echo "Installing $< ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

$(BIN)/pip:
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or newer is missing: install it (Debian: apt install python3 python3-venv)."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed, this is $$($(PYTHON) --version)."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python's venv module is missing: install it (Debian: apt install python3-venv)."; exit 1; }
	@$(PYTHON) -m venv $(VENV)

prepare: install
	@$(BIN)/python -m newsroom.secret
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) rebuild_search --if-empty

static: prepare
	@manifest="$(NEWSROOM_VAR)/static/staticfiles.json"; \
	if [ ! -e "$$manifest" ] || \
	  [ -n "$$(find static newsroom/staticfiles.py $(LOCK) -newer "$$manifest" -print -quit)" ]; then \
	  echo "Collecting static files (once) ..."; \
	  DEBUG=0 $(MANAGE) collectstatic --noinput --verbosity 0 && touch "$$manifest"; \
	fi

port: install
	@$(BIN)/python -c 'import socket; socket.create_server(("127.0.0.1", $(PORT))).close()' 2>/dev/null || \
	  { echo "Port $(PORT) is taken. Choose another: PORT=8001 make run"; exit 1; }

.PHONY: help run dev test check messages audit bench lock clean install install-dev prepare port static
