/* reading_hsds.c - packages of HSDS: CSV tables and JSON, joined at the end. */
#include <jansson.h>

#include "base/recode.h"
#include "base/text.h"
#include "feed/hsds.h"
#include "know/tsv.h"
#include "load/reading.h"

#define TEXT_MAX (256u << 20)

struct hsds {
	struct ch_hsds *parser;
	struct ch_load *load;
	struct ch_hsds_to to;
	const char *encoding;		/* of CSV; NULL: UTF-8 */
};

static void at(void *ctx, uint32_t file, long line)
{
	ch_load_at_file(ctx, file, line);
}

static void say(void *ctx, const char *words)
{
	ch_load_warn(ctx, words);
}

static void tell(struct hsds *h, struct ch_load *load)
{
	h->load = load;
	h->to = (struct ch_hsds_to){ load, at, say, ch_load_sink(load) };
}

static int refuse(struct ch_load *load, const char *reason, struct ch_err *err)
{
	struct ch_err bad;

	ch_refuse(&bad, NULL, reason);
	return ch_load_refuse(load, &bad, (struct ch_slice){ NULL, 0 }, err);
}

static int read_csv(struct hsds *h, struct ch_file *file, struct ch_err *err)
{
	bool whole;
	char *line;
	size_t n;
	int rc = ch_file_decode(file, h->encoding, &whole, err);

	if (rc)
		return rc;
	while ((rc = ch_file_line(file, &line, &n, &whole, err)) != CH_END) {
		if (rc && rc != CH_EDATA)
			return rc;
		ch_load_something(h->load);
		rc = ch_hsds_csv(h->parser, rc ? NULL : line, n,
				 ch_file_at_line(file), &h->to, err);
		if (rc)
			return rc;
	}
	return ch_hsds_csv_end(h->parser, &h->to, err);
}

/* ---- JSON ---- */

static bool is_json(const char *s, size_t n)
{
	json_t *doc = json_loadb(s, n, 0, NULL);

	json_decref(doc);
	return doc;
}

/* Whether each line is a text of its own: one of the first two is, whatever
 * may be wrong with the other. */
static int is_lines(struct ch_file *file, bool *lines, struct ch_err *err)
{
	bool whole;
	char *line;
	size_t n;
	int rc = 0;

	*lines = false;
	for (int i = 0; !rc && i < 2 && !*lines;) {
		rc = ch_file_line(file, &line, &n, &whole, err);
		if (rc || !n)
			continue;
		*lines = *line == '{' && is_json(line, n);
		i++;
	}
	return rc && rc != CH_END && rc != CH_EDATA ? rc :
		ch_file_rewind(file, err);
}

static int read_lines(struct hsds *h, struct ch_file *file, struct ch_err *err)
{
	bool whole;
	char *line;
	size_t n;
	int rc;

	while ((rc = ch_file_line(file, &line, &n, &whole, err)) != CH_END) {
		ch_load_at(h->load, ch_file_at_line(file));
		if (rc == CH_EDATA)
			rc = refuse(h->load, "line-too-long", err);
		else if (!rc)
			rc = ch_hsds_json(h->parser, line, n,
					  ch_file_at_line(file), &h->to, err);
		if (rc)
			return rc;
	}
	return 0;
}

static int read_whole(struct hsds *h, struct ch_file *file, struct ch_err *err)
{
	CH_AUTO(ch_buf_free) struct ch_buf text = CH_BUF_INIT;
	bool whole;
	char *line;
	size_t n;
	int rc;

	while (!(rc = ch_file_line(file, &line, &n, &whole, err))) {
		ch_buf_add(&text, line, n);
		ch_buf_addc(&text, '\n');
		if (text.n > TEXT_MAX)
			break;
	}
	ch_load_at(h->load, 1);
	if (!rc || rc == CH_EDATA)
		return refuse(h->load, "line-too-long", err);
	if (rc != CH_END || ch_buf_ok(&text, err))
		return rc == CH_END ? CH_ENOMEM : rc;
	if (ch_text_trim((struct ch_slice){ text.s, text.n }).n)
		ch_load_something(h->load);	/* an empty page, too */
	return text.n ? ch_hsds_json(h->parser, text.s, text.n, 1, &h->to,
				     err) : 0;
}

static int read_json(struct hsds *h, struct ch_file *file, struct ch_err *err)
{
	bool lines;
	int rc = is_lines(file, &lines, err);

	if (rc)
		return rc;
	return lines ? read_lines(h, file, err) : read_whole(h, file, err);
}

/* ---- files ---- */

static bool is_csv(const char *name)
{
	size_t n = strlen(name);

	return n > 4 && !strcasecmp(name + n - 4, ".csv");
}

static int skip(struct ch_load *load, const char *path, struct ch_err *err)
{
	const struct ch_sink *sink = ch_load_sink(load);
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 :
		path;
	struct ch_item item = { .kind = name, .kind_n = strlen(name),
				.skipped = true };

	ch_load_something(load);
	return sink->item(sink->ctx, &item, NULL, err);
}

static int read_file(void *ctx, struct ch_load *load, struct ch_file *file,
		     struct ch_err *err)
{
	const char *path = ch_file_name(file);
	struct hsds *h = ctx;

	tell(h, load);
	if (!ch_hsds_file(h->parser, ch_load_file_number(load), path))
		return skip(load, path, err);
	return is_csv(path) ? read_csv(h, file, err) :
		read_json(h, file, err);
}

static int end(void *ctx, struct ch_load *load, struct ch_err *err)
{
	struct hsds *h = ctx;

	tell(h, load);
	return ch_hsds_end(h->parser, &h->to, err);
}

static void unknowns(void *ctx, struct ch_load *load)
{
	struct hsds *h = ctx;
	size_t n;
	const struct ch_unknown *u = ch_hsds_unknowns(h->parser, &n);

	ch_load_unknown(load, u, n);
	ch_hsds_unreads(h->parser, ch_load_unread, load);
}

static void free_hsds(void *ctx)
{
	struct hsds *h = ctx;

	ch_hsds_free(&h->parser);
	free(h);
}

/* ---- the tables of words ---- */

static int read_words(struct hsds *h, const struct ch_shelf *shelf,
		      const char *name, enum ch_hsds_words of,
		      struct ch_sha256 *sum, struct ch_err *err)
{
	struct ch_tsv t;
	int rc = ch_tsv_open(&t, shelf, "codes", name, err);

	if (rc)
		return rc;
	ch_sha256_add(sum, t.text, strlen(t.text));
	while (!rc && ch_tsv_next(&t))
		rc = t.n < 2 ? ch_tsv_wrong(&t, "a word and what it means, "
					    "with a tab between", err) :
			ch_hsds_word(h->parser, of, t.field[0], t.field[1],
				     err);
	ch_tsv_close(&t);
	return rc;
}

static int read_tables(struct hsds *h, const struct ch_shelf *shelf,
		       char *maps, size_t size, struct ch_err *err)
{
	unsigned char sum[CH_SHA256];
	char hex[2 * CH_SHA256 + 1];
	struct ch_sha256 hash;
	int rc;

	ch_sha256_begin(&hash);
	rc = read_words(h, shelf, "taxonomy", CH_HSDS_CATEGORY, &hash, err);
	if (!rc)
		rc = read_words(h, shelf, "language", CH_HSDS_LANGUAGE, &hash,
				err);
	ch_sha256_end(&hash, sum);
	ch_hex(sum, sizeof(sum), hex);
	snprintf(maps, size, "hsds@%s", hex);
	return rc;
}

int ch_reading_hsds(struct ch_reading *out, const struct ch_shelf *shelf,
		    const struct ch_naming *naming, const char *encoding,
		    char *maps, size_t size, struct ch_err *err)
{
	struct hsds *h = calloc(1, sizeof(*h));
	int rc = h ? ch_hsds_new(&h->parser, naming, err) : ch_nomem(err);

	if (!rc && encoding) {
		CH_AUTO(ch_recode_free) struct ch_recode *known = NULL;

		h->encoding = encoding;
		rc = ch_recode_new(&known, encoding, err);
	}
	if (!rc)
		rc = read_tables(h, shelf, maps, size, err);
	if (rc && h) {
		free_hsds(h);
		h = NULL;
	}
	*out = (struct ch_reading){ h, read_file, unknowns, free_hsds,
				    .deep = true, .end = end };
	return rc;
}
