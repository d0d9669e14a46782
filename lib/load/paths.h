/* paths.h - operands that may be folders become files. */
#ifndef CH_PATHS_H
#define CH_PATHS_H

#include "base/base.h"

struct ch_paths {
	char **path;
	size_t n;
	bool deep;		/* folders in folders, too, and those of a
				   datapackage.json */
	/* What else is there, but for what is hidden, is told: it is not
	 * read. */
	void (*tell)(void *ctx, const char *words);
	void *ctx;
};

/* A folder gives its files with one of the endings, by name, those whose name
 * begins with Patient first; CH_ENOENT when it has none. `out` comes with
 * `deep`, `tell` and `ctx` set. */
int ch_paths_expand(struct ch_paths *out, char *const *given, size_t n,
		    const char *const *endings, struct ch_err *err);
void ch_paths_free(struct ch_paths *p);

#endif
