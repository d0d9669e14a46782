/* loading.c - refusals, progress and the batch, as programs show them. */
#include <jansson.h>

#include "hub/loading.h"

static void refused(void *ctx, const char *words)
{
	ch_ui_warn(ctx, "%s", words);
}

static void progress(void *ctx, int64_t done, int64_t total, int64_t records)
{
	ch_ui_progress(ctx, "records", done, total, records);
}

void ch_loading_start(struct ch_ui *ui, struct ch_import *job, char **path,
		      int n)
{
	*job = (struct ch_import){
		.shelf = &ui->shelf, .path = path, .n = (size_t)n, .in_fd = 0,
		.how = {
			.keep_going = ui->keep_going, .dry_run = ui->dry_run,
			.now = ui->now, .ctx = ui, .refused = refused,
			.progress = progress,
		},
	};
}

static long long number(const struct ch_row *batch, const char *field)
{
	return (long long)ch_row_get_int(batch, field);
}

/* A field's counts, {"Claim":3,...}. */
static json_t *counts(const struct ch_row *batch, const char *field)
{
	struct ch_slice text = ch_row_get_text(batch, field);

	return text.s ? json_loadb(text.s, text.n, 0, NULL) : json_object();
}

/* Their sum. */
static long long all_of(const struct ch_row *batch, const char *field)
{
	json_t *all = counts(batch, field), *count;
	long long sum = 0;
	const char *key;

	json_object_foreach(all, key, count)
		sum += json_integer_value(count);
	json_decref(all);
	return sum;
}

static int explain_unread(struct ch_ui *ui, const struct ch_row *batch)
{
	json_t *all = counts(batch, "unread"), *count;
	const char *path;
	int rc = all ? 0 : ch_nomem(&ui->err);

	json_object_foreach(all, path, count) {
		const struct ch_cell cell[] = {
			ch_cell_text("path", path),
			ch_cell_int("count", json_integer_value(count)),
		};

		if (!rc)
			rc = ch_ui_cells(ui, "unread", cell, CH_COUNT(cell));
	}
	json_decref(all);
	return rc;
}

int ch_loading_end(struct ch_ui *ui, struct ch_row *batch, bool explain,
		   int rc)
{
	int out = 0;

	ch_ui_progress_end(ui);
	if (rc && rc != CH_EDATA)
		return rc;
	if (!batch->type)
		return rc;
	if (explain)
		out = explain_unread(ui, batch);
	if (ui->quiet)
		ch_ui_count(ui, "%lld read, %lld created, %lld updated, "
			    "%lld unchanged, %lld refused, %lld skipped",
			    number(batch, "read"), number(batch, "created"),
			    number(batch, "updated"),
			    number(batch, "unchanged"),
			    number(batch, "refused"), all_of(batch, "skipped"));
	else if (!out) {
		/* Long, and ch-import --explain shows it. */
		batch->set &= ~(UINT64_C(1) << ch_field(batch->type, "unread"));
		out = ch_ui_row(ui, batch);
	}
	return rc ? rc : out;
}
