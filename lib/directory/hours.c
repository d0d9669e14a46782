/* hours.c - when services are open; those with the same hours, once. */
#include "base/grow.h"
#include "base/moment.h"
#include "directory/directory_in.h"
#include "when/availability.h"
#include "when/day.h"

#define AHEAD (14 * 86400)

struct same {
	int64_t hash;
	struct fit_open open;
};

struct fit_hours {
	const struct ch_seek *seek;
	int64_t at, until;		/* seconds: an hour, or a whole day */
	struct same *same;
	size_t n, room;
};

int ch_fit_hours_new(struct fit_hours **out, const struct ch_seek *seek,
		     struct ch_err *err)
{
	struct fit_hours *h = calloc(1, sizeof(*h));

	*out = h;
	if (!h)
		return ch_nomem(err);
	h->seek = seek;
	h->at = ch_moment_instant(seek->at ? seek->at : seek->now);
	h->until = seek->at && ch_moment_said(seek->at) == CH_SAID_DAY ?
		ch_day_instant(ch_moment_day(seek->at) + 1, 0) : h->at + 1;
	return 0;
}

void ch_fit_hours_free(struct fit_hours **hours)
{
	if (*hours)
		free((*hours)->same);
	free(*hours);
	*hours = NULL;
}

static int look(struct fit_hours *h, const char *text, const char *zone,
		struct fit_open *out, struct ch_err *err)
{
	const struct ch_available of = { .text = text, .zone = zone,
					 .home = h->seek->store->zone };
	struct ch_opens opens = { 0 };
	int rc = ch_available(&of, h->at, h->at + AHEAD, &opens, err);

	*out = (struct fit_open){ .said = true, .bad = rc == CH_EDATA };
	for (size_t i = 0; !rc && i < opens.n; i++) {
		const struct ch_open *o = &opens.at[i];

		if (o->from < h->until && h->at < o->until) {
			out->open = true;
			out->until = o->until;
		} else if (!out->next && o->from >= h->until) {
			out->next = o->from;
		}
	}
	ch_opens_free(&opens);
	return rc == CH_EDATA ? 0 : rc;
}

int ch_fit_hours(struct fit_hours *h, struct ch_slice schedule,
		 struct ch_slice zone, struct fit_open *out,
		 struct ch_err *err)
{
	CH_AUTO(ch_buf_free) struct ch_buf text = CH_BUF_INIT;
	char name[64];
	int64_t hash;
	int rc;

	*out = (struct fit_open){ .said = false };
	if (!schedule.n)
		return 0;
	ch_slice_copy(name, sizeof(name), zone);
	ch_buf_addf(&text, "%s\n", name);
	ch_buf_add(&text, schedule.s, schedule.n);
	if (ch_buf_ok(&text, err))
		return CH_ENOMEM;
	hash = ch_said_hash(text.s, text.n);
	for (size_t i = 0; i < h->n; i++)
		if (h->same[i].hash == hash) {
			*out = h->same[i].open;
			return 0;
		}
	rc = look(h, text.s + strlen(name) + 1, name, out, err);
	if (!rc)
		rc = ch_grow((void **)&h->same, &h->room, h->n,
			     sizeof(*h->same), err);
	if (!rc)
		h->same[h->n++] = (struct same){ hash, *out };
	return rc;
}
