/* plans_make.c - ch-plan apply and run: plans for people, tasks for plans. */
#include "base/moment.h"
#include "query/approval.h"
#include "care/plan/plan_run.h"
#include "plan/plans.h"
#include "hub/subjects.h"

/* ---- apply ---- */

struct applying {
	struct ch_store *store;
	struct ch_template template;
	struct ch_subjects subjects;
	struct ch_made made;
	bool at_said;
	int64_t at;		/* a day */
	bool csv;		/* it holds one type: the plans */
	int64_t over;		/* how many plans were found that had ended */
};

static int note(void *ctx, const struct ch_type *type, int64_t id,
		enum ch_did did, struct ch_err *err)
{
	struct applying *a = ctx;

	if (a->csv && strcmp(type->name, "plan"))
		return 0;
	return ch_made_add(&a->made, type, id, did, err);
}

static int apply_one(struct ch_ui *ui, void *ctx, size_t i)
{
	struct applying *a = ctx;
	const struct ch_subject *s = &a->subjects.v[i];
	const struct ch_plan_new plan = {
		.template = &a->template, .person = s->person,
		.about_type = s->type, .about = s->id,
		.start = a->at, .start_said = a->at_said,
	};
	struct ch_plan_applied done;
	char hex[CH_ID_HEX];
	int rc = ch_plan_apply(a->store, &plan, ui->now, note, a, &done,
			       &ui->err);

	if (rc)
		return rc;
	a->over += done.over;
	ch_id_print(done.id, hex);
	if (done.moved)
		ch_ui_warn(ui, "plan %s does not begin on the day on which "
			   "its visit ended", hex);
	return 0;
}

static int apply_all(struct ch_ui *ui, void *ctx)
{
	struct applying *a = ctx;

	return ch_made_each(ui, a->subjects.n, apply_one, a);
}

/* Works for everybody, and says so once, until somebody has approved it. */
static int warn_of_draft(struct ch_ui *ui, const struct applying *a)
{
	struct ch_approval approval;
	int rc = ch_approval_of(a->store, a->template.hash, &approval,
				&ui->err);

	if (!rc && !approval.at && !ui->quiet)
		ch_ui_warn(ui, "template %s is a DRAFT: nobody has approved "
			   "it yet (ch-plan approve %s)", a->template.name,
			   a->template.name);
	if (!rc && !strcmp(a->template.status, "retired"))
		ch_ui_warn(ui, "template %s is retired: its author does not "
			   "keep it up", a->template.name);
	return rc;
}

int ch_plans_apply(struct ch_ui *ui, struct ch_store *store, void *opt,
		      int argc, char **argv)
{
	const struct ch_plan_opts *o = opt;
	struct applying a = { .csv = ui->format == CH_FORMAT_CSV,
			      .at_said = o->at.text, .store = store };
	int rc = ch_template_read(&a.template, argv[0], &ui->shelf, &ui->err);

	if (a.at_said)
		a.at = ch_moment_local_day(o->at.v);
	if (!rc)
		rc = ch_made_read(ui, &a.made, ch_subjects_read(
				  ui, store, argc - 1, argv + 1, &a.subjects));
	if (!rc)
		rc = warn_of_draft(ui, &a);
	if (!rc)
		rc = ch_made_run(ui, store, &a.made, apply_all, &a);
	if (a.over)
		ch_ui_warn(ui, "%lld of the plans found have ended; --at DATE "
			   "after that begins another", (long long)a.over);
	ch_template_free(&a.template);
	ch_subjects_free(&a.subjects);
	ch_made_free(&a.made);
	return rc;
}

/* ---- run ---- */

#define SLICE 100		/* plans, before others have a turn */
#define YEARS 2			/* ahead, at most */

struct running {
	struct ch_store *store;
	struct ch_plan_run job;
	struct ch_ids plans;
	size_t done;		/* of them */
	struct ch_made made;
};

static int run_plans(struct ch_ui *ui, void *ctx)
{
	struct running *r = ctx;
	size_t left = r->plans.n - r->done;
	struct ch_ids slice = { .id = r->plans.id + r->done,
				.n = left < SLICE ? left : SLICE };

	r->done += slice.n;
	r->made.more = r->done < r->plans.n;
	r->job.plans = &slice;
	return ch_plan_run(r->store, &r->job, ch_made_note, &r->made,
			   &ui->err);
}

static int run_read(struct ch_ui *ui, struct running *r,
		    const struct ch_plan_opts *o, int argc, char **argv)
{
	int64_t today = ch_moment_local_day(ui->now);
	int rc;

	r->job.now = ui->now;
	r->job.until = o->until.text ? ch_moment_last_day(o->until.v) : today;
	if (r->job.until > today + YEARS * 366)
		return ch_ui_usage(ui, "--until: %d years ahead at most",
				   YEARS);
	rc = argc ? ch_records_read(ui, r->store, ch_type_find("plan"), argc,
				    argv, &r->plans) :
		ch_plans_active(r->store, &r->plans, &ui->err);
	rc = ch_made_read(ui, &r->made, rc);
	return rc ? rc : ch_made_run(ui, r->store, &r->made, run_plans, r);
}

int ch_plans_run(struct ch_ui *ui, struct ch_store *store, void *opt,
		    int argc, char **argv)
{
	struct running r = { .store = store };
	int rc = run_read(ui, &r, opt, argc, argv);

	ch_ids_free(&r.plans);
	ch_made_free(&r.made);
	return rc;
}
