/* writing.c - one record in, and as it is now out again. */
#include "hub/made.h"
#include "hub/writing.h"

struct writing {
	struct ch_store *store;
	struct ch_row *row;
	struct ch_made made;
};

static int put(struct ch_ui *ui, void *ctx)
{
	const struct ch_put_how how = { .source = "hub", .verb = true };
	struct writing *w = ctx;
	int64_t id = w->row->v[0].i;
	enum ch_did did;
	int rc = ch_put(w->store, w->row, &how, &did, &ui->err);

	return rc ? rc : ch_made_add(&w->made, w->row->type, id, did,
				     &ui->err);
}

int ch_write_one(struct ch_ui *ui, struct ch_store *store, struct ch_row *row)
{
	struct writing w = { .store = store, .row = row };
	int rc = ch_made_run(ui, store, &w.made, put, &w);

	ch_made_free(&w.made);
	return rc;
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
