/* ui_number.c - numbers among the options. */
#include "base/text.h"
#include "ui/ui.h"

int ch_ui_number(struct ch_ui *ui, const char *option, const char *text,
		 int64_t *out)
{
	if (!ch_text_int(text, strlen(text), out) || *out < 0)
		return ch_ui_usage(ui, "%s takes a number", option);
	return 0;
}
