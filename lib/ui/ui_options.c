/* ui_options.c - argp's options: those of a verb and those of every verb. */
#include "ui/out.h"
#include "base/text.h"

#include <argp.h>
#include <errno.h>

#define AT(field) offsetof(struct ch_ui, field)

static const struct common {
	unsigned needs;		/* what a verb must need to have it; 0: any */
	struct ch_option option;	/* `at` is its place in struct ch_ui */
} common[] = {
	{ CH_STORE, { "store", 's', "FILE",
		"use the store in FILE (default: $CH_STORE)", AT(store) } },
	{ CH_STORE, { "as-of", 0, "DATE", "let now be DATE", AT(as_of) } },
	{ CH_KNOWN, { "known", 0, "DATE",
		"tell only what the hub had heard by DATE", AT(known) } },
	{ CH_STORE, { "wait", 0, "N",
		"wait N seconds for other writers (default: 30)",
		AT(asked.wait) } },
	{ CH_DRY, { "dry-run", 'n', NULL, "print the same, write nothing",
		AT(dry_run) } },
	{ CH_KEEP, { "keep-going", 'k', NULL,
		"leave out what is refused and go on", AT(keep_going) } },
	{ CH_EXIT, { "exit-status", 'e', NULL,
		"exit 1 when something needs attention", AT(exit_status) } },
	{ 0, { "format", 'o', "{table|jsonl|csv}",
		"how to print (default: table on a terminal, else jsonl)",
		AT(asked.format) } },
	{ 0, { "raw", 0, NULL, "in CSV, write as is what a spreadsheet would "
		"take for a formula", AT(raw) } },
	{ 0, { "quiet", 'q', NULL,
		"print nothing but a count, on standard error", AT(quiet) } },
	{ 0, { "verbose", 'v', NULL, "say more", AT(verbose) } },
	{ 0, { "color", 0, "{auto|always|never}",
		"colours in tables (default: auto)", AT(asked.color) } },
	{ 0, { "help", 'h', NULL, "print this help", AT(asked.help) } },
	{ 0, { "version", 'V', NULL, "print the version",
		AT(asked.version) } },
};

void ch_opts_of(const struct ch_verb *verb, struct ch_opts *out)
{
	const struct ch_option *o = verb->options;

	out->own = 0;
	for (; o && o->name; o++)
		out->v[out->own++] = o;
	out->n = out->own;
	for (size_t i = 0; i < CH_COUNT(common); i++)
		if (!common[i].needs || (verb->needs & common[i].needs))
			out->v[out->n++] = &common[i].option;
}

const char *ch_opts_nearest(const char *word, const char *const *words, int n)
{
	struct ch_near near = { .to = word };
	const char *best = NULL;

	for (int i = 0; i < n; i++) {
		size_t was = *near.best ? near.distance : SIZE_MAX;

		ch_near_try(&near, words[i]);
		if (*near.best && near.distance < was)
			best = words[i];
	}
	return best;
}

/* ---- before argp: names in full, arguments where they belong ---- */

/* A long option that is not there: the hint is the one it abbreviates, or the
 * nearest. */
static int refuse_long(struct ch_ui *ui, const char *name, size_t n,
		       const struct ch_opts *all)
{
	const char *word[CH_OPTS_MAX], *hint = NULL;
	char typed[64];

	snprintf(typed, sizeof(typed), "%.*s", (int)n, name);
	for (int i = 0; i < all->n; i++) {
		word[i] = all->v[i]->name;
		if (!strncmp(word[i], name, n) && n)
			hint = word[i];
	}
	if (hint)
		return ch_ui_usage(ui, "--%s is short for an option; write it "
				   "in full: --%s", typed, hint);
	hint = ch_opts_nearest(typed, word, all->n);
	if (hint)
		return ch_ui_usage(ui, "no option --%s; did you mean --%s?",
				   typed, hint);
	return ch_ui_usage(ui, "no option --%s", typed);
}

static int check_long(struct ch_ui *ui, char *const *argv, int *i,
		      const struct ch_opts *all)
{
	const char *name = argv[*i] + 2, *is = strchr(name, '=');
	size_t n = is ? (size_t)(is - name) : strlen(name);

	for (int k = 0; k < all->n; k++) {
		const struct ch_option *o = all->v[k];

		if (strlen(o->name) != n || memcmp(o->name, name, n))
			continue;
		if (is && !o->arg)
			return ch_ui_usage(ui, "--%s takes no argument",
					   o->name);
		if (!is && o->arg && !argv[++*i])
			return ch_ui_usage(ui, "--%s needs an argument: %s",
					   o->name, o->arg);
		return 0;
	}
	return refuse_long(ui, name, n, all);
}

static int check_short(struct ch_ui *ui, char *const *argv, int *i,
		       const struct ch_opts *all)
{
	for (const char *s = argv[*i] + 1; *s; s++) {
		int k = 0;

		while (k < all->n && all->v[k]->letter != *s)
			k++;
		if (k == all->n)
			return ch_ui_usage(ui, "no option -%c", *s);
		if (!all->v[k]->arg)
			continue;
		if (!s[1] && !argv[++*i])
			return ch_ui_usage(ui, "-%c needs an argument: %s", *s,
					   all->v[k]->arg);
		return 0;
	}
	return 0;
}

/* getopt would take abbreviations, and argp would point at options that we do
 * not have; after this, neither finds anything to complain of. */
static int check(struct ch_ui *ui, char *const *argv,
		 const struct ch_opts *all)
{
	int rc = 0;

	for (int i = 1; !rc && argv[i]; i++) {
		if (argv[i][0] != '-' || !argv[i][1])
			continue;
		if (!strcmp(argv[i], "--"))
			break;
		if (argv[i][1] == '-')
			rc = check_long(ui, argv, &i, all);
		else
			rc = check_short(ui, argv, &i, all);
		if (!rc && !argv[i])
			break;
	}
	return rc;
}

/* ---- what an option says ---- */

int ch_ui_one_of(struct ch_ui *ui, const char *option, const char *word,
		 const char *const *words, int *place)
{
	struct ch_buf all = CH_BUF_INIT;
	struct ch_near near = { .to = word };
	int rc;

	for (int i = 0; words[i]; i++) {
		ch_near_try(&near, words[i]);
		if (*words[i] && !strcmp(word, words[i])) {
			if (place)
				*place = i;
			ch_buf_free(&all);
			return 0;
		}
		if (*words[i])
			ch_buf_addf(&all, "%s%s", all.n ? ", " : "", words[i]);
	}
	rc = ch_ui_usage(ui, "%s%s: one of %s%s",
			 *option >= 'A' && *option <= 'Z' ? "" : "--", option,
			 all.s ? all.s : "", ch_near_offer(&near));
	ch_buf_free(&all);
	return rc;
}

/* One of {a|b|c}. */
static int check_word(struct ch_ui *ui, const struct ch_option *o,
		      const char *arg)
{
	char text[512], *rest = text, *word;
	const char *words[32] = { NULL };

	snprintf(text, sizeof(text), "%.*s", (int)strlen(o->arg) - 2,
		 o->arg + 1);
	for (int n = 0; (word = strsep(&rest, "|")) &&
	     n + 1 < (int)CH_COUNT(words); n++)
		words[n] = word;
	return ch_ui_one_of(ui, o->name, arg, words, NULL);
}

static int add_text(struct ch_ui *ui, const struct ch_option *o,
		    struct ch_texts *texts, const char *arg)
{
	if (texts->n == CH_TEXTS_MAX)
		return ch_ui_usage(ui, "--%s: %d times at most", o->name,
				   CH_TEXTS_MAX);
	texts->v[texts->n++] = arg;
	return 0;
}

static int set_number(struct ch_ui *ui, const struct ch_option *o,
		      struct ch_given *said)
{
	if (!ch_text_int(said->text, strlen(said->text), &said->v) ||
	    said->v < 0)
		return ch_ui_usage(ui, "--%s takes a number", o->name);
	return 0;
}

static int set(struct ch_ui *ui, const struct ch_option *o, void *in,
	       const char *arg)
{
	char *at = (char *)in + o->at;

	if (!o->arg) {
		*(bool *)at = true;
		return 0;
	}
	if (!strcmp(o->arg, "FIELD=VALUE"))
		return add_text(ui, o, (struct ch_texts *)at, arg);
	if (*o->arg == '{' && check_word(ui, o, arg))
		return CH_EUSAGE;
	/* struct ch_given begins with the text. */
	*(const char **)at = arg;
	return strcmp(o->arg, "N") ? 0 :
		set_number(ui, o, (struct ch_given *)at);
}

/* What the common ones mean. */
static int look_at(struct ch_ui *ui)
{
	const char *format = ui->asked.format, *color = ui->asked.color;

	if (format)
		ui->format = *format == 't' ? CH_FORMAT_TABLE :
			*format == 'j' ? CH_FORMAT_JSONL : CH_FORMAT_CSV;
	if (color && strcmp(color, "auto"))
		ui->color = !strcmp(color, "always");
	if (ui->asked.wait.text && ui->asked.wait.v > 86400)
		return ch_ui_usage(ui, "--wait is a number of seconds, 0 to "
				   "86400");
	if (ui->asked.wait.text)
		ui->wait = (int)ui->asked.wait.v;
	if (!ui->as_of)
		ui->as_of = ui->ch_now;
	return 0;
}

/* ---- argp ---- */

struct reading {
	struct ch_ui *ui;
	void *opt;
	const struct ch_opts *all;
	int first;		/* operand */
};

/* An option's key is its letter, or its place in the list. */
enum { PLACES = 0x100 };

static int key_of(const struct ch_opts *all, int i)
{
	return all->v[i]->letter ? all->v[i]->letter : PLACES + i;
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct reading *r = state->input;

	if (key == ARGP_KEY_INIT) {
		r->first = state->argc;
		return 0;
	}
	if (key == ARGP_KEY_ARGS)
		r->first = state->next;
	for (int i = 0; key > 0 && key != ARGP_KEY_ARG && i < r->all->n; i++)
		if (key_of(r->all, i) == key)
			return set(r->ui, r->all->v[i], i < r->all->own ?
				   r->opt : r->ui, arg) ? EINVAL : 0;
	return key == ARGP_KEY_ARGS ? 0 : ARGP_ERR_UNKNOWN;
}

int ch_opts_parse(struct ch_ui *ui, void *opt, int argc, char **argv,
		  int *first)
{
	struct argp_option option[CH_OPTS_MAX + 1] = { { 0 } };
	const struct argp argp = { option, parse, NULL, NULL, NULL, NULL,
				   NULL };
	struct ch_opts all;
	struct reading r = { ui, opt, &all, argc };
	error_t e;
	int rc;

	ch_opts_of(ui->verb, &all);
	rc = check(ui, argv, &all);
	if (rc)
		return rc;
	for (int i = 0; i < all.n; i++)
		option[i] = (struct argp_option){
			.name = all.v[i]->name, .key = key_of(&all, i),
			.arg = all.v[i]->arg,
		};
	e = argp_parse(&argp, argc, argv, ARGP_NO_HELP | ARGP_NO_ERRS, NULL,
		       &r);
	*first = r.first;
	if (e == ENOMEM)
		return ch_nomem(&ui->err);
	if (e && !ui->err.code)
		ui->err.code = CH_EUSAGE;
	return e ? ui->err.code : look_at(ui);
}
