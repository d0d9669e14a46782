/* safety_chart.c - reads what of a chart medicines are held against. */
#include "base/moment.h"
#include "people/person.h"
#include "care/safety/safety_in.h"

#define CODED(type) "SELECT 0, t.id, c.system, c.code, c.name, NULL, NULL " \
	"FROM " type " t JOIN coding c ON c.record = t.id AND c.field IN " \
	"('code', 'medicine') WHERE t.patient IN " CH_MINE " UNION ALL "

/* What stands beside the records: further codes (0), since when a medicine was
 * ordered (1), the results that matter (2), the age (3). $2 is now, $3 the
 * codes of those results. */
static const char beside[] =
	CODED("medication") CODED("allergy") CODED("condition")
	"SELECT 0, t.id, x.system, x.code, x.name, NULL, NULL FROM medication "
	"t JOIN medicine x ON x.id = t.medicine WHERE t.patient IN " CH_MINE
	" UNION ALL SELECT 1, t.id, NULL, NULL, NULL, (SELECT min(o.at) FROM "
	"medication o WHERE o.patient IN " CH_MINE " AND (o.code = t.code OR "
	"o.name = t.name) AND (o.status IS NULL OR o.status NOT IN "
	"('entered-in-error', 'cancelled', 'draft'))), NULL FROM medication t "
	"WHERE t.patient IN " CH_MINE " AND t.status IN ('active', 'on-hold')"
	" UNION ALL SELECT 2, o.id, NULL, o.code, coalesce(o.unit_std, "
	"o.unit), o.at, coalesce(o.value_std, o.value) FROM observation_once "
	"o WHERE o.patient IN " CH_MINE " AND $3 LIKE '% ' || o.code || ' %' "
	"AND o.at <= $2 AND o.value IS NOT NULL AND o.status IN ('final', "
	"'amended', 'corrected')"
	" UNION ALL SELECT 3, $1, NULL, NULL, NULL, NULL, age_on(max(p.birth),"
	" $2) FROM patient p WHERE p.person = $1 ORDER BY 1, 6";

struct reading {
	struct ch_safety *s;
	struct ch_chart *chart;
	enum ch_held_as as;
};

int ch_safety_hold(struct ch_safety *s, struct ch_chart *chart,
		   enum ch_held_as as, const struct ch_row *row,
		   struct ch_err *err)
{
	static const char *const matter[] = { "dose", "dose_unit", "sig",
		"timing", "reaction", "criticality" };
	struct ch_held *h = ch_chart_add(chart, as, row->v[0].i);
	int rc = h ? 0 : ch_nomem(err);

	for (size_t i = 0; i < CH_COUNT(matter) && h; i++)
		if (ch_field(row->type, matter[i]) >= 0)
			ch_held_mix(h, ch_row_get_text(row, matter[i]));
	if (h && as == CH_HELD_MEDICINE) {
		h->day = h->since =
			ch_moment_local_day(ch_row_get_int(row, "at"));
		h->as_needed = ch_row_get_int(row, "as_needed");
		h->who = ch_row_get_int(row, "prescriber");
	} else if (h && as == CH_HELD_ALLERGY) {
		rc = ch_conflicts_reaction(s->tables.conflicts,
					   ch_row_get_text(row, "reaction"),
					   ch_slice_is(ch_row_get_text(row,
					   "kind"), "intolerance"), h, err);
	} else if (h) {
		ch_chart_coded(chart, h, CH_SLICE("icd-10"),
			       ch_row_get_text(row, "icd10"),
			       (struct ch_slice){ NULL, 0 }, err);
	}
	return rc ? rc : ch_chart_coded(chart, h,
					ch_row_get_text(row, "system"),
					ch_row_get_text(row, "code"),
					ch_row_get_text(row, "name"), err);
}

static int take(void *ctx, const struct ch_row *row, struct ch_err *err)
{
	const struct reading *r = ctx;

	if (r->as == CH_HELD_MEDICINE && ch_row_get_int(row, "prohibited"))
		return 0;
	return ch_safety_hold(r->s, r->chart, r->as, row, err);
}

static int take_beside(struct reading *r, struct ch_stmt *st,
		       struct ch_err *err)
{
	int64_t what = ch_stmt_int(st, 0), id = ch_stmt_int(st, 1);
	struct ch_held *h = what < 2 ? ch_chart_find(r->chart, id) : NULL;
	struct ch_slice code = ch_stmt_text(st, 3), name = ch_stmt_text(st, 4);
	const char *unit = "", *lab = what == 3 ? "age" : what == 2 ?
		ch_conflicts_lab(r->s->tables.conflicts, code, &unit) : NULL;

	if (h && what == 1)
		h->since = ch_moment_local_day(ch_stmt_int(st, 5));
	else if (h)
		return ch_chart_coded(r->chart, h, ch_stmt_text(st, 2), code,
				      name, err);
	if (!lab || ch_stmt_kind(st, 6) == CH_DB_NULL)
		return 0;
	return ch_chart_result(r->chart, id, lab, unit, name,
			       ch_stmt_real(st, 6), err);
}

int ch_safety_chart(struct ch_safety *s, int64_t person,
		    struct ch_chart *chart, struct ch_err *err)
{
	static const enum ch_section sections[] = { CH_MEDICINES, CH_ALLERGIES,
						    CH_PROBLEMS };
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	CH_AUTO(ch_buf_free) struct ch_buf labs = CH_BUF_INIT;
	struct reading r = { s, chart, CH_HELD_MEDICINE };
	int rc = 0;

	chart->drugs = s->tables.drugs;
	for (; r.as <= CH_HELD_PROBLEM && !rc; r.as++)
		rc = ch_person_section(s->store, person, sections[r.as],
				       s->now, NULL, take, &r, err);
	ch_conflicts_labs(s->tables.conflicts, &labs);
	if (!rc)
		rc = ch_buf_ok(&labs, err);
	if (!rc)
		rc = ch_store_ask(&st, s->store, beside,
				  CH_WITH(ch_ask_int(person),
					  ch_ask_int(s->now),
					  ch_ask_text(labs.s, labs.n)), err);
	while (!rc && !(rc = ch_stmt_step(st, err)) &&
	       !(rc = take_beside(&r, st, err)))
		;
	return rc == CH_END ? 0 : rc;
}
