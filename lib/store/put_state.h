/* put_state.h - what the write function keeps between records. */
#ifndef CH_PUT_STATE_H
#define CH_PUT_STATE_H

#include "store/put.h"

#define CH_INSERTS 8

/* One type's prepared statements, and whether its indexes are off. A statement
 * names only the columns that its rows have: a third of the time saved. */
struct ch_put_type {
	struct ch_stmt *select, *update;
	struct ch_stmt *glance;	/* source, origin, told, said alone */
	uint64_t update_mask;	/* the columns that `update` sets */
	struct {
		struct ch_stmt *st;
		uint64_t mask;
	} insert[CH_INSERTS];
	int next_insert;	/* the one to be given up next */
	bool looked, fresh;	/* is the table empty: looked at; yes */
	char *indexes;		/* the SQL that brings its indexes back */
};

struct ch_put_state {
	bool load;
	struct ch_put_type type[CH_TYPES_MAX];
	struct ch_stmt *word_add, *word_drop;	/* patient_word */
	struct ch_stmt *coding_of, *coding_drop, *coding_set;
	enum { CH_CODINGS_NOT_ASKED, CH_CODINGS_NONE, CH_CODINGS_SOME }
		codings;	/* whether the store holds any */
	struct ch_row was;	/* the record as the store had it */
	struct ch_buf bytes, fields, sql;
};

/* The state, made on first use; NULL when there is no memory. */
struct ch_put_state *ch_put_state(struct ch_store *store);

/* Ends the reading of records that ch_store_get() gave: while one is open
 * SQLite changes no schema, and begins no writing on what others changed. */
void ch_put_state_let_go(struct ch_store *store);

/* After a commit or rollback: tables may be empty again, indexes are back. */
void ch_put_state_reset(struct ch_store *store);
void ch_put_state_free(struct ch_store *store);

/* This type's statements, prepared on first use. */
int ch_put_type(struct ch_put_type **out, struct ch_store *store,
		const struct ch_type *type, struct ch_err *err);

/* The statement that inserts rows with just these columns, bound by their
 * place among them: $1 is the first that is set. */
int ch_put_insert(struct ch_stmt **out, struct ch_store *store,
		  struct ch_put_type *t, const struct ch_type *type,
		  uint64_t mask, struct ch_err *err);

/* Binds parameter `n`. */
void ch_put_bind(struct ch_stmt *st, int n, const struct ch_value *v);

int ch_put_is_empty(struct ch_store *store, const struct ch_type *type,
		    bool *empty, struct ch_err *err);

/* Columns that put writes itself, whatever the row says; and those that tell of
 * the telling, not of the patient. */
uint64_t ch_put_own(const struct ch_type *t);
uint64_t ch_put_told(const struct ch_type *t);

/* What the source says, as one number, without the columns that are `ours`; `b`
 * is for its bytes. */
int64_t ch_put_said(struct ch_buf *b, const struct ch_row *row, uint64_t ours);

#endif
