/* hsds_join.c - gives each row of a package to what it belongs to. */
#include "feed/hsds_in.h"

/* The columns by which a row says to what it belongs. */
static const enum hsds_col belongs[] = {
	HSDS_SERVICE_ID, HSDS_PLACE_ID, HSDS_LOCATION_ID, HSDS_ORGANIZATION_ID,
	HSDS_CONTACT_ID, HSDS_PHONE_ID,
};

struct join {
	struct ch_hsds *h;
	const struct ch_hsds_to *to;
	struct ch_err *err;
};

static int orphan(struct join *j, struct hsds_row *row, enum hsds_col col,
		  bool said)
{
	struct ch_err bad;

	ch_refuse(&bad, ch_hsds_col_name(col), said ? "orphan" : "missing");
	return ch_hsds_refuse(j->h, row, &bad, j->to, j->err);
}

/* Of an attribute of HSDS 3: one id, of a row of any table. */
static struct hsds_row *linked(struct join *j, const struct hsds_row *row)
{
	static const enum hsds_kind any[] = { HSDS_SERVICE, HSDS_PLACE,
		HSDS_ORGANIZATION, HSDS_LOCATION, HSDS_PROGRAM, HSDS_CONTACT,
		HSDS_PHONE };
	struct ch_slice id = ch_hsds_get(row, HSDS_LINK_ID);
	struct hsds_row *to = NULL;

	for (size_t i = 0; i < CH_COUNT(any) && !to; i++)
		to = ch_hsds_find(j->h, any[i], id);
	return to;
}

/* A part of others: all that it names hold it. One that is there is enough. */
static int give(struct join *j, struct hsds_row *row)
{
	struct hsds_row *to = linked(j, row);
	enum hsds_col said = HSDS_COLS;
	bool given = row->held || to;
	int rc = to ? ch_hsds_hold(j->h, to, row, j->err) : 0;

	for (size_t i = 0; i < CH_COUNT(belongs) && !rc; i++) {
		struct ch_slice id = ch_hsds_get(row, belongs[i]);

		if (!id.n || (int)belongs[i] == ch_hsds_col_of(row->kind))
			continue;
		if (said == HSDS_COLS)
			said = belongs[i];
		to = ch_hsds_find(j->h, (enum hsds_kind)ch_hsds_refers(
				  belongs[i]), id);
		if (!to)
			continue;
		given = true;
		rc = ch_hsds_hold(j->h, to, row, j->err);
	}
	if (rc || given)
		return rc;
	if (said == HSDS_COLS && ch_hsds_get(row, HSDS_LINK_ID).n)
		return orphan(j, row, HSDS_LINK_ID, true);
	return said == HSDS_COLS ? orphan(j, row, HSDS_SERVICE_ID, false) :
		orphan(j, row, said, true);
}

/* Whether what a column names is there, and not refused; `must`: it has to be
 * named at all. */
static int needs(struct join *j, struct hsds_row *row, enum hsds_col col,
		 bool must)
{
	struct ch_slice id = ch_hsds_get(row, col);
	struct hsds_row *to = ch_hsds_find(j->h, (enum hsds_kind)
					   ch_hsds_refers(col), id);

	if (row->bad || (!id.n && !must))
		return 0;
	return to && !to->bad ? 0 : orphan(j, row, col, id.n);
}

static int each(struct join *j, enum hsds_kind kind,
		int (*what)(struct join *j, struct hsds_row *row))
{
	int rc = 0;

	for (size_t i = 0; i < j->h->rows[kind].n && !rc; i++)
		rc = what(j, j->h->rows[kind].at[i]);
	return rc;
}

static int named(struct join *j, struct hsds_row *row)
{
	return ch_hsds_id(row).n ? 0 : orphan(j, row, HSDS_ID, false);
}

static int service(struct join *j, struct hsds_row *row)
{
	int rc = named(j, row);

	if (!rc)
		rc = needs(j, row, HSDS_ORGANIZATION_ID, false);
	return rc ? rc : needs(j, row, HSDS_LOCATION_ID, false);
}

static int place(struct join *j, struct hsds_row *row)
{
	struct hsds_row *of;
	int rc = needs(j, row, HSDS_SERVICE_ID, true);

	if (!rc)
		rc = needs(j, row, HSDS_LOCATION_ID, true);
	of = ch_hsds_find(j->h, HSDS_SERVICE,
			  ch_hsds_get(row, HSDS_SERVICE_ID));
	return rc || row->bad ? rc : ch_hsds_hold(j->h, of, row, j->err);
}

/* Times that cannot be read are said now, before anybody counts on them. */
static int schedule(struct join *j, struct hsds_row *row)
{
	struct hsds_holiday holiday;
	struct hsds_rule rule;
	struct ch_err bad;
	int rc = row->kind == HSDS_SCHEDULE ?
		ch_hsds_rule(row, &rule, &bad) :
		ch_hsds_holiday(row, &holiday, &bad);

	return rc == CH_EDATA ? ch_hsds_refuse(j->h, row, &bad, j->to,
					       j->err) : give(j, row);
}

int ch_hsds_join(struct ch_hsds *h, const struct ch_hsds_to *to,
		 struct ch_err *err)
{
	struct join j = { h, to, err };
	int rc = each(&j, HSDS_ORGANIZATION, named);

	if (!rc)
		rc = each(&j, HSDS_LOCATION, named);
	if (!rc)
		rc = each(&j, HSDS_SERVICE, service);
	if (!rc)
		rc = each(&j, HSDS_PLACE, place);
	if (!rc)
		rc = each(&j, HSDS_CONTACT, give);
	if (!rc)
		rc = each(&j, HSDS_PHONE, give);
	for (int kind = HSDS_ADDRESS; kind < HSDS_OTHER && !rc; kind++)
		rc = each(&j, (enum hsds_kind)kind, kind == HSDS_SCHEDULE ||
			  kind == HSDS_HOLIDAY ? schedule : give);
	return rc;
}
