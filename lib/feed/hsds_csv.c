/* hsds_csv.c - the lines of one CSV table of a package become its rows. */
#include "base/grow.h"
#include "base/text.h"
#include "feed/hsds_in.h"

#define COLUMNS_MAX 4096
#define ROW_MAX (64u << 20)

void ch_hsds_csv_begin(struct ch_hsds *h)
{
	struct hsds_csv *c = &h->csv;

	c->heading = c->open = false;
	c->n = 0;
	ch_buf_clear(&c->text);
}

/* Whether a quoted field goes on after these bytes. */
static bool ends_open(char delimiter, const char *s, size_t n, bool open)
{
	bool begins = true;

	for (size_t i = 0; i < n; i++) {
		if (open && s[i] == '"' && i + 1 < n && s[i + 1] == '"')
			i++;
		else if (s[i] == '"' && (open || begins))
			open = !open;
		begins = s[i] == delimiter || (begins && s[i] == ' ');
	}
	return open;
}

/* Takes a quoted field: *s is after its quote, and goes to its end. False:
 * something stands between its last quote and the next delimiter. */
static bool quoted(char **s, char *end, char delimiter, struct ch_slice *out)
{
	char *from = *s, *to = from, *p = from;

	for (; p < end && (*p != '"' || (p + 1 < end && p[1] == '"')); p++) {
		p += *p == '"';
		*to++ = *p;
	}
	*out = (struct ch_slice){ from, (size_t)(to - from) };
	for (p++; p < end && *p == ' '; p++)
		;
	*s = p;
	return p >= end || *p == delimiter;
}

/* The next field of the row's text; *s is NULL after the last. */
static bool take_field(char **s, char *end, char delimiter,
		       struct ch_slice *out)
{
	char *from = *s, *stop;
	bool good = true;

	while (from < end && *from == ' ')
		from++;
	if (from < end && *from == '"') {
		stop = from + 1;
		good = quoted(&stop, end, delimiter, out);
	} else {
		stop = memchr(from, delimiter, (size_t)(end - from));
		stop = stop ? stop : end;
		*out = (struct ch_slice){ from, (size_t)(stop - from) };
	}
	*s = stop < end ? stop + 1 : NULL;
	return good;
}

static int refuse(struct ch_hsds *h, const char *reason, struct ch_slice raw,
		  const struct ch_hsds_to *to, struct ch_err *err)
{
	const char *kind = ch_hsds_kind_name((enum hsds_kind)h->hint);
	struct ch_item item = { .kind = kind, .kind_n = strlen(kind),
				.raw = raw };
	struct ch_err bad;

	ch_refuse(&bad, NULL, reason);
	to->at(to->ctx, h->file, h->csv.line);
	return to->sink->item(to->sink->ctx, &item, &bad, err);
}

static void choose_delimiter(struct hsds_csv *c)
{
	static const char all[] = ",;\t";
	size_t most = 0;

	c->delimiter = ',';
	for (const char *d = all; *d; d++) {
		size_t n = 0;

		for (size_t i = 0; i < c->text.n; i++)
			n += c->text.s[i] == *d;
		if (n > most)
			c->delimiter = *d;
		most = n > most ? n : most;
	}
}

static int read_heading(struct ch_hsds *h, struct ch_err *err)
{
	struct hsds_csv *c = &h->csv;
	char *s = c->text.s, *end = s + c->text.n;
	struct hsds_column *column;

	choose_delimiter(c);
	for (c->n = 0; s && c->n < COLUMNS_MAX; c->n++) {
		struct ch_slice name;

		if (ch_grow((void **)&c->column, &c->room, c->n,
			    sizeof(*c->column), err))
			return CH_ENOMEM;
		column = &c->column[c->n];
		take_field(&s, end, c->delimiter, &name);
		name = ch_text_trim(name);
		column->unread = 0;
		column->col = ch_hsds_col((enum hsds_kind)h->hint, name.s,
					  name.n);
		ch_slice_copy(column->name, sizeof(column->name), name);
	}
	c->heading = true;
	return 0;
}

static int fill(struct ch_hsds *h, struct hsds_row *row, struct ch_err *err)
{
	int rc = 0;

	for (size_t i = 0; i < h->csv.n && !rc; i++) {
		struct hsds_column *c = &h->csv.column[i];

		if (c->col >= 0)
			rc = ch_hsds_set(h, row, (enum hsds_col)c->col,
					 c->value, err);
		else if (ch_text_trim(c->value).n)
			c->unread++;
	}
	return rc;
}

/* What is wrong with the row's text; NULL: it is split. */
static const char *split(struct hsds_csv *c, char *s, char *end)
{
	size_t n = 0;

	for (; s; n++) {
		struct ch_slice value;

		if (!take_field(&s, end, c->delimiter, &value))
			return "stray-quote";
		if (n < c->n)
			c->column[n].value = value;
		else if (ch_text_trim(value).n)
			return "ragged-row";
	}
	return n < c->n ? "ragged-row" : NULL;
}

static int read_row(struct ch_hsds *h, const struct ch_hsds_to *to,
		    struct ch_err *err)
{
	struct hsds_csv *c = &h->csv;
	CH_AUTO(ch_free) char *text = malloc(c->text.n + 1);
	struct hsds_row *row, *kept;
	struct ch_err bad;
	const char *wrong;
	int rc;

	if (!text)
		return ch_nomem(err);
	memcpy(text, c->text.s, c->text.n);
	wrong = split(c, text, text + c->text.n);
	if (wrong)
		return refuse(h, wrong, (struct ch_slice){ c->text.s,
			      c->text.n }, to, err);
	row = ch_hsds_row(h, (enum hsds_kind)h->hint, c->line, err);
	rc = row ? fill(h, row, err) : CH_ENOMEM;
	if (!rc)
		rc = ch_hsds_keep(h, row, &kept, &bad);
	return rc == CH_EDATA ? ch_hsds_refuse(h, row, &bad, to, err) : rc;
}

static const char *bad_bytes(const struct hsds_csv *c, const char *s, size_t n)
{
	if (!s || c->text.n + n > ROW_MAX)
		return "line-too-long";
	if (memchr(s, '\0', n))
		return "nul";
	return ch_text_utf8(s, n) ? NULL : "bad-utf8";
}

int ch_hsds_csv(struct ch_hsds *h, const char *s, size_t n, long line,
		const struct ch_hsds_to *to, struct ch_err *err)
{
	struct hsds_csv *c = &h->csv;
	const char *bad = bad_bytes(c, s, n);
	int rc = 0;

	if (!c->open)
		c->line = line;
	if (bad) {
		c->open = s && ends_open(c->delimiter, s, n, c->open);
		ch_buf_clear(&c->text);
		return refuse(h, bad, (struct ch_slice){ NULL, 0 }, to, err);
	}
	if (c->open)
		ch_buf_addc(&c->text, '\n');
	else
		ch_buf_clear(&c->text);
	ch_buf_add(&c->text, s, n);
	c->open = ends_open(c->delimiter, s, n, c->open);
	if (ch_buf_ok(&c->text, err))
		return CH_ENOMEM;
	if (c->open || !ch_text_trim((struct ch_slice){ c->text.s,
				     c->text.n }).n)
		return 0;
	rc = c->heading ? read_row(h, to, err) : read_heading(h, err);
	return rc;
}

int ch_hsds_csv_end(struct ch_hsds *h, const struct ch_hsds_to *to,
		    struct ch_err *err)
{
	struct hsds_csv *c = &h->csv;
	int rc = c->open ? refuse(h, "unclosed-quote", (struct ch_slice){
				  c->text.s, c->text.n }, to, err) : 0;

	for (size_t i = 0; i < c->n && !rc; i++)
		if (c->column[i].unread)
			rc = ch_hsds_count_unread(h, (enum hsds_kind)h->hint,
				(struct ch_slice){ c->column[i].name,
				strlen(c->column[i].name) },
				c->column[i].unread, err);
	ch_hsds_csv_begin(h);
	return rc;
}
