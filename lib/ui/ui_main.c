/* ui_main.c - the whole life of a program. */
#include "ui/out.h"
#include "base/id.h"

static bool is_any(const char *word, const char *a, const char *b)
{
	return !strcmp(word, a) || !strcmp(word, b);
}

static int no_such_verb(struct ch_ui *ui, const char *word)
{
	const char *words[64], *near;
	int n = 0;

	for (const struct ch_verb *v = ui->prog->verbs; v->name; v++)
		if (n < (int)CH_COUNT(words))
			words[n++] = v->name;
	if (*word == '-')
		return ch_ui_usage(ui, "write the verb first: %s %s ...",
				   ui->prog->name, words[0]);
	near = ch_opts_nearest(word, words, n);
	if (near)
		return ch_ui_usage(ui, "no verb %s; did you mean %s?", word,
				   near);
	return ch_ui_usage(ui, "no verb %s; see %s --help", word,
			   ui->prog->name);
}

/* Finds the verb and takes it off argv; a program with one nameless verb has
 * none to take. */
static int take_verb(struct ch_ui *ui, int *argc, char ***argv)
{
	const struct ch_verb *v = ui->prog->verbs;
	char *word = *argc > 1 ? (*argv)[1] : NULL;

	if (!*v->name) {
		ui->verb = v;
		return 0;
	}
	if (!word)
		return ch_ui_usage(ui, "which verb? see %s --help",
				   ui->prog->name);
	for (; v->name; v++) {
		if (strcmp(v->name, word))
			continue;
		ui->verb = v;
		(*argv)[1] = (*argv)[0];
		(*argv)++;
		(*argc)--;
		return 0;
	}
	return no_such_verb(ui, word);
}

/* As many operands as the verb's usage says. */
static int check_operands(struct ch_ui *ui, int n)
{
	const struct ch_verb *v = ui->verb;
	const char *blank = *v->name ? " " : "";
	int least, most;

	ch_ui_operand_range(v, &least, &most);
	if (n > most && !most)
		return ch_ui_usage(ui, "%s%s%s takes no operands",
				   ui->prog->name, blank, v->name);
	if (n < least || n > most)
		return ch_ui_usage(ui, "%s? %s%s%s %s", n < least ? "which" :
				   "so many", ui->prog->name, blank, v->name,
				   v->operands);
	return 0;
}

static int run_verb(struct ch_ui *ui, int argc, char **argv,
		    int (*call)(struct ch_ui *ui, void *opt, int argc,
				char **argv))
{
	CH_AUTO(ch_free) void *opt = calloc(1, ui->prog->opt_size + 1);
	int first = argc, rc;

	if (!opt)
		return ch_nomem(&ui->err);
	rc = ch_opts_parse(ui, opt, argc, argv, &first);
	if (rc)
		return rc;
	if (ui->asked.help)
		ch_help_verb(ui);
	else if (ui->asked.version)
		ch_buf_addf(&ui->out->pending, "%s (care-hub) %s\n",
			    ui->prog->name, CH_VERSION);
	else if (!(rc = check_operands(ui, argc - first)))
		rc = call(ui, opt, argc - first, argv + first);
	return rc;
}

/* What is asked of the program and not of a verb. */
static bool answer(struct ch_ui *ui, const char *word)
{
	struct ch_buf *b = &ui->out->pending;

	if (!strcmp(word, "--dump-options"))
		ch_help_dump(ui);
	else if (!*ui->prog->verbs->name)
		return false;
	else if (is_any(word, "-h", "--help"))
		ch_help_prog(ui);
	else if (is_any(word, "-V", "--version"))
		ch_buf_addf(b, "%s (care-hub) %s\n", ui->prog->name,
			    CH_VERSION);
	else
		return false;
	return true;
}

/* Ends output, then says what went wrong: on a terminal it belongs below. */
static int finish(struct ch_ui *ui, int rc)
{
	struct ch_err first = ui->err;
	int end = ch_out_close(ui);

	if (rc)
		ui->err = first;
	else
		rc = end;
	if (rc && *ui->err.msg)
		ch_ui_warn(ui, "%s", ui->err.msg);
	/* Somebody who looks for it should not wonder about silence. */
	if (!rc && ui->missed && !ui->said && !ui->quiet && ui->verb &&
	    !strcmp(ui->verb->name, "list") && ui->out_tty &&
	    ui->err_tty)
		ch_ui_warn(ui, "nothing found");
	return rc;
}

int ch_ui_main(const struct ch_prog *prog, int argc, char **argv,
	       int (*call)(struct ch_ui *ui, void *opt, int argc, char **argv))
{
	struct ch_ui ui = { .prog = prog };
	int rc;

	ch_start(&ui);
	ch_start_shelf(&ui);
	rc = ch_id_start(&ui.err);
	if (!rc)
		rc = ch_out_new(&ui);
	if (!rc && !(argc > 1 && answer(&ui, argv[1]))) {
		rc = take_verb(&ui, &argc, &argv);
		if (!rc)
			rc = run_verb(&ui, argc, argv, call);
	}
	ch_ui_progress_end(&ui);
	rc = finish(&ui, rc);
	if (!rc && ui.exit_status && ui.missed)
		return 1;
	return ch_ui_exit(rc);
}
