/* interval.c - reads minimum intervals, critical limits and fees; judges. */
#include "know/interval.h"

#include "base/grow.h"
#include "base/moment.h"
#include "base/text.h"
#include "know/tsv.h"

struct critical {
	const char *code, *unit;
	double low, high;
	bool has_low, has_high;
};

struct fee {
	const char *code, *fee, *currency;
};

struct ch_intervals {
	struct ch_tsv t, limits, prices;	/* their fields are kept */
	struct ch_interval *row;
	size_t rows, row_room;
	struct critical *critical;
	size_t criticals, critical_room;
	struct fee *fee;
	size_t fees, fee_room;
};

void ch_intervals_free(struct ch_intervals **in)
{
	if (!*in)
		return;
	ch_tsv_close(&(*in)->t);
	ch_tsv_close(&(*in)->limits);
	ch_tsv_close(&(*in)->prices);
	free((*in)->row);
	free((*in)->critical);
	free((*in)->fee);
	free(*in);
	*in = NULL;
}

static bool read_days(const char *field, int64_t *out)
{
	*out = -1;
	return !*field || (ch_text_int(field, strlen(field), out) &&
			   *out >= 0);
}

static int add_row(struct ch_intervals *in, struct ch_err *err)
{
	struct ch_tsv *t = &in->t;
	struct ch_interval row = { 0 };
	int rc = ch_grow((void **)&in->row, &in->row_room, in->rows,
			 sizeof(*in->row), err);

	if (rc)
		return rc;
	if (t->n < 8 || !*t->field[0] || !*t->field[1])
		return ch_tsv_wrong(t, "a row has a test, its code, and six "
				    "fields more", err);
	if (!read_days(t->field[2], &row.hard) ||
	    !read_days(t->field[3], &row.soft) ||
	    !read_days(t->field[4], &row.inpatient))
		return ch_tsv_wrong(t, "days are whole numbers", err);
	row.test = t->field[0];
	row.code = t->field[1];
	row.always = *t->field[5];
	row.source = t->field[6];
	row.status = t->field[7];
	in->row[in->rows++] = row;
	return 0;
}

static int add_critical(struct ch_intervals *in, struct ch_err *err)
{
	struct ch_tsv *t = &in->limits;
	struct critical c = { 0 };
	int rc = ch_grow((void **)&in->critical, &in->critical_room,
			 in->criticals, sizeof(*in->critical), err);

	if (rc || t->n < 5)
		return rc;
	c.code = t->field[1];
	c.unit = t->field[2];
	c.has_low = ch_text_real(t->field[3], strlen(t->field[3]), &c.low);
	c.has_high = ch_text_real(t->field[4], strlen(t->field[4]), &c.high);
	in->critical[in->criticals++] = c;
	return 0;
}

static int add_fee(struct ch_intervals *in, struct ch_err *err)
{
	struct ch_tsv *t = &in->prices;
	double fee;
	int rc = ch_grow((void **)&in->fee, &in->fee_room, in->fees,
			 sizeof(*in->fee), err);

	if (rc)
		return rc;
	if (t->n < 3 || !ch_text_real(t->field[1], strlen(t->field[1]), &fee))
		return ch_tsv_wrong(t, "a row is a code, a fee and a currency",
				    err);
	in->fee[in->fees++] = (struct fee){ t->field[0], t->field[1],
					    t->field[2] };
	return 0;
}

static int read_table(struct ch_intervals *in, struct ch_tsv *t,
		      const struct ch_shelf *shelf, const char *name,
		      int (*take)(struct ch_intervals *, struct ch_err *),
		      struct ch_err *err)
{
	int rc = ch_tsv_open(t, shelf, "codes", name, err);

	while (!rc && ch_tsv_next(t))
		rc = take(in, err);
	return rc;
}

int ch_intervals_read(struct ch_intervals **out, const struct ch_shelf *shelf,
		      struct ch_err *err)
{
	struct ch_intervals *in = calloc(1, sizeof(*in));
	int rc = in ? read_table(in, &in->t, shelf, "minimum_interval",
				 add_row, err) : ch_nomem(err);

	*out = in;
	if (!rc)
		rc = read_table(in, &in->limits, shelf, "critical",
				add_critical, err);
	if (!rc)
		rc = read_table(in, &in->prices, shelf, "fees", add_fee, err);
	/* What tests cost is the site's own to say. */
	if (rc == CH_ENOENT && in->limits.text)
		rc = 0;
	if (rc)
		ch_intervals_free(out);
	return rc;
}

const struct ch_interval *ch_intervals_row(const struct ch_intervals *in,
					   size_t i)
{
	return i < in->rows ? &in->row[i] : NULL;
}

const struct ch_interval *ch_intervals_find(const struct ch_intervals *in,
					    const char *word, size_t n)
{
	for (size_t i = 0; i < in->rows && n; i++) {
		const struct ch_interval *r = &in->row[i];

		if ((strlen(r->code) == n && !memcmp(r->code, word, n)) ||
		    (strlen(r->test) == n && !memcmp(r->test, word, n)))
			return r;
	}
	return NULL;
}

void ch_intervals_codes(const struct ch_intervals *in,
			const struct ch_interval *row, struct ch_buf *out)
{
	for (size_t i = 0; i < in->rows; i++)
		if (!strcmp(in->row[i].test, row->test))
			ch_buf_addf(out, " %s ", in->row[i].code);
}

enum ch_level ch_interval_judge(const struct ch_interval *row, int64_t days,
				bool in_hospital)
{
	if (days < 0)
		return CH_LEVEL_NONE;
	if (in_hospital)
		return days < row->inpatient ? CH_WARN : CH_LEVEL_NONE;
	return days < row->hard ? CH_WARN :
		days < row->soft ? CH_INFORM : CH_LEVEL_NONE;
}

bool ch_intervals_critical(const struct ch_intervals *in, struct ch_slice code,
			   struct ch_slice unit, double value)
{
	for (size_t i = 0; i < in->criticals; i++) {
		const struct critical *c = &in->critical[i];

		if (ch_slice_is(code, c->code) && ch_slice_is(unit, c->unit) &&
		    ((c->has_low && value <= c->low) ||
		     (c->has_high && value >= c->high)))
			return true;
	}
	return false;
}

/* The test's own fee, or that of one of its codes. */
static void find_fee(const struct ch_intervals *in,
		     const struct ch_interval *row, struct ch_finding *out)
{
	for (size_t i = 0; i < in->fees; i++) {
		const struct fee *f = &in->fee[i];
		const struct ch_interval *of =
			ch_intervals_find(in, f->code, strlen(f->code));

		if (!of || strcmp(of->test, row->test) ||
		    (out->fee && strcmp(f->code, row->code)))
			continue;
		out->fee = f->fee;
		out->currency = f->currency;
	}
}

static const char *exempt(const struct ch_interval *row,
			  const struct ch_earlier *last)
{
	return last->critical ? "was-critical" :
		last->admitted ? "since-admitted" :
		last->in_hospital && row->inpatient < 0 ? "in-hospital" : NULL;
}

bool ch_intervals_check(const struct ch_intervals *in,
			const struct ch_interval *row,
			const struct ch_earlier *last, int64_t day,
			struct ch_finding *out)
{
	static const struct ch_idkey none;
	bool inside = last->in_hospital && row->inpatient >= 0;
	enum ch_level level = last->id ?
		ch_interval_judge(row, day - last->day, inside) :
		CH_LEVEL_NONE;
	int64_t days = inside ? row->inpatient :
		level == CH_WARN ? row->hard : row->soft;

	if (!level && !row->always)
		return false;
	*out = (struct ch_finding){
		.kind = "duplicate-test", .level = level ? level : CH_WARN,
		.effect = level ? "done again too soon" : "another test is "
			"the right one", .cites = row->source,
		.draft = !strcmp(row->status, "draft"),
		.exempt = level ? exempt(row, last) : NULL,
	};
	if (level) {
		out->earlier = last->id;
		out->earlier_type = last->type;
		out->at = last->at;
		out->until = ch_moment_of_day(last->day + days);
	}
	snprintf(out->item, sizeof(out->item), "%s", row->test);
	if (level)
		snprintf(out->title, sizeof(out->title), "%s again after %lld "
			 "of %lld days", row->test, (long long)(day -
			 last->day), (long long)days);
	else
		snprintf(out->title, sizeof(out->title), "%s", row->test);
	snprintf(out->row, sizeof(out->row), "minimum_interval %s", row->test);
	find_fee(in, row, out);
	ch_id_print(ch_id_of(&none, (const struct ch_slice[]){
			{ out->row, strlen(out->row) },
			{ (const char *)&last->id, sizeof(last->id) } }, 2),
		    out->basis);
	return true;
}
