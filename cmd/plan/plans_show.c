/* plans_show.c - ch-plan show: a plan on a page, or as records. */
#include "base/moment.h"
#include "base/text.h"
#include "query/approval.h"
#include "care/plan/goal.h"
#include "when/schedule.h"
#include "plan/plans.h"
#include "ui/page.h"

#define DAY_COLUMN 14
#define FURTHER_IN 6

/* A page being written; sections begin when they have their first line. */
struct page {
	struct ch_ui *ui;
	struct ch_store *store;
	struct ch_buf out, flags;
	const char *section;
	int64_t plan;
};

/* ---- lines ---- */

static void add_day(struct ch_buf *out, int64_t day)
{
	char text[CH_MOMENT_MAX];

	ch_buf_add(out, text, ch_moment_print(ch_moment_of_day(day), text));
}

/* On the hub's day, where a time was said. */
static void add_field_day(struct ch_buf *out, const struct ch_row *row,
			  const char *field)
{
	int64_t m = ch_row_get_int(row, field);

	if (m)
		add_day(out, ch_moment_local_day(m));
}

static void put_line(struct page *p, const struct ch_buf *line)
{
	ch_page_line(p->ui, &p->out, line->s ? line->s : "", line->n,
		     FURTHER_IN);
}

static void section(struct page *p, const char *title)
{
	if (p->section == title)
		return;
	p->section = title;
	ch_page_heading(p->ui, &p->out, title);
}

/* ---- the plan itself ---- */

static int add_template(const struct page *p, struct ch_buf *line,
			const struct ch_row *row, struct ch_err *err)
{
	struct ch_slice hash = ch_row_get_text(row, "template_hash");
	struct ch_approval approval;
	char hex[2 * CH_SHA256 + 1];
	int rc;

	if (!hash.n)
		return 0;
	snprintf(hex, sizeof(hex), "%.*s", (int)hash.n, hash.s);
	rc = ch_approval_of(p->store, hex, &approval, err);
	ch_buf_adds(line, "   from ");
	ch_page_text(line, row, "template");
	ch_buf_addc(line, ' ');
	ch_page_text(line, row, "template_version");
	if (!rc && !approval.at)
		ch_buf_adds(line, ", a DRAFT that nobody approved");
	return rc;
}

static int show_wish(void *ctx, struct ch_row *row, struct ch_err *err)
{
	struct page *p = ctx;
	struct ch_buf line = CH_BUF_INIT;
	int rc;

	section(p, "What matters to them");
	ch_buf_adds(&line, "  ");
	ch_page_word(p->ui, &line, row, "kind");
	ch_page_pad(&line, DAY_COLUMN);
	ch_page_text(&line, row, "value");
	put_line(p, &line);
	rc = ch_buf_ok(&line, err);
	ch_buf_free(&line);
	return rc;
}

static void add_review(const struct page *p, struct ch_buf *line,
		       const struct ch_row *row)
{
	int64_t review = ch_row_get_int(row, "review");
	struct ch_slice status = ch_row_get_text(row, "status");

	if (!review || !status.s || !ch_slice_is(status, "active"))
		return;
	ch_buf_adds(line, "   review by ");
	add_field_day(line, row, "review");
	if (ch_moment_over(review, p->ui->now))
		ch_buf_adds(line, " (LATE)");
}

/* "Adams, Ada   on hold: away   from 2026-03-02   review by ..." */
static void add_state_of_plan(const struct page *p, struct ch_buf *line,
			      const struct ch_row *row)
{
	ch_page_word(p->ui, line, row, "status");
	if (ch_row_get_text(row, "closing").n) {
		ch_buf_adds(line, ": ");
		ch_page_word(p->ui, line, row, "closing");
	}
	ch_buf_adds(line, "   from ");
	add_field_day(line, row, "at");
	if (ch_row_get_int(row, "until")) {
		ch_buf_adds(line, " until ");
		add_field_day(line, row, "until");
	}
	add_review(p, line, row);
}

static int show_plan(struct page *p, const struct ch_row *row,
		     struct ch_err *err)
{
	struct ch_slice flags = ch_row_get_text(row, "red_flags");
	int64_t patient = ch_row_get_int(row, "patient");
	struct ch_buf line = CH_BUF_INIT;
	char hex[CH_ID_HEX];
	int rc;

	ch_buf_add(&p->flags, flags.s ? flags.s : "", flags.n);
	ch_page_text(&line, row, "title");
	ch_page_bold(p->ui, &p->out, line.s ? line.s : "(no title)");
	ch_buf_addc(&p->out, '\n');
	ch_buf_clear(&line);
	ch_buf_adds(&line, "  ");
	ch_page_name(p->ui, &line, "patient", patient);
	ch_buf_adds(&line, "   ");
	add_state_of_plan(p, &line, row);
	put_line(p, &line);
	ch_buf_clear(&line);
	ch_id_print(row->v[0].i, hex);
	ch_buf_addf(&line, "  %s", hex);
	rc = add_template(p, &line, row, err);
	put_line(p, &line);
	if (!rc)
		rc = ch_buf_ok(&line, err);
	ch_buf_free(&line);
	return rc ? rc : ch_plan_wishes(p->store, patient, show_wish, p, err);
}

/* ---- its parts ---- */

static void add_state(const struct page *p, struct ch_buf *line,
		      const struct ch_row *row)
{
	struct ch_slice s = ch_row_get_text(row, "status");

	if (!ch_step_is_over(row) && !(s.s && ch_slice_is(s, "on-hold")))
		return;
	ch_buf_adds(line, "  (");
	ch_page_word(p->ui, line, row, "status");
	ch_buf_addc(line, ')');
}

static int show_goal(struct page *p, const struct ch_row *row,
		     struct ch_err *err)
{
	struct ch_buf line = CH_BUF_INIT;
	struct ch_standing standing;
	int rc = ch_goal_standing(p->store, row, p->ui->now, &standing, err);

	if (rc)
		return rc;
	section(p, "Goals");
	ch_buf_adds(&line, "  ");
	ch_page_text(&line, row, ch_row_get_text(row, "own_words").n ?
		 "own_words" : "title");
	add_state(p, &line, row);
	if (standing.kind == CH_STANDING_UNMEASURED &&
	    ch_row_get_int(row, "due")) {
		ch_buf_adds(&line, ", by ");
		add_field_day(&line, row, "due");
	}
	put_line(p, &line);
	ch_buf_clear(&line);
	ch_buf_adds(&line, "    ");
	if (standing.kind != CH_STANDING_UNMEASURED) {
		ch_goal_words(&line, row, &standing);
		put_line(p, &line);
	}
	rc = ch_buf_ok(&line, err);
	ch_buf_free(&line);
	return rc;
}

static void add_every(struct ch_buf *line, const struct ch_row *row)
{
	if (!ch_row_get_text(row, "every").n)
		return;
	ch_buf_adds(line, ", every ");
	ch_page_text(line, row, "every");
	if (!ch_row_get_text(row, "every_met").n)
		return;
	ch_buf_adds(line, " (");
	ch_page_text(line, row, "every_met");
	ch_buf_adds(line, " once the goal is reached)");
}

static int show_activity(struct page *p, const struct ch_row *row,
			 struct ch_err *err)
{
	struct ch_buf line = CH_BUF_INIT;
	int64_t due = CH_NEVER;
	int open = 0, rc = ch_plan_next_due(p->store, row, p->ui->now, &due,
					    &open, err);

	if (rc)
		return rc;
	section(p, "Activities");
	ch_buf_adds(&line, "  ");
	if (due == CH_NEVER || ch_step_is_over(row))
		ch_buf_addc(&line, '-');
	else
		add_day(&line, due);
	ch_page_pad(&line, DAY_COLUMN);
	if (ch_row_get_int(row, "prohibited"))
		ch_buf_adds(&line, "DO NOT: ");
	ch_page_text(&line, row, "title");
	ch_page_join(&line, row, ", ", "schedule");
	if (ch_row_get_text(row, "role").n) {
		ch_buf_adds(&line, ", ");
		ch_page_word(p->ui, &line, row, "role");
	}
	add_every(&line, row);
	add_state(p, &line, row);
	if (open && !ch_step_is_over(row))
		ch_buf_addf(&line, "  %d open%s", open, ch_moment_over(
			    ch_moment_of_day(due), p->ui->now) ? ", LATE" :
			    "");
	put_line(p, &line);
	rc = ch_buf_ok(&line, err);
	ch_buf_free(&line);
	return rc;
}

static int show_teaching(struct page *p, const struct ch_row *row,
			 struct ch_err *err)
{
	struct ch_buf line = CH_BUF_INIT;
	int rc;

	section(p, "Education");
	ch_buf_adds(&line, "  ");
	ch_page_text(&line, row, "item");
	ch_buf_adds(&line, ": ");
	ch_page_word(p->ui, &line, row, "status");
	put_line(p, &line);
	rc = ch_buf_ok(&line, err);
	ch_buf_free(&line);
	return rc;
}

static int show_row(void *ctx, struct ch_row *row, struct ch_err *err)
{
	static const struct {
		const char *type;
		int (*show)(struct page *, const struct ch_row *,
			    struct ch_err *);
	} all[] = {
		{ "plan", show_plan }, { "goal", show_goal },
		{ "activity", show_activity }, { "teaching", show_teaching },
	};
	struct page *p = ctx;

	for (size_t i = 0; i < CH_COUNT(all); i++)
		if (!strcmp(all[i].type, row->type->name))
			return all[i].show(p, row, err);
	return 0;
}

static void show_flag(void *ctx, const char *level, const char *text)
{
	struct page *p = ctx;
	struct ch_buf line = CH_BUF_INIT;

	section(p, "Red flags");
	ch_buf_adds(&line, "  ");
	ch_text_visible(&line, level, strlen(level));
	ch_page_pad(&line, DAY_COLUMN + 8);
	ch_text_visible(&line, text, strlen(text));
	put_line(p, &line);
	ch_buf_free(&line);
}

static int show_page(struct ch_ui *ui, struct ch_store *store, int64_t plan)
{
	struct page p = { .ui = ui, .store = store, .plan = plan };
	int rc = ch_plan_records(store, plan, show_row, &p, &ui->err);

	if (!rc)
		ch_plan_flags((struct ch_slice){ p.flags.s, p.flags.n },
			      show_flag, &p);
	ch_buf_addc(&p.out, '\n');
	if (!rc)
		rc = ch_buf_ok(&p.out, &ui->err);
	if (!rc)
		rc = ch_ui_text(ui, p.out.s, p.out.n);
	ch_buf_free(&p.out);
	ch_buf_free(&p.flags);
	return rc;
}

/* ---- as records ---- */

struct printing {
	struct ch_ui *ui;
	struct ch_store *store;
};

/* What only time changes is not stored: it is worked out for whoever reads. */
static int print_row(void *ctx, struct ch_row *row, struct ch_err *err)
{
	const struct printing *p = ctx;
	struct ch_standing standing;
	int rc;

	if (p->ui->format == CH_FORMAT_CSV && strcmp(row->type->name, "goal"))
		return 0;
	if (strcmp(row->type->name, "goal"))
		return ch_ui_row(p->ui, row);
	rc = ch_goal_standing(p->store, row, p->ui->now, &standing, err);
	if (!rc && standing.achievement)
		ch_row_put_text(row, "achievement", standing.achievement);
	return rc ? rc : ch_ui_row(p->ui, row);
}

int ch_plans_show(struct ch_ui *ui, struct ch_store *store, void *opt,
		     int argc, char **argv)
{
	struct ch_ids plans = { 0 };
	struct printing printing = { ui, store };
	int rc = ch_records_read(ui, store, ch_type_find("plan"), argc, argv,
				 &plans);

	(void)opt;
	for (size_t i = 0; i < plans.n && !rc; i++)
		rc = ui->format == CH_FORMAT_TABLE ?
			show_page(ui, store, plans.id[i]) :
			ch_plan_records(store, plans.id[i], print_row,
					&printing, &ui->err);
	ch_ids_free(&plans);
	return rc;
}
