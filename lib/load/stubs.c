/* stubs.c - patients whom nothing but references know yet. */
#include "load/session.h"

static const struct ch_type *patient_type(void)
{
	static const struct ch_type *type;

	return type ? type : (type = ch_type_find("patient"));
}

/* Who the patient of that id is: the person they belong to. */
static int person_of(struct ch_load *l, int64_t patient, int64_t *person,
		     struct ch_err *err)
{
	struct ch_row row;
	int rc = CH_END;

	*person = patient;
	if (!ch_put_loading(l->store, patient_type()))
		rc = ch_store_get(l->store, patient_type(), patient, &row,
				  err);
	if (!rc && ch_row_get_int(&row, "person"))
		*person = ch_row_get_int(&row, "person");
	return rc == CH_END ? 0 : rc;
}

static int write_stub(struct ch_load *l, int64_t id, struct ch_err *err)
{
	const struct ch_type *alias = ch_type_find("alias");
	const struct ch_put_how how = { .batch = l->batch,
					.source = l->how.source,
					.quiet_create = true };
	int64_t person = id;
	enum ch_did did;
	struct ch_row row;
	int rc = ch_store_get(l->store, patient_type(), id, &row, err);

	if (rc != CH_END)
		return rc;
	rc = ch_store_get(l->store, alias, id, &row, err);
	if (rc && rc != CH_END)
		return rc;
	if (!rc && !ch_row_get_int(&row, "shared") &&
	    ch_slice_is(ch_row_get_text(&row, "record_type"), "patient")) {
		rc = person_of(l, ch_row_get_int(&row, "record"), &person,
			       err);
		if (rc)
			return rc;
	}
	ch_row_start(&row, patient_type());
	ch_row_int(&row, 0, id);
	ch_row_put_int(&row, "person", person);
	ch_row_put_int(&row, "known_by_reference", 1);
	l->wrote.stubs++;
	return ch_put(l->store, &row, &how, &did, err);
}

int ch_load_write_stubs(struct ch_load *l, struct ch_err *err)
{
	int rc = 0;

	for (size_t i = 0; l->absent.slot && i <= l->absent.mask; i++)
		if (l->absent.slot[i] && !rc)
			rc = write_stub(l, l->absent.slot[i], err);
	ch_seen_clear(&l->absent);
	return rc;
}

/* Whose the names are: the same person's? */
static int same_person(struct ch_load *l, int64_t a, int64_t b, bool *same,
		       struct ch_err *err)
{
	int64_t p = a, q = b;
	int rc = a == b ? 0 : person_of(l, a, &p, err);

	if (!rc && a != b)
		rc = person_of(l, b, &q, err);
	*same = p == q;
	return rc;
}

/*
 * Another patient may have this name already: then it is the name of neither,
 * and what is known by it alone is nobody's, whichever of them came first. Two
 * records of one person may have it.
 */
static int share_name(struct ch_load *l, struct ch_row *alias,
		      struct ch_err *err)
{
	bool same = true, shared;
	struct ch_row was;
	int64_t first;
	int rc = CH_END;

	if (!ch_put_loading(l->store, alias->type))
		rc = ch_store_get(l->store, alias->type, alias->v[0].i, &was,
				  err);
	if (rc)
		return rc == CH_END ? 0 : rc;
	first = ch_row_get_int(&was, "record");
	shared = ch_row_get_int(&was, "shared");
	rc = same_person(l, first, ch_row_get_int(alias, "record"), &same,
			 err);
	if (rc || (same && !shared))
		return rc;
	l->shared += !same;
	/* That it was another's, too, only another's word can change. */
	shared = !same || first == ch_row_get_int(alias, "record");
	ch_row_start(alias, alias->type);
	ch_row_int(alias, 0, was.v[0].i);
	ch_row_put_int(alias, "record", first);
	ch_row_put_text(alias, "record_type", "patient");
	ch_row_put_int(alias, "shared", shared);
	return 0;
}

/* A name that a stub was known by: now we know who that is. */
static int resolve_stub(struct ch_load *l, const struct ch_row *alias,
			struct ch_err *err)
{
	const struct ch_put_how how = { .batch = l->batch,
					.source = l->how.source };
	enum ch_did did;
	struct ch_row row;
	int64_t person;
	int rc;

	if (ch_put_loading(l->store, patient_type()))
		return 0;
	rc = ch_store_get(l->store, patient_type(), alias->v[0].i, &row, err);
	if (rc)
		return rc == CH_END ? 0 : rc;
	if (!ch_row_get_int(&row, "known_by_reference"))
		return 0;
	person = alias->v[0].i;
	if (!ch_row_get_int(alias, "shared"))
		rc = person_of(l, ch_row_get_int(alias, "record"), &person,
			       err);
	if (rc)
		return rc;
	ch_row_start(&row, patient_type());
	ch_row_int(&row, 0, alias->v[0].i);
	ch_row_put_int(&row, "person", person);
	return ch_put(l->store, &row, &how, &did, err);
}

/* Whether the patient is in the store. While the table has no index nobody can
 * say: then they may be absent, and are looked up at the end. */
static int look_up(struct ch_load *l, int64_t id, bool *there,
		   struct ch_err *err)
{
	struct ch_row row;
	int rc;

	*there = false;
	if (ch_put_loading(l->store, patient_type()))
		return 0;
	rc = ch_store_get(l->store, patient_type(), id, &row, err);
	*there = !rc;
	return rc == CH_END ? 0 : rc;
}

static int know(struct ch_load *l, int64_t id, bool *had, struct ch_err *err)
{
	if (ch_seen_full(&l->known))
		ch_seen_clear(&l->known);
	return ch_seen_add(&l->known, id, had) ? ch_nomem(err) : 0;
}

int ch_load_meet_patient(struct ch_load *l, struct ch_row *row,
			 struct ch_err *err)
{
	int c = row->type->patient, rc;
	bool had, there;
	int64_t id;

	if (row->type->patient < 0 && !strcmp(row->type->name, "alias") &&
	    ch_slice_is(ch_row_get_text(row, "record_type"), "patient")) {
		rc = share_name(l, row, err);
		return rc ? rc : resolve_stub(l, row, err);
	}
	if (row->type == patient_type())
		return know(l, row->v[0].i, &had, err);
	if (!ch_row_has(row, c))
		return 0;
	id = row->v[c].i;
	rc = know(l, id, &had, err);
	if (rc || had)
		return rc;
	rc = look_up(l, id, &there, err);
	if (rc || there)
		return rc;
	if (ch_seen_full(&l->absent)) {
		rc = ch_put_load_end(l->store, patient_type(), err);
		if (!rc)
			rc = ch_load_write_stubs(l, err);
	}
	if (!rc && ch_seen_add(&l->absent, id, &had))
		rc = ch_nomem(err);
	return rc;
}
