/* ui.h - what every program shares: options, formats, words, exit codes. */
#ifndef CH_UI_H
#define CH_UI_H

#include <stddef.h>

#include "base/buf.h"
#include "base/shelf.h"
#include "record/row.h"

enum ch_format { CH_FORMAT_TABLE, CH_FORMAT_JSONL, CH_FORMAT_CSV };

struct ch_ui;
struct ch_store;

/* ---- options ---- */

/*
 * One option. What it takes says how it is read, and what `at` is the offset of
 * in the program's struct of options, which begins zeroed:
 *
 *   NULL           bool: it was given
 *   N              struct ch_given: a whole number from 0 on
 *   DATE           struct ch_given: a moment, read once the hub's zone is known
 *   ID             struct ch_given: a patient, looked up in the store
 *   task/ID        the same: a record of that type
 *   FIELD=VALUE    struct ch_texts: it may be given again
 *   {a|b}          const char *: one of these words
 *   others         const char *: as typed (FILE, DIR, NAME, TEXT, TYPE ...)
 *
 * A table ends with a row without a name.
 */
struct ch_option {
	const char *name;
	char letter;		/* 0: it has none */
	const char *arg, *doc;
	size_t at;
};

/* What an option said, and what that is; `text` NULL when it was not given. */
struct ch_given {
	const char *text;
	int64_t v;
};

#define CH_TEXTS_MAX 32
struct ch_texts {
	const char *v[CH_TEXTS_MAX];
	int n;
};

/* ---- verbs ---- */

/* What a verb needs, or-ed together; -o, -q, -v, --color, -h and -V are
 * everywhere. */
enum {
	CH_READ = 1,	/* the store, to read */
	CH_WRITE = 2,	/* the store, to write; both: to read, unless an
			   operand in brackets is given */
	CH_NAMED = 4,	/* the name of a store, which it opens itself */
	CH_KNOWN = 8,	/* --known */
	CH_DRY = 16,	/* -n --dry-run */
	CH_KEEP = 32,	/* -k --keep-going */
	CH_EXIT = 64,	/* -e --exit-status */
	CH_STORE = CH_READ | CH_WRITE | CH_NAMED,  /* -s, --wait, --as-of */
	CH_READS = CH_READ | CH_KNOWN,
	CH_WRITES = CH_WRITE | CH_DRY | CH_KEEP,
};

/*
 * One verb. `operands` as shown in usage, which also says how many there may
 * be: "ID...|-" is one or more, "[ID]" one or none, "" none. `may` says what
 * whoever runs it must be allowed to: "write:task". What it does is a function,
 * which gets the open store (NULL where it needs none) and returns 0 or a CH_E*
 * code with ui->err filled. A program without verbs has one whose name is "".
 */
struct ch_verb {
	const char *name, *operands, *doc;
	const struct ch_option *options;	/* may be NULL */
	unsigned needs;
	const char *may;			/* may be NULL */
	int (*run)(struct ch_ui *ui, struct ch_store *store, void *opt,
		   int argc, char **argv);
	const void *rows;	/* what `run` works along, where several verbs
				   share it: its header says which struct */
};

struct ch_prog {
	const char *name, *doc;
	const struct ch_verb *verbs;		/* ends with a NULL name */
	size_t opt_size;
	const char *type;	/* of record that most verbs are about */
	bool by_person;		/* a patient stands for their records of that
				   type that are not over */
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
	bool dry_run, quiet, verbose, keep_going, exit_status, raw;
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
	bool said;			/* a warning was given */
	bool from_stdin;		/* the operand is a line of it */
	struct ch_ui_out *out;		/* private */
	struct {			/* private: not yet looked at */
		const char *format, *color;
		struct ch_given wait;
		bool help, version;
	} asked;
};

/*
 * The whole life of a program: opens closed fds 0-2, restores SIGPIPE, umask
 * 077, gives jansson and libcsv an allocator that exits 71, parses options
 * (no abbreviations), counts operands, calls `call`, which runs ui->verb, ends
 * output, reports. Returns the exit code. `--dump-options` prints the tables
 * for `make gen`.
 */
int ch_ui_main(const struct ch_prog *prog, int argc, char **argv,
	       int (*call)(struct ch_ui *ui, void *opt, int argc,
			   char **argv));

/* The fewest and the most operands that the verb's usage allows. */
void ch_ui_operand_range(const struct ch_verb *verb, int *least, int *most);

/* ---- output ---- */

/* Prints a record in the chosen format. A table shows `ch_ui_columns`, or all
 * columns that any row has when none were named; CSV shows the named ones, or
 * all of the type (its heading when the type changes from nothing; a second
 * type in one CSV stream is CH_EUSAGE). JSON lines always have everything
 * unless ch_ui_fields() was called. 0 or CH_EIO. */
int ch_ui_row(struct ch_ui *ui, const struct ch_row *row);

/* The same as a callback (ch_each_row): for -e there was one. */
int ch_ui_found(void *ui, const struct ch_row *row, struct ch_err *err);

/* Columns for tables and their headings, where they are others than those that
 * codes/columns.tsv has for the type (with -v: than all): "family:Name at:When
 * status". Borrowed. */
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

/* Cells, by what they hold; all borrow. An empty text is left out. */
struct ch_cell ch_cell_slice(const char *name, struct ch_slice s);
struct ch_cell ch_cell_text(const char *name, const char *s);
struct ch_cell ch_cell_buf(const char *name, const struct ch_buf *b);
struct ch_cell ch_cell_int(const char *name, int64_t i);
struct ch_cell ch_cell_real(const char *name, double d);
/* The cell, left out unless it is `there`. */
struct ch_cell ch_cell_if(bool there, struct ch_cell cell);
/* An id, a moment: 0 is left out. */
struct ch_cell ch_cell_given(const char *name, enum ch_as as, int64_t i);

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

/* The code of a column that somebody said by its word ("done", "On hold"):
 * what was said where it is a code itself, or none. Borrowed. */
const char *ch_ui_code(struct ch_ui *ui, const struct ch_type *type, int c,
		       const char *said);

/* The same; CH_EUSAGE names all codes where the column has them and what was
 * said is neither a code nor a word. */
int ch_ui_coded(struct ch_ui *ui, const struct ch_type *type, int c,
		const char **said);

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

/* What people answer, which the row borrows; begins zeroed. */
#define CH_FILL_MAX 8
#define CH_FILL_SIZE 256
struct ch_fill {
	char said[CH_FILL_MAX][CH_FILL_SIZE];
	bool changed;		/* something was answered */
};

/* A value that is no argument, since everybody on the machine sees those: a
 * line of standard input for "-", else asked for. CH_EDATA without one. */
int ch_ui_aside(struct ch_ui *ui, const char *how, const char *question,
		char *answer, size_t size);

/*
 * Asks for fields one by one, showing what `was` says: "family:Family_name
 * given". The answers come from the terminal, or a line of stdin each; an empty
 * one leaves the field as it is, "-" clears it. Sets them in `row`, and shows
 * what changes in a table. CH_EDATA, CH_EUSAGE for what cannot be read.
 */
int ch_ui_fill(struct ch_ui *ui, struct ch_fill *fill,
	       const struct ch_row *was, const char *fields,
	       struct ch_row *row);

/* That `word` is one of those that end with NULL: CH_EUSAGE names the option
 * and all of them, but for empty ones. `*place` (may be NULL): which it is. */
int ch_ui_one_of(struct ch_ui *ui, const char *option, const char *word,
		 const char *const *words, int *place);

/* CH_EUSAGE, and the message. */
int ch_ui_usage(struct ch_ui *ui, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

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
