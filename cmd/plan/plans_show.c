/* plans_show.c - ch-plan show: a plan on a page, or as records. */
#include "base/moment.h"
#include "base/text.h"
#include "query/approval.h"
#include "care/plan/goal.h"
#include "when/schedule.h"
#include "plan/plans.h"
#include "ui/piece.h"

#define DAY_COLUMN 14
#define FURTHER_IN 6

/* A page being written; sections begin when they have their first line. */
struct page {
	struct ch_ui *ui;
	struct ch_store *store;
	struct ch_buf out, flags;
	struct ch_buf line;	/* at hand */
	const char *section;
};

/* ---- lines ---- */

static void begin_line(struct page *p, const char *section)
{
	if (p->section != section)
		ch_page_heading(p->ui, &p->out, section);
	p->section = section;
	ch_buf_adds(&p->line, "  ");
}

static void end_line(struct page *p)
{
	ch_page_line(p->ui, &p->out, p->line.s ? p->line.s : "", p->line.n,
		     FURTHER_IN);
	p->out.failed |= p->line.failed;
	ch_buf_clear(&p->line);
}

static void add(struct page *p, const struct ch_row *row,
		const struct ch_piece *pieces)
{
	ch_page_pieces(p->ui, &p->line, row, pieces);
}

/* ---- what is said of each ---- */

static const struct ch_piece plan_state[] = {
	{ CH_SAY_WORD, "status" }, { CH_SAY_WORD, "closing", ": " },
	{ CH_SAY_HERE, "at", "   from " }, { CH_SAY_HERE, "until", " until " },
	{ 0 }
}, review[] = {
	{ CH_SAY_HERE, "review", "   review by " }, { 0 }
}, template[] = {
	{ CH_SAY_TEXT, "template", "   from " },
	{ CH_SAY_TEXT, "template_version", " " }, { 0 }
}, wish[] = {
	{ CH_SAY_WORD, "kind" }, { CH_SAY_AT, .to = DAY_COLUMN },
	{ CH_SAY_TEXT, "value" }, { 0 }
}, goal[] = {
	{ CH_SAY_FIRST, "own_words", "", "title" }, { 0 }
}, due_by[] = {
	{ CH_SAY_HERE, "due", ", by " }, { 0 }
}, activity[] = {
	{ CH_SAY_AT, .to = DAY_COLUMN },
	{ CH_SAY_YES, "prohibited", "DO NOT: " },
	{ CH_SAY_TEXT, "title" }, { CH_SAY_TEXT, "schedule", ", " },
	{ CH_SAY_WORD, "role", ", " }, { CH_SAY_TEXT, "every", ", every " },
	{ CH_SAY_TEXT, "every_met", " (", .with = "every",
	  .after = " once the goal is reached)" },
	{ 0 }
}, teaching[] = {
	{ CH_SAY_TEXT, "item" }, { CH_SAY_WORD, "status", ": " }, { 0 }
}, state[] = {
	{ CH_SAY_WORD, "status", "  (", .after = ")" }, { 0 }
};

/* Of a part: that it is over, or waits. */
static void add_state(struct page *p, const struct ch_row *row)
{
	if (ch_step_is_over(row) ||
	    ch_slice_is(ch_row_get_text(row, "status"), "on-hold"))
		add(p, row, state);
}

/* ---- the plan itself ---- */

static int add_template(struct page *p, const struct ch_row *row,
			struct ch_err *err)
{
	struct ch_slice hash = ch_row_get_text(row, "template_hash");
	struct ch_approval approval;
	char hex[2 * CH_SHA256 + 1];
	int rc;

	if (!hash.n)
		return 0;
	ch_slice_copy(hex, sizeof(hex), hash);
	rc = ch_approval_of(p->store, hex, &approval, err);
	add(p, row, template);
	if (!rc && !approval.at)
		ch_buf_adds(&p->line, ", a DRAFT that nobody approved");
	return rc;
}

static int show_wish(void *ctx, struct ch_row *row, struct ch_err *err)
{
	struct page *p = ctx;

	(void)err;
	begin_line(p, "What matters to them");
	add(p, row, wish);
	end_line(p);
	return 0;
}

static void add_review(struct page *p, const struct ch_row *row)
{
	int64_t by = ch_row_get_int(row, "review");

	if (!ch_slice_is(ch_row_get_text(row, "status"), "active"))
		return;
	add(p, row, review);
	if (by && ch_moment_over(by, p->ui->now))
		ch_buf_adds(&p->line, " (LATE)");
}

/* "Adams, Ada   on hold: away   from 2026-03-02   review by ..." */
static int show_plan(struct page *p, const struct ch_row *row,
		     struct ch_err *err)
{
	struct ch_slice flags = ch_row_get_text(row, "red_flags");
	int64_t patient = ch_row_get_int(row, "patient");
	char hex[CH_ID_HEX];
	int rc;

	ch_buf_add(&p->flags, flags.s ? flags.s : "", flags.n);
	ch_page_text(&p->line, row, "title");
	ch_page_bold(p->ui, &p->out, p->line.n ? p->line.s : "(no title)");
	ch_buf_addc(&p->out, '\n');
	ch_buf_clear(&p->line);
	ch_buf_adds(&p->line, "  ");
	ch_page_name(p->ui, &p->line, "patient", patient);
	ch_buf_adds(&p->line, "   ");
	add(p, row, plan_state);
	add_review(p, row);
	end_line(p);
	ch_id_print(row->v[0].i, hex);
	ch_buf_addf(&p->line, "  %s", hex);
	rc = add_template(p, row, err);
	end_line(p);
	return rc ? rc : ch_plan_wishes(p->store, patient, show_wish, p, err);
}

/* ---- its parts ---- */

static int show_goal(struct page *p, const struct ch_row *row,
		     struct ch_err *err)
{
	struct ch_standing standing;
	int rc = ch_goal_standing(p->store, row, p->ui->now, &standing, err);

	if (rc)
		return rc;
	begin_line(p, "Goals");
	add(p, row, goal);
	add_state(p, row);
	if (standing.kind == CH_STANDING_UNMEASURED)
		add(p, row, due_by);
	end_line(p);
	if (standing.kind == CH_STANDING_UNMEASURED)
		return 0;
	ch_buf_adds(&p->line, "    ");
	ch_goal_words(&p->line, row, &standing);
	end_line(p);
	return 0;
}

static int show_activity(struct page *p, const struct ch_row *row,
			 struct ch_err *err)
{
	int64_t due = CH_NEVER;
	int open = 0, rc = ch_plan_next_due(p->store, row, p->ui->now, &due,
					    &open, err);
	bool over = ch_step_is_over(row);

	if (rc)
		return rc;
	begin_line(p, "Activities");
	if (due == CH_NEVER || over)
		ch_buf_addc(&p->line, '-');
	else
		ch_page_moment(&p->line, ch_moment_of_day(due));
	add(p, row, activity);
	add_state(p, row);
	if (open && !over)
		ch_buf_addf(&p->line, "  %d open%s", open, ch_moment_over(
			    ch_moment_of_day(due), p->ui->now) ? ", LATE" :
			    "");
	end_line(p);
	return 0;
}

static int show_teaching(struct page *p, const struct ch_row *row,
			 struct ch_err *err)
{
	(void)err;
	begin_line(p, "Education");
	add(p, row, teaching);
	end_line(p);
	return 0;
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

	begin_line(p, "Red flags");
	ch_text_visible(&p->line, level, strlen(level));
	ch_page_pad(&p->line, DAY_COLUMN + 8);
	ch_text_visible(&p->line, text, strlen(text));
	end_line(p);
}

static int show_page(struct ch_ui *ui, struct ch_store *store, int64_t plan)
{
	struct page p = { .ui = ui, .store = store };
	int rc = ch_plan_records(store, plan, show_row, &p, &ui->err);

	if (!rc)
		ch_plan_flags((struct ch_slice){ p.flags.s, p.flags.n },
			      show_flag, &p);
	ch_buf_addc(&p.out, '\n');
	if (!rc)
		rc = ch_page_print(ui, &p.out);
	ch_buf_free(&p.out);
	ch_buf_free(&p.line);
	ch_buf_free(&p.flags);
	return rc;
}

/* ---- as records ---- */

/* What only time changes is not stored: it is worked out for whoever reads. */
static int print_row(void *ctx, struct ch_row *row, struct ch_err *err)
{
	const struct page *p = ctx;
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
	struct page all = { .ui = ui, .store = store };
	int rc = ch_records_read(ui, store, ch_type_find("plan"), argc, argv,
				 &plans);

	(void)opt;
	for (size_t i = 0; i < plans.n && !rc; i++)
		rc = ui->format == CH_FORMAT_TABLE ?
			show_page(ui, store, plans.id[i]) :
			ch_plan_records(store, plans.id[i], print_row,
					&all, &ui->err);
	ch_ids_free(&plans);
	return rc;
}
