# The commands of the project. `make help` lists them; each does the set-up it needs, once.

TRUNK_VERSION := 0.21.14
# The same number as in Cargo.lock: the tool and the crate must agree.
WASM_BINDGEN_VERSION := 0.2.130

PORT ?= 8080
# What to build the page of: a file or an address, or several with spaces between them, in any form that docs/schedule-file.md names.
SCHEDULE ?= public/istiocon-2021.json
# What the schedule does not say: --id, --name, --timezone, --language, --url. A file conference.toml in its folder does the same.
OPTIONS ?=
OUT ?= -
# Where the site will be published, and where it was before, an address or a folder: see README.md.
SITE ?=
BEFORE ?=

TOOLS := $(CURDIR)/.tools
CARGO_HOME ?= $(HOME)/.cargo
export SCHEDULE SITE BEFORE
export PATH := $(TOOLS)/bin:$(PATH)
# Panic messages name source files: by their crate, not by where this machine keeps it.
export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS := --remap-path-prefix=$(CARGO_HOME)/registry/src/= --cfg=getrandom_backend="wasm_js"

# The standard library is built with the app where its source can be had: for size, without the texts of panics and of `Debug`,
# which nobody reads. That is a tenth of the wasm. Unstable in this Rust, and so for the wasm of a release alone.
LIBRARY := $(shell rustc --print sysroot)/lib/rustlib/src/rust/library/Cargo.toml
trunk = if RUSTC_BOOTSTRAP=1 cargo fetch --quiet --offline --locked --manifest-path $(LIBRARY) 2>/dev/null; then \
	  export RUSTC_BOOTSTRAP=1 CARGO_UNSTABLE_BUILD_STD=std,panic_abort CARGO_UNSTABLE_BUILD_STD_FEATURES=optimize_for_size \
	    CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="$$CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS -Zunstable-options -Cpanic=immediate-abort -Zfmt-debug=none"; \
	fi; trunk build --release
# Reads SCHEDULE, in whatever form, and says what is wrong in it.
schedule = cargo run --quiet --features prerender --bin schedule --

# A tool is compiled for minutes and works for seconds: not optimised, and without what only its own downloads need, it is there
# three times as soon. Where cargo-binstall is there and reaches a ready one, that is taken. $(1): crate and version; $(2): options.
install = $(if $(shell command -v cargo-binstall),cargo binstall --no-confirm --root $(TOOLS) $(1) ||) \
	  CARGO_PROFILE_RELEASE_OPT_LEVEL=0 CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
	  CARGO_PROFILE_RELEASE_DEBUG=0 cargo install --root $(TOOLS) $(1) $(2)

NATIVE := --workspace --features tidetable/prerender
PASSED_SECOND := target/passed-second.txt
tell_second = @[ ! -s $(PASSED_SECOND) ] || { echo 'Passed only the second time:'; cat $(PASSED_SECOND); }
say = @printf '\n\033[1m%s\033[0m\n' '$(1)'

# For `make fuzz`: how long, and more of libFuzzer's options.
SECONDS_EACH ?= 60
FUZZ ?=

.PHONY: help serve test test-all firefox webkit build screenshots schedule check-schedule published odd edge-cases large bench fuzz dev tools browser browsers deny scripts check clean

help: ## list the commands
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

serve: build ## build the page and serve it at http://127.0.0.1:8080/ (PORT=… for another)
	@cargo run --quiet --package tidetable-tests --bin serve -- dist $(PORT)

test: browser check build odd edge-cases published large ## prove it: format, lints, licences, native tests, the release build, the tests in Chromium
	$(call say,Browser tests in Chromium)
	cargo test --package tidetable-tests --lib --bins
	@rm -f $(PASSED_SECOND)
	tests/run-browser.sh
	$(tell_second)

test-all: browsers test firefox webkit ## the same, and the browser tests in Firefox and WebKitGTK too
	$(tell_second)

# What an engine can't do a test says in its name; how many are left out is told at the end, as "filtered out". These two want
# the builds that `make test` makes.
firefox: browsers
	$(call say,Browser tests in Firefox)
	ENGINE=firefox tests/run-browser.sh --skip only_in_chromium --skip not_in_firefox

webkit: browsers
	$(call say,Browser tests in WebKitGTK)
	ENGINE=webkit xvfb-run --auto-servernum tests/run-browser.sh --skip only_in_chromium --skip not_in_webkit

check: tools deny scripts
	$(call say,Format and lints)
	cargo fmt --all --check
	cargo clippy $(NATIVE) --all-targets -- --deny warnings
	cargo clippy --features hydrate --target wasm32-unknown-unknown -- --deny warnings
	$(call say,Native tests)
	cargo test --features prerender

# The scripts that are not Rust, by their types (JSDoc) and by the rules of eslint.
TSC := tests/js/node_modules/.bin/tsc
scripts: browser
	$(call say,Scripts)
	@[ -x $(TSC) ] || npm ci --prefix tests/js --no-audit --no-fund --silent
	$(TSC) --project tests/js
	$(TSC) --project tests/js/tsconfig.workers.json
	tests/js/node_modules/.bin/eslint --config tests/js/eslint.config.js src/*.js public/sw.js

# Advisories only where their database can be reached.
DENY := cargo deny --workspace --config tests/deny.toml
deny:
	$(call say,Licences and sources of what is used)
	@command -v cargo-deny >/dev/null || $(call install,cargo-deny,--locked)
	$(DENY) check bans licenses sources
	@if $(DENY) fetch db >/dev/null 2>&1; then $(DENY) check advisories; else \
	  echo 'Advisories were not checked: their database can not be reached from here'; fi

build: tools ## make the release build in dist/ (SCHEDULE=path/to/schedule.xml for another conference)
	$(call say,Release build of $(SCHEDULE))
	@SCHEDULE=$$($(schedule) --into target/schedule $(OPTIONS)) || exit 1; export SCHEDULE; $(trunk)

schedule: ## write the schedule file alone, in seconds (SCHEDULE=path/to/schedule.xml OUT=schedule.json)
	@$(schedule) --out $(OUT) $(OPTIONS)

check-schedule: ## tell what is wrong in a schedule (SCHEDULE=path/to/schedule.xml)
	@$(schedule) --check $(OPTIONS)

odd edge-cases: tools
	$(call say,Release build of the conference $@ for the tests)
	@export SCHEDULE=tests/conferences/$@.json; $(trunk) --dist target/$@

# As on a site whose address is known.
published: export SITE = https://example.org/days/
PUBLISHED := frab.xml fjord-days/sessionize-all.json broken.ics hillside/hillside.json
published: tools
	$(call say,Release builds of what organisers publish for the tests)
	@for file in $(PUBLISHED); do \
	  SCHEDULE=$$($(schedule) --into target/schedule tests/conferences/published/$$file 2>/dev/null) || exit 1; \
	  (export SCHEDULE; $(trunk) --dist target/published/$$(basename $$file)) || exit 1; done

# $(1) sessions on $(2) days in $(3) rooms; $(4): `whole`, or nothing.
generated = file=$$(mktemp --suffix=.json) && \
	  cargo run --quiet --package tidetable-tests --bin generate -- $(1) $(2) $(3) $$file $(4) && \
	  { export SCHEDULE=$$file; $(trunk) --dist target/generated-$(1)$(4); status=$$?; rm -f $$file; exit $$status; }

large: tools
	$(call say,Release build of a generated conference of 1000 sessions for the tests)
	@$(call generated,1000,2,30)

screenshots: browser build large ## take the pictures of the page in tests/screenshots/ anew
	cargo run --quiet --package tidetable-tests --bin screenshots

# BESIDE=… names folders of another build of the same conferences, in the same order.
bench: browser build large ## measure bytes and times at 67, 1,000 and 10,000 sessions, and at 1,000 told whole, into tests/bench/RESULTS.md
	@[ -x tests/bench/node_modules/.bin/lighthouse ] || npm ci --prefix tests/bench --no-audit --no-fund --silent
	@$(call generated,10000,10,60)
	@$(call generated,1000,4,30,whole)
	cargo run --quiet --package tidetable-tests --bin bench -- dist target/generated-1000 target/generated-10000 target/generated-1000whole $(if $(BESIDE),beside $(BESIDE))

fuzz: tools ## make up what comes from outside (schedules in all forms, share codes, queries, records), a minute each
	@command -v cargo-fuzz >/dev/null || $(call install,cargo-fuzz,--locked)
	cd tests/fuzz && for target in schedule import share query record; do \
	  mkdir -p $(CURDIR)/target/fuzz/corpus/$$target && \
	  RUSTC_BOOTSTRAP=1 cargo fuzz run --fuzz-dir . --target-dir $(CURDIR)/target/fuzz $$target \
	    $(CURDIR)/target/fuzz/corpus/$$target corpus/$$target -- -max_total_time=$(SECONDS_EACH) $(FUZZ) || exit 1; done

dev: tools ## serve and rebuild at each change
	trunk serve --port $(PORT)

# What is on the PATH in the right version is taken as it is.
tools:
	@rustup target list --installed | grep -qx wasm32-unknown-unknown || rustup target add wasm32-unknown-unknown
	@[ -f $(LIBRARY) ] || rustup component add rust-src || true
	@RUSTC_BOOTSTRAP=1 cargo fetch --quiet --locked --manifest-path $(LIBRARY) || echo 'Without the source of the standard library: the wasm is a tenth larger'
	@wasm-bindgen --version 2>/dev/null | grep -qF '$(WASM_BINDGEN_VERSION)' || { \
	  echo 'Installing wasm-bindgen-cli $(WASM_BINDGEN_VERSION) into .tools/ (a minute or two, once)'; \
	  $(call install,wasm-bindgen-cli@$(WASM_BINDGEN_VERSION),--no-default-features); }
	@trunk --version 2>/dev/null | grep -qF '$(TRUNK_VERSION)' || { \
	  echo 'Installing trunk $(TRUNK_VERSION) into .tools/ (some three minutes, once)'; \
	  $(call install,trunk@$(TRUNK_VERSION),--locked --no-default-features); }

browser:
	@tests/install-browser.sh

browsers: tools
	@tests/install-browser.sh all
	@command -v geckodriver >/dev/null || { echo 'Installing geckodriver into .tools/ (a minute, once)'; \
	  $(call install,geckodriver,--locked); }

clean: ## remove what was built, but not the tools
	rm -rf dist target
