/* db_functions.c - the SQL functions that knowledge files may use. */
#include <sqlite3.h>

#include "base/buf.h"
#include "base/id.h"
#include "base/moment.h"
#include "base/text.h"
#include "db/db_functions.h"

static bool is_null(int n, sqlite3_value **v)
{
	for (int i = 0; i < n; i++)
		if (sqlite3_value_type(v[i]) == SQLITE_NULL)
			return true;
	return false;
}

static void day_of(sqlite3_context *c, int n, sqlite3_value **v)
{
	if (!is_null(n, v))
		sqlite3_result_int64(c,
			ch_moment_day(sqlite3_value_int64(v[0])));
}

static void days_between(sqlite3_context *c, int n, sqlite3_value **v)
{
	if (!is_null(n, v))
		sqlite3_result_int64(c,
			ch_moment_day(sqlite3_value_int64(v[1])) -
			ch_moment_day(sqlite3_value_int64(v[0])));
}

static void seconds_between(sqlite3_context *c, int n, sqlite3_value **v)
{
	if (!is_null(n, v))
		sqlite3_result_int64(c,
			ch_moment_seconds(sqlite3_value_int64(v[1])) -
			ch_moment_seconds(sqlite3_value_int64(v[0])));
}

static void age_on(sqlite3_context *c, int n, sqlite3_value **v)
{
	if (!is_null(n, v))
		sqlite3_result_int(c,
			ch_moment_age(sqlite3_value_int64(v[0]),
				      sqlite3_value_int64(v[1])));
}

static void local_day(sqlite3_context *c, int n, sqlite3_value **v)
{
	if (!is_null(n, v))
		sqlite3_result_int64(c,
			ch_moment_local_day(sqlite3_value_int64(v[0])));
}

static void last_day(sqlite3_context *c, int n, sqlite3_value **v)
{
	if (!is_null(n, v))
		sqlite3_result_int64(c,
			ch_moment_last_day(sqlite3_value_int64(v[0])));
}

static void moment_of_day(sqlite3_context *c, int n, sqlite3_value **v)
{
	if (!is_null(n, v))
		sqlite3_result_int64(c,
			ch_moment_of_day(sqlite3_value_int64(v[0])));
}

static void is_over(sqlite3_context *c, int n, sqlite3_value **v)
{
	if (!is_null(n, v))
		sqlite3_result_int(c,
			ch_moment_over(sqlite3_value_int64(v[0]),
				       sqlite3_value_int64(v[1])));
}

static void moment(sqlite3_context *c, int n, sqlite3_value **v)
{
	int64_t m;

	if (is_null(n, v))
		return;
	if (ch_moment_parse((const char *)sqlite3_value_text(v[0]),
			    (size_t)sqlite3_value_bytes(v[0]), &m))
		sqlite3_result_error(c, "moment(): not a date or time", -1);
	else
		sqlite3_result_int64(c, m);
}

static void said(sqlite3_context *c, int n, sqlite3_value **v)
{
	char text[CH_MOMENT_MAX];
	size_t len;

	if (is_null(n, v))
		return;
	len = ch_moment_print(sqlite3_value_int64(v[0]), text);
	sqlite3_result_text(c, text, (int)len, SQLITE_TRANSIENT);
}

static void hexid(sqlite3_context *c, int n, sqlite3_value **v)
{
	char hex[CH_ID_HEX];

	if (is_null(n, v))
		return;
	ch_id_print(sqlite3_value_int64(v[0]), hex);
	sqlite3_result_text(c, hex, CH_ID_HEX - 1, SQLITE_TRANSIENT);
}

static void idof(sqlite3_context *c, int n, sqlite3_value **v)
{
	int64_t id;

	if (is_null(n, v))
		return;
	if (!ch_id_parse((const char *)sqlite3_value_text(v[0]),
			 (size_t)sqlite3_value_bytes(v[0]), &id))
		sqlite3_result_error(c, "idof(): not 16 hex digits", -1);
	else
		sqlite3_result_int64(c, id);
}

static void fold(sqlite3_context *c, int n, sqlite3_value **v)
{
	struct ch_buf b = CH_BUF_INIT;

	if (is_null(n, v))
		return;
	ch_text_fold(&b, (const char *)sqlite3_value_text(v[0]),
		     (size_t)sqlite3_value_bytes(v[0]));
	if (b.failed)
		sqlite3_result_error_nomem(c);
	else
		sqlite3_result_text(c, b.s ? b.s : "", (int)b.n,
				    SQLITE_TRANSIENT);
	ch_buf_free(&b);
}

int ch_db_functions(sqlite3 *h)
{
	static const struct {
		const char *name;
		int n;
		void (*call)(sqlite3_context *, int, sqlite3_value **);
	} all[] = {
		{ "day_of", 1, day_of },
		{ "days_between", 2, days_between },
		{ "seconds_between", 2, seconds_between },
		{ "age_on", 2, age_on },
		{ "local_day", 1, local_day },
		{ "last_day", 1, last_day },
		{ "moment_of_day", 1, moment_of_day },
		{ "is_over", 2, is_over },
		{ "moment", 1, moment },
		{ "said", 1, said },
		{ "hexid", 1, hexid },
		{ "idof", 1, idof },
		{ "fold", 1, fold },
	};

	for (size_t i = 0; i < CH_COUNT(all); i++) {
		int rc = sqlite3_create_function_v2(h, all[i].name, all[i].n,
				SQLITE_UTF8 | SQLITE_DETERMINISTIC |
				SQLITE_INNOCUOUS, NULL, all[i].call, NULL,
				NULL, NULL);
		if (rc)
			return rc;
	}
	return SQLITE_OK;
}
