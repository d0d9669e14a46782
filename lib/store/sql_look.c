/* sql_look.c - moments that a query compares with texts. */
#include <ctype.h>
#include <strings.h>

#include "record/type.h"
#include "store/sql_look.h"

#define TOKENS_MAX 4096		/* a longer query is its writer's own affair */
#define NAMES_MAX 64

enum kind { WORD, TEXT, NUMBER, SIGN, END };

struct token {
	enum kind kind;
	const char *s;
	size_t n;
	const char *after;	/* past its closing quote, too */
};

/* What a column, or what an alias stands for, holds. */
enum holds { ANYTHING, A_TEXT, A_MOMENT, AN_ID, A_FLAG };

struct alias {
	const struct token *name;
	enum holds holds;
	int from, to;			/* the brackets that it stands in */
};

struct query {
	const char *sql;
	struct token t[TOKENS_MAX + 4];	/* some may be looked at past the end */
	int n;
	uint64_t types, views;		/* that it names: a bit each */
	struct alias alias[NAMES_MAX];
	int aliases;
};

/* ---- tokens ---- */

/* The end of what is quoted: '' is a quote in it. */
static const char *quoted(const char *s)
{
	char end = *s == '[' ? ']' : *s;

	for (s++; *s && (*s != end || s[1] == end); s++)
		s += *s == end;
	return *s ? s + 1 : s;
}

static const char *skip(const char *s)
{
	for (;;) {
		if (isspace((unsigned char)*s)) {
			s++;
		} else if (s[0] == '-' && s[1] == '-') {
			s += strcspn(s, "\n");
		} else if (s[0] == '/' && s[1] == '*') {
			const char *end = strstr(s + 2, "*/");

			s = end ? end + 2 : s + strlen(s);
		} else {
			return s;
		}
	}
}

static bool in_word(char c)
{
	return isalnum((unsigned char)c) || c == '_' || c == '$' ||
		(unsigned char)c >= 0x80;
}

static struct token next(const char *s)
{
	struct token t = { SIGN, s, 1, s + 1 };
	const char *end = s + 1;

	if (*s == '\'') {
		t.kind = TEXT;
		end = quoted(s);
	} else if (*s == '"' || *s == '`' || *s == '[') {
		/* A column's name; without its quotes. */
		end = quoted(s);
		return (struct token){ WORD, s + 1, (size_t)(end - s) -
				       (end > s + 1 ? 2 : 1), end };
	} else if (isdigit((unsigned char)*s)) {
		t.kind = NUMBER;
		while (in_word(*end) || *end == '.')
			end++;
	} else if (in_word(*s)) {
		t.kind = WORD;
		while (in_word(*end))
			end++;
	} else if (strchr("<>=!", *s)) {
		while (*end && strchr("<>=", *end))
			end++;
	} else if (s[0] == '|' && s[1] == '|') {
		end++;
	}
	t.n = (size_t)(end - s);
	t.after = end;
	return t;
}

static bool is(const struct token *t, const char *word)
{
	return (t->kind == WORD || t->kind == SIGN) && t->n == strlen(word) &&
		!strncasecmp(t->s, word, t->n);
}

static bool is_any(const struct token *t, const char *const *words)
{
	for (; *words; words++)
		if (is(t, *words))
			return true;
	return false;
}

static void note_types(struct query *q, const struct token *t)
{
	for (int i = 0; i < ch_types_n; i++) {
		size_t n = strlen(ch_types[i].name);

		/* encounter_once has encounter's columns, as it is named. */
		if (t->n >= n && !strncasecmp(t->s, ch_types[i].name, n) &&
		    (t->n == n || t->s[n] == '_'))
			q->types |= UINT64_C(1) << i;
		if (t->n == n + 2 && !strncasecmp(t->s, "v_", 2) &&
		    !strncasecmp(t->s + 2, ch_types[i].name, n))
			q->views |= UINT64_C(1) << i;
	}
}

static bool split(struct query *q)
{
	for (const char *s = skip(q->sql); *s; s = skip(q->t[q->n++].after)) {
		if (q->n == TOKENS_MAX)
			return false;
		q->t[q->n] = next(s);
		if (q->t[q->n].kind == WORD)
			note_types(q, &q->t[q->n]);
	}
	q->t[q->n].kind = END;
	return true;
}

/* ---- what it holds ---- */

static enum holds of_field(enum ch_as as)
{
	switch (as) {
	case CH_AS_MOMENT:
		return A_MOMENT;
	case CH_AS_ID:
	case CH_AS_REF:
	case CH_AS_ANYREF:
		return AN_ID;
	case CH_AS_FLAG:
		return A_FLAG;
	default:
		return ANYTHING;
	}
}

/* What all of the types hold in a column of that name, if they agree. */
static enum holds of_types(const struct token *t, uint64_t types, bool *found)
{
	enum holds all = ANYTHING;

	*found = false;
	for (; types; types &= types - 1) {
		const struct ch_type *type = &ch_types[__builtin_ctzll(types)];
		char name[64];
		int c;

		if (t->n >= sizeof(name))
			return ANYTHING;
		for (size_t i = 0; i < t->n; i++)
			name[i] = (char)tolower((unsigned char)t->s[i]);
		c = ch_field_find(type, name, t->n);
		if (c < 0)
			continue;
		if (*found && all != of_field(type->field[c].as))
			return ANYTHING;
		all = of_field(type->field[c].as);
		*found = true;
	}
	return all;
}

/* Beside an alias, in the query that gives it, a column of that name is still
 * what it was; only around that query the alias is all there is. */
static bool is_of_alias(const struct alias *a, const struct token *t, int at)
{
	return a->name->n == t->n && !strncasecmp(a->name->s, t->s, t->n) &&
		(a->holds != ANYTHING || at < a->from || at > a->to);
}

static enum holds of_name(const struct query *q, const struct token *t)
{
	uint64_t every = ch_types_n == 64 ? UINT64_MAX :
		(UINT64_C(1) << ch_types_n) - 1;
	enum holds holds;
	bool found;

	for (int i = 0; i < q->aliases; i++)
		if (is_of_alias(&q->alias[i], t, (int)(t - q->t)))
			return q->alias[i].holds;
	of_types(t, q->views, &found);
	if (found)
		return ANYTHING;
	holds = of_types(t, q->types, &found);
	return found ? holds : of_types(t, every, &found);
}

static const char *const same[] = { "min", "max", "coalesce", "ifnull",
	"nullif", "likely", "unlikely", "first_value", "last_value", "lag",
	"lead", NULL };
static const char *const texts[] = { "date", "time", "datetime", "strftime",
	"printf", "format", "substr", "substring", "lower", "upper", "trim",
	"replace", "group_concat", "said", "hexid", "fold", "hex", NULL };
static const char *const dates[] = { "date", "time", "datetime", "strftime",
	"julianday", "unixepoch", "substr", "substring", NULL };
static const char *const clauses[] = { "and", "or", "not", "where", "on",
	"when", "then", "else", "having", "select", "between", "by", "case",
	"in", "like", "is", "distinct", "from", NULL };

/* The bracket that belongs to the one at `i`; -1: none. */
static int partner(const struct query *q, int i, int step)
{
	int depth = 0;

	for (; i >= 0 && i < q->n; i += step) {
		depth += is(&q->t[i], "(") - is(&q->t[i], ")");
		if (!depth)
			return i;
	}
	return -1;
}

/* What stands from `from` to `to`, if it is one column, text or call; the
 * column goes to `*name`. */
static enum holds what(const struct query *q, int from, int to,
		       const struct token **name)
{
	const struct token *t = q->t;

	if (from > to || from < 0)
		return ANYTHING;
	if (from == to) {
		*name = &t[from];
		return t[from].kind == TEXT ? A_TEXT : t[from].kind == WORD ?
			of_name(q, &t[from]) : ANYTHING;
	}
	if (to == from + 2 && t[from].kind == WORD && is(&t[from + 1], "."))
		return what(q, to, to, name);
	if (is(&t[from], "(") && partner(q, from, 1) == to)
		return what(q, from + 1, to - 1, name);
	if (t[from].kind != WORD || !is(&t[from + 1], "(") ||
	    partner(q, from + 1, 1) != to)
		return ANYTHING;
	if (is_any(&t[from], texts))
		return A_TEXT;
	if (!is_any(&t[from], same))
		return ANYTHING;
	for (int end = from + 2; end < to; end++)	/* its first argument */
		if (is(&t[end], ","))
			return what(q, from + 2, end - 1, name);
	return what(q, from + 2, to - 1, name);
}

/* Where the operand that ends at `to` begins, or that begins at `from` ends. */
static int begin_of(const struct query *q, int to)
{
	int i = to;

	if (to < 0)
		return -1;
	if (is(&q->t[to], ")")) {
		i = partner(q, to, -1);
		if (i > 0 && q->t[i - 1].kind == WORD &&
		    !is_any(&q->t[i - 1], clauses))
			i--;
	} else if (to >= 2 && is(&q->t[to - 1], ".")) {
		i = to - 2;
	}
	return i;
}

static int end_of(const struct query *q, int from)
{
	if (from >= q->n)
		return -1;
	if (is(&q->t[from], "("))
		return partner(q, from, 1);
	if (q->t[from].kind == WORD && from + 1 < q->n) {
		if (is(&q->t[from + 1], "("))
			return partner(q, from + 1, 1);
		if (is(&q->t[from + 1], ".") && from + 2 < q->n)
			return from + 2;
	}
	return from;
}

/* ---- comparisons ---- */

static int refuse(const struct query *q, enum holds holds,
		  const struct token *name, struct ch_err *err)
{
	int n = (int)(name->n < 40 ? name->n : 40);
	int at = (int)(name->s - q->sql) + 1;

	if (holds == A_MOMENT)
		return ch_fail(err, CH_EUSAGE, "SQL: %.*s is a moment, not a "
			       "text, at byte %d: write moment('2026-11-22') "
			       "for a time, compare day_of(%.*s) for a day, or "
			       "said(%.*s) for the text", n, name->s, at, n,
			       name->s, n, name->s);
	if (holds == AN_ID)
		return ch_fail(err, CH_EUSAGE, "SQL: %.*s is an id, not a text"
			       ", at byte %d: write idof('0123456789abcdef'), "
			       "or compare hexid(%.*s)", n, name->s, at, n,
			       name->s);
	return ch_fail(err, CH_EUSAGE, "SQL: %.*s is a flag, not a text, at "
		       "byte %d: it is 1 or 0", n, name->s, at);
}

/* SQLite reads '1' as 1. */
static bool is_bit(const struct token *t)
{
	return t && t->n == 3 && (t->s[1] == '0' || t->s[1] == '1');
}

static int weigh(const struct query *q, int from, int to, int other,
		 int other_end, struct ch_err *err)
{
	const struct token *a = NULL, *b = NULL;
	enum holds x = what(q, from, to, &a), y = what(q, other, other_end,
						       &b);

	if (x > A_TEXT && y == A_TEXT && !(x == A_FLAG && is_bit(b)))
		return refuse(q, x, a, err);
	if (y > A_TEXT && x == A_TEXT && !(y == A_FLAG && is_bit(a)))
		return refuse(q, y, b, err);
	return 0;
}

/* BETWEEN x AND y: two of them. */
static int weigh_between(const struct query *q, int from, int to, int first,
			 struct ch_err *err)
{
	int end = end_of(q, first), rc;

	rc = weigh(q, from, to, first, end, err);
	if (rc || end < 0 || !is(&q->t[end + 1], "and"))
		return rc;
	return weigh(q, from, to, end + 2, end_of(q, end + 2), err);
}

/* IN ('a', 'b'), IN (VALUES ('a')): each of the list. */
static int weigh_list(const struct query *q, int from, int to, int open,
		      struct ch_err *err)
{
	int end = is(&q->t[open], "(") ? partner(q, open, 1) : -1, rc = 0;

	for (int i = open + 1; i < end && !rc; i++)
		if (q->t[i].kind == TEXT && (is(&q->t[i - 1], "(") ||
					     is(&q->t[i - 1], ",")))
			rc = weigh(q, from, to, i, i, err);
	return rc;
}

static int look_at(struct query *q, int i, struct ch_err *err)
{
	static const char *const compares[] = { "=", "==", "<>", "!=", "<",
		"<=", ">", ">=", "is", "like", "glob", NULL };
	const struct token *t = &q->t[i], *name = NULL;
	int last = i - 1, right = i + 1;

	if (t->kind == WORD && is_any(t, dates) && is(&t[1], "(")) {
		int from = is(t, "strftime") && is(&t[3], ",") ? i + 4 : i + 2;
		enum holds h = what(q, from, end_of(q, from), &name);

		return h == A_MOMENT ? refuse(q, h, name, err) : 0;
	}
	if (last >= 0 && is(&q->t[last], "not"))
		last--;
	if (is(t, "between"))
		return weigh_between(q, begin_of(q, last), last, right, err);
	if (is(t, "in"))
		return weigh_list(q, begin_of(q, last), last, right, err);
	if (is(t, "case") && i + 2 < q->n) {
		int end = end_of(q, right);

		return end > 0 && is(&q->t[end + 1], "when") ?
			weigh(q, right, end, end + 2, end_of(q, end + 2),
			      err) : 0;
	}
	if (!is_any(t, compares))
		return 0;
	if (is(&q->t[right], "not"))
		right++;
	return weigh(q, begin_of(q, last), last, right, end_of(q, right), err);
}

/* "at AS day": the other name holds the same. */
static void note_alias(struct query *q, int i)
{
	const struct token *name;
	int open = i, depth = 0, close;
	enum holds holds;

	if (!is(&q->t[i], "as") || !i || q->t[i + 1].kind != WORD ||
	    q->aliases == NAMES_MAX)
		return;
	holds = what(q, begin_of(q, i - 1), i - 1, &name);
	while (open >= 0 && depth < 1) {
		depth += is(&q->t[open], "(") - is(&q->t[open], ")");
		open--;
	}
	close = depth < 1 ? q->n : partner(q, open + 1, 1);
	if (holds != ANYTHING || of_name(q, &q->t[i + 1]) != ANYTHING)
		q->alias[q->aliases++] = (struct alias){
			&q->t[i + 1], holds == A_TEXT ? ANYTHING : holds,
			depth < 1 ? 0 : open + 1, close < 0 ? q->n : close
		};
}

int ch_sql_look(const char *sql, struct ch_err *err)
{
	struct query *q = calloc(1, sizeof(*q));
	int rc = 0;

	if (!q)
		return ch_nomem(err);
	q->sql = sql;
	if (split(q)) {
		for (int i = 0; i < q->n; i++)
			note_alias(q, i);
		for (int i = 0; i < q->n && !rc; i++)
			rc = look_at(q, i, err);
	}
	free(q);
	return rc;
}
