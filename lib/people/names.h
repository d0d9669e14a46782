/* names.h - who is meant: by login, by number, and by name. */
#ifndef CH_NAMES_H
#define CH_NAMES_H

#include "base/text.h"
#include "store/store.h"
#include "when/rota.h"

/* The active staff record of a Unix login; 0 when there is none. */
int64_t ch_staff_of_login(struct ch_store *store, const char *login);

/* Who is meant: a login, an id, or a unique prefix of one, of whoever there
 * ever was. CH_ENOENT. */
int ch_staff_find(struct ch_store *store, const char *who, int64_t *id,
		  struct ch_err *err);

/* Tries the logins, the roles of who is active, the names of care teams. */
int ch_staff_logins(struct ch_store *store, struct ch_near *near,
		    struct ch_err *err);
int ch_staff_roles(struct ch_store *store, struct ch_near *near,
		   struct ch_err *err);
int ch_team_names(struct ch_store *store, struct ch_near *near,
		  struct ch_err *err);

/* The id of the record that the hub keeps of a login. */
int64_t ch_staff_id(const struct ch_store *store, const char *login);

/* Whether whoever is asking may work here: 0; CH_END when the login has no
 * staff record; CH_EPERM when it has one that is no longer active. */
int ch_staff_may(struct ch_store *store, struct ch_err *err);

/*
 * The staff record of whoever is asking (store->staff). When the login has
 * none, one is made, inside the transaction at hand; CH_EPERM when it has one
 * that is no longer active.
 */
int ch_staff_self(struct ch_store *store, struct ch_err *err);

/* What messages call staff: the login; the name where there is none. Cut to
 * `size`. */
void ch_staff_call(struct ch_store *store, int64_t id, char *out, size_t size);

/* How somebody stands at a moment. */
struct ch_staff_now {
	bool active, away;
	int64_t cover;		/* who covers while they are away; 0: nobody */
};

int ch_staff_look(struct ch_store *store, int64_t id, int64_t now,
		  struct ch_staff_now *out, struct ch_err *err);

/* Whether who is away from then until then (0: not said) is away now. */
bool ch_staff_away(int64_t from, int64_t until, int64_t now);

/* Who is on call when: all rosters, or a role's. A role that ever had one has
 * one; who left is on call no more. */
int ch_roster_read(struct ch_store *store, const char *role,
		   struct ch_rota *out, struct ch_err *err);

/*
 * Appends what people call a record: "Lovelace, Ada" for people, `name` or
 * `title` for the rest; of a slot, of whom or what it is. False, and nothing,
 * when it has neither. `store` is a struct ch_store (ui's callback).
 */
bool ch_name_of_record(void *store, struct ch_buf *out, const char *type,
		       int64_t id);

/* The patient with that identifier; CH_ENOENT, or CH_EUSAGE when several have
 * it. */
int ch_patient_by_identifier(struct ch_store *store, const char *text,
			     size_t n, int64_t *patient, struct ch_err *err);

#endif
