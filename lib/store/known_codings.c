/* known_codings.c - further codes as they were: those that went come back. */
#include <jansson.h>

#include "record/json.h"
#include "store/known.h"
#include "store/put_state.h"
#include "store/rows_in.h"

struct back {
	struct ch_stmt *drop, *put;
	struct ch_json_reader *reader;
};

static void back_free(struct back *b)
{
	ch_stmt_free(&b->drop);
	ch_stmt_free(&b->put);
	ch_json_reader_free(&b->reader);
}

static int prepare(struct back *b, struct ch_store *store,
		   const struct ch_type *type, struct ch_err *err)
{
	CH_AUTO(ch_buf_free) struct ch_buf sql = CH_BUF_INIT;
	int rc = ch_json_reader_new(&b->reader, err);

	ch_buf_adds(&sql, "INSERT INTO temp.was_coding (heap, ");
	ch_rows_fields(&sql, type);
	ch_buf_adds(&sql, ") VALUES (0");
	for (int c = 0; c < type->n; c++)
		ch_buf_addf(&sql, ", $%d", c + 1);
	ch_buf_addc(&sql, ')');
	if (!rc)
		rc = ch_buf_ok(&sql, err);
	if (!rc)
		rc = ch_db_prepare(&b->put, store->db, sql.s, err);
	return rc ? rc : ch_db_prepare(&b->drop, store->db, "DELETE FROM temp."
				       "was_coding WHERE id = $1", err);
}

/* One coding as the journal has it: whatever came of it later is forgotten;
 * with `was` it is as it says. */
static int one(struct back *b, const json_t *coding, bool was,
	       struct ch_err *err)
{
	char *line = json_dumps(coding, JSON_COMPACT);
	struct ch_row row;
	int rc = line ? ch_json_read(b->reader, line, strlen(line), &row,
				     err) : ch_nomem(err);

	if (!rc) {
		ch_stmt_bind_int(b->drop, 1, row.v[0].i);
		rc = ch_stmt_finish(b->drop, err);
	}
	for (int c = 0; !rc && was && c < row.type->n; c++) {
		if (ch_row_has(&row, c))
			ch_put_bind(b->put, c + 1, &row.v[c]);
		else
			ch_stmt_bind_null(b->put, c + 1);
	}
	if (!rc && was)
		rc = ch_stmt_finish(b->put, err);
	free(line);
	return rc;
}

static int one_change(struct back *b, struct ch_slice fields,
		      struct ch_err *err)
{
	json_t *doc = json_loadb(fields.s, fields.n, 0, NULL);
	const json_t *pair = json_object_get(doc, "coding");
	int rc = doc ? 0 : ch_fail(err, CH_EDATA, "the journal cannot be read");

	for (size_t side = 2; side-- > 0 && !rc;) {
		const json_t *list = json_array_get(pair, side);

		for (size_t i = 0; i < json_array_size(list) && !rc; i++)
			rc = one(b, json_array_get(list, i), side == 0, err);
	}
	json_decref(doc);
	return rc;
}

/* The newest change first, as for all other fields. */
int ch_known_codings(struct ch_store *store, const struct ch_type *type,
		     int64_t top, struct ch_err *err)
{
	CH_AUTO(back_free) struct back b = { 0 };
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = prepare(&b, store, type, err);

	if (!rc)
		rc = ch_db_prepare(&st, store->db, "SELECT fields FROM main."
				   "journal WHERE at > $1 AND action = 'update'"
				   " AND fields LIKE '%\"coding\":[[%' ORDER "
				   "BY seq DESC", err);
	if (rc)
		return rc;
	ch_stmt_bind_int(st, 1, top);
	while (!rc && !(rc = ch_stmt_step(st, err)))
		rc = one_change(&b, ch_stmt_text(st, 0), err);
	return rc == CH_END ? 0 : rc;
}
