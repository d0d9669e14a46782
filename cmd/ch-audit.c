/* ch-audit - who did what, and the proof that nobody edited the past. */
#include "base/moment.h"
#include "hub/hub.h"
#include "store/put.h"
#include "store/trail.h"

struct opts {
	const char *patient, *actor, *from, *to, *head;
};

enum { OPT_HEAD = 256 };

static const struct argp_option trail_options[] = {
	{ "patient", 'p', "ID", 0, "only about this person", 0 },
	{ "actor", 'a', "NAME", 0, "only what this login did", 0 },
	{ "from", 'f', "DATE", 0, "from DATE on", 0 },
	{ "to", 't', "DATE", 0, "before DATE", 0 },
	{ 0 }
};

static const struct argp_option verify_options[] = {
	{ "head", OPT_HEAD, "NAME", 0, "SEQ:HASH as it was once noted "
	  "elsewhere: the chain must still hold it", 0 },
	{ 0 }
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct opts *o = state->input;

	switch (key) {
	case 'p':
		o->patient = arg;
		return 0;
	case 'a':
		o->actor = arg;
		return 0;
	case 'f':
		o->from = arg;
		return 0;
	case 't':
		o->to = arg;
		return 0;
	case OPT_HEAD:
		o->head = arg;
		return 0;
	}
	return ARGP_ERR_UNKNOWN;
}

/* A record by "type/id", or by an id alone: then whatever has that id. The
 * batch that wrote it first is part of its story. */
static int find_record(struct ch_ui *ui, struct ch_store *store,
		       const char *text, struct ch_trail *trail)
{
	const char *slash = strchr(text, '/');
	const char *hex = slash ? slash + 1 : text;
	struct ch_row row;

	if (!ch_id_parse(hex, strlen(hex), &trail->record))
		return ch_ui_usage(ui, "a record is TYPE/ID or a whole ID");
	for (int i = 0; i < ch_types_n; i++) {
		const struct ch_type *t = &ch_types[i];
		int rc;

		if (t->source < 0 || (slash && strncmp(t->name, text,
				      (size_t)(slash - text))))
			continue;
		rc = ch_store_get(store, t, trail->record, &row, &ui->err);
		if (!rc && ch_row_has(&row, t->batch))
			trail->batch = row.v[t->batch].i;
		if (rc != CH_END)
			return rc;
	}
	return 0;
}

static int make_trail(struct ch_ui *ui, struct ch_store *store,
		      const struct opts *o, struct ch_trail *trail)
{
	int rc = 0;

	trail->actor = o->actor;
	if (o->patient)
		rc = ch_hub_patient(ui, store, o->patient, strlen(o->patient),
				    NULL, &trail->patient);
	if (!rc && o->from)
		rc = ch_hub_moment(ui, o->from, &trail->from);
	if (!rc && o->to)
		rc = ch_hub_moment(ui, o->to, &trail->to);
	if (!rc && trail->from && trail->to && trail->from >= trail->to)
		return ch_ui_usage(ui, "--from is not before --to, which is "
				   "no part of the period");
	return rc;
}

static int print_row(void *ctx, const struct ch_row *row, struct ch_err *err)
{
	struct ch_ui *ui = ctx;
	struct ch_row brief = *row;
	int rc;

	/* In a table a batch's whole account would be a thousand columns wide;
	 * ch-import batches shows it better. */
	if (ui->format == CH_FORMAT_TABLE &&
	    ch_slice_is(ch_row_get_text(row, "action"), "batch"))
		ch_row_null(&brief, ch_field(row->type, "fields"));
	rc = ch_ui_row(ui, &brief);
	if (rc && err != &ui->err)
		*err = ui->err;
	ui->missed = false;
	return rc;
}

static int run_trail(struct ch_ui *ui, void *opt, int argc, char **argv)
{
	CH_AUTO(ch_hub_close) struct ch_store *store = NULL;
	struct ch_trail trail = { 0 };
	int rc = ch_hub_open(ui, &store, CH_STORE_READ);

	if (!rc && argc > 1)
		return ch_ui_usage(ui, "one record, or none for all");
	if (!rc)
		rc = make_trail(ui, store, opt, &trail);
	if (!rc && argc == 1)
		rc = find_record(ui, store, argv[0], &trail);
	ui->missed = true;
	ch_ui_columns(ui, "seq:Seq at:When actor:Who program:Program "
		      "action:What record:Record patient:Patient "
		      "fields:Changed");
	return rc ? rc : ch_trail_read(store, &trail, print_row, ui, &ui->err);
}

static int run_verify(struct ch_ui *ui, void *opt, int argc, char **argv)
{
	CH_AUTO(ch_hub_close) struct ch_store *store = NULL;
	const struct opts *o = opt;
	struct ch_cell cell[] = {
		{ .name = "rows", .as = CH_AS_INTEGER },
		{ .name = "head", .as = CH_AS_TEXT },
	};
	char head[65];
	int64_t rows;
	int rc;

	(void)argv;
	if (argc)
		return ch_ui_usage(ui, "verify takes no operands");
	rc = ch_hub_open(ui, &store, CH_STORE_READ);
	if (!rc)
		rc = ch_journal_verify(store, &rows, head, &ui->err);
	if (!rc && o->head)
		rc = ch_trail_holds(store, o->head, &ui->err);
	if (rc)
		return rc;
	cell[0].v = (struct ch_value){ .i = rows, .kind = CH_INT };
	cell[1].v = (struct ch_value){ .s = head, .kind = CH_TEXT,
				       .n = (uint32_t)strlen(head) };
	return ch_ui_cells(ui, "chain", cell, CH_COUNT(cell));
}

static const struct ch_verb verbs[] = {
	{ "trail", "[TYPE/ID]", "Print what was done, in order", trail_options,
	  parse, CH_TAKES_STORE | CH_TAKES_KNOWN | CH_TAKES_EXIT, run_trail },
	{ "verify", "", "Prove the journal's chain of hashes", verify_options,
	  parse, CH_TAKES_STORE, run_verify },
	{ 0 }
};

static const struct ch_prog prog = {
	"ch-audit", "who did what, and the proof of it", verbs,
	sizeof(struct opts)
};

int main(int argc, char **argv)
{
	return ch_main(&prog, argc, argv);
}
