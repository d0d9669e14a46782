/* reach.c - puts together what is known of how to reach a person. */
#include "base/text.h"
#include "care/talk/reach.h"

struct ch_reacher {
	struct ch_stmt *who, *prefers, *bans, *contacts;
	struct ch_reach reach;
};

/* All records of the person; joined, as an IN makes a table for each. */
#define THEIRS(type) "FROM patient q CROSS JOIN " type " r ON r.patient = " \
	"q.id WHERE q.person = $1 AND r.value IS NOT NULL "

static const char who[] =
	"SELECT given, family, language, line, city, state, zip FROM patient "
	"WHERE person = $1 ORDER BY id = $1 DESC, id";

static const char prefers[] =
	"SELECT r.kind, r.value " THEIRS("preference") "ORDER BY r.at, r.id";

/* What somebody said is not to be used, whichever record they said it in. */
static const char bans[] =
	"SELECT r.value, r.safe = 0 " THEIRS("contact")
	"AND (r.safe = 0 OR r.voicemail = 0)";

/* The best first. */
static const char contacts[] =
	"SELECT r.system, r.value, r.use " THEIRS("contact")
	"AND (r.use IS NULL OR r.use <> 'old') AND "
	"(r.at IS NULL OR r.at <= $2) AND "
	"(r.until IS NULL OR is_over(r.until, $2) = 0) "
	"ORDER BY r.rank IS NULL, r.rank, r.at DESC, r.id";

int ch_reacher_new(struct ch_reacher **out, struct ch_store *store,
		   int64_t now, struct ch_err *err)
{
	struct ch_reacher *r = *out = calloc(1, sizeof(*r));
	int rc = r ? ch_db_prepare(&r->who, store->db, who, err) :
		ch_nomem(err);

	if (!rc)
		rc = ch_db_prepare(&r->prefers, store->db, prefers, err);
	if (!rc)
		rc = ch_db_prepare(&r->bans, store->db, bans, err);
	if (!rc)
		rc = ch_db_prepare(&r->contacts, store->db, contacts, err);
	if (rc)
		ch_reacher_free(out);
	else
		ch_stmt_bind_int(r->contacts, 2, now);
	return rc;
}

void ch_reacher_free(struct ch_reacher **r)
{
	if (*r) {
		ch_stmt_free(&(*r)->who);
		ch_stmt_free(&(*r)->prefers);
		ch_stmt_free(&(*r)->bans);
		ch_stmt_free(&(*r)->contacts);
	}
	free(*r);
	*r = NULL;
}

static void copy(char *to, size_t size, struct ch_slice s)
{
	snprintf(to, size, "%.*s", (int)s.n, s.n ? s.s : "");
}

/* What each channel would go to; the first found of each stays. */
struct ways {
	char to[CH_CHANNELS][512];
	struct ch_buf unsafe, silent;	/* plain(), each in blanks */
};

static void ways_free(struct ways *w)
{
	ch_buf_free(&w->unsafe);
	ch_buf_free(&w->silent);
}

/* A number or address without what people write between: " 15550100 ". */
static void plain(struct ch_buf *out, struct ch_slice s)
{
	struct ch_buf folded = CH_BUF_INIT;

	ch_text_fold(&folded, s.s, s.n);
	ch_buf_addc(out, ' ');
	for (size_t i = 0; i < folded.n; i++)
		if (!strchr(" +-.()/", folded.s[i]))
			ch_buf_addc(out, folded.s[i]);
	ch_buf_addc(out, ' ');
	ch_buf_free(&folded);
}

static bool is_among(const struct ch_buf *list, struct ch_slice s)
{
	struct ch_buf b = CH_BUF_INIT;
	bool found;

	plain(&b, s);
	found = list->s && b.s && strstr(list->s, b.s);
	ch_buf_free(&b);
	return found;
}

static void take_way(struct ways *w, enum ch_channel channel,
		     struct ch_slice to)
{
	if (!*w->to[channel] && to.n < sizeof(w->to[channel]))
		copy(w->to[channel], sizeof(w->to[channel]), to);
}

static void append(struct ch_buf *b, const char *between, struct ch_slice s)
{
	if (b->n && s.n)
		ch_buf_adds(b, between);
	ch_buf_add(b, s.s ? s.s : "", s.n);
}

static void take_name(struct ch_reach *to, const struct ch_stmt *st)
{
	struct ch_buf b = CH_BUF_INIT;

	append(&b, "", ch_stmt_text(st, 0));
	append(&b, " ", ch_stmt_text(st, 1));
	if (!*to->name)
		copy(to->name, sizeof(to->name),
		     (struct ch_slice){ b.s, b.n });
	ch_buf_free(&b);
}

static void take_home(struct ways *ways, const struct ch_stmt *st)
{
	struct ch_buf b = CH_BUF_INIT;

	for (int c = 3; c < 7; c++)
		append(&b, c == 6 ? " " : ", ", ch_stmt_text(st, c));
	if (ch_stmt_text(st, 3).n)
		take_way(ways, CH_LETTER, (struct ch_slice){ b.s, b.n });
	ch_buf_free(&b);
}

/* Name, language and postal address, of the person's own record first. */
static int read_who(struct ch_reacher *r, struct ways *ways,
		    struct ch_err *err)
{
	struct ch_reach *to = &r->reach;
	int rc;

	while (!(rc = ch_stmt_step(r->who, err))) {
		take_name(to, r->who);
		take_home(ways, r->who);
		if (!*to->language && ch_stmt_text(r->who, 2).n)
			copy(to->language, sizeof(to->language),
			     ch_stmt_text(r->who, 2));
	}
	return rc == CH_END ? 0 : rc;
}

static int read_preferences(struct ch_reacher *r, enum ch_channel *wanted,
			    struct ch_err *err)
{
	struct ch_reach *to = &r->reach;
	int rc;

	*wanted = CH_CHANNELS;
	while (!(rc = ch_stmt_step(r->prefers, err))) {
		struct ch_slice kind = ch_stmt_text(r->prefers, 0);
		struct ch_slice value = ch_stmt_text(r->prefers, 1);

		if (ch_slice_is(kind, "channel")) {
			*wanted = ch_channel_of(value);
			to->unwanted = ch_slice_is(value, "none");
		} else if (ch_slice_is(kind, "language")) {
			copy(to->language, sizeof(to->language), value);
		} else {
			ch_day_prefer(&to->day, kind, value);
		}
	}
	return rc == CH_END ? 0 : rc;
}

static int read_bans(struct ch_reacher *r, struct ways *ways,
		     struct ch_err *err)
{
	int rc;

	while (!(rc = ch_stmt_step(r->bans, err)))
		plain(ch_stmt_int(r->bans, 1) ? &ways->unsafe : &ways->silent,
		      ch_stmt_text(r->bans, 0));
	return rc == CH_END ? 0 : rc;
}

static int read_contacts(struct ch_reacher *r, struct ways *ways,
			 enum ch_channel wanted, struct ch_err *err)
{
	const struct ch_stmt *st = r->contacts;
	int rc;

	while (!(rc = ch_stmt_step(r->contacts, err))) {
		struct ch_slice system = ch_stmt_text(st, 0);
		struct ch_slice to = ch_stmt_text(st, 1);
		bool phone = ch_slice_is(system, "phone");

		if (is_among(&ways->unsafe, to))
			continue;
		if (ch_slice_is(system, "email"))
			take_way(ways, CH_EMAIL, to);
		if (ch_slice_is(system, "sms") ||
		    (phone && (wanted == CH_SMS ||
			       ch_slice_is(ch_stmt_text(st, 2), "mobile"))))
			take_way(ways, CH_SMS, to);
		if (phone && !is_among(&ways->silent, to))
			take_way(ways, CH_VOICE, to);
	}
	return rc == CH_END ? 0 : rc;
}

static void choose(struct ch_reach *to, const struct ways *ways,
		   enum ch_channel wanted)
{
	int c = 0;

	if (wanted == CH_CHANNELS)
		while (c < CH_PORTAL && !*ways->to[c])
			c++;
	else
		c = wanted;
	if (c == CH_PORTAL && wanted != CH_PORTAL)
		c = CH_CHANNELS;
	to->channel = c;
	if (c == CH_PORTAL)
		copy(to->address, sizeof(to->address), CH_SLICE("portal"));
	else if (c < CH_CHANNELS)
		memcpy(to->address, ways->to[c], sizeof(to->address));
}

int ch_reach_read(struct ch_reacher *r, int64_t person,
		  const struct ch_reach **out, struct ch_err *err)
{
	struct ch_stmt *const all[] = {
		r->who, r->prefers, r->bans, r->contacts,
	};
	enum ch_channel wanted;
	struct ways ways = { 0 };
	int rc;

	*out = &r->reach;
	if (r->reach.person == person)
		return 0;
	r->reach = (struct ch_reach){ .channel = CH_CHANNELS };
	ch_day_start(&r->reach.day);
	for (size_t i = 0; i < CH_COUNT(all); i++) {
		ch_stmt_reset(all[i]);
		ch_stmt_bind_int(all[i], 1, person);
	}
	rc = read_who(r, &ways, err);
	if (!rc)
		rc = read_preferences(r, &wanted, err);
	if (!rc)
		rc = read_bans(r, &ways, err);
	if (!rc)
		rc = read_contacts(r, &ways, wanted, err);
	if (!rc)
		choose(&r->reach, &ways, wanted);
	ways_free(&ways);
	if (rc)
		return rc;
	if (!*r->reach.language)
		copy(r->reach.language, sizeof(r->reach.language),
		     CH_SLICE("en"));
	r->reach.person = person;
	return 0;
}
