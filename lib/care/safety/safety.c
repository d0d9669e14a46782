/* safety.c - findings about a person's medicines, told and overridden. */
#include "base/moment.h"
#include "step/make.h"
#include "people/names.h"
#include "people/person.h"
#include "care/safety/safety_in.h"

/* ---- telling ---- */

/* The name of a finding, or of the decision about it. */
static int64_t id_as(struct ch_safety *s, const char *type,
		     const struct ch_row *f)
{
	struct ch_slice kind = ch_row_get_text(f, "kind");
	struct ch_slice item = ch_row_get_text(f, "item");
	char maker[192];

	snprintf(maker, sizeof(maker), "safety:%.*s:%.*s", (int)kind.n, kind.s,
		 (int)item.n, item.s);
	return ch_make_id(s->store, ch_type_find(type), maker, "patient",
			  ch_row_get_int(f, "patient"), "");
}

static void refer(struct ch_row *row, const char *field,
		  const struct ch_held *h)
{
	static const char *const types[] = { "medication", "allergy",
					     "condition", "observation" };

	if (h && h->id)
		ch_make_ref(row, field, ch_type_find(types[h->as]), h->id);
}

static void fill(struct ch_safety *s, const struct ch_finding *f,
		 struct ch_row *row)
{
	ch_row_start(row, ch_type_find("finding"));
	ch_row_put_int(row, "patient", s->person);
	ch_row_put_texts(row, "kind", f->kind, "item", f->item, "level",
			 ch_level_words[f->level], "title", f->title, "effect",
			 f->effect, "exempt", f->exempt, "fee", f->fee,
			 "currency", f->currency, "row", f->row, "cites",
			 f->cites, "basis", f->basis, NULL);
	ch_row_put_int(row, "draft", f->draft);
	ch_row_put_int(row, "id", id_as(s, "finding", row));
	refer(row, "first", f->first);
	refer(row, "second", f->second);
	if (!f->earlier)
		return;
	ch_make_ref(row, "first", ch_type_find(f->earlier_type), f->earlier);
	ch_row_put_int(row, "at", f->at);
	ch_row_put_int(row, "until", f->until);
}

int ch_safety_tell(void *safety, const struct ch_finding *f,
		   struct ch_err *err)
{
	struct ch_safety *s = safety;
	struct ch_row row, was;
	int64_t decision;
	int rc;

	if (s->added && f->first->id && (!f->second || f->second->id))
		return 0;
	fill(s, f, &row);
	decision = id_as(s, "decision", &row);
	rc = ch_store_get(s->store, ch_type_find("decision"), decision,
			  &was, err);
	if (!rc && ch_slice_is(ch_row_get_text(&was, "basis"), f->basis)) {
		ch_row_put_int(&row, "decision", decision);
		ch_row_copy(&row, "reason", &was, "reason");
	}
	return rc && rc != CH_END ? rc : s->each(s->ctx, &row, err);
}

/* ---- medicines ---- */

/* What is only thought of is taken from today on. */
static int add_thought(struct ch_safety *s, const struct ch_row *added,
		       struct ch_chart *chart, struct ch_err *err)
{
	int rc = ch_safety_hold(s, chart, CH_HELD_MEDICINE, added, err);
	struct ch_held *h = rc ? NULL : &chart->v[chart->n - 1];

	if (rc)
		return rc;
	h->id = 0;
	h->day = h->since = ch_moment_local_day(s->now);
	return h->set.any ? 0 : ch_fail(err, CH_EDATA, "no table knows that "
					"medicine: nothing was looked at");
}

int ch_safety_meds(struct ch_safety *s, int64_t patient,
		   const struct ch_row *added, struct ch_err *err)
{
	CH_AUTO(ch_chart_free) struct ch_chart chart = { 0 };
	int rc = ch_safe_medicines(&s->tables, s->shelf, err);

	if (!rc)
		rc = ch_person_of(s->store, patient, &s->person, err);
	if (!rc)
		rc = ch_safety_chart(s, s->person, &chart, err);
	s->added = added;
	s->medicines = s->unknown = 0;
	for (size_t i = 0; i < chart.n; i++) {
		s->medicines += chart.v[i].as == CH_HELD_MEDICINE;
		s->unknown += chart.v[i].as == CH_HELD_MEDICINE &&
			!chart.v[i].set.any;
	}
	if (!rc && added)
		rc = add_thought(s, added, &chart, err);
	return rc ? rc : ch_conflicts_find(s->tables.conflicts, &chart,
					   ch_moment_local_day(s->now),
					   ch_safety_tell, s, err);
}

/* ---- deciding ---- */

int ch_safety_decide(struct ch_safety *s, struct ch_row *row,
		     enum ch_did *did, struct ch_err *err)
{
	static const char *const same[] = { "basis", "decision", "reason" };
	const struct ch_put_how how = { .source = "hub" };
	struct ch_row was;
	int rc = ch_store_get(s->store, row->type, row->v[0].i, &was, err);
	bool differs = rc;

	if (rc && rc != CH_END)
		return rc;
	for (size_t i = 0; i < CH_COUNT(same) && !differs; i++)
		differs = !ch_row_same(&was, row, ch_field(row->type,
							   same[i]));
	*did = CH_UNCHANGED;
	if (!differs)
		return 0;
	rc = ch_staff_self(s->store, err);
	ch_row_put_int(row, "staff", s->store->staff);
	ch_row_put_int(row, "at", s->now);
	return rc ? rc : ch_put(s->store, row, &how, did, err);
}

int ch_safety_override(struct ch_safety *s, const struct ch_row *finding,
		       const char *reason, int64_t *id, enum ch_did *did,
		       struct ch_err *err)
{
	static const char *const same[] = { "patient", "kind", "item", "first",
		"first_type", "second", "second_type", "basis" };
	struct ch_row row;

	ch_row_start(&row, ch_type_find("decision"));
	ch_row_put_int(&row, "id", *id = id_as(s, "decision", finding));
	for (size_t i = 0; i < CH_COUNT(same); i++)
		ch_row_copy(&row, same[i], finding, same[i]);
	ch_row_copy(&row, "name", finding, "title");
	ch_row_put_texts(&row, "decision", "override", "reason", reason, NULL);
	return ch_safety_decide(s, &row, did, err);
}
