/* page.h - what people read: headings, lines, and the fields of records. */
#ifndef CH_UI_PAGE_H
#define CH_UI_PAGE_H

#include "ui/ui.h"

/* ---- laying out ---- */

/* A blank line and the title, bold where there are colours. */
void ch_page_heading(struct ch_ui *ui, struct ch_buf *out, const char *title);

/* "\033[1mWORDS\033[0m" where there are colours. */
void ch_page_bold(struct ch_ui *ui, struct ch_buf *out, const char *words);

/* A line; on a terminal what is too long goes on below, further in: nothing is
 * cut. */
void ch_page_line(struct ch_ui *ui, struct ch_buf *out, const char *s,
		  size_t n, int further);

/* The same for a text that begins in column `at`, also where there is no
 * terminal: then for 80 columns. */
void ch_page_wrap(struct ch_ui *ui, struct ch_buf *out, const char *s, int at,
		  int further);

/* Blanks up to a column of the line, two at least. */
void ch_page_pad(struct ch_buf *line, size_t column);

/* Prints what was laid out, and frees it. */
int ch_page_print(struct ch_ui *ui, struct ch_buf *page);

/* ---- fields, made visible; nothing for what is not said ---- */

void ch_page_text(struct ch_buf *out, const struct ch_row *row,
		  const char *field);
/* With words before it. */
void ch_page_join(struct ch_buf *out, const struct ch_row *row,
		  const char *before, const char *field);
/* The first of two that says something: true when one does. */
bool ch_page_first(struct ch_buf *out, const struct ch_row *row,
		   const char *a, const char *b);
/* The word that people say for it. */
void ch_page_word(struct ch_ui *ui, struct ch_buf *out,
		  const struct ch_row *row, const char *field);
/* The day as it was said. */
void ch_page_day(struct ch_buf *out, const struct ch_row *row,
		 const char *field);
/* The name of a record; "task 1234abcd" where it has none. */
void ch_page_name(struct ch_ui *ui, struct ch_buf *out, const char *type,
		  int64_t id);
/* The name of what the field refers to, with words before it, when it has
 * one. */
void ch_page_person(struct ch_ui *ui, struct ch_buf *out,
		    const struct ch_row *row, const char *field,
		    const char *type, const char *before);
/* "2026-11-22", or "2026-11-22 14:05" by the hub's clock. */
void ch_page_moment(struct ch_buf *out, int64_t m);

/* ---- cards ---- */

/*
 * One record, a field a line, its title above: the fields and labels that
 * codes/columns.tsv has for "TYPE/show", else all that say something. `more`
 * (may be NULL) adds lines of its own, begun with ch_page_label(), after each
 * field.
 */
void ch_page_card(struct ch_ui *ui, struct ch_buf *out,
		  const struct ch_row *row,
		  void (*more)(struct ch_ui *ui, struct ch_buf *out,
			       const struct ch_row *row, const char *field));
void ch_page_label(struct ch_buf *out, const char *label);

#endif
