/* book_day.c - ch-book day: who is visited today, in which order, with what. */
#include "base/moment.h"
#include "book/book_day.h"
#include "people/names.h"
#include "ui/piece.h"
#include "visits/visits.h"

#define FURTHER_IN 14

struct sheet {
	struct ch_ui *ui;
	struct ch_buf page;
	int64_t n, last;
	bool back;		/* a time agreed is before the one above */
};

static const struct { const char *field, *label; } lines[] = {
	{ "phone", "      call    " }, { "bring", "      bring   " },
	{ "deliver", "      deliver " }, { "teach", "      explain " },
	{ "notes", "      write   " },
};

static void add_times(struct ch_buf *line, const struct ch_row *stop)
{
	int64_t at = ch_row_get_int(stop, "at");
	size_t from = line->n;

	if (at && ch_moment_said(at) > CH_SAID_DAY)
		ch_page_moment(line, at);
	/* The day is in the heading: its eleven bytes go. */
	if (line->n >= from + 16)
		memmove(line->s + from, line->s + from + 11,
			line->n - from - 11), line->n -= 11;
}

static void add_stop(struct sheet *s, const struct ch_row *stop)
{
	CH_AUTO(ch_buf_free) struct ch_buf line = CH_BUF_INIT;
	int km = ch_field(stop->type, "km");

	ch_buf_addf(&line, "%3lld  ",
		    (long long)ch_row_get_int(stop, "n"));
	add_times(&line, stop);
	ch_page_pad(&line, 12);
	ch_page_name(s->ui, &line, "patient", ch_row_get_int(stop, "patient"));
	ch_page_join(&line, stop, "  ", "place");
	ch_page_join(&line, stop, "  ", "zip");
	if (ch_row_has(stop, km))
		ch_buf_addf(&line, "  %.1f km", stop->v[km].r);
	ch_page_line(s->ui, &s->page, line.s, line.n, FURTHER_IN);
	for (size_t i = 0; i < CH_COUNT(lines); i++) {
		ch_buf_clear(&line);
		ch_page_join(&line, stop, lines[i].label, lines[i].field);
		if (line.n)
			ch_page_line(s->ui, &s->page, line.s, line.n,
				     FURTHER_IN);
	}
	s->n++;
}

static int take(void *ctx, const struct ch_row *stop, struct ch_err *err)
{
	struct sheet *s = ctx;
	int64_t at = ch_row_get_int(stop, "at");

	(void)err;
	s->back |= at && ch_moment_seconds(at) < ch_moment_seconds(s->last);
	s->last = at ? at : s->last;
	if (s->ui->format != CH_FORMAT_TABLE)
		return ch_ui_row(s->ui, stop);
	add_stop(s, stop);
	return 0;
}

static int print(struct sheet *s, const struct ch_visits *v)
{
	CH_AUTO(ch_buf_free) struct ch_buf title = CH_BUF_INIT;
	struct ch_buf page = CH_BUF_INIT;
	int rc;

	ch_page_name(s->ui, &title, "staff", v->staff);
	ch_buf_adds(&title, ", ");
	ch_page_moment(&title, ch_moment_of_day(v->day));
	ch_buf_addf(&title, ": %lld visit%s", (long long)s->n,
		    s->n == 1 ? "" : "s");
	if (v->km > 0)
		ch_buf_addf(&title, ", %.1f km as the crow flies", v->km);
	ch_page_heading(s->ui, &page, title.s ? title.s : "");
	rc = ch_page_print(s->ui, &page);
	return rc ? rc : ch_page_print(s->ui, &s->page);
}

/* "chw:robin" is robin: the role is for the reader. */
static int find_staff(struct ch_ui *ui, struct ch_store *store,
		      const char *who, int64_t *staff)
{
	const char *colon = who ? strrchr(who, ':') : NULL;

	if (who)
		return ch_staff_find(store, colon ? colon + 1 : who, staff,
				     &ui->err);
	*staff = ch_staff_of_login(store, store->actor);
	return *staff ? 0 : ch_ui_usage(ui, "whose day? --for LOGIN");
}

int ch_book_day(struct ch_ui *ui, struct ch_store *store,
		const struct ch_book_day *o)
{
	struct ch_visits v = {
		.store = store, .shelf = &ui->shelf, .from = o->from,
		.by_time = o->by_time, .day = ch_moment_local_day(
			o->on.text ? o->on.v : ui->now),
	};
	struct sheet s = { .ui = ui };
	int rc = find_staff(ui, store, o->who, &v.staff);

	if (!rc)
		rc = ch_visits_read(&v, take, &s, &ui->err);
	if (!rc && ui->format == CH_FORMAT_TABLE)
		rc = print(&s, &v);
	else
		ch_buf_free(&s.page);
	if (!rc && s.back)
		ch_ui_warn(ui, "the times agreed are in another order: "
			   "--by-time");
	if (!rc && v.lost)
		ch_ui_warn(ui, "taken on another day, and nobody signed since: "
			   "%lld deliveries", (long long)v.lost);
	return rc;
}
