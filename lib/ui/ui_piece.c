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

/* The words with the moments of fields in their braces; one that is not said
 * takes the blank before it along. */
static void add_standing(struct ch_ui *ui, struct ch_buf *line,
			 const struct ch_row *row, const char *field)
{
	struct ch_slice code = ch_row_get_text(row, field), s;
	char now[48];
	size_t end;

	snprintf(now, sizeof(now), "%s-now", field);
	s = ch_ui_word(ui, row->type->name, now, code);
	if (s.s == code.s)
		s = ch_ui_word(ui, row->type->name, field, code);
	for (; s.n; s.s += end, s.n -= end) {
		const char *open = memchr(s.s, '{', s.n);
		const char *close = open ? memchr(open, '}', s.n - (size_t)(
				open - s.s)) : NULL;
		int c = close ? ch_field_find(row->type, open + 1,
					      (size_t)(close - open - 1)) : -1;
		bool there = c >= 0 && says(row, c);

		end = close ? (size_t)(close + 1 - s.s) : s.n;
		ch_buf_add(line, s.s, close ? (size_t)(open - s.s) - (!there &&
			   open > s.s && open[-1] == ' ') : s.n);
		if (there)
			ch_ui_when(ui, line, row->v[c].i);
	}
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
	case CH_SAY_STANDS:
		add_standing(ui, line, row, p->field);
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
		ch_page_person(ui, line, row, p->field, p->other ? p->other :
			       "staff", words);
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
