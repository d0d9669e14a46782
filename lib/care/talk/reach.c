/* reach.c - puts together what is known of how to reach a person. */
#include "base/text.h"
#include "base/way.h"
#include "care/talk/reach.h"

struct ch_reacher {
	struct ch_stmt *who, *prefers, *bans, *contacts, *homes;
	struct ch_reach reach;
};

/* All records of the person; joined, as an IN makes a table for each. */
#define THEIRS(type, field) "FROM patient q CROSS JOIN " type " r ON " \
	"r.patient = q.id WHERE q.person = $1 AND r." field " IS NOT NULL "

/* What is valid; of records that their source does not use any more last. */
#define NOW "AND (r.use IS NULL OR r.use <> 'old') AND " \
	"(r.at IS NULL OR r.at <= $2) AND " \
	"(r.until IS NULL OR is_over(r.until, $2) = 0) "
#define UNUSED "q.active = 0, q.replaced IS NOT NULL"

/* Records that their source still uses first. A line of the record itself may
 * be that of an address which is over: where it has address records, they tell.
 */
static const char who[] =
	"SELECT given, family, language, CASE WHEN NOT EXISTS (SELECT 1 FROM "
	"address a WHERE a.patient = p.id) THEN line END, city, state, zip "
	"FROM patient p WHERE person = $1 "
	"ORDER BY active = 0, replaced IS NOT NULL, id = $1 DESC, id";

static const char prefers[] =
	"SELECT r.kind, r.value "
	THEIRS("preference", "value") "ORDER BY r.at, r.id";

/* What somebody said is not to be used, whichever record they said it in. */
static const char bans[] =
	"SELECT r.value, r.safe = 0 "
	THEIRS("contact", "value")
	"AND (r.safe = 0 OR r.voicemail = 0)";

/* The best first. */
static const char contacts[] =
	"SELECT r.system, r.value, r.use "
	THEIRS("contact", "value") NOW
	"ORDER BY " UNUSED ", r.rank IS NULL, r.rank, r.at DESC, r.id";

static const char homes[] =
	"SELECT r.line, r.city, r.state, r.zip " THEIRS("address", "line") NOW
	"AND (r.use IS NULL OR r.use <> 'billing') "
	"ORDER BY " UNUSED ", CASE r.use WHEN 'home' THEN 0 WHEN 'work' THEN 2 "
	"ELSE 1 END, r.at DESC, r.id";

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
	if (!rc)
		rc = ch_db_prepare(&r->homes, store->db, homes, err);
	if (rc) {
		ch_reacher_free(out);
		return rc;
	}
	ch_stmt_bind_int(r->contacts, 2, now);
	ch_stmt_bind_int(r->homes, 2, now);
	return 0;
}

void ch_reacher_free(struct ch_reacher **r)
{
	if (*r) {
		ch_stmt_free(&(*r)->who);
		ch_stmt_free(&(*r)->prefers);
		ch_stmt_free(&(*r)->bans);
		ch_stmt_free(&(*r)->contacts);
		ch_stmt_free(&(*r)->homes);
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
	struct ch_buf unsafe, silent;	/* ch_way_add() */
};

static void ways_free(struct ways *w)
{
	ch_buf_free(&w->unsafe);
	ch_buf_free(&w->silent);
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
		     (struct ch_slice){ b.s, b.n < sizeof(to->name) ? b.n :
		     ch_text_fit(b.s, b.n, sizeof(to->name) / 4) });
	ch_buf_free(&b);
}

/* Line, city, state and postal code, from that column on. */
static void take_home(struct ways *ways, const struct ch_stmt *st, int first)
{
	struct ch_buf b = CH_BUF_INIT;

	for (int c = 0; c < 4; c++)
		append(&b, c == 3 ? " " : ", ", ch_stmt_text(st, first + c));
	if (ch_stmt_text(st, first).n)
		take_way(ways, CH_LETTER, (struct ch_slice){ b.s, b.n });
	ch_buf_free(&b);
}

static int read_homes(struct ch_reacher *r, struct ways *ways,
		      struct ch_err *err)
{
	int rc;

	while (!(rc = ch_stmt_step(r->homes, err)))
		take_home(ways, r->homes, 0);
	return rc == CH_END ? 0 : rc;
}

/* Name, language and, where there was no other, postal address. */
static int read_who(struct ch_reacher *r, struct ways *ways,
		    struct ch_err *err)
{
	struct ch_reach *to = &r->reach;
	int rc;

	while (!(rc = ch_stmt_step(r->who, err))) {
		take_name(to, r->who);
		take_home(ways, r->who, 3);
		if (!*to->language)
			ch_text_language(ch_stmt_text(r->who, 2), to->language,
					 sizeof(to->language));
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
			ch_text_language(value, to->language,
					 sizeof(to->language));
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
		ch_way_add(ch_stmt_int(r->bans, 1) ? &ways->unsafe :
			   &ways->silent, ch_stmt_text(r->bans, 0));
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
		bool mail = ch_slice_is(system, "email");

		/* What is not clearly an address goes to nobody knows whom. */
		if (ch_way_among(&ways->unsafe, to))
			continue;
		to = mail ? ch_way_mail(to) : ch_way_phone(to);
		if (mail && to.s)
			take_way(ways, CH_EMAIL, to);
		if (!to.s)
			continue;
		if (ch_slice_is(system, "sms") ||
		    (phone && (wanted == CH_SMS ||
			       ch_slice_is(ch_stmt_text(st, 2), "mobile"))))
			take_way(ways, CH_SMS, to);
		if (phone && !ch_way_among(&ways->silent, to))
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
		r->who, r->prefers, r->bans, r->contacts, r->homes,
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
	rc = read_homes(r, &ways, err);
	if (!rc)
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

void ch_reach_address(struct ch_row *row, const struct ch_reach *reach)
{
	const char *channel = reach->channel < CH_CHANNELS ?
		ch_channel_names[reach->channel] : NULL;
	bool reached = *reach->address;

	ch_row_put_text(row, "status", reached ? "scheduled" : "denied");
	if (channel)
		ch_row_put_text(row, "channel", channel);
	else
		ch_row_null(row, ch_field(row->type, "channel"));
	if (reached)
		ch_row_put_text(row, "address", reach->address);
	else
		ch_row_null(row, ch_field(row->type, "address"));
	if (reached)
		ch_row_null(row, ch_field(row->type, "reason"));
	else
		ch_row_put_text(row, "reason", "no-address");
}
