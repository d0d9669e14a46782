/* ui_help.c - --help for people, --dump-options for `make gen`. */
#include "ui/out.h"

enum { GUTTER = 30, WIDTH = 79 };

/* Words from column `at` on, wrapped below each other, and a newline. */
static void add_words(struct ch_buf *b, const char *words, int at)
{
	int column = at;

	while (*words) {
		int n = (int)strcspn(words, " ");

		if (column > at && column + 1 + n > WIDTH) {
			ch_buf_addf(b, "\n%*s", at, "");
			column = at;
		} else if (column > at) {
			ch_buf_addc(b, ' ');
			column++;
		}
		ch_buf_add(b, words, (size_t)n);
		column += n;
		words += n;
		words += strspn(words, " ");
	}
	ch_buf_addc(b, '\n');
}

static void add_option(struct ch_buf *b, const struct ch_option *o)
{
	size_t start = b->n;

	if (o->letter)
		ch_buf_addf(b, "  -%c, ", o->letter);
	else
		ch_buf_adds(b, "      ");
	ch_buf_addf(b, "--%s", o->name);
	if (o->arg)
		ch_buf_addf(b, "=%s", o->arg);
	if (b->n - start > GUTTER - 2)
		ch_buf_addf(b, "\n%*s", GUTTER, "");
	else
		ch_buf_addf(b, "%*s", (int)(GUTTER - (b->n - start)), "");
	add_words(b, o->doc, GUTTER);
}

static bool has_verbs(const struct ch_prog *prog)
{
	return *prog->verbs->name;
}

void ch_help_prog(struct ch_ui *ui)
{
	struct ch_buf *b = &ui->out->pending;

	ch_buf_addf(b, "Usage: %s VERB [OPTION...] [OPERAND...]\n%s.\n\n",
		    ui->prog->name, ui->prog->doc);
	for (const struct ch_verb *v = ui->prog->verbs; v->name; v++) {
		int n = (int)(strlen(v->name) + strlen(v->operands)) + 1;

		ch_buf_addf(b, "  %s %s", v->name, v->operands);
		if (n > GUTTER - 4)
			ch_buf_addf(b, "\n%*s", GUTTER, "");
		else
			ch_buf_addf(b, "%*s", GUTTER - 2 - n, "");
		add_words(b, v->doc, GUTTER);
	}
	ch_buf_addf(b, "\n%s VERB --help tells a verb's options; the manual "
		    "is %s(1).\n", ui->prog->name, ui->prog->name);
}

void ch_help_verb(struct ch_ui *ui)
{
	const struct ch_verb *v = ui->verb;
	struct ch_buf *b = &ui->out->pending;
	struct ch_opts all;

	ch_opts_of(v, &all);
	ch_buf_addf(b, "Usage: %s%s%s [OPTION...]%s%s\n", ui->prog->name,
		    *v->name ? " " : "", v->name, *v->operands ? " " : "",
		    v->operands);
	add_words(b, v->doc, 0);
	ch_buf_addc(b, '\n');
	for (int i = 0; i < all.n; i++)
		add_option(b, all.v[i]);
	ch_buf_addf(b, "\nThe manual is %s(1).\n", ui->prog->name);
}

/*
 * Lines of fields with tabs between:
 *
 *   prog NAME WORDS
 *   verb VERB OPERANDS WORDS ACCESS
 *   option VERB own|common SHORT LONG ARGUMENT WORDS
 */
void ch_help_dump(struct ch_ui *ui)
{
	struct ch_buf *b = &ui->out->pending;
	struct ch_opts all;

	ch_buf_addf(b, "prog\t%s\t%s\n", ui->prog->name, ui->prog->doc);
	for (const struct ch_verb *v = ui->prog->verbs; v->name; v++) {
		ch_buf_addf(b, "verb\t%s\t%s\t%s\t%s\n", v->name,
			    v->operands, v->doc, v->may ? v->may : "");
		ch_opts_of(v, &all);
		for (int i = 0; i < all.n; i++) {
			const struct ch_option *o = all.v[i];
			char c[2] = { o->letter, '\0' };

			ch_buf_addf(b, "option\t%s\t%s\t%s\t%s\t%s\t%s\n",
				    v->name, i < all.own ? "own" : "common",
				    c, o->name, o->arg ? o->arg : "", o->doc);
		}
		if (!has_verbs(ui->prog))
			break;
	}
}
