/* feed.h - for tests of feeds: a sink that writes down what it is given. */
#ifndef CH_TEST_FEED_H
#define CH_TEST_FEED_H

#include "base/buf.h"
#include "base/file.h"
#include "base/shelf.h"
#include "feed/fhir.h"
#include "record/json.h"

#define DATA "../shared/data/"

/* `text` gets a JSON line a row, then "ok KIND", "skip KIND" or "bad FIELD
 * REASON COLUMN" for each item. */
struct noted {
	struct ch_buf text;
	int rows, items, skipped, bad;
	uint64_t clears;		/* of the last row */
	char reason[32], field[64];	/* of the last refusal */
};

static inline int note_row(void *ctx, struct ch_row *row, uint64_t clears,
			   struct ch_err *err)
{
	struct noted *n = ctx;

	n->rows++;
	n->clears = clears;
	ch_json_write(&n->text, row, false);
	return ch_row_check(row, err);
}

static inline int note_item(void *ctx, const struct ch_item *item,
			    const struct ch_err *bad, struct ch_err *err)
{
	struct noted *n = ctx;

	(void)err;
	n->items++;
	if (bad) {
		n->bad++;
		snprintf(n->reason, sizeof(n->reason), "%s", bad->reason);
		snprintf(n->field, sizeof(n->field), "%s", bad->field);
		ch_buf_addf(&n->text, "bad %s %s %ld\n", bad->field,
			    bad->reason, bad->column);
		return 0;
	}
	n->skipped += item->skipped;
	ch_buf_addf(&n->text, "%s %.*s\n", item->skipped ? "skip" : "ok",
		    (int)item->kind_n, item->kind);
	return 0;
}

static inline void note_clear(struct noted *n)
{
	ch_buf_clear(&n->text);
	n->rows = n->items = n->skipped = n->bad = 0;
	n->reason[0] = n->field[0] = '\0';
}

static inline struct ch_sink note_sink(struct noted *n)
{
	return (struct ch_sink){ n, note_row, note_item };
}

/* Keyless ids of the source "test". */
static inline const struct ch_naming *test_naming(void)
{
	static const struct ch_idkey key;
	static const struct ch_naming naming = { &key, { "test", 4 } };

	return &naming;
}

/* A reader with the maps of share/, or NULL and a diagnostic. */
static inline struct ch_fhir *test_fhir(enum ch_fhir_parser parser)
{
	static const struct ch_shelf shelf = { { "share", NULL, NULL } };
	struct ch_map *map[64];
	struct ch_book *book;
	struct ch_fhir *f;
	struct ch_err err;
	size_t n;

	if (ch_shelf_list(&shelf, "maps/fhir", ".map", &book, &n, &err)) {
		printf("# %s\n", err.msg);
		return NULL;
	}
	for (size_t i = 0; i < n; i++)
		if (ch_map_load(&map[i], book[i].path, &err)) {
			printf("# %s\n", err.msg);
			return NULL;
		}
	free(book);
	if (ch_fhir_new(&f, map, n, test_naming(), parser, &err)) {
		printf("# %s\n", err.msg);
		return NULL;
	}
	return f;
}

/* Reads one text, given as a C string. */
static inline int read_text(struct ch_fhir *f, struct noted *n, const char *s)
{
	struct ch_sink sink = note_sink(n);
	struct ch_buf text = CH_BUF_INIT;
	struct ch_err err;
	size_t len = strlen(s);
	int code;

	ch_buf_adds(&text, s);
	ch_buf_room(&text, CH_PAD);
	code = ch_fhir_read(f, text.s, len, &sink, &err);
	ch_buf_free(&text);
	return code;
}

static inline bool says(const struct noted *n, const char *piece)
{
	return n->text.s && strstr(n->text.s, piece);
}

#endif
