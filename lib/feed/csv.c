/* csv.c - CSV rows, split by libcsv, through one map. */
#include <csv.h>

#include "base/text.h"
#include "feed/csv_heading.h"
#include "feed/csv_in.h"

#define COLUMNS_MAX 4096

/* Where a cell's text is in `text` while the row is not yet whole. */
struct cell {
	size_t from, n;
	int unread;			/* which nobody reads; -1: read */
};

struct ch_csv {
	struct ch_map *map;
	bool borrowed;			/* the map is another's */
	struct ch_naming naming;
	struct map_run run;
	struct csv_parser p;
	bool parsing;			/* `p` is to be freed */
	bool heading;			/* the next row is the heading */
	bool decoded;			/* from another encoding */
	bool skipping;			/* a refused row still goes on */
	struct ch_csv_says says;
	struct csv_unreads unread;
	struct ch_buf text;
	struct ch_buf raw;		/* earlier lines of this row */
	struct cell *cell;
	struct ch_slice *value;
	size_t cap, ncol, at;		/* columns: room, of the file, now */
	long row_line;
	struct ch_slice line;		/* at hand */
	const struct ch_sink *sink;
	struct ch_err *err;
	int code;
};

static int start(struct ch_csv *c, struct ch_err *err)
{
	if (c->parsing)
		csv_free(&c->p);
	c->parsing = !csv_init(&c->p, CSV_STRICT | CSV_STRICT_FINI);
	if (!c->parsing)
		return ch_nomem(err);
	csv_set_delim(&c->p, (unsigned char)c->map->delimiter);
	ch_buf_clear(&c->text);
	ch_buf_clear(&c->raw);
	c->at = 0;
	return ch_buf_room(&c->text, 64) ? 0 : ch_nomem(err);
}

static bool room(struct ch_csv *c, size_t n)
{
	size_t cap = c->cap ? c->cap : 64;
	void *more;

	while (cap < n)
		cap *= 2;
	if (cap == c->cap)
		return true;
	more = realloc(c->cell, cap * sizeof(*c->cell));
	if (!more)
		return false;
	c->cell = more;
	more = realloc(c->value, cap * sizeof(*c->value));
	if (!more)
		return false;
	c->value = more;
	c->cap = cap;
	return true;
}

/* Says which columns of the file no line of the map reads; `name` may be those
 * of the map itself. */
static int mark_unread(struct ch_csv *c, const struct ch_slice *name,
		       struct ch_err *err)
{
	for (size_t i = 0; i < c->ncol; i++) {
		c->cell[i].unread = ch_csv_reads(c->map, i) ? -1 :
			ch_csv_unread(&c->unread, name ? name[i] :
				      c->map->column[i].name, i);
		if (c->cell[i].unread < 0 && !ch_csv_reads(c->map, i))
			return ch_nomem(err);
	}
	return 0;
}

static int begin_file(struct ch_csv *c, struct ch_err *err)
{
	c->heading = !c->map->nfixed;
	if (!c->heading) {
		c->ncol = (size_t)c->map->nfixed;
		if (!room(c, c->ncol) || mark_unread(c, NULL, err))
			return ch_nomem(err);
	}
	c->skipping = false;
	ch_map_run_file(&c->run);
	return start(c, err);
}

int ch_csv_borrow(struct ch_csv **out, struct ch_map *map,
		  const struct ch_naming *naming, struct ch_err *err)
{
	struct ch_csv *c = calloc(1, sizeof(*c));
	int code;

	*out = NULL;
	if (!c)
		return ch_nomem(err);
	c->map = map;
	c->borrowed = true;
	c->naming = *naming;
	c->run.m = map;
	c->run.naming = &c->naming;
	ch_map_forget(map);
	if (map_is_fhir(map))
		code = ch_fail(err, CH_EDATA, "%s: not a map for csv",
			       map->file);
	else
		code = begin_file(c, err);
	if (code)
		ch_csv_free(&c);
	*out = c;
	return code;
}

int ch_csv_new(struct ch_csv **out, struct ch_map *map,
	       const struct ch_naming *naming, struct ch_err *err)
{
	int code = ch_csv_borrow(out, map, naming, err);

	if (code)
		ch_map_free(&map);
	else
		(*out)->borrowed = false;
	return code;
}

void ch_csv_free(struct ch_csv **csv)
{
	struct ch_csv *c = *csv;

	if (!c)
		return;
	if (c->parsing)
		csv_free(&c->p);
	if (!c->borrowed)
		ch_map_free(&c->map);
	ch_map_run_free(&c->run);
	ch_buf_free(&c->text);
	ch_buf_free(&c->raw);
	ch_csv_forget_unread(&c->unread);
	free(c->cell);
	free(c->value);
	free(c);
	*csv = NULL;
}

struct ch_map *ch_csv_map(const struct ch_csv *c)
{
	return c->map;
}

void ch_csv_tell(struct ch_csv *c, const struct ch_csv_says *says)
{
	c->says = *says;
}

void ch_csv_decoded(struct ch_csv *c, bool decoded)
{
	c->decoded = decoded;
}

void ch_csv_unreads(const struct ch_csv *c,
		    void (*each)(void *ctx, const char *heading,
				 int64_t count), void *ctx)
{
	for (size_t i = 0; i < c->unread.n; i++)
		if (c->unread.at[i].count)
			each(ctx, c->unread.at[i].name, c->unread.at[i].count);
}

/* What the row at hand is as text: all its lines. */
static struct ch_slice raw(struct ch_csv *c)
{
	if (!c->raw.n)
		return c->line;
	ch_buf_add(&c->raw, c->line.s, c->line.n);
	return (struct ch_slice){ c->raw.s, c->raw.n };
}

static int finish(struct ch_csv *c, int code)
{
	struct ch_item item = { .kind = c->map->name,
				.kind_n = strlen(c->map->name),
				.raw = raw(c) };
	struct ch_err why;

	if (code && code != CH_EDATA)
		return code;
	if (code) {
		why = *c->err;
		ch_csv_blame(&c->run, &why);
		ch_map_item_row(&item, &c->map->record->row);
	}
	return c->sink->item(c->sink->ctx, &item, code ? &why : NULL, c->err);
}

static int refuse(struct ch_csv *c, const char *reason)
{
	c->map->record->row.set = 0;
	return finish(c, ch_refuse(c->err, NULL, reason));
}

static int read_heading(struct ch_csv *c)
{
	int code;

	c->ncol = c->at;
	c->heading = false;
	if (c->text.failed)
		return ch_nomem(c->err);
	for (size_t i = 0; i < c->ncol; i++)
		c->value[i] = (struct ch_slice){ c->text.s + c->cell[i].from,
						 c->cell[i].n };
	code = ch_csv_heading(c->map, c->value, c->ncol, c->err);
	if (!code && c->says.say)
		ch_csv_near(c->map, c->value, c->ncol, c->says.say,
			    c->says.ctx);
	return code ? code : mark_unread(c, c->value, c->err);
}

static bool is_null(const struct ch_map *m, struct ch_slice s)
{
	for (int i = 0; i < m->nnull; i++)
		if (m->null[i].n == s.n && !memcmp(m->null[i].s, s.s, s.n))
			return true;
	return false;
}

static void set_value(struct ch_csv *c, size_t i, const char *s, size_t n)
{
	struct ch_slice *v = &c->value[i];

	*v = (struct ch_slice){ s, n };
	if (c->map->generic)	/* as we wrote it for spreadsheets */
		*v = ch_text_of_cell(*v);
	if (c->map->nnull && is_null(c->map, *v))
		v->n = 0;
}

/* The row's values are set. */
static int run_row(struct ch_csv *c)
{
	if (c->at != c->ncol)
		return refuse(c, "ragged-row");
	c->run.cell = c->value;
	for (size_t i = 0; i < c->ncol; i++)
		if (c->cell[i].unread >= 0 && c->value[i].n &&
		    ch_text_trim(c->value[i]).n)
			c->unread.at[c->cell[i].unread].count++;
	c->run.sink = c->sink;
	c->run.err = c->err;
	return finish(c, ch_map_run(&c->run));
}

static int read_row(struct ch_csv *c)
{
	if (c->text.failed)
		return ch_nomem(c->err);
	for (size_t i = 0; c->at == c->ncol && i < c->ncol; i++)
		set_value(c, i, c->text.s + c->cell[i].from, c->cell[i].n);
	return run_row(c);
}

/* libcsv's words: here is a field. */
static void on_field(void *s, size_t n, void *ctx)
{
	struct ch_csv *c = ctx;
	size_t at = c->at++;

	if (c->code)
		return;
	if (c->heading) {
		if (at >= COLUMNS_MAX)
			c->code = ch_refuse(c->err, NULL, "too-many-columns");
		else if (!room(c, at + 1))
			c->code = ch_nomem(c->err);
		if (c->code)
			return;
	} else if (at >= c->ncol) {
		return;
	}
	c->cell[at].from = c->text.n;
	c->cell[at].n = n;
	if (n)
		ch_buf_add(&c->text, s, n);
}

/* ... and here the row ends. */
static void on_row(int end, void *ctx)
{
	struct ch_csv *c = ctx;

	(void)end;
	if (!c->code)
		c->code = c->heading ? read_heading(c) : read_row(c);
	ch_buf_clear(&c->text);
	ch_buf_clear(&c->raw);
	c->at = 0;
}

/*
 * Strict about quoted fields: what follows their quote is no guess. A quote
 * inside a field that began without one is only a character (37'38.8"N).
 */
static int feed(struct ch_csv *c, const char *s, size_t n)
{
	size_t done = csv_parse(&c->p, s, n, on_field, on_row, c);

	while (!c->code && done < n) {
		if (csv_error(&c->p) != CSV_EPARSE)
			return ch_nomem(c->err);
		if (c->p.quoted)
			return CH_EDATA;
		csv_set_opts(&c->p, CSV_STRICT_FINI);
		done += csv_parse(&c->p, s + done, 1, on_field, on_row, c);
		csv_set_opts(&c->p, CSV_STRICT | CSV_STRICT_FINI);
		done += csv_parse(&c->p, s + done, n - done, on_field, on_row,
				  c);
	}
	return c->code;
}

/* Whether a quoted field goes on in the next line. */
static bool open_row(const struct ch_csv *c)
{
	return c->p.pstate != 0;
}

static bool is_space(const struct ch_csv *c, char ch)
{
	return (ch == ' ' || ch == '\t') && ch != c->map->delimiter;
}

/*
 * A line without a quote is a row as it stands. libcsv would say the same of
 * it, but looks at each byte by itself and has them copied. As there, spaces
 * around a field are none of it, and a line of nothing else is no row.
 */
static int plain_row(struct ch_csv *c, const char *s, size_t n)
{
	const char *end = s + n, *stop, *to;
	bool blank = true;
	int code;

	for (c->at = 0; s; s = stop ? stop + 1 : NULL, c->at++) {
		stop = memchr(s, c->map->delimiter, (size_t)(end - s));
		to = stop ? stop : end;
		while (s < to && is_space(c, *s))
			s++;
		while (s < to && is_space(c, to[-1]))
			to--;
		if (c->at < c->ncol)
			set_value(c, c->at, s, (size_t)(to - s));
		blank &= !stop && s == to;
	}
	code = blank ? 0 : run_row(c);
	c->at = 0;
	return code;
}

/* Whether it is one: all of a row, and nothing that means more than itself. */
static bool is_plain(const struct ch_csv *c, const char *s, size_t n)
{
	return !c->heading && !open_row(c) && !memchr(s, '"', n) &&
		!memchr(s, '\r', n);
}

/* Whether a quoted field is open at the line's end: what follows of a row that
 * is refused makes no rows. */
static bool ends_open(const struct ch_csv *c, const char *s, size_t n,
		      bool open)
{
	bool begins = true;		/* at a field's first byte */

	for (size_t i = 0; i < n; i++) {
		if (open && s[i] == '"' && i + 1 < n && s[i + 1] == '"')
			i++;
		else if (s[i] == '"' && (open || begins))
			open = !open;
		begins = s[i] == c->map->delimiter ||
			(begins && is_space(c, s[i]));
	}
	return open;
}

/* What makes a line bad before libcsv sees it; NULL: nothing. */
static const char *bad_bytes(const struct ch_csv *c, const char *s, size_t n)
{
	if (!s)
		return "line-too-long";
	if (memchr(s, '\0', n))
		return "nul";
	if (!ch_text_utf8(s, n))
		return c->decoded ? "bad-character" : "bad-utf8";
	return c->raw.n + n > (64u << 20) ? "line-too-long" : NULL;
}

/* Refuses the row at hand and forgets it. */
static int give_up(struct ch_csv *c, const char *reason)
{
	int code = c->heading ? ch_refuse(c->err, NULL, reason) :
		refuse(c, reason), again;

	again = start(c, c->err);
	return code ? code : again;
}

int ch_csv_line(struct ch_csv *c, const char *s, size_t n, long line,
		long *line0, const struct ch_sink *sink, struct ch_err *err)
{
	const char *bad = c->skipping ? NULL : bad_bytes(c, s, n);
	int code;

	if (!open_row(c) && !c->skipping)
		c->row_line = line;
	*line0 = c->row_line;
	if (c->skipping) {
		c->skipping = ends_open(c, s, n, true);
		return 0;
	}
	c->line = (struct ch_slice){ s, n };
	c->sink = sink;
	c->err = err;
	c->code = 0;
	if (bad) {
		c->skipping = !c->heading && ends_open(c, s, n, open_row(c));
		return give_up(c, bad);
	}
	if (is_plain(c, s, n))
		return plain_row(c, s, n);
	code = feed(c, s, n);
	if (!code)
		code = feed(c, "\n", 1);
	if (c->code)
		return c->code;
	if (code == CH_EDATA)
		return give_up(c, "stray-quote");
	if (!code && open_row(c)) {
		ch_buf_add(&c->raw, s, n);
		ch_buf_addc(&c->raw, '\n');
		if (c->raw.failed)
			return ch_nomem(err);
	}
	return code;
}

int ch_csv_end(struct ch_csv *c, long *line0, const struct ch_sink *sink,
	       struct ch_err *err)
{
	int code = 0, next;

	*line0 = c->row_line;
	c->line = (struct ch_slice){ "", 0 };
	c->sink = sink;
	c->err = err;
	c->code = 0;
	if (open_row(c) || c->skipping)
		code = give_up(c, "unclosed-quote");
	next = begin_file(c, err);
	return code ? code : next;
}
