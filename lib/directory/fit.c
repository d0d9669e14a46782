/* fit.c - how well a service fits, by what it says of itself. */
#include <math.h>

#include "base/moment.h"
#include "base/text.h"
#include "directory/directory_in.h"

/* What each takes off of 100. */
enum { OFF_ASK_AREA = 10, OFF_ASK_AGE = 5, OFF_ASK_LANGUAGE = 15,
       OFF_ASK_PLACES = 5, OFF_OLD_PLACES = 10, OFF_FAR = 20, OFF_WISH = 15,
       OFF_MILES = 40 };

/* ---- places ---- */

static int64_t days_since(int64_t moment, int64_t now)
{
	return ch_moment_local_day(now) - ch_moment_local_day(moment);
}

bool ch_fit_places_old(const struct fit_facts *f, int64_t now)
{
	if (f->places_until)
		return ch_moment_over(f->places_until, now);
	return !f->places_at || days_since(f->places_at, now) > CH_PLACES_DAYS;
}

static void judge_places(const struct fit_look *l, const struct fit_facts *f,
			 struct fit *out)
{
	if (f->places < 0)
		out->ask |= FIT_ASK_PLACES;
	else if (ch_fit_places_old(f, l->seek->now))
		out->ask |= FIT_OLD_PLACES;
	else if (!f->places)
		out->out |= FIT_FULL;
}

/* Lists name what is spoken besides English. */
static void judge_language(const struct fit_look *l,
			   const struct fit_facts *f, struct fit *out)
{
	if (!*l->tongue.tag)
		return;
	out->speaks = ch_fit_speaks(&l->tongue, f->languages);
	if (out->speaks || ch_fit_english(&l->tongue))
		return;
	if (!f->languages.n)
		out->ask |= FIT_ASK_LANGUAGE;
	else if (l->seek->language)
		out->out |= FIT_LANGUAGE;
	else
		out->ask |= FIT_WISH;
}

/* ---- who and where ---- */

static void judge_age(const struct fit_look *l, const struct fit_facts *f,
		      struct fit *out)
{
	int age = l->seek->age;

	if (f->age_from <= 0 && f->age_until < 0)
		return;
	if (age < 0)
		out->ask |= FIT_ASK_AGE;
	else if (age < f->age_from || (f->age_until >= 0 &&
				       age > f->age_until))
		out->out |= FIT_AGE;
}

static void judge_place(const struct fit_look *l, const struct fit_facts *f,
			struct fit *out)
{
	const struct ch_seek *s = l->seek;
	const struct ch_home home = { s->zip, s->city, s->district, s->state };
	struct ch_point at = f->at;
	char zip[16];

	if (!ch_point_known(at) && f->zip.n && ch_point_known(l->from)) {
		ch_slice_copy(zip, sizeof(zip), f->zip);
		at = ch_zips_find(&l->zips, zip);
	}
	out->miles = ch_point_miles(l->from, at);
	if (ch_point_known(l->from) && isnan(out->miles))
		out->ask |= FIT_FAR;
	out->area = CH_AREA_ANYWHERE;
	/* Of a person whose home nobody knows it has to be asked. */
	if (!*s->zip && !*s->city && !s->patient)
		return;
	out->area = ch_area_of(f->area, &home);
	if (out->area == CH_AREA_OUT)
		out->out |= FIT_AREA;
	else if (out->area == CH_AREA_ASK)
		out->ask |= FIT_ASK_AREA;
}

void ch_fit_score(struct fit *fit)
{
	static const int off[] = { OFF_ASK_AREA, OFF_ASK_AGE, OFF_ASK_LANGUAGE,
				   OFF_ASK_PLACES, OFF_OLD_PLACES, OFF_FAR,
				   OFF_WISH };
	double miles = isnan(fit->miles) ? 0 : fit->miles;

	fit->score = 100 - (int)(miles < OFF_MILES ? miles : OFF_MILES);
	for (size_t i = 0; i < CH_COUNT(off); i++)
		if (fit->ask >> i & 1)
			fit->score -= off[i];
	if (fit->score < 1)
		fit->score = 1;
	if (fit->out)
		fit->score = 0;
}

void ch_fit_judge(const struct fit_look *l, const struct fit_facts *f,
		  struct fit *out)
{
	*out = (struct fit){ .miles = NAN };
	judge_place(l, f, out);
	judge_age(l, f, out);
	judge_language(l, f, out);
	judge_places(l, f, out);
	ch_fit_score(out);
}

/* ---- words ---- */

static void add(struct ch_buf *b, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

static void add(struct ch_buf *b, const char *fmt, ...)
{
	char words[200];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(words, sizeof(words), fmt, ap);
	va_end(ap);
	if (b->n)
		ch_buf_adds(b, "; ");
	ch_buf_adds(b, words);
}

static void say_ages(const struct fit_facts *f, char *out, size_t size)
{
	long long from = (long long)f->age_from, until =
		(long long)f->age_until;

	if (f->age_until < 0)
		snprintf(out, size, "from %lld years", from);
	else if (f->age_from <= 0)
		snprintf(out, size, "up to %lld years", until);
	else
		snprintf(out, size, "from %lld to %lld years", from, until);
}

static void say_places(const struct fit_look *l, const struct fit_facts *f,
		       struct ch_buf *out)
{
	int64_t now = l->seek->now;
	long long days = f->places_at ?
		(long long)days_since(f->places_at, now) : -1;
	char when[48] = "";

	if (days == 0)
		snprintf(when, sizeof(when), " today");
	else if (days > 0)
		snprintf(when, sizeof(when), " %lld day%s ago", days,
			 days == 1 ? "" : "s");
	if (ch_fit_places_old(f, now))
		add(out, "%lld free%s: too old to count on",
		    (long long)f->places, when);
	else if (f->places)
		add(out, "%lld free%s", (long long)f->places, when);
	else
		add(out, "full%s", when);
}

/* A few words of a text that may be long. */
static void say_some(struct ch_buf *b, const char *before, struct ch_slice s,
		     const char *after)
{
	size_t n = ch_text_fit(s.s, s.n, 40);

	add(b, "%s %.*s%s%s", before, (int)n, s.s, n < s.n ? "..." : "",
	    after);
}

static void say_not_said(const struct fit *fit, struct ch_buf *b)
{
	const char *const what[] = {
		fit->ask & FIT_ASK_HOURS ? "hours" : NULL,
		fit->ask & FIT_ASK_LANGUAGE ? "languages" : NULL,
		fit->ask & FIT_FAR ? "how far" : NULL,
	};
	const char *before = "not said:";

	for (size_t i = 0; i < CH_COUNT(what); i++)
		if (what[i]) {
			if (*before == 'n' && b->n)
				ch_buf_adds(b, "; ");
			ch_buf_addf(b, "%s %s", before, what[i]);
			before = ",";
		}
}

static void say_against(const struct fit_look *l, const struct fit_facts *f,
			const struct fit *fit, struct ch_buf *b)
{
	char ages[64];

	if (fit->out & FIT_ORGANIZATION)
		add(b, "its organization is no longer there");
	if (fit->out & FIT_AREA)
		say_some(b, "out of its area:", f->area, "");
	if (fit->ask & FIT_ASK_AREA)
		say_some(b, "ask: it serves", f->area, "");
	say_ages(f, ages, sizeof(ages));
	if (fit->out & FIT_AGE)
		add(b, "not at that age: %s", ages);
	if (fit->ask & FIT_ASK_AGE)
		add(b, "only %s", ages);
	if (fit->out & FIT_LANGUAGE)
		add(b, "not in that language");
	if (fit->ask & FIT_WISH)
		add(b, "not in their language");
	if (fit->out & FIT_FULL || fit->ask & FIT_OLD_PLACES)
		say_places(l, f, b);
	say_not_said(fit, b);
}

void ch_fit_words(const struct fit_look *l, const struct fit_facts *f,
		  const struct fit *fit, struct ch_buf *why,
		  struct ch_buf *against)
{
	if (fit->area == CH_AREA_IN)
		add(why, "serves there");
	if (fit->speaks)
		add(why, "in that language");
	if (f->places > 0 && !ch_fit_places_old(f, l->seek->now))
		say_places(l, f, why);
	say_against(l, f, fit, against);
}
