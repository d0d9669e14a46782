/* dead.h - who has died: one question, wherever it is asked. */
#ifndef CH_DEAD_H
#define CH_DEAD_H

#include "store/store.h"

/* In SQL: that the person of a patient (an expression) had died by `top`, a
 * ch_moment_top(). */
#define CH_DIED(patient, top) "EXISTS (SELECT 1 FROM patient x JOIN patient " \
	"d ON d.person = x.person WHERE x.id = " patient " AND (d.died <= " \
	top " OR (d.died IS NULL AND d.dead = 1)))"

/* Whether the person whose record that is had died by `now`. */
int ch_person_died(struct ch_store *store, int64_t patient, int64_t now,
		   bool *died, struct ch_err *err);

#endif
