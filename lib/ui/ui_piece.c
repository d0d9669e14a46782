/* ui_piece.c - lays out a line of a page, piece by piece. */
#include "base/moment.h"
#include "ui/piece.h"

static bool says(const struct ch_row *row, int c)
{
	return ch_row_has(row, c) && (row->v[c].kind != CH_TEXT ||
				      row->v[c].n);
}

static bool is_wanted(const struct ch_row *row, const struct ch_piece *p)
{
	if (p->with && !says(row, ch_field(row->type, p->with)))
		return false;
	if (p->without && says(row, ch_field(row->type, p->without)))
		return false;
	return !p->but || !ch_slice_is(ch_row_get_text(row, p->field), p->but);
}

static void add_field(struct ch_ui *ui, struct ch_buf *line,
		      const struct ch_row *row, const struct ch_piece *p,
		      int64_t m)
{
	switch (p->how) {
	case CH_SAY_TEXT:
		ch_page_text(line, row, p->field);
		break;
	case CH_SAY_WORD:
		ch_page_word(ui, line, row, p->field);
		break;
	case CH_SAY_DAY:
		ch_page_day(line, row, p->field);
		break;
	case CH_SAY_HERE:
		ch_page_moment(line, ch_moment_of_day(ch_moment_local_day(m)));
		break;
	case CH_SAY_WHEN:
		ch_ui_when(ui, line, m);
		break;
	default:
		break;
	}
}

static void add_piece(struct ch_ui *ui, struct ch_buf *line,
		      const struct ch_row *row, const struct ch_piece *p)
{
	const char *words = p->words ? p->words : "";
	int c = p->field ? ch_field(row->type, p->field) : -1;

	if (p->how == CH_SAY_AT)
		ch_page_pad(line, p->to);
	else if (p->how == CH_SAY_FIRST && !ch_page_first(line, row, p->field,
							  p->other))
		ch_buf_adds(line, words);
	if (p->how == CH_SAY_AT || p->how == CH_SAY_FIRST || !says(row, c))
		return;
	if (p->how == CH_SAY_STAFF)
		ch_page_person(ui, line, row, p->field, "staff", words);
	else if (p->how < CH_SAY_YES ||
		 (p->how == CH_SAY_YES) == (row->v[c].i != 0))
		ch_buf_adds(line, words);
	add_field(ui, line, row, p, row->v[c].i);
	if (p->after)
		ch_buf_adds(line, p->after);
}

void ch_page_pieces(struct ch_ui *ui, struct ch_buf *line,
		    const struct ch_row *row, const struct ch_piece *p)
{
	for (; p->how != CH_SAY_END; p++)
		if (is_wanted(row, p))
			add_piece(ui, line, row, p);
}
