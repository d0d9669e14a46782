/* measure_words.c - a number in a sentence, as people say it. */
#include <math.h>

#include "base/buf.h"
#include "measure/measure.h"

bool ch_is_few(int64_t count)
{
	return count > 0 && count <= CH_FEW;
}

bool ch_number_is_small(const struct ch_measure *m, const struct ch_number *n)
{
	if (ch_is_few(n->numerator))
		return true;
	return m->kind != CH_RATE && (ch_is_few((int64_t)n->denominator) ||
		ch_is_few((int64_t)n->denominator - n->numerator));
}

bool ch_number_sum_tells(const struct ch_number *n)
{
	int withheld = 0;

	for (int i = 0; i < n->n_whys; i++)
		withheld += ch_is_few(n->whys[i].n);
	return withheld == 1;
}

/* One digit after the point where it tells something, never "-0". */
static void say_number(struct ch_buf *out, double x)
{
	double tenths = round(x * 10) / 10 + 0.0;

	if (fabs(tenths) >= 1000 || tenths == floor(tenths))
		ch_buf_addf(out, "%.0f", tenths);
	else
		ch_buf_addf(out, "%.1f", tenths);
}

/* A percentage: whole from ten on. */
static void say_percent(struct ch_buf *out, double share)
{
	double p = 100 * share;

	say_number(out, p >= 10 ? round(p) : p);
}

static void say_likely(struct ch_buf *out, const struct ch_measure *m,
		       const struct ch_interval *i)
{
	bool share = m->kind == CH_PROPORTION;

	if (!i->name)
		return;
	ch_buf_adds(out, share ? ", likely " : " (likely ");
	if (share)
		say_percent(out, i->low);
	else
		say_number(out, i->low);
	ch_buf_adds(out, isfinite(i->high) ? " to " : " or more");
	if (share)
		say_percent(out, i->high);
	else if (isfinite(i->high))
		say_number(out, i->high);
	ch_buf_adds(out, share ? " %" : ")");
}

void ch_measure_value(struct ch_buf *out, const struct ch_measure *m,
		      double value)
{
	if (m->kind == CH_PROPORTION) {
		say_percent(out, value);
		ch_buf_adds(out, " %");
		return;
	}
	say_number(out, value);
	if (*m->unit && m->kind != CH_RATE)
		ch_buf_addf(out, " %s", m->unit);
}

static void say_counted(struct ch_buf *out, const struct ch_measure *m,
			const struct ch_number *n)
{
	static const char *const how[] = {
		[CH_MEAN] = " on average", [CH_MEDIAN] = " in the middle",
		[CH_SCORE] = "",
	};

	if (m->kind == CH_PROPORTION) {
		ch_buf_addf(out, "%lld of %.0f %s %s (",
			    (long long)n->numerator, n->denominator, m->noun,
			    m->sentence);
		ch_measure_value(out, m, n->value);
		say_likely(out, m, &n->interval);
		ch_buf_addc(out, ')');
		return;
	}
	if (m->kind == CH_RATE)
		ch_buf_addf(out, "%lld %s in %.0f %s: ",
			    (long long)n->numerator, m->noun, n->denominator,
			    m->unit);
	else
		ch_buf_addf(out, "%.0f %s: ", n->denominator, m->noun);
	if (!n->has_value) {
		ch_buf_adds(out, "half or more are not there yet");
		return;
	}
	ch_measure_value(out, m, n->value);
	if (m->kind == CH_RATE)
		ch_buf_addf(out, " per %.0f", m->per);
	else
		ch_buf_adds(out, how[m->kind]);
	say_likely(out, m, &n->interval);
}

static void say_word(struct ch_buf *out, const char *why)
{
	for (; *why; why++)
		ch_buf_addc(out, *why == '-' ? ' ' : *why);
}

static void say_count(struct ch_buf *out, int64_t count, bool suppress)
{
	if (suppress && ch_is_few(count))
		ch_buf_adds(out, "a few");
	else
		ch_buf_addf(out, "%lld", (long long)count);
}

static void say_left_out(struct ch_buf *out, const struct ch_number *n,
			 bool suppress)
{
	ch_buf_adds(out, "; ");
	if (suppress && ch_number_sum_tells(n))
		ch_buf_adds(out, "some");
	else
		say_count(out, n->excluded, suppress);
	ch_buf_adds(out, " not counted");
	for (int i = 0; i < n->n_whys; i++) {
		ch_buf_adds(out, i ? ", " : ": ");
		say_count(out, n->whys[i].n, suppress);
		ch_buf_addc(out, ' ');
		say_word(out, n->whys[i].why);
	}
}

void ch_measure_sentence(struct ch_buf *out, const struct ch_measure *m,
			 const struct ch_number *n, bool suppress)
{
	if (!(n->denominator > 0))
		ch_buf_adds(out, "nobody to count");
	else if (suppress && ch_number_is_small(m, n))
		ch_buf_addf(out, "withheld: %d or fewer", CH_FEW);
	else
		say_counted(out, m, n);
	if (n->unknown && *m->unknown) {
		ch_buf_adds(out, "; ");
		say_count(out, n->unknown, suppress);
		ch_buf_addf(out, " %s", m->unknown);
	}
	if (n->pending) {
		ch_buf_adds(out, "; ");
		say_count(out, n->pending, suppress);
		ch_buf_adds(out, " still open");
	}
	if (n->excluded)
		say_left_out(out, n, suppress);
	if (m->kind == CH_RATE && n->denominator > 0) {
		ch_buf_adds(out, "; membership of ");
		say_count(out, n->by_coverage, suppress);
		ch_buf_adds(out, " people by coverage, of ");
		say_count(out, n->by_contact, suppress);
		ch_buf_adds(out, " from first to last contact");
	}
}
