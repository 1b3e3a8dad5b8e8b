# Marsad: `make run` serves the demonstration, `make test` runs everything that must hold.
SHELL := /bin/bash
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
export MARSAD_DATA ?= $(CURDIR)/var
export DO_NOT_TRACK = 1
RECORD := tests/store tests/newsroom tests/record tests/site tests/api tests/mirror tests/desk tests/cli tests/browser

.PHONY: run serve demo install install-test test lint types contracts quick unit pure postgres beside wheel lock bench bench-stories bench-matching bench-queue bench-record bench-site bench-report bench-first-view bench-search record fuzz-api pictures messages clean help
help:
	@grep -E '^# |^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/'

run demo serve: export MARSAD_BASE_URL ?= http://127.0.0.1:$(PORT)
run: demo serve ## load the demonstration and serve it on http://127.0.0.1:8000

demo: install
	$(BIN)/marsad demo --port $(PORT)

serve: install ## serve what the record holds
	$(BIN)/marsad serve --port $(PORT)

install: .venv/installed ## leave a working .venv/bin/marsad

.venv/installed: requirements/base.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Marsad needs Python 3.11 or later; this is $$($(PYTHON) -V). Name another: make PYTHON=python3.12 run"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "Python's venv is missing: on Debian, apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/base.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

install-test: .venv/installed-test
.venv/installed-test: .venv/installed requirements/test.txt tools/system-needs.sh
	bash tools/system-needs.sh
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	@touch $@

test: lint contracts ## lint, types, import contracts, and the tests on SQLite and PostgreSQL, side by side
	$(MAKE) --jobs 3 types unit postgres pure beside

lint: install-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python tools/check_files.py

types: install-test
	$(BIN)/mypy

contracts: install-test
	$(BIN)/lint-imports

quick: install-test ## the tests of the pure floors and the way in, under a minute
	$(BIN)/pytest -p no:cacheprovider tests/domain tests/text tests/gather tests/engines tests/pipeline tests/test_settings.py

unit: install-test ## the tests that touch the record, on SQLite
	$(BIN)/pytest -p no:cacheprovider --ignore=tests/browser/test_every_page.py $(sort $(RECORD))

pure: install-test ## every test that does not touch the record
	$(BIN)/pytest -p no:cacheprovider $(addprefix --ignore=,$(RECORD))

beside: install-test ## the longest test of the browser, and those that want a process of their own
	$(BIN)/pytest -p no:cacheprovider tests/browser/test_every_page.py
	ALONE=1 $(BIN)/pytest -p no:cacheprovider tests/mirror/test_processes.py
	ALONE=1 $(BIN)/python tools/with_postgres.py $(BIN)/pytest -p no:cacheprovider tests/mirror/test_processes.py

postgres: install-test ## the tests that touch the record, on a PostgreSQL that this command starts
	$(BIN)/python tools/with_postgres.py $(BIN)/pytest -p no:cacheprovider $(RECORD)

wheel: install
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .

lock: ## write requirements/*.txt anew from pyproject.toml (needs uv)
	uv pip compile -q --upgrade --generate-hashes --no-emit-index-url --no-header --universal --python-version 3.11 pyproject.toml -o requirements/base.txt
	uv pip compile -q --generate-hashes --no-emit-index-url --no-header --universal --python-version 3.11 -c requirements/base.txt pyproject.toml --extra postgres -o requirements/postgres.txt
	uv pip compile -q --generate-hashes --no-emit-index-url --no-header --universal --python-version 3.11 -c requirements/base.txt pyproject.toml --group test -o requirements/test.txt
	uv pip compile -q --generate-hashes --no-emit-index-url --no-header --universal --python-version 3.11 -c requirements/base.txt pyproject.toml --group bench -o requirements/bench.txt

.venv-bench/installed: requirements/bench.txt pyproject.toml
	$(PYTHON) -m venv .venv-bench
	.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.txt
	.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

bench: .venv-bench/installed ## time the reading of pages beside others' readers, on one core
	.venv-bench/bin/python bench/reading.py

bench-stories: .venv-bench/installed ## time the finding of stories among 100,000 documents, beside datasketch on 10,000
	.venv-bench/bin/python bench/stories.py

bench-matching: install ## time the matching of pages to promises, beside encoding every sentence, and with 5,000 promises
	$(BIN)/python bench/matching.py

bench-record: install-test ## time a past day's pages against today's, and the check of 100,000 ledger entries
	$(BIN)/python bench/as_of.py
	$(BIN)/python bench/ledger.py

record: install-test ## random acts of several people, 1,000 runs on SQLite and on PostgreSQL: the record holds after each act
	RECORD_RUNS=1000 $(BIN)/pytest --timeout=0 tests/record
	RECORD_RUNS=1000 $(BIN)/python tools/with_postgres.py $(BIN)/pytest --timeout=0 tests/record

fuzz-api: install-test ## ask the interface 10,000 times from its own document: no fault of ours, every answer as it says
	API_REQUESTS=$${API_REQUESTS:-10000} $(BIN)/pytest -p no:cacheprovider --timeout=0 --capture=no tests/api/demonstration/test_fuzz.py

bench-site: .venv-bench/installed ## time the public site beside a static file and Datasette: 5,000 promises, 200,000 findings
	.venv-bench/bin/python bench/site.py

bench-report: install-test ## time the report of a government of 5,000 promises: page, lists, interface, PDF, a crowd that asks for PDFs
	$(BIN)/python bench/report.py

bench-first-view: install-test ## time the first paint of public pages on a slow line and a weak phone
	$(BIN)/python bench/first_view.py

bench-search: install ## time the search among 200,000 documents
	$(BIN)/python bench/search.py 200000

bench-queue: install ## time the pages of a desk on which 50,000 candidates wait
	$(BIN)/python bench/desk_queue.py

pictures: install-test ## pictures of every page of the demonstration, or of MARSAD_DATA, in 3 languages, 2 widths, 2 themes, into var/pictures; axe on each
	$(if $(filter file,$(origin MARSAD_DATA)),env -u MARSAD_DATA) $(BIN)/python tools/pictures.py $(PICTURES)

messages: ## compile the interface's catalogues (needs GNU gettext)
	for po in src/marsad/*/locale/*/LC_MESSAGES/django.po; do msgfmt --check -o $${po%.po}.mo $$po; done

clean:
	rm -rf .venv .venv-bench dist build var .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
