/* cell.c - texts for spreadsheets, which take some for formulas. */
#include "base/text.h"

/* "-5", "-0.25", "-1e-7": a spreadsheet takes it for the number that it is. */
static bool is_negative_number(const char *s, size_t n)
{
	double d;

	return n > 1 && *s == '-' && s[1] >= '0' && s[1] <= '9' &&
		ch_text_real(s, n, &d);
}

/* What begins a formula, whatever apostrophes stand before it: those that were
 * there get one more, so that one can be taken off. */
static bool means_more(const char *s, size_t n)
{
	size_t i = 0;

	while (i < n && s[i] == '\'')
		i++;
	return i < n && memchr("=+-@\t\r\n", s[i], 7) &&
		!(i == 0 && is_negative_number(s, n));
}

void ch_text_cell(struct ch_buf *out, const char *s, size_t n)
{
	const char *end = s + n;

	if (means_more(s, n))
		ch_buf_addc(out, '\'');
	for (; s < end; s++) {
		unsigned char c = (unsigned char)*s;
		bool c1 = c == 0xc2 && s + 1 < end &&
			(unsigned char)s[1] >= 0x80 &&
			(unsigned char)s[1] < 0xa0;

		if (c1)
			c = (unsigned char)*++s;
		if (c1 || c == 0x7f || (c < ' ' && !strchr("\t\r\n", c)) || !c)
			ch_buf_addf(out, "\\x%02x", c);
		else
			ch_buf_addc(out, *s);
	}
}

struct ch_slice ch_text_of_cell(struct ch_slice cell)
{
	if (cell.n && *cell.s == '\'' && means_more(cell.s, cell.n))
		return (struct ch_slice){ cell.s + 1, cell.n - 1 };
	return cell;
}
