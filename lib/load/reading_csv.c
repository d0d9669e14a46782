/* reading_csv.c - CSV files, a physical line at a time. */
#include <unistd.h>

#include "base/recode.h"
#include "feed/csv.h"
#include "load/reading.h"

struct csv {
	struct ch_csv *parser;		/* NULL until there is a map */
	struct ch_import *job;
	const struct ch_naming *naming;
	char delimiter;			/* 0: the map's */
	char map[256];			/* --map auto: the name */
};

/* What ends a whole file (a heading that lacks a column) says where. */
static int at_line(const struct ch_file *file, int rc, struct ch_err *err)
{
	struct ch_err was;

	if (rc != CH_EDATA || !err)
		return rc;
	was = *err;
	return ch_fail(err, rc, "%s:%ld: %s", ch_file_name(file),
		       ch_file_at_line(file), was.msg);
}

static void say(void *ctx, const char *words)
{
	ch_load_warn(ctx, words);
}

static int read_lines(struct csv *c, struct ch_load *load,
		      struct ch_file *file, bool *heading, struct ch_err *err)
{
	struct ch_err bad;
	long at = 1;
	bool whole;
	char *line;
	size_t n;
	int rc;

	while ((rc = ch_file_line(file, &line, &n, &whole, &bad)) != CH_END) {
		if (!*heading && !rc && n) {
			ch_load_heading(load, line, n);
			*heading = true;
		}
		ch_load_at(load, ch_file_at_line(file));
		if (rc == CH_EDATA) {
			line = NULL;
			whole = false;
			n = rc = 0;
		}
		if (rc)
			*err = bad;
		else	/* a CR before the newline may be inside quotes */
			rc = ch_csv_line(c->parser, line,
					 n + (whole && line[n] == '\r'),
					 ch_file_at_line(file), &at,
					 ch_load_sink(load), err);
		if (rc)
			return rc;
	}
	ch_load_at(load, at);
	return 0;
}

static int read_file(void *ctx, struct ch_load *load, struct ch_file *file,
		     struct ch_err *err)
{
	struct csv *c = ctx;
	const struct ch_csv_says says = { load, say };
	struct ch_err bad;
	bool heading = false, decoded;
	long at;
	int rc = ch_file_decode(file, c->job->encoding, &decoded, err);

	if (rc)
		return rc;
	ch_csv_decoded(c->parser, decoded);
	ch_csv_tell(c->parser, &says);
	rc = read_lines(c, load, file, &heading, err);
	if (rc)
		return at_line(file, rc, err);
	if (!heading) {
		ch_refuse(&bad, NULL, "empty-file");
		return ch_load_refuse(load, &bad,
				      (struct ch_slice){ NULL, 0 }, err);
	}
	return at_line(file, ch_csv_end(c->parser, &at, ch_load_sink(load),
					err), err);
}

static void unknowns(void *ctx, struct ch_load *load)
{
	struct csv *c = ctx;
	size_t n;
	const struct ch_unknown *u;

	u = ch_map_unknowns(ch_csv_map(c->parser), &n);
	ch_load_unknown(load, u, n);
	ch_csv_unreads(c->parser, ch_load_unread, load);
}

static void free_csv(void *ctx)
{
	struct csv *c = ctx;

	ch_csv_free(&c->parser);
	free(c);
}

int ch_import_csv_map(struct ch_map **out, const struct ch_shelf *shelf,
		      const char *name, struct ch_err *err)
{
	const struct ch_type *type = ch_type_find(name);
	struct ch_book book;
	int rc;

	if (strchr(name, '/') || !access(name, F_OK))
		return ch_map_load(out, name, err);
	rc = ch_shelf_find(shelf, "maps/csv", name, ".map", &book, err);
	if (!rc)
		return ch_map_load(out, book.path, err);
	if (!ch_shelf_find(shelf, "maps/fhir", name, ".map", &book, NULL))
		return ch_map_load(out, book.path, err);
	if (type && rc == CH_ENOENT)
		return ch_map_generic(out, type, err);
	return ch_fail(err, CH_ENOENT, "no map of that name; `ch-import maps` "
		       "lists them, or name a record type");
}

static int read_by(struct csv *c, struct ch_map *map, const char *name,
		   struct ch_err *err)
{
	struct ch_import *job = c->job;
	size_t size = sizeof(job->maps);
	/* As it was asked for: a retry asks for it again. */
	int n = snprintf(job->maps, size, "csv/%.3000s@%s", name,
			 ch_map_hash(map));

	if (c->delimiter) {
		ch_csv_delimiter(map, c->delimiter);
		n += snprintf(job->maps + n, size - (size_t)n,
			      " delimiter=%s", job->delimiter);
	}
	if (job->encoding)
		snprintf(job->maps + n, size - (size_t)n, " encoding=%.100s",
			 job->encoding);
	return ch_csv_new(&c->parser, map, c->naming, err);
}

/* The first line that is not empty; CH_END where there is none. */
static int heading_of(struct ch_file *file, const char *encoding,
		      struct ch_slice *out, struct ch_err *err)
{
	bool whole;
	char *line;
	int rc = ch_file_decode(file, encoding, &whole, err);

	do
		if (!rc)
			rc = ch_file_line(file, &line, &out->n, &whole, err);
	while (!rc && !out->n);
	out->s = line;
	return rc;
}

/* --map auto: all files of a load are read by one map, which each chooses. */
static int choose(void *ctx, struct ch_file *file, struct ch_err *err)
{
	struct csv *c = ctx;
	const struct ch_load_how *how = &c->job->how;
	struct ch_slice heading = { NULL, 0 };
	struct ch_map *map = NULL;
	char name[sizeof(c->map)], words[400];
	int rc = heading_of(file, c->job->encoding, &heading, err);

	if (rc == CH_END)	/* the reading refuses it */
		return 0;
	if (!rc)
		rc = ch_choose_map(&map, name, sizeof(name), c->job->shelf,
				   heading, c->delimiter, err);
	if (rc)
		return at_line(file, rc, err);
	if (!c->parser) {
		snprintf(c->map, sizeof(c->map), "%s", name);
		snprintf(words, sizeof(words), "%.200s: read by the map %.100s",
			 ch_file_name(file), name);
		if (how->refused)
			how->refused(how->ctx, words);
		return read_by(c, map, name, err);
	}
	ch_map_free(&map);
	return !strcmp(c->map, name) ? 0 :
		ch_fail(err, CH_EDATA, "%.100s: its heading is that of the map"
			" %.60s, another's of %.60s: import each by itself",
			ch_file_name(file), name, c->map);
}

/* What was said of the files; CH_EUSAGE. */
static int check(struct csv *c, struct ch_err *err)
{
	const char *d = c->job->delimiter;
	CH_AUTO(ch_recode_free) struct ch_recode *r = NULL;

	if (d && !strcmp(d, "tab"))
		c->delimiter = '\t';
	else if (d && (strlen(d) != 1 || *d < ' ' || *d == '"' || *d > '~'))
		return ch_fail(err, CH_EUSAGE, "--delimiter is one character, "
			       "or the word tab");
	else if (d)
		c->delimiter = *d;
	return c->job->encoding ? ch_recode_new(&r, c->job->encoding, err) : 0;
}

int ch_reading_csv(struct ch_reading *out, struct ch_import *job,
		   const struct ch_naming *naming, struct ch_err *err)
{
	struct csv *c = calloc(1, sizeof(*c));
	bool by_heading = !strcmp(job->map, "auto");
	struct ch_map *map = NULL;
	int rc;

	if (!c)
		return ch_nomem(err);
	c->job = job;
	c->naming = naming;
	rc = check(c, err);
	if (!rc && !by_heading)
		rc = ch_import_csv_map(&map, job->shelf, job->map, err);
	if (!rc && !by_heading)
		rc = read_by(c, map, job->map, err);
	if (rc) {
		free(c);
		c = NULL;
	}
	*out = (struct ch_reading){ c, read_file, unknowns, free_csv,
				    .look = by_heading ? choose : NULL };
	return rc;
}
