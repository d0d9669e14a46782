/* ui_progress.c - a line on the terminal that says how far we are. */
#include "ui/out.h"
#include "base/text.h"

#include <unistd.h>

int64_t ch_progress_clock(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void send_line(struct ch_ui *ui, const char *s, size_t n)
{
	struct ch_buf b = CH_BUF_INIT;

	ch_buf_adds(&b, "\r\x1b[K");
	ch_buf_add(&b, s, n);
	if (!b.failed && write(STDERR_FILENO, b.s, b.n) < 0)
		ui->err_tty = false;	/* it has gone away: ask no more */
	ch_buf_free(&b);
}

void ch_ui_progress(struct ch_ui *ui, const char *what, int64_t done,
		    int64_t total, int64_t count)
{
	int64_t now;
	struct ch_buf b = CH_BUF_INIT;

	if (!ui->err_tty || ui->quiet)
		return;
	now = ch_progress_clock();
	if (!ui->out->progress.begun)
		ui->out->progress.begun = now;
	if (now - ui->out->progress.begun < 1000 ||
	    now - ui->out->progress.last < 250)
		return;
	ui->out->progress.last = now;
	ui->out->progress.shown = true;
	ch_text_visible(&b, what, strlen(what));
	if (total > 0)
		ch_buf_addf(&b, "  %d %%", (int)(100.0 * (double)done /
						 (double)total));
	ch_buf_addf(&b, "  %lld", (long long)count);
	if (!b.failed)
		send_line(ui, b.s, ch_text_fit(b.s, b.n,
					       (size_t)ui->width - 1));
	ch_buf_free(&b);
}

void ch_ui_progress_end(struct ch_ui *ui)
{
	if (!ui->out || !ui->out->progress.shown)
		return;
	ui->out->progress.shown = false;
	ui->out->progress.begun = 0;
	send_line(ui, "", 0);
}
