/* records.c - reads which records are meant, before anything is done. */
#include "step/open.h"
#include "hub/operand.h"
#include "hub/records.h"

struct reading {
	struct ch_store *store;
	const struct ch_type *type;
	struct ch_ids *out;
};

/* A patient, where a patient stands for their records; CH_END when it is none.
 * `why` is what the operand is otherwise. */
static int of_person(struct ch_ui *ui, const struct reading *r,
		     const char *text, size_t n, const struct ch_row *row,
		     int why)
{
	struct ch_err was = ui->err;
	int64_t patient;

	if (!ui->prog->by_person ||
	    (row ? strcmp(row->type->name, "patient") : why != CH_ENOENT &&
	     why != CH_EDATA))
		return CH_END;
	if (ch_operand_patient(ui, r->store, text, n, row, &patient)) {
		ui->err = was;
		return ch_fail(&ui->err, why, "no %s or patient with that id",
			       r->type->name);
	}
	return ch_step_open_of(r->store, r->type, patient, r->out, &ui->err);
}

static int read_one(struct ch_ui *ui, void *ctx, const char *text, size_t n,
		    struct ch_row *row)
{
	const struct reading *r = ctx;
	int64_t id;
	int rc = ch_operand_record(ui, r->store, r->type, text, n, row, &id);
	int person = rc ? of_person(ui, r, text, n, row, rc) : CH_END;

	if (person != CH_END)
		return person;
	return rc ? rc : ch_ids_add(r->out, id, &ui->err);
}

int ch_records_read(struct ch_ui *ui, struct ch_store *store,
		    const struct ch_type *type, int argc, char **argv,
		    struct ch_ids *out)
{
	struct reading r = { store, type, out };
	int rc = ch_ui_operands(ui, argc, argv, read_one, &r), once;

	once = ch_ids_once(out, &ui->err);
	return rc ? rc : once;
}

/* ---- doing one thing to each ---- */

struct working {
	struct ch_store *store;
	ch_records_one *one;
	void *ctx;
	struct ch_ids records;
	struct ch_made made;
};

static int do_one(struct ch_ui *ui, void *ctx, size_t i)
{
	struct working *w = ctx;

	return w->one(ui, w->store, w->ctx, w->records.id[i], &w->made);
}

static int work(struct ch_ui *ui, void *ctx)
{
	struct working *w = ctx;

	return ch_made_each(ui, w->records.n, do_one, w);
}

int ch_records_run(struct ch_ui *ui, struct ch_store *store, int argc,
		   char **argv, ch_records_one *one, void *ctx)
{
	struct working w = { .store = store, .one = one, .ctx = ctx };
	int rc = ch_records_read(ui, store, ch_type_find(ui->prog->type), argc,
				 argv, &w.records);

	rc = ch_made_read(ui, &w.made, rc);
	if (!rc)
		rc = ch_made_run(ui, store, &w.made, work, &w);
	ch_ids_free(&w.records);
	ch_made_free(&w.made);
	return rc;
}
