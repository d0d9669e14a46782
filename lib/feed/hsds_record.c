/* hsds_record.c - the records of a package: who, where, what is offered. */
#include "base/text.h"
#include "feed/hsds_in.h"

#define HOLDERS 8

struct make {
	struct ch_hsds *h;
	const struct ch_hsds_to *to;
	struct ch_err *err;
	struct ch_row row;
	uint64_t clears;
	struct hsds_row *from;		/* whose record it is */
	struct ch_buf text[12];		/* of the record's columns */
	size_t texts;
	struct ch_coding further[HSDS_CATEGORIES];
};

static const struct ch_slice none = { NULL, 0 };

static int64_t id_of(const struct make *m, const char *type,
		     struct ch_slice id, struct ch_slice part)
{
	const struct ch_slice parts[4] = { { type, strlen(type) },
					   m->h->naming.source, id, part };

	return ch_id_of(m->h->naming.key, parts, part.n ? 4 : 3);
}

/* ---- columns ---- */

static void start(struct make *m, const char *type, struct hsds_row *from)
{
	ch_row_start(&m->row, ch_type_find(type));
	m->clears = 0;
	m->from = from;
	for (size_t i = 0; i < m->texts; i++)
		ch_buf_clear(&m->text[i]);
	m->texts = 0;
}

static int field(const struct make *m, const char *name)
{
	return ch_field(m->row.type, name);
}

/* A column of ours: what nobody says any more is nothing. */
static void put(struct make *m, const char *name, struct ch_slice s)
{
	int c = field(m, name);

	m->clears |= UINT64_C(1) << c;
	if (s.n)
		ch_row_text(&m->row, c, s.s, s.n);
}

static void put_buf(struct make *m, const char *name, const struct ch_buf *b)
{
	put(m, name, (struct ch_slice){ b->s, b->n });
}

static void put_col(struct make *m, const char *name,
		    const struct hsds_row *row, enum hsds_col col)
{
	put(m, name, ch_hsds_get(row, col));
}

static void put_ref(struct make *m, const char *name, const char *type,
		    struct ch_slice id)
{
	int c = field(m, name);

	m->clears |= UINT64_C(1) << c;
	if (id.n)
		ch_row_int(&m->row, c, id_of(m, type, id, none));
}

/* An empty text that lives as long as the record. */
static struct ch_buf *text(struct make *m)
{
	return &m->text[m->texts++];
}

static void warn(struct make *m, const char *words)
{
	m->to->at(m->to->ctx, m->from->file, m->from->line);
	m->to->warn(m->to->ctx, words);
}

/* A whole number from 0 to `most`; others are told, and nothing. */
static void put_number(struct make *m, const char *name, struct ch_slice s,
		       enum hsds_col col, int most)
{
	int c = field(m, name);
	double d;
	char words[80];

	m->clears |= UINT64_C(1) << c;
	if (!s.n)
		return;
	if (ch_text_real(s.s, s.n, &d) && d >= 0 && d <= most) {
		ch_row_int(&m->row, c, (int64_t)d);
		return;
	}
	snprintf(words, sizeof(words), "%s: no number from 0 to %d: left out",
		 ch_hsds_col_name(col), most);
	warn(m, words);
}

static void put_active(struct make *m, const char *name,
		       const struct hsds_row *row)
{
	ch_row_int(&m->row, field(m, name),
		   !ch_hsds_inactive(ch_hsds_get(row, HSDS_STATUS)));
}

static int give(struct make *m, struct ch_slice part)
{
	CH_AUTO(ch_buf_free) struct ch_buf origin = CH_BUF_INIT;
	struct ch_slice id = ch_hsds_id(m->from);
	const struct ch_type *type = m->row.type;
	struct ch_item item = { .kind = type->name,
				.kind_n = strlen(type->name), .type = type };
	struct ch_err bad;
	int rc;

	ch_buf_add(&origin, id.s, id.n);
	if (part.n)
		ch_buf_addf(&origin, "|%.*s", (int)part.n, part.s);
	for (size_t i = 0; i < m->texts; i++)
		if (m->text[i].failed)
			return ch_nomem(m->err);
	if (ch_buf_ok(&origin, m->err))
		return CH_ENOMEM;
	item.id = id_of(m, type->name, id, part);
	ch_row_int(&m->row, 0, item.id);
	ch_row_text(&m->row, type->origin, origin.s, origin.n);
	m->to->at(m->to->ctx, m->from->file, m->from->line);
	rc = m->to->sink->row(m->to->sink->ctx, &m->row, m->clears, &bad);
	if (rc == CH_EDATA)
		return ch_hsds_refuse(m->h, m->from, &bad, m->to, m->err);
	if (rc) {
		*m->err = bad;
		return rc;
	}
	return m->to->sink->item(m->to->sink->ctx, &item, NULL, m->err);
}

/* ---- organizations and locations ---- */

static void put_address(struct make *m, const struct hsds_row *row)
{
	const struct hsds_row *at = ch_hsds_address(row);
	struct ch_buf *line = text(m);

	ch_hsds_also(line, ", ", ch_hsds_get(at, HSDS_LINE1));
	ch_hsds_also(line, ", ", ch_hsds_get(at, HSDS_LINE2));
	put_buf(m, "line", line);
	put_col(m, "city", at, HSDS_CITY);
	put_col(m, "state", at, HSDS_STATE);
	put_col(m, "zip", at, HSDS_ZIP);
}

static int organization(struct make *m, struct hsds_row *row)
{
	struct ch_buf *phone;

	start(m, "organization", row);
	phone = text(m);
	put_col(m, "name", row, HSDS_NAME);
	put_ref(m, "parent", "organization",
		ch_hsds_get(row, HSDS_PARENT_ID));
	put_col(m, "email", row, HSDS_EMAIL);
	ch_hsds_phone(&row, 1, phone);
	put_buf(m, "phone", phone);
	put_address(m, row);
	put_active(m, "active", row);
	return give(m, none);
}

static void put_where(struct make *m, const struct hsds_row *row)
{
	int a = field(m, "latitude"), b = field(m, "longitude");
	double north, east;

	m->clears |= UINT64_C(1) << a | UINT64_C(1) << b;
	if (ch_hsds_where(row, &north, &east)) {
		ch_row_real(&m->row, a, north);
		ch_row_real(&m->row, b, east);
	} else if (m->from == row && ch_hsds_get(row, HSDS_LATITUDE).n) {
		warn(m, "latitude, longitude: nowhere on the earth: left out");
	}
}

static int location(struct make *m, struct hsds_row *row)
{
	struct ch_buf *phone;

	start(m, "location", row);
	phone = text(m);
	put_col(m, "name", row, HSDS_NAME);
	put(m, "status", ch_hsds_inactive(ch_hsds_get(row, HSDS_STATUS)) ?
	    CH_SLICE("inactive") : CH_SLICE("active"));
	put_col(m, "kind", row, HSDS_TYPE);
	put_ref(m, "organization", "organization",
		ch_hsds_get(row, HSDS_ORGANIZATION_ID));
	ch_hsds_phone(&row, 1, phone);
	put_buf(m, "phone", phone);
	put_address(m, row);
	put_where(m, row);
	return give(m, none);
}

/* ---- services ---- */

/* Who offers it: the service says so, or its place, or its program. */
static struct ch_slice owner(struct make *m, const struct hsds_row *service,
			     const struct hsds_row *at)
{
	struct ch_slice id = ch_hsds_get(service, HSDS_ORGANIZATION_ID);

	if (!id.n)
		id = ch_hsds_get(at, HSDS_ORGANIZATION_ID);
	return id.n ? id : ch_hsds_get(ch_hsds_find(m->h, HSDS_PROGRAM,
				       ch_hsds_get(service, HSDS_PROGRAM_ID)),
				       HSDS_ORGANIZATION_ID);
}

/* Of the service, or of whom it is for. */
static void put_age(struct make *m, const char *name, enum hsds_col col)
{
	struct ch_slice age = ch_hsds_get(m->from, col);

	for (struct hsds_kid *k = m->from->kids; k && !age.n; k = k->next)
		if (k->row->kind == HSDS_ELIGIBILITY)
			age = ch_hsds_get(k->row, col);
	put_number(m, name, age, col, 150);
}

static void put_words(struct make *m, const struct hsds_row *s)
{
	struct ch_buf *eligible = text(m), *documents = text(m);
	struct ch_buf *fees = text(m);

	ch_hsds_also(eligible, "; ", ch_hsds_get(s, HSDS_ELIGIBLE));
	ch_hsds_kid_words(s, HSDS_ELIGIBILITY, HSDS_ELIGIBLE, eligible);
	ch_hsds_kid_words(s, HSDS_ELIGIBILITY, HSDS_NAME, eligible);
	if (!eligible->n)
		ch_hsds_also(eligible, "; ", ch_hsds_get(s, HSDS_AUDIENCE));
	put_buf(m, "eligible", eligible);
	ch_hsds_kid_words(s, HSDS_DOCUMENT, HSDS_NAME, documents);
	ch_hsds_also(documents, "; ", ch_hsds_get(s, HSDS_DOCUMENTS));
	put_buf(m, "documents", documents);
	ch_hsds_fees(s, fees);
	put_buf(m, "fees", fees);
	put_col(m, "how", s, HSDS_APPLY);
	put_col(m, "wait", s, HSDS_WAIT);
	put_col(m, "url", s, HSDS_URL);
	put_col(m, "email", s, HSDS_EMAIL);
	put_col(m, "description", s, HSDS_DESCRIPTION);
	put_age(m, "age_from", HSDS_AGE_FROM);
	put_age(m, "age_until", HSDS_AGE_UNTIL);
}

/* How many places are free: only where the package says so, because others are
 * told by hand. */
static void put_places(struct make *m, const struct hsds_row *service)
{
	for (struct hsds_kid *k = service->kids; k; k = k->next) {
		struct ch_slice n = ch_hsds_get(k->row, HSDS_AVAILABLE);
		struct ch_slice at = ch_hsds_get(k->row, HSDS_UPDATED);
		int c = field(m, "places_at");
		int64_t free_now;

		if (k->row->kind != HSDS_CAPACITY ||
		    !ch_text_int(n.s, n.n, &free_now) || free_now < 0)
			continue;
		ch_row_int(&m->row, field(m, "places"), free_now);
		if (ch_row_read(&m->row, c, at.s, at.n, NULL))
			m->row.set &= ~(UINT64_C(1) << c);
		return;
	}
}

static void put_phone(struct make *m, struct hsds_row **from, size_t n,
		      struct ch_slice organization)
{
	struct ch_buf *phone = text(m);

	from[n] = ch_hsds_find(m->h, HSDS_ORGANIZATION, organization);
	ch_hsds_phone(from, n + (from[n] != NULL), phone);
	put_buf(m, "phone", phone);
}

/* What most of its terms are of; what others are of, as further codes. */
static void put_categories(struct make *m, const struct hsds_categories *of)
{
	int c = field(m, "category");

	put(m, "category", of->n ? (struct ch_slice){ of->name[0],
	    strlen(of->name[0]) } : none);
	for (int i = 1; i < of->n; i++)
		m->further[i - 1] = (struct ch_coding){
			.code = { of->name[i], strlen(of->name[i]) },
			.col = (uint16_t)c, .place = (uint16_t)(i + 1),
		};
	m->row.coded = UINT64_C(1) << c;
	m->row.coding = m->further;
	m->row.codings = of->n ? (uint32_t)of->n - 1 : 0;
}

/* Languages, terms, categories. */
static int put_codes(struct make *m, const struct hsds_row *service,
		     struct hsds_row *const *from, size_t n)
{
	struct ch_buf *languages = text(m), *terms = text(m), *list = text(m);
	struct hsds_categories of;
	int rc = ch_hsds_languages(m->h, from, n, languages, m->err);

	if (!rc)
		rc = ch_hsds_terms(m->h, service, terms, &of, m->err);
	put_buf(m, "languages", languages);
	if (terms->n)
		ch_buf_addf(list, "[%s]", terms->s);
	put_buf(m, "terms", list);
	if (!rc)
		put_categories(m, &of);
	return rc;
}

static void put_hours(struct make *m, const struct hsds_hours *hours)
{
	put_buf(m, "schedule", &hours->events);
	put_buf(m, "hours", &hours->words);
	put(m, "zone", (struct ch_slice){ hours->zone, strlen(hours->zone) });
}

/* Where it is; none where nobody says. */
static void put_place(struct make *m, struct hsds_row *at)
{
	put_ref(m, "location", "location", at ? ch_hsds_id(at) : none);
	put_col(m, "zip", at ? ch_hsds_address(at) : NULL, HSDS_ZIP);
	put_where(m, at);
}

static struct ch_slice name_of_place(const struct hsds_row *place)
{
	struct ch_slice id = ch_hsds_id(place);

	return id.n ? id : ch_hsds_get(place, HSDS_LOCATION_ID);
}

/* The service at one place; `place` says more of it there, and may be NULL. */
static int offer(struct make *m, struct hsds_row *service,
		 struct hsds_row *place, struct hsds_row *at, bool further)
{
	struct hsds_row *from[HOLDERS] = { NULL };
	struct hsds_hours hours;
	struct ch_buf *area;
	size_t n = 0;
	int rc;

	if (place)
		from[n++] = place;
	from[n++] = service;
	if (at)
		from[n++] = at;
	start(m, "service", service);
	area = text(m);
	put_col(m, "name", service, HSDS_NAME);
	put_ref(m, "organization", "organization", owner(m, service, at));
	put_ref(m, "part_of", "service", further ? ch_hsds_id(service) : none);
	put_place(m, at);
	put_words(m, service);
	put_places(m, service);
	ch_hsds_areas(from, n, area);
	put_buf(m, "area", area);
	put_active(m, "active", service);
	put_phone(m, from, n, owner(m, service, at));
	rc = put_codes(m, service, from, n);
	ch_hsds_hours(&hours, from, n);
	put_hours(m, &hours);
	if (!rc)
		rc = hours.events.failed || hours.words.failed ?
			ch_nomem(m->err) :
			give(m, further ? name_of_place(place) : none);
	ch_hsds_hours_free(&hours);
	return rc;
}

static int by_name(const void *a, const void *b)
{
	struct ch_slice x = name_of_place(*(struct hsds_row *const *)a);
	struct ch_slice y = name_of_place(*(struct hsds_row *const *)b);
	int c = memcmp(x.s, y.s, x.n < y.n ? x.n : y.n);

	return c ? c : (x.n > y.n) - (x.n < y.n);
}

/* Its places, each location once, by their ids: the first of them stays the
 * first, whatever the order of the file. */
static size_t places_of(struct make *m, const struct hsds_row *service,
			struct hsds_row **out, size_t room)
{
	size_t n = 0, kept = 0;

	for (struct hsds_kid *k = service->kids; k && n < room; k = k->next)
		if (k->row->kind == HSDS_PLACE && !k->row->bad)
			out[n++] = k->row;
	if (n)
		qsort(out, n, sizeof(*out), by_name);
	for (size_t i = 0; i < n; i++) {
		struct hsds_row *at = ch_hsds_find(m->h, HSDS_LOCATION,
			ch_hsds_get(out[i], HSDS_LOCATION_ID));
		bool again = false;

		for (size_t j = 0; j < kept && !again; j++)
			again = at == ch_hsds_find(m->h, HSDS_LOCATION,
				ch_hsds_get(out[j], HSDS_LOCATION_ID));
		if (!again)
			out[kept++] = out[i];
	}
	return kept;
}

static size_t count_places(const struct hsds_row *service)
{
	size_t n = 0;

	for (struct hsds_kid *k = service->kids; k; k = k->next)
		n += k->row->kind == HSDS_PLACE;
	return n;
}

static int service(struct make *m, struct hsds_row *row)
{
	size_t room = count_places(row), n;
	CH_AUTO(ch_free) struct hsds_row **place = calloc(room + 1,
							  sizeof(*place));
	int rc = 0;

	if (!place)
		return ch_nomem(m->err);
	n = places_of(m, row, place, room);
	if (!n)
		return offer(m, row, NULL, ch_hsds_find(m->h, HSDS_LOCATION,
			     ch_hsds_get(row, HSDS_LOCATION_ID)), false);
	for (size_t i = 0; i < n && !rc && !row->bad; i++)
		rc = offer(m, row, place[i], ch_hsds_find(m->h, HSDS_LOCATION,
			   ch_hsds_get(place[i], HSDS_LOCATION_ID)), i > 0);
	return rc;
}

static int each(struct make *m, enum hsds_kind kind,
		int (*what)(struct make *m, struct hsds_row *row))
{
	struct hsds_rows *all = &m->h->rows[kind];
	int rc = 0;

	for (size_t i = 0; i < all->n && !rc; i++)
		if (!all->at[i]->bad)
			rc = what(m, all->at[i]);
	return rc;
}

int ch_hsds_records(struct ch_hsds *h, const struct ch_hsds_to *to,
		    struct ch_err *err)
{
	struct make m = { .h = h, .to = to, .err = err };
	int rc = each(&m, HSDS_ORGANIZATION, organization);

	if (!rc)
		rc = each(&m, HSDS_LOCATION, location);
	if (!rc)
		rc = each(&m, HSDS_SERVICE, service);
	for (size_t i = 0; i < CH_COUNT(m.text); i++)
		ch_buf_free(&m.text[i]);
	return rc;
}
