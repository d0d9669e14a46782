/* clauses.c - takes a query apart at its outermost words. */
#include <ctype.h>

#include "know/clauses.h"

enum word { NONE, SELECT, DISTINCT, FROM, WHERE, AND, OR, BETWEEN, CASE, END,
	    TAIL, UNION, EXCEPT };

static const struct {
	const char *text;
	enum word word;
} words[] = {
	{ "SELECT", SELECT }, { "FROM", FROM }, { "WHERE", WHERE },
	{ "AND", AND }, { "OR", OR }, { "BETWEEN", BETWEEN },
	{ "CASE", CASE }, { "DISTINCT", DISTINCT }, { "ALL", DISTINCT },
	{ "END", END }, { "GROUP", TAIL }, { "HAVING", TAIL },
	{ "ORDER", TAIL }, { "LIMIT", TAIL }, { "WINDOW", TAIL },
	{ "UNION", UNION }, { "EXCEPT", EXCEPT }, { "INTERSECT", EXCEPT },
};

static bool is_letter(char c)
{
	return isalnum((unsigned char)c) || c == '_' || c == '$';
}

/* The end of what begins at `s`: a text, a comment, a word, or a byte. */
static const char *piece(const char *s)
{
	const char *end = s + 1;

	if (*s == '\'' || *s == '"') {
		while (*end && (*end != *s || end[1] == *s))
			end += *end == *s ? 2 : 1;
		return end + (*end != '\0');
	}
	if (!strncmp(s, "--", 2))
		return s + strcspn(s, "\n");
	if (!strncmp(s, "/*", 2)) {
		end = strstr(s + 2, "*/");
		return end ? end + 2 : s + strlen(s);
	}
	while (is_letter(*s) && is_letter(*end))
		end++;
	return end;
}

static enum word word_of(const char *s, const char *end)
{
	for (size_t i = 0; i < CH_COUNT(words); i++)
		if (strlen(words[i].text) == (size_t)(end - s) &&
		    !strncasecmp(words[i].text, s, (size_t)(end - s)))
			return words[i].word;
	return NONE;
}

/* Where a walk through the query stands. */
struct walk {
	struct ch_clauses *c;
	int depth, between;
	bool either;		/* an OR was met between its parts */
	enum word in;		/* SELECT, FROM, WHERE or TAIL */
	const char *begun;	/* what it is in */
	bool fresh;		/* nothing but comment so far, in a clause */
	const char *words, *words_end;	/* the comments that came last */
	const char *solid;	/* the end of what is no comment */
};

static struct ch_slice cut(const char *from, const char *to)
{
	while (from < to && isspace((unsigned char)*from))
		from++;
	while (to > from && isspace((unsigned char)to[-1]))
		to--;
	return (struct ch_slice){ from, (size_t)(to - from) };
}

static void begin(struct walk *w, const char *at)
{
	w->begun = w->solid = at;
	w->fresh = true;
}

/* What it was in ends here. */
static bool end(struct walk *w, const char *at)
{
	struct ch_clauses *c = w->c;

	if (w->in == SELECT)
		c->list = cut(w->begun, at);
	else if (w->in == FROM)
		c->from = cut(w->begun, at);
	else if (w->in == TAIL)
		c->tail = cut(w->begun, w->solid);
	if (w->in != WHERE)
		return true;
	if (c->n == CH_CLAUSES_MAX)
		return false;
	c->clause[c->n].sql = cut(w->begun, w->solid);
	if (c->n && c->clause[c->n - 1].words.n && !c->clause[c->n].words.n)
		c->clause[c->n - 1].sql = cut(c->clause[c->n - 1].sql.s,
					      w->solid);
	else
		c->n++;
	return true;
}

/* Comments before a clause, or before its AND, are what is said of it, and no
 * part of any. */
static void note_comment(struct walk *w, const char *s, const char *to)
{
	if (!w->words)
		w->words = s;
	w->words_end = to;
}

static void note_solid(struct walk *w, const char *s, const char *to,
		       enum word word)
{
	bool ends = !w->depth && (word == TAIL || word == UNION ||
				  (word == AND && !w->between));
	struct ch_clauses *c = w->c;

	if (ends)
		return;
	if (w->in == WHERE && w->fresh && c->n < CH_CLAUSES_MAX) {
		w->begun = s;
		if (w->words)
			c->clause[c->n].words = cut(w->words, w->words_end);
		w->fresh = false;
	}
	w->solid = to;
	w->words = NULL;
}

static bool turn(struct walk *w, enum word word, const char *s,
		 const char *after)
{
	if (word == BETWEEN)
		w->between++;
	if (word == AND && w->between) {
		w->between--;
		return true;
	}
	if (word == AND && w->in == WHERE) {
		if (!end(w, s))
			return false;
		begin(w, after);
	} else if (word == OR) {
		w->either |= w->in == WHERE;
	} else if (word == DISTINCT && w->in == SELECT &&
		   !cut(w->begun, s).n) {
		begin(w, after);
	} else if (word == SELECT && w->in == NONE) {
		w->c->with = cut(w->begun, s);
		begin(w, after);
		w->in = SELECT;
	} else if ((word == FROM && w->in == SELECT) ||
		   (word == WHERE && w->in == FROM) ||
		   (word == TAIL && (w->in == FROM || w->in == WHERE))) {
		if (!end(w, s))
			return false;
		begin(w, word == WHERE ? after : s);
		w->in = word;
	}
	return word != EXCEPT;
}

/* Where the SELECT behind UNION or UNION ALL begins. */
static const char *behind_union(const char *s)
{
	s += strspn(s, " \t\n");
	return strncasecmp(s, "ALL", 3) || is_letter(s[3]) ? s : s + 3;
}

/* "a OR b AND c" has no parts of which each must hold. */
static void whole(struct ch_clauses *c)
{
	const struct ch_slice *last = &c->clause[c->n - 1].sql;
	struct ch_slice *first = &c->clause[0].sql;

	if (c->n > 1)
		c->clause[0].words.n = 0;
	first->n = (size_t)(last->s + last->n - first->s);
	c->n = 1;
}

bool ch_clauses_read(struct ch_clauses *out, const char *query)
{
	struct walk w = { .c = out, .in = NONE, .begun = query };
	const char *s = query;

	*out = (struct ch_clauses){ .n = 0 };
	for (const char *after; *s; s = after) {
		bool comment = !strncmp(s, "--", 2) || !strncmp(s, "/*", 2);
		enum word word;

		after = piece(s);
		word = word_of(s, after);
		if (comment)
			note_comment(&w, s, after);
		else if (!isspace((unsigned char)*s))
			note_solid(&w, s, after, word);
		w.depth += (*s == '(') + (word == CASE);
		w.depth -= (*s == ')') + (word == END);
		if (w.depth < 0)
			return false;
		if (!w.depth && word == UNION && w.in != NONE) {
			out->rest = behind_union(after);
			break;
		}
		if (!w.depth && word != NONE && word != CASE && word != END &&
		    !turn(&w, word, s, after))
			return false;
	}
	if (w.depth || w.in == NONE || w.in == SELECT || !end(&w, s))
		return false;
	if (w.either)
		whole(out);
	return true;
}

/* Whether an expression is called so: "... AS name" or "x.name". */
static bool is_called(struct ch_slice item, const char *name,
		      struct ch_slice *expr)
{
	size_t n = strlen(name), before;

	if (item.n < n || memcmp(item.s + item.n - n, name, n))
		return false;
	before = item.n - n;
	*expr = item;
	if (before && item.s[before - 1] == '.')
		return true;
	while (before && isspace((unsigned char)item.s[before - 1]))
		before--;
	if (before < 3 || before == item.n - n ||
	    strncasecmp(item.s + before - 2, "AS", 2) ||
	    is_letter(item.s[before - 3]))
		return !before;
	*expr = cut(item.s, item.s + before - 2);
	return true;
}

struct ch_slice ch_clauses_column(const struct ch_clauses *c, const char *name)
{
	const char *s = c->list.s, *stop = s + c->list.n, *begun = s;
	struct ch_slice expr = { NULL, 0 };
	int depth = 0;

	while (s < stop) {
		const char *after = piece(s);

		depth += (*s == '(') - (*s == ')');
		if (*s == ',' && !depth) {
			if (is_called(cut(begun, s), name, &expr))
				return expr;
			begun = after;
		}
		s = after;
	}
	return is_called(cut(begun, stop), name, &expr) ? expr :
		(struct ch_slice){ NULL, 0 };
}

void ch_clause_say(const struct ch_clause *clause, char *out, size_t size)
{
	struct ch_slice s = clause->words.n ? clause->words : clause->sql;
	bool blank = false;
	size_t n = 0;

	for (size_t i = 0; i < s.n && n + 2 < size; i++) {
		if (clause->words.n && i + 1 < s.n && s.s[i] == '-' &&
		    s.s[i + 1] == '-') {
			i++;
			blank = true;
		} else if (isspace((unsigned char)s.s[i])) {
			blank = true;
		} else {
			if (blank && n)
				out[n++] = ' ';
			out[n++] = s.s[i];
			blank = false;
		}
	}
	out[n] = '\0';
}
