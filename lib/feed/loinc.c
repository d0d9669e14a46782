/* loinc.c - a LOINC code in what names a question. */
#include <string.h>

#include "feed/loinc.h"

#define LEAST 3		/* digits: forms number their own questions, too */
#define MOST 7

bool ch_loinc_tail(struct ch_slice *text)
{
	const char *end = text->s + text->n, *p = end;
	bool twice = true;
	int sum = 0;
	size_t n;

	while (p > text->s && !strchr("/#", p[-1]))
		p--;
	n = (size_t)(end - p);
	if (n < LEAST + 2 || n > MOST + 2 || end[-2] != '-')
		return false;
	for (const char *q = end - 3; q >= p; q--, twice = !twice) {
		int digit = *q - '0';

		if (digit < 0 || digit > 9)
			return false;
		digit <<= twice;
		sum += digit > 9 ? digit - 9 : digit;
	}
	if (end[-1] - '0' != (10 - sum % 10) % 10)
		return false;
	*text = (struct ch_slice){ p, n };
	return true;
}
