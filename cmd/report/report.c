/* report.c - what a report is asked: measures, period, groups. */
#include "base/moment.h"
#include "base/text.h"
#include "query/approval.h"
#include "report/report.h"

/* ---- the period ---- */

static int64_t first_of(int64_t year, int64_t month)
{
	return ch_days_of_civil(year + month / 12, (int)(month % 12) + 1, 1);
}

/* 2026, 2026-Q3, 2026-10 */
static int read_period(struct ch_ui *ui, const char *s, int64_t *first,
		       int64_t *end)
{
	size_t n = strlen(s);
	int64_t year, part = 0, months = 12;
	bool good = n >= 4 && strspn(s, "0123456789") == 4 &&
		ch_text_int(s, 4, &year) && year > 0;

	if (good && n == 7 && s[4] == '-' && s[5] == 'Q') {
		part = 3 * (s[6] - '1');
		months = 3;
		good = s[6] >= '1' && s[6] <= '4';
	} else if (good && n == 7 && s[4] == '-') {
		good = strspn(s + 5, "0123456789") == 2 &&
			ch_text_int(s + 5, 2, &part) && part >= 1 &&
			part <= 12;
		part--;
		months = 1;
	} else {
		good = good && n == 4;
	}
	if (!good)
		return ch_ui_usage(ui, "--period: a month, quarter or year: "
				   "2026-10, 2026-Q3 or 2026");
	*first = first_of(year, part);
	*end = first_of(year, part + months);
	return 0;
}

int ch_report_period(struct ch_ui *ui, const struct ch_report_opts *o,
		     int64_t *first, int64_t *end)
{
	int64_t year;
	int month, day;

	if (o->period && (o->from.text || o->to.text))
		return ch_ui_usage(ui, "--period or --from and --to, not both");
	if (o->period)
		return read_period(ui, o->period, first, end);
	if (!o->from.text != !o->to.text)
		return ch_ui_usage(ui, "--from and --to, both; the period ends "
				   "before --to");
	if (!o->from.text) {
		ch_civil_of_days(ch_moment_local_day(ui->now), &year, &month,
				 &day);
		*first = first_of(year - 1, month - 1);
		*end = first_of(year, month - 1);
		return 0;
	}
	*first = ch_moment_local_day(o->from.v);
	*end = ch_moment_local_day(o->to.v);
	if (*end <= *first)
		return ch_ui_usage(ui, "--to is not after --from");
	return 0;
}

/* ---- the measures ---- */

int ch_report_pass_over(struct ch_ui *ui, struct ch_report *r, int rc)
{
	if (rc != CH_EDATA || !ui->keep_going)
		return rc;
	ch_ui_warn(ui, "%s", ui->err.msg);
	*ui->err.msg = '\0';
	r->broken++;
	return 0;
}

static int read_one(struct ch_ui *ui, struct ch_report *r, const char *name)
{
	int rc = ch_measure_read(&r->measure[r->n], &ui->shelf, name,
				 &ui->err);

	if (rc)
		return ch_report_pass_over(ui, r, rc);
	r->n++;
	return 0;
}

static int read_all(struct ch_ui *ui, struct ch_report *r)
{
	struct ch_book *book = NULL;
	size_t n;
	int rc = ch_shelf_list(&ui->shelf, "measures", ".sql", &book, &n,
			       &ui->err);

	if (!rc && !(r->measure = calloc(n + 1, sizeof(*r->measure))))
		rc = ch_nomem(&ui->err);
	for (size_t i = 0; i < n && !rc; i++)
		rc = read_one(ui, r, book[i].name);
	free(book);
	return rc;
}

static int read_named(struct ch_ui *ui, struct ch_report *r, int n,
		      char **names)
{
	int rc = 0;

	r->measure = calloc((size_t)n + 1, sizeof(*r->measure));
	if (!r->measure)
		return ch_nomem(&ui->err);
	for (int i = 0; i < n && !rc; i++)
		rc = read_one(ui, r, names[i]);
	return rc;
}

int ch_report_open(struct ch_ui *ui, struct ch_store *store,
		   struct ch_report *r, const struct ch_report_opts *o, int n,
		   char **names)
{
	int by = CH_BY_ALL, rc = 0;

	*r = (struct ch_report){ .store = store, .outcome = -1,
				 .suppress = o->suppress };
	if (o->by)
		rc = ch_ui_one_of(ui, "by", o->by, ch_by_words, &by);
	if (!rc && o->outcome)
		rc = ch_ui_one_of(ui, "outcome", o->outcome, ch_outcome_words,
				  &r->outcome);
	if (!rc)
		rc = ch_report_period(ui, o, &r->how.first, &r->how.end);
	if (rc)
		return rc;
	r->how.by = (enum ch_by)by;
	r->how.now = ui->now;
	r->how.strict = o->strict;
	r->how.later = o->later;
	if (n == 1 && !strcmp(names[0], "all"))
		return read_all(ui, r);
	return read_named(ui, r, n, names);
}

int ch_report_close(struct ch_ui *ui, struct ch_report *r, int rc)
{
	for (int i = 0; i < r->n; i++)
		ch_measure_free(&r->measure[i]);
	free(r->measure);
	if (rc || !r->broken)
		return rc;
	return ch_fail(&ui->err, CH_EDATA, "%d measure%s left out", r->broken,
		       r->broken == 1 ? " was" : "s were");
}

int ch_report_status(struct ch_ui *ui, struct ch_store *store,
		     const struct ch_measure *m, const char **status)
{
	struct ch_approval approval;
	int rc = ch_approval_of(store, m->k.hash, &approval, &ui->err);

	*status = approval.at ? "approved" : "draft";
	return rc;
}
