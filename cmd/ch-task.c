/* ch-task - work to be done: given, claimed, done, and shown to be done. */
#include "care/task/task.h"
#include "hub/verb.h"
#include "task/tasks.h"

#define AT(field) offsetof(struct ch_tasks_opts, field)

static const struct ch_option add_options[] = {
	{ "title", 0, "TEXT", "what is to be done (required)", AT(title) },
	{ "kind", 0, "NAME", "what kind of work: follow-up, call, review ...",
	  AT(kind) },
	{ "to", 0, "NAME", "for whom: a login, role:NAME or team:NAME",
	  AT(step.to) },
	{ "priority", 0, "{routine|urgent|asap|stat}", "how soon",
	  AT(priority) },
	{ "due", 0, "DATE", "to be done by then", AT(due) },
	{ "start", 0, "DATE", "not before then", AT(start) },
	{ "until", 0, "DATE", "pointless after that", AT(step.until) },
	{ "from-record", 0, NULL, "relative dates (+7d) count from the time of "
	  "the record that came in", AT(from_record) },
	{ "needs", 0, "TEXT", "evidence to be given when it is done: TYPE "
	  "[FIELD=VALUE ...]", AT(needs) },
	{ "occurrence", 0, "NAME", "make it anew for each occurrence",
	  AT(occurrence) },
	{ 0 }
};

static const struct ch_option list_options[] = {
	{ "mine", 0, NULL, "only what you have", AT(mine) },
	{ "owner", 0, "NAME", "only what this login has", AT(owner) },
	{ "role", 'r', "NAME", "only what is this role's", AT(role) },
	{ "team", 0, "NAME", "only what is this team's", AT(team) },
	{ "patient", 'p', "ID", "only about this person", AT(patient) },
	{ "kind", 0, "NAME", "only this kind of work", AT(kind) },
	{ "due", 0, "DATE", "only what is due by then", AT(due) },
	{ "overdue", 0, NULL, "only what is late", AT(overdue) },
	{ "unassigned", 0, NULL, "only what nobody has", AT(unassigned) },
	{ "died", 0, NULL, "only about people who died", AT(died) },
	{ "status", 0, "NAME", "only in this status", AT(status) },
	{ "ahead", 0, NULL, "also what starts later", AT(ahead) },
	{ "all", 0, NULL, "also what is over, or starts later", AT(all) },
	{ 0 }
};

static const struct ch_option assign_options[] = {
	{ "to", 0, "NAME", "for whom: a login, role:NAME or team:NAME "
	  "(required)", AT(step.to) },
	{ "reason", 0, "NAME", "why, in a word", AT(step.reason) },
	{ 0 }
};

static const struct ch_option hold_options[] = {
	{ "reason", 0, "NAME", "why it waits, in a word (required)",
	  AT(step.reason) },
	{ "until", 0, "DATE", "out of sight until then", AT(step.until) },
	{ 0 }
};

static const struct ch_option done_options[] = {
	{ "outcome", 0, "NAME", "what came of it, in a word",
	  AT(step.outcome) },
	{ "evidence", 0, "TYPE/ID", "the record that shows it",
	  AT(step.evidence) },
	{ "at", 0, "DATE", "when it was done (default: now)", AT(step.at) },
	{ 0 }
};

static const struct ch_option when_options[] = {
	{ "at", 0, "DATE", "when that was (default: now)", AT(step.at) },
	{ 0 }
};

static const struct ch_option modify_options[] = {
	{ "title", 0, "TEXT", "what is to be done", AT(title) },
	{ "priority", 0, "{routine|urgent|asap|stat}", "how soon",
	  AT(priority) },
	{ "due", 0, "DATE", "to be done by then", AT(due) },
	{ "to", 0, "NAME", "for whom: a login, role:NAME or team:NAME",
	  AT(step.to) },
	{ 0 }
};

static const struct ch_option workload_options[] = {
	{ "role", 'r', "NAME", "only people and pools of this role", AT(role) },
	{ 0 }
};

static const struct ch_verb verbs[] = {
	{ "add", "ID...|-", "Make a task about people, or about records",
	  add_options, CH_WRITES, "write:task", ch_add_run, &ch_tasks_add },
	{ "list", "", "List what is to be done, the most pressing first",
	  list_options, CH_READS | CH_EXIT, "read:task", ch_tasks_list },
	{ "show", "ID...|-", "Show a task and what happened to it", NULL,
	  CH_READS | CH_KEEP, "read:task", ch_show_run, &ch_tasks_show },
	{ "claim", "ID...|-", "Take what nobody has", NULL, CH_WRITES,
	  "write:task", ch_step_run, ch_task_steps },
	{ "assign", "ID...|-", "Give it to somebody, or hand it over",
	  assign_options, CH_WRITES, "write:task", ch_step_run, ch_task_steps },
	{ "start", "ID...|-", "Begin, or go on with what was on hold", NULL,
	  CH_WRITES, "write:task", ch_step_run, ch_task_steps },
	{ "hold", "ID...|-", "Put it on hold", hold_options, CH_WRITES,
	  "write:task", ch_step_run, ch_task_steps },
	{ "done", "ID...|-", "Say that it is done", done_options, CH_WRITES,
	  "write:task", ch_step_run, ch_task_steps },
	{ "fail", "ID...|-", "Say that it could not be done", ch_reason_options,
	  CH_WRITES, "write:task", ch_step_run, ch_task_steps },
	{ "cancel", "ID...|-", "Say that it need not be done",
	  ch_reason_options, CH_WRITES, "write:task", ch_step_run,
	  ch_task_steps },
	{ "take", "ID...|-", "Sign that you have what is to be delivered", NULL,
	  CH_WRITES, "write:task", ch_step_run, ch_task_steps },
	{ "give", "ID...|-", "Sign that the patient has it", when_options,
	  CH_WRITES, "write:task", ch_step_run, ch_task_steps },
	{ "bring-back", "ID...|-", "Sign that it was brought back",
	  when_options, CH_WRITES, "write:task", ch_step_run, ch_task_steps },
	{ "acknowledge", "ID...|-", "Sign that you have been told, and see to "
	  "it", NULL, CH_WRITES, "write:task", ch_step_run, ch_task_steps },
	{ "reopen", "ID...|-", "Take back that it is over", ch_reason_options,
	  CH_WRITES, "write:task", ch_step_run, ch_task_steps },
	{ "modify", "ID...|-", "Change what a task says", modify_options,
	  CH_WRITES, "write:task", ch_tasks_modify },
	{ "note", "ID", "Write a note about a task, from standard input", NULL,
	  CH_WRITE | CH_DRY, "write:note", ch_tasks_note },
	{ "workload", "", "List who has how much, and what nobody has",
	  workload_options, CH_READS, "read:task", ch_tasks_workload },
	{ 0 }
};

static const struct ch_prog prog = {
	"ch-task", "work to be done: given, claimed, done", verbs,
	sizeof(struct ch_tasks_opts), .type = "task"
};

int main(int argc, char **argv)
{
	return ch_main(&prog, argc, argv);
}
