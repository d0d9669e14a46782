/* ladder.c - reads a ladder: its shape, its sense, its examples; climbs it. */
#include <jansson.h>

#include "base/moment.h"
#include "know/ladder.h"

#define LEVEL(field) offsetof(struct ch_ladder_level, field)
#define WHOLE(field) offsetof(struct ch_ladder, field)
#define ALWAYS "always"

static const char *const states[] = { "draft", "active", "retired", NULL };
static const char *const stops[] = { "acknowledged", "resolved", NULL };

static const struct ch_key whole_keys[] = {
	{ "ladder", CH_KEY_TEXT, .at = WHOLE(ladder), .required = true },
	{ "title", CH_KEY_TEXT, .at = WHOLE(title), .required = true },
	{ "version", CH_KEY_TEXT, .at = WHOLE(version), .required = true },
	{ "status", CH_KEY_TEXT, .at = WHOLE(status), .required = true,
	  .words = states },
	{ "source", CH_KEY_TEXT, .at = WHOLE(source), .required = true },
	{ "note", CH_KEY_TEXT, .at = WHOLE(note) },
	{ "calendar", CH_KEY_TEXT, .at = WHOLE(calendar), .required = true },
	{ "stop", CH_KEY_WORD, .at = WHOLE(stop), .required = true,
	  .words = stops },
	{ "expires", CH_KEY_TEXT, .at = WHOLE(expires) },
	{ "levels", .as = CH_KEY_OWN, .required = true },
	{ "examples", .as = CH_KEY_OWN, .required = true },
	{ 0 }
};

static const struct ch_key level_keys[] = {
	{ "name", CH_KEY_TEXT, .at = LEVEL(name), .required = true },
	{ "wait", CH_KEY_TEXT, .at = LEVEL(wait), .required = true },
	{ "who", .as = CH_KEY_OWN, .required = true },
	{ 0 }
};

/* ---- its shape ---- */

/* "0", "15min", "4h", "2d": minutes; -1 for anything else. */
static int64_t minutes_of(const char *s)
{
	static const struct {
		const char *unit;
		int minutes;
	} units[] = { { "min", 1 }, { "h", 60 }, { "d", 24 * 60 } };
	size_t digits = strspn(s, "0123456789");
	int64_t n = 0;

	if (!digits || digits > 5)
		return -1;
	for (size_t i = 0; i < digits; i++)
		n = n * 10 + s[i] - '0';
	for (size_t i = 0; i < CH_COUNT(units); i++)
		if (!strcmp(s + digits, units[i].unit))
			return n * units[i].minutes;
	return n || s[digits] ? -1 : 0;
}

/* "role:nurse" and the like, or a login. */
static bool is_who(const char *s)
{
	const char *colon = strchr(s, ':');

	if (!*s || s[strcspn(s, " \t\n")])
		return false;
	return !colon || (colon[1] && (!strncmp(s, "role:", 5) ||
				       !strncmp(s, "on-call:", 8) ||
				       !strncmp(s, "team:", 5)));
}

static void read_who(struct ch_faults *f, struct ch_ladder_level *level,
		     json_t *list, size_t n)
{
	json_t *one;
	size_t i;

	if (!list)
		return;
	if (!json_array_size(list) || json_array_size(list) > CH_LADDER_WHO)
		ch_faults_add(f, "not a list of one to eight",
			      "levels[%zu].who", n);
	json_array_foreach(list, i, one) {
		const char *who = json_string_value(one);

		if (!who || !is_who(who))
			ch_faults_add(f, "not owner, role, on-call, "
				      "role:NAME, on-call:NAME, team:NAME or "
				      "a login", "levels[%zu].who[%zu]", n, i);
		else if (i < CH_LADDER_WHO)
			level->who[i] = who;
	}
}

static void read_wait(struct ch_faults *f, struct ch_ladder_level *level,
		      bool always, size_t n)
{
	int64_t minutes = level->wait ? minutes_of(level->wait) : 0;

	level->minutes = (int)minutes;
	if (minutes < 0)
		ch_faults_add(f, "not a span: 0, 15min, 4h, 2d",
			      "levels[%zu].wait", n);
	else if (!always && level->wait && strchr(level->wait, 'd'))
		ch_faults_add(f, "days of working hours are not 24 hours: say "
			      "hours", "levels[%zu].wait", n);
}

static void read_levels(struct ch_faults *f, struct ch_ladder *l)
{
	static const struct ch_ladder_level fresh;
	json_t *list = json_object_get(l->doc, "levels");
	bool always = l->calendar && !strcmp(l->calendar, ALWAYS);

	l->level = ch_json_keys_list(f, l->doc, "levels", level_keys, &fresh,
				     sizeof(*l->level), &l->levels);
	if (list && (!l->levels || l->levels > CH_LADDER_LEVELS))
		ch_faults_add(f, "not a list of 1 to 32 levels", "levels");
	for (size_t i = 0; i < l->levels; i++) {
		struct ch_ladder_level *level = &l->level[i];

		read_wait(f, level, always, i);
		read_who(f, level, json_object_get(json_array_get(list, i),
						   "who"), i);
		for (size_t k = 0; k < i && level->name; k++)
			if (l->level[k].name &&
			    !strcmp(l->level[k].name, level->name))
				ch_faults_add(f, "a name that was there "
					      "before", "levels[%zu].name", i);
	}
}

static void read_rest(struct ch_faults *f, struct ch_ladder *l,
		      const struct ch_shelf *shelf)
{
	struct ch_err why;

	if (l->ladder && strcmp(l->ladder, l->name))
		ch_faults_add(f, "not the name of its file", "ladder");
	l->life = l->expires ? minutes_of(l->expires) : 0;
	if (l->expires && l->life <= 0)
		ch_faults_add(f, "not a span: 30min, 4h, 2d", "expires");
	if (!l->calendar || !strcmp(l->calendar, ALWAYS))
		return;
	if (ch_hours_read(&l->own, shelf, l->calendar, &why))
		ch_faults_add(f, why.code == CH_ENOENT ? "no such file in "
			      "calendars/" : why.msg, "calendar");
	l->hours = &l->own;
}

/* ---- climbing ---- */

int64_t ch_ladder_due(const struct ch_ladder *l, const struct ch_rung *at)
{
	if (at->step >= l->levels)
		return INT64_MAX;
	return ch_hours_after(l->hours, at->climbed ? at->climbed : at->raised,
			      l->level[at->step].minutes);
}

enum ch_ladder_next ch_ladder_next(const struct ch_ladder *l,
				   const struct ch_rung *at, int64_t now)
{
	int64_t since = at->climbed ? at->climbed : at->raised;

	if (at->acknowledged && l->stop == CH_STOP_ACKNOWLEDGED)
		return CH_LADDER_WAITS;
	if (l->life && at->raised + l->life * 60 <= now)
		return CH_LADDER_EXPIRES;
	if (at->unheard)
		return CH_LADDER_CLIMBS;
	/* Working hours take no less time than others, and longer to count. */
	if (at->step >= l->levels || since + l->level[at->step].minutes * 60 >
	    now)
		return CH_LADDER_WAITS;
	return ch_ladder_due(l, at) <= now ? CH_LADDER_CLIMBS :
		CH_LADDER_WAITS;
}

/* ---- its examples ---- */

static bool read_instant(const json_t *v, int64_t *out)
{
	int64_t m;

	if (!json_is_string(v) || ch_moment_parse(json_string_value(v),
						  json_string_length(v), &m) ||
	    ch_moment_said(m) <= CH_SAID_DAY)
		return false;
	*out = ch_moment_instant(m);
	return true;
}

static void try_time(struct ch_faults *f, const json_t *v, int64_t is,
		     size_t n, const char *key)
{
	int64_t said;

	if (!read_instant(v, &said))
		ch_faults_add(f, "not a time: 2026-01-09T16:50",
			      "examples[%zu].%s", n, key);
	else if (said != is)
		ch_faults_add(f, "the ladder gives another time",
			      "examples[%zu].%s", n, key);
}

/* Every level in its turn, each of them held by somebody. */
static void try_levels(struct ch_faults *f, const struct ch_ladder *l,
		       json_t *told, int64_t raised, size_t n)
{
	struct ch_rung at = { .raised = raised };
	size_t met = 0;

	for (; at.step < l->levels; at.step++) {
		const char *name = l->level[at.step].name;
		json_t *v = json_object_get(told, name);

		at.climbed = ch_ladder_due(l, &at);
		met += v != NULL;
		if (v)
			try_time(f, v, at.climbed, n, name);
	}
	if (!met || met != json_object_size(told))
		ch_faults_add(f, "not its levels, each with a time",
			      "examples[%zu].told", n);
}

static void try_example(struct ch_faults *f, const struct ch_ladder *l,
			json_t *example, size_t n)
{
	json_t *expires = json_object_get(example, "expires"), *v;
	const char *key;
	int64_t raised;

	if (!read_instant(json_object_get(example, "raised"), &raised)) {
		ch_faults_add(f, "not a time: 2026-01-09T16:50",
			      "examples[%zu].raised", n);
		return;
	}
	json_object_foreach(example, key, v)
		if (strcmp(key, "title") && strcmp(key, "raised") &&
		    strcmp(key, "told") && strcmp(key, "expires"))
			ch_faults_add(f, "unknown key", "examples[%zu].%s", n,
				      key);
	try_levels(f, l, json_object_get(example, "told"), raised, n);
	if (expires && !l->life)
		ch_faults_add(f, "the ladder does not expire",
			      "examples[%zu].expires", n);
	else if (expires)
		try_time(f, expires, raised + l->life * 60, n, "expires");
}

static void try_all(struct ch_faults *f, struct ch_ladder *l)
{
	json_t *list = json_object_get(l->doc, "examples"), *one;
	size_t i;

	l->examples = json_array_size(list);
	if (!l->examples)
		ch_faults_add(f, "not a list with one example at least",
			      "examples");
	json_array_foreach(list, i, one)
		try_example(f, l, one, i);
}

/* ---- the whole ---- */

static void name_of_file(struct ch_ladder *l)
{
	const char *slash = strrchr(l->path, '/');
	const char *name = slash ? slash + 1 : l->path;
	size_t n = strlen(name);

	if (n > 5 && !strcmp(name + n - 5, ".json"))
		n -= 5;
	snprintf(l->name, sizeof(l->name), "%.*s", (int)n, name);
}

int ch_ladder_load(struct ch_ladder *out, const char *path,
		   const struct ch_shelf *shelf, ch_fault fault, void *ctx,
		   struct ch_err *err)
{
	struct ch_faults f = { out->path, fault, ctx, 0, err };
	struct json_t *doc;
	int rc;

	*out = (struct ch_ladder){ .stop = CH_STOP_ACKNOWLEDGED };
	snprintf(out->path, sizeof(out->path), "%s", path);
	name_of_file(out);
	rc = ch_json_keys_open(&doc, out->hash, &f);
	out->doc = doc;
	if (rc || !doc)
		return rc ? rc : err ? err->code : CH_EDATA;
	ch_json_keys_read(&f, doc, whole_keys, out, "");
	read_levels(&f, out);
	read_rest(&f, out, shelf);
	/* Examples of what makes no sense would only repeat that. */
	if (!f.n)
		try_all(&f, out);
	return f.n ? err ? err->code : CH_EDATA : 0;
}

void ch_ladder_free(struct ch_ladder *l)
{
	json_decref(l->doc);
	free(l->level);
	ch_hours_free(&l->own);
	l->doc = NULL;
	l->level = NULL;
	l->hours = NULL;
}
