/* ch-need - what people need: made from answers, confirmed, met. */
#include "hub/adding.h"
#include "hub/listing.h"
#include "hub/ruling.h"
#include "hub/showing.h"
#include "hub/stepping.h"
#include "hub/verb.h"
#include "people/needs.h"

struct opts {
	struct ch_step_opts step;
	const char *category, *title, *status;
	struct ch_given patient;
	bool unaddressed, all;
};

#define AT(field) offsetof(struct opts, field)

static const struct ch_option add_options[] = {
	{ "category", 'c', "NAME", "what is needed: transport, food, housing "
	  "... (required)", AT(category) },
	{ "title", 0, "TEXT", "what it is, in words", AT(title) },
	{ 0 }
};

static const struct ch_option list_options[] = {
	{ "category", 'c', "NAME", "only this need", AT(category) },
	{ "patient", 'p', "ID", "only this person's", AT(patient) },
	{ "status", 0, "{identified|confirmed|addressed|resolved|refused}",
	  "only those that stand so", AT(status) },
	{ "unaddressed", 0, NULL, "only those that nobody works on: no "
	  "referral and no task is open", AT(unaddressed) },
	{ "all", 'a', NULL, "also what is over", AT(all) },
	{ 0 }
};

static const struct ch_filter filters[] = {
	{ "category", CH_IS, AT(category) },
	{ "patient", CH_IS_OF, AT(patient) },
	{ "status", CH_IS, AT(status) },
	{ "id", CH_IS_SUCH, AT(unaddressed), ch_needs_unaddressed },
	{ "status", CH_NOT_OVER, AT(all) },
	{ 0 }
};

static const struct ch_list open_needs = { .order = "at, id",
					   .filters = filters };

/* ---- add ---- */

static int begin(struct ch_ui *ui, struct ch_adding *a)
{
	const struct opts *o = a->opt;
	const char *s = o->category;

	if (!s || !*s)
		return ch_ui_usage(ui, "what is needed? --category NAME");
	if (strlen(s) > 40 || s[strspn(s, "abcdefghijklmnopqrstuvwxyz"
				       "0123456789-")])
		return ch_ui_usage(ui, "--category is a word: small letters, "
				   "digits and -, 40 at most");
	ch_buf_addf(&a->maker, "need:%s", s);
	return 0;
}

/* Who has such a need already has that one. */
static int fill(struct ch_ui *ui, const struct ch_adding *a,
		const struct ch_subject *s, struct ch_row *row)
{
	const struct opts *o = a->opt;
	int64_t open;
	int rc = ch_needs_open(a->store, s->person, o->category, &open,
			       &ui->err);

	if (!rc && open)
		ch_row_int(row, 0, open);
	ch_row_put_text(row, "category", o->category);
	if (o->title)
		ch_row_put_text(row, "title", o->title);
	if (!strcmp(o->category, "safety"))
		ch_row_put_int(row, "sensitive", 1);
	return rc;
}

static const struct ch_add adding = { .status = "identified", .begin = begin,
				      .fill = fill };

static const struct ch_step steps[] = {
	{ "confirm", .becomes = "confirmed", .stamps = "answered" },
	{ "address", .becomes = "addressed" },
	{ "resolve", .becomes = "resolved", .stamps = "ended",
	  .asks = CH_ASKS_REASON },
	{ "refuse", .becomes = "refused", .stamps = "ended",
	  .asks = CH_ASKS_REASON },
	{ "reopen", .clears = "ended", .asks = CH_ASKS_REASON,
	  .takes = CH_REOPENS, .cannot = "is not over" },
	{ 0 }
};

static const struct ch_verb verbs[] = {
	{ "add", "ID...|-", "Note what people need; what was noted is found",
	  add_options, CH_WRITES, "write:need", ch_add_run, &adding },
	{ "list", "", "List what people need, the oldest first", list_options,
	  CH_READS | CH_EXIT, "read:need", ch_list_run, &open_needs },
	{ "show", "ID...|-", "Show a need and what happened to it", NULL,
	  CH_READS | CH_KEEP, "read:need", ch_show_run },
	{ "run", "", "Make needs of answers and conditions: the rules that "
	  "make needs, those that are due", NULL, CH_WRITES, "write:need",
	  ch_ruling_run },
	{ "confirm", "ID...|-", "Say that the person says so, too", NULL,
	  CH_WRITES, "write:need", ch_step_run, steps },
	{ "address", "ID...|-", "Say that somebody works on it", NULL,
	  CH_WRITES, "write:need", ch_step_run, steps },
	{ "resolve", "ID...|-", "Say that it is met, or was none",
	  ch_reason_options, CH_WRITES, "write:need", ch_step_run,
	  steps },
	{ "refuse", "ID...|-", "Say that the person wants no help",
	  ch_reason_options, CH_WRITES, "write:need", ch_step_run,
	  steps },
	{ "reopen", "ID...|-", "Take back that it is over", ch_reason_options,
	  CH_WRITES, "write:need", ch_step_run, steps },
	{ 0 }
};

static const struct ch_prog prog = {
	"ch-need", "what people need, and whether somebody works on it", verbs,
	sizeof(struct opts), .type = "need"
};

int main(int argc, char **argv)
{
	return ch_main(&prog, argc, argv);
}
