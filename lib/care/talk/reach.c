/* reach.c - puts together what is known of how to reach a person. */
#include "base/text.h"
#include "base/way.h"
#include "care/talk/reach.h"
#include "store/ask.h"

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

/* What is found out of a person. Each channel's way is the first found. */
struct finding {
	struct ch_reach *to;
	enum ch_channel wanted;
	char way[CH_CHANNELS][512];
	struct ch_buf unsafe, silent;	/* ch_way_add() */
};

static void take_way(struct finding *f, enum ch_channel channel,
		     struct ch_slice to)
{
	if (!*f->way[channel] && to.n < sizeof(f->way[channel]))
		ch_slice_copy(f->way[channel], sizeof(f->way[channel]), to);
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
		ch_slice_copy(to->name, sizeof(to->name), (struct ch_slice){
			      b.s, b.n < sizeof(to->name) ? b.n :
			      ch_text_fit(b.s, b.n, sizeof(to->name) / 4) });
	ch_buf_free(&b);
}

/* Line, city, state and postal code, from that column on. */
static void take_address(struct finding *f, const struct ch_stmt *st,
			 int first)
{
	struct ch_buf b = CH_BUF_INIT;

	for (int c = 0; c < 4; c++)
		append(&b, c == 3 ? " " : ", ", ch_stmt_text(st, first + c));
	if (ch_stmt_text(st, first).n)
		take_way(f, CH_LETTER, (struct ch_slice){ b.s, b.n });
	ch_buf_free(&b);
}

static void take_home(struct finding *f, const struct ch_stmt *st)
{
	take_address(f, st, 0);
}

/* Name, language and, where there was no other, postal address. */
static void take_who(struct finding *f, const struct ch_stmt *st)
{
	struct ch_reach *to = f->to;

	take_name(to, st);
	take_address(f, st, 3);
	if (!*to->language)
		ch_text_language(ch_stmt_text(st, 2), to->language,
				 sizeof(to->language));
}

static void take_preference(struct finding *f, const struct ch_stmt *st)
{
	struct ch_slice kind = ch_stmt_text(st, 0), value = ch_stmt_text(st, 1);
	struct ch_reach *to = f->to;

	if (ch_slice_is(kind, "channel")) {
		f->wanted = ch_channel_of(value);
		to->unwanted = ch_slice_is(value, "none");
	} else if (ch_slice_is(kind, "language")) {
		ch_text_language(value, to->language, sizeof(to->language));
	} else {
		ch_day_prefer(&to->day, kind, value);
	}
}

static void take_ban(struct finding *f, const struct ch_stmt *st)
{
	ch_way_add(ch_stmt_int(st, 1) ? &f->unsafe : &f->silent,
		   ch_stmt_text(st, 0));
}

static void take_contact(struct finding *f, const struct ch_stmt *st)
{
	struct ch_slice system = ch_stmt_text(st, 0), to = ch_stmt_text(st, 1);
	bool phone = ch_slice_is(system, "phone");
	bool mail = ch_slice_is(system, "email");

	/* What is not clearly an address goes to nobody knows whom. */
	if (ch_way_among(&f->unsafe, to))
		return;
	to = mail ? ch_way_mail(to) : ch_way_phone(to);
	if (!to.s)
		return;
	if (mail)
		take_way(f, CH_EMAIL, to);
	if (ch_slice_is(system, "sms") ||
	    (phone && (f->wanted == CH_SMS ||
		       ch_slice_is(ch_stmt_text(st, 2), "mobile"))))
		take_way(f, CH_SMS, to);
	if (phone && !ch_way_among(&f->silent, to))
		take_way(f, CH_VOICE, to);
}

static void choose(const struct finding *f)
{
	struct ch_reach *to = f->to;
	int c = 0;

	if (f->wanted == CH_CHANNELS)
		while (c < CH_PORTAL && !*f->way[c])
			c++;
	else
		c = f->wanted;
	if (c == CH_PORTAL && f->wanted != CH_PORTAL)
		c = CH_CHANNELS;
	to->channel = c;
	if (c == CH_PORTAL)
		ch_slice_copy(to->address, sizeof(to->address),
			      CH_SLICE("portal"));
	else if (c < CH_CHANNELS)
		memcpy(to->address, f->way[c], sizeof(to->address));
}

/* In this order: what is not to be used is known before what is there. */
static const struct {
	const char *sql;
	void (*take)(struct finding *f, const struct ch_stmt *st);
} asks[] = {
	{ homes, take_home }, { who, take_who }, { prefers, take_preference },
	{ bans, take_ban }, { contacts, take_contact },
};

struct ch_reacher {
	int64_t now;
	struct ch_stmt *st[CH_COUNT(asks)];
	struct ch_reach reach;
};

int ch_reacher_new(struct ch_reacher **out, struct ch_store *store,
		   int64_t now, struct ch_err *err)
{
	struct ch_reacher *r = *out = calloc(1, sizeof(*r));
	int rc = r ? 0 : ch_nomem(err);

	for (size_t i = 0; i < CH_COUNT(asks) && !rc; i++)
		rc = ch_db_prepare(&r->st[i], store->db, asks[i].sql, err);
	if (rc)
		ch_reacher_free(out);
	else
		r->now = now;
	return rc;
}

void ch_reacher_free(struct ch_reacher **r)
{
	for (size_t i = 0; i < CH_COUNT(asks) && *r; i++)
		ch_stmt_free(&(*r)->st[i]);
	free(*r);
	*r = NULL;
}

static int ask(struct ch_reacher *r, size_t i, int64_t person,
	       struct finding *f, struct ch_err *err)
{
	int rc;

	ch_ask_bind(r->st[i], CH_WITH(ch_ask_int(person), ch_ask_int(r->now)));
	while (!(rc = ch_stmt_step(r->st[i], err)))
		asks[i].take(f, r->st[i]);
	return rc == CH_END ? 0 : rc;
}

int ch_reach_read(struct ch_reacher *r, int64_t person,
		  const struct ch_reach **out, struct ch_err *err)
{
	struct finding f = { .to = &r->reach, .wanted = CH_CHANNELS };
	int rc = 0;

	*out = &r->reach;
	if (r->reach.person == person)
		return 0;
	r->reach = (struct ch_reach){ .channel = CH_CHANNELS };
	ch_day_start(&r->reach.day);
	for (size_t i = 0; i < CH_COUNT(asks) && !rc; i++)
		rc = ask(r, i, person, &f, err);
	if (!rc)
		choose(&f);
	ch_buf_free(&f.unsafe);
	ch_buf_free(&f.silent);
	if (rc)
		return rc;
	if (!*r->reach.language)
		ch_slice_copy(r->reach.language, sizeof(r->reach.language),
			      CH_SLICE("en"));
	r->reach.person = person;
	return 0;
}

void ch_reach_address(struct ch_row *row, const struct ch_reach *reach)
{
	bool reached = *reach->address;

	ch_row_put_text(row, "status", reached ? "scheduled" : "denied");
	ch_row_put_or_clear(row, "channel", reach->channel < CH_CHANNELS ?
			    ch_channel_names[reach->channel] : NULL);
	ch_row_put_or_clear(row, "address", reached ? reach->address : NULL);
	ch_row_put_or_clear(row, "reason", reached ? NULL : "no-address");
}
