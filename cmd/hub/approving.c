/* approving.c - one transaction of approvals, and what is printed after it. */
#include "care/knowledge/approval.h"
#include "hub/approving.h"

static int print_all(struct ch_ui *ui, int n, int made,
		     int (*print)(struct ch_ui *ui, void *ctx, int i),
		     void *ctx)
{
	int rc = 0;

	if (ui->quiet)
		ch_ui_count(ui, "%d made, %d found", made, n - made);
	for (int i = 0; i < n && !rc && !ui->quiet; i++)
		rc = print(ui, ctx, i);
	return rc;
}

int ch_approving_run(struct ch_ui *ui, struct ch_store *store,
		     const struct ch_approving *v, int n,
		     int (*print)(struct ch_ui *ui, void *ctx, int i),
		     void *ctx)
{
	int rc = ch_store_begin(store, &ui->err), made = 0;

	if (rc)
		return rc;
	for (int i = 0; i < n && !rc; i++) {
		bool new;

		rc = ch_approve(store, v[i].what, v[i].hash, &new, &ui->err);
		made += !rc && new;
	}
	if (!rc && ui->dry_run)
		rc = print_all(ui, n, made, print, ctx);
	if (rc || ui->dry_run) {
		ch_store_rollback(store);
		return rc;
	}
	rc = ch_store_commit(store, &ui->err);
	return rc ? rc : print_all(ui, n, made, print, ctx);
}
