/* tasks.h - the verbs of ch-task, and what they share. */
#ifndef CH_TASKS_H
#define CH_TASKS_H

#include "hub/adding.h"
#include "hub/showing.h"
#include "hub/stepping.h"

/* What the options said; 0, NULL and false where they did not. */
struct ch_tasks_opts {
	struct ch_step_opts step;	/* also --to and --until of add */
	const char *title, *kind, *priority, *needs, *occurrence;
	struct ch_given due, start, patient;
	bool from_record;
	const char *owner, *role, *team, *status;
	bool mine, overdue, unassigned, died, all, ahead;
};

extern const struct ch_add ch_tasks_add;
int ch_tasks_list(struct ch_ui *ui, struct ch_store *store, void *opt,
		  int argc, char **argv);
extern const struct ch_show ch_tasks_show;
int ch_tasks_modify(struct ch_ui *ui, struct ch_store *store, void *opt,
		    int argc, char **argv);
int ch_tasks_note(struct ch_ui *ui, struct ch_store *store, void *opt,
		  int argc, char **argv);
int ch_tasks_workload(struct ch_ui *ui, struct ch_store *store, void *opt,
		      int argc, char **argv);

/* "2 days late", "today 14:00", "on hold", "in 3 days", "done": how a task
 * stands, in a few words. */
void ch_tasks_stand(struct ch_ui *ui, struct ch_buf *out,
		    const struct ch_row *task);

#endif
