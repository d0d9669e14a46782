/* json_keys.h - knowledge in JSON, key by key, as its kind declares them. */
#ifndef CH_JSON_KEYS_H
#define CH_JSON_KEYS_H

#include "base/id.h"
#include "know/key.h"

struct json_t;	/* jansson's */

/* Told of each thing that is wrong: where ("goals[2].unit"), and what. */
typedef void (*ch_fault)(void *ctx, const char *place, const char *words);

/* What is wrong with a file: all of it is told to `fault` (may be NULL), and
 * the message is the first. */
struct ch_faults {
	const char *path;
	ch_fault fault;
	void *ctx;
	int n;
	struct ch_err *err;
};

void ch_faults_add(struct ch_faults *f, const char *words, const char *place,
		   ...) __attribute__((format(printf, 3, 4)));

/* Reads the file: one object, no key twice, else it is a fault and `*out` is
 * NULL. `hash` is the file's SHA-256. 0 unless it cannot be read at all. */
int ch_json_keys_open(struct json_t **out, char hash[2 * CH_SHA256 + 1],
		      struct ch_faults *f);

/* Reads an object's keys into the fields of `to`; `place` is "" or "goals[2].".
 * Faults are unknown keys, missing ones, and values that a key does not hold.
 * Texts are borrowed from the object. */
void ch_json_keys_read(struct ch_faults *f, struct json_t *object,
		       const struct ch_key *keys, void *to, const char *place);

/* Reads the list of objects `name` into an array of structs of that size, each
 * a copy of `fresh` before; to be freed. NULL, `*n` 0, when there is none. */
void *ch_json_keys_list(struct ch_faults *f, struct json_t *object,
			const char *name, const struct ch_key *keys,
			const void *fresh, size_t size, size_t *n);

#endif
