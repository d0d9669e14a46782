/* csv_fits.c - which map reads a file, by its heading. */
#include "feed/csv_heading.h"
#include "feed/csv_in.h"

static int no_item(void *ctx, const struct ch_item *item,
		   const struct ch_err *bad, struct ch_err *err)
{
	(void)ctx, (void)item;
	if (!bad)
		return 0;
	*err = *bad;
	return CH_EDATA;
}

int ch_csv_fits(struct ch_map *map, struct ch_slice heading, size_t *reads,
		struct ch_err *err)
{
	const struct ch_naming naming = { .source = CH_SLICE("") };
	const struct ch_sink sink = { .item = no_item };
	CH_AUTO(ch_csv_free) struct ch_csv *c = NULL;
	long line0;
	int code = ch_csv_borrow(&c, map, &naming, err);

	*reads = 0;
	if (!code && map->nfixed)
		code = ch_fail(err, CH_EDATA, "a map for files without a "
			       "heading");
	if (!code)
		code = ch_csv_line(c, heading.s, heading.n, 1, &line0, &sink,
				   err);
	for (int i = 0; i < map->ncolumn; i++) {
		const struct map_column *col = &map->column[i];
		char name[sizeof(err->field)];

		*reads += (col->read || col->marks) && col->at >= 0;
		if (code || !col->marks || col->at >= 0)
			continue;
		snprintf(name, sizeof(name), "%.*s", (int)col->name.n,
			 col->name.s);
		code = ch_refuse(err, name, "missing-column");
	}
	return code;
}

void ch_csv_delimiter(struct ch_map *map, char delimiter)
{
	map->delimiter = delimiter;
}
