/* scan.c - records by type and field, through the one reader. */
#include "base/moment.h"
#include "base/text.h"
#include "store/rows.h"
#include "store/scan.h"

struct ch_scan {
	struct ch_rows *rows;
	int n;
	struct asked {
		struct ch_row typed;	/* the condition's value */
		struct ch_buf folded;	/* what HAS looks for */
	} *asked;		/* one for each condition */
};

/* ---- conditions ---- */

static int no_such_field(const struct ch_type *type, const char *expr,
			 size_t n, struct ch_err *err)
{
	struct ch_buf names = CH_BUF_INIT;
	struct ch_near near = { 0 };
	char word[64];
	int rc;

	snprintf(word, sizeof(word), "%.*s", (int)n, expr);
	near.to = word;
	for (int c = 0; c < type->n; c++) {
		ch_buf_addf(&names, " %s", type->field[c].name);
		ch_near_try(&near, type->field[c].name);
	}
	rc = ch_fail(err, CH_EUSAGE, "%s has no such field%s%s; it has:%s",
		     type->name, *near.best ? ", but " : "", near.best,
		     names.s ? names.s : "");
	ch_buf_free(&names);
	return rc;
}

int ch_where_parse(struct ch_where *out, const struct ch_type *type,
		   const char *expr, struct ch_err *err)
{
	static const struct {
		const char *sign;
		enum ch_op op;
	} signs[] = {
		{ "<=", CH_OP_LE }, { ">=", CH_OP_GE }, { "!=", CH_OP_NE },
		{ "=", CH_OP_EQ }, { "!", CH_OP_NE }, { "<", CH_OP_LT },
		{ ">", CH_OP_GT }, { "~", CH_OP_HAS },
	};
	size_t n = strcspn(expr, "<>=!~");

	if (!expr[n])
		return ch_fail(err, CH_EUSAGE, "a condition is FIELD=VALUE, "
			       "or with < > <= >= ! ~ in the place of =");
	out->column = ch_field_find(type, expr, n);
	if (out->column < 0)
		return no_such_field(type, expr, n, err);
	for (size_t i = 0; i < CH_COUNT(signs); i++) {
		size_t len = strlen(signs[i].sign);

		if (strncmp(expr + n, signs[i].sign, len))
			continue;
		out->op = signs[i].op;
		out->text = expr + n + len;
		break;
	}
	return 0;
}

static const char *sign_of(enum ch_op op)
{
	static const char *const sign[] = {
		[CH_OP_EQ] = "=", [CH_OP_NE] = "<>", [CH_OP_LT] = "<",
		[CH_OP_GT] = ">", [CH_OP_LE] = "<=", [CH_OP_GE] = ">=",
	};

	return sign[op];
}

/* The days that a year, month or day as said goes over. */
static void span(int64_t m, int64_t *first, int64_t *last)
{
	int64_t year;
	int month, day;

	*first = *last = ch_moment_day(m);
	ch_civil_of_days(*first, &year, &month, &day);
	if (ch_moment_said(m) == CH_SAID_YEAR)
		*last = ch_days_of_civil(year + 1, 1, 1) - 1;
	else if (ch_moment_said(m) == CH_SAID_MONTH)
		*last = ch_days_of_civil(year + month / 12, month % 12 + 1,
					 1) - 1;
}

/* A moment with a time compares as an instant; a day, month or year as the
 * calendar days that it goes over. Our own integers: safe to spell. */
static void add_moment(struct ch_buf *sql, const char *name, enum ch_op op,
		       int64_t m)
{
	int64_t first, last;

	if (ch_moment_said(m) > CH_SAID_DAY) {
		int64_t low = m & ~INT64_C(0x7fff), high = ch_moment_top(m);

		if (op == CH_OP_EQ || op == CH_OP_NE)
			ch_buf_addf(sql, "(%s %s BETWEEN %lld AND %lld)", name,
				    op == CH_OP_NE ? "NOT" : "",
				    (long long)low, (long long)high);
		else
			ch_buf_addf(sql, "%s %s %lld", name, sign_of(op),
				    (long long)(op == CH_OP_LT ||
						op == CH_OP_GE ? low : high));
		return;
	}
	span(m, &first, &last);
	if (op == CH_OP_EQ || op == CH_OP_NE)
		ch_buf_addf(sql, "(day_of(%s) %s BETWEEN %lld AND %lld)", name,
			    op == CH_OP_NE ? "NOT" : "", (long long)first,
			    (long long)last);
	else
		ch_buf_addf(sql, "day_of(%s) %s %lld", name, sign_of(op),
			    (long long)(op == CH_OP_LT || op == CH_OP_GE ?
					first : last));
}

/* What `code` holds is one of the field's codes, and `system` is told of the
 * same field. */
static void add_any_code(struct ch_buf *sql, const struct ch_type *type,
			 const char *field, int parameter)
{
	bool system = !strcmp(field, "system");

	ch_buf_addf(sql, "(%s = $%d OR EXISTS (SELECT 1 FROM coding g WHERE "
		    "g.record = %s.id AND g.record_type = '%s' AND g.field = "
		    "'%s' AND g.%s = $%d))", field, parameter, type->name,
		    type->name, system ? "code" : field,
		    system ? "system" : "code", parameter);
}

static void add_condition(struct ch_buf *sql, const struct ch_type *type,
			  const struct ch_where *w, const struct ch_row *typed,
			  int parameter, bool any_code)
{
	const struct ch_field *f = &type->field[w->column];
	bool no = w->op == CH_OP_NE;

	if (!*w->text && (w->op == CH_OP_EQ || no))
		ch_buf_addf(sql, "%s IS %sNULL", f->name, no ? "NOT " : "");
	else if (w->op == CH_OP_HAS)
		ch_buf_addf(sql, "fold(%s) LIKE $%d ESCAPE '\\'", f->name,
			    parameter);
	else if (f->as == CH_AS_MOMENT)
		add_moment(sql, f->name, w->op, typed->v[w->column].i);
	else if (no)
		ch_buf_addf(sql, "(%s IS NULL OR %s <> $%d)", f->name, f->name,
			    parameter);
	else if (any_code && w->op == CH_OP_EQ && f->as == CH_AS_TEXT)
		add_any_code(sql, type, f->name, parameter);
	else
		ch_buf_addf(sql, "%s %s $%d", f->name, sign_of(w->op),
			    parameter);
}

/* "%folded%" with LIKE's own signs escaped. */
static int like_pattern(struct ch_buf *out, const char *text,
			struct ch_err *err)
{
	struct ch_buf folded = CH_BUF_INIT;

	ch_text_fold(&folded, text, strlen(text));
	ch_buf_addc(out, '%');
	for (size_t i = 0; i < folded.n; i++) {
		if (strchr("%_\\", folded.s[i]))
			ch_buf_addc(out, '\\');
		ch_buf_addc(out, folded.s[i]);
	}
	ch_buf_addc(out, '%');
	out->failed |= folded.failed;
	ch_buf_free(&folded);
	return ch_buf_ok(out, err);
}

static int read_conditions(struct ch_scan *s, const struct ch_query *q,
			   struct ch_err *err)
{
	s->asked = calloc((size_t)q->n + 1, sizeof(*s->asked));
	if (!s->asked)
		return ch_nomem(err);
	s->n = q->n;
	for (int i = 0; i < q->n; i++) {
		const struct ch_where *w = &q->where[i];
		struct asked *a = &s->asked[i];

		ch_row_start(&a->typed, q->type);
		if (w->op == CH_OP_HAS) {
			if (like_pattern(&a->folded, w->text, err))
				return CH_ENOMEM;
		} else if (*w->text && ch_row_read(&a->typed, w->column,
						   w->text, strlen(w->text),
						   err)) {
			return ch_fail(err, CH_EUSAGE, "--where %s: not a "
				       "value of this field's type",
				       q->type->field[w->column].name);
		}
	}
	return 0;
}

/* ---- the statement ---- */

static void add_person(struct ch_buf *sql, const struct ch_query *q)
{
	const char *key = strcmp(q->type->name, "patient") ? "patient" : "id";

	ch_buf_addf(sql, "%s IN (SELECT p.id FROM patient p WHERE p.person = "
		    "(SELECT o.person FROM patient o WHERE o.id = %lld))", key,
		    (long long)q->patient);
}

/* The last of the schema's words first, and what says none of them last. */
static void add_rank(struct ch_buf *sql, const struct ch_type *type,
		     const char *field, size_t n)
{
	const char *const *words =
		type->field[ch_field_find(type, field, n)].words;
	int count = 0;

	while (words[count])
		count++;
	ch_buf_addf(sql, "CASE %.*s", (int)n, field);
	for (int i = 0; i < count; i++)
		ch_buf_addf(sql, " WHEN '%s' THEN %d", words[i], count - i);
	ch_buf_addf(sql, " ELSE %d END", count + 1);
}

static void add_order(struct ch_buf *sql, const struct ch_query *q)
{
	const char *s = q->order ? q->order : "rowid";

	ch_buf_adds(sql, " ORDER BY ");
	while (*s) {
		size_t n = strcspn(s, ",");

		if (!strncmp(s, "by_", 3))
			add_rank(sql, q->type, s + 3, n - 3);
		else
			ch_buf_add(sql, s, n);
		s += n;
		n = strspn(s, ", ");
		ch_buf_add(sql, s, n);
		s += n;
	}
}

static void build(struct ch_buf *sql, const struct ch_scan *s,
		  const struct ch_query *q)
{
	const char *and = " WHERE ";

	ch_buf_addf(sql, "FROM %s", q->type->name);
	if (q->patient) {
		ch_buf_adds(sql, and);
		add_person(sql, q);
		and = " AND ";
	}
	if (q->since) {
		ch_buf_addf(sql, "%srecorded >= %lld", and,
			    (long long)(q->since & ~INT64_C(0x7fff)));
		and = " AND ";
	}
	for (int i = 0; i < q->n; i++, and = " AND ") {
		ch_buf_adds(sql, and);
		add_condition(sql, q->type, &q->where[i], &s->asked[i].typed,
			      i + 1, q->any_code);
	}
	if (q->also)
		ch_buf_addf(sql, "%s(%s)", and, q->also);
	add_order(sql, q);
	if (q->limit)
		ch_buf_addf(sql, " LIMIT %lld", (long long)q->limit);
}

/* Every condition has its place, also where it asks with nothing. */
static int bind_conditions(struct ch_scan *s, const struct ch_query *q,
			   struct ch_err *err)
{
	struct ch_ask *with = calloc((size_t)q->n + 1, sizeof(*with));

	if (!with)
		return ch_nomem(err);
	for (int i = 0; i < q->n; i++) {
		const struct asked *a = &s->asked[i];

		if (q->where[i].op == CH_OP_HAS)
			with[i] = ch_ask_text(a->folded.s, a->folded.n);
		else if (*q->where[i].text)
			with[i].v = a->typed.v[q->where[i].column];
	}
	ch_rows_ask(s->rows, with, q->n);
	free(with);
	return 0;
}

int ch_scan_open(struct ch_scan **out, struct ch_store *store,
		 const struct ch_query *query, struct ch_err *err)
{
	struct ch_scan *s = calloc(1, sizeof(*s));
	struct ch_buf sql = CH_BUF_INIT;
	int rc;

	*out = NULL;
	if (!s)
		return ch_nomem(err);
	rc = read_conditions(s, query, err);
	if (!rc) {
		build(&sql, s, query);
		rc = ch_buf_ok(&sql, err);
	}
	if (!rc)
		rc = ch_rows_open(&s->rows, store, query->type, sql.s, err);
	ch_buf_free(&sql);
	if (!rc)
		rc = bind_conditions(s, query, err);
	if (rc)
		ch_scan_close(&s);
	*out = s;
	return rc;
}

int ch_scan_next(struct ch_scan *scan, struct ch_row *row, struct ch_err *err)
{
	return ch_rows_next(scan->rows, row, err);
}

void ch_scan_close(struct ch_scan **scan)
{
	struct ch_scan *s = *scan;

	if (!s)
		return;
	ch_rows_close(&s->rows);
	for (int i = 0; i < s->n; i++)
		ch_buf_free(&s->asked[i].folded);
	free(s->asked);
	free(s);
	*scan = NULL;
}

int ch_store_find(struct ch_store *store, const struct ch_type *type,
		  const char *text, size_t n, int64_t *id, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int64_t low, high;
	char sql[128];
	int rc;

	if (!ch_id_prefix(text, n, &low, &high))
		return ch_fail(err, CH_EUSAGE, "not an id: 16 hex digits, or "
			       "at least the first 4");
	snprintf(sql, sizeof(sql), "SELECT id FROM %s WHERE id BETWEEN $1 AND "
		 "$2 LIMIT 2", type->name);
	rc = ch_db_prepare(&st, store->db, sql, err);
	if (rc)
		return rc;
	ch_stmt_bind_int(st, 1, low);
	ch_stmt_bind_int(st, 2, high);
	rc = ch_stmt_step(st, err);
	if (rc)
		return rc == CH_END ? ch_fail(err, CH_ENOENT, "no such %s",
					      type->name) : rc;
	*id = ch_stmt_int(st, 0);
	rc = ch_stmt_step(st, err);
	if (!rc)
		return ch_fail(err, CH_EUSAGE, "several %s ids begin so; type "
			       "more digits", type->name);
	return rc == CH_END ? 0 : rc;
}
