# The commands of this project. Each line calls a script in scripts/, which says what it does.

.DEFAULT_GOAL := help
.PHONY: help setup setup-development run test check test-everything bench lock format

help: ## Show these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-18s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Install what serving needs (quick when nothing changed)
	@scripts/setup

setup-development: ## Install what serving and the checks need
	@scripts/setup-development

run: ## Set up, load the Herefordshire plans and serve them on http://127.0.0.1:8000
	@scripts/run

test: setup-development ## Run every check, in a browser, on documents and on both databases
	@scripts/test

check: setup-development ## Run the quick checks: all but browser, documents, outages and PostgreSQL
	@scripts/test --fast

test-everything: setup-development ## Run every check, and every test on PostgreSQL too
	@scripts/test --everything

bench: setup-development ## Measure pages and documents at growing sizes; fails where an aim is missed
	@.venv/bin/python -m bench

lock: setup-development ## Lock the requirements again, with hashes
	@scripts/lock

format: setup-development ## Put code and templates in the house form
	@scripts/format
