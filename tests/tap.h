/* tap.h - unit tests that speak TAP: plan() at the end. */
#ifndef CH_TAP_H
#define CH_TAP_H

#include <stdio.h>

static int tap_ran, tap_failed;

#define ok(cond, ...) do { \
	int tap_good = !!(cond); \
	printf(tap_good ? "ok %d - " : "not ok %d - ", ++tap_ran); \
	printf(__VA_ARGS__); \
	putchar('\n'); \
	if (!tap_good) { \
		tap_failed++; \
		printf("# %s:%d: %s\n", __FILE__, __LINE__, #cond); \
	} \
} while (0)

/* The end of main: `return tap_end();` */
static inline int tap_end(void)
{
	printf("1..%d\n", tap_ran);
	return tap_failed != 0;
}

#endif
