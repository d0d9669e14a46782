/* ical.c - loads libical. */
#include <dlfcn.h>

#include "when/ical_in.h"

#define LIBRARY "libical.so.3"

struct ch_ical ch_ical;

static const struct { const char *name; size_t at; } functions[] = {
#define X(f) { "ical" #f, offsetof(struct ch_ical, f) },
	CH_ICAL(X)
#undef X
};

int ch_ical_load(struct ch_err *err)
{
	static void *library;
	void *lib = library ? library : dlopen(LIBRARY, RTLD_NOW);

	for (size_t i = 0; i < CH_COUNT(functions) && lib && !library; i++) {
		void *f = dlsym(lib, functions[i].name);

		if (!f)
			lib = NULL;
		memcpy((char *)&ch_ical + functions[i].at, &f, sizeof(f));
	}
	library = lib;
	return lib ? 0 : ch_fail(err, CH_EIO, LIBRARY ": cannot be loaded");
}
