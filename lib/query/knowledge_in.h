/* knowledge_in.h - a file and the parts that it uses; for this room alone. */
#ifndef CH_KNOWLEDGE_IN_H
#define CH_KNOWLEDGE_IN_H

#include "query/knowledge.h"

/* ---- with its parts (pieces.c) ---- */

#define CH_PIECES_MAX 8
#define CH_PIECE_NAME 128

/* A file, then the parts that it uses, those first that others stand on. */
struct ch_pieces {
	struct ch_heading file, part[CH_PIECES_MAX];
	char name[CH_PIECES_MAX][CH_PIECE_NAME];
	int parts;
};

/* Free it also when it fails. */
int ch_pieces_read(struct ch_pieces *out, const char *path,
		   const char *const *queries, const struct ch_shelf *shelf,
		   struct ch_err *err);
void ch_pieces_free(struct ch_pieces *p);

/* SHA-256 of the file, or, where it uses parts, of its sum and theirs. */
void ch_pieces_hash(const struct ch_pieces *p, char hex[2 * CH_SHA256 + 1]);

/* One of the file's queries with the parts in its WITH: to be freed; NULL when
 * there is no memory. */
char *ch_pieces_query(const struct ch_pieces *p, const struct ch_knowledge *k,
		      int query);

/* Takes the next name off a list; false at its end. One too long to be a file's
 * is cut, and then is none's. */
bool ch_piece_name(const char **list, char name[CH_PIECE_NAME]);

#endif
