/* rule_explain.c - a rule's queries asked part by part, for one person. */
#include "base/moment.h"
#include "step/make.h"
#include "care/rule/rule_explain.h"
#include "care/rule/rule_in.h"
#include "know/clauses.h"
#include "query/needs.h"

#define SHOWN 5

struct explaining {
	const struct ch_rule *rule;
	struct ch_store *store;
	int64_t person, now, since;
	ch_each_row each;
	void *ctx;
	int place;		/* of the next line */
	struct ch_err *err;
};

/* ---- a line ---- */

struct line {
	const char *query;
	char says[160];
	int64_t left;
	struct ch_buf records;
};

static int tell(struct explaining *x, const struct line *line)
{
	char place[16];
	struct ch_row row;

	snprintf(place, sizeof(place), "%d", x->place++);
	ch_row_start(&row, ch_type_find("clause"));
	ch_row_int(&row, 0, ch_make_id(x->store, row.type, x->rule->k.name,
				       "patient", x->person, place));
	ch_row_put_int(&row, "patient", x->person);
	ch_row_put_text(&row, "rule", x->rule->k.name);
	ch_row_put_text(&row, "query", line->query);
	ch_row_put_text(&row, "says", line->says);
	ch_row_put_int(&row, "holds", line->left > 0);
	ch_row_put_int(&row, "left", line->left);
	if (line->records.n)
		ch_row_put_text(&row, "records", line->records.s);
	return x->each(x->ctx, &row, x->err);
}

/* ---- the parts of a query ---- */

/* WITH ... SELECT the record FROM ... WHERE it is theirs AND the first parts
 * of the query. */
static void ask_parts(struct ch_buf *sql, const struct ch_clauses *c,
		      const char *column, const char *theirs, int parts)
{
	struct ch_slice id = ch_clauses_column(c, column);
	struct ch_slice whose = ch_clauses_column(c, "patient");

	ch_buf_add(sql, c->with.s, c->with.n);
	ch_buf_adds(sql, " SELECT DISTINCT ");
	ch_buf_add(sql, id.n ? id.s : whose.s, id.n ? id.n : whose.n);
	ch_buf_adds(sql, " ");
	ch_buf_add(sql, c->from.s, c->from.n);
	ch_buf_adds(sql, "\nWHERE ");
	if (theirs) {
		ch_buf_adds(sql, "(");
		ch_buf_add(sql, whose.s, whose.n);
		ch_buf_addf(sql, ") IN (%s)", theirs);
	} else {
		ch_buf_adds(sql, "1");
	}
	for (int i = 0; i < parts; i++) {
		ch_buf_adds(sql, "\nAND (");
		ch_buf_add(sql, c->clause[i].sql.s, c->clause[i].sql.n);
		ch_buf_adds(sql, "\n)");
	}
}

static void bind(const struct explaining *x, struct ch_stmt *st)
{
	ch_stmt_bind_named(st, "$as_of", x->now);
	ch_stmt_bind_named(st, "$since", x->since);
	for (int i = 0; i < x->rule->k.sets; i++)
		ch_stmt_bind_named(st, x->rule->k.set[i].name,
				   x->rule->k.set[i].v.i);
}

/* Counts what is left, and names some of it. */
static int count(struct explaining *x, const struct ch_type *type,
		 const char *sql, struct line *line)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_db_prepare_read(&st, x->store->db, sql, x->err);

	if (!rc)
		bind(x, st);
	while (!rc && !(rc = ch_stmt_step(st, x->err)))
		/* The least of no records is none. */
		if (ch_stmt_kind(st, 0) != CH_DB_NULL &&
		    line->left++ < SHOWN) {
			char hex[CH_ID_HEX];

			ch_id_print(ch_stmt_int(st, 0), hex);
			ch_buf_addf(&line->records, "%c\"%s/%s\"",
				    line->records.n ? ',' : '[', type->name,
				    hex);
		}
	if (line->records.n)
		ch_buf_adds(&line->records, "]");
	return rc == CH_END ? ch_buf_ok(&line->records, x->err) : rc;
}

#define THEIRS "SELECT p.id FROM temp.touched t CROSS JOIN patient p ON " \
	"p.person = t.person"

static int explain_part(struct explaining *x, const struct ch_clauses *c,
			int q, int part)
{
	CH_AUTO(ch_buf_free) struct ch_buf sql = CH_BUF_INIT;
	bool applies = q == CH_RULE_APPLIES;
	const struct ch_type *type = applies ? ch_clauses_column(c, "about").n ?
		x->rule->about_type : ch_type_find("patient") :
		ch_type_find("occurrence");
	struct line line = { .query = applies ? "applies" : "settled" };
	int rc;

	snprintf(line.says, sizeof(line.says), "%s", applies ?
		 "their records" : "what stands");
	if (part)
		ch_clause_say(&c->clause[part - 1], line.says,
			      sizeof(line.says));
	ask_parts(&sql, c, applies ? "about" : "id", applies ? THEIRS : NULL,
		  part);
	rc = ch_buf_ok(&sql, x->err);
	if (!rc)
		rc = count(x, type, sql.s, &line);
	if (!rc)
		rc = tell(x, &line);
	ch_buf_free(&line.records);
	return rc;
}

/* Each SELECT of a UNION by itself, behind what stands before the first. */
static int explain_query(struct explaining *x, int q)
{
	const char *text = x->rule->k.query[q];
	struct ch_slice with = { "", 0 };
	struct ch_clauses c;
	int rc = 0;

	while (text && !rc && ch_clauses_read(&c, text) &&
	       ch_clauses_column(&c, q == CH_RULE_APPLIES ? "patient" :
				 "id").n) {
		if (text == x->rule->k.query[q])
			with = c.with;
		c.with = with;
		for (int part = 0; part <= c.n && !rc; part++)
			rc = explain_part(x, &c, q, part);
		text = c.rest;
	}
	return rc;
}

/* ---- what came of it ---- */

static int tell_outcome(struct explaining *x, const char *says,
			const struct ch_type *type, int64_t id)
{
	struct line line = { .query = "outcome", .left = id != 0 };
	char hex[CH_ID_HEX];
	int rc;

	snprintf(line.says, sizeof(line.says), "%s", says);
	ch_id_print(id, hex);
	if (id)
		ch_buf_addf(&line.records, "[\"%s/%s\"]", type->name, hex);
	rc = ch_buf_ok(&line.records, x->err);
	if (!rc)
		rc = tell(x, &line);
	ch_buf_free(&line.records);
	return rc;
}

static const char past[] =
	"SELECT o.id, o.status, o.reason, o.times, o.made, o.made_type, "
	"o.compared FROM temp.touched t CROSS JOIN patient p ON p.person = "
	"t.person CROSS JOIN occurrence o ON o.patient = p.id WHERE o.rule = "
	"$1 ORDER BY o.at, o.id";

static int tell_past(struct explaining *x, bool *any)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	char says[160];
	int rc = ch_db_prepare(&st, x->store->db, past, x->err);

	if (!rc)
		ch_stmt_bind_str(st, 1, x->rule->k.name);
	while (!rc && !(rc = ch_stmt_step(st, x->err))) {
		struct ch_slice status = ch_stmt_text(st, 1);
		struct ch_slice reason = ch_stmt_text(st, 2);

		*any = true;
		snprintf(says, sizeof(says), "%s (seen: %lld), and is %.*s%s"
			 "%.*s", ch_stmt_int(st, 6) ? "noticed outside the "
			 "pilot" : "it fired", (long long)ch_stmt_int(st, 3),
			 (int)status.n, status.s, reason.n ? ": " : "",
			 (int)reason.n, reason.s ? reason.s : "");
		rc = tell_outcome(x, says, ch_type_find("occurrence"),
				  ch_stmt_int(st, 0));
	}
	return rc == CH_END ? 0 : rc;
}

/* What a run would do now. */
static int tell_next(struct explaining *x, const struct ch_ruling *r, bool any)
{
	char says[80];
	int rc = 0;

	for (size_t i = 0; i < r->n && !rc; i++) {
		const struct ch_match *m = &r->match[i];

		rc = tell_outcome(x, m->is == CH_MATCH_AGAIN ?
				  "a run sees it again" :
				  m->is == CH_MATCH_DROPPED ?
				  "it would be settled at once" :
				  m->compared ? "outside the pilot" :
				  "a run fires now", m->about_type, m->about);
	}
	for (size_t i = 0; i < r->overs && !rc; i++) {
		snprintf(says, sizeof(says), "a run settles it now: %s",
			 r->over[i].why);
		rc = tell_outcome(x, says, ch_type_find("occurrence"),
				  r->over[i].id);
	}
	snprintf(says, sizeof(says), "older than its window of %.20s: %lld",
		 x->rule->window ? x->rule->window : "7d",
		 (long long)r->count.late);
	if (!rc && r->count.late)
		rc = tell_outcome(x, says, NULL, 0);
	if (!rc && !r->n && !any)
		rc = tell_outcome(x, "it does not fire", NULL, 0);
	return rc;
}

int ch_rule_explain(const struct ch_rule *rule, struct ch_store *store,
		    const struct ch_shelf *shelf, int64_t person, int64_t now,
		    ch_each_row each, void *ctx, struct ch_err *err)
{
	struct ch_ruling r = { .store = store, .shelf = shelf, .rule = rule,
			       .now = now, .one = true };
	struct explaining x = { .rule = rule, .store = store, .now = now,
				.person = person, .each = each, .ctx = ctx,
				.err = err };
	bool any = false;
	int rc;

	rc = ch_heard_make(store, rule->types, NULL, person, err);
	if (!rc)
		rc = ch_needs_one(store, person, err);
	if (!rc)
		rc = ch_ruling_plan(&r, err);
	x.since = r.since;
	if (!rc)
		rc = explain_query(&x, CH_RULE_APPLIES);
	if (!rc)
		rc = tell_past(&x, &any);
	if (!rc)
		rc = tell_next(&x, &r, any);
	if (!rc && any)
		rc = explain_query(&x, CH_RULE_SETTLED);
	ch_ruling_free(&r);
	return rc;
}
