/* task_in.h - what steps of a task set; for this room alone. */
#ifndef CH_TASK_IN_H
#define CH_TASK_IN_H

#include "care/task/task.h"

/* CH_EDATA unless the time that is said is between its making and now. */
int ch_task_check_at(const struct ch_taking *t, struct ch_err *err);

/* For `sets`: each hand through which a delivery goes signs an `ack` of it. */
int ch_task_take(struct ch_taking *t, struct ch_err *err);
int ch_task_give(struct ch_taking *t, struct ch_err *err);
/* The same for what was told and is to be answered for. */
int ch_task_acknowledge(struct ch_taking *t, struct ch_err *err);

#endif
