/* store_keep.c - which dated backups stay: how many of each are asked for, and
 * what a copy of some time is called. */
#include "store/keep.h"
#include "tap.h"

static bool reads(const char *text, int days, int weeks, int months)
{
	struct ch_keep k;
	struct ch_err err;

	return !ch_keep_parse(&k, text, &err) && k.days == days &&
	       k.weeks == weeks && k.months == months;
}

static bool refuses(const char *text)
{
	struct ch_keep k;
	struct ch_err err;

	return ch_keep_parse(&k, text, &err) == CH_EUSAGE;
}

int main(void)
{
	char name[64];

	ok(reads("7d4w12m", 7, 4, 12) && reads("12m7d", 7, 0, 12) &&
	   reads("1w", 0, 1, 0), "days, weeks, months");
	ok(refuses("") && refuses("7") && refuses("d") && refuses("7x") &&
	   refuses("-1d") && refuses("0d") && refuses("7d ") &&
	   refuses("99999d"), "nothing else");
	ch_keep_name(name, sizeof(name), "hub.db", 1795317300);
	ok(!strcmp(name, "hub.db.2026-11-22T031500Z"), "%s", name);
	ok(strlen(name) == strlen("hub.db") + CH_KEEP_END, "so many bytes");
	return tap_end();
}
