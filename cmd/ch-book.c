/* ch-book - times that can be had: taken, moved, given back, offered. */
#include "base/moment.h"
#include "book/taking.h"
#include "booking/booking.h"
#include "hub/listing.h"
#include "hub/made.h"
#include "hub/showing.h"
#include "hub/verb.h"

#define WINDOW \
	{ "category", 'c', "NAME", "only for this kind of service", \
	  BOOK_AT(category) }, \
	{ "from", 0, "DATE", "only from then on", BOOK_AT(from) }, \
	{ "until", 'u', "DATE", "only until then", BOOK_AT(until) }

static const struct ch_option slots_options[] = {
	WINDOW,
	{ "resource", 'r', "resource/ID", "only of this one",
	  BOOK_AT(resource) },
	{ "all", 0, NULL, "also what is taken, or past", BOOK_AT(all) },
	{ 0 }
};

static const struct ch_option list_options[] = {
	WINDOW,
	{ "patient", 'p', "ID", "only of this person", BOOK_AT(patient) },
	{ "status", 0, "NAME", "only those that stand so", BOOK_AT(status) },
	{ "unknown", 0, NULL, "only past ones that nobody said how they went",
	  BOOK_AT(unknown) },
	{ "untried", 0, NULL, "only video visits that were not tried",
	  BOOK_AT(untried) },
	{ "all", 0, NULL, "also what is over", BOOK_AT(all) },
	{ 0 }
};

static const struct ch_option add_options[] = {
	{ "resource", 'r', "resource/ID", "whose time begins at --at",
	  BOOK_AT(resource) },
	{ "at", 0, "DATE", "when it begins, by any clock", BOOK_AT(at) },
	{ "kind", 0, "TEXT", "what for, in words", BOOK_AT(kind) },
	{ "slot", 0, "slot/ID", "the time", BOOK_AT(slot) },
	{ 0 }
};
#define MOVE (add_options + 3)

static const struct ch_option offer_options[] = {
	{ "slot", 0, "slot/ID", "the time", BOOK_AT(slot) },
	{ "until", 'u', "DATE", "it is void after (a day from now)",
	  BOOK_AT(until) },
	{ 0 }
};
#define FILL (offer_options + 1)

static const struct ch_option cancel_options[] = {
	{ "reason", 0, "{patient|provider|weather|transport|other}",
	  "why (required)", CH_STEP_AT(reason) },
	{ 0 }
};

static const struct ch_option wait_options[] = {
	{ "category", 'c', "NAME", "what kind of service", BOOK_AT(category) },
	{ "kind", 0, "TEXT", "what for, in words", BOOK_AT(kind) },
	{ "priority", 0, "N", "1 is most urgent", BOOK_AT(priority) },
	{ "notice", 0, "N", "hours of notice they need", BOOK_AT(notice) },
	{ "until", 'u', "DATE", "not later than", BOOK_AT(until) },
	{ 0 }
};

static const struct ch_option resource_options[] = {
	{ "kind", 0, "NAME", "only such: practitioner, room, equipment ...",
	  BOOK_AT(kind) },
	{ "status", 0, "NAME", "only those that stand so", BOOK_AT(status) },
	{ "due", 0, NULL, "only what is to come back", BOOK_AT(due) },
	{ "all", 0, NULL, "also what is retired", BOOK_AT(all) },
	{ 0 }
};

static const struct ch_option lend_options[] = {
	{ "to", 0, "TYPE/ID", "who has it: patient/ID, staff/ID",
	  CH_STEP_AT(evidence) },
	{ "until", 0, "DATE", "when it is due back", CH_STEP_AT(until) },
	{ 0 }
};
#define BACK (lend_options + 1)

static const struct ch_option run_options[] = {
	{ "until", 'u', "DATE", "make slots so far (+28d)", BOOK_AT(until) },
	{ "calendar", 0, "NAME", "closed on the days of calendars/NAME.tsv",
	  BOOK_AT(calendar) },
	{ 0 }
};

static const struct ch_option day_options[] = {
	{ "for", 0, "NAME", "whose day: a login or chw:LOGIN (default: yours)",
	  BOOK_AT(day.who) },
	{ "on", 0, "DATE", "which day (default: today)", BOOK_AT(day.on) },
	{ "from", 0, "ZIP", "the postal code where it begins",
	  BOOK_AT(day.from) },
	{ "by-time", 0, NULL, "in the order agreed, not of the way",
	  BOOK_AT(day.by_time) },
	{ 0 }
};

static const struct ch_filter slot_filters[] = {
	{ "category", CH_IS, BOOK_AT(category) },
	{ "resource", CH_IS_OF, BOOK_AT(resource) },
	{ "at", CH_IS_SINCE, BOOK_AT(from) },
	{ "at", CH_IS_BY, BOOK_AT(until) },
	{ "status", CH_ONLY, BOOK_AT(all), "free" },
	{ 0 }
};

static const struct ch_filter list_filters[] = {
	{ "patient", CH_IS_OF, BOOK_AT(patient) },
	{ "status", CH_IS, BOOK_AT(status) },
	{ "category", CH_IS, BOOK_AT(category) },
	{ "at", CH_IS_SINCE, BOOK_AT(from) },
	{ "at", CH_IS_BY, BOOK_AT(until) },
	{ "virtual", CH_IS_SAID, BOOK_AT(untried) },
	{ "ready", CH_IS_NOBODYS, BOOK_AT(untried) },
	{ "status", CH_NOT_OVER, BOOK_AT(all) },
	{ 0 }
};

static const struct ch_filter resource_filters[] = {
	{ "kind", CH_IS, BOOK_AT(kind) },
	{ "status", CH_IS, BOOK_AT(status) },
	{ "due", CH_IS_SAID, BOOK_AT(due) },
	{ "status", CH_BUT, BOOK_AT(all), "retired" },
	{ 0 }
};

static const struct ch_list slots = { "slot", "at, id", slot_filters };
static const struct ch_list ahead = { .order = "at, id",
				      .filters = list_filters };
static const struct ch_list resources = { "resource", "kind, name, id",
					  resource_filters };

/* Times are those to come; unknown is booked, over, and nobody said how it
 * went. */
static int run_list(struct ch_ui *ui, struct ch_store *store, void *opt,
		    int argc, char **argv)
{
	struct ch_book_opts *o = opt;

	if (ui->verb->rows == &slots && !o->all && !o->from.text)
		o->from = (struct ch_given){ "now", ui->now };
	if (o->unknown) {
		o->status = "booked";
		o->until = (struct ch_given){ "now", ui->now };
	}
	return ch_list_run(ui, store, opt, argc, argv);
}

struct running {
	struct ch_booking_round r;
	struct ch_made made;
};

static int work(struct ch_ui *ui, void *ctx)
{
	struct running *run = ctx;
	int rc = ch_booking_run(&run->r, &ui->err);

	run->made.more = run->r.more;
	return rc;
}

static int run_run(struct ch_ui *ui, struct ch_store *store, void *opt,
		   int argc, char **argv)
{
	const struct ch_book_opts *o = opt;
	struct ch_hours hours = { 0 };
	struct running run = { .r = {
		.b = { store, ui->now, ch_made_note, &run.made,
		       &ui->shelf },
		.home = store->zone, .holidays = &hours,
		.until = ch_moment_seconds(o->until.text ? ch_hub_begin(
			o->until.v) : ui->now) + (o->until.text ? 0 :
						  28 * 86400),
	} };
	int rc = o->calendar ? ch_hours_read(&hours, &ui->shelf, o->calendar,
					     &ui->err) : 0;

	(void)argc, (void)argv;
	if (!rc)
		rc = ch_made_run(ui, store, &run.made, work, &run);
	ui->missed = run.r.unknown;
	if (!rc && ui->verbose && run.r.unknown)
		ch_ui_warn(ui, "%lld past, and nobody said how they went: "
			   "ch-book list --unknown", (long long)run.r.unknown);
	if (!rc && run.r.refused) {
		struct ch_err why = ui->err;
		char hex[CH_ID_HEX];

		ch_id_print(run.r.refused, hex);
		rc = ch_fail(&ui->err, CH_EDATA, "resource %s: %s", hex,
			     why.msg);
	}
	ch_made_free(&run.made);
	ch_hours_free(&hours);
	return rc;
}

static int run_day(struct ch_ui *ui, struct ch_store *store, void *opt,
		   int argc, char **argv)
{
	const struct ch_book_opts *o = opt;

	(void)argc, (void)argv;
	return ch_book_day(ui, store, &o->day);
}

#define STEP(word, doc, options) \
	{ word, "ID...|-", doc, options, CH_WRITES, "write:booking", \
	  ch_step_run, ch_booking_steps }
#define THING(word, doc, options) \
	{ word, "ID...|-", doc, options, CH_WRITES, "write:resource", \
	  ch_step_run, ch_resource_steps }
#define TAKE(word, doc, options) \
	{ word, "ID...|-", doc, options, CH_WRITES, "write:booking", \
	  ch_book_take }
#define LIST(word, doc, options, run, rows) \
	{ word, "", doc, options, CH_READS | CH_EXIT, "read:booking", run, \
	  rows }

static const struct ch_verb verbs[] = {
	LIST("slots", "List times that are free, the next first",
	     slots_options, run_list, &slots),
	LIST("list", "List who comes when, the next first", list_options,
	     run_list, &ahead),
	{ "show", "ID...|-", "Show a booking and what happened to it", NULL,
	  CH_READS | CH_KEEP, "read:booking", ch_show_run },
	TAKE("add", "Book a time for whom the records name", add_options),
	TAKE("move", "Give a booking another time", MOVE),
	STEP("cancel", "Give a time back: prints it, for fill",
	     cancel_options),
	TAKE("waitlist", "Put whom the records name on the waiting list",
	     wait_options),
	TAKE("fill", "Offer a free time to who comes first of those that wait",
	     FILL),
	TAKE("offer", "Offer a time to somebody who waits", offer_options),
	TAKE("accept", "They take what was offered", NULL),
	STEP("decline", "They do not, and wait on: prints the time, for fill",
	     NULL),
	STEP("ready", "Their video was tried beforehand", NULL),
	STEP("arrive", "They are here", NULL),
	STEP("complete", "They were seen", NULL),
	STEP("miss", "They did not come", NULL),
	{ "run", "", "Make the times to come, end offers that lapsed, say what "
	  "cannot be kept", run_options, CH_WRITE | CH_DRY | CH_EXIT,
	  "write:booking", run_run },
	{ "day", "", "Print the sheet of a day: visits in the order of the way",
	  day_options, CH_READS, "read:booking", run_day },
	LIST("resources", "List who and what can be booked or lent",
	     resource_options, ch_list_run, &resources),
	THING("lend", "Somebody has it now", lend_options),
	THING("return", "It is back", NULL),
	THING("maintain", "It is being seen to", BACK),
	THING("break", "It is out of service", BACK),
	THING("mend", "It can be had again", NULL),
	THING("retire", "It is gone for good", ch_reason_options),
	{ 0 }
};

static const struct ch_prog prog = {
	"ch-book", "times that can be had, and who has them", verbs,
	sizeof(struct ch_book_opts), .type = "appointment"
};

int main(int argc, char **argv)
{
	return ch_main(&prog, argc, argv);
}
