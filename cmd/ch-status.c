/* ch-status - how the hub is, and what somebody should look at. */
#include "base/moment.h"
#include "care/status.h"
#include "hub/verb.h"

struct told {
	struct ch_ui *ui;
	int look;
};

static int print_line(void *ctx, const struct ch_status_line *line,
		      struct ch_err *err)
{
	struct told *t = ctx;
	int64_t at = line->at ?
		ch_moment_local(ch_moment_seconds(line->at)) : 0;
	struct ch_cell cell[] = {
		ch_cell_text("what", line->what),
		ch_cell_slice("name", line->name),
		ch_cell_int("look", line->look),
		ch_cell_text("words", line->words),
		ch_cell_int("count", line->count),
		ch_cell_given("at", CH_AS_MOMENT, at),
	};

	(void)err;
	t->look += line->look;
	cell[2].as = CH_AS_FLAG;
	if (line->count < 0)
		cell[4].v.kind = CH_NULL;
	return ch_ui_cells(t->ui, "status", cell, CH_COUNT(cell));
}

static int run(struct ch_ui *ui, struct ch_store *store, void *opt, int argc,
	       char **argv)
{
	struct told told = { ui, 0 };
	int rc = ch_status_read(store, &ui->shelf, ui->now, print_line, &told,
				&ui->err);

	(void)opt, (void)argc, (void)argv;
	ui->missed = told.look;
	if (!rc && ui->quiet)
		ch_ui_count(ui, "%d to look at", told.look);
	return rc;
}

static const struct ch_verb verbs[] = {
	{ "", "", "Say how the hub is, and what to look at", NULL,
	  CH_READ | CH_EXIT, "read:status", run },
	{ 0 }
};

static const struct ch_prog prog = {
	"ch-status", "how the hub is", verbs, 1
};

int main(int argc, char **argv)
{
	return ch_main(&prog, argc, argv);
}
