/* plans_templates.c - ch-plan templates, check and approve. */
#include "care/knowledge/approval.h"
#include "hub/approving.h"
#include "plan/plans.h"

/* One line: what it is, and whether anybody approved it. */
static int print_template(struct ch_ui *ui, struct ch_store *store,
			  const struct ch_template *t)
{
	struct ch_approval approval;
	int rc = ch_approval_of(store, t->hash, &approval, &ui->err);
	struct ch_cell cell[] = {
		ch_cell_text("name", t->name),
		ch_cell_text("title", t->title),
		ch_cell_text("version", t->version),
		ch_cell_text("status", !strcmp(t->status, "retired") ?
			     "retired" : approval.at ? "approved" : "DRAFT"),
		ch_cell_text("by", approval.actor),
		ch_cell_given("at", CH_AS_MOMENT, approval.at),
		ch_cell_text("hash", t->hash),
		ch_cell_text("file", t->path),
	};

	/* A table has no room for what only a program compares. */
	if (ui->format == CH_FORMAT_TABLE)
		cell[6] = cell[7];
	return rc ? rc : ch_ui_cells(ui, "template", cell,
				     (int)CH_COUNT(cell) -
				     (ui->format == CH_FORMAT_TABLE));
}

static int list_all(struct ch_ui *ui, struct ch_store *store)
{
	struct ch_book *book;
	bool wrong = false;
	size_t n;
	int rc = ch_shelf_list(&ui->shelf, "plans", ".json", &book, &n,
			       &ui->err);

	for (size_t i = 0; i < n && !rc; i++) {
		struct ch_template t;

		rc = ch_template_load(&t, book[i].path, &ui->shelf, NULL, NULL,
				      &ui->err);
		if (!rc)
			rc = print_template(ui, store, &t);
		else if (rc == CH_EDATA)
			ch_ui_warn(ui, "%s", ui->err.msg);
		wrong |= rc == CH_EDATA;
		rc = rc == CH_EDATA ? 0 : rc;
		ch_template_free(&t);
	}
	free(book);
	ui->err.msg[0] = '\0';
	return rc ? rc : wrong ? CH_EDATA : 0;
}

int ch_plans_templates(struct ch_ui *ui, struct ch_store *store, void *opt,
			  int argc, char **argv)
{
	(void)opt, (void)argc, (void)argv;
	return list_all(ui, store);
}

/* ---- check ---- */

struct telling {
	struct ch_ui *ui;
	const char *path;
};

static void tell(void *ctx, const char *place, const char *words)
{
	const struct telling *t = ctx;

	ch_ui_warn(t->ui, "%s: %s: %s", t->path, place, words);
}

int ch_plans_check(struct ch_ui *ui, struct ch_store *store, void *opt,
		      int argc, char **argv)
{
	struct ch_template t;
	bool wrong = false;
	int rc = 0;

	(void)store, (void)opt;
	for (int i = 0; i < argc && !rc; i++) {
		struct telling telling = { ui, argv[i] };

		rc = ch_template_load(&t, argv[i], &ui->shelf, tell, &telling,
				      &ui->err);
		ch_template_free(&t);
		wrong |= rc == CH_EDATA;
		rc = rc == CH_EDATA ? 0 : rc;
	}
	if (!rc && wrong)
		ui->err.msg[0] = '\0';
	return rc ? rc : wrong ? CH_EDATA : 0;
}

/* ---- approve ---- */

struct approved {
	struct ch_store *store;
	struct ch_template *t;
};

static int print_approved(struct ch_ui *ui, void *ctx, int i)
{
	struct approved *a = ctx;

	return print_template(ui, a->store, &a->t[i]);
}

static int approve_all(struct ch_ui *ui, struct approved *a, int n)
{
	struct ch_approving *v = calloc((size_t)n, sizeof(*v));
	int rc;

	if (!v)
		return ch_nomem(&ui->err);
	for (int i = 0; i < n; i++) {
		snprintf(v[i].what, sizeof(v[i].what), "plans/%s",
			 a->t[i].name);
		v[i].hash = a->t[i].hash;
	}
	rc = ch_approving_run(ui, a->store, v, n, print_approved, a);
	free(v);
	return rc;
}

int ch_plans_approve(struct ch_ui *ui, struct ch_store *store, void *opt,
			int argc, char **argv)
{
	struct approved a = { store, calloc((size_t)argc, sizeof(*a.t)) };
	int n = 0, rc = a.t ? 0 : ch_nomem(&ui->err);

	(void)opt;
	while (n < argc && !rc) {
		rc = ch_template_read(&a.t[n], argv[n], &ui->shelf, &ui->err);
		n += !rc;
	}
	if (!rc)
		rc = approve_all(ui, &a, n);
	for (int i = 0; i < n; i++)
		ch_template_free(&a.t[i]);
	free(a.t);
	return rc;
}
