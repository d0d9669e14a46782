# care-hub: `make` builds build/bin/ch and build/bin/ch-*, which run from there.

VERSION := $(shell cat VERSION)
PREFIX  ?= /usr/local
BINDIR  ?= $(PREFIX)/bin
DATADIR ?= $(PREFIX)/share/care-hub
MANDIR  ?= $(PREFIX)/share/man
CC      ?= cc
B       := build

WARN := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wvla -Wwrite-strings \
	-Wformat=2 -Wundef
HARD := -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE -fno-strict-overflow
CFLAGS  ?= -O2 -g
CPPFLAGS += -D_GNU_SOURCE -Ilib -Icmd -I$(B)/gen -DCH_VERSION='"$(VERSION)"' \
	-DCH_DATADIR='"$(DATADIR)"'
ALL_CFLAGS := -std=gnu11 $(WARN) $(if $(WERROR),-Werror) $(HARD) $(CFLAGS)
LDFLAGS += -pie -Wl,-z,relro,-z,now -Wl,--as-needed
LDLIBS  := -lsqlite3 -ljansson -lcsv -lsodium -lnettle -lm

PROGS := $(patsubst cmd/%.c,%,$(wildcard cmd/*.c))
LIB   := $(patsubst %.c,$(B)/%.o,$(wildcard lib/*/*.c cmd/hub/*.c)) $(B)/gen/schema.o
UNITS := $(patsubst tests/unit/%.c,$(B)/unit/%,$(wildcard tests/unit/*.c))

all: $(PROGS:%=$(B)/bin/%)

$(B)/bin/%: $(B)/cmd/%.o $(B)/libch.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $< $(B)/libch.a $(LDLIBS)

$(B)/libch.a: $(LIB)
	@rm -f $@
	$(AR) rcs $@ $^

$(B)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(B)/gen/schema.c: share/schema/hub.sql share/schema/lifecycle.sql share/schema/fields.awk
	@mkdir -p $(@D)
	awk -f share/schema/fields.awk share/schema/hub.sql >$@.tmp
	awk -f share/schema/embed.awk share/schema/hub.sql share/schema/lifecycle.sql >>$@.tmp
	mv $@.tmp $@

$(B)/gen/schema.o: $(B)/gen/schema.c
	$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(B)/unit/%: tests/unit/%.c $(B)/libch.a
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) -Itests $(ALL_CFLAGS) $(LDFLAGS) -MMD -MP -o $@ $< $(B)/libch.a $(LDLIBS)

units: $(UNITS)

clean:
	rm -rf build

.PHONY: all units clean
.DELETE_ON_ERROR:
-include $(shell find $(B) -name '*.d' 2>/dev/null)
