/* measure_codes.c - what dispositions and diagnoses mean, looked up by the
 * million: most rows say what one of the last said. All codes of a stay count,
 * in whatever order its source has them. */
#include "measure/measure_in.h"

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

/* What the further codes of an encounter mean. */
struct further {
	int64_t encounter;
	const struct disposition *ended;
	int sets;
};

struct ch_lookup {
	struct further *further;	/* by encounter */
	size_t furthers, further_room;
	struct disposition *disposition;
	const struct disposition *last;	/* met; most are as the one before */
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

/* ---- further codes ---- */

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

static int add_further(struct ch_lookup *l, int64_t encounter,
		       const struct disposition *ended, int sets,
		       struct ch_err *err)
{
	int rc = ch_grow((void **)&l->further, &l->further_room, l->furthers,
			 sizeof(*l->further), err);

	if (!rc)
		l->further[l->furthers++] = (struct further){
			encounter, ended, sets };
	return rc;
}

/* Few codes are looked for, in the index of all: $1 and those that begin as
 * it does. */
static const char with_code[] =
	"SELECT record, code FROM coding WHERE code >= $1 AND code < $1 || '~'"
	" AND +record_type = 'encounter' AND +field = $2";

static int find_further(struct ch_lookup *l, struct ch_stmt *st,
			const struct disposition *d, const struct pattern *p,
			struct ch_err *err)
{
	const char *code = d ? d->code : p->bare;
	size_t n = strlen(code);
	int rc;

	/* The dot of an ICD-10 code comes after three characters. */
	ch_stmt_bind_text(st, 1, code, p && n > 3 ? 3 : n);
	ch_stmt_bind_str(st, 2, d ? "disposition" : "reason_code");
	while (!(rc = ch_stmt_step(st, err))) {
		struct ch_slice is = ch_stmt_text(st, 1);

		if (d ? ch_slice_is(is, d->code) : fits(p, is))
			rc = add_further(l, ch_stmt_int(st, 0), d,
					 p ? p->sets : 0, err);
		if (rc)
			break;
	}
	ch_stmt_reset(st);
	return rc == CH_END ? 0 : rc;
}

static int by_encounter(const void *a, const void *b)
{
	const struct further *x = a, *y = b;

	if (x->encounter != y->encounter)
		return x->encounter < y->encounter ? -1 : 1;
	/* Of several dispositions the first by name, in whatever order. */
	return !x->ended || !y->ended ? !x->ended - !y->ended :
		strcmp(x->ended->code, y->ended->code);
}

/* One entry for each encounter. */
static void sort_further(struct ch_lookup *l)
{
	size_t kept = 0;

	if (l->furthers)
		qsort(l->further, l->furthers, sizeof(*l->further),
		      by_encounter);
	for (size_t i = 0; i < l->furthers; i++) {
		const struct further *f = &l->further[i];

		if (kept && l->further[kept - 1].encounter == f->encounter)
			l->further[kept - 1].sets |= f->sets;
		else
			l->further[kept++] = *f;
	}
	l->furthers = kept;
}

static int read_further(struct ch_lookup *l, struct ch_store *store,
			struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_db_prepare(&st, store->db, with_code, err);

	for (size_t i = 0; i < l->dispositions && !rc; i++)
		rc = find_further(l, st, &l->disposition[i], NULL, err);
	for (size_t i = 0; i < l->patterns && !rc; i++)
		rc = find_further(l, st, NULL, &l->pattern[i], err);
	if (!rc)
		sort_further(l);
	return rc;
}

static const struct further *further_of(const struct ch_lookup *l,
					int64_t encounter)
{
	size_t low = 0, high = l->furthers;

	while (low < high) {
		size_t mid = (low + high) / 2;

		if (l->further[mid].encounter < encounter)
			low = mid + 1;
		else
			high = mid;
	}
	return low < l->furthers && l->further[low].encounter == encounter ?
		&l->further[low] : NULL;
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
	if (!rc)
		rc = read_further(l, s->store, err);
	if (rc)
		ch_lookup_free(out);
	return rc;
}

void ch_lookup_free(struct ch_lookup **out)
{
	if (!*out)
		return;
	free((*out)->further);
	free((*out)->disposition);
	free((*out)->pattern);
	free(*out);
	*out = NULL;
}

bool ch_lookup_disposition(struct ch_lookup *l, struct ch_slice code,
			   int64_t encounter, const char **why, bool *transfer)
{
	const struct disposition *d = NULL;
	const struct further *f = NULL;

	if (l->last && ch_slice_is(code, l->last->code))
		d = l->last;
	for (size_t i = 0; code.n && i < l->dispositions && !d; i++)
		if (ch_slice_is(code, l->disposition[i].code))
			d = &l->disposition[i];
	l->last = d;
	if (!d)
		f = further_of(l, encounter);
	if (f)
		d = f->ended;
	if (!d)
		return false;
	*why = d->why;
	*transfer = d->transfer;
	return true;
}

static int match(const struct ch_lookup *l, struct ch_slice code)
{
	int sets = 0;

	for (size_t i = 0; i < l->patterns; i++)
		if (fits(&l->pattern[i], code))
			sets |= l->pattern[i].sets;
	return sets;
}

static int remembered(struct ch_lookup *l, struct ch_slice code)
{
	uint32_t hash = 2166136261u;
	size_t slot;

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

int ch_lookup_code(struct ch_lookup *l, struct ch_slice code,
		   int64_t encounter)
{
	const struct further *f = l->furthers ? further_of(l, encounter) : NULL;
	int sets = f ? f->sets : 0;

	return code.n && l->patterns ? sets | remembered(l, code) : sets;
}
