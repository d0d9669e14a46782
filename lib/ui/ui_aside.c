/* ui_aside.c - values that are no arguments, since everybody sees those. */
#include "ui/ui.h"

struct aside {
	char *answer;
	size_t size;
};

static int take(struct ch_ui *ui, void *ctx, const char *text, size_t n,
		struct ch_row *row)
{
	struct aside *a = ctx;

	if (row || *a->answer || n >= a->size)
		return ch_fail(&ui->err, CH_EDATA, "not one value on a line");
	memcpy(a->answer, text, n);
	a->answer[n] = '\0';
	return 0;
}

int ch_ui_aside(struct ch_ui *ui, const char *how, const char *question,
		char *answer, size_t size)
{
	char stdin_operand[] = "-", *operands[] = { stdin_operand };
	struct aside a = { answer, size };
	int rc = 0;

	*answer = '\0';
	if (!strcmp(how, "-"))
		rc = ch_ui_operands(ui, 1, operands, take, &a);
	else
		ch_ui_ask(ui, question, false, answer, size);
	return rc || *answer ? rc : ch_fail(&ui->err, CH_EDATA,
					    "no value was given");
}
