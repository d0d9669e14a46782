/* ui_main.c - a whole small program: options, formats, exit codes. */
#include "base/id.h"
#include "base/moment.h"
#include "tap.h"
#include "ui/ui.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

struct opts {
	const char *title, *fields, *side;
	struct ch_given most;
	struct ch_texts words;
	bool loud;
};

#define AT(field) offsetof(struct opts, field)

static const struct ch_option show_options[] = {
	{ "title", 't', "TEXT", "the title", AT(title) },
	{ "fields", 'F', "FIELD,...", "only these", AT(fields) },
	{ "loud", 'l', NULL, "shout", AT(loud) },
	{ "most", 0, "N", "so many", AT(most) },
	{ "word", 'w', "FIELD=VALUE", "again and again", AT(words) },
	{ "side", 0, "{left|right}", "which", AT(side) },
	{ 0 }
};

static int each(struct ch_ui *ui, void *ctx, const char *text, size_t n,
		struct ch_row *row)
{
	struct ch_cell cell[] = {
		{ "word", CH_AS_TEXT,
		  { .s = text, .n = (uint32_t)n, .kind = CH_TEXT } },
		{ "size", CH_AS_INTEGER,
		  { .i = (int64_t)n, .kind = CH_INT } },
		{ "nothing", CH_AS_TEXT, { .kind = CH_NULL } },
	};
	struct opts *o = ctx;

	if (row)
		return ch_ui_row(ui, row);
	return ch_ui_cells(ui, o->title ? o->title : "word", cell, 3);
}

static bool name_of(void *ctx, struct ch_buf *out, const char *type,
		    int64_t id)
{
	(void)ctx;
	if (strcmp(type, "patient") || id != 0xaaaa)
		return false;
	ch_buf_adds(out, "Ann \x1b Doe");
	return true;
}

static int run_show(struct ch_ui *ui, struct ch_store *store, void *opt,
		    int argc, char **argv)
{
	struct opts *o = opt;
	int rc = 0;

	(void)store;
	ui->name_of = name_of;
	ui->missed = o->loud;
	ch_moment_parse("2026-11-22T10:00:00Z", 20, &ui->now);
	ch_ui_columns(ui, "title:What patient:Who due id");
	if (o->fields)
		rc = ch_ui_fields(ui, ch_type_find("task"), o->fields);
	if (!rc)
		rc = ch_ui_operands(ui, argc, argv, each, o);
	ch_ui_count(ui, "%d counted", 7);
	return rc;
}

static int run_fail(struct ch_ui *ui, struct ch_store *store, void *opt,
		    int argc, char **argv)
{
	(void)store, (void)opt, (void)argc;
	return ch_fail(&ui->err, **argv - '0', "code %s", *argv);
}

static int run_many(struct ch_ui *ui, struct ch_store *store, void *opt,
		    int argc, char **argv)
{
	struct ch_row row;
	int rc = 0;

	(void)store, (void)opt, (void)argc;
	(void)argv;
	for (int i = 0; !rc && i < 30000; i++) {
		ch_row_start(&row, ch_type_find("task"));
		ch_row_put_int(&row, "id", i + 1);
		if (i == 20000)
			ch_row_put_text(&row, "title", "late");
		rc = ch_ui_row(ui, &row);
	}
	return rc;
}

static int run_given(struct ch_ui *ui, struct ch_store *store, void *opt,
		     int argc, char **argv)
{
	const struct opts *o = opt;
	const struct ch_cell cell[] = {
		ch_cell_int("operands", argc), ch_cell_int("most", o->most.v),
		ch_cell_text("side", o->side), ch_cell_int("words", o->words.n),
		ch_cell_text("last", o->words.n ?
			     o->words.v[o->words.n - 1] : NULL),
		ch_cell_given("none", CH_AS_ID, 0),
	};

	(void)store, (void)argv;
	return ch_ui_cells(ui, "given", cell, CH_COUNT(cell));
}

static const struct ch_verb verbs[] = {
	{ "show", "ID...|-", "show them", show_options,
	  CH_READ | CH_KEEP | CH_EXIT, "read:all", run_show },
	{ "fail", "N", "fail", NULL, 0, NULL, run_fail },
	{ "many", "", "print many", NULL, 0, NULL, run_many },
	{ "given", "NAME [ID]", "what was given", show_options, 0, NULL,
	  run_given },
	{ 0 }
};

static int call(struct ch_ui *ui, void *opt, int argc, char **argv)
{
	return ui->verb->run(ui, NULL, opt, argc, argv);
}

static const struct ch_prog prog = {
	"ch-try", "try the glue", verbs, sizeof(struct opts)
};

/* ---- running it ---- */

static char out[1 << 16], said[1 << 14];
static const char *input = "";
static int out_fd = -1;

static int file_with(const char *text)
{
	char path[] = "/tmp/ch-ui.XXXXXX";
	int fd = mkstemp(path);

	if (fd < 0 || unlink(path) ||
	    write(fd, text, strlen(text)) != (ssize_t)strlen(text))
		abort();
	lseek(fd, 0, SEEK_SET);
	return fd;
}

static void read_back(int fd, char *text, size_t size)
{
	ssize_t n = pread(fd, text, size - 1, 0);

	text[n > 0 ? n : 0] = '\0';
	close(fd);
}

/* The words of `line`, and the exit code. */
static int try(const char *line)
{
	char words[512], *argv[32], *rest = words;
	int argc = 0, in = file_with(input), o = file_with(""),
	    e = file_with(""), status;
	pid_t child;

	snprintf(words, sizeof(words), "ch-try %s", line);
	while ((argv[argc] = strsep(&rest, " ")))
		argc += *argv[argc] != '\0';
	child = fork();
	if (!child) {
		dup2(in, 0);
		dup2(out_fd >= 0 ? out_fd : o, 1);
		dup2(e, 2);
		if (out_fd == -2)
			close(1);
		_exit(ch_ui_main(&prog, argc, argv, call));
	}
	waitpid(child, &status, 0);
	close(in);
	read_back(o, out, sizeof(out));
	read_back(e, said, sizeof(said));
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static bool printed(const char *want)
{
	if (strcmp(out, want))
		printf("# out: %s# said: %s\n", out, said);
	return !strcmp(out, want);
}

static bool says(const char *want)
{
	bool good = strstr(said, want) && !strncmp(said, "ch-try: ", 8);

	if (!good)
		printf("# said: %s\n", said);
	return good;
}

static void options(void)
{
	ok(try("") == 64 && says("which verb?"), "no verb");
	ok(try("shw") == 64 && says("did you mean show?"), "nearest verb");
	ok(try("-o csv show") == 64 && says("verb first"), "the verb is first");
	ok(try("--help") == 0 && strstr(out, "show ID...|-"), "help");
	ok(try("show a -h") == 0 && strstr(out, "--title=TEXT") &&
	   strstr(out, "--store=FILE") && !strstr(out, "--known"),
	   "a verb's help");
	ok(try("show a -V") == 0 && strstr(out, "ch-try (care-hub) "),
	   "version");
	ok(try("show a --titl=x") == 64 && says("in full: --title"),
	   "no abbreviation");
	ok(try("show a --titel=SECRET") == 64 && says("mean --title?") &&
	   !strstr(said, "SECRET"), "nearest option, and no value");
	ok(try("show a --loud=x") == 64 && says("no argument"), "no argument");
	ok(try("show a -t") == 64 && says("needs an argument: TEXT"),
	   "an argument missing");
	ok(try("show a -z") == 64 && says("no option -z"), "no such letter");
	ok(try("show a --known today") == 64 && says("no option --known"),
	   "not this verb's");
	ok(try("show a -o xml") == 64 && says("table, jsonl, csv"),
	   "no such format");
	ok(try("show a --wait 1x") == 64 && says("--wait"), "no number");
	ok(try("show a b -o csv --title x c -- -d") == 0 &&
	   printed("word,size,nothing\na,1,\nb,1,\nc,1,\n'-d,2,\n"),
	   "options anywhere");
	ok(try("show -t --titl a") == 0 &&
	   printed("{\"type\":\"--titl\",\"word\":\"a\",\"size\":1}\n"),
	   "an argument may look like an option");
	ok(try("show -lks/x a") == 0, "letters together");
	ok(try("show a -le") == 1 && try("show a -e") == 0 &&
	   try("show a -l") == 0, "-e");
	ok(try("show -q a") == 0 && printed("") && says("7 counted"), "-q");
	ok(try("show") == 64 && says("ID...|-"), "no operands");
	ok(try("many x") == 64 && says("takes no operands"), "none, please");
	ok(try("given") == 64 && says("NAME [ID]") &&
	   try("given a b c") == 64 && says("so many"), "one or two");
	ok(try("given a b --most 7 -w a=1 -wb=2 --side left") == 0 &&
	   printed("{\"type\":\"given\",\"operands\":2,\"most\":7,"
		   "\"side\":\"left\",\"words\":2,\"last\":\"b=2\"}\n"),
	   "each kind of option");
	ok(try("given a --most x") == 64 && says("--most takes a number") &&
	   try("given a --most=-1") == 64 && try("given a --side up") == 64 &&
	   says("one of left, right"), "none of its kind");
	ok(try("--dump-options") == 0 &&
	   strstr(out, "option\tshow\town\tt\ttitle\tTEXT\tthe title\n") &&
	   strstr(out, "option\tmany\tcommon\tV\tversion\t\t"), "the dump");
}

static void exits(void)
{
	static const int want[] = { 0, 0, 64, 65, 66, 70, 71, 73, 74, 75 };
	char line[32];

	for (int i = 2; i < (int)CH_COUNT(want); i++) {
		snprintf(line, sizeof(line), "fail %d", i);
		ok(try(line) == want[i] && says("code "), "exit %d", want[i]);
	}
	ok(ch_ui_exit(CH_EPERM) == 77 && ch_ui_exit(CH_EVERSION) == 78,
	   "the others");
}

static void formats(void)
{
	static const char task[] = "{\"type\":\"task\",\"v\":1,"
		"\"id\":\"123456789abcdef0\",\"patient\":\"000000000000aaaa\","
		"\"title\":\"Call, \\\"now\\\"\\u001b[2J\","
		"\"due\":\"2026-11-22T14:05:00Z\"}\n";

	input = task;
	ok(try("show -") == 0 && printed(task), "a record comes through");
	ok(try("show - - -F due,id") == 0 &&
	   printed("{\"type\":\"task\",\"v\":1,"
		   "\"due\":\"2026-11-22T14:05:00Z\","
		   "\"id\":\"123456789abcdef0\"}\n"), "--fields, - once");
	ok(try("show - -F due,titel") == 64 && says("task has: id"),
	   "no such field");
	ok(try("show - -o table") == 0 &&
	   printed("What                Who           due          id\n"
		   "Call, \"now\"\\x1b[2J  Ann \\x1b Doe  today 14:05  "
		   "12345678\n"), "a table");
	ok(try("show - -o csv -F title,due,reason") == 0 &&
	   printed("title,due,reason\n\"Call, \"\"now\"\"\\x1b[2J\","
		   "2026-11-22T14:05:00Z,\n"), "CSV");
	ok(try("show - x -o csv -F id") == 64 && says("CSV holds one"),
	   "two kinds in one CSV");
	input = "word\n\n  123 \n";
	ok(try("show -") == 0 &&
	   printed("{\"type\":\"word\",\"word\":\"word\",\"size\":4}\n"
		   "{\"type\":\"word\",\"word\":\"123\",\"size\":3}\n"),
	   "bare words");
	ok(try("show - -o table") == 0 &&
	   printed("word  size  nothing\nword     4\n123      3\n"),
	   "cells as a table");
	ok(try("many -o table") == 0 && !strncmp(out, "id\n00000000\n", 12),
	   "a long table");
}

static void refusals(void)
{
	input = "{\"type\":\"task\",\"id\":\"123";
	ok(try("show -") == 65 && says("<stdin>:1:") && says("cut off"),
	   "half a line");
	input = "[1]\n";
	ok(try("show -") == 65 && says("jq -c '.[]'"), "an array");
	input = "{\n}\n";
	ok(try("show -") == 65 && says("jq -c ."), "pretty JSON");
	input = "ok\nb\xff" "d\nend\n";
	ok(try("show -") == 65 && says("<stdin>:2: not valid UTF-8"),
	   "bad UTF-8");
	ok(try("show -k -") == 65 && strstr(out, "\"end\"") &&
	   says("<stdin>:2"), "-k goes on, and still says so");
	input = "";
	out_fd = open("/dev/full", O_WRONLY);
	ok(try("show a") == 74 && says("write error: No space left"),
	   "a full disk");
	ok(try("many") == 74 && says("write error"), "in the middle");
	close(out_fd);
	out_fd = -2;
	ok(try("show a") == 74 && says("write error"), "closed stdout");
	out_fd = -1;
}

int main(void)
{
	setenv("CH_SHARE", "/nonexistent", 1);
	unsetenv("CH_NOW");
	unsetenv("CH_STORE");
	options();
	exits();
	formats();
	refusals();
	return tap_end();
}
