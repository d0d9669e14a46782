/* patient_edit.c - what is known of a person, corrected by hand: nothing of it
 * is in the arguments. */
#include "base/moment.h"
#include "people/person.h"
#include "hub/operand.h"
#include "hub/writing.h"
#include "patient/patient_edit.h"
#include "store/put.h"
#include "store/scan.h"

/* What may be corrected: the fields of the patient, or of the contact of that
 * system (and use) that is tried first. */
static const struct part {
	const char *name, *fields, *system, *use;
} parts[] = {
	{ "name", "family:Family_name given:Given_names suffix:Suffix" },
	{ "birth", "birth:Born" },
	{ "died", "died:Died" },
	{ "sex", "sex:Sex" },
	{ "language", "language:Language interpreter:Needs_an_interpreter" },
	{ "address", "line:Street city:City state:State zip:Postal_code" },
	{ "phone", "value:Number", "phone", NULL },
	{ "mobile", "value:Number", "phone", "mobile" },
	{ "home", "value:Number", "phone", "home" },
	{ "work", "value:Number", "phone", "work" },
	{ "email", "value:Address", "email", NULL },
};

struct editing {
	const struct part *part;
	struct ch_row row[2];	/* the second: an address record */
	int64_t id;		/* of the contact; 0: none yet */
};

static int find_part(struct ch_ui *ui, const char *name,
		     const struct part **out)
{
	const char *names[CH_COUNT(parts) + 1] = { NULL };
	int place = 0, rc;

	for (size_t i = 0; i < CH_COUNT(parts); i++)
		names[i] = parts[i].name;
	rc = ch_ui_one_of(ui, "NAME", name, names, &place);
	*out = &parts[place];
	return rc;
}

static int note_contact(void *ctx, const struct ch_row *row,
			struct ch_err *err)
{
	struct editing *e = ctx;
	const struct part *p = e->part;

	(void)err;
	if (!e->id && ch_slice_is(ch_row_get_text(row, "system"), p->system) &&
	    (!p->use || ch_slice_is(ch_row_get_text(row, "use"), p->use)))
		e->id = row->v[0].i;
	return 0;
}

/* A new contact, or the record as it is. */
static int begin(struct ch_ui *ui, struct ch_store *store,
		 const struct editing *e, int64_t patient, struct ch_row *was,
		 struct ch_row *row)
{
	const struct ch_type *type = ch_type_find(e->part->system ? "contact" :
						  "patient");
	int64_t id = e->part->system ? e->id : patient;

	ch_row_start(was, type);
	ch_row_start(row, type);
	ch_row_int(row, 0, id ? id : ch_id_random());
	if (id)
		return ch_store_get(store, type, id, was, &ui->err);
	ch_row_put_int(row, "patient", patient);
	ch_row_put_text(row, "system", e->part->system);
	if (e->part->use)
		ch_row_put_text(row, "use", e->part->use);
	return 0;
}

/* Letters go to the address record that is in use: it says the same. */
static int find_address(struct ch_ui *ui, struct ch_store *store,
			int64_t patient, struct ch_row *row)
{
	struct ch_query q = { .type = ch_type_find("address"),
			      .patient = patient };
	CH_AUTO(ch_scan_close) struct ch_scan *scan = NULL;
	struct ch_row address;
	int64_t until;
	int rc = ch_scan_open(&scan, store, &q, &ui->err);

	ch_row_start(row, q.type);
	while (!rc && !(rc = ch_scan_next(scan, &address, &ui->err))) {
		struct ch_slice use = ch_row_get_text(&address, "use");

		until = ch_row_get_int(&address, "until");
		if ((!use.n || ch_slice_is(use, "home")) &&
		    !(until && ch_moment_over(until, ui->now)))
			ch_row_int(row, 0, address.v[0].i);
	}
	return rc == CH_END ? 0 : rc;
}

/* What was said about a number stays with it: nobody is reached where it was
 * not safe. */
static void tell_marks(struct ch_ui *ui, const struct ch_row *was)
{
	int safe = ch_field(was->type, "safe");

	if (ch_row_has(was, safe) && !was->v[safe].i)
		ch_ui_warn(ui, "still marked as not safe for health matters");
}

int ch_patient_edit(struct ch_ui *ui, struct ch_store *store, void *opt,
		    int argc, char **argv)
{
	struct editing e = { 0 };
	struct ch_fill fill = { 0 };
	struct ch_row was;
	int64_t patient;
	int rc = find_part(ui, argv[1], &e.part);

	(void)opt, (void)argc;
	if (!rc)
		rc = ch_operand_patient(ui, store, argv[0], strlen(argv[0]),
					NULL, &patient);
	if (!rc && e.part->system)
		rc = ch_person_section(store, patient, CH_REACH, ui->now, NULL,
				       note_contact, &e, &ui->err);
	if (!rc)
		rc = begin(ui, store, &e, patient, &was, &e.row[0]);
	if (!rc)
		rc = ch_ui_fill(ui, &fill, &was, e.part->fields, &e.row[0]);
	if (!rc && !fill.changed)
		ch_ui_count(ui, "nothing changed");
	if (rc || !fill.changed)
		return rc;
	tell_marks(ui, &was);
	if (!strcmp(e.part->name, "address"))
		rc = find_address(ui, store, patient, &e.row[1]);
	for (int c = 1; e.row[1].type && c < e.row[0].type->n; c++) {
		const char *name = e.row[0].type->field[c].name;

		if (ch_row_has(&e.row[0], c))
			ch_row_text(&e.row[1], ch_field(e.row[1].type, name),
				    e.row[0].v[c].s, e.row[0].v[c].n);
	}
	if (rc)
		return rc;
	return ch_write_rows(ui, store, e.row, 1 + (e.row[1].type &&
						    ch_row_has(&e.row[1], 0)));
}
