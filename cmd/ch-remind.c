/* ch-remind - what is due to be said to patients: made, listed. */
#include "base/moment.h"
#include "care/knowledge/knowledge.h"
#include "care/remind/remind.h"
#include "hub/columns.h"
#include "hub/made.h"
#include "hub/writing.h"

#define WITHIN "2d"

struct opts {
	const char *within, *status, *kind, *patient;
	bool all;
};

enum { OPT_WITHIN = 256, OPT_STATUS, OPT_KIND, OPT_PATIENT, OPT_ALL };

static const struct argp_option run_options[] = {
	{ "within", OPT_WITHIN, "N", 0, "so far ahead: 2d, 12h, 30d "
	  "(default: " WITHIN ")", 0 },
	{ 0 }
};

static const struct argp_option list_options[] = {
	{ "all", OPT_ALL, 0, 0, "also those that went out, were silenced, or "
	  "are past", 0 },
	{ "kind", OPT_KIND, "{appointment|task|activity|follow-up}", 0,
	  "only of this kind", 0 },
	{ "patient", OPT_PATIENT, "ID", 0, "only this person's", 0 },
	{ "status", OPT_STATUS, "{scheduled|pending|handed|sent|delivered|"
	  "failed|denied|cleared|muted|unknown}", 0, "only those that stand "
	  "so", 0 },
	{ 0 }
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct opts *o = state->input;

	switch (key) {
	case OPT_WITHIN:
		o->within = arg;
		return 0;
	case OPT_STATUS:
		o->status = arg;
		return 0;
	case OPT_KIND:
		o->kind = arg;
		return 0;
	case OPT_PATIENT:
		o->patient = arg;
		return 0;
	case OPT_ALL:
		o->all = true;
		return 0;
	}
	return ARGP_ERR_UNKNOWN;
}

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
	char expr[64];

	size_t digits = strspn(within, "0123456789");

	if (!digits || strspn(within + digits, "dwmhin") !=
	    strlen(within + digits))
		return ch_ui_usage(ui, "--within: so far ahead, such as 2d or "
				   "12h");
	snprintf(expr, sizeof(expr), "now+%s", within);
	return ch_hub_moment(ui, expr, until);
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

static int run_run(struct ch_ui *ui, void *opt, int argc, char **argv)
{
	CH_AUTO(ch_hub_close) struct ch_store *store = NULL;
	const struct opts *o = opt;
	struct running r = { .remind = { .each = note } };
	int rc;

	(void)argv;
	if (argc)
		return ch_ui_usage(ui, "run takes no operands");
	rc = ch_hub_open(ui, &store, CH_STORE_WRITE);
	if (!rc)
		rc = read_within(ui, o->within ? o->within : WITHIN,
				 &r.remind.until);
	if (!rc)
		rc = ch_columns_for(ui, ch_type_find("notice"));
	if (!rc)
		rc = ch_knowledge_prepare(store, &ui->shelf, "", "", ui->now,
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

static int check_kind(struct ch_ui *ui, const char *kind)
{
	static const char *const kinds[] = {
		"appointment", "task", "activity", "follow-up",
	};

	for (size_t i = 0; i < CH_COUNT(kinds); i++)
		if (!strcmp(kinds[i], kind))
			return 0;
	return ch_ui_usage(ui, "--kind: one of appointment task activity "
			   "follow-up");
}

static int run_list(struct ch_ui *ui, void *opt, int argc, char **argv)
{
	CH_AUTO(ch_hub_close) struct ch_store *store = NULL;
	const struct ch_type *type = ch_type_find("notice");
	const struct opts *o = opt;
	struct ch_where where[9];
	struct ch_query q = { .type = type, .where = where,
			      .order = "at, id" };
	static const char *const gone[] = {
		"sent", "delivered", "cleared", "unknown", "handed",
	};
	char today[CH_MOMENT_MAX];
	int rc = 0;

	(void)argv;
	if (argc)
		return ch_ui_usage(ui, "list takes no operands");
	if (o->kind)
		where[q.n++] = (struct ch_where){ ch_field(type, "kind"),
						  CH_OP_EQ, o->kind };
	if (o->status)
		where[q.n++] = (struct ch_where){ type->status, CH_OP_EQ,
						  o->status };
	for (size_t i = 0; i < CH_COUNT(gone) && !o->all && !o->status; i++)
		where[q.n++] = (struct ch_where){ type->status, CH_OP_NE,
						  gone[i] };
	if (o->status)
		rc = ch_hub_word(ui, type, "status", "status", o->status);
	if (!rc && o->kind)
		rc = check_kind(ui, o->kind);
	if (!rc)
		rc = ch_hub_open(ui, &store, CH_STORE_READ);
	/* What is past is over, whether it went out or not. */
	if (!rc && !o->all && !o->status) {
		ch_moment_print(ch_moment_of_day(ch_moment_local_day(ui->now)),
				today);
		where[q.n++] = (struct ch_where){ ch_field(type, "until"),
						  CH_OP_GE, today };
	}
	if (!rc && o->patient)
		rc = ch_hub_patient(ui, store, o->patient, strlen(o->patient),
				    NULL, &q.patient);
	if (!rc)
		rc = ch_columns_for(ui, type);
	return rc ? rc : ch_print_query(ui, store, &q);
}

static const struct ch_verb verbs[] = {
	{ "run", "", "Make the reminders that are to go out", run_options,
	  parse, CH_TAKES_STORE | CH_TAKES_DRY, run_run },
	{ "list", "", "List reminders, the next first", list_options, parse,
	  CH_TAKES_STORE | CH_TAKES_KNOWN | CH_TAKES_EXIT, run_list },
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
