/* out.h - what the files of this room share, and nobody else. */
#ifndef CH_OUT_H
#define CH_OUT_H

#include "ui/ui.h"

/* ---- options (ui_options.c) ---- */

#define CH_OPTS_MAX 96

/* A verb's own options, then the common ones that it takes. */
struct ch_opts {
	const struct ch_option *v[CH_OPTS_MAX];
	int own, n;
};
void ch_opts_of(const struct ch_verb *verb, struct ch_opts *out);

/* argv[0] is the program. Fills ui and opt, permutes argv, and says where the
 * operands begin; CH_EUSAGE with its message. */
int ch_opts_parse(struct ch_ui *ui, void *opt, int argc, char **argv,
		  int *first);

/* The one of `n` words nearest to `word`, or NULL when none is near. */
const char *ch_opts_nearest(const char *word, const char *const *words, int n);

/* ---- help (ui_help.c) ---- */

void ch_help_prog(struct ch_ui *ui);
void ch_help_verb(struct ch_ui *ui);
void ch_help_dump(struct ch_ui *ui);

/* ---- the process (ui_start.c) ---- */

/* What must be so before anything else; fills what does not depend on
 * options. */
void ch_start(struct ch_ui *ui);

/* Fills the folders of ui->shelf. */
void ch_start_shelf(struct ch_ui *ui);

/* ---- standard output (ui_stdout.c, ui_out.c) ---- */

#define CH_ROOM_FOR_OUT (64u << 10)

struct ch_sheet;
struct ch_words;

struct ch_ui_out {
	struct ch_buf pending;		/* on its way to stdout */
	bool failed;			/* a write failed; said in ui->err */
	int pager;			/* its process; 0: none */
	int pager_fd;
	const char *columns;		/* ch_ui_columns */
	char *columns_file;		/* codes/columns.tsv, once read */
	const char *fields;		/* ch_ui_fields */
	const struct ch_type *type;	/* of which pick[] and csv speak */
	int pick[CH_FIELDS_MAX], picks;
	uint64_t hours;			/* of which picks: a bit each */
	struct ch_buf cell;		/* of CSV, made safe */
	const char *csv_type;		/* whose heading was printed */
	struct ch_sheet *sheet;		/* the table at hand */
	unsigned int cells_sum;		/* of the names of its columns */
	struct ch_words *words;
	struct {
		int64_t begun, last;	/* milliseconds */
		bool shown;
	} progress;
};

int ch_out_new(struct ch_ui *ui);

/* Sends what is pending when there is much of it. 0 or CH_EIO, CH_ENOMEM. */
int ch_out_flush(struct ch_ui *ui, bool all);

/* It cannot be written: CH_EIO, said once. */
int ch_out_failed(struct ch_ui *ui);

/* Everything to the end, the pager's too. */
int ch_out_close(struct ch_ui *ui);

/* The next column of a list: "a,b" or "a:A b:B". */
bool ch_out_next(const char **list, char separator, struct ch_slice *name,
		 struct ch_slice *heading);

/* Appends one CSV field. An empty text is "", a missing one nothing. */
void ch_out_csv(struct ch_ui *ui, const char *s, size_t n, bool first);

/* ---- the pager (ui_pager.c) ---- */

/* Starts $CH_PAGER, $PAGER or less before the first byte, where there is a
 * terminal. */
void ch_pager_start(struct ch_ui *ui);
void ch_pager_wait(struct ch_ui *ui);

/* ---- tables (ui_table.c) ---- */

struct ch_column {
	struct ch_slice heading;
	bool right;		/* a number */
	bool rigid;		/* never shortened */
};

/* Begins a table. With `only_used`, columns without any value stay out. */
int ch_sheet_begin(struct ch_ui *ui, const struct ch_column *column, int n,
		   bool only_used);

/* The buffer for the next cell, which ch_sheet_next() ends; n of them make a
 * row. */
struct ch_buf *ch_sheet_cell(struct ch_ui *ui);
int ch_sheet_next(struct ch_ui *ui);

/* Prints what is left and forgets the table. */
int ch_sheet_end(struct ch_ui *ui);

/* ---- rows as tables (ui_rows.c) ---- */

int ch_table_row(struct ch_ui *ui, const struct ch_row *row);

/* Appends a value as a table shows it. */
void ch_table_show(struct ch_ui *ui, struct ch_buf *out, const char *type,
		  const char *field, enum ch_as as, const struct ch_value *v);

/* The line of codes/columns.tsv for a key, to its end; NULL when it has none.
 * Read by ch_out_next(). */
const char *ch_table_columns(struct ch_ui *ui, const char *key);

/* Bookkeeping that a table leaves to --fields, -v and the other formats. */
bool ch_table_is_bookkeeping(const struct ch_type *t, int c);

/* ---- words (ui_words.c) ---- */

void ch_words_free(struct ch_words **words);

/* Appends the day, or today's time of day; with `hours` that of every day. */
void ch_words_day(struct ch_ui *ui, struct ch_buf *out, int64_t moment,
		  bool hours);

/* "birth: 1960-02-03 -> 1960-02-04" for the journal's {"birth":["was","is"]};
 * false when it is no such thing. */
bool ch_table_changes(struct ch_buf *out, struct ch_slice fields);

/* ---- progress (ui_progress.c) ---- */

int64_t ch_progress_clock(void);	/* milliseconds */

#endif
