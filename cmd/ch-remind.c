/* ch-remind - what is due to be said to patients: made, listed. */
#include "base/moment.h"
#include "care/remind/remind.h"
#include "hub/listing.h"
#include "hub/made.h"
#include "hub/verb.h"

#define WITHIN "2d"

struct opts {
	const char *within, *status, *kind;
	struct ch_given patient;
	bool all, some;		/* some: or of one status */
};

#define AT(field) offsetof(struct opts, field)

static const struct ch_option run_options[] = {
	{ "within", 0, "SPAN", "so far ahead: 2d, 12h, 30d (default: " WITHIN
	  ")", AT(within) },
	{ 0 }
};

static const struct ch_option list_options[] = {
	{ "all", 0, NULL, "also those that went out, were silenced, or are "
	  "past", AT(all) },
	{ "kind", 0, "KIND", "only of this kind: appointment, task ...",
	  AT(kind) },
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
	struct ch_book book;
	struct ch_err none;

	if (!ch_shelf_find(&ui->shelf, "texts", "offsets", ".tsv", &book,
			   &none))
		ch_ui_warn(ui, "%s is not read any more: offsets are in "
			   "reminders/NAME.sql", book.path);
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
	struct running r = { .remind = { .each = ch_made_note } };
	int rc = read_within(ui, o->within ? o->within : WITHIN,
			     &r.remind.until);

	(void)argc, (void)argv;
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

/* Unless they are asked for: what went out, or is silenced, and what is past,
 * whether it went out or not. */
static const struct ch_filter filters[] = {
	{ "kind", CH_IS, AT(kind) },
	{ "patient", CH_IS_OF, AT(patient) },
	{ "status", CH_IS, AT(status) },
	{ "status", CH_BUT, AT(all), "sent" },
	{ "status", CH_BUT, AT(all), "delivered" },
	{ "status", CH_BUT, AT(all), "cleared" },
	{ "status", CH_BUT, AT(all), "unknown" },
	{ "status", CH_BUT, AT(all), "handed" },
	{ "until", CH_NOT_PAST, AT(some) },
	{ 0 }
};

static const struct ch_list waiting = { .order = "at, id",
					.filters = filters };

static int run_list(struct ch_ui *ui, struct ch_store *store, void *opt,
		    int argc, char **argv)
{
	struct opts *o = opt;
	struct ch_book book;

	o->some = o->all || o->status;
	if (o->kind && ch_shelf_find(&ui->shelf, "reminders", o->kind, ".sql",
				     &book, &ui->err))
		return ch_ui_usage(ui, "--kind: no reminders/%s.sql",
				   o->kind);
	return ch_list_run(ui, store, opt, argc, argv);
}

static const struct ch_verb verbs[] = {
	{ "run", "", "Make the reminders that are to go out", run_options,
	  CH_WRITE | CH_DRY, "write:notice", run_run },
	{ "list", "", "List reminders, the next first", list_options,
	  CH_READS | CH_EXIT, "read:notice", run_list, &waiting },
	{ 0 }
};

static const struct ch_prog prog = {
	"ch-remind", "what is due to be said to patients", verbs,
	sizeof(struct opts), .type = "notice"
};

int main(int argc, char **argv)
{
	return ch_main(&prog, argc, argv);
}
