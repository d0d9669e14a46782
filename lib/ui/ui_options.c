/* ui_options.c - argp's options: those of a verb and those of every verb. */
#include "ui/out.h"
#include "base/text.h"

#include <errno.h>

enum { KEY_AS_OF = 0x100, KEY_KNOWN, KEY_WAIT, KEY_COLOR };

struct common {
	unsigned takes;		/* 0: everywhere */
	struct argp_option option;
};

static const struct common common[] = {
	{ CH_TAKES_STORE, { "store", 's', "FILE", 0,
		"use the store in FILE (default: $CH_STORE)", 0 } },
	{ CH_TAKES_STORE, { "as-of", KEY_AS_OF, "DATE", 0,
		"let now be DATE", 0 } },
	{ CH_TAKES_KNOWN, { "known", KEY_KNOWN, "DATE", 0,
		"tell only what the hub had heard by DATE", 0 } },
	{ CH_TAKES_STORE, { "wait", KEY_WAIT, "N", 0,
		"wait N seconds for other writers (default: 30)", 0 } },
	{ CH_TAKES_DRY, { "dry-run", 'n', NULL, 0,
		"print the same, write nothing", 0 } },
	{ CH_TAKES_KEEP, { "keep-going", 'k', NULL, 0,
		"leave out what is refused and go on", 0 } },
	{ CH_TAKES_EXIT, { "exit-status", 'e', NULL, 0,
		"exit 1 when something needs attention", 0 } },
	{ 0, { "format", 'o', "{table|jsonl|csv}", 0,
		"how to print (default: table on a terminal, else jsonl)",
		0 } },
	{ 0, { "quiet", 'q', NULL, 0,
		"print nothing but a count, on standard error", 0 } },
	{ 0, { "verbose", 'v', NULL, 0, "say more", 0 } },
	{ 0, { "color", KEY_COLOR, "{auto|always|never}", 0,
		"colours in tables (default: auto)", 0 } },
	{ 0, { "help", 'h', NULL, 0, "print this help", 0 } },
	{ 0, { "version", 'V', NULL, 0, "print the version", 0 } },
};

static bool takes(const struct ch_verb *verb, const struct common *c)
{
	return !c->takes || (verb->takes & c->takes);
}

static struct ch_opt opt_of(const struct argp_option *o, bool is_common)
{
	return (struct ch_opt){
		.name = o->name, .arg = o->arg, .doc = o->doc ? o->doc : "",
		.key = o->key, .common = is_common,
		.hidden = o->flags & OPTION_HIDDEN,
		.optional = o->flags & OPTION_ARG_OPTIONAL,
	};
}

int ch_opts_list(const struct ch_verb *verb, struct ch_opt opt[CH_OPTS_MAX])
{
	const struct argp_option *real = NULL, *o = verb->options;
	int n = 0;

	for (; o && (o->name || o->key || o->doc || o->group); o++) {
		if (!o->name && !o->key)
			continue;	/* a heading */
		if (!(o->flags & OPTION_ALIAS))
			real = o;
		opt[n] = opt_of(real ? real : o, false);
		opt[n].name = o->name;
		opt[n++].key = o->key;
	}
	for (size_t i = 0; i < CH_COUNT(common); i++)
		if (takes(verb, &common[i]))
			opt[n++] = opt_of(&common[i].option, true);
	return n;
}

char ch_opt_short(const struct ch_opt *opt)
{
	return opt->key > ' ' && opt->key < 0x7f ? (char)opt->key : 0;
}

const char *ch_opts_nearest(const char *word, const char *const *words, int n)
{
	const char *best = NULL;
	size_t least = 3;

	for (int i = 0; i < n; i++) {
		size_t d = ch_text_distance(word, words[i]);

		if (d < least && d < strlen(words[i])) {
			least = d;
			best = words[i];
		}
	}
	return best;
}

/* ---- before argp: names in full, arguments where they belong ---- */

/* A long option that is not there: the hint is the one it abbreviates, or the
 * nearest. */
static int refuse_long(struct ch_ui *ui, const char *name, size_t n,
		       const struct ch_opt *opt, int count)
{
	const char *word[CH_OPTS_MAX], *hint = NULL;
	char typed[64];
	int words = 0;

	snprintf(typed, sizeof(typed), "%.*s", (int)n, name);
	for (int i = 0; i < count; i++) {
		if (!opt[i].name || opt[i].hidden)
			continue;
		word[words++] = opt[i].name;
		if (!strncmp(opt[i].name, name, n) && n)
			hint = opt[i].name;
	}
	if (hint)
		return ch_ui_usage(ui, "--%s is short for an option; write it "
				   "in full: --%s", typed, hint);
	hint = ch_opts_nearest(typed, word, words);
	if (hint)
		return ch_ui_usage(ui, "no option --%s; did you mean --%s?",
				   typed, hint);
	return ch_ui_usage(ui, "no option --%s", typed);
}

static int check_long(struct ch_ui *ui, char *const *argv, int *i,
		      const struct ch_opt *opt, int count)
{
	const char *name = argv[*i] + 2, *is = strchr(name, '=');
	size_t n = is ? (size_t)(is - name) : strlen(name);

	for (int k = 0; k < count; k++) {
		if (!opt[k].name || strlen(opt[k].name) != n ||
		    memcmp(opt[k].name, name, n))
			continue;
		if (is && !opt[k].arg)
			return ch_ui_usage(ui, "--%s takes no argument",
					   opt[k].name);
		if (!is && opt[k].arg && !opt[k].optional && !argv[++*i])
			return ch_ui_usage(ui, "--%s needs an argument: %s",
					   opt[k].name, opt[k].arg);
		return 0;
	}
	return refuse_long(ui, name, n, opt, count);
}

static int check_short(struct ch_ui *ui, char *const *argv, int *i,
		       const struct ch_opt *opt, int count)
{
	for (const char *s = argv[*i] + 1; *s; s++) {
		int k = 0;

		while (k < count && (!ch_opt_short(&opt[k]) ||
				     ch_opt_short(&opt[k]) != *s))
			k++;
		if (k == count)
			return ch_ui_usage(ui, "no option -%c", *s);
		if (!opt[k].arg)
			continue;
		if (!s[1] && !opt[k].optional && !argv[++*i])
			return ch_ui_usage(ui, "-%c needs an argument: %s", *s,
					   opt[k].arg);
		return 0;
	}
	return 0;
}

/* getopt would take abbreviations, and argp would point at options that we do
 * not have; after this, neither finds anything to complain of. */
static int check(struct ch_ui *ui, char *const *argv)
{
	struct ch_opt opt[CH_OPTS_MAX];
	int count = ch_opts_list(ui->verb, opt), rc = 0;

	for (int i = 1; !rc && argv[i]; i++) {
		if (argv[i][0] != '-' || !argv[i][1])
			continue;
		if (!strcmp(argv[i], "--"))
			break;
		if (argv[i][1] == '-')
			rc = check_long(ui, argv, &i, opt, count);
		else
			rc = check_short(ui, argv, &i, opt, count);
		if (!rc && !argv[i])
			break;
	}
	return rc;
}

/* ---- argp ---- */

struct reading {
	struct ch_ui *ui;
	void *opt;
	int first;		/* operand */
	enum ch_asked asked;
};

static int one_of(struct ch_ui *ui, const char *option, const char *arg,
		  const char *const *word, int n)
{
	for (int i = 0; i < n; i++)
		if (!strcmp(arg, word[i]))
			return i;
	ch_ui_usage(ui, "--%s is one of %s, %s, %s", option, word[0], word[1],
		    word[2]);
	return -1;
}

static error_t set_format(struct ch_ui *ui, const char *arg)
{
	static const char *const word[] = { "table", "jsonl", "csv" };
	int i = one_of(ui, "format", arg, word, 3);

	if (i < 0)
		return EINVAL;
	ui->format = (enum ch_format)i;
	return 0;
}

static error_t set_color(struct ch_ui *ui, const char *arg)
{
	static const char *const word[] = { "auto", "always", "never" };
	int i = one_of(ui, "color", arg, word, 3);

	if (i < 0)
		return EINVAL;
	if (i)
		ui->color = i == 1;
	return 0;
}

static error_t set_wait(struct ch_ui *ui, const char *arg)
{
	int64_t n;

	if (!ch_text_int(arg, strlen(arg), &n) || n < 0 || n > 86400) {
		ch_ui_usage(ui, "--wait is a number of seconds, 0 to 86400");
		return EINVAL;
	}
	ui->wait = (int)n;
	return 0;
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct reading *r = state->input;
	struct ch_ui *ui = r->ui;

	switch (key) {
	case ARGP_KEY_INIT:
		state->child_inputs[0] = r->opt;
		return 0;
	case ARGP_KEY_ARGS:
		r->first = state->next;
		return 0;
	case 's':
		ui->store = arg;
		return 0;
	case KEY_AS_OF:
		ui->as_of = arg;
		return 0;
	case KEY_KNOWN:
		ui->known = arg;
		return 0;
	case KEY_WAIT:
		return set_wait(ui, arg);
	case 'n':
		ui->dry_run = true;
		return 0;
	case 'k':
		ui->keep_going = true;
		return 0;
	case 'e':
		ui->exit_status = true;
		return 0;
	case 'o':
		return set_format(ui, arg);
	case 'q':
		ui->quiet = true;
		return 0;
	case 'v':
		ui->verbose = true;
		return 0;
	case KEY_COLOR:
		return set_color(ui, arg);
	case 'h':
		r->asked = CH_ASKED_HELP;
		return 0;
	case 'V':
		r->asked = CH_ASKED_VERSION;
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

int ch_opts_parse(struct ch_ui *ui, void *opt, int argc, char **argv,
		  int *first, enum ch_asked *asked)
{
	struct argp_option mine[CH_COUNT(common) + 1] = { { 0 } };
	const struct argp own = { ui->verb->options, ui->verb->parser, NULL,
				  NULL, NULL, NULL, NULL };
	const struct argp_child children[] = { { &own, 0, NULL, 0 }, { 0 } };
	const struct argp all = { mine, parse, NULL, NULL, children, NULL,
				  NULL };
	struct reading r = { ui, opt, argc, CH_ASKED_RUN };
	int n = 0, rc = check(ui, argv);
	error_t e;

	if (rc)
		return rc;
	for (size_t i = 0; i < CH_COUNT(common); i++)
		if (takes(ui->verb, &common[i]))
			mine[n++] = common[i].option;
	e = argp_parse(&all, argc, argv, ARGP_NO_HELP, NULL, &r);
	*asked = r.asked;
	*first = r.first;
	if (e == ENOMEM)
		return ch_nomem(&ui->err);
	/* A verb's parser says what is wrong itself, by argp_failure(). */
	if (e && !ui->err.code)
		ui->err.code = CH_EUSAGE;
	if (!ui->as_of)
		ui->as_of = ui->ch_now;
	return e ? ui->err.code : 0;
}
