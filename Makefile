# actorgraph: news articles in, graph of actors out. `make help` lists the targets.

BUILD   ?= build
CC      ?= cc
MODE    ?= release
PKGS     = igraph libxml-2.0 libcjson libutf8proc

WARN     = -std=c11 -Wall -Wextra -Wpedantic -Wshadow
CFLAGS  ?= -g
MODE_release = -O2
MODE_asan    = -O1 -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all
ALL_CFLAGS = $(WARN) $(MODE_$(MODE)) $(CFLAGS) $(WERROR) -Isrc $(shell pkg-config --cflags $(PKGS) 2>/dev/null | sed 's/-I/-isystem /g')
LIBS     = $(shell pkg-config --libs $(PKGS) 2>/dev/null) -lm

SOURCES := $(shell find src -name '*.c' | LC_ALL=C sort)
LIBRARY := $(filter-out src/cli/main.c,$(SOURCES))
OBJECTS := $(LIBRARY:src/%.c=$(BUILD)/obj/%.o)
UNITS   := $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(wildcard tests/unit/test_*.c))

all: $(BUILD)/actorgraph ## build the program

$(BUILD)/actorgraph: $(BUILD)/obj/cli/main.o $(BUILD)/libactorgraph.a
	@$(CC) $(ALL_CFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/libactorgraph.a: $(OBJECTS)
	@rm -f $@ && ar rcs $@ $^

$(BUILD)/obj/%.o: src/%.c
	@mkdir -p $(@D)
	@echo "  cc $<"
	@$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/unit/%: tests/unit/%.c $(BUILD)/libactorgraph.a
	@mkdir -p $(@D)
	@$(CC) $(ALL_CFLAGS) -Itests -MMD -MP -o $@ $< $(BUILD)/libactorgraph.a $(LIBS)

units: $(UNITS) ## build and run the unit tests
	@for t in $(UNITS); do $$t || exit 1; done

clean: ## remove what was built
	rm -rf $(BUILD)

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)

.PHONY: all units clean
