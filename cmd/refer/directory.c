/* directory.c - which services fit a need, and how many places they have. */
#include "base/moment.h"
#include "base/text.h"
#include "directory/directory.h"
#include "hub/made.h"
#include "hub/operand.h"
#include "refer/directory.h"

#define AT(field) offsetof(struct ch_directory_opts, field)

const struct ch_option ch_directory_services_options[] = {
	{ "need", 0, "NAME", "the category of service: transport, food ... "
	  "(required, but for records that say it)", AT(need) },
	{ "near", 0, "ZIP|ID|-", "near a postal code, or a patient's home; for "
	  "whom records on standard input are", AT(near) },
	{ "language", 0, "CODE", "only where this language is spoken, or "
	  "nobody said which are", AT(language) },
	{ "open", 0, NULL, "only what is open then", AT(open) },
	{ "at", 0, "DATE", "then (default: now)", CH_STEP_AT(at) },
	{ "limit", 0, "N", "so many at most (default: 10)", AT(limit) },
	{ 0 }
};

const struct ch_option ch_directory_capacity_options[] = {
	{ "until", 0, "DATE", "until when the number is to be believed "
	  "(default: for a week)", CH_STEP_AT(until) },
	{ 0 }
};

struct looking {
	const struct ch_directory_opts *o;
	struct ch_seek s;
	char category[64];
};

static void doubt(void *ui, const char *words)
{
	ch_ui_warn(ui, "%s", words);
}

/* For -e only what is offered was found. */
static int print(void *ui, const struct ch_row *offer, struct ch_err *err)
{
	return ch_row_get_int(offer, "fit") ? ch_ui_found(ui, offer, err) :
		ch_ui_row(ui, offer);
}

static int look(struct ch_ui *ui, struct looking *l)
{
	int rc;

	if (!l->s.category || !*l->s.category)
		return ch_ui_usage(ui, "what is needed? --need NAME");
	rc = ch_seek_run(&l->s, print, ui, &ui->err);
	return rc ? rc : ch_seek_doubts(&l->s, doubt, ui, &ui->err);
}

static int look_for(struct ch_ui *ui, void *ctx, const char *text, size_t n,
		    struct ch_row *row)
{
	struct looking *l = ctx;
	int64_t patient;
	int rc = ch_operand_patient(ui, l->s.store, text, n, row, &patient);

	if (row && !l->o->need && ch_field(row->type, "category") >= 0)
		ch_slice_copy(l->category, sizeof(l->category),
			      ch_row_get_text(row, "category"));
	if (!rc)
		rc = ch_seek_person(&l->s, patient, &ui->err);
	return rc ? rc : look(ui, l);
}

int ch_directory_services(struct ch_ui *ui, struct ch_store *store, void *opt,
			  int argc, char **argv)
{
	const struct ch_directory_opts *o = opt;
	struct looking l = { .o = o };
	char *near = (char *)o->near;

	(void)argc, (void)argv;
	ui->missed = true;
	ch_seek_start(&l.s, store, &ui->shelf, ui->now);
	l.s.category = o->need ? o->need : l.category;
	l.s.language = o->language;
	l.s.at = o->step.at.v;
	l.s.open = o->open;
	if (o->limit.text)
		l.s.limit = (size_t)o->limit.v;
	if (near && (!strcmp(near, "-") || !ch_zips_may_be(near)))
		return ch_ui_operands(ui, 1, &near, look_for, &l);
	if (near)
		ch_seek_zip(&l.s, near);
	return look(ui, &l);
}

struct counting {
	struct ch_store *store;
	int64_t service, places, until;
	struct ch_made made;
};

static int count(struct ch_ui *ui, void *ctx)
{
	struct counting *c = ctx;
	enum ch_did did;
	int rc = ch_places_put(c->store, c->service, c->places, c->until,
			       ui->now, &did, &ui->err);

	return rc ? rc : ch_made_note(&c->made, ch_type_find("service"),
				      c->service, did, &ui->err);
}

int ch_directory_capacity(struct ch_ui *ui, struct ch_store *store, void *opt,
			  int argc, char **argv)
{
	const struct ch_directory_opts *o = opt;
	const struct ch_type *type = ch_type_find("service");
	struct counting c = { store, .until = o->step.until.v };
	struct ch_row row;
	int rc = ch_operand_record(ui, store, type, argv[0], strlen(argv[0]),
				   NULL, &c.service);

	if (!rc && argc < 2)
		rc = ch_store_need(store, type, c.service, &row, &ui->err);
	if (rc || argc < 2)
		return rc ? rc : ch_ui_row(ui, &row);
	if (!ch_text_int(argv[1], strlen(argv[1]), &c.places) ||
	    c.places < 0 || c.places > 1000000)
		return ch_ui_usage(ui, "how many places? a whole number");
	if (c.until && ch_moment_over(c.until, ui->now))
		return ch_ui_usage(ui, "--until: that is over");
	rc = ch_made_run(ui, store, &c.made, count, &c);
	ch_made_free(&c.made);
	return rc;
}
