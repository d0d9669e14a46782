/* check_records.c - whether every record is as it was left: all of them are
 * added up beside the rest of the check, and compared at its end. */
#include <pthread.h>

#include "store/check_in.h"
#include "store/seal.h"

struct ch_check_records {
	struct ch_store *store;
	pthread_t thread;
	bool started;
	int rc;
	struct ch_err err;
	struct ch_sum is[CH_TYPES_MAX], said[CH_TYPES_MAX], all;
	char told[CH_SUM_HEX];	/* the total of the journal's last row */
};

static int last_total(struct ch_check_records *r, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_db_prepare(&st, r->store->db, "SELECT total FROM main."
			       "journal ORDER BY seq DESC LIMIT 1", err);
	struct ch_slice total;

	if (!rc)
		rc = ch_stmt_step(st, err);
	if (rc)
		return rc == CH_END ? 0 : rc;
	total = ch_stmt_text(st, 0);
	snprintf(r->told, sizeof(r->told), "%.*s", (int)total.n,
		 total.s ? total.s : "");
	return 0;
}

/* All by one snapshot: others may write meanwhile. */
static int add_up(struct ch_check_records *r, struct ch_err *err)
{
	int rc = ch_db_run(r->store->db, "BEGIN", err);

	for (int i = 0; i < ch_types_n && !rc; i++) {
		char rest[100];

		if (!ch_seal_covers(&ch_types[i]))
			continue;
		rc = ch_seal_said(r->store, ch_types[i].name, &r->said[i],
				  err);
		snprintf(rest, sizeof(rest), "FROM main.%s",
			 ch_types[i].name);
		if (!rc)
			rc = ch_seal_read(r->store, &ch_types[i], rest,
					  &r->is[i], err);
		ch_sum_add(&r->all, &r->is[i]);
	}
	return rc ? rc : last_total(r, err);
}

static void *work(void *ctx)
{
	struct ch_check_records *r = ctx;

	r->rc = add_up(r, &r->err);
	return NULL;
}

static void end(struct ch_check_records **records)
{
	struct ch_check_records *r = *records;

	if (!r)
		return;
	if (r->started)
		pthread_join(r->thread, NULL);
	ch_store_close(&r->store);
	free(r);
	*records = NULL;
}

int ch_check_records_begin(struct ch_check_records **out, const char *path,
			   struct ch_err *err)
{
	struct ch_check_records *r = *out = calloc(1, sizeof(*r));
	int rc = r ? ch_store_open(&r->store, path, CH_STORE_READ, 5, err) :
		ch_nomem(err);

	/* It reads each page once. */
	if (!rc)
		rc = ch_db_cache(r->store->db, 1, err);
	if (!rc && pthread_create(&r->thread, NULL, work, r))
		rc = ch_nomem(err);
	if (rc)
		end(out);
	else
		r->started = true;
	return rc;
}

/* Two of a type that differ are named; so is the difference in number. */
static int compare(struct ch_check_records *r, struct check *c, int i,
		   struct ch_err *err)
{
	const struct ch_sum *is = &r->is[i], *said = &r->said[i];
	const char *name = ch_types[i].name;
	int64_t more = is->n - (said->n < 0 ? 0 : said->n);
	char words[160];

	if (ch_sum_same(is, said) || (!is->n && said->n < 0))
		return 0;
	snprintf(words, sizeof(words), more > 0 ? "%s records were added "
		 "behind the journal" : more < 0 ? "%s records were taken away "
		 "behind the journal" : "%s records were changed behind the "
		 "journal", name);
	find_fault(c, "records", words, more > 0 ? more : more ? -more : 1);
	return ch_types[i].source >= 0 ?
		ch_check_name_records(c, &ch_types[i], err) : 0;
}

static int compare_all(struct ch_check_records *r, struct check *c,
		       struct ch_err *err)
{
	int before = c->faults, rc = 0;
	char hex[CH_SUM_HEX];

	for (int i = 0; i < ch_types_n && !rc; i++)
		if (ch_seal_covers(&ch_types[i]))
			rc = compare(r, c, i, err);
	ch_sum_print(&r->all, hex);
	if (!rc && c->faults == before && strcmp(hex, r->told) != 0)
		find_fault(c, "records", "the records are not those that the "
			   "journal's last row tells of", 1);
	return rc;
}

int ch_check_records_end(struct ch_check_records **records, struct check *c,
			 struct ch_proof *proof, struct ch_err *err)
{
	struct ch_check_records *r = *records;
	int rc;

	pthread_join(r->thread, NULL);
	r->started = false;
	rc = r->rc;
	/* What cannot be read was named by the look at structure and schema. */
	if (c->faults && (rc == CH_EDAMAGED || rc == CH_EUSAGE))
		rc = 0;
	else if (rc && err)
		*err = r->err;
	else if (!rc)
		rc = compare_all(r, c, err);
	proof->records = r->all.n;
	ch_sum_print(&r->all, proof->total);
	end(records);
	return rc;
}
