/* hsds.h - directories of services as HSDS tells them become rows. */
#ifndef CH_HSDS_H
#define CH_HSDS_H

#include "feed/feed.h"

/*
 * A package of the Human Services Data Specification 1.x to 3.x: its tables as
 * CSV files, or objects as JSON, in any order. All of it is held until the end,
 * because what is said of one service stands in many files; then come the
 * records: organizations, locations, services, and a service that is `part_of`
 * another for each place after the first.
 */
struct ch_hsds;

/* Where the parser puts what it reads. `at` says where the item that comes
 * next was read. */
struct ch_hsds_to {
	void *ctx;
	void (*at)(void *ctx, uint32_t file, long line);
	void (*warn)(void *ctx, const char *words);
	const struct ch_sink *sink;
};

int ch_hsds_new(struct ch_hsds **out, const struct ch_naming *naming,
		struct ch_err *err);
void ch_hsds_free(struct ch_hsds **h);

enum ch_hsds_words { CH_HSDS_CATEGORY, CH_HSDS_LANGUAGE };

/* What a word or code of a table means: a taxonomy's term is a category of
 * ours, a language's name its tag. The case of letters is nothing. */
int ch_hsds_word(struct ch_hsds *h, enum ch_hsds_words of, const char *word,
		 const char *means, struct ch_err *err);

/* The file that is read now: its number, and its path, which tells by its name
 * or its folder's which table it is. False: by its name it is none that is
 * read. */
bool ch_hsds_file(struct ch_hsds *h, uint32_t file, const char *path);

/*
 * One physical line of a CSV table, without its newline, or NULL for one that
 * was too long; the first is the heading. Delimiters are commas, semicolons or
 * tabs, as in the heading. Bad rows are items refused: "ragged-row",
 * "stray-quote", "unclosed-quote" ...
 */
int ch_hsds_csv(struct ch_hsds *h, const char *s, size_t n, long line,
		const struct ch_hsds_to *to, struct ch_err *err);
int ch_hsds_csv_end(struct ch_hsds *h, const struct ch_hsds_to *to,
		    struct ch_err *err);

/* One JSON text that begins on that line: an object, a list of them, a page
 * with its `contents`, or the tables by their names. "bad-json", "not-hsds" ...
 */
int ch_hsds_json(struct ch_hsds *h, const char *text, size_t n, long line,
		 const struct ch_hsds_to *to, struct ch_err *err);

/* Everything is read: gives the records. What belongs to nothing in the package
 * is refused as "orphan", an id that came before as "id-twice". */
int ch_hsds_end(struct ch_hsds *h, const struct ch_hsds_to *to,
		struct ch_err *err);

/* Terms that no word means anything for; borrowed. */
const struct ch_unknown *ch_hsds_unknowns(const struct ch_hsds *h, size_t *n);

/* What was said so often ("service.alert") and nothing reads. */
void ch_hsds_unreads(const struct ch_hsds *h,
		     void (*each)(void *ctx, const char *path, int64_t count),
		     void *ctx);

#endif
