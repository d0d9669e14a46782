/* map_parse.c - reads a map's headers and records, and checks them. */
#include "base/file.h"
#include "base/text.h"
#include "feed/map_fields.h"
#include "feed/map_in.h"

static struct ch_slice slice_of(const struct map_tok *t)
{
	return (struct ch_slice){ t->s, t->n };
}

static int nomem(struct map_parse *ps)
{
	ps->nomem = true;
	return ch_map_fail(ps, "no memory");
}

static int add_named(struct map_parse *ps, const struct map_line *line, int at)
{
	struct ch_map *m = ps->m;
	struct map_named *d = &m->named[m->nnamed++];

	d->kind = *line->tok[0].s;
	d->name = slice_of(&line->tok[1]);
	d->line = at;
	if (d->kind == 't' && (line->n != 3 || line->tok[2].kind != '{'))
		return ch_map_fail(ps, "a table is \"table NAME {PAIRS}\"");
	if (d->kind == 'p')
		while (at + 1 + d->n < m->nline && line[1 + d->n].inside)
			d->n++;
	return 0;
}

static int null_words(struct map_parse *ps, const struct map_line *line)
{
	struct ch_map *m = ps->m;

	m->nnull = line->n - 1;
	m->null = ch_arena_take(&m->arena,
				(size_t)line->n * sizeof(*m->null));
	if (!m->null)
		return nomem(ps);
	for (int i = 0; i < m->nnull; i++)
		m->null[i] = slice_of(&line->tok[i + 1]);
	return 0;
}

static int columns(struct map_parse *ps, const struct map_line *line)
{
	for (int i = 1; i < line->n; i++) {
		struct map_path path;
		int code = ch_map_path(ps, slice_of(&line->tok[i]), 0, &path);

		if (code)
			return code;
		if (path.column != i - 1)
			return ch_map_fail(ps, "a column is named twice");
		ps->m->column[i - 1].at = i - 1;
		ps->m->column[i - 1].read = false;
	}
	ps->m->nfixed = line->n - 1;
	return 0;
}

/* Columns by which --map auto knows the map's files; nobody needs to read
 * them. */
static int marks(struct map_parse *ps, const struct map_line *line)
{
	int code = 0;

	for (int i = 1; !code && i < line->n; i++) {
		struct map_path path;

		code = ch_map_path(ps, slice_of(&line->tok[i]), 0, &path);
		if (code)
			break;
		ps->m->column[path.column].marks = true;
		if (ps->m->nfixed)
			continue;
		ps->m->column[path.column].optional = true;
		ps->m->column[path.column].read = false;
	}
	return code;
}

static int delimiter(struct map_parse *ps, const struct map_tok *t)
{
	if (map_tok_is(t, "tab"))
		ps->m->delimiter = '\t';
	else if (t->n == 1 && *t->s != '\n' && (signed char)*t->s >= ' ')
		ps->m->delimiter = *t->s;
	else
		return ch_map_fail(ps, "the delimiter is one character, "
				   "or the word tab");
	return 0;
}

static int century(struct map_parse *ps, const struct map_tok *t)
{
	int64_t year;

	if (!ch_text_int(t->s, t->n, &year) || year < 1 || year > 9900)
		return ch_map_fail(ps, "the century begins with a year, such "
				   "as 1930");
	ps->m->century = (int)year;
	return 0;
}

static int csv_header(struct map_parse *ps, const struct map_line *line)
{
	const struct map_tok *t = &line->tok[1];

	if (map_tok_is(t - 1, "null"))
		return null_words(ps, line);
	if (map_tok_is(t - 1, "columns"))
		return columns(ps, line);
	if (map_tok_is(t - 1, "auto"))
		return marks(ps, line);
	if (map_tok_is(t - 1, "delimiter") && line->n == 2)
		return delimiter(ps, t);
	if (map_tok_is(t - 1, "dates"))
		return ch_map_dates(ps, line, 1, line->n, &ps->m->dates);
	if (map_tok_is(t - 1, "century") && line->n == 2)
		return century(ps, t);
	if (map_tok_is(t - 1, "repeat") && line->n == 2 &&
	    map_tok_is(t, "number")) {
		ps->m->repeat = true;
		return 0;
	}
	return CH_END;
}

static int header(struct map_parse *ps, int at)
{
	const struct map_line *line = &ps->m->line[at];
	const struct map_tok *t = line->tok;
	int code = CH_END;

	if (line->n < 2)
		return ch_map_fail(ps, "this line says too little");
	if (map_tok_is(t, "absent") && line->n == 2 &&
	    (map_tok_is(t + 1, "clear") || map_tok_is(t + 1, "keep"))) {
		ps->m->keep = map_tok_is(t + 1, "keep");
		return 0;
	}
	if (map_tok_is(t, "let") || map_tok_is(t, "part") ||
	    map_tok_is(t, "table"))
		return add_named(ps, line, at);
	if (!map_is_fhir(ps->m))
		code = csv_header(ps, line);
	if (code == CH_END)
		return ch_map_fail(ps, "\"%.*s\" begins no line that a %s map "
				   "knows", (int)t->n, t->s, ps->m->format);
	return code;
}

static int first_line(struct map_parse *ps)
{
	struct ch_map *m = ps->m;
	const struct map_line *line = m->line;

	ps->line = m->nline ? line->no : 1;
	if (!m->nline || line->n != 3 || !map_tok_is(&line->tok[0], "map"))
		return ch_map_fail(ps, "a map begins with "
				   "\"map FORMAT NAME\"");
	if (!map_tok_is(&line->tok[1], "fhir") &&
	    !map_tok_is(&line->tok[1], "csv"))
		return ch_map_fail(ps, "the format is fhir or csv");
	snprintf(m->format, sizeof(m->format), "%.*s", (int)line->tok[1].n,
		 line->tok[1].s);
	if (line->tok[2].n >= sizeof(m->name))
		return ch_map_fail(ps, "the map's name is too long");
	memcpy(m->name, line->tok[2].s, line->tok[2].n);
	return 0;
}

/* Counts the resources that have such a member below `at`. */
static int mind(struct map_parse *ps, struct ch_want *at, const char *name)
{
	struct ch_map *m = ps->m;
	struct map_minded *d = &m->minded[m->nminded];
	struct ch_want *w = ch_shape_add(&m->shape, at, name, strlen(name));
	int code;

	if (m->nminded == MAP_MINDED)
		return ch_map_fail(ps, "too many records");
	d->counts = ch_arena_zero(&m->arena, 1, sizeof(*d->counts));
	if (!w || !d->counts)
		return nomem(ps);
	w->flags |= CH_WANT_NODE | CH_WANT_VALUE;
	d->want = w->id;
	code = ch_map_count(ps, d->counts);
	if (code)
		return code;
	m->nminded++;
	snprintf(d->counts->unknown->field, sizeof(d->counts->unknown->field),
		 "%s", name);
	return 0;
}

/* within PATH {PATH} each PATH: the elements are again below themselves, at any
 * depth, and a record is made of each that they hold. */
static int within(struct map_parse *ps, const struct map_line *line, int *at)
{
	struct map_record *r = ps->rec;
	struct ch_want *again = ps->base, *end[8];
	int nend, code;

	r->within = ch_arena_zero(&ps->m->arena, (size_t)line->n,
				  sizeof(*r->within));
	if (!r->within)
		return nomem(ps);
	ps->up = ps->base;
	for (++*at; *at < line->n && !map_tok_is(&line->tok[*at], "each");
	     ++*at) {
		struct ch_slice path = slice_of(&line->tok[*at]);
		struct ch_slice holds = path, name = path;
		struct ch_want *holder = again;
		const char *dot = memrchr(path.s, '.', path.n);

		holds.n = dot ? (size_t)(dot - path.s) : 0;
		nend = 0;
		code = holds.n ? ch_map_path_ends(ps, holds, CH_WANT_NODE,
					&again, 1, &r->within[r->nwithin],
					&holder, &nend) : 0;
		if (dot)
			name = (struct ch_slice){ dot + 1,
						  path.n - holds.n - 1 };
		if (!code && (!ch_slice_is(name, again->name) ||
			      !ch_shape_again(&ps->m->shape, holder, again)))
			code = ch_map_fail(ps, "within takes paths that end "
					   "in the same name");
		nend = 0;
		if (!code)
			code = ch_map_path_ends(ps, path, 0, &again, 1,
					&r->within[r->nwithin++], end, &nend);
		if (code)
			return code;
	}
	if (*at + 1 >= line->n)
		return ch_map_fail(ps, "within PATH ... each PATH");
	nend = 0;
	code = ch_map_path_ends(ps, slice_of(&line->tok[*at + 1]),
				CH_WANT_NODE | CH_WANT_VALUE, &again, 1,
				&r->below, &ps->base, &nend);
	*at += 2;
	return code;
}

/* record TYPE [each PATH [within ...]] [when COND], and the lines below it. */
static int record(struct map_parse *ps, int at)
{
	struct ch_map *m = ps->m;
	const struct map_line *line = &m->line[at];
	struct map_record *r = &m->record[m->nrecord++];
	int i = 2, n = 0, code = 0;

	ps->rec = r;
	ps->base = m->shape.root;
	ps->up = NULL;
	r->line = line->no;
	r->type = line->n > 1 ? ch_type_find_n(line->tok[1].s, line->tok[1].n)
		: NULL;
	if (!r->type)
		return ch_map_fail(ps, "no such record type");
	r->let = ch_arena_zero(&m->arena, (size_t)m->nnamed + 1,
			       sizeof(*r->let));
	if (!r->let)
		return nomem(ps);
	if (i + 1 < line->n && map_tok_is(&line->tok[i], "each")) {
		struct ch_slice path = slice_of(&line->tok[i + 1]);
		int nend = 0;

		if (!map_is_fhir(m))
			return ch_map_fail(ps, "a csv row has no elements");
		r->each = true;
		r->path.from = MAP_ROOT;
		code = ch_map_path_ends(ps, path, CH_WANT_NODE | CH_WANT_VALUE,
					&ps->base, 1, &r->path, &ps->base,
					&nend);
		i += 2;
		if (!code)
			code = mind(ps, ps->base, "modifierExtension");
		if (!code && i < line->n && map_tok_is(&line->tok[i], "within"))
			code = within(ps, line, &i);
		if (code)
			return code;
	}
	if (i + 1 < line->n && map_tok_is(&line->tok[i], "when")) {
		i++;
		code = ch_map_cond(ps, line, &i, &r->when);
	}
	if (!code && i != line->n)
		code = ch_map_fail(ps, "\"%.*s\" is not expected here",
				   (int)line->tok[i].n, line->tok[i].s);
	if (code)
		return code;
	while (at + 1 + n < m->nline && line[1 + n].inside &&
	       !line[1 + n].example)
		n++;
	return ch_map_fields(ps, line + 1, n);
}

static int whole(struct map_parse *ps)
{
	struct ch_map *m = ps->m;
	int code = first_line(ps), records = 0;

	for (int i = 0; i < m->nline; i++)
		records += m->line[i].n && !m->line[i].inside &&
			map_tok_is(&m->line[i].tok[0], "record");
	m->record = ch_arena_zero(&m->arena, (size_t)records + 1,
				  sizeof(*m->record));
	m->named = ch_arena_zero(&m->arena, (size_t)m->nline + 1,
				 sizeof(*m->named));
	if (!m->record || !m->named)
		return nomem(ps);
	/* Lets and parts first: records use them. */
	for (int pass = 0; !code && pass < 2; pass++) {
		for (int i = 1; !code && i < m->nline; i++) {
			const struct map_line *line = &m->line[i];
			bool rec = !line->example && !line->inside &&
				map_tok_is(&line->tok[0], "record");

			ps->line = line->no;
			if (line->example || line->inside || rec != pass)
				continue;
			code = rec ? record(ps, i) : header(ps, i);
		}
		if (!code && !pass)
			code = ch_map_check_dates(ps, &m->dates);
	}
	if (!code && !m->nrecord)
		code = ch_map_fail(ps, "a map without a record");
	return code;
}

static uint16_t word_of(const struct ch_shape *s, const char *name)
{
	for (unsigned i = 1; i < s->n; i++)
		if (!strcmp(s->all[i]->name, name))
			return s->all[i]->word;
	return UINT16_MAX;
}

/* What every FHIR map wants, whatever it says. */
static int common(struct map_parse *ps)
{
	struct ch_shape *s = &ps->m->shape;
	struct ch_want *id = ch_shape_add(s, s->root, "id", 2);
	struct ch_want *type = ch_shape_add(s, s->root, "resourceType", 12);

	if (!id || !type)
		return nomem(ps);
	id->flags = type->flags = CH_WANT_VALUE;
	ps->m->want_id = id->id;
	ps->m->want_type = type->id;
	ps->m->want_contained = -1;
	ps->line = 1;
	return mind(ps, s->root, "modifierExtension") ? CH_EDATA :
		mind(ps, s->root, "implicitRules");
}

static void finish(struct ch_map *m)
{
	ch_shape_seal(&m->shape);
	m->w_reference = word_of(&m->shape, "reference");
	m->w_system = word_of(&m->shape, "system");
	m->w_value = word_of(&m->shape, "value");
	m->w_id = word_of(&m->shape, "id");
	m->w_code = word_of(&m->shape, "code");
	m->w_display = word_of(&m->shape, "display");
	for (int i = 0; i < CH_TIMING_NAMES; i++)
		m->w_timing[i] = word_of(&m->shape, ch_timing_name[i]);
}

static void name_it(struct ch_map *m, const char *file)
{
	const char *slash = strrchr(file, '/');
	const char *stem = slash ? slash + 1 : file;
	size_t n = strcspn(stem, ".");

	snprintf(m->file, sizeof(m->file), "%s", file);
	snprintf(m->stem, sizeof(m->stem), "%.*s", (int)n, stem);
}

int ch_map_read(struct ch_map **out, const char *file, const char *text,
		size_t n, struct ch_err *err)
{
	struct ch_map *m = calloc(1, sizeof(*m));
	struct map_parse ps = { .m = m, .err = err };
	unsigned char hash[CH_SHA256];
	char *copy;
	int code;

	*out = NULL;
	if (!m)
		return ch_nomem(err);
	name_it(m, file);
	m->delimiter = ',';
	copy = ch_arena_copy(&m->arena, text, n);
	code = !copy || ch_shape_new(&m->shape) ? nomem(&ps) : common(&ps);
	if (!code)
		code = ch_map_lines(&ps, copy, n);
	if (!code)
		code = whole(&ps);
	if (code) {
		ch_map_free(&m);
		return code;
	}
	finish(m);
	m->unknown = calloc((size_t)m->nunknown + 1, sizeof(*m->unknown));
	if (!m->unknown) {
		ch_map_free(&m);
		return ch_nomem(err);
	}
	ch_sha256(text, n, hash);
	ch_hex(hash, sizeof(hash), m->hash);
	*out = m;
	return 0;
}

int ch_map_load(struct ch_map **out, const char *path, struct ch_err *err)
{
	char *text CH_AUTO(ch_free) = NULL;
	size_t n;
	int code = ch_file_slurp(path, 1 << 20, &text, &n, err);

	return code ? code : ch_map_read(out, path, text, n, err);
}

void ch_map_free(struct ch_map **map)
{
	struct ch_map *m = *map;

	if (!m)
		return;
	*map = NULL;
	free(m->column);
	free(m->counted);
	free(m->unknown);
	ch_map_forget_unread(m);
	ch_shape_free(&m->shape);
	ch_arena_free(&m->arena);
	free(m);
}

const char *ch_map_format(const struct ch_map *m)
{
	return m->format;
}

const char *ch_map_hash(const struct ch_map *m)
{
	return m->hash;
}

const struct ch_unknown *ch_map_unknowns(const struct ch_map *m, size_t *n)
{
	size_t count = 0;

	for (int i = 0; i < m->nunknown; i++)
		if (m->counted[i]->unknown->count)
			m->unknown[count++] = *m->counted[i]->unknown;
	*n = count;
	return m->unknown;
}
