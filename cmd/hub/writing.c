/* writing.c - one record in, and as it is now out again. */
#include "hub/writing.h"

static int print_record(struct ch_ui *ui, struct ch_store *store,
			const struct ch_type *type, int64_t id)
{
	struct ch_row now;
	int rc = ch_store_get(store, type, id, &now, &ui->err);

	return rc ? rc : ch_ui_row(ui, &now);
}

int ch_write_one(struct ch_ui *ui, struct ch_store *store, struct ch_row *row)
{
	const struct ch_put_how how = { .source = "hub", .verb = true };
	enum ch_did did;
	int rc = ch_store_begin(store, &ui->err);

	if (rc)
		return rc;
	rc = ch_put(store, row, &how, &did, &ui->err);
	if (rc || ui->dry_run) {
		if (!rc)
			rc = print_record(ui, store, row->type, row->v[0].i);
		ch_store_rollback(store);
		return rc;
	}
	rc = ch_store_commit(store, &ui->err);
	if (rc || ui->quiet)
		return rc;
	return print_record(ui, store, row->type, row->v[0].i);
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
