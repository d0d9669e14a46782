/* keep.h - which dated backups stay, and which may go. */
#ifndef CH_KEEP_H
#define CH_KEEP_H

#include "base/base.h"

/* How many days, weeks and months have a backup kept: "7d4w12m". */
struct ch_keep {
	int days, weeks, months;
};

/* CH_EUSAGE when it is not so spelled, or keeps nothing. */
int ch_keep_parse(struct ch_keep *out, const char *text, struct ch_err *err);

/* "STEM.2026-11-22T031500Z" for a time; CH_KEEP_END bytes after the stem. */
#define CH_KEEP_END 19
void ch_keep_name(char *out, size_t size, const char *stem, int64_t seconds);

/*
 * Of the backups `stem`.*, removes those that are neither the newest of one of
 * the last days, nor weeks, nor months that have one. The newest always stays.
 */
int ch_keep_prune(const char *stem, const struct ch_keep *keep, int *removed,
		  struct ch_err *err);

#endif
