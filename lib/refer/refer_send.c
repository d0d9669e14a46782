/* refer_send.c - to whom a referral goes, and whether it may. */
#include "step/make.h"
#include "refer/refer_in.h"
#include "directory/directory.h"
#include "know/tsv.h"
#include "people/consent.h"
#include "people/dead.h"
#include "store/ask.h"

/* ---- the referral ---- */

/* Whether the table of categories says that it is social, or medical; CH_END
 * when it does not know the category. "food.pantry" is food. */
static int look_up(const struct ch_shelf *shelf, const char *category,
		   bool *social, struct ch_err *err)
{
	CH_AUTO(ch_tsv_close) struct ch_tsv t = { 0 };
	size_t n = strcspn(category, ".");
	int rc = n ? ch_tsv_open(&t, shelf, "codes", "service_category", err) :
		CH_END;

	if (rc)
		return rc;
	while (ch_tsv_next(&t))
		if (t.n > 1 && strlen(t.field[0]) == n &&
		    !strncasecmp(t.field[0], category, n)) {
			*social = !strcmp(t.field[1], "social");
			return 0;
		}
	return CH_END;
}

static const char receiver[] =
	"SELECT coalesce(s.organization, CASE WHEN r.performer_type = "
	"'organization' THEN r.performer END), r.performer, s.category, "
	"r.performer_type = 'staff' OR EXISTS (SELECT 1 FROM organization o "
	"WHERE o.id IN (s.organization, r.performer) AND o.npi IS NOT NULL) "
	"FROM referral r LEFT JOIN service s ON s.id = $2 WHERE r.id = $1";

/* What the service says it is goes before what the referral asks for; what no
 * table knows is treatment where a provider gives it. */
int ch_refer_social(const struct ch_taking *t, const struct ch_refer *r,
		    bool *social, struct ch_err *err)
{
	int rc = look_up(t->how->shelf, r->offered, social, err);

	if (rc == CH_END)
		rc = look_up(t->how->shelf, r->category, social, err);
	if (rc == CH_END)
		*social = !r->provider;
	return rc == CH_END ? 0 : rc;
}

static int read_receiver(struct ch_taking *t, struct ch_refer *r,
			 struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_store_ask_row(&st, t->store, receiver,
				  CH_WITH(ch_ask_int(r->id),
					  ch_ask_int(r->service)), err);

	if (rc)
		return rc;
	r->organization = ch_stmt_int(st, 0);
	r->performer = ch_stmt_int(st, 1);
	ch_slice_copy(r->offered, sizeof(r->offered), ch_stmt_text(st, 2));
	r->provider = ch_stmt_int(st, 3);
	return 0;
}

int ch_refer_read(struct ch_taking *t, struct ch_refer *r, struct ch_err *err)
{
	struct ch_row row;
	int rc = ch_store_need(t->store, t->row.type, t->row.v[0].i, &row,
			       err);

	if (rc)
		return rc;
	*r = (struct ch_refer){
		.id = t->row.v[0].i,
		.patient = ch_row_get_int(&row, "patient"),
		.service = t->how->service ? t->how->service :
			ch_row_get_int(&row, "service"),
		.requester = ch_row_get_int(&row, "requester"),
		.need = ch_row_get_int(&row, "need"),
	};
	ch_slice_copy(r->category, sizeof(r->category),
		      ch_row_get_text(&row, "category"));
	ch_slice_copy(r->title, sizeof(r->title),
		      ch_row_get_text(&row, "title"));
	return read_receiver(t, r, err);
}

/* ---- may it go? ---- */

struct found {
	int64_t service;
	int n;
};

static int take_offer(void *ctx, const struct ch_row *offer,
		      struct ch_err *err)
{
	struct found *f = ctx;

	(void)err;
	if (ch_row_get_int(offer, "fit") > 0 && !f->n++)
		f->service = ch_row_get_int(offer, "service");
	return 0;
}

/* The one service that fits, where nobody said which. */
static int choose(struct ch_taking *t, struct ch_refer *r, struct ch_err *err)
{
	struct ch_seek seek;
	struct found f = { 0 };
	int rc;

	if (r->service || r->performer)
		return 0;
	ch_seek_start(&seek, t->store, t->how->shelf, t->how->now);
	seek.category = r->category;
	seek.limit = 2;
	rc = ch_seek_person(&seek, r->patient, err);
	if (!rc)
		rc = ch_seek_run(&seek, take_offer, &f, err);
	if (rc)
		return rc;
	if (f.n != 1)
		return ch_fail(err, CH_EDATA, "%s: ch-refer services lists "
			       "them, --service says which", f.n ?
			       "several services could take it" :
			       "nobody is known who could take it");
	r->service = f.service;
	return read_receiver(t, r, err);
}

/* What holds where nothing is on file. */
static int by_policy(struct ch_taking *t, bool social, bool *permit,
		     struct ch_err *err)
{
	char word[16];
	int rc = ch_setting(t->store, social ? "consent_social" :
			    "consent_provider", word, sizeof(word), err);

	*permit = *word ? !strcmp(word, "permit") : !social;
	return rc;
}

static int check_consent(struct ch_taking *t, const struct ch_refer *r,
			 struct ch_err *err)
{
	const int64_t to[3] = { r->service, r->organization, r->performer };
	struct ch_consent c = { 0 };
	char hex[CH_ID_HEX];
	bool social = false;
	int rc = ch_consent_find(t->store, r->patient, to, t->how->now, &c,
				 err);

	if (rc == CH_END && !(rc = ch_refer_social(t, r, &social, err)))
		rc = by_policy(t, social, &c.permit, err);
	if (rc)
		return rc;
	ch_id_print(c.id, hex);
	if (c.permit) {
		ch_row_put_or_clear(&t->row, "consent", NULL);
		if (c.id)
			ch_row_put_int(&t->row, "consent", c.id);
		return 0;
	}
	return c.id ? ch_fail(err, CH_EPERM, "the patient does not allow it: "
			      "consent/%s", hex) :
		ch_fail(err, CH_EPERM, "no consent is on file, and %s may not "
			"be told without one (ch-store set %s)", social ?
			"a social service" : "a provider", social ?
			"consent_social" : "consent_provider");
}

static const char offered[] =
	"SELECT s.area, p.zip, p.city, p.state FROM service s, patient p "
	"WHERE s.id = $1 AND s.active IS NOT 0 AND p.id = $2";

/* A service far away is no help, unless whoever sends knows better. */
static int check_offered(struct ch_taking *t, const struct ch_refer *r,
			 struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_store_ask_row(&st, t->store, offered,
				  CH_WITH(ch_ask_int(r->service),
					  ch_ask_int(r->patient)), err);
	char home[3][64];

	if (rc == CH_END)
		return ch_fail(err, CH_EDATA, "that service is no longer "
			       "offered");
	for (int i = 0; i < 3 && !rc; i++)
		ch_slice_copy(home[i], sizeof(home[i]),
			      ch_stmt_text(st, i + 1));
	if (!rc && !t->how->anyway && ch_area_of(ch_stmt_text(st, 0),
	    &(struct ch_home){ home[0], home[1], NULL, home[2] }) ==
	    CH_AREA_OUT)
		return ch_fail(err, CH_EDATA, "that service does not serve "
			       "where the patient lives: --anyway sends it all "
			       "the same");
	return rc;
}

int ch_refer_send(struct ch_taking *t, struct ch_err *err)
{
	struct ch_refer r;
	bool died = false;
	int rc = *t->becomes ? ch_refer_read(t, &r, err) : 0;

	if (rc || !*t->becomes)
		return rc;
	rc = ch_person_died(t->store, r.patient, t->how->now, &died, err);
	if (!rc && died)
		return ch_fail(err, CH_EDATA, "the person has died");
	if (!rc)
		rc = choose(t, &r, err);
	if (!rc && r.service)
		rc = check_offered(t, &r, err);
	if (!rc)
		rc = check_consent(t, &r, err);
	if (!rc && r.service)
		ch_row_put_int(&t->row, "service", r.service);
	return rc;
}
