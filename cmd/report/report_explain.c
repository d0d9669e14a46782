/* report_explain.c - a measure in words, and somebody's cases in it. */
#include <ctype.h>

#include "base/ids.h"
#include "base/moment.h"
#include "people/person.h"
#include "hub/operand.h"
#include "report/report.h"
#include "ui/page.h"

/* ---- the measure ---- */

/* "of each stay that ...", in the words of the folds. */
static void build_fold(struct ch_buf *out, const struct ch_measure *m)
{
	if (!*m->fold) {
		ch_buf_adds(out, "each row of the query is a case");
		return;
	}
	if (m->stitch)
		ch_buf_addf(out, "%ss of a person that touch are one; ",
			    m->index);
	ch_buf_addf(out, "each %s is a case", m->index);
	if (m->next && *m->answer)
		ch_buf_addf(out, ", answered by the first %s %d to %d days "
			    "after it", m->answer, m->from, m->to);
	for (int i = 0; i < m->unlesses; i++)
		ch_buf_addf(out, "%s a %s", i ? " or" : "; left out when",
			    m->unless[i].role);
	if (m->unlesses)
		ch_buf_addf(out, " follows up to day %d", m->to);
	if (m->once_a_day)
		ch_buf_adds(out, "; of one day only the first counts");
	if (m->cover)
		ch_buf_adds(out, "; held against the months in which a person "
			    "was a member on the 15th: by coverage, else from "
			    "first to last contact");
}

static void build_number(struct ch_buf *out, const struct ch_measure *m)
{
	const char *side = ch_outcome_words[m->numerator];

	switch (m->kind) {
	case CH_PROPORTION:
		ch_buf_addf(out, "cases that are %s, of those met or missed",
			    side);
		break;
	case CH_RATE:
		ch_buf_addf(out, "cases that are %s, per %.0f %s", side,
			    m->per, m->unit);
		break;
	case CH_MEAN:
		ch_buf_adds(out, "the mean of the cases' values");
		break;
	case CH_MEDIAN:
		ch_buf_adds(out, "the median of the cases' values; a case "
			    "without one took longer than any");
		break;
	case CH_SCORE:
		ch_buf_adds(out, "the mean of the cases' points");
		break;
	}
}

/* What is told of a measure, in order; its query comes last. */
#define TOLD 16
struct told {
	const char *name, *text;
};

static int print_page(struct ch_ui *ui, const struct told told[TOLD])
{
	struct ch_buf out = CH_BUF_INIT;

	for (int i = 0; i < TOLD - 1; i++) {
		if (!*told[i].text)
			continue;
		ch_buf_addf(&out, "%c%-11s ", toupper(*told[i].name),
			    told[i].name + 1);
		ch_page_wrap(ui, &out, told[i].text, 13, 13);
	}
	ch_buf_addf(&out, "\n%s\n", told[TOLD - 1].text);
	return ch_page_print(ui, &out);
}

static int print_record(struct ch_ui *ui, const struct told told[TOLD])
{
	struct ch_cell cell[TOLD];

	for (int i = 0; i < TOLD; i++)
		cell[i] = ch_cell_text(told[i].name, told[i].text);
	return ch_ui_cells(ui, "measure-file", cell, TOLD);
}

static int print_measure(struct ch_ui *ui, struct ch_report *r,
			 const struct ch_measure *m)
{
	CH_AUTO(ch_buf_free) struct ch_buf number = CH_BUF_INIT;
	CH_AUTO(ch_buf_free) struct ch_buf fold = CH_BUF_INIT;
	const char *status;
	int rc = ch_report_status(ui, r->store, m, &status);

	build_number(&number, m);
	build_fold(&fold, m);
	if (!rc)
		rc = ch_buf_ok(&number, &ui->err);
	if (!rc)
		rc = ch_buf_ok(&fold, &ui->err);
	if (rc)
		return rc;
	const struct told told[TOLD] = {
		{ "measure", m->k.name }, { "title", m->k.title },
		{ "version", m->k.version }, { "status", status },
		{ "kind", ch_measure_kinds[m->kind] },
		{ "better", m->better }, { "number", number.s },
		{ "cases", fold.s }, { "basis", m->basis },
		{ "source", m->source }, { "codes", m->k.codes },
		{ "tables", m->k.tables }, { "fold", m->fold },
		{ "file", m->k.path }, { "hash", m->k.hash },
		{ "sql", m->k.query[0] },
	};

	return ui->format == CH_FORMAT_TABLE ? print_page(ui, told) :
		print_record(ui, told);
}

/* ---- somebody's cases ---- */

struct explaining {
	struct ch_report *r;
	struct ch_measuring *s;
	struct ch_ids people;
};

static int add_person(struct ch_ui *ui, void *ctx, const char *words, size_t n,
		      struct ch_row *row)
{
	struct explaining *e = ctx;
	int64_t patient;
	int rc = ch_operand_patient(ui, e->r->store, words, n, row, &patient);

	if (!rc)
		rc = ch_person_of(e->r->store, patient, &patient, &ui->err);
	return rc ? rc : ch_ids_add(&e->people, patient, &ui->err);
}

static int print_people(struct ch_ui *ui, struct explaining *e)
{
	const struct ch_measure *m = &e->r->measure[0];
	const struct ch_fact *f;
	struct ch_row row;
	size_t n, found;
	int rc = ch_measure_cases(e->s, m, &f, &n, &ui->err);

	for (size_t i = 0; i < e->people.n && !rc; i++) {
		found = 0;
		for (size_t j = 0; j < n && !rc; j++) {
			if (f[j].person != e->people.id[i])
				continue;
			ch_measure_row(e->s, m, &f[j], &row);
			rc = ch_ui_row(ui, &row);
			found++;
		}
		if (!rc && !found && ui->format == CH_FORMAT_TABLE)
			ch_ui_warn(ui, "no case of this person in this period");
	}
	return rc;
}

int ch_report_explain(struct ch_ui *ui, struct ch_report *r, int argc,
		      char **argv)
{
	struct explaining e = { .r = r };
	int rc;

	if (argc <= 0)
		return print_measure(ui, r, &r->measure[0]);
	rc = ch_ui_operands(ui, argc, argv, add_person, &e);
	if (!rc)
		rc = ch_measuring_open(&e.s, r->store, &ui->shelf, &r->how,
				       r->measure, r->n, &ui->err);
	if (!rc)
		rc = print_people(ui, &e);
	ch_measuring_close(&e.s);
	ch_ids_free(&e.people);
	return rc;
}
