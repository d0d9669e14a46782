/* dates.h - how languages say days and times. */
#ifndef CH_DATES_H
#define CH_DATES_H

#include "base/buf.h"
#include "base/shelf.h"

/* texts/dates.tsv. */
struct ch_dates;
int ch_dates_read(struct ch_dates **out, const struct ch_shelf *shelf,
		  struct ch_err *err);
void ch_dates_free(struct ch_dates **dates);

/* Appends the longest day that the language has. */
void ch_dates_longest(const struct ch_dates *dates, const char *language,
		      struct ch_buf *out);

/* Appends the day (since 1970), or the time (a minute of the day), in the
 * language, else in English, else as numbers. */
void ch_dates_day(const struct ch_dates *dates, const char *language,
		  int64_t day, struct ch_buf *out);
void ch_dates_time(const struct ch_dates *dates, const char *language,
		   int minute, struct ch_buf *out);

#endif
