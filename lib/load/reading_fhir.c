/* reading_fhir.c - FHIR files: a resource a line, or one text over many. */
#include <jansson.h>

#include "base/text.h"
#include "load/reading.h"

struct fhir {
	struct ch_fhir *parser;
	struct ch_unknown *unknown;
	size_t unknowns;
};

static int read_rest(struct fhir *f, struct ch_load *load,
		     struct ch_file *file, struct ch_err *err)
{
	struct ch_err bad;
	bool whole;
	char *line;
	size_t n;
	int rc;

	while ((rc = ch_file_line(file, &line, &n, &whole, &bad)) != CH_END) {
		ch_load_at(load, ch_file_at_line(file));
		if (rc == CH_EDATA) {
			rc = ch_load_refuse(load, &bad,
					    (struct ch_slice){ NULL, 0 }, err);
		} else if (rc) {
			*err = bad;
		} else if (n) {
			if (ch_text_trim((struct ch_slice){ line, n }).n)
				ch_load_something(load);
			rc = ch_fhir_read(f->parser, line, n,
					  ch_load_sink(load), err);
		}
		if (rc)
			return rc;
	}
	return 0;
}

/* A text over many lines is read whole, as one. */
static int read_whole(struct fhir *f, struct ch_load *load,
		      struct ch_file *file, struct ch_err *err)
{
	struct ch_buf text = CH_BUF_INIT;
	bool whole;
	char *line;
	size_t n;
	int rc;

	while (!(rc = ch_file_line(file, &line, &n, &whole, err))) {
		ch_buf_add(&text, line, n);
		ch_buf_addc(&text, '\n');
		if (text.n > CH_LINE_MAX) {
			ch_load_at(load, 1);
			ch_buf_free(&text);
			ch_refuse(err, NULL, "line-too-long");
			return ch_load_refuse(load, err,
					      (struct ch_slice){ NULL, 0 },
					      err);
		}
	}
	ch_load_at(load, 1);
	ch_load_something(load);
	if (rc == CH_END)
		rc = ch_buf_room(&text, CH_PAD) ?
			ch_fhir_read(f->parser, text.s, text.n,
				     ch_load_sink(load), err) : ch_nomem(err);
	ch_buf_free(&text);
	return rc;
}

static bool is_json(const char *s, size_t n)
{
	json_t *doc = json_loadb(s, n, 0, NULL);

	json_decref(doc);
	return doc;
}

/* Whether the whole file is JSON: asked where its first line is none. */
static int is_one_text(struct ch_file *file, bool *one, struct ch_err *err)
{
	struct ch_buf text = CH_BUF_INIT;
	bool whole;
	char *line;
	size_t n;
	int rc = ch_file_rewind(file, err);

	while (!rc && text.n <= CH_LINE_MAX &&
	       !(rc = ch_file_line(file, &line, &n, &whole, err))) {
		ch_buf_add(&text, line, n);
		ch_buf_addc(&text, '\n');
	}
	*one = rc == CH_END && !text.failed && is_json(text.s, text.n);
	if (rc == CH_END || rc == CH_EDATA)
		rc = ch_buf_ok(&text, err);
	ch_buf_free(&text);
	return rc;
}

/* The first two lines that are not blank mostly tell which it is. */
static int is_pretty(struct ch_file *file, bool *pretty, struct ch_err *err)
{
	struct ch_buf first = CH_BUF_INIT;
	bool whole, ask = false;
	char *line;
	size_t n;
	int rc;

	*pretty = false;
	while (!(rc = ch_file_line(file, &line, &n, &whole, err))) {
		if (!n)
			continue;
		if (first.n) {
			*pretty = ch_fhir_is_pretty(first.s, first.n, line, n);
			ask = !*pretty && !is_json(first.s, first.n);
			break;
		}
		ch_buf_add(&first, line, n);
	}
	if (!rc || rc == CH_END || rc == CH_EDATA)
		rc = ch_buf_ok(&first, err);
	ch_buf_free(&first);
	if (!rc && ask)
		rc = is_one_text(file, pretty, err);
	return rc ? rc : ch_file_rewind(file, err);
}

static int read_file(void *ctx, struct ch_load *load, struct ch_file *file,
		     struct ch_err *err)
{
	bool pretty;
	int rc = is_pretty(file, &pretty, err);

	if (rc)
		return rc;
	return pretty ? read_whole(ctx, load, file, err) :
		read_rest(ctx, load, file, err);
}

static void unknowns(void *ctx, struct ch_load *load)
{
	struct fhir *f = ctx;
	size_t maps;
	struct ch_map *const *map = ch_fhir_maps(f->parser, &maps);

	for (size_t i = 0; i < maps; i++) {
		size_t n;
		const struct ch_unknown *u = ch_map_unknowns(map[i], &n);
		struct ch_unknown *more;

		ch_map_unreads(map[i], ch_load_unread, load);
		if (!n)
			continue;
		more = realloc(f->unknown, (f->unknowns + n) * sizeof(*more));
		if (!more)
			return;
		memcpy(more + f->unknowns, u, n * sizeof(*u));
		f->unknown = more;
		f->unknowns += n;
	}
	ch_load_unknown(load, f->unknown, f->unknowns);
}

static void free_fhir(void *ctx)
{
	struct fhir *f = ctx;

	ch_fhir_free(&f->parser);
	free(f->unknown);
	free(f);
}

/* One hash over all of the maps, in order of their names. */
static void tell_maps(struct ch_map **map, size_t n, char *out, size_t size)
{
	unsigned char sum[CH_SHA256];
	char hex[2 * CH_SHA256 + 1];
	struct ch_sha256 h;

	ch_sha256_begin(&h);
	for (size_t i = 0; i < n; i++)
		ch_sha256_add(&h, ch_map_hash(map[i]),
			      strlen(ch_map_hash(map[i])));
	ch_sha256_end(&h, sum);
	ch_hex(sum, sizeof(sum), hex);
	snprintf(out, size, "fhir@%s", hex);
}

static int load_maps(const struct ch_shelf *shelf, struct ch_map ***out,
		     size_t *n, struct ch_err *err)
{
	struct ch_book *book;
	int rc = ch_shelf_list(shelf, "maps/fhir", ".map", &book, n, err);

	if (rc)
		return rc;
	*out = calloc(*n + 1, sizeof(**out));
	rc = *out ? 0 : ch_nomem(err);
	for (size_t i = 0; i < *n && !rc; i++)
		rc = ch_map_load(&(*out)[i], book[i].path, err);
	free(book);
	return rc;
}

int ch_reading_fhir(struct ch_reading *out, const struct ch_shelf *shelf,
		    const struct ch_naming *naming, enum ch_fhir_parser parser,
		    char *maps, size_t size, struct ch_err *err)
{
	struct fhir *f = calloc(1, sizeof(*f));
	struct ch_map **map = NULL;
	size_t n = 0;
	int rc = f ? load_maps(shelf, &map, &n, err) : ch_nomem(err);

	if (!rc) {
		tell_maps(map, n, maps, size);
		rc = ch_fhir_new(&f->parser, map, n, naming, parser, err);
	}
	if (rc) {
		for (size_t i = 0; map && i < n; i++)
			ch_map_free(&map[i]);
		free(f);
		f = NULL;
	}
	free(map);
	*out = (struct ch_reading){ f, read_file, unknowns, free_fhir };
	return rc;
}
