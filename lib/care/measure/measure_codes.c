/* measure_codes.c - what dispositions and diagnoses mean, looked up by the
 * million: most rows say what one of the last said. */
#include "care/measure/measure_in.h"

#define CODE_MAX 24
#define SLOTS 1024

struct disposition {
	char code[CODE_MAX];
	const char *why;
	bool transfer;
};

struct pattern {
	char bare[CODE_MAX];	/* without dots, and without its * */
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

static void copy(char out[CODE_MAX], struct ch_slice s)
{
	snprintf(out, CODE_MAX, "%.*s", (int)s.n, s.s ? s.s : "");
}

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
		struct ch_slice word = ch_stmt_text(st, 2);
		struct disposition *d;

		rc = ch_grow((void **)&l->disposition, &l->disposition_room,
			     l->dispositions, sizeof(*d), err);
		if (rc)
			break;
		d = &l->disposition[l->dispositions++];
		*d = (struct disposition){
			.transfer = ch_slice_is(ch_stmt_text(st, 1), "yes"),
			.why = word.n ? ch_word(&s->words, word.s, word.n) :
				NULL,
		};
		copy(d->code, ch_stmt_text(st, 0));
	}
	return rc == CH_END ? 0 : rc;
}

static int read_set(struct ch_lookup *l, struct ch_measuring *s,
		    const char *name, int sets, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_db_prepare(&st, s->store->db, "SELECT pattern, prefix "
			       "FROM temp.code_set WHERE name = $1", err);

	if (!rc)
		ch_stmt_bind_str(st, 1, name);
	while (!rc && !(rc = ch_stmt_step(st, err))) {
		struct pattern *p;

		rc = ch_grow((void **)&l->pattern, &l->pattern_room,
			     l->patterns, sizeof(*p), err);
		if (rc)
			break;
		p = &l->pattern[l->patterns++];
		*p = (struct pattern){ .sets = sets,
				       .prefix = ch_stmt_int(st, 1) };
		copy(p->bare, ch_stmt_text(st, 0));
		p->n = strlen(p->bare) - p->prefix;
	}
	return rc == CH_END ? 0 : rc;
}

int ch_lookup_open(struct ch_lookup **out, struct ch_measuring *s,
		   const struct ch_measure *m, struct ch_err *err)
{
	struct ch_lookup *l = *out = calloc(1, sizeof(*l));
	int rc = l ? 0 : ch_nomem(err);

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

static int match(const struct ch_lookup *l, struct ch_slice code)
{
	char bare[CODE_MAX];
	size_t n = 0;
	int sets = 0;

	for (size_t i = 0; i < code.n; i++)
		if (code.s[i] != '.')
			bare[n++] = code.s[i];
	for (size_t i = 0; i < l->patterns; i++) {
		const struct pattern *p = &l->pattern[i];

		if ((p->prefix ? n >= p->n : n == p->n) &&
		    !memcmp(bare, p->bare, p->n))
			sets |= p->sets;
	}
	return sets;
}

int ch_lookup_code(struct ch_lookup *l, struct ch_slice code)
{
	uint32_t hash = 2166136261u;
	size_t slot;

	if (!code.n || code.n >= CODE_MAX || !l->patterns)
		return 0;
	for (size_t i = 0; i < code.n; i++)
		hash = (hash ^ (unsigned char)code.s[i]) * 16777619u;
	slot = hash % SLOTS;
	if (!ch_slice_is(code, l->memory[slot].code)) {
		l->memory[slot].sets = match(l, code);
		copy(l->memory[slot].code, code);
	}
	return l->memory[slot].sets;
}
