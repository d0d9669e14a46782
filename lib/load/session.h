/* session.h - a load at work; for the files of this room alone. */
#ifndef CH_SESSION_H
#define CH_SESSION_H

#include <stdatomic.h>

#include "load/chunk.h"
#include "load/load.h"
#include "load/seen.h"
#include "load/writer.h"

#define CH_SEEN_MOST (1u << 20)
#define CH_KNOWN_MOST (1u << 17)
#define CH_ABSENT_MOST (1u << 18)

/* One refusal, until it is written. */
struct ch_refusal {
	struct ch_origin from;
	long column;
	int64_t about;
	const struct ch_type *type;	/* what it would be; or NULL */
	int64_t id;
	const char *reason;
	char field[64];
	char kind[40];
	char *raw;
	size_t raw_n;
};

struct ch_skip {
	char kind[40];
	int64_t n;
};

/* A goal of a plan, by the plan's word. */
struct ch_goal_of {
	int64_t goal, plan;
};

struct ch_unread {
	char *path;
	int64_t count;
};

struct ch_load {
	struct ch_store *store;
	struct ch_load_how how;
	struct ch_sink sink;
	struct ch_counts count;		/* what was read and refused */
	struct ch_counts wrote;		/* what was written: the writer's */
	struct ch_writer writer;
	pthread_mutex_t refusing;	/* both sides refuse */
	int64_t batch, begun;		/* id; the real time */
	bool open;			/* the transaction is */
	atomic_bool broken;		/* refused, without -k: only checking */
	int64_t since_commit;		/* records, for --chunk */
	bool committed;			/* some of it is, by --chunk */
	struct ch_counts kept;		/* what was written by then */

	struct ch_chunk chunk;
	struct ch_mark item_at;		/* where the item at hand begins */
	bool first_again;		/* its first row came before */
	struct ch_seen seen;		/* ids of this load */
	struct ch_seen known;		/* patients that are there */
	struct ch_seen absent;		/* patients that may need a stub */
	uint64_t twice;			/* types (bits) with an id met again */
	uint32_t item;

	struct ch_file *file;
	struct ch_origin place;
	struct ch_counts at_file;	/* the counts when it began */
	struct ch_buf files, names;	/* JSON for the batch; file names */
	struct ch_buf files_json;	/* the whole of it */
	char digest[2 * CH_SHA256 + 1];
	bool passed;			/* the file was read before */
	bool something;			/* some file has something in it */
	int64_t bytes_done, bytes_all;
	struct ch_buf heading;

	struct ch_refusal *refusal;
	size_t refusals, refusals_cap;
	size_t raw_kept;		/* bytes of their texts */
	int64_t unlisted;		/* refusals too many to keep */
	struct ch_seen bad_items;	/* items refused while being written */
	char **kind;			/* each kind of item met, once */
	size_t kinds;
	struct ch_skip *skip;
	size_t skips;
	struct ch_stmt *parts[CH_TYPES_MAX];	/* what a resource made */
	int64_t shared;			/* identifiers of two patients */
	int64_t orphans[CH_TYPES_MAX];	/* records about no patient, by type */
	const struct ch_unknown *unknown;
	size_t unknowns;
	struct ch_buf skipped, unknown_json;
	struct ch_unread *unread;
	size_t unreads, unread_room;
	int64_t impossible;	/* encounters that end before they begin */
	struct ch_buf unread_json;
	struct ch_goal_of *goal;
	size_t goals, goals_room;
};

/* Keeps a refusal and tells of it; unless keep_going the load is broken from
 * now on. Both sides call it. */
int ch_load_keep_refusal(struct ch_load *l, const struct ch_err *bad,
			 struct ch_origin from, const struct ch_item *item,
			 int64_t about, struct ch_err *err);

/* settle.c: refusals of earlier loads whose record this one took. */
int ch_load_settle(struct ch_load *l, struct ch_err *err);

/* Writes the refusals so far as `reject` records, in the transaction at hand,
 * and forgets them. */
int ch_load_write_refusals(struct ch_load *l, struct ch_err *err);
bool ch_load_refused_many(struct ch_load *l);	/* time to write them */
void ch_load_forget_refusals(struct ch_load *l);
void ch_load_tell_unlisted(struct ch_load *l);

/* Has all waiting rows written, and waits for it. */
int ch_load_flush(struct ch_load *l, struct ch_err *err);

/* The chunk that was filled becomes the one that is to be written. */
void ch_load_swap(struct ch_load *l);

/* Writes that chunk: the writer's work. */
int ch_load_write(struct ch_load *l, struct ch_err *err);

/* Whether somebody must become a stub, or a name is two people's (then that is
 * what the row says); and the stubs themselves. */
int ch_load_meet_patient(struct ch_load *l, struct ch_row *row,
			 struct ch_err *err);
int ch_load_write_stubs(struct ch_load *l, struct ch_err *err);

/* left.c: what the sink is told of parts and deletions, and, once a chunk's
 * rows are written, what that means for what the store has. */
int ch_load_take_parts(void *ctx, const struct ch_parts *p,
		       struct ch_err *err);
int ch_load_take_gone(void *ctx, const struct ch_gone *gone, int64_t id,
		      struct ch_err *err);
int ch_load_leave(struct ch_load *l, struct ch_err *err);
void ch_load_leave_end(struct ch_load *l);

/* Counts what became of a record. */
void ch_load_count(struct ch_load *l, enum ch_did did);

/* complete.c: what other resources say of the row, before it is written (those
 * columns are `ours`); once all are there, of those that came too early. */
int ch_load_complete_row(struct ch_load *l, struct ch_row *row,
			 uint64_t *ours, struct ch_err *err);
int ch_load_complete(struct ch_load *l, struct ch_err *err);

/* unread.c: all of it as JSON, in l->unread_json. */
int ch_load_tell_unread(struct ch_load *l, struct ch_err *err);
void ch_load_forget_unread(struct ch_load *l);

/* Fills the batch record and writes it with its journal row. */
int ch_load_write_batch(struct ch_load *l, const char *status,
			struct ch_row *row, struct ch_err *err);

/* The name of a file by its number. */
const char *ch_load_file_name(const struct ch_load *l, uint32_t file);

#endif
