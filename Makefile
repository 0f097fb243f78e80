# Every job of the project. `make` alone lists them.
.DEFAULT_GOAL := help
.PHONY: help up build test check format bench setup clean distclean

help: ## List the jobs
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

up: build ## Set up, build, and run the main job on the sample; serves http://127.0.0.1:8000 (ARGS="--set server.port=9000")
	@exec .build/release/martlet up $(ARGS)

build: ## Set up and build martlet and the dashboard
	@Scripts/build.sh

setup: ## Only bring in what the build needs
	@Scripts/setup.sh

test: ## Run every test: Swift, dashboard, and the dashboard in Chromium on a real server
	@Scripts/test.sh

check: ## Format, lint, tidiness, warnings as errors, imports, and every test
	@Scripts/check.sh

format: ## Format the Swift code
	@swift format --in-place --recursive Sources Tests Package.swift

bench: ## Measure Martlet beside its peers; writes docs/benchmarks.md
	@Benchmarks/run.sh

clean: ## Remove what the build made
	@rm -rf .build Dashboard/dist
	@echo "removed .build and Dashboard/dist"

distclean: clean ## Also remove what set-up fetched and what martlet stored
	@rm -rf .native .venv .venv-qlib .venv-forecasting .martlet Dashboard/node_modules Dashboard/vendor
	@echo "removed .native, .venv, .venv-qlib, .venv-forecasting, .martlet, Dashboard/node_modules and Dashboard/vendor"
