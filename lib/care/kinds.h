/* kinds.h - every kind of knowledge there is: read, checked, asked alike. */
#ifndef CH_KINDS_H
#define CH_KINDS_H

#include "base/shelf.h"
#include "query/approval.h"
#include "know/json_keys.h"

/* A kind is the files of a folder with an ending; a folder may have two. */
struct ch_knowledge_kind {
	const char *name;	/* the folder: "measures" */
	const char *ending;
	struct ch_kind_way *way;	/* private: how it is read */
};

/* Ends with one without a name. */
extern const struct ch_knowledge_kind ch_kinds[];

/* One file that is in force. Its texts are "" where it does not say them, and
 * live as long as it does. */
struct ch_kind_file {
	const struct ch_knowledge_kind *kind;
	struct ch_book book;
	char hash[2 * CH_SHA256 + 1];	/* what is approved; parts, too */
	const char *title, *version;
	const char *sort, *better;	/* a measure's kind, which is better */
	bool retired;
	bool settled;	/* a table that nowhere says that it is a draft */
	size_t holds;	/* rows of a table, examples of a template, ... */
	void *own;	/* private: the kind's own struct */
};

/* Finds the file in force; CH_ENOENT also when there is no such folder. */
int ch_kind_find(struct ch_book *out, const struct ch_knowledge_kind **kind,
		 const struct ch_shelf *shelf, const char *folder,
		 const char *name, struct ch_err *err);

/*
 * Reads a file, all of it checked that can be without a store. `fault` (may be
 * NULL) is told of each thing that is wrong with a file that tells them apart.
 * CH_EDATA, the message naming the file; free it also then.
 */
int ch_kind_read(struct ch_kind_file *out,
		 const struct ch_knowledge_kind *kind,
		 const struct ch_book *book, const struct ch_shelf *shelf,
		 ch_fault fault, void *ctx, struct ch_err *err);
void ch_kind_free(struct ch_kind_file *f);

/* Makes ready, all at once, what the queries of files of a kind stand on; false
 * when that cannot be done, by whichever's fault. */
bool ch_kind_meet(const struct ch_knowledge_kind *kind,
		  const struct ch_book *book, size_t n,
		  struct ch_store *store, const struct ch_shelf *shelf,
		  int64_t now);

/* Whether the store can be asked what the file asks; `run`: asks it, as of
 * `now`, and f->holds is how many rows came. Nothing to do for a file without
 * queries. `met`: what it stands on is there. CH_EDATA names the file. */
int ch_kind_ask(struct ch_kind_file *f, struct ch_store *store,
		const struct ch_shelf *shelf, int64_t now, bool met, bool run,
		struct ch_err *err);

/* Nobody answers for it: neither approved, nor retired, nor settled. */
bool ch_kind_is_draft(const struct ch_kind_file *f,
		      const struct ch_approval *approval);

#endif
