/* store.h - the hub's one store: opening it, its settings, its writers. */
#ifndef CH_STORE_H
#define CH_STORE_H

#include "base/buf.h"
#include "base/id.h"
#include "db/db.h"
#include "record/row.h"

#define CH_APPLICATION_ID 0x43487562	/* "CHub" */

/* Milliseconds since 1970; the one source of `recorded`. */
typedef int64_t (*ch_clock)(void *ctx);

struct ch_put_state;
struct ch_journal_head;
struct ch_seal;

/*
 * An open store. Programs read the fields; only lib/store writes them, except
 * for `clock`, `actor`, `staff`, `program`, `as_of`, which whoever opens it
 * fills in before writing (borrowed).
 */
struct ch_store {
	struct ch_db *db;
	char *path;
	struct ch_idkey key;
	char site[CH_ID_HEX];
	char zone[64];
	char site_dir[512];	/* the site's knowledge files; "" when none */
	char anchor[512];	/* the file of anchors; "" when none */
	char locale[16];	/* how dates are written here: "en_US" */
	bool practice;		/* made for training, demos and tests */
	int wait;		/* seconds in the writers' queue */
	int queue_fd;		/* -1: not in it */
	ch_clock clock;
	void *clock_ctx;
	const char *actor;	/* the Unix login */
	int64_t staff;		/* that login's staff record; 0: none */
	const char *program;	/* "ch-task done" */
	int64_t as_of;		/* where now was made to mean another time */
	struct ch_put_state *put;	/* private to put.c */
	struct ch_journal_head *head;	/* private to journal.c */
	struct ch_seal *seal;		/* private to seal.c */
	int64_t last_ms;		/* private to ch_store_now() */
	uint64_t heard;		/* private to heard.c */
};

enum ch_store_mode { CH_STORE_READ, CH_STORE_WRITE };

/* Opens what is there. CH_ENOENT, CH_EVERSION (another version or no store;
 * the message has the command to type), CH_EPERM, CH_EIO, CH_ENOMEM. */
int ch_store_open(struct ch_store **out, const char *path,
		  enum ch_store_mode mode, int wait, struct ch_err *err);
void ch_store_close(struct ch_store **store);

struct ch_store_new {
	const char *zone;	/* IANA name, checked by the caller */
	const char *name;	/* of the hub; may be NULL */
	const char *site_dir;	/* may be NULL */
	bool practice;
	ch_clock clock;		/* for the journal's first row */
	void *clock_ctx;
	const char *actor;
};

/* Makes a store; never overwrites (CH_ECREATE). A store half made by a killed
 * process is never seen under its name. */
int ch_store_create(const char *path, const struct ch_store_new *how,
		    struct ch_err *err);

/* A store in memory, for what is only tried: opened inside a transaction that
 * nobody commits, for one process. Close it also when it fails. */
int ch_store_scratch(struct ch_store **out, const struct ch_store_new *how,
		     struct ch_err *err);
/* Between what is tried and the next: no row that was read is held any more. */
int ch_store_scratch_turn(struct ch_store *store, struct ch_err *err);

/* A setting's value, cut to `size`; "" when there is none. */
int ch_setting(struct ch_store *store, const char *name, char *buf,
	       size_t size, struct ch_err *err);
int ch_setting_put(struct ch_store *store, const char *name,
		   const char *value, struct ch_err *err);

/* The real time as a MOMENT (milliseconds, Z); it never goes back within one
 * process. */
int64_t ch_store_now(struct ch_store *store);

/*
 * The writers' queue and the transaction: waits for its turn, BEGIN IMMEDIATE.
 * CH_EBUSY after store->wait seconds. Every begin is ended by one of the two.
 */
int ch_store_begin(struct ch_store *store, struct ch_err *err);
int ch_store_commit(struct ch_store *store, struct ch_err *err);
void ch_store_rollback(struct ch_store *store);

/* ---- journal ---- */

struct ch_event {
	const char *action;	/* create, update, batch, undo, init ... */
	const char *type;	/* of the record; NULL: none */
	int64_t record, patient, batch;
	int rev;
	struct ch_slice fields;	/* JSON, or s == NULL */
	int64_t digest;		/* of the record as it is left; 0: none */
	const char *reason, *cause;	/* may be NULL */
};

/* Appends a row to the chain, inside a transaction. */
int ch_journal(struct ch_store *store, const struct ch_event *event,
	       struct ch_err *err);

/* Proves the chain: counts the rows, and those whose fields were lawfully
 * erased. CH_EDATA names the first bad seq. `head` gets the last hash ("" for
 * an empty journal). */
int ch_journal_verify(struct ch_store *store, int64_t *rows, int64_t *erased,
		      char head[65], struct ch_err *err);

#endif
