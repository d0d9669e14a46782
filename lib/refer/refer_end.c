/* refer_end.c - what follows a step: messages carried and told, needs settled,
 * what hung on the referral cleared. */
#include "step/make.h"
#include "refer/refer_in.h"
#include "step/ending.h"
#include "store/rows.h"

/* A record that a step makes, once for each time that it is taken. */
static void begin(struct ch_taking *t, const struct ch_refer *r,
		  const char *type, struct ch_row *row)
{
	char maker[64], when[32];

	snprintf(maker, sizeof(maker), "referral:%s", t->step->word);
	snprintf(when, sizeof(when), "%llx",
		 (long long)ch_row_get_int(&t->was, "rev"));
	ch_row_start(row, ch_type_find(type));
	ch_row_int(row, 0, ch_make_id(t->store, row->type, maker, "referral",
				      r->id, when));
	ch_row_put_int(row, "patient", r->patient);
	ch_row_put_int(row, "at", t->how->now);
}

static int make(struct ch_taking *t, struct ch_row *row, struct ch_err *err)
{
	enum ch_did did;
	int rc = ch_make(t->store, row, t->step->word, &did, err);

	return rc ? rc : t->did(t->ctx, row->type, row->v[0].i, did, err);
}

/* ---- sent ---- */

/* The message to be carried: queued here, handed off by whoever carries it, and
 * never again by itself once nobody knows what became of it. */
static int queue(struct ch_taking *t, const struct ch_refer *r,
		 struct ch_err *err)
{
	struct ch_row row;

	begin(t, r, "notice", &row);
	ch_row_put_texts(&row, "kind", "referral", "status", "pending", NULL);
	ch_make_ref(&row, "about", t->row.type, r->id);
	if (r->service)
		ch_make_ref(&row, "recipient", ch_type_find("service"),
			    r->service);
	else if (r->organization)
		ch_make_ref(&row, "recipient", ch_type_find("organization"),
			    r->organization);
	return make(t, &row, err);
}

static const char whom[] =
	"SELECT coalesce((SELECT name || coalesce(', ' || coalesce(email, "
	"phone), '') FROM service WHERE id = $1), (SELECT name FROM "
	"organization WHERE id = $2), performer_name, 'the receiver'), consent "
	"FROM referral WHERE id = $3";

/* Told for treatment it need not be accounted for (45 CFR 164.528). */
static int disclose(struct ch_taking *t, const struct ch_refer *r,
		    struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_store_ask_row(&st, t->store, whom,
				  CH_WITH(ch_ask_int(r->service),
					  ch_ask_int(r->organization),
					  ch_ask_int(r->id)), err);
	struct ch_slice name;
	struct ch_row row;
	bool social;

	if (!rc)
		rc = ch_refer_social(t, r, &social, err);
	if (rc)
		return rc;
	name = ch_stmt_text(st, 0);
	begin(t, r, "disclosure", &row);
	ch_row_text(&row, ch_field(row.type, "recipient"), name.s, name.n);
	ch_row_put_texts(&row, "what", "referral", "purpose",
			 social ? "social service" : "treatment", NULL);
	ch_row_put_int(&row, "accountable", social && !ch_stmt_int(st, 1));
	if (ch_stmt_int(st, 1))
		ch_row_put_int(&row, "consent", ch_stmt_int(st, 1));
	return make(t, &row, err);
}

/* ---- the need that it answers ---- */

/* The need that it names, else all of the person's of its category. */
static const char needs[] =
	"SELECT n.id FROM need n WHERE $1 <> 0 AND n.id = $1 AND n.status IN "
	"(SELECT value FROM json_each($4)) UNION "
	"SELECT n.id FROM patient me JOIN patient p ON p.person = me.person "
	"JOIN need n ON n.patient = p.id WHERE $1 = 0 AND me.id = $2 AND "
	"n.category = $3 AND n.status IN (SELECT value FROM json_each($4))";

static int settle_needs(struct ch_taking *t, const struct ch_refer *r,
			const char *from, const char *becomes,
			struct ch_err *err)
{
	CH_AUTO(ch_ids_free) struct ch_ids ids = { 0 };
	bool over = !strcmp(becomes, "resolved");
	struct ch_row row;
	int rc = ch_store_ask_ids(t->store, needs,
				  CH_WITH(ch_ask_int(r->need),
					  ch_ask_int(r->patient),
					  ch_ask_str(r->category),
					  ch_ask_str(from)), &ids, err);

	for (size_t i = 0; i < ids.n && !rc; i++) {
		ch_row_start(&row, ch_type_find("need"));
		ch_row_int(&row, 0, ids.id[i]);
		ch_row_put_text(&row, "status", becomes);
		if (over)
			ch_row_put_int(&row, "ended", t->how->now);
		if (over)
			ch_row_put_text(&row, "reason", "got-help");
		rc = ch_step_write(t->store, &row, t->step->word, t->did,
				   t->ctx, err);
	}
	return rc;
}

int ch_refer_sent(struct ch_taking *t, struct ch_err *err)
{
	struct ch_refer r;
	int rc = *t->becomes ? ch_refer_read(t, &r, err) : 0;

	if (rc || !*t->becomes)
		return rc;
	rc = queue(t, &r, err);
	if (!rc)
		rc = disclose(t, &r, err);
	return rc ? rc : settle_needs(t, &r, "[\"identified\",\"confirmed\"]",
				      "addressed", err);
}

/* ---- told in words ---- */

static const char *in_words(const struct ch_taking *t)
{
	static const char *const words[][2] = {
		{ "accepted", "they take it" },
		{ "rejected", "they do not take it" },
		{ "no-capacity", "they have no place" },
		{ "not-eligible", "not eligible there" },
		{ "cannot-contact", "they cannot reach the patient" },
		{ "client-declined", "the patient does not want it" },
		{ "no-show", "the patient did not come" },
		{ "report-received", "their report has come" },
		{ "redirected", "goes on to another service" },
		{ "cancelled", "cancelled" },
		{ "got-help", "the patient got help" },
		{ "partly", "the patient got some of the help" },
		{ "no-help", "the patient got no help" },
		{ "seen", "the patient was seen, the report was read" },
	};
	const char *what = !strcmp(t->becomes, "closed") ? t->how->outcome :
		t->becomes;

	for (size_t i = 0; i < CH_COUNT(words); i++)
		if (!strcmp(words[i][0], what))
			return words[i][1];
	return what;
}

int ch_refer_tell(struct ch_taking *t, struct ch_err *err)
{
	int64_t own = t->store->staff;
	struct ch_refer r;
	char text[512];
	struct ch_row was, row;
	int rc = *t->becomes ? ch_refer_read(t, &r, err) : 0;

	if (!rc && *t->becomes)
		rc = ch_store_need(t->store, t->row.type, r.id, &was, err);
	if (rc || !*t->becomes || (r.requester && r.requester == own))
		return rc;
	begin(t, &r, "message", &row);
	snprintf(text, sizeof(text), "%s: %s%s%s",
		 *r.title ? r.title : r.category, in_words(t),
		 t->how->reason ? ": " : "",
		 t->how->reason ? t->how->reason : "");
	ch_row_put_texts(&row, "status", "completed", "category",
			 "referral-outcome", "priority", "routine",
			 "subject", "Referral", "text", text, NULL);
	ch_make_ref(&row, "about", t->row.type, r.id);
	if (r.requester)
		ch_make_ref(&row, "recipient", ch_type_find("staff"),
			    r.requester);
	else
		ch_row_copy(&row, "role", &was, "role");
	return make(t, &row, err);
}

/* ---- over ---- */

int ch_refer_ended(struct ch_taking *t, struct ch_err *err)
{
	const struct ch_ending end = {
		t->store, t->how->now, "referral-over", true, t->did, t->ctx
	};
	const char *came = t->how->outcome ? t->how->outcome : "";
	bool helped = !strcmp(came, "got-help") || !strcmp(came, "seen");
	struct ch_refer r;
	int rc = *t->becomes ? ch_refer_read(t, &r, err) : 0;

	if (rc || !*t->becomes)
		return rc;
	rc = ch_end_about(&end, r.id, err);
	if (!rc && helped)
		rc = settle_needs(t, &r, "[\"identified\",\"confirmed\","
				  "\"addressed\"]", "resolved", err);
	else if (!rc)
		rc = settle_needs(t, &r, "[\"addressed\"]", "confirmed", err);
	return rc ? rc : ch_refer_tell(t, err);
}

/* Those that ended when the referral did. */
static const char ended_with_it[] =
	"SELECT n.id FROM patient me JOIN patient p ON p.person = me.person "
	"JOIN need n ON n.patient = p.id WHERE me.id = $1 AND n.status = "
	"'resolved' AND n.reason = 'got-help' AND n.ended = $2 AND "
	"(n.id = $3 OR ($3 = 0 AND n.category = $4))";

int ch_refer_reopened(struct ch_taking *t, struct ch_err *err)
{
	CH_AUTO(ch_ids_free) struct ch_ids ids = { 0 };
	int64_t closed = ch_row_get_int(&t->was, "closed");
	struct ch_refer r;
	struct ch_row row;
	int rc = *t->becomes ? ch_refer_read(t, &r, err) : 0;

	if (!rc && *t->becomes)
		rc = ch_store_ask_ids(t->store, ended_with_it,
				      CH_WITH(ch_ask_int(r.patient),
					      ch_ask_int(closed),
					      ch_ask_int(r.need),
					      ch_ask_str(r.category)), &ids,
				      err);
	for (size_t i = 0; i < ids.n && !rc; i++) {
		ch_row_start(&row, ch_type_find("need"));
		ch_row_int(&row, 0, ids.id[i]);
		ch_row_put_text(&row, "status", "identified");
		ch_row_put_or_clear(&row, "ended", NULL);
		ch_row_put_or_clear(&row, "reason", NULL);
		rc = ch_step_write(t->store, &row, t->step->word, t->did,
				   t->ctx, err);
	}
	return rc;
}

/* What goes on is the same request, to another service. */
static int go_on(void *ctx, const struct ch_row *was, struct ch_err *err)
{
	static const char *const same[] = {
		"patient", "encounter", "intent", "category", "code", "system",
		"title", "priority", "due", "requester", "need", "about",
		"about_type", "reason", "reason_code", "detail", "asked_by",
		"asked_by_type", "owner", "role",
	};
	struct ch_taking *t = ctx;
	struct ch_row row;
	char to[CH_ID_HEX];

	ch_id_print(t->how->service, to);
	ch_row_start(&row, was->type);
	ch_row_int(&row, 0, ch_make_id(t->store, row.type, "referral:redirect",
				       "referral", was->v[0].i, to));
	for (size_t i = 0; i < CH_COUNT(same); i++)
		ch_row_copy(&row, same[i], was, same[i]);
	ch_row_put_texts(&row, "status", "draft", "stage", "created", NULL);
	ch_row_put_int(&row, "at", t->how->now);
	ch_row_put_int(&row, "service", t->how->service);
	ch_row_put_int(&row, "replaces", was->v[0].i);
	return make(t, &row, err);
}

int ch_refer_redirected(struct ch_taking *t, struct ch_err *err)
{
	int rc = *t->becomes ? ch_refer_ended(t, err) : 0;

	return rc || !*t->becomes ? rc :
		ch_rows_read(t->store, t->row.type, "FROM referral WHERE id = "
			     "$1", CH_WITH(ch_ask_int(t->row.v[0].i)), go_on, t,
			     err);
}
