/* ending.c - what waits because of something that is over is cleared. */
#include "step/ending.h"
#include "know/key.h"
#include "store/ask.h"

/* What becomes of what was made, as long as it says so: work that somebody has
 * begun is theirs to end, unless that is said; a need is over when the person
 * says so. */
static const struct ending {
	const char *type, *field, *while_it_is, *begun, *becomes, *stamps;
} endings[] = {
	{ "alert", "status", "new notified acknowledged", "", "resolved",
	  "resolved" },
	{ "task", "status", "draft requested received accepted ready on-hold",
	  "in-progress", "cancelled", NULL },
	{ "referral", "stage", "created consent-ok", "", "cancelled",
	  "closed" },
	{ "need", "status", "identified confirmed addressed", "", "resolved",
	  "ended" },
	{ "notice", "status", "scheduled pending denied muted", "", "cleared",
	  NULL },
};

static const struct ending *find(const struct ch_type *type)
{
	for (size_t i = 0; i < CH_COUNT(endings); i++)
		if (!strcmp(endings[i].type, type->name))
			return &endings[i];
	return NULL;
}

int ch_end_record(const struct ch_ending *e, const struct ch_type *type,
		  int64_t id, struct ch_err *err)
{
	const struct ch_put_how how = { .source = "hub", .reason = e->why };
	const struct ending *end = find(type);
	struct ch_slice is;
	struct ch_row was, row;
	enum ch_did what;
	int rc = end ? ch_store_get(e->store, type, id, &was, err) : CH_END;

	if (rc)
		return rc == CH_END ? 0 : rc;
	is = ch_row_get_text(&was, end->field);
	if (!ch_key_has(end->while_it_is, is) &&
	    !(e->begun && ch_key_has(end->begun, is)))
		return 0;
	ch_row_start(&row, type);
	ch_row_int(&row, 0, id);
	ch_row_put_text(&row, end->field, end->becomes);
	if (!strcmp(end->field, "stage"))
		ch_row_put_text(&row, "status", "revoked");
	if (ch_field(type, "reason") >= 0)
		ch_row_put_text(&row, "reason", e->why);
	if (end->stamps)
		ch_row_put_int(&row, end->stamps, e->now);
	rc = ch_put(e->store, &row, &how, &what, err);
	return rc ? rc : e->did(e->ctx, type, id, what, err);
}

int ch_end_about(const struct ch_ending *e, int64_t about, struct ch_err *err)
{
	static const char *const asks[][2] = {
		{ "notice", "SELECT id FROM notice WHERE about IN "
		  "(SELECT $1 UNION SELECT id FROM task WHERE about = $1 "
		  "UNION SELECT id FROM alert WHERE about = $1)" },
		{ "alert", "SELECT id FROM alert WHERE about = $1" },
		{ "task", "SELECT id FROM task WHERE about = $1" },
	};
	int rc = 0;

	for (size_t i = 0; i < CH_COUNT(asks) && !rc; i++) {
		CH_AUTO(ch_ids_free) struct ch_ids ids = { 0 };

		rc = ch_store_ask_ids(e->store, asks[i][1],
				      CH_WITH(ch_ask_int(about)), &ids, err);
		for (size_t k = 0; k < ids.n && !rc; k++)
			rc = ch_end_record(e, ch_type_find(asks[i][0]),
					   ids.id[k], err);
	}
	return rc;
}
