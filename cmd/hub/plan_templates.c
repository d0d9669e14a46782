/* plan_templates.c - ch-plan templates, check and approve. */
#include "care/approval.h"
#include "hub/plan.h"

static struct ch_cell text_cell(const char *name, const char *text)
{
	struct ch_cell cell = { .name = name, .as = CH_AS_TEXT };

	if (text && *text)
		cell.v = (struct ch_value){ .s = text, .kind = CH_TEXT,
					    .n = (uint32_t)strlen(text) };
	return cell;
}

/* One line: what it is, and whether anybody approved it. */
static int print_template(struct ch_ui *ui, struct ch_store *store,
			  const struct ch_template *t)
{
	struct ch_approval approval;
	int rc = ch_approval_of(store, t->hash, &approval, &ui->err);
	struct ch_cell cell[] = {
		text_cell("name", t->name),
		text_cell("title", t->title),
		text_cell("version", t->version),
		text_cell("status", approval.at ? "approved" : "DRAFT"),
		text_cell("by", approval.actor),
		{ .name = "at", .as = CH_AS_MOMENT },
		text_cell("hash", t->hash),
		text_cell("file", t->path),
	};

	if (approval.at)
		cell[5].v = (struct ch_value){ .i = approval.at,
					       .kind = CH_INT };
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

int ch_plan_run_templates(struct ch_ui *ui, void *opt, int argc, char **argv)
{
	CH_AUTO(ch_hub_close) struct ch_store *store = NULL;
	int rc;

	(void)opt, (void)argv;
	if (argc)
		return ch_ui_usage(ui, "templates takes no operands");
	rc = ch_hub_open(ui, &store, CH_STORE_READ);
	return rc ? rc : list_all(ui, store);
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

int ch_plan_run_check(struct ch_ui *ui, void *opt, int argc, char **argv)
{
	struct ch_template t;
	bool wrong = false;
	int rc = 0;

	(void)opt;
	if (!argc)
		return ch_ui_usage(ui, "which file? FILE...");
	rc = ch_id_start(&ui->err);
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

static int approve_one(struct ch_ui *ui, struct ch_store *store,
		       const struct ch_template *t)
{
	char what[160];
	bool made;
	int rc = ch_store_begin(store, &ui->err);

	if (rc)
		return rc;
	snprintf(what, sizeof(what), "plans/%s", t->name);
	rc = ch_approve(store, what, t->hash, &made, &ui->err);
	if (rc || ui->dry_run) {
		if (!rc)
			rc = print_template(ui, store, t);
		ch_store_rollback(store);
		return rc;
	}
	rc = ch_store_commit(store, &ui->err);
	if (!rc && ui->quiet)
		ch_ui_count(ui, "%d made, %d found", made, !made);
	return rc || ui->quiet ? rc : print_template(ui, store, t);
}

int ch_plan_run_approve(struct ch_ui *ui, void *opt, int argc, char **argv)
{
	CH_AUTO(ch_hub_close) struct ch_store *store = NULL;
	int rc;

	(void)opt;
	if (!argc)
		return ch_ui_usage(ui, "which template? TEMPLATE...");
	rc = ch_hub_open(ui, &store, CH_STORE_WRITE);
	for (int i = 0; i < argc && !rc; i++) {
		struct ch_template t;

		rc = ch_template_read(&t, argv[i], &ui->shelf, &ui->err);
		if (!rc)
			rc = approve_one(ui, store, &t);
		ch_template_free(&t);
	}
	return rc;
}
