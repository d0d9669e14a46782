/* ui.h - what every program shares: options, formats, words, exit codes. */
#ifndef CH_UI_H
#define CH_UI_H

#include <argp.h>

#include "base/buf.h"
#include "base/shelf.h"
#include "record/row.h"

enum ch_format { CH_FORMAT_TABLE, CH_FORMAT_JSONL, CH_FORMAT_CSV };

/* Common options that a verb takes, or-ed together in ch_verb.takes; -o, -q,
 * -v, --color, -h and -V are everywhere. */
enum {
	CH_TAKES_STORE = 1,	/* -s --store, --wait, --as-of */
	CH_TAKES_KNOWN = 2,	/* --known */
	CH_TAKES_DRY = 4,	/* -n --dry-run */
	CH_TAKES_KEEP = 8,	/* -k --keep-going */
	CH_TAKES_EXIT = 16,	/* -e --exit-status */
};

struct ch_ui;

/* One verb. `operands` as shown in usage: "ID...|-"; a parser sees only the
 * verb's own keys and gets the program's zeroed option struct as input. A
 * program without verbs has one ch_verb whose name is "". `run` returns 0 or a
 * CH_E* code with ui->err filled. */
struct ch_verb {
	const char *name, *operands, *doc;
	const struct argp_option *options;	/* may be NULL */
	argp_parser_t parser;			/* may be NULL */
	unsigned takes;
	int (*run)(struct ch_ui *ui, void *opt, int argc, char **argv);
};

struct ch_prog {
	const char *name, *doc;
	const struct ch_verb *verbs;		/* ends with a NULL name */
	size_t opt_size;
};

/* Spells what an ANYREF or REF points at, for tables: appends a name and
 * returns true, or appends nothing. */
typedef bool (*ch_name_of)(void *ctx, struct ch_buf *out, const char *type,
			   int64_t id);

struct ch_ui {
	const struct ch_prog *prog;
	const struct ch_verb *verb;
	/* what was asked for */
	const char *store;		/* --store or $CH_STORE; or NULL */
	const char *as_of, *known;	/* as typed, or $CH_NOW; or NULL */
	const char *ch_now;		/* $CH_NOW, for practice stores */
	int wait;			/* seconds */
	bool dry_run, quiet, verbose, keep_going, exit_status;
	enum ch_format format;
	bool color, out_tty, err_tty, in_tty;
	int width;			/* of the terminal; 80 if none */
	/* what it runs with */
	struct ch_shelf shelf;
	int64_t now;			/* what now means; set by the program */
	ch_name_of name_of;
	void *name_ctx;
	struct ch_err err;
	bool missed;			/* -e: exit 1 if all else is well */
	bool from_stdin;		/* the operand is a line of it */
	struct ch_ui_out *out;		/* private */
};

/* The whole life of a program: opens closed fds 0-2, restores SIGPIPE, umask
 * 077, gives jansson and libcsv an allocator that exits 71, parses options
 * (no abbreviations), runs the verb, ends output, reports. Returns the exit
 * code. `--dump-options` prints the tables for `make gen`. */
int ch_main(const struct ch_prog *prog, int argc, char **argv);

/* ---- output ---- */

/* Prints a record in the chosen format. A table shows `ch_ui_columns`, or all
 * columns that any row has when none were named; CSV shows the named ones, or
 * all of the type (its heading when the type changes from nothing; a second
 * type in one CSV stream is CH_EUSAGE). JSON lines always have everything
 * unless ch_ui_fields() was called. 0 or CH_EIO. */
int ch_ui_row(struct ch_ui *ui, const struct ch_row *row);

/* Columns for tables and their headings: "family:Name at:When status". `type`
 * NULL speaks for all. Borrowed. */
void ch_ui_columns(struct ch_ui *ui, const char *columns);

/* --fields a,b,c: only these, in every format, in this order; CH_EUSAGE with
 * the names there are when `type` has no such field. Borrowed. */
int ch_ui_fields(struct ch_ui *ui, const struct ch_type *type,
		 const char *list);

/* A result with columns of its own (ch-sql, ch-status, ch-import batches). */
struct ch_cell {
	const char *name;
	enum ch_as as;
	struct ch_value v;	/* a CH_NULL is left out of JSON */
};
int ch_ui_cells(struct ch_ui *ui, const char *type, const struct ch_cell *cell,
		int n);

/* Plain text to stdout: for pages. Passes bytes through; the caller has made
 * what came from data visible (ch_text_visible). */
int ch_ui_text(struct ch_ui *ui, const char *s, size_t n);

/* Ends the table at hand; the next row starts another. */
int ch_ui_end(struct ch_ui *ui);

/* The word that people say for a code in a field, from codes/words.tsv
 * (FIELD<TAB>CODE<TAB>WORD; "TYPE.FIELD" is tried first): "Emergency" for
 * class EMER; the code itself when there is none. Borrowed. */
struct ch_slice ch_ui_word(struct ch_ui *ui, const char *type,
			   const char *field, struct ch_slice code);

/* "today 14:05", "tomorrow", "3 days ago", "2 days late", or the day: how
 * people say a moment, seen from ui->now. */
void ch_ui_when(struct ch_ui *ui, struct ch_buf *out, int64_t moment);

/* ---- diagnostics ---- */

/* "PROG: WORDS" to stderr, made visible. */
void ch_ui_warn(struct ch_ui *ui, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/* What -q leaves: one line of counts on stderr. */
void ch_ui_count(struct ch_ui *ui, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/* Progress: a line on a terminal's stderr, after a second, four times a second
 * at most, wiped at the end. `total` < 0: not known. */
void ch_ui_progress(struct ch_ui *ui, const char *what, int64_t done,
		    int64_t total, int64_t count);
void ch_ui_progress_end(struct ch_ui *ui);

/* A question on the terminal; false when there is none or it was not
 * answered. `secret` does not echo. The answer has no newline. */
bool ch_ui_ask(struct ch_ui *ui, const char *question, bool secret,
	       char *answer, size_t size);

/* CH_EUSAGE, and the message. */
int ch_ui_usage(struct ch_ui *ui, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/* An option's number, 0 or more; CH_EUSAGE names the option. */
int ch_ui_number(struct ch_ui *ui, const char *option, const char *text,
		 int64_t *out);

/* The exit code for a CH_E* code: the one table. */
int ch_ui_exit(int code);

/* ---- input ---- */

/*
 * Operands that may be "-": calls `each` for every operand, and for "-" with
 * every line of stdin. A line is a record (row != NULL; text is its line) or
 * a bare word (row == NULL). "-" counts once. No operands at all is CH_EUSAGE.
 */
int ch_ui_operands(struct ch_ui *ui, int argc, char **argv,
		   int (*each)(struct ch_ui *ui, void *ctx, const char *text,
			       size_t n, struct ch_row *row),
		   void *ctx);

#endif
