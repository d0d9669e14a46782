/* names.h - who is meant: by login, by number, and by name. */
#ifndef CH_NAMES_H
#define CH_NAMES_H

#include "store/store.h"

/* The active staff record of a Unix login; 0 when there is none. */
int64_t ch_staff_of_login(struct ch_store *store, const char *login);

/*
 * Appends what people call a record: "Lovelace, Ada" for people, `name` or
 * `title` for the rest. False, and nothing, when it has neither. `store` is a
 * struct ch_store (ui's callback).
 */
bool ch_name_of_record(void *store, struct ch_buf *out, const char *type,
		       int64_t id);

/* The patient with that identifier; CH_ENOENT, or CH_EUSAGE when several have
 * it. */
int ch_patient_by_identifier(struct ch_store *store, const char *text,
			     size_t n, int64_t *patient, struct ch_err *err);

#endif
