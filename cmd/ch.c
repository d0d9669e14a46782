/* ch.c - `ch WORD ...` runs ch-WORD; `ch help` says which words there are. */
#include "base/file.h"
#include "base/text.h"
#include "hub/verb.h"

#include <unistd.h>

enum { COMMANDS_MAX = 1 << 20, WORDS_MAX = 128 };

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

/* One line of commands.tsv: name, class, words. */
struct command {
	struct ch_slice part[3];
};

static bool read_command(const char *s, size_t n, struct command *c)
{
	for (int i = 0; i < 3; i++) {
		const char *tab = i < 2 ? memchr(s, '\t', n) : s + n;

		if (!tab)
			return false;
		c->part[i] = (struct ch_slice){ s, (size_t)(tab - s) };
		n -= c->part[i].n + (i < 2);
		s = tab + 1;
	}
	return true;
}

static int read_commands(struct ch_ui *ui, char **text,
			 struct command command[WORDS_MAX], int *n)
{
	struct ch_book book;
	size_t size;
	char *s, *nl;
	int rc = ch_shelf_find(&ui->shelf, ".", "commands", ".tsv", &book,
			       &ui->err);

	/* Nothing to suggest without the list, but no reason to stop either. */
	if (rc == CH_ENOENT)
		return 0;
	if (!rc)
		rc = ch_file_slurp(book.path, COMMANDS_MAX, text, &size,
				   &ui->err);
	if (rc)
		return rc;
	for (s = *text; (nl = strchr(s, '\n')) && *n < WORDS_MAX; s = nl + 1)
		*n += read_command(s, (size_t)(nl - s), &command[*n]);
	return 0;
}

static int list(struct ch_ui *ui, const struct command *command, int n)
{
	static const char *const name[] = { "name", "class", "about" };
	struct ch_cell cell[3];
	int rc = 0;

	for (int i = 0; i < n && !rc; i++) {
		for (int k = 0; k < 3; k++)
			cell[k] = (struct ch_cell){
				name[k], CH_AS_TEXT,
				{ .s = command[i].part[k].s,
				  .n = (uint32_t)command[i].part[k].n,
				  .kind = CH_TEXT },
			};
		rc = ch_ui_cells(ui, "program", cell, 3);
	}
	return rc;
}

static int no_such_program(struct ch_ui *ui, const struct command *command,
			   int n)
{
	char best[64] = "";
	size_t least = 3;

	for (int i = 0; i < n; i++) {
		char word[64];
		size_t d;

		/* Without its "ch-". */
		snprintf(word, sizeof(word), "%.*s",
			 (int)command[i].part[0].n - 3,
			 command[i].part[0].s + 3);
		d = ch_text_distance(word, unknown);
		if (d >= least)
			continue;
		least = d;
		memcpy(best, word, sizeof(best));
	}
	if (*best)
		return ch_ui_usage(ui, "no program ch-%s; did you mean %s?",
				   unknown, best);
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
	struct command command[WORDS_MAX];
	CH_AUTO(ch_free) char *text = NULL;
	int n = 0, rc;

	(void)store, (void)opt;
	if (argc) {
		rc = show_manual(ui, argv[0]);
		if (rc != CH_ENOENT)
			return rc;
	}
	rc = read_commands(ui, &text, command, &n);
	if (rc)
		return rc;
	return unknown ? no_such_program(ui, command, n) :
		list(ui, command, n);
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
