/* csv_heading.c - which columns a file has, of those that a map reads; and what
 * of them is nearly so, twice, or read by nobody. */
#include "base/grow.h"
#include "base/text.h"
#include "feed/csv_heading.h"

#define SHOWN 60		/* columns of a heading's name in a message */

static int shown(struct ch_slice s)
{
	return (int)ch_text_fit(s.s, s.n, SHOWN);
}

/* As it is compared: case, accents and blanks are no difference. */
static bool fold(struct ch_buf *b, struct ch_slice name)
{
	ch_buf_clear(b);
	name = ch_text_trim(name);
	ch_text_fold(b, name.s, name.n);
	ch_buf_addc(b, '\0');
	return !b->failed;
}

/* All names so, one after the other, each with its NUL; `at` says where. */
static int fold_all(struct ch_buf *all, size_t **at,
		    const struct ch_slice *name, size_t n, struct ch_err *err)
{
	CH_AUTO(ch_buf_free) struct ch_buf b = CH_BUF_INIT;

	*at = calloc(n + 1, sizeof(**at));
	for (size_t i = 0; *at && i < n; i++) {
		(*at)[i] = all->n;
		if (fold(&b, name[i]))
			ch_buf_add(all, b.s, b.n);
		else
			all->failed = true;
	}
	return *at ? ch_buf_ok(all, err) : ch_nomem(err);
}

/* The names of a heading, as they are compared. */
struct heading {
	const struct ch_slice *name;
	size_t n;
	struct ch_buf folded;
	size_t *at;
};

static const char *folded(const struct heading *h, size_t i)
{
	return h->folded.s + h->at[i];
}

static int begin(struct heading *h, const struct ch_slice *name, size_t n,
		 struct ch_err *err)
{
	*h = (struct heading){ .name = name, .n = n, .folded = CH_BUF_INIT };
	return fold_all(&h->folded, &h->at, name, n, err);
}

static void end(struct heading *h)
{
	ch_buf_free(&h->folded);
	free(h->at);
}

/* The first column of that name; -1. */
static int find(const struct heading *h, const char *name)
{
	for (size_t i = 0; i < h->n; i++)
		if (!strcmp(folded(h, i), name))
			return (int)i;
	return -1;
}

/* Words beside the point: joined by whatever, they are the same name. */
static void bare(char *out, size_t size, const char *s)
{
	size_t n = 0;

	for (; *s && n + 1 < size; s++)
		if (!strchr(" _-./#:()", *s))
			out[n++] = *s;
	out[n] = '\0';
}

static bool near(const char *a, const char *b)
{
	char x[64], y[64];
	size_t most;

	bare(x, sizeof(x), a);
	bare(y, sizeof(y), b);
	most = strlen(x) < strlen(y) ? strlen(x) : strlen(y);
	return most && ch_text_distance(x, y) <= (most < 3 ? 0 : most < 5 ? 1 :
						  2);
}

/* A column that is spelled nearly so and that no line reads; -1. */
static int nearest(const struct ch_map *m, const struct heading *h,
		   const char *name)
{
	for (size_t i = 0; i < h->n; i++)
		if (!ch_csv_reads(m, i) && near(folded(h, i), name))
			return (int)i;
	return -1;
}

static int missing(const struct ch_map *m, const struct heading *h,
		   struct ch_slice name, const char *as, struct ch_err *err)
{
	char field[sizeof(err->field)];
	int at = nearest(m, h, as);
	size_t n;

	snprintf(field, sizeof(field), "%.*s", shown(name), name.s);
	ch_refuse(err, field, "missing-column");
	n = strlen(err->msg);
	if (at >= 0)
		snprintf(err->msg + n, sizeof(err->msg) - n,
			 "; is it column %d, \"%.*s\"?", at + 1,
			 shown(h->name[at]), h->name[at].s);
	return CH_EDATA;
}

/* A name that is there twice: which of them is meant? */
static int twice(const struct heading *h, struct ch_err *err)
{
	char field[sizeof(err->field)];

	for (size_t i = 0; i < h->n; i++) {
		int at = *folded(h, i) ? find(h, folded(h, i)) : -1;

		if (at < 0 || (size_t)at == i)
			continue;
		snprintf(field, sizeof(field), "%.*s", shown(h->name[i]),
			 h->name[i].s);
		ch_refuse(err, field, "column-twice");
		snprintf(err->msg, sizeof(err->msg), "%s: %s: columns %d and "
			 "%zu", field, ch_reason_words("column-twice"), at + 1,
			 i + 1);
		return CH_EDATA;
	}
	return 0;
}

static int find_all(struct ch_map *m, const struct heading *h,
		    struct ch_err *err)
{
	const struct map_record *r = m->record;
	CH_AUTO(ch_buf_free) struct ch_buf b = CH_BUF_INIT;
	bool named = !r->id;

	for (int i = 0; i < m->ncolumn; i++) {
		struct map_column *col = &m->column[i];

		if (!fold(&b, col->name))
			return ch_nomem(err);
		col->at = find(h, b.s);
		named |= col->at >= 0 && (ch_slice_is(col->name, "id") ||
					  ch_slice_is(col->name, "origin"));
	}
	for (int i = 0; i < m->ncolumn; i++)
		if (m->column[i].at < 0 && !m->column[i].optional)
			return fold(&b, m->column[i].name) ?
				missing(m, h, m->column[i].name, b.s, err) :
				ch_nomem(err);
	return named ? 0 : missing(m, h, CH_SLICE("origin"), "origin", err);
}

int ch_csv_heading(struct ch_map *m, const struct ch_slice *name, size_t n,
		   struct ch_err *err)
{
	struct heading h;
	int code = begin(&h, name, n, err);

	if (!code)
		code = find_all(m, &h, err);
	if (!code)
		code = twice(&h, err);
	end(&h);
	return code;
}

bool ch_csv_reads(const struct ch_map *m, size_t column)
{
	for (int i = 0; i < m->ncolumn; i++)
		if (m->column[i].at == (int)column && m->column[i].read)
			return true;
	return false;
}

void ch_csv_near(const struct ch_map *m, const struct ch_slice *name, size_t n,
		 void (*say)(void *ctx, const char *words), void *ctx)
{
	CH_AUTO(ch_buf_free) struct ch_buf b = CH_BUF_INIT;
	char words[320];
	struct heading h;
	int code = begin(&h, name, n, NULL);

	for (int i = 0; !code && i < m->ncolumn; i++) {
		const struct map_column *col = &m->column[i];
		int at = col->at < 0 && col->read && fold(&b, col->name) ?
			nearest(m, &h, b.s) : -1;

		if (at < 0)
			continue;
		snprintf(words, sizeof(words), "no line of the map reads column"
			 " %d, \"%.*s\"; did you mean \"%.*s\"?", at + 1,
			 shown(name[at]), name[at].s, shown(col->name),
			 col->name.s);
		say(ctx, words);
	}
	end(&h);
}

int ch_csv_unread(struct csv_unreads *u, struct ch_slice name, size_t column)
{
	char number[32];

	name = ch_text_trim(name);
	if (!name.n) {
		snprintf(number, sizeof(number), "column %zu", column + 1);
		name = (struct ch_slice){ number, strlen(number) };
	}
	for (size_t i = 0; i < u->n; i++)
		if (ch_slice_is(name, u->at[i].name))
			return (int)i;
	if (ch_grow((void **)&u->at, &u->room, u->n, sizeof(*u->at), NULL))
		return -1;
	u->at[u->n] = (struct csv_unread){ strndup(name.s, name.n), 0 };
	return u->at[u->n].name ? (int)u->n++ : -1;
}

void ch_csv_forget_unread(struct csv_unreads *u)
{
	for (size_t i = 0; i < u->n; i++)
		free(u->at[i].name);
	free(u->at);
	*u = (struct csv_unreads){ 0 };
}
