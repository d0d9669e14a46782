/* report_run.c - prints numbers and the cases that they are made of. */
#include <math.h>

#include "base/moment.h"
#include "report/report.h"
#include "record/json.h"
#include "ui/page.h"

/* One run: what is printed, and the sentences that follow a table. */
struct running {
	struct ch_ui *ui;
	struct ch_report *r;
	const struct ch_measure *m;
	const char *status;
	struct ch_buf sentences;
};

/* ---- cells ---- */

#define CELLS 36

struct cells {
	struct ch_cell v[CELLS];
	int n;
};

static struct ch_value *cell(struct cells *c, const char *name, enum ch_as as)
{
	c->v[c->n] = (struct ch_cell){ .name = name, .as = as };
	return &c->v[c->n++].v;
}

static void text(struct cells *c, const char *name, const char *s)
{
	struct ch_value *v = cell(c, name, CH_AS_TEXT);

	if (s && *s)
		*v = (struct ch_value){ .s = s, .kind = CH_TEXT,
					.n = (uint32_t)strlen(s) };
}

static void integer(struct cells *c, const char *name, enum ch_as as,
		    int64_t i, bool there)
{
	struct ch_value *v = cell(c, name, as);

	if (there)
		*v = (struct ch_value){ .i = i, .kind = CH_INT };
}

static void real(struct cells *c, const char *name, double d, bool there)
{
	struct ch_value *v = cell(c, name, CH_AS_REAL);

	if (there && isfinite(d))
		*v = (struct ch_value){ .r = d, .kind = CH_REAL };
}

/* ---- a number ---- */

static bool hides(const struct running *w, int64_t count)
{
	return w->r->suppress && ch_is_few(count);
}

static void build_whys(const struct running *w, const struct ch_number *n,
		       struct ch_buf *out)
{
	ch_buf_addc(out, '{');
	for (int i = 0; i < n->n_whys; i++) {
		const char *why = n->whys[i].why;

		if (hides(w, n->whys[i].n))
			continue;
		if (out->n > 1)
			ch_buf_addc(out, ',');
		ch_json_string(out, why, strlen(why));
		ch_buf_addf(out, ":%lld", (long long)n->whys[i].n);
	}
	ch_buf_addc(out, '}');
}

/* A moment that was typed, as it was said; nothing when it was not. */
static void asked(struct cells *c, struct ch_ui *ui, const char *name,
		  const char *expr)
{
	int64_t m = 0;

	integer(c, name, CH_AS_MOMENT, m,
		expr && !ch_moment_words(expr, ui->now, &m, &ui->err));
	c->v[c->n - 1].v.i = m;
}

static void add_counts(const struct running *w, const struct ch_number *n,
		       struct cells *c, bool small)
{
	const struct ch_interval *i = &n->interval;
	bool there = n->has_value && !small;

	integer(c, "numerator", CH_AS_INTEGER, n->numerator, !small &&
		(w->m->kind == CH_PROPORTION || w->m->kind == CH_RATE));
	real(c, "denominator", n->denominator,
	     !hides(w, (int64_t)n->denominator));
	real(c, "value", n->value, there);
	real(c, "low", i->low, there && i->name);
	real(c, "high", i->high, there && i->name);
	text(c, "interval", there ? i->name : NULL);
	integer(c, "pending", CH_AS_INTEGER, n->pending,
		!hides(w, n->pending));
	integer(c, "excluded", CH_AS_INTEGER, n->excluded,
		!hides(w, n->excluded) &&
		!(w->r->suppress && ch_number_sum_tells(n)));
	integer(c, "unknown", CH_AS_INTEGER, n->unknown,
		!hides(w, n->unknown));
}

static void add_weight(const struct running *w, const struct ch_number *n,
		       struct cells *c)
{
	bool rate = w->m->kind == CH_RATE;

	text(c, "weight", rate ? "member-months" : NULL);
	real(c, "per", w->m->per, rate);
	integer(c, "by_coverage", CH_AS_INTEGER, n->by_coverage, rate &&
		!hides(w, n->by_coverage));
	integer(c, "by_contact", CH_AS_INTEGER, n->by_contact, rate &&
		!hides(w, n->by_contact));
	text(c, "unit", w->m->unit);
}

static int print_record(struct running *w, const struct ch_number *n,
			const char *sentence)
{
	const struct ch_measure *m = w->m;
	bool small = w->r->suppress && ch_number_is_small(m, n);
	struct ch_buf whys = CH_BUF_INIT;
	struct cells c = { .n = 0 };
	struct ch_ui *ui = w->ui;
	struct ch_value *v;
	int rc;

	build_whys(w, n, &whys);
	rc = ch_buf_ok(&whys, &ui->err);
	text(&c, "measure", m->k.name);
	text(&c, "title", m->k.title);
	text(&c, "version", m->k.version);
	text(&c, "kind", ch_measure_kinds[m->kind]);
	text(&c, "better", m->better);
	text(&c, "group_by", ch_by_words[w->r->how.by]);
	text(&c, "group", n->group);
	integer(&c, "organization", CH_AS_REF, n->organization,
		n->organization);
	integer(&c, "from", CH_AS_MOMENT, ch_moment_of_day(n->first), true);
	integer(&c, "to", CH_AS_MOMENT, ch_moment_of_day(n->end), true);
	integer(&c, "as_of", CH_AS_MOMENT, ui->now, ui->as_of &&
		(w->r->store->practice || ui->as_of != ui->ch_now));
	asked(&c, ui, "known", ui->known);
	add_counts(w, n, &c, small);
	v = cell(&c, "reasons", CH_AS_JSONTEXT);
	if (!rc)
		*v = (struct ch_value){ .s = whys.s, .kind = CH_TEXT,
					.n = (uint32_t)whys.n };
	add_weight(w, n, &c);
	integer(&c, "suppressed", CH_AS_FLAG, true, small);
	text(&c, "status", w->status);
	text(&c, "hash", m->k.hash);
	text(&c, "sentence", sentence);
	if (!rc)
		rc = ch_ui_cells(ui, "measure", c.v, c.n);
	ch_buf_free(&whys);
	return rc;
}

/* ---- a table ---- */

static void build_likely(struct ch_buf *out, const struct ch_measure *m,
			 const struct ch_number *n)
{
	if (!n->interval.name)
		return;
	ch_measure_value(out, m, n->interval.low);
	ch_buf_adds(out, isfinite(n->interval.high) ? " to " : " or more");
	if (isfinite(n->interval.high))
		ch_measure_value(out, m, n->interval.high);
}

static int print_line(struct running *w, const struct ch_number *n)
{
	static const char *const headings[CH_BYS] = {
		"", "Month", "Quarter", "Year", "Organization", "Sex", "Age",
		"Zip", "Cohort",
	};
	const struct ch_measure *m = w->m;
	bool small = w->r->suppress && ch_number_is_small(m, n);
	struct ch_buf value = CH_BUF_INIT, likely = CH_BUF_INIT;
	struct cells c = { .n = 0 };
	int rc;

	if (small)
		ch_buf_adds(&value, "withheld");
	else if (n->has_value)
		ch_measure_value(&value, m, n->value);
	if (!small && n->has_value)
		build_likely(&likely, m, n);
	text(&c, "Measure", m->k.name);
	if (w->r->how.by)
		text(&c, headings[w->r->how.by], n->group);
	text(&c, "Value", value.s);
	text(&c, "Likely", likely.s);
	real(&c, "Of", n->denominator, !hides(w, (int64_t)n->denominator));
	integer(&c, "Open", CH_AS_INTEGER, n->pending, n->pending &&
		!hides(w, n->pending));
	integer(&c, "Left out", CH_AS_INTEGER, n->excluded, n->excluded &&
		!hides(w, n->excluded));
	rc = ch_ui_cells(w->ui, "measure", c.v, c.n);
	ch_buf_free(&value);
	ch_buf_free(&likely);
	return rc;
}

static void keep_sentence(struct running *w, const char *sentence)
{
	struct ch_buf line = CH_BUF_INIT;

	ch_buf_addf(&line, "%s: %s%s", w->m->k.title, sentence,
		    strcmp(w->status, "draft") ? "" : " (DRAFT)");
	ch_page_wrap(w->ui, &w->sentences, line.s ? line.s : "", 0, 4);
	w->sentences.failed |= line.failed;
	ch_buf_free(&line);
}

static int name_organization(struct running *w, struct ch_number *n)
{
	struct ch_buf name = CH_BUF_INIT;
	char hex[CH_ID_HEX];
	int rc;

	if (!n->organization) {
		snprintf(n->group, sizeof(n->group), "unknown");
		return 0;
	}
	if (!w->ui->name_of(w->ui->name_ctx, &name, "organization",
			    n->organization) || !name.n) {
		ch_id_print(n->organization, hex);
		ch_buf_adds(&name, hex);
	}
	rc = ch_buf_ok(&name, &w->ui->err);
	if (!rc)
		snprintf(n->group, sizeof(n->group), "%s", name.s);
	ch_buf_free(&name);
	return rc;
}

static int print_number(void *ctx, const struct ch_number *number,
			struct ch_err *err)
{
	struct running *w = ctx;
	struct ch_buf sentence = CH_BUF_INIT;
	struct ch_number n = *number;
	int rc = 0;

	if (w->r->how.by == CH_BY_ORGANIZATION)
		rc = name_organization(w, &n);
	ch_measure_sentence(&sentence, w->m, &n, w->r->suppress);
	if (!rc)
		rc = ch_buf_ok(&sentence, err);
	if (!rc && w->ui->format == CH_FORMAT_TABLE) {
		rc = print_line(w, &n);
		if (!w->r->how.by || w->ui->verbose)
			keep_sentence(w, sentence.s);
	} else if (!rc) {
		rc = print_record(w, &n, sentence.s);
	}
	ch_buf_free(&sentence);
	return rc;
}

/* ---- the verbs ---- */

/* With -k a file that cannot be used is named, and the others go on. */
static int pass_over(struct ch_ui *ui, struct ch_report *r, int rc)
{
	if (rc != CH_EDATA || !ui->keep_going)
		return rc;
	ch_ui_warn(ui, "%s", ui->err.msg);
	*ui->err.msg = '\0';
	r->broken++;
	return 0;
}

/* All queries are looked at before the first number is printed. */
static int check(struct ch_ui *ui, struct ch_report *r, struct ch_measuring *s)
{
	int left = 0, rc = 0;

	for (int i = 0; i < r->n && !rc; i++) {
		int broken = r->broken;

		rc = pass_over(ui, r, ch_measure_check(s, &r->measure[i],
						       &ui->err));
		if (r->broken > broken)
			ch_measure_free(&r->measure[i]);
		else
			r->measure[left++] = r->measure[i];
	}
	if (!rc)
		r->n = left;
	return rc;
}

/* One that cannot even be made ready hides no other. */
static int leave_out(struct ch_ui *ui, struct ch_report *r)
{
	int left = 0, rc = 0;

	for (int i = 0; i < r->n && !rc; i++) {
		int broken = r->broken;

		rc = pass_over(ui, r, ch_measure_try(&r->measure[i], r->store,
						     &ui->shelf, &r->how,
						     &ui->err));
		if (r->broken > broken)
			ch_measure_free(&r->measure[i]);
		else
			r->measure[left++] = r->measure[i];
	}
	if (!rc)
		r->n = left;
	return rc;
}

static int start(struct ch_ui *ui, struct ch_report *r,
		 struct ch_measuring **s)
{
	int rc = ch_measuring_open(s, r->store, &ui->shelf, &r->how,
				   r->measure, r->n, &ui->err);

	if (rc == CH_EDATA && ui->keep_going) {
		rc = leave_out(ui, r);
		if (!rc)
			rc = ch_measuring_open(s, r->store, &ui->shelf,
					       &r->how, r->measure, r->n,
					       &ui->err);
	}
	return rc ? rc : check(ui, r, *s);
}

int ch_report_run(struct ch_ui *ui, struct ch_report *r)
{
	CH_AUTO(ch_measuring_close) struct ch_measuring *s = NULL;
	struct running w = { .ui = ui, .r = r, .sentences = CH_BUF_INIT };
	int rc = start(ui, r, &s);

	for (int i = 0; i < r->n && !rc; i++) {
		w.m = &r->measure[i];
		rc = ch_report_status(ui, r->store, w.m, &w.status);
		if (!rc)
			rc = pass_over(ui, r, ch_measure_numbers(s, w.m,
					print_number, &w, &ui->err));
	}
	if (!rc && w.sentences.n && !ui->quiet)
		rc = ch_ui_end(ui);
	if (!rc && w.sentences.n && !ui->quiet) {
		rc = ch_buf_ok(&w.sentences, &ui->err);
		if (!rc)
			rc = ch_ui_text(ui, "\n", 1);
		if (!rc)
			rc = ch_ui_text(ui, w.sentences.s, w.sentences.n);
	}
	ch_buf_free(&w.sentences);
	return rc;
}

/* A case by its day and id: the order in which they are printed. */
struct place {
	int64_t at, id;
	size_t fact;
};

static int by_place(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

static int print_cases(struct ch_ui *ui, struct ch_report *r,
		       struct ch_measuring *s, const struct ch_measure *m)
{
	const struct ch_fact *f;
	struct place *place;
	size_t n, left = 0;
	struct ch_row row;
	int rc = ch_measure_cases(s, m, &f, &n, &ui->err);

	if (rc)
		return rc;
	place = calloc(n + 1, sizeof(*place));
	if (!place)
		return ch_nomem(&ui->err);
	for (size_t i = 0; i < n; i++) {
		if (r->outcome >= 0 && f[i].outcome != r->outcome)
			continue;
		ch_measure_row(s, m, &f[i], &row);
		place[left++] = (struct place){ f[i].at, row.v[0].i, i };
	}
	qsort(place, left, sizeof(*place), by_place);
	for (size_t i = 0; i < left && !rc; i++) {
		ch_measure_row(s, m, &f[place[i].fact], &row);
		rc = ch_ui_row(ui, &row);
	}
	free(place);
	if (left)
		ui->missed = false;
	if (!rc)
		ch_ui_count(ui, "%s: %zu case%s", m->k.name, left,
			    left == 1 ? "" : "s");
	return rc;
}

int ch_report_cases(struct ch_ui *ui, struct ch_report *r)
{
	CH_AUTO(ch_measuring_close) struct ch_measuring *s = NULL;
	int rc = start(ui, r, &s);

	ui->missed = true;
	for (int i = 0; i < r->n && !rc; i++)
		rc = pass_over(ui, r, print_cases(ui, r, s, &r->measure[i]));
	return rc;
}
