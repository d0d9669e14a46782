/* retry.h - batches by name, and their refused records read once more. */
#ifndef CH_RETRY_H
#define CH_RETRY_H

#include "load/import.h"

/* A batch's id from a whole id, a prefix, or the word "last". */
int ch_retry_batch(struct ch_store *store, const char *word, int64_t *batch,
		   struct ch_err *err);

struct ch_retry {
	int64_t batch;
	const char *reason;	/* only those refused for it; NULL: all */
	bool more;		/* comes back true: others wait, run again */
	/* private */
	struct ch_buf text, ids;
	char **file;			/* names of files, each once */
	size_t files, file_room;
	struct ch_place *place;		/* of each line of the text */
	size_t places, place_room;
	char source[128], map[4200], delimiter[4];
};

/*
 * Reads the texts of a batch's waiting refusals by today's maps, into a new
 * batch, which keeps going; CSV rows of one heading at a time (`more`). Those
 * that are taken now are `done`. As ch_import_fhir() in what it returns; when
 * nothing waits, 0 and no batch.
 */
int ch_retry_run(struct ch_retry *retry, struct ch_import *job,
		 struct ch_store *store, struct ch_row *batch,
		 struct ch_err *err);
/* Sets a batch's waiting refusals aside (`dropped`): nobody will mend them.
 * `*n` counts them. */
int ch_retry_drop(struct ch_store *store, int64_t batch, const char *reason,
		  int64_t *n, struct ch_err *err);

void ch_retry_free(struct ch_retry *retry);

#endif
