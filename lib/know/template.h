/* template.h - plan templates: what a plan for a condition is made of. */
#ifndef CH_KNOW_TEMPLATE_H
#define CH_KNOW_TEMPLATE_H

#include "know/json_keys.h"

/* Texts are NULL where the file does not say them; ch-templates(5) says what
 * each means. Numbers that are not said: -1 for days, NAN for ends. */
struct ch_template_goal {
	const char *item, *title, *measure, *compare, *unit;
	const char *source, *status, *note;
	double value, low, high;
	int by_days;
};

struct ch_template_activity {
	const char *item, *title, *kind, *role, *code, *system, *every,
		*every_met, *goal, *needs, *priority, *timing;
	const char *source, *status, *note;
	int at_days, opens, closes, until_days;
	int shift;		/* minutes; INT_MIN: not said */
};

struct ch_template_topic {
	const char *topic;
};

/* One template; its texts live as long as it does. */
struct ch_template {
	char path[4096];
	char name[128];			/* the file's own */
	char hash[2 * CH_SHA256 + 1];	/* SHA-256 of the file */
	const char *template, *title, *version, *status, *source, *note;
	const char *begins;		/* "discharge", or "today", or NULL */
	int review_days;
	struct ch_template_goal *goal;
	struct ch_template_activity *activity;
	struct ch_template_topic *topic;
	size_t goals, activities, topics;
	char *red_flags;		/* JSON, for the plan's field */
	void *doc;			/* private */
};

/* Reads the file, key by key: its shape alone. All that is wrong is told to the
 * faults; 0 unless it cannot be read at all. Free it also then. */
int ch_template_open(struct ch_template *out, const char *path,
		     struct ch_faults *f);
void ch_template_free(struct ch_template *t);

#endif
