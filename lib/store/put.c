/* put.c - the one write function: select, compare, insert or update. */
#include "base/moment.h"
#include "base/text.h"
#include "record/json.h"
#include "record/lifecycle.h"
#include "store/codings.h"
#include "store/identity.h"
#include "store/put_names.h"
#include "store/put_state.h"
#include "store/rows_in.h"
#include "store/scan.h"
#include "store/seal.h"

#define BIT(c) (UINT64_C(1) << (c))

static int journal_change(struct ch_store *store, const struct ch_row *row,
			  const struct ch_put_how *how, const char *action,
			  int64_t patient, struct ch_slice fields,
			  int64_t digest, struct ch_err *err)
{
	struct ch_event e = {
		.digest = digest,
		.action = action, .type = row->type->name,
		.record = row->v[0].i, .batch = how->batch,
		.rev = (int)row->v[row->type->rev].i, .patient = patient,
		.fields = fields, .cause = how->cause,
		.reason = how->reason ? how->reason : how->feed ? "feed" :
			NULL,
	};

	return ch_journal(store, &e, err);
}

static int64_t patient_of(const struct ch_row *row)
{
	if (!strcmp(row->type->name, "patient"))
		return row->v[0].i;
	return ch_row_has(row, row->type->patient) ?
		row->v[row->type->patient].i : 0;
}

static void stamp(struct ch_store *store, struct ch_row *row,
		  const struct ch_put_how *how, int64_t rev)
{
	const struct ch_type *t = row->type;

	int64_t batch = how->carry ? how->carry : how->batch;

	ch_row_int(row, t->recorded, ch_store_now(store));
	ch_row_int(row, t->rev, rev);
	if (batch)
		ch_row_int(row, t->batch, batch);
	else
		ch_row_null(row, t->batch);
}

/* Everybody is somebody: without another word, themselves. */
static int64_t person_of(const struct ch_row *patient)
{
	int c = ch_patient_person(patient->type);

	return ch_row_has(patient, c) ? patient->v[c].i : patient->v[0].i;
}

static int create(struct ch_store *store, struct ch_put_type *t,
		  struct ch_row *row, const struct ch_put_how *how,
		  struct ch_err *err)
{
	const struct ch_type *type = row->type;
	struct ch_stmt *insert;
	int64_t digest;
	bool coded;
	int rc, n = 0;

	if (!ch_row_has(row, type->source))
		ch_row_text(row, type->source, how->source,
			    strlen(how->source));
	if (ch_patient_person(type) >= 0)
		ch_row_int(row, ch_patient_person(type), person_of(row));
	stamp(store, row, how, 1);
	rc = ch_row_check_whole(row, err);
	if (!rc)
		rc = ch_put_insert(&insert, store, t, type, row->set, err);
	if (rc)
		return rc;
	for (uint64_t left = row->set; left; left &= left - 1)
		ch_put_bind(insert, ++n, &row->v[__builtin_ctzll(left)]);
	rc = ch_stmt_finish(insert, err);
	if (!rc)
		rc = ch_seal_change(store, NULL, row, &digest, err);
	if (!rc && ch_has_names(type))
		rc = ch_names_put(store, row, NULL, err);
	if (!rc && row->codings)
		rc = ch_codings_put(store, row, NULL, NULL, &coded, err);
	if (rc || how->feed || how->quiet_create)
		return rc;
	return journal_change(store, row, how, "create", patient_of(row),
			      (struct ch_slice){ NULL, 0 }, digest, err);
}

/* A feed's row becomes a patch: what it no longer says is null. */
static void clear_unsaid(struct ch_row *row, uint64_t clears)
{
	for (clears &= ~row->set & ~ch_put_told(row->type); clears;
	     clears &= clears - 1)
		ch_row_null(row, __builtin_ctzll(clears));
}

static uint64_t changed_columns(const struct ch_row *row,
				const struct ch_row *was)
{
	uint64_t left = row->set & ~ch_put_own(row->type), changed = 0;

	for (; left; left &= left - 1) {
		int c = __builtin_ctzll(left);

		if (!ch_row_same(row, was, c))
			changed |= BIT(c);
	}
	return changed;
}

static int check_clash(const struct ch_row *row, const struct ch_row *was,
		       struct ch_err *err)
{
	const struct ch_type *t = row->type;

	if (ch_row_has(row, t->origin) && ch_row_has(was, t->origin) &&
	    (!ch_row_same(row, was, t->origin) ||
	     (ch_row_has(row, t->source) && !ch_row_same(row, was, t->source))))
		return ch_refuse(err, "id", "id-clash");
	return 0;
}

/* Every field that has a lifecycle, and changes, takes a step of it. */
static int check_steps(const struct ch_row *row, const struct ch_row *was,
		       struct ch_err *err)
{
	uint64_t columns = ch_life_columns(row->type) & row->set & was->set;

	for (; columns; columns &= columns - 1) {
		int c = __builtin_ctzll(columns);
		const struct ch_value *a = &was->v[c], *b = &row->v[c];

		if (ch_row_has(row, c) && ch_row_has(was, c) &&
		    !ch_row_same(row, was, c) &&
		    !ch_life_allows(row->type, c,
				    (struct ch_slice){ a->s, a->n },
				    (struct ch_slice){ b->s, b->n }))
			return ch_refuse(err, row->type->field[c].name,
					 "bad-step");
	}
	return 0;
}

static int prepare_update(struct ch_store *store, struct ch_put_type *t,
			  const struct ch_type *type, uint64_t mask,
			  struct ch_err *err)
{
	struct ch_buf *sql = &store->put->sql;
	const char *comma = "";

	if (t->update && t->update_mask == mask)
		return 0;
	ch_stmt_free(&t->update);
	ch_buf_clear(sql);
	ch_buf_addf(sql, "UPDATE main.%s SET ", type->name);
	for (uint64_t left = mask; left; left &= left - 1, comma = ", ") {
		int c = __builtin_ctzll(left);

		ch_buf_addf(sql, "%s%s = $%d", comma, type->field[c].name,
			    c + 2);
	}
	ch_buf_adds(sql, " WHERE id = $1");
	if (ch_buf_ok(sql, err))
		return CH_ENOMEM;
	t->update_mask = mask;
	return ch_db_prepare(&t->update, store->db, sql->s, err);
}

/* {"status":["requested","accepted"],...}: old and new of what changed. */
static int tell_change(struct ch_buf *b, const struct ch_row *row,
		       const struct ch_row *was, uint64_t mask,
		       const struct ch_buf *codings, struct ch_err *err)
{
	char comma = '{';

	ch_buf_clear(b);
	for (; mask; mask &= mask - 1) {
		int c = __builtin_ctzll(mask);

		ch_buf_addf(b, "%c\"%s\":[", comma, row->type->field[c].name);
		ch_json_value(b, was, c);
		ch_buf_addc(b, ',');
		ch_json_value(b, row, c);
		ch_buf_addc(b, ']');
		comma = ',';
	}
	if (codings->n) {
		ch_buf_addc(b, comma);
		ch_buf_add(b, codings->s, codings->n);
	}
	ch_buf_addc(b, '}');
	return codings->failed ? ch_nomem(err) : ch_buf_ok(b, err);
}

/* The sums learn of it: the record as it was, with what was set. */
static int seal_change(struct ch_store *store, const struct ch_row *row,
		       const struct ch_row *was, uint64_t changed,
		       int64_t *digest, struct ch_err *err)
{
	struct ch_row is = *was;

	for (is.set |= changed; changed; changed &= changed - 1) {
		int c = __builtin_ctzll(changed);

		is.v[c] = row->v[c];
	}
	return ch_seal_change(store, was, &is, digest, err);
}

/* `*coded`: the record's further codes changed, too. */
static int write_change(struct ch_store *store, struct ch_put_type *t,
			struct ch_row *row, const struct ch_row *was,
			uint64_t changed, const struct ch_put_how *how,
			bool *coded, struct ch_err *err)
{
	CH_AUTO(ch_buf_free) struct ch_buf codings = CH_BUF_INIT;
	const struct ch_type *type = row->type;
	struct ch_buf *fields = &store->put->fields;
	int64_t digest;
	int rc;

	stamp(store, row, how, was->v[type->rev].i + 1);
	changed |= BIT(type->recorded) | BIT(type->rev);
	if (!ch_row_same(row, was, type->batch))
		changed |= BIT(type->batch);
	rc = prepare_update(store, t, type, changed, err);
	if (rc)
		return rc;
	ch_stmt_bind_int(t->update, 1, row->v[0].i);
	for (uint64_t left = changed; left; left &= left - 1) {
		int c = __builtin_ctzll(left);

		ch_put_bind(t->update, c + 2, &row->v[c]);
	}
	rc = ch_stmt_finish(t->update, err);
	if (!rc)
		rc = seal_change(store, row, was, changed, &digest, err);
	if (!rc && ch_has_names(type))
		rc = ch_names_put(store, row, was, err);
	if (!rc)
		rc = ch_codings_put(store, row, was, &codings, coded, err);
	if (!rc)
		rc = tell_change(fields, row, was, changed, &codings, err);
	if (rc)
		return rc;
	return journal_change(store, row, how, "update", patient_of(was),
			      (struct ch_slice){ fields->s, fields->n }, digest,
			      err);
}

/* The same said again, of a later day: that alone is news, or something said
 * in between could come late and win. */
static bool told_later(struct ch_row *row, const struct ch_row *was)
{
	const struct ch_type *t = row->type;

	if (!ch_row_has(row, t->told) || (ch_row_has(was, t->told) &&
	    row->v[t->told].i <= was->v[t->told].i))
		return false;
	row->set = BIT(0) | BIT(t->told);
	row->coded = 0;
	return true;
}

/* What only a feed's word must pass: `*done` when there is nothing to do. */
static int weigh_feed(struct ch_store *store, struct ch_row *row,
		      const struct ch_row *was, const struct ch_put_how *how,
		      bool *done, uint64_t *by_hand, enum ch_did *did,
		      struct ch_err *err)
{
	const struct ch_type *t = row->type;
	int rc = check_clash(row, was, err);

	*done = true;
	*did = CH_UNCHANGED;
	if (rc)
		return rc;
	if (ch_row_same(row, was, t->said)) {
		*done = !told_later(row, was);
		return 0;
	}
	if (ch_row_has(row, t->told) && ch_row_has(was, t->told) &&
	    row->v[t->told].i < was->v[t->told].i) {
		*did = CH_OLDER;
		return 0;
	}
	/* Two records may share an identifier: who had it first keeps it, or
	 * each reading would hand it to and fro. That they do may be said. */
	if (!strcmp(t->name, "alias") &&
	    !ch_row_has(row, ch_field(t, "shared")))
		return 0;
	*done = false;
	if (!how->believe)
		rc = ch_identity_moves(store, row, was, err);
	if (!rc)
		rc = ch_hand_columns(store, t, row->v[0].i, by_hand, err);
	if (rc)
		return rc;
	/* What was only ever said here, no source takes back by silence. */
	clear_unsaid(row, how->clears & ~*by_hand);
	if (ch_patient_person(t) < 0)
		return 0;
	ch_row_null(row, ch_field(t, "known_by_reference"));
	return how->believe ? 0 : ch_identity_check(store, row, was, err);
}

/* What changes, now that the row has passed; 0 when nothing does. */
static uint64_t settle(struct ch_row *row, const struct ch_row *was)
{
	int person = ch_patient_person(row->type);

	if (person >= 0 && (row->set & BIT(person)))
		ch_row_int(row, person, person_of(row));
	return changed_columns(row, was);
}

static int change(struct ch_store *store, struct ch_put_type *t,
		  struct ch_row *row, const struct ch_row *was,
		  const struct ch_put_how *how, enum ch_did *did,
		  struct ch_err *err)
{
	const struct ch_type *type = row->type;
	struct ch_put_how how_told = *how;
	uint64_t changed, by_hand = 0;
	bool done = false, coded = false;
	int rc = how->feed ? weigh_feed(store, row, was, how, &done, &by_hand,
					did, err) :
		check_clash(row, was, err);

	if (rc || done)
		return rc;
	*did = CH_UNCHANGED;
	changed = settle(row, was);
	if (!changed && !row->coded)
		return 0;
	if (how->hold_rev && ch_row_has(row, type->rev) &&
	    row->v[type->rev].i != was->v[type->rev].i)
		return ch_refuse(err, "rev", "stale");
	if (how->verb && (rc = check_steps(row, was, err)))
		return rc;
	if (changed & ~(BIT(type->said) | BIT(type->told)))
		*did = CH_UPDATED;
	if (changed & by_hand & ~ch_put_told(type)) {
		*did = CH_OVERRULED;
		how_told.cause = "overruled";
	}
	rc = write_change(store, t, row, was, changed, &how_told, &coded, err);
	if (coded && *did == CH_UNCHANGED)
		*did = CH_UPDATED;
	return rc;
}


static int seek(struct ch_stmt *st, int64_t id, struct ch_err *err)
{
	ch_stmt_reset(st);
	ch_stmt_bind_int(st, 1, id);
	return ch_stmt_step(st, err);
}

int ch_store_get(struct ch_store *store, const struct ch_type *type,
		 int64_t id, struct ch_row *out, struct ch_err *err)
{
	struct ch_put_type *t;
	int rc = ch_put_type(&t, store, type, err);

	if (!rc)
		rc = seek(t->select, id, err);
	if (!rc)
		ch_rows_fill(out, type, t->select);
	return rc;
}

static bool says_text(const struct ch_stmt *st, int at,
		      const struct ch_row *row, int c)
{
	struct ch_slice have;

	if (!ch_row_has(row, c))
		return true;
	have = ch_stmt_text(st, at);
	return have.n == row->v[c].n && !memcmp(have.s, row->v[c].s, have.n);
}

/*
 * Most of tonight's feed is what last night's was: a glance at four columns
 * shows it, and the record need not be read as a whole. CH_END: not there.
 */
static int glance(struct ch_put_type *t, const struct ch_row *row, bool *same,
		  struct ch_err *err)
{
	enum { SOURCE, ORIGIN, TOLD, SAID };
	const struct ch_type *type = row->type;
	const struct ch_stmt *st = t->glance;
	int rc = seek(t->glance, row->v[0].i, err);

	*same = !rc && ch_stmt_kind(st, SAID) == CH_DB_INT &&
		ch_stmt_int(st, SAID) == row->v[type->said].i &&
		says_text(st, ORIGIN, row, type->origin) &&
		says_text(st, SOURCE, row, type->source) &&
		(!ch_row_has(row, type->told) ||
		 ch_stmt_int(st, TOLD) >= row->v[type->told].i);
	ch_stmt_reset(t->glance);
	return rc;
}

/* Followers come along by a put of their own; `was` borrows from the statement
 * that these will use. */
static int move_followers(struct ch_store *store, struct ch_put_type *t,
			  const struct ch_row *row,
			  const struct ch_put_how *how, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	const struct ch_put_how follow = { .source = how->source,
					   .batch = how->batch,
					   .cause = "person" };
	int c = ch_patient_person(row->type);
	int rc = ch_person_followers(&st, store, row, &store->put->was, err);

	ch_stmt_reset(t->select);
	while (st && !rc && !(rc = ch_stmt_step(st, err))) {
		struct ch_row other;
		enum ch_did did;

		ch_row_start(&other, row->type);
		ch_row_int(&other, 0, ch_stmt_int(st, 0));
		ch_row_int(&other, c, row->v[c].i);
		rc = ch_put(store, &other, &follow, &did, err);
	}
	return rc == CH_END ? 0 : rc;
}

int ch_put(struct ch_store *store, struct ch_row *row,
	   const struct ch_put_how *how, enum ch_did *did, struct ch_err *err)
{
	struct ch_put_type *t;
	bool same = false;
	int rc = ch_put_type(&t, store, row->type, err);

	if (!rc && !how->checked)
		rc = ch_row_check(row, err);
	/* It stays in the journal for ever. */
	if (!rc && how->reason &&
	    !ch_text_utf8(how->reason, strlen(how->reason)))
		rc = ch_refuse(err, "reason", "bad-utf8");
	if (rc)
		return rc;
	if (how->feed) {
		ch_row_text(row, row->type->source, how->source,
			    strlen(how->source));
		ch_row_int(row, row->type->said,
			   ch_put_said(&store->put->bytes, row,
				       how->ours));
	}
	if (t->fresh)
		rc = CH_END;
	else if (how->feed)
		rc = glance(t, row, &same, err);
	if (!rc && same) {
		*did = CH_UNCHANGED;
		return 0;
	}
	if (!rc && row->coded)
		rc = ch_codings_ready(store, err);
	if (!rc)
		rc = seek(t->select, row->v[0].i, err);
	if (rc == CH_END) {
		*did = CH_CREATED;
		if (!strcmp(row->type->name, "coding"))
			store->put->codings = CH_CODINGS_SOME;
		return create(store, t, row, how, err);
	}
	if (rc)
		return rc;
	ch_rows_fill(&store->put->was, row->type, t->select);
	rc = change(store, t, row, &store->put->was, how, did, err);
	if (!rc && ch_patient_person(row->type) >= 0)
		rc = move_followers(store, t, row, how, err);
	ch_stmt_reset(t->select);
	return rc;
}
