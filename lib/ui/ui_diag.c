/* ui_diag.c - what programs say on standard error. */
#include "ui/out.h"
#include "base/text.h"

#include <unistd.h>

static void say(struct ch_ui *ui, const char *fmt, va_list ap)
	__attribute__((format(printf, 2, 0)));

static void say(struct ch_ui *ui, const char *fmt, va_list ap)
{
	char words[1024];
	struct ch_buf line = CH_BUF_INIT;
	ssize_t n;

	vsnprintf(words, sizeof(words), fmt, ap);
	ch_ui_progress_end(ui);
	ch_buf_addf(&line, "%s: ", ui->prog->name);
	ch_text_visible(&line, words, strlen(words));
	ch_buf_addc(&line, '\n');
	/* One write, so that lines of several programs do not mix; when
	 * standard error is gone there is nobody to tell. */
	if (!line.failed) {
		n = write(STDERR_FILENO, line.s, line.n);
		(void)n;
	}
	ch_buf_free(&line);
}

void ch_ui_warn(struct ch_ui *ui, const char *fmt, ...)
{
	va_list ap;

	ui->said = true;
	va_start(ap, fmt);
	say(ui, fmt, ap);
	va_end(ap);
}

void ch_ui_count(struct ch_ui *ui, const char *fmt, ...)
{
	va_list ap;

	/* In a pipe the records themselves say it. */
	if (!ui->quiet && !ui->verbose && !ui->err_tty)
		return;
	/* On a terminal the count belongs below what was counted. */
	if (ui->out_tty && !ch_ui_end(ui))
		ch_out_flush(ui, true);
	va_start(ap, fmt);
	say(ui, fmt, ap);
	va_end(ap);
}
