/* complete.c - what one resource says for another: the medicine's code for
 * those who take it, the plan for its goals. */
#include <jansson.h>

#include "base/grow.h"
#include "base/ids.h"
#include "load/session.h"

static const char *const told[] = { "code", "system", "name" };

/* The medicine that the row's order refers to, if the store has it. */
static int medicine_of(struct ch_load *l, const struct ch_row *row,
		       struct ch_row *out, struct ch_err *err)
{
	const struct ch_type *type = ch_type_find("medicine");
	int rc = ch_put_loading(l->store, type) ?
		ch_put_load_end(l->store, type, err) : 0;

	return rc ? rc : ch_store_get(l->store, type,
				      ch_row_get_int(row, "medicine"), out,
				      err);
}

/* Whether it says what the medicine is only by referring to it. */
static bool refers_only(const struct ch_row *row)
{
	if (!ch_row_get_int(row, "medicine"))
		return false;
	for (size_t i = 0; i < CH_COUNT(told); i++)
		if (ch_row_has(row, ch_field(row->type, told[i])))
			return false;
	return true;
}

/* What is read from the store is borrowed for less time than we need it. */
static int copy_told(struct ch_load *l, struct ch_row *to,
		     const struct ch_row *from, struct ch_err *err)
{
	for (size_t i = 0; i < CH_COUNT(told); i++) {
		struct ch_slice text = ch_row_get_text(from, told[i]);
		const char *copy;

		if (!text.s)
			continue;
		copy = ch_chunk_keep(&l->writer.chunk, text);
		if (!copy)
			return ch_nomem(err);
		ch_row_text(to, ch_field(to->type, told[i]), copy, text.n);
	}
	return 0;
}

/* A plan names its goals; a goal of a feed does not know its plan. */
static int note_goals(struct ch_load *l, const struct ch_row *plan,
		      struct ch_err *err)
{
	struct ch_slice text = ch_row_get_text(plan, "goals");
	json_t *all = text.n ? json_loadb(text.s, text.n, 0, NULL) : NULL;
	json_t *goal;
	size_t i;
	int rc = 0;

	json_array_foreach(all, i, goal) {
		const char *s = json_string_value(goal);
		int64_t id;

		if (!s || strncmp(s, "goal/", 5) ||
		    !ch_id_parse(s + 5, strlen(s + 5), &id) || rc)
			continue;
		rc = ch_grow((void **)&l->goal, &l->goals_room, l->goals,
			     sizeof(*l->goal), err);
		if (!rc)
			l->goal[l->goals++] = (struct ch_goal_of){
				id, plan->v[0].i };
	}
	json_decref(all);
	return rc;
}

int ch_load_complete_row(struct ch_load *l, struct ch_row *row,
			 uint64_t *ours, struct ch_err *err)
{
	static const struct ch_type *plan, *medication;
	uint64_t said = row->set;
	struct ch_row medicine;
	int rc;

	if (!plan) {
		medication = ch_type_find("medication");
		plan = ch_type_find("plan");
	}
	if (row->type == plan)
		return note_goals(l, row, err);
	if (row->type != medication || !refers_only(row))
		return 0;
	rc = medicine_of(l, row, &medicine, err);
	if (!rc)
		rc = copy_told(l, row, &medicine, err);
	*ours = row->set & ~said;
	return rc == CH_END ? 0 : rc;
}

static int patch(struct ch_load *l, struct ch_row *row, struct ch_err *err)
{
	const struct ch_put_how how = { .source = l->how.source,
					.batch = l->batch, .reason = "feed",
					.cause = "completed" };
	enum ch_did did;

	return ch_put(l->store, row, &how, &did, err);
}

/* Those that came before the medicine that they refer to. */
static int early_orders(struct ch_load *l, struct ch_ids *out,
			struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_db_prepare(&st, l->store->db, "SELECT m.id FROM medicine d "
			       "JOIN medication m ON m.medicine = d.id WHERE "
			       "d.batch = $1 AND m.code IS NULL AND m.name IS "
			       "NULL", err);

	if (rc)
		return rc;
	ch_stmt_bind_int(st, 1, l->batch);
	while (!rc && !(rc = ch_stmt_step(st, err)))
		rc = ch_ids_add(out, ch_stmt_int(st, 0), err);
	return rc == CH_END ? 0 : rc;
}

static int complete_orders(struct ch_load *l, struct ch_err *err)
{
	CH_AUTO(ch_ids_free) struct ch_ids ids = { 0 };
	int rc = early_orders(l, &ids, err);

	for (size_t i = 0; i < ids.n && !rc; i++) {
		const struct ch_type *type = ch_type_find("medication");
		struct ch_row row, was, medicine;

		rc = ch_store_get(l->store, type, ids.id[i], &was, err);
		if (!rc)
			rc = medicine_of(l, &was, &medicine, err);
		if (rc)
			break;
		ch_row_start(&row, type);
		ch_row_int(&row, 0, ids.id[i]);
		rc = copy_told(l, &row, &medicine, err);
		if (!rc)
			rc = patch(l, &row, err);
	}
	return rc;
}

static int complete_goal(struct ch_load *l, const struct ch_goal_of *g,
			 struct ch_err *err)
{
	const struct ch_type *type = ch_type_find("goal");
	struct ch_row row;
	int rc = ch_store_get(l->store, type, g->goal, &row, err);

	if (rc || ch_row_get_int(&row, "plan"))
		return rc == CH_END ? 0 : rc;
	ch_row_start(&row, type);
	ch_row_int(&row, 0, g->goal);
	ch_row_put_int(&row, "plan", g->plan);
	return patch(l, &row, err);
}

int ch_load_complete(struct ch_load *l, struct ch_err *err)
{
	int rc = complete_orders(l, err);

	for (size_t i = 0; i < l->goals && !rc; i++)
		rc = complete_goal(l, &l->goal[i], err);
	l->goals = 0;
	return rc;
}
