/* give.c - to whom work goes: a person, or the pool of a role or a team. */
#include "people/names.h"
#include "step/step.h"

/* A pool that nobody looks into. */
static int doubt(struct ch_store *store, struct ch_step_to *to,
		 struct ch_err *err)
{
	struct ch_near near = { .to = to->role ? to->role : to->team };
	int rc = to->role ? ch_staff_roles(store, &near, err) :
		ch_team_names(store, &near, err);

	if (!rc && !near.same)
		snprintf(to->doubt, sizeof(to->doubt), "nobody has the %s "
			 "%.40s%s", to->role ? "role" : "team", near.to,
			 ch_near_offer(&near));
	return rc;
}

int ch_step_to(struct ch_store *store, const char *text,
	       struct ch_step_to *out, struct ch_err *err)
{
	struct ch_staff_now staff;
	int rc;

	*out = (struct ch_step_to){ 0 };
	if (!strncmp(text, "role:", 5))
		out->role = text + 5;
	else if (!strncmp(text, "team:", 5))
		out->team = text + 5;
	if ((out->role && !*out->role) || (out->team && !*out->team))
		return ch_fail(err, CH_EUSAGE, "to whom? a login, role:NAME "
			       "or team:NAME");
	if (out->role || out->team)
		return doubt(store, out, err);
	rc = ch_staff_find(store, text, &out->owner, err);
	if (!rc)
		rc = ch_staff_look(store, out->owner, 0, &staff, err);
	if (!rc && !staff.active)
		return ch_fail(err, CH_ENOENT, "that login is no longer "
			       "active");
	return rc;
}

void ch_step_give(struct ch_row *row, const struct ch_step_to *to, bool again)
{
	if (to->owner) {
		ch_row_put_int(row, "owner", to->owner);
		return;
	}
	if (!to->role && !to->team)
		return;
	if (again)
		ch_row_null(row, ch_field(row->type, "owner"));
	ch_row_put_or_clear(row, "role", to->role);
	ch_row_put_or_clear(row, "team", to->team);
}
