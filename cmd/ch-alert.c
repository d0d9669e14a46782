/* ch-alert - what somebody should look at: listed, answered, settled. */
#include "hub/listing.h"
#include "hub/showing.h"
#include "hub/stepping.h"
#include "hub/verb.h"

struct opts {
	struct ch_step_opts step;
	const char *level, *status, *rule, *role, *owner;
	struct ch_given patient;
	bool mine, unanswered, all;
};

#define AT(field) offsetof(struct opts, field)

static const struct ch_option list_options[] = {
	{ "level", 'l', "{info|warning|urgent|critical}", "only this serious",
	  AT(level) },
	{ "status", 0, "{new|notified|acknowledged|resolved|expired|"
	  "suppressed}", "only those that stand so", AT(status) },
	{ "rule", 0, "NAME", "only what this rule raised", AT(rule) },
	{ "role", 'r', "NAME", "only what waits for this role", AT(role) },
	{ "owner", 0, "NAME", "only what this login looks at", AT(owner) },
	{ "mine", 0, NULL, "only what you look at", AT(mine) },
	{ "unanswered", 0, NULL, "only what nobody looks at",
	  AT(unanswered) },
	{ "patient", 'p', "ID", "only about this person", AT(patient) },
	{ "all", 0, NULL, "also what is settled", AT(all) },
	{ 0 }
};

static const struct ch_filter filters[] = {
	{ "level", CH_IS, AT(level) },
	{ "status", CH_IS, AT(status) },
	{ "rule", CH_IS, AT(rule) },
	{ "role", CH_IS, AT(role) },
	{ "owner", CH_IS_STAFF, AT(owner) },
	{ "owner", CH_IS_MINE, AT(mine) },
	{ "owner", CH_IS_NOBODYS, AT(unanswered) },
	{ "patient", CH_IS_OF, AT(patient) },
	{ "status", CH_NOT_OVER, AT(all) },
	{ 0 }
};

static const struct ch_list unsettled = { .order = "by_level, at, id",
					  .filters = filters };

static const struct ch_step steps[] = {
	{ "ack", .becomes = "acknowledged", .stamps = "acknowledged",
	  .takes = CH_OTHERS_NOT | CH_OWNER },
	{ "resolve", .becomes = "resolved", .stamps = "resolved",
	  .asks = CH_ASKS_REASON },
	{ 0 }
};

static const struct ch_verb verbs[] = {
	{ "list", "", "List what nobody has settled, the most serious first",
	  list_options, CH_READS | CH_EXIT, "read:alert", ch_list_run,
	  &unsettled },
	{ "show", "ID...|-", "Show an alert and what happened to it", NULL,
	  CH_READS | CH_KEEP, "read:alert", ch_show_run },
	{ "ack", "ID...|-", "Say that you look at it", NULL, CH_WRITES,
	  "write:alert", ch_step_run, steps },
	{ "resolve", "ID...|-", "Say that it is settled", ch_reason_options,
	  CH_WRITES, "write:alert", ch_step_run, steps },
	{ 0 }
};

static const struct ch_prog prog = {
	"ch-alert", "what somebody should look at, and who does", verbs,
	sizeof(struct opts), .type = "alert"
};

int main(int argc, char **argv)
{
	return ch_main(&prog, argc, argv);
}
