/* adding.c - ids, defaults, and made or found. */
#include "step/make.h"
#include "people/names.h"
#include "hub/adding.h"
#include "hub/made.h"

struct running {
	struct ch_adding a;
	const struct ch_add *add;
	const struct ch_type *type;
	struct ch_subjects subjects;
	struct ch_made made;
};

static int64_t id_of(const struct running *r, const struct ch_subject *s)
{
	const char *occurrence = r->a.occurrence;

	if (s->by_hand && !occurrence)
		return ch_id_random();
	return ch_make_id(r->a.store, r->type, r->a.maker.s, s->type->name,
			  s->id, occurrence ? occurrence : "");
}

static int fill(struct ch_ui *ui, const struct running *r,
		const struct ch_subject *s, struct ch_row *row)
{
	int requester = ch_field(r->type, "requester");

	ch_row_start(row, r->type);
	ch_row_int(row, 0, id_of(r, s));
	ch_row_put_int(row, "patient", s->person);
	ch_row_put_text(row, "status", r->add->status);
	ch_make_ref(row, "about", s->type, s->id);
	ch_row_put_int(row, "at", ui->now);
	if (requester >= 0 && r->a.store->staff)
		ch_row_int(row, requester, r->a.store->staff);
	if (*r->a.detail)
		ch_row_put_text(row, "detail", r->a.detail);
	ch_step_give(row, &r->a.to, false);
	return r->add->fill(ui, &r->a, s, row);
}

static int add_one(struct ch_ui *ui, void *ctx, size_t i)
{
	struct running *r = ctx;
	enum ch_did did;
	struct ch_row row;
	int rc = fill(ui, r, &r->subjects.v[i], &row);

	if (!rc)
		rc = ch_make(r->a.store, &row, NULL, &did, &ui->err);
	return rc ? rc : ch_made_add(&r->made, r->type, row.v[0].i, did,
				     &ui->err);
}

static int work(struct ch_ui *ui, void *ctx)
{
	struct running *r = ctx;
	int rc = ch_staff_may(r->a.store, &ui->err);

	if (rc && rc != CH_END)
		return rc;
	rc = ch_made_each(ui, r->subjects.n, add_one, r);
	return ch_made_warn_died(ui, r->a.store, &r->made, rc);
}

/* More to say about it is nobody's to read in a list of processes. */
static void ask_detail(struct ch_ui *ui, struct running *r, int argc,
		       char **argv)
{
	for (int i = 0; i < argc; i++)
		if (!strcmp(argv[i], "-"))
			return;
	if (!ch_ui_ask(ui, "Detail (or nothing):", false, r->a.detail,
		       sizeof(r->a.detail)))
		*r->a.detail = '\0';
}

int ch_add_run(struct ch_ui *ui, struct ch_store *store, void *opt, int argc,
	       char **argv)
{
	struct running r = {
		.a = { .store = store, .opt = opt }, .add = ui->verb->rows,
		.type = ch_type_find(ui->prog->type),
	};
	int rc = r.add->begin(ui, &r.a);

	if (!rc)
		rc = ch_buf_ok(&r.a.maker, &ui->err);
	if (!rc)
		rc = ch_made_read(ui, &r.made, ch_subjects_read(
				  ui, store, argc, argv, &r.subjects));
	if (!rc && r.add->asks_detail)
		ask_detail(ui, &r, argc, argv);
	if (!rc)
		rc = ch_made_run(ui, store, &r.made, work, &r);
	ch_subjects_free(&r.subjects);
	ch_made_free(&r.made);
	ch_buf_free(&r.a.maker);
	return rc;
}
