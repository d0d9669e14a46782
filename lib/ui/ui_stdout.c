/* ui_stdout.c - standard output itself, and lists of what goes there. */
#include "ui/out.h"

#include <errno.h>
#include <unistd.h>

int ch_out_new(struct ch_ui *ui)
{
	ui->out = calloc(1, sizeof(*ui->out));
	return ui->out ? 0 : ch_nomem(&ui->err);
}

int ch_out_failed(struct ch_ui *ui)
{
	ui->out->failed = true;
	ui->out->pending.n = 0;
	return ch_fail(&ui->err, CH_EIO, "write error: %s", strerror(errno));
}

int ch_out_flush(struct ch_ui *ui, bool all)
{
	struct ch_ui_out *o = ui->out;
	size_t done = 0;
	int rc = ch_buf_ok(&o->pending, &ui->err);

	if (rc || (!all && o->pending.n < CH_ROOM_FOR_OUT))
		return rc;
	/* What could not be written was said once; go on without. */
	if (o->failed) {
		ch_buf_clear(&o->pending);
		return CH_EIO;
	}
	if (o->pending.n)
		ch_pager_start(ui);
	while (done < o->pending.n) {
		ssize_t n = write(o->pager ? o->pager_fd : STDOUT_FILENO,
				  o->pending.s + done, o->pending.n - done);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return ch_out_failed(ui);
		done += (size_t)n;
	}
	ch_buf_clear(&o->pending);
	return 0;
}

int ch_ui_text(struct ch_ui *ui, const char *s, size_t n)
{
	if (ui->quiet)
		return 0;
	ch_buf_add(&ui->out->pending, s, n);
	return ch_out_flush(ui, false);
}

bool ch_out_next(const char **list, char separator, struct ch_slice *name,
		 struct ch_slice *heading)
{
	const char *s = *list, *colon;

	while (*s == separator)
		s++;
	if (!*s || *s == '\n')
		return false;
	name->s = s;
	while (*s && *s != separator && *s != '\n')
		s++;
	name->n = (size_t)(s - name->s);
	*list = s;
	*heading = *name;
	colon = memchr(name->s, ':', name->n);
	if (colon) {
		heading->s = colon + 1;
		heading->n = name->n - (size_t)(heading->s - name->s);
		name->n = (size_t)(colon - name->s);
	}
	return true;
}
