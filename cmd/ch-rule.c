/* ch-rule - rules: who is noticed, what is made of it, and why. */
#include "care/rule/rule_explain.h"
#include "care/rule/rule_run.h"
#include "care/rule/rule_simulate.h"
#include "hub/knowing.h"
#include "hub/ruling.h"
#include "hub/subjects.h"
#include "hub/verb.h"
#include "query/needs.h"

struct opts {
	struct ch_given days;
	bool cases;
};

#define AT(field) offsetof(struct opts, field)

static const struct ch_option simulate_options[] = {
	{ "days", 0, "N", "so many days up to now (default: 30)", AT(days) },
	{ "cases", 0, NULL, "also each occurrence: added, dropped, or the same",
	  AT(cases) },
	{ 0 }
};

/* ---- explain, simulate ---- */

static int print_row(void *ctx, const struct ch_row *row, struct ch_err *err)
{
	(void)err;
	return ch_ui_row(ctx, row);
}

/* A rule, and what it stands on. */
static int read_rule(struct ch_ui *ui, struct ch_store *store,
		     const char *name, struct ch_rule *rule)
{
	struct ch_needs needs = { 0 };
	int rc = ch_rule_read(rule, &ui->shelf, name, &ui->err);

	if (rc)
		return rc;
	ch_needs_add(&needs, &rule->k);
	rc = ch_needs_meet(&needs, store, &ui->shelf, ui->now, &ui->err);
	if (rc)
		ch_rule_free(rule);
	return rc;
}

static int run_explain(struct ch_ui *ui, struct ch_store *store, void *opt,
		       int argc, char **argv)
{
	struct ch_subjects people = { 0 };
	struct ch_rule rule;
	int rc = read_rule(ui, store, argv[0], &rule);

	(void)opt;
	if (rc)
		return rc;
	rc = ch_subjects_read(ui, store, argc - 1, argv + 1, &people);
	for (size_t i = 0; i < people.n && !rc; i++)
		rc = ch_rule_explain(&rule, store, &ui->shelf,
				     people.v[i].person, ui->now, print_row,
				     ui, &ui->err);
	ch_subjects_free(&people);
	ch_rule_free(&rule);
	return rc;
}

static int print_simulation(struct ch_ui *ui, const struct ch_rule *rule,
			    const struct ch_simulation *s)
{
	const struct ch_cell cells[] = {
		ch_cell_text("rule", rule->k.name),
		ch_cell_text("rule_version", rule->k.version),
		ch_cell_given("at", CH_AS_MOMENT, s->from),
		ch_cell_given("until", CH_AS_MOMENT, s->now),
		ch_cell_int("fires", s->fires),
		ch_cell_int("settles", s->settles),
		ch_cell_int("most", s->most),
		ch_cell_int("added", s->added),
		ch_cell_int("dropped", s->dropped),
		ch_cell_int("late", s->late),
	};

	return ch_ui_cells(ui, "simulation", cells, CH_COUNT(cells));
}

static int simulate(struct ch_ui *ui, struct ch_store *store,
		    const struct opts *o, int days, const char *name)
{
	struct ch_simulation s;
	struct ch_rule rule;
	int rc = read_rule(ui, store, name, &rule);

	if (rc)
		return rc;
	rc = ch_rule_simulate(&rule, store, &ui->shelf, days, ui->now, &s,
			      o->cases ? print_row : NULL, ui, &ui->err);
	if (!rc && !o->cases)
		rc = print_simulation(ui, &rule, &s);
	ch_rule_free(&rule);
	return rc;
}

/* Whatever is wrong with one of all is said, and the others go on. */
static int simulate_all(struct ch_ui *ui, struct ch_store *store,
			const struct opts *o, int days)
{
	struct ch_book *book = NULL;
	bool broken = false;
	size_t n;
	int rc = ch_shelf_list(&ui->shelf, "rules", ".sql", &book, &n,
			       &ui->err);

	for (size_t i = 0; i < n && !rc; i++) {
		rc = simulate(ui, store, o, days, book[i].name);
		if (rc != CH_EDATA)
			continue;
		ch_ui_warn(ui, "%s", ui->err.msg);
		ui->err.msg[0] = '\0';
		broken = true;
		rc = 0;
	}
	free(book);
	return rc ? rc : broken ? CH_EDATA : 0;
}

static int run_simulate(struct ch_ui *ui, struct ch_store *store, void *opt,
			int argc, char **argv)
{
	const struct opts *o = opt;
	int n = o->days.text ? (int)o->days.v : 30, rc = 0;

	if (o->days.v > 9999)
		return ch_ui_usage(ui, "--days: 9999 at most");
	if (!argc)
		return simulate_all(ui, store, o, n);
	for (int i = 0; i < argc && !rc; i++)
		rc = simulate(ui, store, o, n, argv[i]);
	return rc;
}

/* ---- log ---- */

static int run_log(struct ch_ui *ui, struct ch_store *store, void *opt,
		   int argc, char **argv)
{
	int rc = 0;

	(void)opt;
	if (!argc)
		return ch_rule_log(store, NULL, print_row, ui, &ui->err);
	for (int i = 0; i < argc && !rc; i++)
		rc = ch_rule_log(store, argv[i], print_row, ui, &ui->err);
	return rc;
}

static const struct ch_knowing rules = {
	"rules", "rule", "draft",
	"name title version status by at hash file",
	"name title version status",
};

static const struct ch_verb verbs[] = {
	{ "list", "", "List the rules in force", NULL, CH_READ,
	  "read:knowledge", ch_knowing_list, &rules },
	{ "check", "[RULE...]", "Say what is wrong with rules", NULL, CH_READ,
	  "read:knowledge", ch_knowing_check, &rules },
	{ "test", "[RULE...]", "Try the cases in the rules' own files", NULL,
	  CH_READ, "read:knowledge", ch_knowing_test, &rules },
	{ "approve", "RULE...", "Say that these rules are right: they are "
	  "drafts no more", NULL, CH_WRITE | CH_DRY, "approve:knowledge",
	  ch_knowing_approve, &rules },
	{ "run", "[RULE...]", "Run the rules that are due, or those named",
	  NULL, CH_WRITES, "write:rule", ch_ruling_run },
	{ "explain", "RULE ID...|-", "Say, part by part, why a rule fires for "
	  "somebody, or does not", NULL, CH_READ, "read:chart", run_explain },
	{ "simulate", "[RULE...]", "Say what rules would have done lately, "
	  "beside what was done", simulate_options, CH_READ, "read:chart",
	  run_simulate },
	{ "log", "[RULE...]", "List their runs, those alike in one row", NULL,
	  CH_READ, "read:knowledge", run_log },
	{ 0 }
};

static const struct ch_prog prog = {
	"ch-rule", "who is noticed, and what comes of it", verbs,
	sizeof(struct opts)
};

int main(int argc, char **argv)
{
	return ch_main(&prog, argc, argv);
}
