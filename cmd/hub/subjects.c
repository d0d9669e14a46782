/* subjects.c - turns operands and records into people and what it is about. */
#include "base/grow.h"
#include "people/person.h"
#include "hub/operand.h"
#include "hub/subjects.h"

struct reading {
	struct ch_store *store;
	struct ch_subjects *out;
};

/* A stay that is not over has no time yet from which anything could count. */
static bool is_stay(const struct ch_row *row)
{
	struct ch_slice class = ch_row_get_text(row, "class");

	return !class.n || ch_slice_is(class, "IMP") ||
		ch_slice_is(class, "ACUTE") || ch_slice_is(class, "OBSENC") ||
		ch_slice_is(class, "EMER");
}

static int64_t time_of(const struct ch_row *row)
{
	bool visit = !strcmp(row->type->name, "encounter");
	int until = visit ? ch_field(row->type, "until") : -1;

	if (ch_row_has(row, until))
		return row->v[until].i;
	if (visit && is_stay(row))
		return 0;
	return ch_row_has(row, row->type->at) ? row->v[row->type->at].i : 0;
}

/* What is made from the record shall point at something that is stored. */
static void take_record(struct ch_subject *s, const struct ch_row *row)
{
	int about = ch_field(row->type, "about");

	s->at = time_of(row);
	if (ch_type_stored(row->type) && ch_row_has(row, 0)) {
		s->type = row->type;
		s->id = row->v[0].i;
	} else if (ch_row_has(row, about)) {
		struct ch_slice type = ch_row_get_text(row, "about_type");

		s->type = ch_type_find_n(type.s, type.n);
		s->id = row->v[about].i;
	}
}

static struct ch_subject *add(struct ch_subjects *out)
{
	if (ch_grow((void **)&out->v, &out->room, out->n, sizeof(*out->v),
		    NULL))
		return NULL;
	return memset(&out->v[out->n++], 0, sizeof(*out->v));
}

static int read_one(struct ch_ui *ui, void *ctx, const char *text, size_t n,
		    struct ch_row *row)
{
	struct reading *r = ctx;
	struct ch_subject *s;
	int64_t patient, person;
	int rc = ch_operand_patient(ui, r->store, text, n, row, &patient);

	if (!rc)
		rc = ch_person_of(r->store, patient, &person, &ui->err);
	if (rc == CH_ENOENT && ui->from_stdin)
		ui->err.code = rc = CH_EDATA;
	if (rc)
		return rc;
	s = add(r->out);
	if (!s)
		return ch_nomem(&ui->err);
	s->person = person;
	s->by_hand = !ui->from_stdin;
	if (row)
		take_record(s, row);
	if (!s->type || !strcmp(s->type->name, "patient")) {
		s->type = ch_type_find("patient");
		s->id = person;
		s->at = 0;
	}
	return 0;
}

int ch_subjects_read(struct ch_ui *ui, struct ch_store *store, int argc,
		     char **argv, struct ch_subjects *out)
{
	struct reading r = { store, out };

	*out = (struct ch_subjects){ 0 };
	return ch_ui_operands(ui, argc, argv, read_one, &r);
}

void ch_subjects_free(struct ch_subjects *s)
{
	free(s->v);
	*s = (struct ch_subjects){ 0 };
}
