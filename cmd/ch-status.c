/* ch-status - how the hub is, and what somebody should look at. */
#include "base/moment.h"
#include "care/status.h"
#include "hub/hub.h"

static struct ch_value text_value(const char *s, size_t n)
{
	return (struct ch_value){ .s = s, .n = (uint32_t)n,
				  .kind = s ? CH_TEXT : CH_NULL };
}

struct told {
	struct ch_ui *ui;
	int look;
};

static int print_line(void *ctx, const struct ch_status_line *line,
		      struct ch_err *err)
{
	struct told *t = ctx;
	struct ch_cell cell[] = {
		{ .name = "what", .as = CH_AS_TEXT },
		{ .name = "name", .as = CH_AS_TEXT },
		{ .name = "look", .as = CH_AS_FLAG },
		{ .name = "words", .as = CH_AS_TEXT },
		{ .name = "count", .as = CH_AS_INTEGER },
		{ .name = "at", .as = CH_AS_MOMENT },
	};

	(void)err;
	t->look += line->look;
	cell[0].v = text_value(line->what, strlen(line->what));
	cell[1].v = text_value(line->name.s, line->name.n);
	cell[2].v = (struct ch_value){ .i = line->look, .kind = CH_INT };
	cell[3].v = text_value(line->words, strlen(line->words));
	if (line->count >= 0)
		cell[4].v = (struct ch_value){ .i = line->count,
					       .kind = CH_INT };
	if (line->at)
		cell[5].v = (struct ch_value){
			.i = ch_moment_local(ch_moment_seconds(line->at)),
			.kind = CH_INT,
		};
	return ch_ui_cells(t->ui, "status", cell, CH_COUNT(cell));
}

static int run(struct ch_ui *ui, void *opt, int argc, char **argv)
{
	CH_AUTO(ch_hub_close) struct ch_store *store = NULL;
	struct told told = { ui, 0 };
	int rc;

	(void)opt, (void)argv;
	if (argc)
		return ch_ui_usage(ui, "no operands, please");
	rc = ch_hub_open(ui, &store, CH_STORE_READ);
	if (!rc)
		rc = ch_status_read(store, &ui->shelf, ui->now, print_line,
				    &told, &ui->err);
	if (rc)
		return rc;
	ui->missed = told.look;
	if (ui->quiet)
		ch_ui_count(ui, "%d to look at", told.look);
	return 0;
}

static const struct ch_verb verbs[] = {
	{ "", "", "Say how the hub is, and what to look at", NULL, NULL,
	  CH_TAKES_STORE | CH_TAKES_EXIT, run },
	{ 0 }
};

static const struct ch_prog prog = {
	"ch-status", "how the hub is", verbs, 1
};

int main(int argc, char **argv)
{
	return ch_main(&prog, argc, argv);
}
