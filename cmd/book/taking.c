/* taking.c - whom the records name gets the time that was said. */
#include "base/grow.h"
#include "base/moment.h"
#include "book/taking.h"
#include "booking/booking.h"
#include "step/make.h"
#include "hub/made.h"
#include "hub/operand.h"
#include "hub/records.h"
#include "people/names.h"
#include "people/person.h"

/* With -k each so many are committed, and others have their turn. */
enum { TURN = 8 };

struct taking {
	struct ch_booking b;
	const struct ch_book_opts *opt;
	const struct way *way;
	struct ch_made made;
	struct ch_ids ids;	/* appointments, or slots */
	struct ch_booking_for *v;	/* or for whom */
	size_t n, room, next;
	int64_t slot;
};

struct way {
	const char *verb;
	const char *type;	/* what the operands are; NULL: for whom */
	const char *becomes;	/* of an appointment; NULL: it stays */
	int (*one)(struct ch_ui *ui, struct taking *k, size_t i);
};

/* ---- for whom ---- */

static int read_one(struct ch_ui *ui, void *ctx, const char *text, size_t n,
		    struct ch_row *row)
{
	struct taking *k = ctx;
	struct ch_booking_for s = { .slot = k->slot, .type = "patient" };
	int rc = ch_operand_patient(ui, k->b.store, text, n, row, &s.person);

	if (!rc)
		rc = ch_person_of(k->b.store, s.person, &s.person, &ui->err);
	if (rc)
		return rc == CH_ENOENT && ui->from_stdin ?
			(ui->err.code = CH_EDATA) : rc;
	s.id = s.person;
	if (row && ch_type_stored(row->type) && ch_row_has(row, 0) &&
	    strcmp(row->type->name, "patient")) {
		s.type = row->type->name;
		s.id = row->v[0].i;
	}
	if (row && !s.slot && !strcmp(row->type->name, "appointment"))
		s.slot = ch_row_get_int(row, "slot");
	rc = ch_grow((void **)&k->v, &k->room, k->n, sizeof(*k->v), &ui->err);
	if (!rc)
		k->v[k->n++] = s;
	return rc;
}

static void fill(struct ch_row *row, const struct ch_booking_for *s,
		 const struct ch_book_opts *o)
{
	ch_row_start(row, ch_type_find("appointment"));
	ch_row_put_int(row, "patient", s->person);
	if (!strcmp(s->type, "referral"))
		ch_row_put_int(row, "referral", s->id);
	ch_row_put_texts(row, "category", o->category, "kind", o->kind, NULL);
}

static int add(struct ch_ui *ui, struct taking *k, size_t i)
{
	struct ch_row row;
	int rc;

	if (!k->v[i].slot)
		return ch_fail(&ui->err, CH_EDATA, "no slot is named");
	fill(&row, &k->v[i], k->opt);
	rc = ch_booking_name(&k->b, &row, "book", &k->v[i], &ui->err);
	return rc ? rc : ch_booking_take(&k->b, &row, k->v[i].slot,
					 k->way->becomes, NULL, &ui->err);
}

static int wait_for(struct ch_ui *ui, struct taking *k, size_t i)
{
	const struct ch_book_opts *o = k->opt;
	enum ch_did did;
	struct ch_row row;
	char maker[80];
	int rc;

	snprintf(maker, sizeof(maker), "book:wait:%s", o->category ?
		 o->category : "");
	k->v[i].slot = 0;
	fill(&row, &k->v[i], o);
	ch_row_put_text(&row, "status", k->way->becomes);
	ch_row_put_int(&row, "made", ui->now);
	if (o->priority.text)
		ch_row_put_int(&row, "priority", o->priority.v);
	if (o->notice.text)
		ch_row_put_int(&row, "notice", o->notice.v);
	if (o->until.text)
		ch_row_put_int(&row, "until", o->until.v);
	rc = ch_booking_name(&k->b, &row, maker, &k->v[i], &ui->err);
	if (!rc)
		rc = ch_make(k->b.store, &row, NULL, &did, &ui->err);
	return rc ? rc : ch_made_add(&k->made, row.type, row.v[0].i, did,
				     &ui->err);
}

/* ---- what is there ---- */

static int change(struct ch_ui *ui, struct taking *k, size_t i)
{
	return ch_booking_change(&k->b, k->ids.id[i], k->slot, k->way->becomes,
				 k->opt->until.v, &ui->err);
}

static int fill_slot(struct ch_ui *ui, struct taking *k, size_t i)
{
	int rc = ch_booking_fill(&k->b, k->ids.id[i], k->opt->until.v,
				 &ui->err);

	if (rc == CH_END)
		ch_ui_warn(ui, "nobody waits who could come");
	return rc == CH_END ? 0 : rc;
}

static const struct way ways[] = {
	{ "add", NULL, "booked", add },
	{ "waitlist", NULL, "waitlist", wait_for },
	{ "accept", "appointment", "booked", change },
	{ "offer", "appointment", "pending", change },
	{ "move", "appointment", NULL, change },
	{ "fill", "slot", "pending", fill_slot },
};

/* ---- all of them ---- */

static int work(struct ch_ui *ui, void *ctx)
{
	struct taking *k = ctx;
	bool left_out = false;
	size_t end = ui->keep_going && k->n - k->next > TURN ?
		k->next + TURN : k->n;
	int may = ch_staff_may(k->b.store, &ui->err);

	if (may && may != CH_END)
		return may;
	for (; k->next < end; k->next++) {
		int rc = k->way->one(ui, k, k->next);

		if (!ch_made_go_on(ui, rc, &left_out))
			return rc;
	}
	k->made.more = k->next < k->n;
	return k->made.more ? left_out * CH_EDATA : ch_made_warn_died(
		ui, k->b.store, &k->made, left_out * CH_EDATA);
}

static int read_slot(struct ch_ui *ui, struct taking *k)
{
	const struct ch_book_opts *o = k->opt;
	bool slot = o->slot.text, resource = o->resource.text;

	k->slot = o->slot.v;
	if (!resource != !o->at.text || (slot && o->at.text) ||
	    (!slot && k->way->type && ui->verb->options &&
	     k->way->one == change))
		return ch_ui_usage(ui, "which time? --slot slot/ID");
	return !resource ? 0 : ch_booking_at(&k->b, o->resource.v, o->at.v,
					     &k->slot, &ui->err);
}

int ch_book_take(struct ch_ui *ui, struct ch_store *store, void *opt, int argc,
		 char **argv)
{
	struct taking k = {
		.b = { store, ui->now, ch_made_note, &k.made, &ui->shelf },
		.opt = opt, .way = ways,
	};
	int rc;

	while (strcmp(k.way->verb, ui->verb->name))
		k.way++;
	rc = read_slot(ui, &k);
	if (!rc)
		rc = ch_made_read(ui, &k.made, k.way->type ?
			ch_records_read(ui, store, ch_type_find(k.way->type),
					argc, argv, &k.ids) :
			ch_ui_operands(ui, argc, argv, read_one, &k));
	k.n = k.way->type ? k.ids.n : k.n;
	if (!rc)
		rc = ch_made_run(ui, store, &k.made, work, &k);
	ch_made_free(&k.made);
	ch_ids_free(&k.ids);
	free(k.v);
	return rc;
}
