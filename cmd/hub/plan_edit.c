/* plan_edit.c - ch-plan edit: a plan's records through an editor, or stdin. */
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "care/plan_change.h"
#include "hub/plan.h"
#include "record/json.h"

extern char **environ;

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
				      ui->now, ch_plan_note, &e->made,
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
		if (!ch_plan_leave_out(ui, rc, &left_out))
			return rc;
		s += n + 1;
	}
	return left_out ? CH_EDATA : 0;
}

static int write_all(struct ch_ui *ui, struct editing *e)
{
	int rc = ch_json_reader_new(&e->json, &ui->err);

	ch_ui_columns(ui, ch_plan_columns);
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

/* $VISUAL, $EDITOR, or vi; like git, through the shell, so that they may have
 * arguments. */
static int run_editor(struct ch_ui *ui, const char *path)
{
	const char *editor = getenv("VISUAL");
	char command[512], sh[] = "sh", c[] = "-c", *file = strdup(path);
	char *argv[] = { sh, c, command, sh, file, NULL };
	int status = 0, rc;
	pid_t pid;

	if (!editor || !*editor)
		editor = getenv("EDITOR");
	snprintf(command, sizeof(command), "%s \"$@\"",
		 editor && *editor ? editor : "vi");
	rc = file ? posix_spawnp(&pid, sh, NULL, NULL, argv, environ) : ENOMEM;
	free(file);
	if (rc)
		return ch_fail(&ui->err, CH_EIO, "the editor cannot be "
			       "started: %s", strerror(rc));
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return ch_fail_errno(&ui->err, "editor");
	if (!WIFEXITED(status) || WEXITSTATUS(status))
		return ch_fail(&ui->err, CH_EIO, "the editor failed; nothing "
			       "was written");
	return 0;
}

static int write_file(struct ch_ui *ui, int fd, const struct ch_buf *text,
		      const char *path)
{
	for (size_t done = 0; done < text->n;) {
		ssize_t n = write(fd, text->s + done, text->n - done);

		if (n < 0 && errno != EINTR)
			return ch_fail_errno(&ui->err, path);
		done += n > 0 ? (size_t)n : 0;
	}
	return 0;
}

/* Health data: a file that only its owner can read, gone afterwards. */
static int edit_text(struct ch_ui *ui, struct editing *e, struct ch_buf *text)
{
	const char *dir = getenv("TMPDIR");
	char path[4096];
	int fd, rc;

	snprintf(path, sizeof(path), "%s/ch-plan-XXXXXX.jsonl",
		 dir && *dir ? dir : "/tmp");
	fd = mkostemps(path, 6, O_CLOEXEC);
	if (fd < 0)
		return ch_fail_errno(&ui->err, path);
	rc = write_file(ui, fd, text, path);
	close(fd);
	if (!rc)
		rc = run_editor(ui, path);
	if (!rc)
		rc = ch_file_slurp(path, CH_LINE_MAX, &e->text, &e->n,
				   &ui->err);
	unlink(path);
	return rc;
}

static int edit_in_editor(struct ch_ui *ui, struct editing *e, int argc,
			  char **argv)
{
	struct ch_plan_list plans = { 0 };
	struct ch_buf text = CH_BUF_INIT;
	int rc = ch_plans_read(ui, e->store, argc, argv, &plans);

	e->name = "edited";
	e->whole = true;
	for (size_t i = 0; i < plans.n && !rc; i++)
		rc = ch_plan_records(e->store, plans.id[i], add_line, &text,
				     &ui->err);
	if (!rc)
		rc = ch_buf_ok(&text, &ui->err);
	if (!rc)
		rc = edit_text(ui, e, &text);
	if (!rc && e->n == text.n && (!e->n || !memcmp(e->text, text.s, e->n)))
		ch_ui_warn(ui, "nothing changed");
	else if (!rc)
		rc = write_all(ui, e);
	ch_plan_list_free(&plans);
	ch_buf_free(&text);
	return rc;
}

int ch_plan_run_edit(struct ch_ui *ui, void *opt, int argc, char **argv)
{
	struct editing e = { 0 };
	int rc;

	(void)opt;
	if (argc != 1)
		return ch_ui_usage(ui, "which plan? ID, or - for records on "
				   "standard input");
	rc = ch_hub_open(ui, &e.store, CH_STORE_WRITE);
	if (!rc && strcmp(argv[0], "-"))
		rc = edit_in_editor(ui, &e, argc, argv);
	else if (!rc && !(rc = take_stdin(ui, &e)))
		rc = write_all(ui, &e);
	free(e.text);
	ch_json_reader_free(&e.json);
	ch_made_free(&e.made);
	ch_hub_close(&e.store);
	return rc;
}
