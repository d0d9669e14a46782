/* task.h - pieces of work: what state they are in, and the steps they take. */
#ifndef CH_TASK_H
#define CH_TASK_H

#include "step/step.h"

/* How a task stands at a moment: derived, never stored. */
enum ch_task_state {
	CH_TASK_OVER,		/* done, failed, cancelled, rejected, void */
	CH_TASK_SCHEDULED,	/* its start lies ahead, nobody is at it */
	CH_TASK_NO_DEADLINE,
	CH_TASK_DUE,		/* its deadline is not over */
	CH_TASK_OVERDUE,
	CH_TASK_EXPIRED,	/* pointless by now */
};

enum ch_task_state ch_task_state(const struct ch_row *task, int64_t now);
const char *ch_task_state_word(enum ch_task_state state);

/* Calendar days from a deadline to now, in the hub's zone. */
int64_t ch_task_days_late(int64_t due, int64_t now);

/* claim, assign, start, hold, done, fail, cancel, take, give, bring-back,
 * acknowledge, reopen; ends without a word. */
extern const struct ch_step ch_task_steps[];

#endif
