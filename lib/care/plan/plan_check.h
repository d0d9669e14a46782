/* plan_check.h - what the values in plans and their templates must be. */
#ifndef CH_PLAN_CHECK_H
#define CH_PLAN_CHECK_H

#include "base/shelf.h"
#include "record/row.h"

/* A lower-case name of letters, digits and hyphens, as items and roles are. */
bool ch_plan_is_name(const char *s);

/* A LOINC code: digits, a hyphen, and the digit that checks them (mod 10). */
bool ch_plan_is_loinc(const char *s, size_t n);

/* A FHIR event-timing code: WAKE, CM, HS ... */
bool ch_plan_is_timing(const char *s, size_t n);

/*
 * Whether codes/units.tsv says that results of the code come in that unit as
 * their standard one: then they can be compared. NULL, or what is wrong.
 */
int ch_plan_unit(const struct ch_shelf *shelf, struct ch_slice code,
		 struct ch_slice unit, const char **wrong,
		 struct ch_err *err);

/* Whether codes/words.tsv has a word for the role (role): those are
 * the roles there are. NULL, or what is wrong. */
int ch_plan_role(const struct ch_shelf *shelf, struct ch_slice role,
		 const char **wrong, struct ch_err *err);

/* A goal or activity that somebody wrote: CH_EDATA names the field. */
int ch_plan_check(const struct ch_row *row, const struct ch_shelf *shelf,
		  struct ch_err *err);

#endif
