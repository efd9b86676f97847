# PrescripCare. `make demo` and `make test` are all that a fresh machine needs.

SHELL := /bin/bash
PREFIX ?= /usr/local
DESTDIR ?=
SWIFT ?= swift

# What the program links against, what its tests add, what its measurements compare with.
PACKAGES := libncurses-dev libsqlite3-dev tzdata
TEST_PACKAGES := libvterm-dev
BENCH_PACKAGES := sqlite3 calcurse

.PHONY: all demo test bench install uninstall docs format clean packages test-packages \
  bench-packages toolchain

all: packages toolchain
	$(SWIFT) build --product prescripcare

## Opens the full-screen program on a living sample that is gone afterwards.
demo: all
	@.build/debug/prescripcare demo

## Builds everything and proves it.
test: packages test-packages toolchain
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build

## Prints figures, each beside a baseline measured in the same run; BENCH="doses gate" names some,
## and BENCH="--whole zones" takes the full sizes, some of them for an hour.
bench: packages test-packages bench-packages toolchain
	$(SWIFT) build -c release --product prescripcare --static-swift-stdlib
	$(SWIFT) build -c release --product Benchmarks --static-swift-stdlib
	.build/release/Benchmarks $(BENCH)

## A release binary with its themes and sample under PREFIX.
install: packages toolchain
	$(SWIFT) build -c release --product prescripcare --static-swift-stdlib
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/share/prescripcare" \
	  "$(DESTDIR)$(PREFIX)/share/man/man1"
	install -m 755 .build/release/prescripcare "$(DESTDIR)$(PREFIX)/bin/prescripcare"
	ln -sf prescripcare "$(DESTDIR)$(PREFIX)/bin/prescripcare-demo"
	rm -rf "$(DESTDIR)$(PREFIX)/share/prescripcare/Themes" \
	  "$(DESTDIR)$(PREFIX)/share/prescripcare/SampleDB"
	cp -r Themes SampleDB "$(DESTDIR)$(PREFIX)/share/prescripcare/"
	.build/release/prescripcare man > "$(DESTDIR)$(PREFIX)/share/man/man1/prescripcare.1"

uninstall:
	rm -rf "$(DESTDIR)$(PREFIX)/bin/prescripcare" "$(DESTDIR)$(PREFIX)/bin/prescripcare-demo" \
	  "$(DESTDIR)$(PREFIX)/share/prescripcare" \
	  "$(DESTDIR)$(PREFIX)/share/man/man1/prescripcare.1"

## Writes the generated pages under docs/ anew.
docs: packages test-packages toolchain
	$(SWIFT) build --build-tests
	PRESCRIPCARE_WRITE_DOCS=1 $(SWIFT) test --skip-build --filter GeneratedPage

format:
	swift-format format --in-place --recursive Package.swift Sources Tests

clean:
	$(SWIFT) package clean
	rm -rf .build

toolchain:
	@command -v $(SWIFT) > /dev/null || { \
	  echo "A Swift 6.2 toolchain or newer is needed and is not on the PATH." >&2; exit 69; }

packages:
	@.ci/packages $(PACKAGES)

test-packages:
	@.ci/packages $(TEST_PACKAGES)

bench-packages:
	@.ci/packages $(BENCH_PACKAGES)
