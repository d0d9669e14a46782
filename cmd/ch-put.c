/* ch-put - records in, all or nothing. */
#include "hub/loading.h"
#include "hub/made.h"
#include "hub/verb.h"

/* What was written, in order. */
static struct ch_made made;
static struct ch_store *store;

/* A dry run takes all back: it prints while the records are there. */
static int print_now(void *ctx, const struct ch_type *type, int64_t id,
		     struct ch_err *err)
{
	struct ch_row row;
	int rc = ch_store_get(store, type, id, &row, err);

	return rc ? rc : ch_ui_row(ctx, &row);
}

static int remember(void *ctx, const struct ch_type *type, int64_t id,
		    struct ch_err *err)
{
	(void)ctx;
	return ch_made_add(&made, type, id, CH_UPDATED, err);
}

static int load(struct ch_ui *ui, struct ch_import *job)
{
	struct ch_row batch = { 0 };
	int rc = ch_import_records(job, store, &batch, &ui->err), out;

	ch_ui_progress_end(ui);
	if (ui->quiet)
		return ch_loading_end(ui, &batch, false, rc);
	if ((rc && rc != CH_EDATA) || ui->dry_run || (rc && !ui->keep_going))
		return rc;
	out = ch_made_print(ui, store, &made);
	return rc ? rc : out;
}

static int run(struct ch_ui *ui, struct ch_store *hub, void *opt, int argc,
	       char **argv)
{
	struct ch_import job;
	int rc;

	(void)opt;
	store = hub;
	ch_loading_start(ui, &job, argv, argc);
	job.how.source = "hub";
	if (!ui->quiet)
		job.how.written = ui->dry_run ? print_now : remember;
	rc = load(ui, &job);
	ch_import_free(&job);
	ch_made_free(&made);
	return rc;
}

static const struct ch_verb verbs[] = {
	{ "", "FILE|-...", "Write records, all of them or none", NULL,
	  CH_WRITES, "write:records", run },
	{ 0 }
};

static const struct ch_prog prog = {
	"ch-put", "records in, all or nothing", verbs, 1
};

int main(int argc, char **argv)
{
	return ch_main(&prog, argc, argv);
}
