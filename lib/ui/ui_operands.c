/* ui_operands.c - operands, and "-": records or words on standard input. */
#include "ui/out.h"
#include "base/file.h"
#include "base/text.h"
#include "record/json.h"

#include <limits.h>
#include <unistd.h>

typedef int each_fn(struct ch_ui *ui, void *ctx, const char *text, size_t n,
		    struct ch_row *row);

/* Puts file, line and column before what is wrong. */
static int place(struct ch_ui *ui, const struct ch_file *f, int code)
{
	struct ch_err was = ui->err;

	if (was.column)
		ch_fail(&ui->err, code, "%s:%ld:%ld: %s", ch_file_name(f),
			ch_file_at_line(f), was.column, was.msg);
	else
		ch_fail(&ui->err, code, "%s:%ld: %s", ch_file_name(f),
			ch_file_at_line(f), was.msg);
	ui->err.column = was.column;
	ui->err.reason = was.reason;
	memcpy(ui->err.field, was.field, sizeof(was.field));
	return code;
}

static bool is_word(const char *s, size_t n)
{
	return n && !memchr("{[\"", *s, 3) && !memchr(s, '\0', n);
}

/* One line; CH_END for a blank one. A record that is cut off at the end of
 * the input is told as that. */
static int read_line(struct ch_ui *ui, struct ch_json_reader *json,
		     char *line, size_t n, bool whole, each_fn *each,
		     void *ctx)
{
	struct ch_row row;
	int rc;

	while (n && (line[n - 1] == ' ' || line[n - 1] == '\t'))
		n--;
	while (n && (*line == ' ' || *line == '\t')) {
		line++;
		n--;
	}
	if (!n)
		return CH_END;
	if (is_word(line, n)) {
		if (!ch_text_utf8(line, n))
			return ch_refuse(&ui->err, NULL, "bad-utf8");
		return each(ui, ctx, line, n, NULL);
	}
	rc = ch_json_read(json, line, n, &row, &ui->err);
	if (rc == CH_EDATA && !whole && ui->err.reason &&
	    !strcmp(ui->err.reason, "bad-json"))
		return ch_refuse(&ui->err, NULL, "truncated");
	return rc ? rc : each(ui, ctx, line, n, &row);
}

/* Tells of what is left out; at the end nothing more needs saying. */
static void say(struct ch_ui *ui)
{
	if (*ui->err.msg)
		ch_ui_warn(ui, "%s", ui->err.msg);
	ui->err.msg[0] = '\0';
}

static int read_lines(struct ch_ui *ui, struct ch_file *f,
		      struct ch_json_reader *json, each_fn *each, void *ctx)
{
	bool whole, refused = false;
	char *line;
	size_t n;
	int rc;

	for (;;) {
		rc = ch_file_line(f, &line, &n, &whole, &ui->err);
		if (rc == CH_END)
			break;
		if (!rc)
			rc = read_line(ui, json, line, n, whole, each, ctx);
		if (rc == CH_END || !rc)
			continue;
		/* A line that names what is not there is a bad line. */
		if (rc != CH_EDATA && rc != CH_ENOENT)
			return rc;
		rc = place(ui, f, CH_EDATA);
		if (!ui->keep_going)
			return rc;
		say(ui);
		refused = true;
	}
	return refused ? CH_EDATA : 0;
}

static int read_stdin(struct ch_ui *ui, each_fn *each, void *ctx)
{
	struct ch_json_reader *json = NULL;
	struct ch_file *f = NULL;
	int rc = ch_file_open(&f, "-", STDIN_FILENO, &ui->err);

	if (!rc)
		rc = ch_json_reader_new(&json, &ui->err);
	ui->from_stdin = true;
	if (!rc)
		rc = read_lines(ui, f, json, each, ctx);
	ui->from_stdin = false;
	ch_json_reader_free(&json);
	ch_file_close(&f);
	return rc;
}

/* "TEMPLATE ID...|-", "[ID]", "FILE|-...", "[check FILE...]". */
void ch_ui_operand_range(const struct ch_verb *verb, int *least, int *most)
{
	bool inside = false;

	*least = *most = 0;
	for (const char *s = verb->operands; *s; s += strspn(s, " ]")) {
		size_t n;

		inside |= *s == '[';
		n = strcspn(s, " ]");
		*least += !inside;
		*most = *most == INT_MAX || memmem(s, n, "...", 3) ? INT_MAX :
			*most + 1;
		s += n;
		inside = inside && *s != ']';
	}
}

int ch_ui_operands(struct ch_ui *ui, int argc, char **argv, each_fn *each,
		   void *ctx)
{
	bool refused = false, read = false;
	int rc;

	if (!argc)
		return ch_ui_usage(ui, "which? give %s", ui->verb->operands);
	for (int i = 0; i < argc; i++) {
		if (strcmp(argv[i], "-"))
			rc = each(ui, ctx, argv[i], strlen(argv[i]), NULL);
		else if (!read)
			rc = read_stdin(ui, each, ctx);
		else
			continue;
		read |= !strcmp(argv[i], "-");
		if (rc && (!ui->keep_going ||
			   (rc != CH_EDATA && rc != CH_ENOENT)))
			return rc;
		if (rc)
			say(ui);
		refused |= rc != 0;
	}
	return refused ? CH_EDATA : 0;
}
