# care-hub: `make` builds build/bin/ch and build/bin/ch-*, which run from there.

VERSION := $(shell cat VERSION)
PREFIX  ?= /usr/local
BINDIR  ?= $(PREFIX)/bin
DATADIR ?= $(PREFIX)/share/care-hub
MANDIR  ?= $(PREFIX)/share/man
CC      ?= cc
B       := build

WARN := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wvla -Wwrite-strings \
	-Wformat=2 -Wundef -Wno-missing-field-initializers
HARD := -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE -fno-strict-overflow
CFLAGS  ?= -O2 -g
CPPFLAGS += -D_GNU_SOURCE -Ilib -Icmd -I$(B)/gen -DCH_VERSION='"$(VERSION)"' \
	-DCH_DATADIR='"$(DATADIR)"'
ALL_CFLAGS := -std=gnu11 $(WARN) $(if $(WERROR),-Werror) $(HARD) $(CFLAGS)
LDFLAGS += -pie -Wl,-z,relro,-z,now -Wl,--as-needed
LDLIBS  := -lsqlite3 -ljansson -lcsv -lsodium -lnettle -lm -pthread

PROGS := $(patsubst cmd/%.c,%,$(wildcard cmd/*.c))
LIB   := $(patsubst %.c,$(B)/%.o,$(wildcard lib/*/*.c lib/*/*/*.c cmd/*/*.c)) $(B)/gen/schema.o
UNITS := $(patsubst tests/unit/%.c,$(B)/unit/%,$(wildcard tests/unit/*.c))

# `make V=1` shows the whole commands.
Q := $(if $(V),,@)
say = $(if $(V),,@echo "  $(1) $@")

all: $(PROGS:%=$(B)/bin/%)

$(B)/bin/%: $(B)/cmd/%.o $(B)/libch.a
	@mkdir -p $(@D)
	$(call say,LINK)
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $< $(B)/libch.a $(LDLIBS)

$(B)/libch.a: $(LIB)
	@rm -f $@
	$(call say,AR)
	$(Q)$(AR) rcs $@ $^

$(B)/%.o: %.c VERSION | $(B)/gen/lifecycle.h
	@mkdir -p $(@D)
	$(call say,CC)
	$(Q)$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(B)/gen/schema.c: share/schema/hub.sql share/schema/stream.sql share/schema/lifecycle.sql share/schema/fields.awk share/schema/embed.awk share/schema/steps.awk
	@mkdir -p $(@D)
	$(call say,GEN)
	$(Q)awk -f share/schema/fields.awk share/schema/hub.sql \
		share/schema/stream.sql >$@.tmp
	$(Q)awk -f share/schema/embed.awk share/schema/hub.sql \
		share/schema/lifecycle.sql >>$@.tmp
	$(Q)awk -f share/schema/steps.awk share/schema/hub.sql \
		share/schema/lifecycle.sql >>$@.tmp
	$(Q)mv $@.tmp $@

$(B)/gen/lifecycle.h: share/schema/hub.sql share/schema/lifecycle.sql share/schema/steps.awk
	@mkdir -p $(@D)
	$(call say,GEN)
	$(Q)awk -v sql=1 -f share/schema/steps.awk share/schema/hub.sql \
		share/schema/lifecycle.sql >$@.tmp
	$(Q)mv $@.tmp $@

$(B)/gen/schema.o: $(B)/gen/schema.c
	$(call say,CC)
	$(Q)$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(B)/unit/%: tests/unit/%.c $(B)/libch.a
	@mkdir -p $(@D)
	$(call say,LINK)
	$(Q)$(CC) $(CPPFLAGS) -Itests $(ALL_CFLAGS) $(LDFLAGS) -MMD -MP -o $@ $< $(B)/libch.a $(LDLIBS)

units: $(UNITS)

# A program that lies elsewhere: make example SOURCE=FILE TO=FILE
example: $(B)/libch.a
	$(Q)$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -Werror $(LDFLAGS) -o $(TO) $(SOURCE) $(B)/libch.a $(LDLIBS)

# ---- a fresh machine ----

# Building: pkg-config's libraries. Testing: prove is perl's.
DEPS := build-essential libsqlite3-dev libjansson-dev libcsv-dev libsodium-dev \
	nettle-dev libical-dev tzdata jq
TEST_DEPS := perl sqlite3 zsh fish bash-completion mandoc procps

deps:
	@sh tests/deps.sh $(DEPS)

deps-test:
	@sh tests/deps.sh $(DEPS) $(TEST_DEPS)

demo: deps
	@$(MAKE) --no-print-directory all
	@bash tests/demo.sh

# ---- tests ----

check: deps-test
	@$(MAKE) --no-print-directory all units faults
	@prove -j2 --timer tests/t7*.t tests/t[!7]*.t	# the longest first

FAULT := $(patsubst tests/fault/%.c,$(B)/%.so,$(wildcard tests/fault/*.c))
faults: $(FAULT)
$(B)/%.so: tests/fault/%.c
	@mkdir -p $(@D)
	$(call say,LINK)
	$(Q)$(CC) -std=gnu11 -O2 -g $(WARN) -D_GNU_SOURCE -fPIC -shared -o $@ $< -ldl

SAN := -fsanitize=address,undefined -fno-omit-frame-pointer -O1 -g
check-asan: deps-test
	@$(MAKE) --no-print-directory B=build-asan HARD= CFLAGS="$(SAN)" all units
	@CH_BUILD=build-asan prove --timer tests/t0[0-3]*.t tests/t1*.t

check-faults: deps-test
	@$(MAKE) --no-print-directory all faults
	@CH_FULL=1 prove --timer tests/t7*.t

bench: deps-test
	@$(MAKE) --no-print-directory all
	@bash tests/bench/bench.sh

lint: deps-test
	@$(MAKE) --no-print-directory all
	@bash tests/lint.sh

FUZZ_SECONDS ?= 60
fuzz:
	@bash tests/fuzz/fuzz.sh $(FUZZ_SECONDS)

# ---- what is made from the programs, and committed ----

gen: all
	@sh man/gen.sh $(B)/bin

# ---- installing ----

install: all
	install -d $(DESTDIR)$(BINDIR) $(DESTDIR)$(DATADIR) \
		$(DESTDIR)$(MANDIR)/man1 $(DESTDIR)$(MANDIR)/man5 \
		$(DESTDIR)$(MANDIR)/man7 \
		$(DESTDIR)$(PREFIX)/share/bash-completion/completions \
		$(DESTDIR)$(PREFIX)/share/zsh/site-functions \
		$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d
	install -m 755 $(PROGS:%=$(B)/bin/%) $(DESTDIR)$(BINDIR)
	cp -R share/. $(DESTDIR)$(DATADIR)
	install -m 644 man/*.1 $(DESTDIR)$(MANDIR)/man1
	install -m 644 man/*.5 $(DESTDIR)$(MANDIR)/man5
	install -m 644 man/*.7 $(DESTDIR)$(MANDIR)/man7
	install -m 644 completions/bash/* \
		$(DESTDIR)$(PREFIX)/share/bash-completion/completions
	install -m 644 completions/zsh/_* \
		$(DESTDIR)$(PREFIX)/share/zsh/site-functions
	install -m 644 completions/fish/*.fish \
		$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d

uninstall:
	rm -f $(PROGS:%=$(DESTDIR)$(BINDIR)/%)
	rm -rf $(DESTDIR)$(DATADIR)

clean:
	rm -rf build build-asan

.PHONY: all units example deps deps-test demo check faults check-asan check-faults \
	bench lint fuzz gen install uninstall clean
.DELETE_ON_ERROR:
.SECONDARY:
-include $(shell find $(B) -name '*.d' 2>/dev/null)
