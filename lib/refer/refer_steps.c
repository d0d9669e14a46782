/* refer_steps.c - the steps of a referral: whose each is, what it sets. */
#include "refer/refer_in.h"
#include "step/evidence.h"
#include "people/names.h"
#include "store/ask.h"

/* ---- whose step it is ---- */

/* How many people of the receiver have a login, and whether whoever acts is
 * one. An organization that refers to itself has no other side. */
static const char receivers[] =
	"SELECT count(*), coalesce(max(id = $4), 0) FROM staff "
	"WHERE login IS NOT NULL AND active IS NOT 0 AND (id = $1 OR "
	"(organization IN ($1, $2) AND organization IS NOT "
	"(SELECT organization FROM staff WHERE id = $3)))";

static int check_side(struct ch_taking *t, bool receiver, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	struct ch_refer r;
	int rc = ch_refer_read(t, &r, err);

	if (!rc)
		rc = ch_store_ask_row(&st, t->store, receivers,
				      CH_WITH(ch_ask_int(r.performer),
					      ch_ask_int(r.organization),
					      ch_ask_int(r.requester),
					      ch_ask_int(t->store->staff)),
				      err);
	if (rc)
		return rc;
	if (receiver && ch_stmt_int(st, 0) && !ch_stmt_int(st, 1))
		return ch_fail(err, CH_EPERM, "that is for its receiver to "
			       "say, who has a login here");
	if (!receiver && ch_stmt_int(st, 1) &&
	    t->store->staff != r.requester)
		return ch_fail(err, CH_EPERM, "that is for its sender to say");
	return 0;
}

/* ---- what a step sets ---- */

static const struct { const char *stage, *status; } follows[] = {
	{ "sent", "active" }, { "redirected", "revoked" },
	{ "cancelled", "revoked" }, { "closed", "completed" },
	{ "served", "active" }, { "created", "draft" },
};

static void set_status(struct ch_taking *t)
{
	for (size_t i = 0; i < CH_COUNT(follows); i++)
		if (!strcmp(follows[i].stage, t->becomes))
			ch_row_put_text(&t->row, "status", follows[i].status);
}

static int by_receiver(struct ch_taking *t, struct ch_err *err)
{
	int rc = check_side(t, true, err);

	if (!rc)
		set_status(t);
	return rc;
}

static int by_sender(struct ch_taking *t, struct ch_err *err)
{
	int rc = check_side(t, false, err);

	if (!rc)
		set_status(t);
	return rc;
}

/* Taken again it must name the same service again. */
static int check_same(const struct ch_taking *t, bool same, struct ch_err *err)
{
	return *t->becomes || !t->how->service || same ? 0 :
		ch_fail(err, CH_EDATA, "it went to another service already");
}

static int send(struct ch_taking *t, struct ch_err *err)
{
	int rc = by_sender(t, err);

	if (!rc)
		rc = check_same(t, t->how->service ==
				ch_row_get_int(&t->was, "service"), err);
	return rc ? rc : ch_refer_send(t, err);
}

static int schedule(struct ch_taking *t, struct ch_err *err)
{
	if (t->how->until)
		ch_row_put_int(&t->row, "due", t->how->until);
	return by_receiver(t, err);
}

/* The record that says what they found, where there is one. */
static int report(struct ch_taking *t, struct ch_err *err)
{
	int rc = by_receiver(t, err);

	return rc ? rc : ch_evidence_put(t, "report", err);
}

static bool is_outcome(const struct ch_taking *t, const char *word)
{
	return t->how->outcome && !strcmp(t->how->outcome, word);
}

/* To be found eligible is no help; a report that nobody read is no answer. */
static int close(struct ch_taking *t, struct ch_err *err)
{
	struct ch_refer r;
	bool social;
	int rc = by_sender(t, err);

	if (!rc)
		rc = ch_refer_read(t, &r, err);
	if (!rc)
		rc = ch_refer_social(t, &r, &social, err);
	if (rc || !*t->becomes)
		return rc;
	if (!t->how->outcome)
		return ch_fail(err, CH_EUSAGE, "what came of it? --outcome "
			       "NAME");
	if (social && is_outcome(t, "seen"))
		return ch_fail(err, CH_EDATA, "help in daily life ends with "
			       "got-help, partly or no-help");
	if (!social && !is_outcome(t, "no-help") &&
	    strcmp(t->word, "reviewed"))
		return ch_fail(err, CH_EDATA, "its report must have come and "
			       "been read: ch-refer report, ch-refer review");
	ch_row_put_text(&t->row, "outcome", t->how->outcome);
	return 0;
}

/* Why they turn it away is the stage in which it waits for another. */
static const char *turned_away(const struct ch_step_how *how)
{
	static const char *const by_reason[][2] = {
		{ "capacity", "no-capacity" },
		{ "not-eligible", "not-eligible" },
		{ "client-declined", "client-declined" },
		{ "cannot-contact", "cannot-contact" },
	};

	for (size_t i = 0; i < CH_COUNT(by_reason); i++)
		if (how->reason && !strcmp(how->reason, by_reason[i][0]))
			return by_reason[i][1];
	return "rejected";
}

/* Whose step it is says where it is, not where it is to go. */
static int redirect(struct ch_taking *t, struct ch_err *err)
{
	const struct ch_step_how *how = t->how;
	struct ch_step_how here = *how;
	int64_t is = ch_row_get_int(&t->was, "service"), next;
	int rc;

	if (!how->service)
		return ch_fail(err, CH_EUSAGE, "to which service? --service "
			       "service/ID");
	if (how->service == is)
		return ch_fail(err, CH_EDATA, "it went to that service");
	here.service = 0;
	t->how = &here;
	rc = by_sender(t, err);
	t->how = how;
	if (rc)
		return rc;
	rc = ch_store_ask_int(t->store, "SELECT id FROM referral WHERE "
			      "replaces = $1 AND service = $2",
			      CH_WITH(ch_ask_int(t->was.v[0].i),
				      ch_ask_int(how->service)), &next, err);
	return rc && rc != CH_END ? rc : check_same(t, !rc, err);
}

#define STAGE .field = "stage", .why = "stage_reason"
#define ON STAGE, .clears = "stage_reason"
#define ENDS STAGE, .stamps = "closed"

const struct ch_step ch_refer_steps[] = {
	{ "send", ON, .becomes = "sent", .stamps = "sent", .sets = send,
	  .then = ch_refer_sent },
	{ "receive", ON, .becomes = "received", .sets = by_receiver },
	{ "accept", ON, .becomes = "accepted", .stamps = "answered",
	  .sets = by_receiver, .then = ch_refer_tell },
	{ "reject", STAGE, .leads = turned_away, .stamps = "answered",
	  .asks = CH_ASKS_REASON, .sets = by_receiver,
	  .then = ch_refer_tell },
	{ "schedule", ON, .becomes = "scheduled", .stamps = "scheduled",
	  .sets = schedule },
	{ "serve", ON, .becomes = "served", .stamps = "served",
	  .sets = by_receiver },
	{ "miss", ON, .becomes = "no-show", .sets = by_receiver,
	  .then = ch_refer_tell },
	{ "report", ON, .becomes = "report-received", .stamps = "reported",
	  .sets = report, .then = ch_refer_tell },
	{ "review", ON, .becomes = "reviewed", .stamps = "reviewed",
	  .sets = by_sender },
	{ "redirect", ENDS, .becomes = "redirected", .sets = redirect,
	  .then = ch_refer_redirected },
	{ "close", ENDS, .becomes = "closed", .sets = close,
	  .then = ch_refer_ended },
	{ "cancel", ENDS, .becomes = "cancelled", .asks = CH_ASKS_REASON,
	  .sets = by_sender, .then = ch_refer_ended },
	{ "reopen", STAGE, .clears = "closed outcome stage_reason",
	  .takes = CH_REOPENS, .sets = by_sender, .then = ch_refer_reopened,
	  .cannot = "is not over" },
	{ 0 }
};
