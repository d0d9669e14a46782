/* reason.c - reasons are words, not stories. */
#include "hub/reason.h"

#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

int ch_hub_reason(struct ch_ui *ui, const char *text)
{
	size_t n = text ? strlen(text) : 1;

	if (!text || (n && n <= 40 && !text[strspn(text, LETTERS
						    "0123456789-_")]))
		return 0;
	return ch_ui_usage(ui, "--reason is a word: letters, digits, - and _, "
			   "40 at most");
}
