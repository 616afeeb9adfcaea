# The commands of the house. Each may be the first one typed on a fresh Debian 12: what is missing
# is installed.
.PHONY: help setup build demo test bench fuzz format clean
SECONDS ?= 600
export PYTHONDONTWRITEBYTECODE = 1

help:
	@echo "make build   build/release/chokepoint"
	@echo "make demo    a synthetic world, from declarations to a ranked list and report.html"
	@echo "make test    every check; 'tools/test unit' runs one part, 'tools/test --list' names them"
	@echo "make bench   speed, as JSON in build/bench/"
	@echo "make fuzz    every fuzz target for SECONDS=$(SECONDS) each"
	@echo "make format  clang-format over all sources"
	@echo "make setup   install what building and testing take"
	@echo "make clean   remove what was built"

setup:
	@tools/setup build test

build:
	@tools/setup build
	@tools/build release

demo: build
	@build/release/chokepoint demo

test:
	@tools/setup build test
	@tools/test

bench:
	@tools/setup build
	@tools/bench

fuzz:
	@tools/setup build test
	@tools/fuzz --seconds $(SECONDS)

format:
	@tools/setup build test
	@tools/format

# The DuckDB pair is kept: it was checked against its hashes and does not depend on the sources.
clean:
	@find build -mindepth 1 -maxdepth 1 ! -name duckdb -exec rm -rf {} + 2>/dev/null || true
