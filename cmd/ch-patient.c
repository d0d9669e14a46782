/* ch-patient - people: found, shown on a page, listed by cohort. */
#include "base/moment.h"
#include "base/text.h"
#include "query/cohort.h"
#include "people/person.h"
#include "hub/operand.h"
#include "hub/knowing.h"
#include "hub/verb.h"
#include "hub/writing.h"
#include "know/preference.h"
#include "patient/patient_edit.h"
#include "patient/patient_page.h"

#define FOUND_MOST 200

struct opts {
	const char *cohort;
};

#define AT(field) offsetof(struct opts, field)

static const struct ch_option list_options[] = {
	{ "cohort", 0, "COHORT", "the people of this cohort; without it the "
	  "cohorts themselves", AT(cohort) },
	{ 0 }
};

/* ---- find ---- */

struct finding {
	struct ch_store *store;
	bool any;
};

/* Nobody: names that are written nearly so may be meant. They are people's, so
 * only somebody at a terminal sees them. */
static int tell_nobody(struct ch_ui *ui, struct finding *f, const char *text,
		       size_t n)
{
	CH_AUTO(ch_buf_free) struct ch_buf near = CH_BUF_INIT;
	int rc = ch_person_near(f->store, text, n, &near, &ui->err);

	if (!rc && !ui->quiet)
		ch_ui_warn(ui, !near.n ? "nobody found" : ui->err_tty ?
			   "nobody found; written nearly so: %s" :
			   "nobody found; a terminal shows names that are "
			   "written nearly so", near.s);
	return rc;
}

static int find_line(struct ch_ui *ui, void *ctx, const char *text, size_t n,
		     struct ch_row *row)
{
	struct finding *f = ctx;
	int rc;

	if (row)
		return ch_fail(&ui->err, CH_EDATA, "names, please, not "
			       "records");
	ui->missed = true;
	rc = ch_person_find(f->store, text, n, FOUND_MOST, ch_ui_found, ui,
			    &ui->err);
	if (!rc && ui->missed)
		rc = tell_nobody(ui, f, text, n);
	f->any |= !ui->missed;
	ui->missed = !f->any;
	return rc;
}

static int find_words(struct ch_ui *ui, struct finding *f, int argc,
		      char **argv)
{
	struct ch_buf words = CH_BUF_INIT;
	int rc;

	for (int i = 0; i < argc; i++)
		ch_buf_addf(&words, "%s%s", i ? " " : "", argv[i]);
	rc = ch_buf_ok(&words, &ui->err);
	if (!rc)
		rc = find_line(ui, f, words.s, words.n, NULL);
	ch_buf_free(&words);
	return rc;
}

static int run_find(struct ch_ui *ui, struct ch_store *store, void *opt,
		    int argc, char **argv)
{
	struct finding f = { .store = store };
	char answer[256], *asked[] = { answer };

	(void)opt;
	if (!argc && ch_ui_ask(ui, "Name: ", false, answer, sizeof(answer))) {
		argv = asked;
		argc = 1;
	}
	if (!argc)
		return ch_ui_usage(ui, "which name, birth date or number? "
				   "WORDS, or - for standard input");
	if (argc == 1 && !strcmp(argv[0], "-"))
		return ch_ui_operands(ui, argc, argv, find_line, &f);
	return find_words(ui, &f, argc, argv);
}

/* ---- show, timeline, team ---- */

/* What a verb shows of each person; its own columns, where it has some. */
struct shown {
	int (*show)(struct ch_ui *ui, struct ch_store *store, int64_t patient);
	const char *columns;
};

static int show_one(struct ch_ui *ui, void *ctx, const char *text, size_t n,
		    struct ch_row *row)
{
	const struct shown *shown = ui->verb->rows;
	struct ch_store *store = ctx;
	int64_t patient;
	int rc = ch_operand_patient(ui, store, text, n, row, &patient);

	return rc ? rc : shown->show(ui, store, patient);
}

static int run_show(struct ch_ui *ui, struct ch_store *store, void *opt,
		    int argc, char **argv)
{
	const struct shown *shown = ui->verb->rows;

	(void)opt;
	if (shown->columns)
		ch_ui_columns(ui, shown->columns);
	return ch_ui_operands(ui, argc, argv, show_one, store);
}

static int show_page(struct ch_ui *ui, struct ch_store *store,
		     int64_t patient)
{
	return ui->format == CH_FORMAT_TABLE ?
		ch_patient_page(ui, store, patient) :
		ch_patient_records(ui, store, patient);
}

static int show_team(struct ch_ui *ui, struct ch_store *store,
		     int64_t patient)
{
	return ch_person_section(store, patient, CH_TEAM, ui->now, NULL,
				 ch_ui_found, ui, &ui->err);
}

/* What did not take place, or was voided, says so: its status, unless that it
 * is not certain says more. */
static struct ch_slice standing(struct ch_ui *ui, const struct ch_row *row)
{
	static const char *const fields[] = { "verified", "status" };

	for (size_t i = 0; i < CH_COUNT(fields); i++) {
		int c = ch_field(row->type, fields[i]);

		if (ch_row_has(row, c) && (i || !ch_slice_is(ch_row_get_text(
				row, "verified"), "confirmed")))
			return ch_ui_word(ui, row->type->name, fields[i],
					  ch_row_get_text(row, fields[i]));
	}
	return (struct ch_slice){ NULL, 0 };
}

/* One line of a timeline: when, what kind of record, what it says. */
static int timeline_line(void *ctx, const struct ch_row *row,
			 struct ch_err *err)
{
	static const char *const says[] = { "name", "title", "text", "kind" };
	struct ch_slice said = { NULL, 0 };
	struct ch_ui *ui = ctx;
	struct ch_slice state = standing(ui, row);

	(void)err;
	if (ui->format != CH_FORMAT_TABLE)
		return ch_ui_row(ui, row);
	for (size_t i = 0; i < CH_COUNT(says) && !said.n; i++) {
		int c = ch_field(row->type, says[i]);

		if (ch_row_has(row, c) && row->v[c].kind == CH_TEXT)
			said = (struct ch_slice){ row->v[c].s, row->v[c].n };
	}
	if (ch_row_has(row, ch_field(row->type, "prohibited")) &&
	    ch_row_get_int(row, "prohibited"))
		state = CH_SLICE("not to be done");
	const struct ch_cell cell[] = {
		ch_cell_given("at", CH_AS_MOMENT, row->v[row->type->at].i),
		ch_cell_text("what", row->type->name),
		ch_cell_slice("says", said),
		ch_cell_slice("status", state),
		ch_cell_given("id", CH_AS_ID, row->v[0].i),
	};

	return ch_ui_cells(ui, "timeline", cell, CH_COUNT(cell));
}

static int show_timeline(struct ch_ui *ui, struct ch_store *store,
			 int64_t patient)
{
	return ch_person_timeline(store, patient, timeline_line, ui,
				  &ui->err);
}

static const struct shown page = { show_page, NULL };
static const struct shown timeline = { show_timeline, NULL };
static const struct shown team = { show_team, "name:Name role:Role team:Team "
				   "at:Since patient:Patient" };

/* ---- list ---- */

/* Without --cohort: the cohorts themselves. */
static const struct ch_knowing cohorts = {
	"cohorts", "cohort", "DRAFT", "name title version file",
	"name title version file",
};

static int run_list(struct ch_ui *ui, struct ch_store *store, void *opt,
		    int argc, char **argv)
{
	const struct opts *o = opt;

	(void)argc;
	if (!o->cohort)
		return ch_knowing_list(ui, store, opt, 0, argv);
	ui->missed = true;
	return ch_cohort_run(store, &ui->shelf, o->cohort, ui->now, ch_ui_found,
			     ui, &ui->err);
}

/* ---- prefer ---- */

/* The same kind of preference about the same person is the same record, but
 * for those of which there may be several. */
static int64_t id_of_preference(struct ch_store *store, int64_t patient,
				const char *kind)
{
	char hex[CH_ID_HEX];
	const struct ch_slice parts[] = {
		CH_SLICE("preference"), CH_SLICE("hub"),
		{ hex, CH_ID_HEX - 1 }, { kind, strlen(kind) },
	};

	if (!strcmp(kind, "goal") || !strcmp(kind, "other"))
		return ch_id_random();
	ch_id_print(patient, hex);
	return ch_id_of(&store->key, parts, CH_COUNT(parts));
}

/* What somebody prefers is theirs alone: from a prompt or stdin, not argv. */
static int read_value(struct ch_ui *ui, bool from_stdin, char *value,
		      size_t size)
{
	if (!from_stdin) {
		if (ch_ui_ask(ui, "Value: ", false, value, size))
			return 0;
		return ch_ui_usage(ui, "the value is read from standard input: "
				   "prefer ID KIND -");
	}
	if (!fgets(value, (int)size, stdin))
		return ch_fail(&ui->err, CH_EDATA, "<stdin>: no value");
	value[strcspn(value, "\r\n")] = '\0';
	return 0;
}

static int show_preferences(struct ch_ui *ui, struct ch_store *store,
			    int64_t patient)
{
	ch_ui_columns(ui, "kind:Kind value:Value at:Since patient:Patient");
	return ch_person_section(store, patient, CH_PREFERENCES, ui->now,
				 NULL, ch_ui_found, ui, &ui->err);
}

static int run_prefer(struct ch_ui *ui, struct ch_store *store, void *opt,
		      int argc, char **argv)
{
	struct ch_row row;
	char value[1024];
	int64_t patient;
	int rc;

	(void)opt;
	if (argc == 3 && strcmp(argv[2], "-"))
		return ch_ui_usage(ui, "whose, and what about? ID [KIND [-]]");
	rc = ch_operand_patient(ui, store, argv[0], strlen(argv[0]), NULL,
			    &patient);
	if (rc || argc == 1)
		return rc ? rc : show_preferences(ui, store, patient);
	rc = read_value(ui, argc == 3, value, sizeof(value));
	if (!rc && *value)
		rc = ch_preference_check(argv[1], value, &ui->err);
	if (rc)
		return rc;
	ch_row_start(&row, ch_type_find("preference"));
	ch_row_int(&row, 0, id_of_preference(store, patient, argv[1]));
	ch_row_put_int(&row, "patient", patient);
	ch_row_put_text(&row, "kind", argv[1]);
	ch_row_put_or_clear(&row, "value", *value ? value : NULL);
	ch_row_put_int(&row, "at", ui->now);
	return ch_write_one(ui, store, &row);
}

static const struct ch_verb verbs[] = {
	{ "find", "[NAME...|-]", "Find people by name, birth date or number",
	  NULL, CH_READ | CH_EXIT, "read:chart", run_find },
	{ "show", "ID...|-", "Show a person on a page", NULL, CH_READS,
	  "read:chart", run_show, &page },
	{ "timeline", "ID...|-", "Print all that is dated, oldest first",
	  NULL, CH_READS, "read:chart", run_show, &timeline },
	{ "list", "", "List the people of a cohort", list_options,
	  CH_READS | CH_EXIT, "read:chart", run_list, &cohorts },
	{ "team", "ID...|-", "List who cares for a person", NULL, CH_READS,
	  "read:chart", run_show, &team },
	{ "edit", "ID NAME", "Correct what is known of a person: name, birth, "
	  "sex, language, address, phone, email ...", NULL,
	  CH_WRITE | CH_DRY, "write:patient", ch_patient_edit },
	{ "prefer", "ID [NAME [-]]", "List or set how a person wants to be "
	  "spoken to", NULL, CH_READ | CH_WRITE | CH_DRY, "write:preference",
	  run_prefer },
	{ 0 }
};

static const struct ch_prog prog = {
	"ch-patient", "people: found, shown, listed", verbs,
	sizeof(struct opts)
};

int main(int argc, char **argv)
{
	return ch_main(&prog, argc, argv);
}
