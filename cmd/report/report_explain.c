/* report_explain.c - a measure in words, and somebody's cases in it. */
#include "base/grow.h"
#include "base/moment.h"
#include "care/people/person.h"
#include "hub/operand.h"
#include "report/report.h"
#include "ui/page.h"

/* ---- the measure ---- */

static void line(struct ch_ui *ui, struct ch_buf *out, const char *what,
		 const char *words)
{
	if (!*words)
		return;
	ch_buf_addf(out, "%-12s ", what);
	ch_page_wrap(ui, out, words, 13, 13);
}

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

static int print_page(struct ch_ui *ui, const struct ch_measure *m,
		      const char *status, const char *number,
		      const char *fold)
{
	struct ch_buf out = CH_BUF_INIT;
	int rc;

	line(ui, &out, "Measure", m->k.name);
	line(ui, &out, "Title", m->k.title);
	line(ui, &out, "Version", m->k.version);
	line(ui, &out, "Status", status);
	line(ui, &out, "Kind", ch_measure_kinds[m->kind]);
	line(ui, &out, "Better", m->better);
	line(ui, &out, "Number", number);
	line(ui, &out, "Cases", fold);
	line(ui, &out, "Basis", m->basis);
	line(ui, &out, "Source", m->source);
	line(ui, &out, "Codes", m->k.codes);
	line(ui, &out, "Tables", m->k.tables);
	line(ui, &out, "Fold", m->fold);
	line(ui, &out, "File", m->k.path);
	line(ui, &out, "Hash", m->k.hash);
	ch_buf_addf(&out, "\n%s\n", m->k.query[0]);
	rc = ch_buf_ok(&out, &ui->err);
	if (!rc)
		rc = ch_ui_text(ui, out.s, out.n);
	ch_buf_free(&out);
	return rc;
}

static int print_record(struct ch_ui *ui, const struct ch_measure *m,
			const char *status, const char *number,
			const char *fold)
{
	const struct {
		const char *name, *text;
	} all[] = {
		{ "measure", m->k.name }, { "title", m->k.title },
		{ "version", m->k.version }, { "status", status },
		{ "kind", ch_measure_kinds[m->kind] },
		{ "better", m->better }, { "number", number },
		{ "cases", fold }, { "basis", m->basis },
		{ "source", m->source }, { "codes", m->k.codes },
		{ "tables", m->k.tables }, { "fold", m->fold },
		{ "file", m->k.path }, { "hash", m->k.hash },
		{ "sql", m->k.query[0] },
	};
	struct ch_cell cell[CH_COUNT(all)];

	for (size_t c = 0; c < CH_COUNT(all); c++)
		cell[c] = (struct ch_cell){
			all[c].name, CH_AS_TEXT,
			{ .s = all[c].text, .n = (uint32_t)strlen(all[c].text),
			  .kind = *all[c].text ? CH_TEXT : CH_NULL },
		};
	return ch_ui_cells(ui, "measure-file", cell, CH_COUNT(all));
}

static int print_measure(struct ch_ui *ui, struct ch_report *r,
			 const struct ch_measure *m)
{
	struct ch_buf number = CH_BUF_INIT, fold = CH_BUF_INIT;
	const char *status;
	int rc = ch_report_status(ui, r->store, m, &status);

	build_number(&number, m);
	build_fold(&fold, m);
	if (!rc)
		rc = ch_buf_ok(&number, &ui->err);
	if (!rc)
		rc = ch_buf_ok(&fold, &ui->err);
	if (!rc)
		rc = ui->format == CH_FORMAT_TABLE ?
			print_page(ui, m, status, number.s, fold.s) :
			print_record(ui, m, status, number.s, fold.s);
	ch_buf_free(&number);
	ch_buf_free(&fold);
	return rc;
}

/* ---- somebody's cases ---- */

struct explaining {
	struct ch_report *r;
	struct ch_measuring *s;
	int64_t *person;
	size_t n, room;
};

static int add_person(struct ch_ui *ui, void *ctx, const char *words, size_t n,
		      struct ch_row *row)
{
	struct explaining *e = ctx;
	int64_t patient;
	int rc = ch_operand_patient(ui, e->r->store, words, n, row, &patient);

	if (!rc)
		rc = ch_person_of(e->r->store, patient, &patient, &ui->err);
	if (!rc)
		rc = ch_grow((void **)&e->person, &e->room, e->n,
			     sizeof(*e->person), &ui->err);
	if (!rc)
		e->person[e->n++] = patient;
	return rc;
}

static int print_people(struct ch_ui *ui, struct explaining *e)
{
	const struct ch_measure *m = &e->r->measure[0];
	const struct ch_fact *f;
	struct ch_row row;
	size_t n, found;
	int rc = ch_measure_cases(e->s, m, &f, &n, &ui->err);

	for (size_t i = 0; i < e->n && !rc; i++) {
		found = 0;
		for (size_t j = 0; j < n && !rc; j++) {
			if (f[j].person != e->person[i])
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
	free(e.person);
	return rc;
}
