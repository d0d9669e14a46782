/* reading_records.c - records as ch-get prints them, a line each. */
#include "load/reading.h"
#include "record/json.h"

/* Records made by hand have no id yet: a random one. The hub's own books are
 * not written this way. */
static int name_record(struct ch_row *row, struct ch_err *err)
{
	if (row->type->source < 0 || !strcmp(row->type->name, "batch"))
		return ch_refuse(err, NULL, "not-by-hand");
	if (!ch_row_has(row, 0))
		ch_row_int(row, 0, ch_id_random());
	return 0;
}

static int read_line(struct ch_json_reader *r, struct ch_load *load,
		     const char *line, size_t n, bool whole,
		     struct ch_err *err)
{
	const struct ch_sink *sink = ch_load_sink(load);
	struct ch_item item = { .kind = "record", .kind_n = 6,
				.raw = { line, n } };
	struct ch_err bad;
	struct ch_row row;
	int rc = ch_json_read(r, line, n, &row, &bad);

	if (rc == CH_END)
		return 0;
	if (rc == CH_EDATA && !whole)
		ch_refuse(&bad, NULL, "truncated");
	if (!rc)
		rc = name_record(&row, &bad);
	if (!rc)
		rc = sink->row(sink->ctx, &row, 0, &bad);
	if (rc && rc != CH_EDATA) {
		*err = bad;
		return rc;
	}
	return sink->item(sink->ctx, &item, rc ? &bad : NULL, err);
}

static int read_file(void *ctx, struct ch_load *load, struct ch_file *file,
		     struct ch_err *err)
{
	struct ch_err bad;
	bool whole;
	char *line;
	size_t n;
	int rc;

	while ((rc = ch_file_line(file, &line, &n, &whole, &bad)) != CH_END) {
		ch_load_at(load, ch_file_at_line(file));
		if (rc == CH_EDATA)
			rc = ch_load_refuse(load, &bad,
					    (struct ch_slice){ NULL, 0 }, err);
		else if (rc)
			*err = bad;
		else
			rc = read_line(ctx, load, line, n, whole, err);
		if (rc)
			return rc;
	}
	return 0;
}

static void free_reader(void *ctx)
{
	struct ch_json_reader *r = ctx;

	ch_json_reader_free(&r);
}

int ch_reading_records(struct ch_reading *out, struct ch_err *err)
{
	struct ch_json_reader *r;
	int rc = ch_json_reader_new(&r, err);

	*out = (struct ch_reading){ r, read_file, NULL, free_reader,
				     .may_be_empty = true };
	return rc;
}
