/* writing.c - one record in, and as it is now out again. */
#include "step/step.h"
#include "hub/made.h"
#include "hub/writing.h"

struct writing {
	struct ch_store *store;
	struct ch_row *row;
	int n;
	struct ch_made made;
};

static int put(struct ch_ui *ui, void *ctx)
{
	struct writing *w = ctx;
	int rc = 0;

	for (int i = 0; i < w->n && !rc; i++)
		rc = ch_step_write(w->store, &w->row[i], NULL, ch_made_note,
				   &w->made, &ui->err);
	return rc;
}

int ch_write_rows(struct ch_ui *ui, struct ch_store *store, struct ch_row *row,
		  int n)
{
	struct writing w = { .store = store, .row = row, .n = n };
	int rc = ch_made_run(ui, store, &w.made, put, &w);

	ch_made_free(&w.made);
	return rc;
}

int ch_write_one(struct ch_ui *ui, struct ch_store *store, struct ch_row *row)
{
	return ch_write_rows(ui, store, row, 1);
}

int ch_print_query(struct ch_ui *ui, struct ch_store *store,
		   const struct ch_query *query)
{
	struct ch_scan *scan;
	struct ch_row row;
	int rc = ch_scan_open(&scan, store, query, &ui->err);

	ui->missed = true;
	while (!rc && !(rc = ch_scan_next(scan, &row, &ui->err))) {
		rc = ch_ui_row(ui, &row);
		ui->missed = false;
	}
	ch_scan_close(&scan);
	return rc == CH_END ? 0 : rc;
}
