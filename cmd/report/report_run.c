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

#define CELLS 36

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

/* How many people, and the number itself: into `c`; how many cells. */
static size_t add_counts(const struct running *w, const struct ch_number *n,
			 bool small, struct ch_cell *c)
{
	enum ch_measure_kind kind = w->m->kind;
	bool there = n->has_value && !small;
	bool likely = there && n->interval.name;
	const struct ch_cell all[] = {
		ch_cell_if(!small && (kind == CH_PROPORTION ||
				      kind == CH_RATE),
			   ch_cell_int("numerator", n->numerator)),
		ch_cell_if(!hides(w, (int64_t)n->denominator),
			   ch_cell_real("denominator", n->denominator)),
		ch_cell_if(there, ch_cell_real("value", n->value)),
		ch_cell_if(likely, ch_cell_real("low", n->interval.low)),
		ch_cell_if(likely, ch_cell_real("high", n->interval.high)),
		ch_cell_text("interval", there ? n->interval.name : NULL),
		ch_cell_if(!hides(w, n->pending),
			   ch_cell_int("pending", n->pending)),
		ch_cell_if(!hides(w, n->excluded) &&
			   !(w->r->suppress && ch_number_sum_tells(n)),
			   ch_cell_int("excluded", n->excluded)),
		ch_cell_if(!hides(w, n->unknown),
			   ch_cell_int("unknown", n->unknown)),
	};

	memcpy(c, all, sizeof(all));
	return CH_COUNT(all);
}

static size_t add_weight(const struct running *w, const struct ch_number *n,
			 struct ch_cell *c)
{
	bool rate = w->m->kind == CH_RATE;
	const struct ch_cell all[] = {
		ch_cell_text("weight", rate ? "member-months" : NULL),
		ch_cell_if(rate, ch_cell_real("per", w->m->per)),
		ch_cell_if(rate && !hides(w, n->by_coverage),
			   ch_cell_int("by_coverage", n->by_coverage)),
		ch_cell_if(rate && !hides(w, n->by_contact),
			   ch_cell_int("by_contact", n->by_contact)),
		ch_cell_text("unit", w->m->unit),
	};

	memcpy(c, all, sizeof(all));
	return CH_COUNT(all);
}

/* What was asked, and of whom it is the number. */
static size_t add_question(const struct running *w, const struct ch_number *n,
			   struct ch_cell *c)
{
	const struct ch_measure *m = w->m;
	struct ch_ui *ui = w->ui;
	bool as_of = ui->as_of && (w->r->store->practice ||
				   ui->as_of != ui->ch_now);
	int64_t known = 0;
	bool is_known = ui->known &&
		!ch_moment_words(ui->known, ui->now, &known, &ui->err);
	const struct ch_cell all[] = {
		ch_cell_text("measure", m->k.name),
		ch_cell_text("title", m->k.title),
		ch_cell_text("version", m->k.version),
		ch_cell_text("kind", ch_measure_kinds[m->kind]),
		ch_cell_text("better", m->better),
		ch_cell_text("group_by", ch_by_words[w->r->how.by]),
		ch_cell_text("group", n->group),
		ch_cell_given("organization", CH_AS_REF, n->organization),
		ch_cell_given("from", CH_AS_MOMENT,
			      ch_moment_of_day(n->first)),
		ch_cell_given("to", CH_AS_MOMENT, ch_moment_of_day(n->end)),
		ch_cell_if(as_of, ch_cell_given("as_of", CH_AS_MOMENT,
						ui->now)),
		ch_cell_if(is_known, ch_cell_given("known", CH_AS_MOMENT,
						   known)),
	};

	memcpy(c, all, sizeof(all));
	return CH_COUNT(all);
}

static int print_record(struct running *w, const struct ch_number *n,
			const char *sentence)
{
	bool small = w->r->suppress && ch_number_is_small(w->m, n);
	CH_AUTO(ch_buf_free) struct ch_buf whys = CH_BUF_INIT;
	struct ch_cell c[CELLS];
	size_t k = add_question(w, n, c);
	int rc;

	build_whys(w, n, &whys);
	rc = ch_buf_ok(&whys, &w->ui->err);
	if (rc)
		return rc;
	k += add_counts(w, n, small, c + k);
	c[k] = ch_cell_buf("reasons", &whys);
	c[k++].as = CH_AS_JSONTEXT;
	k += add_weight(w, n, c + k);
	c[k] = ch_cell_if(small, ch_cell_int("suppressed", true));
	c[k++].as = CH_AS_FLAG;
	c[k++] = ch_cell_text("status", w->status);
	c[k++] = ch_cell_text("hash", w->m->k.hash);
	c[k++] = ch_cell_text("sentence", sentence);
	return ch_ui_cells(w->ui, "measure", c, (int)k);
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
	CH_AUTO(ch_buf_free) struct ch_buf value = CH_BUF_INIT;
	CH_AUTO(ch_buf_free) struct ch_buf likely = CH_BUF_INIT;
	bool by = w->r->how.by;

	if (small)
		ch_buf_adds(&value, "withheld");
	else if (n->has_value)
		ch_measure_value(&value, m, n->value);
	if (!small && n->has_value)
		build_likely(&likely, m, n);
	struct ch_cell c[] = {
		ch_cell_text("Measure", m->k.name),
		ch_cell_text(headings[w->r->how.by], n->group),
		ch_cell_buf("Value", &value), ch_cell_buf("Likely", &likely),
		ch_cell_if(!hides(w, (int64_t)n->denominator),
			   ch_cell_real("Of", n->denominator)),
		ch_cell_if(n->pending && !hides(w, n->pending),
			   ch_cell_int("Open", n->pending)),
		ch_cell_if(n->excluded && !hides(w, n->excluded),
			   ch_cell_int("Out", n->excluded)),
	};

	if (!by)
		c[1] = c[0];
	return ch_ui_cells(w->ui, "measure", c + !by, CH_COUNT(c) - !by);
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

/* All queries are looked at before the first number is printed: each in a
 * session of its own where `s` is NULL, so that one that cannot even be made
 * ready hides no other. */
static int check(struct ch_ui *ui, struct ch_report *r, struct ch_measuring *s)
{
	int left = 0, rc = 0;

	for (int i = 0; i < r->n && !rc; i++) {
		struct ch_measure *m = &r->measure[i];
		int broken = r->broken;

		rc = s ? ch_measure_check(s, m, &ui->err) :
			ch_measure_try(m, r->store, &ui->shelf, &r->how,
				       &ui->err);
		rc = ch_report_pass_over(ui, r, rc);
		if (r->broken > broken)
			ch_measure_free(m);
		else
			r->measure[left++] = *m;
	}
	if (!rc)
		r->n = left;
	return rc;
}

/* Before the first number is printed. With -k one measure that cannot even be
 * made ready hides no other. */
static int start(struct ch_ui *ui, struct ch_report *r,
		 struct ch_measuring **s)
{
	int rc = ch_measuring_open(s, r->store, &ui->shelf, &r->how,
				   r->measure, r->n, &ui->err);

	if (rc == CH_EDATA && ui->keep_going) {
		rc = check(ui, r, NULL);
		if (!rc)
			rc = ch_measuring_open(s, r->store, &ui->shelf,
					       &r->how, r->measure, r->n,
					       &ui->err);
	}
	return rc ? rc : check(ui, r, *s);
}

/* The days that the numbers are of; the last is in them. */
static int say_period(struct ch_ui *ui, const struct ch_report *r)
{
	char first[CH_MOMENT_MAX], last[CH_MOMENT_MAX];
	char line[2 * CH_MOMENT_MAX + 32];

	ch_moment_print(ch_moment_of_day(r->how.first), first);
	ch_moment_print(ch_moment_of_day(r->how.end - 1), last);
	snprintf(line, sizeof(line), "\nPeriod: %s to %s\n\n", first, last);
	return ch_ui_text(ui, line, strlen(line));
}

int ch_report_run(struct ch_ui *ui, struct ch_report *r, int argc,
		  char **argv)
{
	CH_AUTO(ch_measuring_close) struct ch_measuring *s = NULL;
	struct running w = { .ui = ui, .r = r, .sentences = CH_BUF_INIT };
	int rc = start(ui, r, &s);

	(void)argc, (void)argv;
	for (int i = 0; i < r->n && !rc; i++) {
		w.m = &r->measure[i];
		rc = ch_report_status(ui, r->store, w.m, &w.status);
		if (!rc)
			rc = ch_measure_numbers(s, w.m, print_number, &w,
						&ui->err);
		rc = ch_report_pass_over(ui, r, rc);
	}
	if (!rc && w.sentences.n && !ui->quiet)
		rc = ch_ui_end(ui);
	if (!rc && w.sentences.n && !ui->quiet)
		rc = say_period(ui, r);
	if (!rc)
		rc = ch_page_print(ui, &w.sentences);
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

int ch_report_cases(struct ch_ui *ui, struct ch_report *r, int argc,
		    char **argv)
{
	CH_AUTO(ch_measuring_close) struct ch_measuring *s = NULL;
	int rc = start(ui, r, &s);

	(void)argc, (void)argv;
	ui->missed = true;
	for (int i = 0; i < r->n && !rc; i++) {
		rc = print_cases(ui, r, s, &r->measure[i]);
		rc = ch_report_pass_over(ui, r, rc);
	}
	return rc;
}
