/* seek.c - for whom a service is looked for, and where they live. */
#include "base/moment.h"
#include "directory/directory_in.h"
#include "know/tsv.h"
#include "base/text.h"

void ch_seek_start(struct ch_seek *s, struct ch_store *store,
		   const struct ch_shelf *shelf, int64_t now)
{
	*s = (struct ch_seek){ .store = store, .shelf = shelf, .now = now,
			       .limit = 10, .age = -1 };
}

void ch_seek_zip(struct ch_seek *s, const char *zip)
{
	ch_slice_copy(s->zip, sizeof(s->zip), ch_text_trim((struct ch_slice){
		      zip, strlen(zip) }));
}

/* One of their records; that with a postal code, and with a birth date. */
static const char home[] =
	"SELECT p.zip, p.city, p.state, p.birth, p.language, (SELECT "
	"a.district FROM address a WHERE a.patient = p.id AND a.district IS "
	"NOT NULL ORDER BY a.at DESC, a.id LIMIT 1), p.person FROM patient p "
	"WHERE p.person = (SELECT person FROM patient WHERE id = $1) "
	"ORDER BY p.zip IS NULL, p.birth IS NULL, p.id LIMIT 1";

int ch_seek_person(struct ch_seek *s, int64_t patient, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_store_ask_row(&st, s->store, home,
				  CH_WITH(ch_ask_int(patient)), err);

	if (rc)
		return rc == CH_END ? ch_fail(err, CH_ENOENT,
					      "no such patient") : rc;
	ch_slice_copy(s->zip, sizeof(s->zip), ch_stmt_text(st, 0));
	ch_slice_copy(s->city, sizeof(s->city), ch_stmt_text(st, 1));
	ch_slice_copy(s->state, sizeof(s->state), ch_stmt_text(st, 2));
	ch_slice_copy(s->speaks, sizeof(s->speaks), ch_stmt_text(st, 4));
	ch_slice_copy(s->district, sizeof(s->district), ch_stmt_text(st, 5));
	s->age = ch_stmt_kind(st, 3) == CH_DB_NULL ? -1 :
		ch_moment_age(ch_stmt_int(st, 3),
			      ch_moment_of_day(ch_moment_local_day(s->now)));
	s->patient = ch_stmt_int(st, 6);
	return 0;
}

/* A category that nobody has: is there such a word? */
static int doubt_category(const struct ch_seek *s,
			  void (*tell)(void *ctx, const char *words),
			  void *ctx, struct ch_err *err)
{
	struct ch_near near = { .to = s->category };
	const char *offer;
	char words[200];
	struct ch_tsv t;
	int rc = ch_tsv_open(&t, s->shelf, "codes", "service_category", err);

	while (!rc && ch_tsv_next(&t))
		ch_near_try(&near, t.field[0]);
	ch_tsv_close(&t);
	if (rc)
		return rc;
	offer = ch_near_offer(&near);
	snprintf(words, sizeof(words), "no service of %s category%s",
		 near.same ? "that" : "such a", near.same ? "" : *offer ?
		 offer : "; codes/service_category.tsv has those there are");
	tell(ctx, words);
	return 0;
}

int ch_seek_doubts(const struct ch_seek *s,
		   void (*tell)(void *ctx, const char *words), void *ctx,
		   struct ch_err *err)
{
	if (s->unplaced)
		tell(ctx, "places/zip.tsv does not have that postal code: "
		     "nobody knows how far it is");
	if (s->unspoken)
		tell(ctx, "codes/language.tsv has no such language: write es, "
		     "spa or Spanish");
	if (s->unlooked)
		tell(ctx, "too many are closed: the hours of some were not "
		     "looked at");
	return s->candidates ? 0 : doubt_category(s, tell, ctx, err);
}

int ch_places_put(struct ch_store *store, int64_t service, int64_t places,
		  int64_t until, int64_t now, enum ch_did *did,
		  struct ch_err *err)
{
	const struct ch_put_how how = { .source = "hub", .reason = "places" };
	const struct ch_type *type = ch_type_find("service");
	struct ch_row row;
	int rc = ch_store_need(store, type, service, &row, err);

	if (rc)
		return rc;
	ch_row_start(&row, type);
	ch_row_int(&row, 0, service);
	ch_row_put_int(&row, "places", places);
	ch_row_put_int(&row, "places_at", now);
	if (until)
		ch_row_put_int(&row, "places_until", until);
	else
		ch_row_null(&row, ch_field(type, "places_until"));
	return ch_put(store, &row, &how, did, err);
}
