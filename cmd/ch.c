/* ch.c - `ch WORD ...` runs ch-WORD; `ch help` says which words there are. */
#include "base/text.h"
#include "hub/verb.h"
#include "know/tsv.h"

#include <unistd.h>

enum { WORDS_MAX = 128 };

/* The word that no program answers to; then `help` is the one to say so. */
static const char *unknown;

static bool is_word(const char *s)
{
	return *s && strlen(s) < 64 &&
		strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789-") ==
		strlen(s);
}

/* Becomes the program: the one beside this one, else the one on PATH. Comes
 * back when there is none. */
static void run_program(const char *word, char **argv)
{
	char path[4096 + 80], name[80], *was = argv[0];
	ssize_t n = readlink("/proc/self/exe", path, 4096);

	snprintf(name, sizeof(name), "ch-%s", word);
	argv[0] = name;
	while (n > 0 && path[n - 1] != '/')
		n--;
	if (n > 0) {
		snprintf(path + n, sizeof(path) - (size_t)n, "%s", name);
		execv(path, argv);
	}
	execvp(name, argv);
	argv[0] = was;
}

/* Lines of commands.tsv: name, class, words; borrowed from `tsv`. */
struct commands {
	struct ch_tsv tsv;
	const char *part[WORDS_MAX][3];
	int n;
};

/* Nothing to suggest without the list, but no reason to stop either. */
static int read_commands(struct ch_ui *ui, struct commands *c)
{
	int rc = ch_tsv_open(&c->tsv, &ui->shelf, ".", "commands", &ui->err);

	while (!rc && c->n < WORDS_MAX && ch_tsv_next(&c->tsv))
		if (c->tsv.n == 3)
			memcpy(c->part[c->n++], c->tsv.field,
			       sizeof(c->part[0]));
	return rc == CH_ENOENT ? 0 : rc;
}

static int list(struct ch_ui *ui, const struct commands *c)
{
	int rc = 0;

	for (int i = 0; i < c->n && !rc; i++) {
		const struct ch_cell cell[] = {
			ch_cell_text("name", c->part[i][0]),
			ch_cell_text("class", c->part[i][1]),
			ch_cell_text("about", c->part[i][2]),
		};

		rc = ch_ui_cells(ui, "program", cell, CH_COUNT(cell));
	}
	return rc;
}

static int no_such_program(struct ch_ui *ui, const struct commands *c)
{
	struct ch_near near = { .to = unknown };

	for (int i = 0; i < c->n; i++)	/* without "ch-" */
		ch_near_try(&near, c->part[i][0] + 3);
	if (*near.best)
		return ch_ui_usage(ui, "no program ch-%s; did you mean %s?",
				   unknown, near.best);
	return ch_ui_usage(ui, "no program ch-%s; see ch help", unknown);
}

/* The manual beside share/ where there is one, else the installed one, else
 * what the program says itself. */
static int show_manual(struct ch_ui *ui, const char *word)
{
	char page[4096], name[80];
	char help[] = "--help";
	char *argv[] = { NULL, help, NULL };

	if (!is_word(word))
		return ch_ui_usage(ui, "help takes a word, such as store");
	for (const char *section = "157"; *section; section++) {
		snprintf(page, sizeof(page), "%s/../man/ch-%s.%c",
			 ui->shelf.dir[2], word, *section);
		if (!access(page, R_OK))
			execlp("man", "man", page, (char *)NULL);
	}
	snprintf(page, sizeof(page), "%s/../man/man1", ui->shelf.dir[2]);
	snprintf(name, sizeof(name), "ch-%s", word);
	if (!access(page, R_OK))
		execlp("man", "man", name, (char *)NULL);
	run_program(word, argv);
	unknown = word;
	return CH_ENOENT;
}

static int run_help(struct ch_ui *ui, struct ch_store *store, void *opt,
		    int argc, char **argv)
{
	struct commands commands = { .n = 0 };
	int rc = CH_ENOENT;

	(void)store, (void)opt;
	if (argc)
		rc = show_manual(ui, argv[0]);
	if (rc != CH_ENOENT)
		return rc;
	rc = read_commands(ui, &commands);
	if (!rc)
		rc = unknown ? no_such_program(ui, &commands) :
			list(ui, &commands);
	ch_tsv_close(&commands.tsv);
	return rc;
}

static const struct ch_verb verbs[] = {
	{ "help", "[WORD]", "list the programs, or show a program's manual",
	  NULL, 0, NULL, run_help },
	{ 0 }
};

static const struct ch_prog prog = {
	"ch", "run a program of care-hub: ch WORD ... runs ch-WORD", verbs, 0
};

int main(int argc, char **argv)
{
	char help[] = "help";
	char *ask[] = { argv[0], help, NULL };

	if (argc > 1 && is_word(argv[1]) && *argv[1] != '-' &&
	    strcmp(argv[1], "help")) {
		run_program(argv[1], argv + 1);
		unknown = argv[1];
	}
	if (argc < 2 || unknown || !strcmp(argv[1], "-h") ||
	    !strcmp(argv[1], "--help"))
		return ch_main(&prog, 2, ask);
	return ch_main(&prog, argc, argv);
}
