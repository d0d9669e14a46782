/* choose.c - which map reads a CSV file, by its heading. */
#include "feed/csv.h"
#include "load/reading.h"

/* How well a map fits. */
struct fit {
	bool whole;			/* all that it needs is there */
	size_t reads;			/* columns */
	char needs[64];			/* that is not there, the first */
};

struct choice {
	struct ch_slice heading;
	char delimiter;
	struct ch_book *book;
	struct fit *fit;
	size_t n;
};

static int try_one(struct choice *c, size_t at, struct ch_err *err)
{
	struct fit *f = &c->fit[at];
	struct ch_map *map = NULL;
	struct ch_err why;
	int rc = ch_map_load(&map, c->book[at].path, err);

	if (rc)
		return rc;
	if (c->delimiter)
		ch_csv_delimiter(map, c->delimiter);
	rc = ch_csv_fits(map, c->heading, &f->reads, &why);
	f->whole = !rc;
	if (rc)
		snprintf(f->needs, sizeof(f->needs), "%s", why.field);
	ch_map_free(&map);
	if (rc == CH_EDATA)	/* twice is no better by any map */
		rc = why.reason && !strcmp(why.reason, "column-twice") ?
			CH_EDATA : 0;
	if (rc)
		*err = why;
	return rc;
}

static bool better(const struct fit *a, const struct fit *b)
{
	return a->whole != b->whole ? a->whole : a->reads > b->reads;
}

/* The best fit; and how many are as good. */
static size_t best_of(const struct choice *c, size_t *alike)
{
	size_t best = 0;

	*alike = 0;
	for (size_t i = 1; i < c->n; i++)
		if (better(&c->fit[i], &c->fit[best]))
			best = i;
	for (size_t i = 0; i < c->n; i++)
		*alike += !better(&c->fit[best], &c->fit[i]);
	return best;
}

/* Names the candidates, as many as a message holds. */
static int undecided(const struct choice *c, size_t best, struct ch_err *err)
{
	const struct fit *b = &c->fit[best];
	char names[200] = "", one[160];
	size_t n = 0;

	for (size_t i = 0; i < c->n && b->reads; i++) {
		const struct fit *f = &c->fit[i];

		if (better(b, f))
			continue;
		snprintf(one, sizeof(one), "%s%.60s%s%.40s%s", n ? ", " : "",
			 c->book[i].name, f->whole ? "" : " (it needs ",
			 f->whole ? "" : f->needs, f->whole ? "" : ")");
		if (n + strlen(one) + sizeof(", ...") > sizeof(names)) {
			snprintf(names + n, sizeof(names) - n, ", ...");
			break;
		}
		n += (size_t)snprintf(names + n, sizeof(names) - n, "%s", one);
	}
	if (b->whole)
		return ch_fail(err, CH_EDATA, "several maps fit the heading "
			       "alike: %s; which? --map NAME", names);
	return ch_fail(err, CH_EDATA, "no map fits the heading%s%s; `ch-import"
		       " maps` lists them", n ? "; nearest: " : "", names);
}

int ch_choose_map(struct ch_map **out, char *name, size_t size,
		  const struct ch_shelf *shelf, struct ch_slice heading,
		  char delimiter, struct ch_err *err)
{
	struct choice c = { .heading = heading, .delimiter = delimiter };
	size_t best, alike;
	int rc = ch_shelf_list(shelf, "maps/csv", ".map", &c.book, &c.n, err);

	*out = NULL;
	if (rc)
		return rc;
	c.fit = calloc(c.n + 1, sizeof(*c.fit));
	rc = c.fit ? 0 : ch_nomem(err);
	for (size_t i = 0; i < c.n && !rc; i++)
		rc = try_one(&c, i, err);
	if (!rc) {
		best = best_of(&c, &alike);
		if (!c.fit[best].whole || alike != 1)
			rc = undecided(&c, best, err);
		else
			rc = ch_map_load(out, c.book[best].path, err);
		if (!rc)
			snprintf(name, size, "%s", c.book[best].name);
	}
	free(c.book);
	free(c.fit);
	return rc;
}
