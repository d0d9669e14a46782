/* ch-safety - what speaks against a test or a medicine; what was decided. */
#include "base/grow.h"
#include "care/safety/safety.h"
#include "hub/made.h"
#include "hub/operand.h"
#include "hub/stepping.h"
#include "hub/subjects.h"
#include "hub/verb.h"

struct opts {
	struct ch_step_opts step;	/* --reason */
	struct ch_given at;
	const char *add, *encounter;
	bool all;
};

#define AT(field) offsetof(struct opts, field)
#define ALL { "all", 'a', NULL, "also what was overridden or is exempt", \
	AT(all) }
#define ADD { "add", 0, "NAME", "only what this medicine would do: an RxCUI, " \
	"or - for its name or a record on standard input", AT(add) }

#define TEST_COLUMNS "level:Level patient:Patient title:Test at:Last " \
	"until:Allowed_from exempt:Exempt reason:Overridden fee:Fee " \
	"cites:From id:Id"

static const struct ch_option order_options[] = {
	ALL, { "at", 0, "DATE", "for a test then (default: now)", AT(at) },
	{ 0 }
};
static const struct ch_option meds_options[] = { ADD, ALL, { 0 } };
static const struct ch_option override_options[] = {
	ADD, CH_REASON_OPTION("why, in a word (required)"), { 0 }
};
static const struct ch_option reconcile_options[] = {
	ALL, { "encounter", 0, "TYPE/ID", "after this stay (default: the "
	"last)", AT(encounter) },
	{ 0 }
};
static const struct ch_option decide_options[] = {
	CH_REASON_OPTION("why, in a word, where the record does not say"),
	{ 0 }
};

/* A finding, or a line of a list with what is decided. */
struct asked {
	int64_t low, high, patient, encounter;	/* ids that begin so */
	char decision[16], reason[48];
};

struct work {
	struct ch_ui *ui;
	const struct opts *o;
	struct ch_safety s;
	struct ch_row medicine, *added;	/* --add, or NULL */
	char said[3][256];		/* what it borrows */
	struct ch_subjects people;
	struct asked *asked;
	size_t n, room;
	const struct asked *at;		/* the one at hand */
	struct ch_reconcile stay;
	bool found, by_hand;
	struct ch_made made;
};

/* ---- what was said ---- */

static int read_added(struct ch_ui *ui, void *ctx, const char *text, size_t n,
		      struct ch_row *row)
{
	static const char *const fields[] = { "system", "code", "name" };
	struct work *w = ctx;

	if (row && strcmp(row->type->name, "medication"))
		return ch_fail(&ui->err, CH_EDATA, "not a medication");
	for (size_t i = 0; i < CH_COUNT(fields); i++) {
		ch_slice_copy(w->said[i], sizeof(w->said[i]), row ?
			      ch_row_get_text(row, fields[i]) :
			      (struct ch_slice){ text, i == 2 ? n : 0 });
		ch_row_put_text(&w->medicine, fields[i], w->said[i]);
	}
	return 0;
}

static int start(struct work *w, struct ch_ui *ui, struct ch_store *store,
		 const void *opt, ch_each_row each)
{
	char *dash = (char[]){ "-" };

	*w = (struct work){ .ui = ui, .o = opt, .s = {
		.store = store, .shelf = &ui->shelf, .now = ui->now,
		.each = each, .ctx = w } };
	if (ch_step_reason(ui, w->o->step.reason))
		return CH_EUSAGE;
	if (!w->o->add)
		return 0;
	w->added = &w->medicine;
	ch_row_start(w->added, ch_type_find("medication"));
	ch_row_put_int(w->added, "id", 0);
	if (!strcmp(w->o->add, "-"))
		return ch_ui_operands(ui, 1, &dash, read_added, w);
	ch_row_put_texts(w->added, "system", "rxnorm", "code", w->o->add,
			 NULL);
	return 0;
}

static int end(struct work *w, int rc)
{
	if (!rc && w->s.unknown)
		ch_ui_warn(w->ui, "%zu of %zu medicines are in no table: "
			   "nothing was looked at of those", w->s.unknown,
			   w->s.medicines);
	ch_safe_free(&w->s.tables);
	ch_subjects_free(&w->people);
	ch_made_free(&w->made);
	free(w->asked);
	return rc;
}

/* Of what reconcile prints, findings are passed over. */
static int add_asked(struct ch_ui *ui, void *ctx, const char *text, size_t n,
		     struct ch_row *row)
{
	const char *type = *ui->verb->name == 'd' ? "decision" : "finding";
	struct work *w = ctx;
	struct asked *a;

	(void)text, (void)n;
	if (row && !strcmp(row->type->name, "finding") && *type == 'd')
		return 0;
	if (!row || strcmp(row->type->name, type))
		return ch_fail(&ui->err, CH_EDATA, "not a %s", type);
	if (ch_grow((void **)&w->asked, &w->room, w->n, sizeof(*a), &ui->err))
		return CH_ENOMEM;
	a = memset(&w->asked[w->n++], 0, sizeof(*a));
	a->low = a->high = row->v[0].i;
	a->patient = ch_row_get_int(row, "patient");
	ch_slice_copy(a->reason, sizeof(a->reason),
		      ch_row_get_text(row, "reason"));
	if (*type == 'f')
		return 0;
	a->encounter = ch_row_get_int(row, "encounter");
	ch_slice_copy(a->decision, sizeof(a->decision),
		      ch_row_get_text(row, "decision"));
	if (!*a->decision || !strcmp(a->decision, "override"))
		return ch_fail(&ui->err, CH_EDATA, "decision: not keep, stop, "
			       "change or new");
	return ch_step_reason(ui, *a->reason ? a->reason : NULL);
}

/* ---- findings ---- */

/* Only what is more than told needs attention. */
static int print(void *ctx, const struct ch_row *row, struct ch_err *err)
{
	struct work *w = ctx;
	bool over = ch_row_get_int(row, "decision") ||
		ch_row_get_text(row, "exempt").n;

	(void)err;
	if (over && !w->o->all)
		return 0;
	if (!over && !ch_slice_is(ch_row_get_text(row, "level"), "inform"))
		w->ui->missed = true;
	return ch_ui_row(w->ui, row);
}

static int print_line(void *ctx, const struct ch_row *row, struct ch_err *err)
{
	struct work *w = ctx;

	(void)err;
	w->ui->missed = w->ui->missed || !ch_row_get_int(row, "at");
	return ch_ui_row(w->ui, row);
}

static int run_find(struct ch_ui *ui, struct ch_store *store, void *opt,
		    int argc, char **argv)
{
	bool order = *ui->verb->name == 'o';
	struct work w;
	int rc = start(&w, ui, store, opt, print);

	if (order && !ui->verbose)
		ch_ui_columns(ui, TEST_COLUMNS);
	if (!rc)
		rc = ch_subjects_read(ui, store, argc - order, argv + order,
				      &w.people);
	for (size_t i = 0; i < w.people.n && !rc; i++)
		rc = order ? ch_safety_order(&w.s, argv[0],
					     w.people.v[i].person,
					     w.o->at.text ? w.o->at.v :
					     ui->now, &ui->err) :
			ch_safety_meds(&w.s, w.people.v[i].person, w.added,
				       &ui->err);
	return end(&w, rc);
}

/* ---- after a stay ---- */

static int open_stay(struct work *w, int64_t patient, int64_t encounter)
{
	w->stay = (struct ch_reconcile){ .s = &w->s, .patient = patient,
					 .encounter = encounter };
	return ch_reconcile_open(&w->stay, &w->ui->err);
}

static int run_reconcile(struct ch_ui *ui, struct ch_store *store, void *opt,
			 int argc, char **argv)
{
	struct work w;
	int64_t patient = 0, encounter = 0;
	int rc = start(&w, ui, store, opt, print);

	(void)argc;
	if (!rc)
		rc = ch_operand_patient(ui, store, argv[0], strlen(argv[0]),
					NULL, &patient);
	if (!rc && w.o->encounter)
		rc = ch_operand_record(ui, store, ch_type_find("encounter"),
				       w.o->encounter, strlen(w.o->encounter),
				       NULL, &encounter);
	if (!rc)
		rc = ch_store_begin(store, &ui->err);
	if (rc)
		return end(&w, rc);
	rc = open_stay(&w, patient, encounter);
	if (!rc && !ui->dry_run)
		rc = ch_store_commit(store, &ui->err);
	if (rc || ui->dry_run)
		ch_store_rollback(store);
	if (!rc)
		rc = ch_reconcile_lines(&w.stay, print_line, &w, &ui->err);
	if (!rc && ui->format != CH_FORMAT_CSV && !(rc = ch_ui_end(ui)))
		rc = ch_safety_meds(&w.s, w.stay.person, NULL, &ui->err);
	return end(&w, rc);
}

/* ---- deciding ---- */

/* Is told of all that there is now: the finding or line at hand is written. */
static int settle(void *ctx, const struct ch_row *row, struct ch_err *err)
{
	struct work *w = ctx;
	const char *why = *w->at->reason ? w->at->reason : w->o->step.reason;
	int64_t id = row->v[0].i;
	enum ch_did did;
	int rc;

	if (id < w->at->low || id > w->at->high)
		return 0;
	if (w->found)
		return ch_fail(err, CH_EUSAGE, "several findings begin so");
	w->found = true;
	rc = *w->at->decision ? ch_reconcile_decide(&w->stay, row,
					w->at->decision, why, &did, err) :
		ch_safety_override(&w->s, row, w->o->step.reason, &id, &did,
				   err);
	return rc ? rc : ch_made_note(&w->made, ch_type_find("decision"), id,
				      did, err);
}

static int look_again(struct work *w, struct ch_err *err)
{
	const struct ch_interval *row;
	int rc = ch_safe_tests(&w->s.tables, w->s.shelf, err);

	if (!rc && *w->at->decision) {
		rc = open_stay(w, w->at->patient, w->at->encounter);
		return rc ? rc : ch_reconcile_lines(&w->stay, settle, w, err);
	}
	if (!rc)
		rc = ch_safety_meds(&w->s, w->at->patient, w->added, err);
	for (size_t i = 0; !rc && !w->found &&
	     (row = ch_intervals_row(w->s.tables.intervals, i)); i++)
		rc = ch_safety_order(&w->s, row->code, w->at->patient,
				     w->s.now, err);
	w->s.unknown = 0;
	return rc;
}

static int work(struct ch_ui *ui, void *ctx)
{
	struct work *w = ctx;
	int rc = 0;

	for (w->at = w->asked; w->at < w->asked + w->n && !rc; w->at++) {
		w->found = false;
		rc = look_again(w, &ui->err);
		if (!rc && !w->found)
			rc = ch_fail(&ui->err, w->by_hand ? CH_ENOENT :
				     CH_EDATA, "no such %s now", *w->at->
				     decision ? "line" : "finding");
		if (!rc && *w->at->decision)
			rc = ch_reconcile_close(&w->stay, ch_made_note,
						&w->made, &ui->err);
	}
	return rc;
}

static int add_one(struct work *w, const char *id, const char *patient)
{
	struct ch_ui *ui = w->ui;
	struct asked a = { 0 };
	int rc;

	if (!patient || !ch_id_prefix(id, strlen(id), &a.low, &a.high))
		return ch_ui_usage(ui, "which? FINDING PATIENT, by their ids, "
				   "or - for records on standard input");
	w->by_hand = true;
	rc = ch_operand_patient(ui, w->s.store, patient, strlen(patient), NULL,
				&a.patient);
	if (!rc)
		rc = ch_grow((void **)&w->asked, &w->room, 0, sizeof(a),
			     &ui->err);
	if (!rc)
		w->asked[w->n++] = a;
	return rc;
}

static int run_settle(struct ch_ui *ui, struct ch_store *store, void *opt,
		      int argc, char **argv)
{
	struct work w;
	int rc = start(&w, ui, store, opt, settle);

	if (!rc && *ui->verb->name == 'o' && !w.o->step.reason)
		rc = ch_ui_usage(ui, "why? --reason NAME");
	if (!rc)
		rc = argc == 1 && !strcmp(argv[0], "-") ?
			ch_ui_operands(ui, 1, argv, add_asked, &w) :
			add_one(&w, argv[0], argc > 1 ? argv[1] : NULL);
	if (!rc)
		rc = ch_made_run(ui, store, &w.made, work, &w);
	return end(&w, rc);
}

static const struct ch_verb verbs[] = {
	{ "order", "CODE PATIENT...|-", "Whether a test was done not long ago",
	  order_options, CH_READS | CH_EXIT, "read:chart", run_find },
	{ "meds", "PATIENT...|-", "What speaks against the medicines they take",
	  meds_options, CH_READS | CH_EXIT, "read:chart", run_find },
	{ "override", "FINDING|- [PATIENT]", "Say why a finding does not count",
	  override_options, CH_WRITE | CH_DRY, "write:decision",
	  run_settle },
	{ "reconcile", "PATIENT", "List the medicines before and after a stay",
	  reconcile_options, CH_WRITE | CH_DRY | CH_EXIT, "write:decision",
	  run_reconcile },
	{ "decide", "-", "Decide lines of such a list", decide_options,
	  CH_WRITE | CH_DRY, "write:decision", run_settle },
	{ 0 }
};

static const struct ch_prog prog = {
	"ch-safety", "what speaks against a test or a medicine", verbs,
	sizeof(struct opts), .type = "finding"
};

int main(int argc, char **argv)
{
	return ch_main(&prog, argc, argv);
}
