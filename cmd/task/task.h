/* task.h - the verbs of ch-task: each opens the hub, does its work, prints. */
#ifndef CH_HUB_TASK_H
#define CH_HUB_TASK_H

#include "hub/hub.h"

/* What the options said; 0, NULL and false where they did not. */
struct ch_tasks_opts {
	const char *title, *kind, *to, *priority, *needs, *occurrence;
	const char *due, *start, *until;
	bool from_record;
	const char *owner, *role, *team, *patient, *status;
	bool mine, overdue, unassigned, all, ahead;
	const char *reason, *outcome, *evidence, *at;
};

int ch_tasks_add(struct ch_ui *ui, void *opt, int argc, char **argv);
int ch_tasks_list(struct ch_ui *ui, void *opt, int argc, char **argv);
int ch_tasks_show(struct ch_ui *ui, void *opt, int argc, char **argv);
int ch_tasks_step(struct ch_ui *ui, void *opt, int argc, char **argv);
int ch_tasks_workload(struct ch_ui *ui, void *opt, int argc, char **argv);

/* The task that an operand or a line of standard input names. */
int ch_tasks_find(struct ch_ui *ui, struct ch_store *store, const char *text,
		  size_t n, const struct ch_row *row, int64_t *id);

/*
 * A date of a task: a day stays a day, a time without a zone is the hub's. A
 * relative one counts from `from`, where that is not 0.
 */
int ch_tasks_date(struct ch_ui *ui, const char *option, const char *expr,
		  int64_t from, int64_t *out);

/* "2 days late", "today 14:00", "on hold", "in 3 days", "done": how a task
 * stands, in a few words. */
void ch_tasks_stand(struct ch_ui *ui, struct ch_buf *out,
		    const struct ch_row *task);

/* "2026-11-22", or "2026-11-22 14:05" by the hub's clock. */
void ch_tasks_moment(struct ch_buf *out, int64_t m);

/* The name of a record, made visible; its id where it has none. */
void ch_tasks_name(struct ch_ui *ui, struct ch_buf *out, const char *type,
		   int64_t id);

#endif
