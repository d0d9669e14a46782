/* ch-book - times agreed with people. */
#include "book/book_day.h"
#include "hub/verb.h"

struct opts {
	struct ch_book_day day;
};

#define AT(field) offsetof(struct opts, field)

static const struct ch_option day_options[] = {
	{ "for", 0, "NAME", "whose day: a login or chw:LOGIN (default: yours)",
	  AT(day.who) },
	{ "on", 0, "DATE", "which day (default: today)", AT(day.on) },
	{ "from", 0, "ZIP", "the postal code where it begins", AT(day.from) },
	{ "by-time", 0, NULL, "in the order agreed, not of the way",
	  AT(day.by_time) },
	{ 0 }
};

static int run_day(struct ch_ui *ui, struct ch_store *store, void *opt,
		   int argc, char **argv)
{
	struct opts *o = opt;

	(void)argc, (void)argv;
	return ch_book_day(ui, store, &o->day);
}

static const struct ch_verb verbs[] = {
	{ "day", "", "Print the sheet of a day: visits in the order of the way",
	  day_options, CH_READS, "read:appointment", run_day },
	{ 0 }
};

static const struct ch_prog prog = {
	"ch-book", "times agreed with people", verbs, sizeof(struct opts),
	.type = "appointment"
};

int main(int argc, char **argv)
{
	return ch_main(&prog, argc, argv);
}
