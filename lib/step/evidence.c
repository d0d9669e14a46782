/* evidence.c - what evidence work asks for, and whether this is it. */
#include "base/moment.h"
#include "step/evidence.h"
#include "store/put.h"
#include "store/scan.h"

#define CONDITIONS_MAX 8
#define NEEDS_MAX 512

/* The conditions borrow from `text`. The last two are our own: that record,
 * and not one entered in error. */
struct asked {
	const struct ch_type *type;
	struct ch_where where[CONDITIONS_MAX + 2];
	int n;
	char text[NEEDS_MAX];
};

/* A record about a patient, which somebody could name. */
static bool is_evidence(const struct ch_type *type)
{
	return type && ch_type_stored(type) && type->source >= 0 &&
		type->patient >= 0;
}

static int add_condition(struct asked *a, const char *expr, struct ch_err *err)
{
	struct ch_where *w = &a->where[a->n];
	struct ch_row typed;
	int rc;

	if (a->n == CONDITIONS_MAX)
		return ch_fail(err, CH_EDATA, "needs: at most %d conditions",
			       CONDITIONS_MAX);
	rc = ch_where_parse(w, a->type, expr, err);
	if (rc)
		return ch_fail(err, CH_EDATA, "needs: a condition is "
			       "FIELD=VALUE, with a field of the type %s",
			       a->type->name);
	a->n++;
	if (w->op == CH_OP_HAS || !*w->text)
		return 0;
	ch_row_start(&typed, a->type);
	rc = ch_row_read(&typed, w->column, w->text, strlen(w->text), err);
	if (!rc)
		rc = ch_row_check(&typed, err);
	if (rc)
		return ch_fail(err, CH_EDATA, "needs: %s: %s",
			       a->type->field[w->column].name,
			       ch_reason_words(err->reason));
	return 0;
}

static int read_asked(struct asked *a, struct ch_slice needs,
		      struct ch_err *err)
{
	char *rest = a->text, *word;
	int rc = 0;

	a->type = NULL;
	a->n = 0;
	if (needs.n >= sizeof(a->text) || memchr(needs.s, '\0', needs.n))
		return ch_fail(err, CH_EDATA, "needs: too long");
	memcpy(a->text, needs.s, needs.n);
	a->text[needs.n] = '\0';
	while (!rc && (word = strsep(&rest, " \t\n"))) {
		if (!*word)
			continue;
		if (a->type)
			rc = add_condition(a, word, err);
		else if (!is_evidence(a->type = ch_type_find(word)))
			rc = ch_fail(err, CH_EDATA, "needs: TYPE [FIELD=VALUE "
				     "...], where TYPE is a record about a "
				     "patient: observation, encounter, note "
				     "...");
	}
	if (!rc && !a->type)
		return ch_fail(err, CH_EDATA, "needs: TYPE is missing");
	return rc;
}

int ch_evidence_check(const char *needs, struct ch_err *err)
{
	const struct ch_slice s = { needs, strlen(needs) };
	struct ch_err why = { 0 };
	struct asked a;
	int rc = read_asked(&a, s, &why);

	return rc ? ch_fail(err, rc, "%s", why.msg) : 0;
}

static int find(struct ch_store *store, struct ch_slice needs,
		const char *text, const struct ch_type **type, int64_t *id,
		struct ch_err *err)
{
	const char *slash = strchr(text, '/');
	const char *hex = slash ? slash + 1 : text;
	size_t n = slash ? (size_t)(slash - text) :
		needs.s ? strcspn(needs.s, " \t\n") : 0;
	struct ch_row row;

	if (!slash && n > needs.n)
		n = needs.n;
	if (!ch_id_parse(hex, strlen(hex), id))
		return ch_fail(err, CH_EUSAGE, "evidence is TYPE/ID, or a "
			       "whole ID");
	for (int i = 0; i < ch_types_n; i++) {
		const struct ch_type *t = &ch_types[i];
		const char *named = slash ? text : needs.s;
		int rc;

		if (!is_evidence(t) || (n && (strlen(t->name) != n ||
					      memcmp(t->name, named, n))))
			continue;
		*type = t;
		rc = ch_store_get(store, t, *id, &row, err);
		if (rc != CH_END)
			return rc;
	}
	return ch_fail(err, CH_ENOENT, "no such record to show as evidence");
}

static int not_it(struct ch_slice needs, struct ch_err *err)
{
	return ch_fail(err, CH_EDATA, "that is not the evidence asked for: "
		       "%.*s, about the same person",
		       (int)(needs.n < 200 ? needs.n : 200), needs.s);
}

/* What was called off, or never came, shows nothing. */
static bool is_nothing(const struct ch_row *row)
{
	static const char *const words[] = {
		"entered-in-error", "cancelled", "registered", "not-done",
		"noshow", "planned", "draft", "revoked", "rejected",
	};
	struct ch_slice status = { NULL, 0 };

	if (ch_row_has(row, row->type->status))
		status = ch_row_get_text(row, "status");
	for (size_t i = 0; status.n && i < CH_COUNT(words); i++)
		if (ch_slice_is(status, words[i]))
			return true;
	return false;
}

/* Without `needs` only the person matters; patient 0: anybody. */
static int holds(struct ch_store *store, struct ch_slice needs,
		 int64_t patient, int64_t since, const struct ch_type *type,
		 int64_t id, struct ch_err *err)
{
	CH_AUTO(ch_scan_close) struct ch_scan *scan = NULL;
	struct asked a = { .type = type };
	struct ch_query q = { .type = type, .where = a.where,
			      .patient = patient, .any_code = true };
	char hex[CH_ID_HEX];
	struct ch_row row;
	int rc = needs.n ? read_asked(&a, needs, err) : 0;

	if (!needs.n)
		needs = CH_SLICE("any record");
	if (rc)
		return rc;
	if (a.type != type)
		return not_it(needs, err);
	ch_id_print(id, hex);
	a.where[a.n++] = (struct ch_where){ 0, CH_OP_EQ, hex };
	q.n = a.n;
	rc = ch_scan_open(&scan, store, &q, err);
	if (!rc)
		rc = ch_scan_next(scan, &row, err);
	if (!rc && is_nothing(&row))
		rc = CH_END;
	if (!rc && since && ch_row_has(&row, type->at) &&
	    ch_moment_last_day(row.v[type->at].i) <
	    ch_moment_local_day(since))
		return ch_fail(err, CH_EDATA, "that evidence is older than "
			       "the work");
	return rc == CH_END ? not_it(needs, err) : rc;
}

int ch_evidence_asked(struct ch_store *store, const struct ch_type *type,
		      int64_t id, struct ch_buf *out, struct ch_err *err)
{
	int c = ch_field(type, "needs"), rc;
	struct ch_row row;

	ch_buf_clear(out);
	if (c < 0)
		return 0;
	rc = ch_store_get(store, type, id, &row, err);
	if (!rc && ch_row_has(&row, c) && !ch_step_is_over(&row))
		ch_buf_add(out, row.v[c].s, row.v[c].n);
	return rc == CH_END ? 0 : rc ? rc : ch_buf_ok(out, err);
}

int ch_evidence_put(struct ch_taking *t, const char *field,
		    struct ch_err *err)
{
	const struct ch_type *of = t->was.type;
	int c = ch_field(of, field), n = ch_field(of, "needs");
	struct ch_slice needs = ch_row_has(&t->was, n) ?
		ch_row_get_text(&t->was, "needs") : CH_SLICE("");
	int64_t made = ch_row_get_int(&t->was, "at"), since, id;
	const struct ch_type *type;
	int rc;

	if (!t->how->evidence && needs.n)
		return ch_fail(err, CH_EDATA, "asks for evidence: %.*s; give "
			       "--evidence ID", (int)(needs.n < 200 ? needs.n :
						      200), needs.s);
	if (!t->how->evidence)
		return 0;
	since = ch_row_get_int(&t->was, "start");
	if (!since || (made && since > made))
		since = made;
	rc = find(t->store, needs, t->how->evidence, &type, &id, err);
	if (!rc)
		rc = holds(t->store, needs,
			   ch_row_get_int(&t->was, "patient"), since, type,
			   id, err);
	if (rc)
		return rc;
	ch_row_int(&t->row, c, id);
	ch_row_text(&t->row, t->row.type->field[c].pair, type->name,
		    strlen(type->name));
	return 0;
}
