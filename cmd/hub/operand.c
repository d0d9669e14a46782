/* operand.c - ids, prefixes, records and numbers, in one place for all. */
#include "people/names.h"
#include "hub/operand.h"
#include "store/put.h"

/* What one of many lines says, or one of many operands, is refused by itself.
 * Alone on the command line an unclear one is how the program was called. */
static int judge(struct ch_ui *ui, int rc)
{
	if (rc == CH_ENOENT && ui->from_stdin)
		return ui->err.code = CH_EDATA;
	if (rc == CH_EUSAGE && (ui->from_stdin || ui->keep_going))
		return ui->err.code = CH_EDATA;
	return rc;
}

/* The field of a record that refers to the type; -1. */
static int refers(const struct ch_row *row, const struct ch_type *type)
{
	int c = ch_field(row->type, type->name);

	return c >= 0 && row->type->field[c].target &&
		!strcmp(row->type->field[c].target, type->name) &&
		ch_row_has(row, c) ? c : -1;
}

static int of_record(struct ch_ui *ui, struct ch_store *store,
		     const struct ch_type *type, const struct ch_row *row,
		     int64_t *id)
{
	int c = row->type == type && ch_row_has(row, 0) ? 0 :
		refers(row, type);
	struct ch_row there;
	int rc;

	if (c < 0)
		return ch_fail(&ui->err, CH_EDATA, "a %s record that names no "
			       "%s", row->type->name, type->name);
	*id = row->v[c].i;
	rc = ch_store_get(store, type, *id, &there, &ui->err);
	return rc == CH_END ? ch_fail(&ui->err, CH_EDATA, "no such %s",
				      type->name) : rc;
}

/* TYPE/ID is ID, of that type alone. */
static int strip_type(struct ch_ui *ui, const struct ch_type *type,
		      const char **text, size_t *n)
{
	const char *slash = memchr(*text, '/', *n);
	size_t len = slash ? (size_t)(slash - *text) : 0;

	if (!slash)
		return 0;
	if (len != strlen(type->name) || memcmp(*text, type->name, len))
		return ch_fail(&ui->err, CH_EUSAGE, "another type of record; "
			       "here it is %s/ID", type->name);
	*text += len + 1;
	*n -= len + 1;
	return 0;
}

int ch_operand_record(struct ch_ui *ui, struct ch_store *store,
		      const struct ch_type *type, const char *text, size_t n,
		      const struct ch_row *row, int64_t *id)
{
	int rc;

	if (row)
		return of_record(ui, store, type, row, id);
	rc = strip_type(ui, type, &text, &n);
	if (!rc)
		rc = ch_store_find(store, type, text, n, id, &ui->err);
	return judge(ui, rc);
}

/* The record is one, or is about one. */
static int patient_of(struct ch_ui *ui, const struct ch_type *type,
		      const struct ch_row *row, int64_t *patient)
{
	int c = row->type == type ? 0 : row->type->patient;

	if (!ch_row_has(row, c))
		return ch_fail(&ui->err, CH_EDATA, "a %s record that is about "
			       "no patient", row->type->name);
	*patient = row->v[c].i;
	return 0;
}

int ch_operand_patient(struct ch_ui *ui, struct ch_store *store,
		       const char *text, size_t n, const struct ch_row *row,
		       int64_t *patient)
{
	static const struct ch_type *type;
	int rc;

	if (!type)
		type = ch_type_find("patient");
	if (row)
		return patient_of(ui, type, row, patient);
	/* Numbers that mean something stay out of argv: there, only ids. */
	if (ui->from_stdin &&
	    ch_store_find(store, type, text, n, patient, &ui->err))
		return judge(ui, ch_patient_by_identifier(store, text, n,
							  patient, &ui->err));
	if (ui->from_stdin)
		return 0;
	rc = strip_type(ui, type, &text, &n);
	if (!rc)
		rc = ch_store_find(store, type, text, n, patient, &ui->err);
	return judge(ui, rc);
}
