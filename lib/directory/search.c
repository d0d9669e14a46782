/* search.c - ranks the services of a category, and says why. */
#include <math.h>

#include "base/grow.h"
#include "base/moment.h"
#include "directory/directory_in.h"

/* So many services' hours are looked at, at most, for those that are open. */
#define HOURS_MAX 500

struct found {
	int64_t id;
	double miles;
	int score;
};

struct search {
	struct fit_look look;
	struct ch_seek *seek;
	struct fit_hours *hours;
	struct found *found;
	size_t n, room;
	struct ch_buf why, against;
};

/* ---- all of the category, by little ---- */

#define LOOKED_AT "id, zip, area, languages, latitude, longitude, age_from, " \
	"age_until, places, places_at, places_until"

/* Also those of several categories. */
static const char all[] =
	"SELECT " LOOKED_AT " FROM service WHERE category = $1 AND "
	"(active IS NULL OR active = 1) UNION ALL "
	"SELECT " LOOKED_AT " FROM service WHERE id IN (SELECT record FROM "
	"coding WHERE code = $1 AND record_type = 'service' AND "
	"field = 'category') AND category <> $1 AND "
	"(active IS NULL OR active = 1)";

static int64_t number_or(const struct ch_stmt *st, int c, int64_t none)
{
	return ch_stmt_kind(st, c) == CH_DB_NULL ? none : ch_stmt_int(st, c);
}

static void read_facts(const struct ch_stmt *st, struct fit_facts *f)
{
	*f = (struct fit_facts){
		.zip = ch_stmt_text(st, 1), .area = ch_stmt_text(st, 2),
		.languages = ch_stmt_text(st, 3), .at = CH_POINT_NOWHERE,
		.age_from = number_or(st, 6, -1),
		.age_until = number_or(st, 7, -1),
		.places = number_or(st, 8, -1),
		.places_at = number_or(st, 9, 0),
		.places_until = number_or(st, 10, 0),
	};
	if (ch_stmt_kind(st, 4) != CH_DB_NULL &&
	    ch_stmt_kind(st, 5) != CH_DB_NULL)
		f->at = (struct ch_point){ ch_stmt_real(st, 4),
					   ch_stmt_real(st, 5) };
}

static int collect(struct search *s, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_store_ask(&st, s->seek->store, all,
			      CH_WITH(ch_ask_str(s->seek->category)), err);

	while (!rc && !(rc = ch_stmt_step(st, err))) {
		struct fit_facts facts;
		struct fit fit;

		rc = ch_grow((void **)&s->found, &s->room, s->n,
			     sizeof(*s->found), err);
		if (rc)
			break;
		read_facts(st, &facts);
		ch_fit_judge(&s->look, &facts, &fit);
		s->found[s->n++] = (struct found){ ch_stmt_int(st, 0),
						   fit.miles, fit.score };
	}
	s->seek->candidates = s->n;
	return rc == CH_END ? 0 : rc;
}

static int by_fit(const void *a, const void *b)
{
	const struct found *x = a, *y = b;
	double far_x = isnan(x->miles) ? INFINITY : x->miles;
	double far_y = isnan(y->miles) ? INFINITY : y->miles;

	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	if (far_x != far_y)
		return far_x < far_y ? -1 : 1;
	return x->id < y->id ? -1 : x->id > y->id;
}

/* ---- the best, whole ---- */

static int64_t number_of(const struct ch_row *row, const char *name,
			 int64_t none)
{
	int c = ch_field(row->type, name);

	return ch_row_has(row, c) ? row->v[c].i : none;
}

static void facts_of(const struct ch_row *row, struct fit_facts *f)
{
	int a = ch_field(row->type, "latitude");
	int b = ch_field(row->type, "longitude");

	*f = (struct fit_facts){
		.zip = ch_row_get_text(row, "zip"),
		.area = ch_row_get_text(row, "area"),
		.languages = ch_row_get_text(row, "languages"),
		.at = CH_POINT_NOWHERE,
		.age_from = number_of(row, "age_from", -1),
		.age_until = number_of(row, "age_until", -1),
		.places = number_of(row, "places", -1),
		.places_at = number_of(row, "places_at", 0),
		.places_until = number_of(row, "places_until", 0),
	};
	if (ch_row_has(row, a) && ch_row_has(row, b))
		f->at = (struct ch_point){ row->v[a].r, row->v[b].r };
}

static void add(struct ch_buf *b, const char *words)
{
	if (b->n)
		ch_buf_adds(b, "; ");
	ch_buf_adds(b, words);
}

/* Hours count only where they were asked for; they are told always. */
static bool closed(const struct search *s, const struct fit_open *open)
{
	return open->said && !open->bad && !open->open && s->seek->open;
}

static void judge_hours(const struct search *s, const struct fit_open *open,
			struct fit *fit)
{
	if (closed(s, open))
		fit->out |= FIT_CLOSED;
	ch_fit_score(fit);
}

/* "Mon 30 Nov 09:00", by the hub's clock; that day's only the hour. */
static void say_when(const struct search *s, int64_t seconds, char out[40])
{
	static const char *const weekday[] = { "Mon", "Tue", "Wed", "Thu",
					       "Fri", "Sat", "Sun" };
	static const char *const month[] = { "Jan", "Feb", "Mar", "Apr",
		"May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	int64_t at = ch_moment_local(seconds), day = ch_moment_local_day(at);
	int64_t clock = seconds + ch_moment_offset(at) * 60, year;
	int of_year, of_month, minute = (int)(clock / 60 % (24 * 60));

	ch_civil_of_days(day, &year, &of_year, &of_month);
	if (day == ch_moment_local_day(s->seek->at ? s->seek->at :
				       s->seek->now))
		snprintf(out, 40, "%02d:%02d", minute / 60, minute % 60);
	else
		snprintf(out, 40, "%s %d %s %02d:%02d",
			 weekday[((day + 3) % 7 + 7) % 7], of_month,
			 month[of_year - 1], minute / 60, minute % 60);
}

static void say_hours(struct search *s, const struct fit_open *open)
{
	char when[40], words[80];

	if (open->bad)
		add(&s->against, "its hours cannot be read");
	if (!open->said || open->bad)
		return;
	say_when(s, open->open ? open->until : open->next, when);
	snprintf(words, sizeof(words), open->open ? "open until %s" :
		 open->next ? "closed until %s" : "closed for two weeks", when);
	add(open->open ? &s->why : &s->against, words);
}

static int judge_organization(struct search *s, const struct ch_row *service,
			      struct fit *fit, struct ch_err *err)
{
	int64_t id = ch_row_get_int(service, "organization");
	struct ch_row row;
	int rc = id ? ch_store_get(s->seek->store,
				   ch_type_find("organization"), id, &row,
				   err) : CH_END;

	if (!rc && !number_of(&row, "active", 1))
		fit->out |= FIT_ORGANIZATION;
	return rc == CH_END ? 0 : rc;
}

static void fill_places(const struct search *s, const struct fit_facts *f,
			struct ch_row *offer)
{
	if (f->places < 0)
		return;
	ch_row_put_int(offer, "places", f->places);
	if (!f->places_at)
		return;
	ch_row_put_int(offer, "places_at", f->places_at);
	ch_row_put_int(offer, "places_age", ch_moment_local_day(s->seek->now) -
		       ch_moment_local_day(f->places_at));
}

static void fill(struct search *s, const struct ch_row *service,
		 const struct fit_facts *f, const struct fit *fit,
		 const struct fit_open *open, struct ch_row *offer)
{
	ch_row_start(offer, ch_type_find("offer"));
	ch_row_int(offer, 0, service->v[0].i);
	if (s->seek->patient)
		ch_row_put_int(offer, "patient", s->seek->patient);
	ch_row_put_int(offer, "service", service->v[0].i);
	ch_row_copy(offer, "name", service, "name");
	ch_row_put_text(offer, "category", s->seek->category);
	ch_row_copy(offer, "organization", service, "organization");
	ch_row_copy(offer, "phone", service, "phone");
	ch_row_copy(offer, "languages", service, "languages");
	ch_row_put_int(offer, "fit", fit->score);
	if (!isnan(fit->miles))
		ch_row_real(offer, ch_field(offer->type, "miles"),
			    round(fit->miles * 10) / 10);
	if (open->said && !open->bad)
		ch_row_put_int(offer, "open", open->open);
	if (open->next)
		ch_row_put_int(offer, "next_open",
			       ch_moment_local(open->next));
	fill_places(s, f, offer);
	if (s->why.n)
		ch_row_put_text(offer, "why", s->why.s);
	if (s->against.n)
		ch_row_put_text(offer, "against", s->against.s);
}

/* Everything about one service; `*offered` is whether it is. Only where
 * `wanted` is that, is it given. */
static int give(struct search *s, int64_t id, bool wanted, bool *offered,
		ch_each_row each, void *ctx, struct ch_err *err)
{
	struct fit_facts facts;
	struct fit_open open;
	struct ch_row row, offer;
	struct fit fit;
	int rc = ch_store_need(s->seek->store, ch_type_find("service"), id,
			       &row, err);

	if (rc)
		return rc;
	rc = ch_fit_hours(s->hours, ch_row_get_text(&row, "schedule"),
			  ch_row_get_text(&row, "zone"), &open, err);
	*offered = !closed(s, &open);
	if (rc || (wanted && !*offered))
		return rc;
	facts_of(&row, &facts);
	ch_fit_judge(&s->look, &facts, &fit);
	rc = judge_organization(s, &row, &fit, err);
	if (rc)
		return rc;
	judge_hours(s, &open, &fit);
	*offered = fit.score;
	if (*offered != wanted)
		return 0;
	ch_buf_clear(&s->why);
	ch_buf_clear(&s->against);
	say_hours(s, &open);
	if (!open.said)
		fit.ask |= FIT_ASK_HOURS;
	ch_fit_words(&s->look, &facts, &fit, &s->why, &s->against);
	if (ch_buf_ok(&s->why, err) || ch_buf_ok(&s->against, err))
		return CH_ENOMEM;
	fill(s, &row, &facts, &fit, &open, &offer);
	return each(ctx, &offer, err);
}

/* The best first, until there are enough; what turns out not to be offered
 * waits behind. */
static int give_all(struct search *s, ch_each_row each, void *ctx,
		    struct ch_err *err)
{
	size_t given = 0, turned = 0, looked = 0, limit = s->seek->limit;
	bool offered;
	int rc = 0;

	for (size_t i = 0; i < s->n && given < limit && !rc; i++) {
		if (!s->found[i].score)
			break;
		if (looked++ >= HOURS_MAX) {
			s->seek->unlooked = true;
			break;
		}
		rc = give(s, s->found[i].id, true, &offered, each, ctx, err);
		given += offered;
		/* It goes to those that were turned away before the rest. */
		if (!rc && !offered)
			s->found[turned++] = s->found[i];
	}
	for (size_t i = 0; i < turned && given < limit && !rc; i++, given++)
		rc = give(s, s->found[i].id, false, &offered, each, ctx, err);
	for (size_t i = 0; i < s->n && given < limit && !rc; i++) {
		if (s->found[i].score)
			continue;
		rc = give(s, s->found[i].id, false, &offered, each, ctx, err);
		given++;
	}
	return rc;
}

int ch_seek_run(struct ch_seek *seek, ch_each_row each, void *ctx,
		struct ch_err *err)
{
	struct search s = { .seek = seek, .look = { .seek = seek } };
	CH_AUTO(ch_stmt_free) struct ch_stmt *hold = NULL;
	int rc = ch_zips_open(&s.look.zips, seek->shelf, err);

	if (!rc) {
		s.look.from = ch_zips_find(&s.look.zips, seek->zip);
		seek->unplaced = *seek->zip && !ch_point_known(s.look.from);
		rc = ch_fit_hours_new(&s.hours, seek, err);
	}
	if (!rc)
		rc = ch_fit_tongue(&s.look.tongue, seek->shelf,
				   seek->language ? seek->language :
				   seek->speaks, err);
	seek->unspoken = seek->language && !s.look.tongue.known;
	/* A statement that stays open holds the state that all is read of, and
	 * its lock, which each other one would take and give back. */
	if (!rc)
		rc = ch_store_ask_row(&hold, seek->store, "SELECT id FROM "
				      "service LIMIT 2", NULL, 0, err);
	if (!rc || rc == CH_END)
		rc = collect(&s, err);
	if (!rc && s.n)
		qsort(s.found, s.n, sizeof(*s.found), by_fit);
	if (!rc)
		rc = give_all(&s, each, ctx, err);
	ch_fit_hours_free(&s.hours);
	ch_zips_close(&s.look.zips);
	ch_buf_free(&s.why);
	ch_buf_free(&s.against);
	free(s.found);
	return rc;
}
