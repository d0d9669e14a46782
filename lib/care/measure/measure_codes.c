/* measure_codes.c - what dispositions and diagnoses mean, looked up by the
 * million: most rows say what one of the last said. */
#include "care/measure/measure_in.h"

#define CODE_MAX 24		/* longer ones are not remembered */
#define SLOTS 1024

struct disposition {
	const char *code;	/* a word of the session's */
	const char *why;
	bool transfer;
};

struct pattern {
	const char *bare;	/* without dots, and without its * */
	size_t n;
	bool prefix;
	int sets;
};

struct ch_lookup {
	struct disposition *disposition;
	size_t dispositions, disposition_room;
	struct pattern *pattern;
	size_t patterns, pattern_room;
	struct {
		char code[CODE_MAX];
		int sets;
	} memory[SLOTS];
};

static int read_dispositions(struct ch_lookup *l, struct ch_measuring *s,
			     const struct ch_measure *m, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	struct ch_err why;
	char sql[160];
	int rc = 0;

	/* In double quotes it can be a column or nothing. */
	snprintf(sql, sizeof(sql), "SELECT code, transfer, d.\"%s\" FROM "
		 "temp.disposition d", m->disposition);
	if (strchr(m->disposition, '"') ||
	    ch_db_prepare(&st, s->store->db, sql, &why))
		return ch_fail(err, CH_EDATA, "%s: disposition: a column of "
			       "the table disposition, which `tables` names",
			       m->k.path);
	while (!rc && !(rc = ch_stmt_step(st, err))) {
		struct ch_slice code = ch_stmt_text(st, 0);
		struct ch_slice word = ch_stmt_text(st, 2);
		struct disposition *d;

		rc = ch_grow((void **)&l->disposition, &l->disposition_room,
			     l->dispositions, sizeof(*d), err);
		if (rc)
			break;
		d = &l->disposition[l->dispositions++];
		*d = (struct disposition){
			.code = ch_word(&s->words, code.s ? code.s : "",
					code.n),
			.transfer = ch_slice_is(ch_stmt_text(st, 1), "yes"),
			.why = word.n ? ch_word(&s->words, word.s, word.n) :
				NULL,
		};
		if (!d->code)
			rc = ch_nomem(err);
	}
	return rc == CH_END ? 0 : rc;
}

static int read_set(struct ch_lookup *l, struct ch_measuring *s,
		    const char *name, int sets, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_db_prepare(&st, s->store->db, "SELECT bare, prefix "
			       "FROM temp.code_set WHERE name = $1", err);

	if (!rc)
		ch_stmt_bind_str(st, 1, name);
	while (!rc && !(rc = ch_stmt_step(st, err))) {
		struct ch_slice bare = ch_stmt_text(st, 0);
		struct pattern *p;

		rc = ch_grow((void **)&l->pattern, &l->pattern_room,
			     l->patterns, sizeof(*p), err);
		if (rc)
			break;
		p = &l->pattern[l->patterns++];
		*p = (struct pattern){
			.bare = ch_word(&s->words, bare.s ? bare.s : "",
					bare.n),
			.n = bare.n, .sets = sets,
			.prefix = ch_stmt_int(st, 1),
		};
		if (!p->bare)
			rc = ch_nomem(err);
	}
	return rc == CH_END ? 0 : rc;
}

/* A set that was not asked for would be an empty one. */
static bool names(const char *list, const char *name)
{
	size_t n = strlen(name);

	while (*list) {
		size_t len = strcspn(list, ", ");

		if (len == n && !memcmp(list, name, n))
			return true;
		list += len + (list[len] != '\0');
	}
	return false;
}

int ch_lookup_open(struct ch_lookup **out, struct ch_measuring *s,
		   const struct ch_measure *m, struct ch_err *err)
{
	const char *const set[] = { m->planned, m->leave_out };
	struct ch_lookup *l = *out = calloc(1, sizeof(*l));
	int rc = l ? 0 : ch_nomem(err);

	for (size_t i = 0; i < CH_COUNT(set) && !rc; i++)
		if (*set[i] && !names(m->k.codes, set[i]))
			rc = ch_fail(err, CH_EDATA, "%s: %s: not among its "
				     "codes", m->k.path, set[i]);
	if (!rc && *m->disposition)
		rc = read_dispositions(l, s, m, err);
	if (!rc && *m->planned)
		rc = read_set(l, s, m->planned, CH_CODE_PLANNED, err);
	if (!rc && *m->leave_out)
		rc = read_set(l, s, m->leave_out, CH_CODE_LEFT_OUT, err);
	if (rc)
		ch_lookup_free(out);
	return rc;
}

void ch_lookup_free(struct ch_lookup **out)
{
	if (!*out)
		return;
	free((*out)->disposition);
	free((*out)->pattern);
	free(*out);
	*out = NULL;
}

bool ch_lookup_disposition(const struct ch_lookup *l, struct ch_slice code,
			   const char **why, bool *transfer)
{
	for (size_t i = 0; i < l->dispositions; i++) {
		const struct disposition *d = &l->disposition[i];

		if (!ch_slice_is(code, d->code))
			continue;
		*why = d->why;
		*transfer = d->transfer;
		return true;
	}
	return false;
}

/* Whether the code, without its dots, is the pattern or begins so. */
static bool fits(const struct pattern *p, struct ch_slice code)
{
	size_t n = 0;

	for (size_t i = 0; i < code.n; i++) {
		if (code.s[i] == '.')
			continue;
		if (n == p->n)
			return p->prefix;
		if (code.s[i] != p->bare[n++])
			return false;
	}
	return n == p->n;
}

static int match(const struct ch_lookup *l, struct ch_slice code)
{
	int sets = 0;

	for (size_t i = 0; i < l->patterns; i++)
		if (fits(&l->pattern[i], code))
			sets |= l->pattern[i].sets;
	return sets;
}

int ch_lookup_code(struct ch_lookup *l, struct ch_slice code)
{
	uint32_t hash = 2166136261u;
	size_t slot;

	if (!code.n || !l->patterns)
		return 0;
	if (code.n >= CODE_MAX)
		return match(l, code);
	for (size_t i = 0; i < code.n; i++)
		hash = (hash ^ (unsigned char)code.s[i]) * 16777619u;
	slot = hash % SLOTS;
	if (!ch_slice_is(code, l->memory[slot].code)) {
		l->memory[slot].sets = match(l, code);
		memcpy(l->memory[slot].code, code.s, code.n);
		l->memory[slot].code[code.n] = '\0';
	}
	return l->memory[slot].sets;
}
