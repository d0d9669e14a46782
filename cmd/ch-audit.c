/* ch-audit - who did what, and the proof that nobody edited the past. */
#include "base/moment.h"
#include "hub/verb.h"
#include "store/anchor.h"
#include "store/put.h"
#include "store/trail.h"

struct opts {
	struct ch_given patient, from, to;
	const char *actor, *head, *anchor;
};

#define AT(field) offsetof(struct opts, field)

static const struct ch_option trail_options[] = {
	{ "patient", 'p', "ID", "only about this person", AT(patient) },
	{ "actor", 'a', "NAME", "only what this login did", AT(actor) },
	{ "from", 'f', "DATE", "from DATE on", AT(from) },
	{ "to", 't', "DATE", "before DATE", AT(to) },
	{ 0 }
};

static const struct ch_option verify_options[] = {
	{ "head", 0, "NAME", "SEQ:HASH as it was once noted elsewhere: the "
	  "chain must still hold it", AT(head) },
	{ "anchor", 0, "FILE", "anchors kept elsewhere: the chain must hold "
	  "them all", AT(anchor) },
	{ 0 }
};

/* A record by "type/id", or by an id alone: then whatever has that id. The
 * batch that wrote it first is part of its story. */
static int find_record(struct ch_ui *ui, struct ch_store *store,
		       const char *text, struct ch_trail *trail)
{
	const char *slash = strchr(text, '/');
	const char *hex = slash ? slash + 1 : text;
	const struct ch_type *only = slash ?
		ch_type_find_n(text, (size_t)(slash - text)) : NULL;
	struct ch_row row;

	if (slash && !only)
		return ch_ui_usage(ui, "no such record type: TYPE/ID, please");
	if (!ch_id_parse(hex, strlen(hex), &trail->record))
		return ch_ui_usage(ui, "a record is TYPE/ID or a whole ID");
	for (int i = 0; i < ch_types_n; i++) {
		const struct ch_type *t = &ch_types[i];
		int rc;

		if (t->source < 0 || (only && t != only))
			continue;
		rc = ch_store_get(store, t, trail->record, &row, &ui->err);
		if (!rc && ch_row_has(&row, t->batch))
			trail->batch = row.v[t->batch].i;
		if (rc != CH_END)
			return rc;
	}
	return 0;
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

static int run_trail(struct ch_ui *ui, struct ch_store *store, void *opt,
		     int argc, char **argv)
{
	const struct opts *o = opt;
	struct ch_trail trail = {
		.actor = o->actor, .patient = o->patient.v,
		.from = ch_hub_begin(o->from.v), .to = ch_hub_begin(o->to.v),
	};
	int rc = argc ? find_record(ui, store, argv[0], &trail) : 0;

	if (trail.from && trail.to && trail.from >= trail.to)
		return ch_ui_usage(ui, "--from is not before --to, which is "
				   "no part of the period");
	ui->missed = true;
	return rc ? rc : ch_trail_read(store, &trail, print_row, ui, &ui->err);
}

static int run_verify(struct ch_ui *ui, struct ch_store *store, void *opt,
		      int argc, char **argv)
{
	const struct opts *o = opt;
	char head[65];
	const char *anchor = o->anchor ? o->anchor : store->anchor;
	int64_t rows, erased, anchors = 0;
	int rc = ch_journal_verify(store, &rows, &erased, head, &ui->err);

	(void)argc, (void)argv;
	if (!rc && o->head)
		rc = ch_trail_holds(store, o->head, &ui->err);
	if (!rc && *anchor)
		rc = ch_anchor_verify(store, anchor, &anchors, &ui->err);
	if (rc)
		return rc;
	const struct ch_cell cell[] = {
		ch_cell_int("rows", rows), ch_cell_text("head", head),
		ch_cell_int("erased", erased),
		ch_cell_int("anchors", anchors),
	};

	return ch_ui_cells(ui, "chain", cell, CH_COUNT(cell));
}

static const struct ch_verb verbs[] = {
	{ "trail", "[TYPE/ID]", "Print what was done, in order", trail_options,
	  CH_READS | CH_EXIT, "read:journal", run_trail },
	{ "verify", "", "Prove the journal's chain of hashes", verify_options,
	  CH_READ, "read:journal", run_verify },
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
