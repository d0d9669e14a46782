/* ch-remind - what is due to be said to patients: made, listed. */
#include "base/moment.h"
#include "care/knowledge/knowledge.h"
#include "care/remind/remind.h"
#include "hub/made.h"
#include "hub/verb.h"
#include "hub/writing.h"

#define WITHIN "2d"

struct opts {
	const char *within, *status, *kind;
	struct ch_given patient;
	bool all;
};

#define AT(field) offsetof(struct opts, field)

static const struct ch_option run_options[] = {
	{ "within", 0, "SPAN", "so far ahead: 2d, 12h, 30d (default: 2d)",
	  AT(within) },
	{ 0 }
};

static const struct ch_option list_options[] = {
	{ "all", 0, NULL, "also those that went out, were silenced, or are "
	  "past", AT(all) },
	{ "kind", 0, "{appointment|task|activity|follow-up}", "only of this "
	  "kind", AT(kind) },
	{ "patient", 0, "ID", "only this person's", AT(patient) },
	{ "status", 0, "{scheduled|pending|handed|sent|delivered|failed|"
	  "denied|cleared|muted|unknown}", "only those that stand so",
	  AT(status) },
	{ 0 }
};

/* ---- run ---- */

struct running {
	struct ch_remind remind;
	struct ch_made made;
};

static int note(void *ctx, int64_t notice, enum ch_did did,
		struct ch_err *err)
{
	return ch_made_add(ctx, ch_type_find("notice"), notice, did, err);
}

static int work(struct ch_ui *ui, void *ctx)
{
	struct running *r = ctx;

	return ch_remind_run(&r->remind, &ui->err);
}

/* "2d" is now+2d. */
static int read_within(struct ch_ui *ui, const char *within, int64_t *until)
{
	size_t digits = strspn(within, "0123456789");
	char expr[64];
	int rc;

	if (!digits || strspn(within + digits, "dwmhin") !=
	    strlen(within + digits))
		return ch_ui_usage(ui, "--within: so far ahead, such as 2d or "
				   "12h");
	snprintf(expr, sizeof(expr), "now+%s", within);
	rc = ch_hub_date(ui, "within", expr, 0, until);
	*until = ch_hub_begin(*until);
	return rc;
}

static void tell(struct ch_ui *ui, const struct ch_remind *r)
{
	if (r->unreachable)
		ch_ui_warn(ui, "%lld cannot go out, nobody knows where to: "
			   "ch-remind list --status denied",
			   (long long)r->unreachable);
	if (r->unwanted && ui->verbose)
		ch_ui_warn(ui, "%lld left out: they want no messages",
			   (long long)r->unwanted);
}

static int run_run(struct ch_ui *ui, struct ch_store *store, void *opt,
		   int argc, char **argv)
{
	const struct opts *o = opt;
	struct running r = { .remind = { .each = note } };
	int rc = read_within(ui, o->within ? o->within : WITHIN,
			     &r.remind.until);

	(void)argc, (void)argv;
	if (!rc)
		rc = ch_knowledge_prepare(store, &ui->shelf, "", ui->now,
					  &ui->err);
	if (rc)
		return rc;
	r.remind.store = store;
	r.remind.shelf = &ui->shelf;
	r.remind.now = ui->now;
	r.remind.ctx = &r.made;
	rc = ch_made_run(ui, store, &r.made, work, &r);
	ch_made_free(&r.made);
	if (!rc)
		tell(ui, &r.remind);
	return rc;
}

/* ---- list ---- */

static int run_list(struct ch_ui *ui, struct ch_store *store, void *opt,
		    int argc, char **argv)
{
	const struct ch_type *type = ch_type_find("notice");
	const struct opts *o = opt;
	struct ch_where where[9];
	struct ch_query q = { .type = type, .where = where,
			      .order = "at, id" };
	static const char *const gone[] = {
		"sent", "delivered", "cleared", "unknown", "handed",
	};
	char today[CH_MOMENT_MAX];

	(void)argc, (void)argv;
	if (o->kind)
		where[q.n++] = (struct ch_where){ ch_field(type, "kind"),
						  CH_OP_EQ, o->kind };
	if (o->status)
		where[q.n++] = (struct ch_where){ type->status, CH_OP_EQ,
						  o->status };
	for (size_t i = 0; i < CH_COUNT(gone) && !o->all && !o->status; i++)
		where[q.n++] = (struct ch_where){ type->status, CH_OP_NE,
						  gone[i] };
	/* What is past is over, whether it went out or not. */
	if (!o->all && !o->status) {
		ch_moment_print(ch_moment_of_day(ch_moment_local_day(ui->now)),
				today);
		where[q.n++] = (struct ch_where){ ch_field(type, "until"),
						  CH_OP_GE, today };
	}
	q.patient = o->patient.v;
	return ch_print_query(ui, store, &q);
}

static const struct ch_verb verbs[] = {
	{ "run", "", "Make the reminders that are to go out", run_options,
	  CH_WRITE | CH_DRY, "write:notice", run_run },
	{ "list", "", "List reminders, the next first", list_options,
	  CH_READS | CH_EXIT, "read:notice", run_list },
	{ 0 }
};

static const struct ch_prog prog = {
	"ch-remind", "what is due to be said to patients", verbs,
	sizeof(struct opts)
};

int main(int argc, char **argv)
{
	return ch_main(&prog, argc, argv);
}
