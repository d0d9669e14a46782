/* reading_csv.c - CSV files, a physical line at a time. */
#include <unistd.h>

#include "feed/csv.h"
#include "load/import.h"
#include "load/reading.h"

struct csv {
	struct ch_csv *parser;
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

static int read_file(void *ctx, struct ch_load *load, struct ch_file *file,
		     struct ch_err *err)
{
	struct csv *c = ctx;
	struct ch_err bad;
	long at = 1;
	bool whole, heading = false;
	char *line;
	size_t n;
	int rc;

	while ((rc = ch_file_line(file, &line, &n, &whole, &bad)) != CH_END) {
		if (!heading && !rc && n) {
			ch_load_heading(load, line, n);
			heading = true;
		}
		ch_load_at(load, ch_file_at_line(file));
		if (rc == CH_EDATA)
			rc = ch_load_refuse(load, &bad,
					    (struct ch_slice){ NULL, 0 }, err);
		else if (rc)
			*err = bad;
		else	/* a CR before the newline may be inside quotes */
			rc = ch_csv_line(c->parser, line,
					 n + (whole && line[n] == '\r'),
					 ch_file_at_line(file), &at,
					 ch_load_sink(load), err);
		if (rc)
			return at_line(file, rc, err);
	}
	ch_load_at(load, at);
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

int ch_reading_csv(struct ch_reading *out, const struct ch_shelf *shelf,
		   const char *name, const struct ch_naming *naming,
		   char *maps, size_t size, struct ch_err *err)
{
	struct csv *c = calloc(1, sizeof(*c));
	struct ch_map *map = NULL;
	int rc = c ? ch_import_csv_map(&map, shelf, name, err) :
		ch_nomem(err);

	if (!rc) {
		/* As it was asked for: a retry asks for it again. */
		snprintf(maps, size, "csv/%s@%s", name, ch_map_hash(map));
		rc = ch_csv_new(&c->parser, map, naming, err);
	}
	if (rc) {
		free(c);
		c = NULL;
	}
	*out = (struct ch_reading){ c, read_file, unknowns, free_csv };
	return rc;
}
