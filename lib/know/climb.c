/* climb.c - climbs ladders, level by level. */
#include "know/climb.h"

/* A ladder that is in use. */
struct ch_climb {
	struct ch_climb *next;
	char name[64];
	bool usable, doubted[CH_LADDER_LEVELS];
	struct ch_ladder l;
};

struct ch_heard {
	struct ch_heard *next;
	char who[96];
	struct ch_ids staff;
};

static void doubt(struct ch_climbs *set, const char *name, const char *level,
		  const char *words)
{
	char text[480];

	snprintf(text, sizeof(text), "ladder %s%s%s: %s", name, *level ?
		 ", level " : "", level, words);
	set->doubt(set->doubt_ctx, text);
}

/* A level without a ladder of its name has none. */
static int load(struct ch_climbs *set, struct ch_climb *l, bool named,
		struct ch_err *err)
{
	struct ch_book book;
	struct ch_err why;
	int rc = ch_shelf_find(set->shelf, "ladders", l->name, ".json", &book,
			       &why);

	if (rc && !named)
		return 0;
	if (!rc)
		rc = ch_ladder_load(&l->l, book.path, set->shelf, NULL, NULL,
				    &why);
	if (rc == CH_ENOMEM)
		return ch_nomem(err);
	l->usable = !rc;
	set->broken |= rc != 0;
	if (rc)
		doubt(set, l->name, "", why.msg);
	return 0;
}

static int find_name(struct ch_climbs *set, const char *name, bool named,
		     struct ch_climb **out, struct ch_err *err)
{
	struct ch_climb *l = set->climb;

	while (l && strcmp(l->name, name))
		l = l->next;
	*out = l;
	if (l)
		return 0;
	l = *out = calloc(1, sizeof(*l));
	if (!l)
		return ch_nomem(err);
	snprintf(l->name, sizeof(l->name), "%s", name);
	l->next = set->climb;
	set->climb = l;
	return load(set, l, named, err);
}

static int find(struct ch_climbs *set, const struct ch_climber *c,
		struct ch_climb **out, struct ch_err *err)
{
	int rc = find_name(set, c->ladder, c->named, out, err);

	return rc || (*out)->usable || !c->named ? rc :
		find_name(set, c->level, false, out, err);
}

int ch_climbs_next(struct ch_climbs *set, const struct ch_climber *c,
		   enum ch_ladder_next *out, struct ch_err *err)
{
	struct ch_climb *l;
	int rc = find(set, c, &l, err);

	*out = rc || !l->usable ? CH_LADDER_WAITS :
		ch_ladder_next(&l->l, &c->rung, set->now);
	return rc;
}

/* ---- who ---- */

static int hear(struct ch_climbs *set, const char *who, ch_climb_who ask,
		void *ctx, struct ch_ids *out, struct ch_err *err)
{
	struct ch_heard *h = set->heard;
	int rc = 0;

	if (strncmp(who, "role:", 5) && strncmp(who, "on-call:", 8))
		return ask(ctx, who, out, err);
	while (h && strcmp(h->who, who))
		h = h->next;
	if (!h) {
		h = calloc(1, sizeof(*h));
		if (!h)
			return ch_nomem(err);
		snprintf(h->who, sizeof(h->who), "%s", who);
		h->next = set->heard;
		set->heard = h;
		rc = ask(ctx, who, &h->staff, err);
	}
	for (size_t i = 0; i < h->staff.n && !rc; i++)
		rc = ch_ids_add(out, h->staff.id[i], err);
	return rc;
}

/* Its own role and owner have words without a name. "": nobody. */
static void spell(char out[96], const struct ch_climber *c, const char *who)
{
	bool own = !strcmp(who, "role") || !strcmp(who, "on-call");

	if (own && *c->role)
		snprintf(out, 96, "%s:%s", who, c->role);
	else
		snprintf(out, 96, "%s", own ? "" : !strcmp(who, "owner") ?
			 c->owner : who);
}

/* The first word that means anybody. */
static int hear_level(struct ch_climbs *set, const struct ch_climber *c,
		      const struct ch_ladder_level *level, ch_climb_who ask,
		      void *ctx, struct ch_ids *out, struct ch_err *err)
{
	const char *const *who = level->who;
	char text[96];
	int rc = 0;

	for (; *who && !out->n && !rc; who++) {
		spell(text, c, *who);
		if (*text)
			rc = hear(set, text, ask, ctx, out, err);
	}
	return rc;
}

int ch_climbs_climb(struct ch_climbs *set, struct ch_climber *c,
		    ch_climb_who who, ch_climb_tell tell, void *ctx, bool *any,
		    struct ch_err *err)
{
	bool at_once = c->rung.unheard;
	struct ch_climb *l;
	int rc = find(set, c, &l, err);

	*any = false;
	if (at_once)
		c->rung.step = 0;
	while (!rc && c->rung.step < l->l.levels &&
	       (at_once || ch_ladder_due(&l->l, &c->rung) <= set->now)) {
		size_t step = c->rung.step++;
		CH_AUTO(ch_ids_free) struct ch_ids staff = { 0 };

		rc = hear_level(set, c, &l->l.level[step], who, ctx, &staff,
				err);
		at_once = !staff.n;
		if (!rc && staff.n)
			rc = tell(ctx, c, &staff, err);
		if (staff.n)
			c->rung.climbed = set->now;
		*any |= staff.n > 0;
		if (!rc && !staff.n && !l->doubted[step]) {
			l->doubted[step] = true;
			doubt(set, l->name, l->l.level[step].name,
			      "nobody holds it");
		}
	}
	set->unheard += c->untold && !*any;
	return rc;
}

void ch_climbs_free(struct ch_climbs *set)
{
	struct ch_climb *l;
	struct ch_heard *h;

	while ((l = set->climb)) {
		set->climb = l->next;
		ch_ladder_free(&l->l);
		free(l);
	}
	while ((h = set->heard)) {
		set->heard = h->next;
		ch_ids_free(&h->staff);
		free(h);
	}
}
