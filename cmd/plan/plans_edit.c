/* plans_edit.c - ch-plan edit: a plan's records through an editor, or stdin. */
#include <unistd.h>

#include "base/file.h"
#include "care/plan/plan_change.h"
#include "ui/editor.h"
#include "plan/plans.h"
#include "record/json.h"

struct editing {
	struct ch_store *store;
	struct ch_json_reader *json;
	struct ch_made made;
	char *text;		/* what is to be read, line by line */
	size_t n;
	const char *name;	/* where it comes from */
	bool whole;		/* lines are whole records */
};

/* ---- reading what was edited ---- */

static int place(struct ch_ui *ui, const struct editing *e, long line, int rc)
{
	struct ch_err was = ui->err;

	return ch_fail(&ui->err, rc, "%s:%ld: %s", e->name, line, was.msg);
}

static int edit_line(struct ch_ui *ui, struct editing *e, const char *line,
		     size_t n)
{
	struct ch_row row;
	int rc = ch_json_read(e->json, line, n, &row, &ui->err);

	if (rc == CH_END)
		return 0;
	return rc ? rc : ch_plan_edit(e->store, &row, e->whole, &ui->shelf,
				      ui->now, ch_made_note, &e->made,
				      &ui->err);
}

static int edit_lines(struct ch_ui *ui, void *ctx)
{
	struct editing *e = ctx;
	const char *s = e->text, *end = e->text + e->n;
	bool left_out = false;

	for (long line = 1; s < end; line++) {
		const char *nl = memchr(s, '\n', (size_t)(end - s));
		size_t n = (size_t)((nl ? nl : end) - s);
		int rc = edit_line(ui, e, s, n);

		if (rc)
			rc = place(ui, e, line, rc == CH_ENOENT ? CH_EDATA :
				   rc);
		if (!ch_made_go_on(ui, rc, &left_out))
			return rc;
		s += n + 1;
	}
	return left_out ? CH_EDATA : 0;
}

static int write_all(struct ch_ui *ui, struct editing *e)
{
	int rc = ch_json_reader_new(&e->json, &ui->err);

	return rc ? rc : ch_made_run(ui, e->store, &e->made, edit_lines, e);
}

static int take_stdin(struct ch_ui *ui, struct editing *e)
{
	CH_AUTO(ch_file_close) struct ch_file *f = NULL;
	struct ch_buf all = CH_BUF_INIT;
	bool whole;
	char *line;
	size_t n;
	int rc = ch_file_open(&f, "-", STDIN_FILENO, &ui->err);

	e->name = "<stdin>";
	while (!rc && !(rc = ch_file_line(f, &line, &n, &whole, &ui->err))) {
		ch_buf_add(&all, line, n);
		ch_buf_addc(&all, '\n');
	}
	if (rc == CH_END)
		rc = ch_buf_ok(&all, &ui->err);
	e->text = all.s;
	e->n = all.n;
	return rc;
}

/* ---- the editor ---- */

static int add_line(void *ctx, struct ch_row *row, struct ch_err *err)
{
	(void)err;
	if (!strcmp(row->type->name, "plan") ||
	    !strcmp(row->type->name, "goal") ||
	    !strcmp(row->type->name, "activity"))
		ch_json_write(ctx, row, false);
	return 0;
}

/* Whether to open it again, after what was wrong with it. */
static bool again(struct ch_ui *ui)
{
	char answer[8];

	if (!ui->in_tty || !ui->err_tty)
		return false;
	ch_ui_warn(ui, "%s", ui->err.msg);
	ui->err.msg[0] = '\0';
	return ch_ui_ask(ui, "Edit it again? [Y/n]", false, answer,
			 sizeof(answer)) && *answer != 'n' && *answer != 'N';
}

/* Reads what the editor left. Nothing that was typed is lost: where it is
 * refused the file stays. */
static int take_edited(struct ch_ui *ui, struct editing *e,
		       const struct ch_buf *text)
{
	int rc;

	do {
		free(e->text);
		e->text = NULL;
		ch_made_free(&e->made);
		ch_json_reader_free(&e->json);
		rc = ch_editor_run(ui, &e->text, &e->n);
		if (rc)
			return rc;
		if (e->n == text->n && (!e->n ||
					!memcmp(e->text, text->s, e->n))) {
			ch_ui_warn(ui, "nothing changed");
			return 0;
		}
		rc = write_all(ui, e);
		ch_editor_keep(rc);
	} while (rc && again(ui));
	if (rc)
		ch_ui_warn(ui, "what you wrote is kept in %s",
			   ch_editor_path());
	return rc;
}

static int edit_in_editor(struct ch_ui *ui, struct editing *e, int argc,
			  char **argv)
{
	struct ch_ids plans = { 0 };
	struct ch_buf text = CH_BUF_INIT;
	int rc = ch_records_read(ui, e->store, ch_type_find("plan"), argc,
				 argv, &plans);

	e->name = "edited";
	e->whole = true;
	for (size_t i = 0; i < plans.n && !rc; i++)
		rc = ch_plan_records(e->store, plans.id[i], add_line, &text,
				     &ui->err);
	if (!rc)
		rc = ch_buf_ok(&text, &ui->err);
	if (!rc)
		rc = ch_editor_begin(ui, ".jsonl", &text);
	if (!rc) {
		rc = take_edited(ui, e, &text);
		ch_editor_end();
	}
	ch_ids_free(&plans);
	ch_buf_free(&text);
	return rc;
}

int ch_plans_edit(struct ch_ui *ui, struct ch_store *store, void *opt,
		     int argc, char **argv)
{
	struct editing e = { .store = store };
	int rc;

	(void)opt;
	if (strcmp(argv[0], "-"))
		rc = edit_in_editor(ui, &e, argc, argv);
	else if (!(rc = take_stdin(ui, &e)))
		rc = write_all(ui, &e);
	free(e.text);
	ch_json_reader_free(&e.json);
	ch_made_free(&e.made);
	return rc;
}
