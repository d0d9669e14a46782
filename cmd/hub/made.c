/* made.c - one transaction of a program that makes records. */
#include "base/grow.h"
#include "people/dead.h"
#include "hub/made.h"

int ch_made_add(struct ch_made *made, const struct ch_type *type, int64_t id,
		enum ch_did did, struct ch_err *err)
{
	int rc = ch_grow((void **)&made->v, &made->room, made->n,
			 sizeof(*made->v), err);

	if (rc)
		return rc;
	made->v[made->n++] = (struct ch_made_one){ type, id };
	made->created += did == CH_CREATED;
	made->updated += did == CH_UPDATED || did == CH_OVERRULED;
	made->found += did == CH_UNCHANGED || did == CH_OLDER;
	return 0;
}

int ch_made_note(void *made, const struct ch_type *type, int64_t id,
		 enum ch_did did, struct ch_err *err)
{
	return ch_made_add(made, type, id, did, err);
}

int ch_made_warn_died(struct ch_ui *ui, struct ch_store *store,
		      const struct ch_made *made, int rc)
{
	int left_out = rc == CH_EDATA && ui->keep_going ? rc : 0;
	size_t n = 0;

	if (rc && !left_out)
		return rc;
	rc = 0;
	for (size_t i = 0; i < made->n && !rc; i++) {
		struct ch_row row;
		bool died = false;

		rc = ch_store_get(store, made->v[i].type, made->v[i].id, &row,
				  &ui->err);
		if (!rc)
			rc = ch_person_died(store, ch_row_get_int(&row,
					    "patient"), ui->now, &died,
					    &ui->err);
		n += died;
	}
	if (n)
		ch_ui_warn(ui, "about somebody who died: %zu of %zu", n,
			   made->n);
	return rc ? rc : left_out;
}

bool ch_made_go_on(struct ch_ui *ui, int rc, bool *left_out)
{
	if (!rc || !ui->keep_going ||
	    (rc != CH_EDATA && rc != CH_EPERM && rc != CH_ENOENT))
		return !rc;
	ch_ui_warn(ui, "%s", ui->err.msg);
	ui->err.msg[0] = '\0';
	return *left_out = true;
}

int ch_made_read(struct ch_ui *ui, struct ch_made *made, int rc)
{
	if (rc != CH_EDATA || !ui->keep_going)
		return rc;
	made->left_out = rc;
	return 0;
}

int ch_made_each(struct ch_ui *ui, size_t n,
		 int (*one)(struct ch_ui *ui, void *ctx, size_t i), void *ctx)
{
	bool left_out = false;

	for (size_t i = 0; i < n; i++) {
		int rc = one(ui, ctx, i);

		if (!ch_made_go_on(ui, rc, &left_out))
			return rc;
	}
	return left_out ? CH_EDATA : 0;
}

void ch_made_free(struct ch_made *made)
{
	free(made->v);
	*made = (struct ch_made){ 0 };
}

int ch_made_print(struct ch_ui *ui, struct ch_store *store,
		  const struct ch_made *made)
{
	struct ch_row row;
	int rc = 0;

	if (ui->quiet) {
		ch_ui_count(ui, "%lld made, %lld changed, %lld found",
			    (long long)made->created,
			    (long long)made->updated, (long long)made->found);
		return 0;
	}
	for (size_t i = 0; i < made->n && !rc; i++) {
		rc = ch_store_get(store, made->v[i].type, made->v[i].id, &row,
				  &ui->err);
		if (!rc)
			rc = ch_ui_row(ui, &row);
	}
	return rc;
}

int ch_made_run(struct ch_ui *ui, struct ch_store *store,
		struct ch_made *made, int (*work)(struct ch_ui *ui, void *ctx),
		void *ctx)
{
	int rc = ch_store_begin(store, &ui->err), left_out = made->left_out;

	while (!rc) {
		made->more = false;
		rc = work(ui, ctx);
		if (rc == CH_EDATA && ui->keep_going) {
			left_out = rc;
			rc = 0;
		}
		if (rc || !made->more)
			break;
		if (!ui->dry_run)
			rc = ch_store_commit(store, &ui->err);
		if (!rc && !ui->dry_run)
			rc = ch_store_begin(store, &ui->err);
	}
	if (!rc && ui->dry_run)
		rc = ch_made_print(ui, store, made);
	if (rc || ui->dry_run) {
		ch_store_rollback(store);
		return rc ? rc : left_out;
	}
	rc = ch_store_commit(store, &ui->err);
	if (!rc)
		rc = ch_made_print(ui, store, made);
	return rc ? rc : left_out;
}
