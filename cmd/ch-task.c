/* ch-task - work to be done: given, claimed, done, and shown to be done. */
#include "task/task.h"

enum {
	OPT_TO = 256, OPT_DUE, OPT_START, OPT_UNTIL, OPT_PRIORITY, OPT_NEEDS,
	OPT_OCCURRENCE, OPT_FROM_RECORD, OPT_MINE, OPT_OVERDUE, OPT_UNASSIGNED,
	OPT_ALL, OPT_AHEAD, OPT_STATUS, OPT_TEAM, OPT_EVIDENCE, OPT_AT,
	OPT_OUTCOME, OPT_REASON, OPT_TITLE, OPT_KIND, OPT_OWNER,
};

static const struct argp_option add_options[] = {
	{ "title", OPT_TITLE, "TEXT", 0, "what is to be done (required)", 0 },
	{ "kind", OPT_KIND, "NAME", 0, "what kind of work: follow-up, call, "
	  "review ...", 0 },
	{ "to", OPT_TO, "NAME", 0, "for whom: a login, role:NAME or team:NAME",
	  0 },
	{ "priority", OPT_PRIORITY, "{routine|urgent|asap|stat}", 0,
	  "how soon", 0 },
	{ "due", OPT_DUE, "DATE", 0, "to be done by then", 0 },
	{ "start", OPT_START, "DATE", 0, "not before then", 0 },
	{ "until", OPT_UNTIL, "DATE", 0, "pointless after that", 0 },
	{ "from-record", OPT_FROM_RECORD, 0, 0, "relative dates (+7d) count "
	  "from the time of the record that came in", 0 },
	{ "needs", OPT_NEEDS, "TEXT", 0, "evidence to be given when it is "
	  "done: TYPE [FIELD=VALUE ...]", 0 },
	{ "occurrence", OPT_OCCURRENCE, "NAME", 0, "make it anew for each "
	  "occurrence", 0 },
	{ 0 }
};

static const struct argp_option list_options[] = {
	{ "mine", OPT_MINE, 0, 0, "only what you have", 0 },
	{ "owner", OPT_OWNER, "NAME", 0, "only what this login has", 0 },
	{ "role", 'r', "NAME", 0, "only what is this role's", 0 },
	{ "team", OPT_TEAM, "NAME", 0, "only what is this team's", 0 },
	{ "patient", 'p', "ID", 0, "only about this person", 0 },
	{ "kind", OPT_KIND, "NAME", 0, "only this kind of work", 0 },
	{ "due", OPT_DUE, "DATE", 0, "only what is due by then", 0 },
	{ "overdue", OPT_OVERDUE, 0, 0, "only what is late", 0 },
	{ "unassigned", OPT_UNASSIGNED, 0, 0, "only what nobody has", 0 },
	{ "status", OPT_STATUS, "NAME", 0, "only in this status", 0 },
	{ "ahead", OPT_AHEAD, 0, 0, "also what starts later", 0 },
	{ "all", OPT_ALL, 0, 0, "also what is over, or starts later", 0 },
	{ 0 }
};

static const struct argp_option assign_options[] = {
	{ "to", OPT_TO, "NAME", 0, "for whom: a login, role:NAME or "
	  "team:NAME (required)", 0 },
	{ "reason", OPT_REASON, "NAME", 0, "why, in a word", 0 },
	{ 0 }
};

static const struct argp_option hold_options[] = {
	{ "reason", OPT_REASON, "NAME", 0, "why it waits, in a word "
	  "(required)", 0 },
	{ "until", OPT_UNTIL, "DATE", 0, "out of sight until then", 0 },
	{ 0 }
};

static const struct argp_option done_options[] = {
	{ "outcome", OPT_OUTCOME, "NAME", 0, "what came of it, in a word", 0 },
	{ "evidence", OPT_EVIDENCE, "ID", 0, "the record that shows it", 0 },
	{ "at", OPT_AT, "DATE", 0, "when it was done (default: now)", 0 },
	{ 0 }
};

static const struct argp_option reason_options[] = {
	{ "reason", OPT_REASON, "NAME", 0, "why, in a word (required)", 0 },
	{ 0 }
};

static const struct argp_option workload_options[] = {
	{ "role", 'r', "NAME", 0, "only people and pools of this role", 0 },
	{ 0 }
};

/* The texts and the flags that the keys fill. */
static const char **text_of(struct ch_tasks_opts *o, int key)
{
	switch (key) {
	case OPT_TITLE: return &o->title;
	case OPT_KIND: return &o->kind;
	case OPT_OWNER: return &o->owner;
	case 'r': return &o->role;
	case 'p': return &o->patient;
	case OPT_TO: return &o->to;
	case OPT_DUE: return &o->due;
	case OPT_START: return &o->start;
	case OPT_UNTIL: return &o->until;
	case OPT_PRIORITY: return &o->priority;
	case OPT_NEEDS: return &o->needs;
	case OPT_OCCURRENCE: return &o->occurrence;
	case OPT_STATUS: return &o->status;
	case OPT_TEAM: return &o->team;
	case OPT_EVIDENCE: return &o->evidence;
	case OPT_AT: return &o->at;
	case OPT_OUTCOME: return &o->outcome;
	case OPT_REASON: return &o->reason;
	}
	return NULL;
}

static bool *flag_of(struct ch_tasks_opts *o, int key)
{
	switch (key) {
	case OPT_FROM_RECORD: return &o->from_record;
	case OPT_MINE: return &o->mine;
	case OPT_OVERDUE: return &o->overdue;
	case OPT_UNASSIGNED: return &o->unassigned;
	case OPT_ALL: return &o->all;
	case OPT_AHEAD: return &o->ahead;
	}
	return NULL;
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
	const char **text = text_of(state->input, key);
	bool *flag = flag_of(state->input, key);

	if (text)
		*text = arg;
	else if (flag)
		*flag = true;
	else
		return ARGP_ERR_UNKNOWN;
	return 0;
}

#define READS (CH_TAKES_STORE | CH_TAKES_KNOWN)
#define WRITES (CH_TAKES_STORE | CH_TAKES_DRY | CH_TAKES_KEEP)

static const struct ch_verb verbs[] = {
	{ "add", "ID...|-", "Make a task about people, or about records",
	  add_options, parse, WRITES, ch_tasks_add },
	{ "list", "", "List what is to be done, the most pressing first",
	  list_options, parse, READS | CH_TAKES_EXIT, ch_tasks_list },
	{ "show", "ID...|-", "Show a task and what happened to it", NULL, NULL,
	  READS | CH_TAKES_KEEP, ch_tasks_show },
	{ "claim", "ID...|-", "Take what nobody has", NULL, NULL, WRITES,
	  ch_tasks_step },
	{ "assign", "ID...|-", "Give it to somebody, or hand it over",
	  assign_options, parse, WRITES, ch_tasks_step },
	{ "start", "ID...|-", "Begin, or go on with what was on hold", NULL,
	  NULL, WRITES, ch_tasks_step },
	{ "hold", "ID...|-", "Put it on hold", hold_options, parse, WRITES,
	  ch_tasks_step },
	{ "done", "ID...|-", "Say that it is done", done_options, parse,
	  WRITES, ch_tasks_step },
	{ "fail", "ID...|-", "Say that it could not be done", reason_options,
	  parse, WRITES, ch_tasks_step },
	{ "cancel", "ID...|-", "Say that it need not be done", reason_options,
	  parse, WRITES, ch_tasks_step },
	{ "reopen", "ID...|-", "Take back that it is over", reason_options,
	  parse, WRITES, ch_tasks_step },
	{ "workload", "", "List who has how much, and what nobody has",
	  workload_options, parse, READS, ch_tasks_workload },
	{ 0 }
};

static const struct ch_prog prog = {
	"ch-task", "work to be done: given, claimed, done", verbs,
	sizeof(struct ch_tasks_opts)
};

int main(int argc, char **argv)
{
	return ch_main(&prog, argc, argv);
}
