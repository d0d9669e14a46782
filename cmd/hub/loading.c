/* loading.c - refusals, progress and the batch, as programs show them. */
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

int ch_loading_end(struct ch_ui *ui, const struct ch_row *batch, int rc)
{
	int out = 0;

	ch_ui_progress_end(ui);
	if (rc && rc != CH_EDATA)
		return rc;
	if (!batch->type)
		return rc;
	if (ui->quiet)
		ch_ui_count(ui, "%lld read, %lld created, %lld updated, "
			    "%lld unchanged, %lld refused",
			    number(batch, "read"), number(batch, "created"),
			    number(batch, "updated"),
			    number(batch, "unchanged"),
			    number(batch, "refused"));
	else
		out = ch_ui_row(ui, batch);
	return rc ? rc : out;
}
