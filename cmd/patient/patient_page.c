/* patient_page.c - a person's sections, each record as a line for a nurse. */
#include "people/person.h"
#include "patient/patient_line.h"
#include "patient/patient_page.h"
#include "ui/page.h"

#define FURTHER_IN 14
#define RESULTS_SHOWN 20

struct page {
	struct ch_ui *ui;
	struct ch_buf line;	/* at hand, not yet printed */
	const struct ch_shape *shape;
	int lines, rows, folded;	/* of this section */
	bool again;		/* the row shows what was before */
	char language[36];	/* that they prefer; or "" */
};

static int flush_line(struct page *p)
{
	struct ch_buf out = CH_BUF_INIT;
	const char *s, *end;

	if (p->line.n)
		ch_patient_after(&p->line);
	for (s = p->line.n ? p->line.s : NULL; s; s = end ? end + 1 : NULL) {
		end = strchr(s, '\n');
		ch_page_line(p->ui, &out, s, end ? (size_t)(end - s) :
			     strlen(s), FURTHER_IN);
	}
	out.failed |= p->line.failed;
	ch_buf_clear(&p->line);
	return ch_page_print(p->ui, &out);
}

static int heading(struct page *p, const char *title)
{
	struct ch_buf out = CH_BUF_INIT;

	ch_page_heading(p->ui, &out, title);
	return ch_page_print(p->ui, &out);
}

/* A row that only shows what was before goes onto the line at hand. */
static int take_row(void *ctx, const struct ch_row *said, struct ch_err *err)
{
	struct page *p = ctx;
	struct ch_row copy = *said, *row = &copy;
	int rc = 0;

	(void)err;
	/* What they prefer goes before what their record says: one language. */
	if (p->shape == &ch_patient_shapes[CH_WHO] && *p->language)
		ch_row_put_text(row, "language", p->language);

	p->rows++;
	/* Old results are folded: the newest are what is looked for. */
	if (p->shape == &ch_patient_shapes[CH_RESULTS] &&
	    p->lines >= RESULTS_SHOWN) {
		p->folded += !p->again;
		return 0;
	}
	if (p->again) {
		ch_patient_before(p->ui, &p->line, row);
		return 0;
	}
	if (!p->lines++ && p->shape->title)
		rc = heading(p, p->shape->title);
	if (!rc)
		rc = flush_line(p);
	if (!rc && p->shape->line) {
		p->shape->line(p->ui, &p->line, row);
	} else if (!rc) {
		ch_buf_adds(&p->line, "  ");
		ch_page_pieces(p->ui, &p->line, row, p->shape->pieces);
	}
	return rc;
}

/* What does not fit is not passed over in silence. */
static void say_more(struct page *p, int section, int64_t patient)
{
	char hex[CH_ID_HEX];

	if (!p->folded && !(section == CH_RESULTS &&
			    p->rows >= CH_RESULTS_MOST) &&
	    !(section == CH_VISITS && p->rows >= CH_VISITS_MOST))
		return;
	ch_id_print(patient, hex);
	if (p->folded)
		ch_buf_addf(&p->line, "  and %d earlier: ", p->folded);
	else
		ch_buf_adds(&p->line, "  earlier ones: ");
	ch_buf_addf(&p->line, "ch-patient timeline %s", hex);
}

int ch_patient_page(struct ch_ui *ui, struct ch_store *store, int64_t patient)
{
	struct page p = { .ui = ui };
	int rc = ch_person_language(store, patient, p.language,
				    sizeof(p.language), &ui->err);

	for (int s = 0; s < CH_SECTIONS && !rc; s++) {
		p.shape = &ch_patient_shapes[s];
		p.lines = p.rows = p.folded = 0;
		rc = ch_person_section(store, patient, (enum ch_section)s,
				       ui->now, &p.again, take_row, &p,
				       &ui->err);
		if (!rc)
			rc = flush_line(&p);
		say_more(&p, s, patient);
		if (!rc)
			rc = flush_line(&p);
		if (!rc && !p.lines && p.shape->none) {
			rc = heading(&p, p.shape->title);
			ch_buf_addf(&p.line, "  %s", p.shape->none);
			if (!rc)
				rc = flush_line(&p);
		}
	}
	ch_buf_free(&p.line);
	return rc ? rc : ch_ui_text(ui, "\n", 1);
}

int ch_patient_records(struct ch_ui *ui, struct ch_store *store,
		       int64_t patient)
{
	int rc = 0;

	for (int s = 0; s < CH_SECTIONS && !rc; s++)
		rc = ch_person_section(store, patient, (enum ch_section)s,
				       ui->now, NULL, ch_ui_found, ui,
				       &ui->err);
	return rc;
}
