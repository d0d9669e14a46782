/* feed_csv.c - CSV rows become rows: quotes, headings, numbers, refusals. */
#include <jansson.h>

#include "feed.h"
#include "feed/csv.h"
#include "feed/map_in.h"
#include "tap.h"

#include <dirent.h>

static struct noted got;
static long lines[32];		/* the line on which each item began */

/* Notes items and where they began. */
static long line0;

static int item(void *ctx, const struct ch_item *it, const struct ch_err *bad,
		struct ch_err *err)
{
	struct noted *n = ctx;

	if (n->items < 32)
		lines[n->items] = line0;
	return note_item(ctx, it, bad, err);
}

/* Reads text of `n` bytes, line by line, by a map (which is stolen). Returns
 * the code that ended it. */
static int read_by(struct ch_map *m, const char *text, size_t n)
{
	struct ch_sink sink = { &got, note_row, item };
	const char *end = text + n;
	struct ch_csv *c;
	struct ch_err err;
	long line = 0;
	int code;

	note_clear(&got);
	if (ch_csv_new(&c, m, test_naming(), &err))
		return CH_EBUG;
	code = 0;
	while (!code && text < end) {
		const char *nl = memchr(text, '\n', (size_t)(end - text));
		size_t len = (size_t)((nl ? nl : end) - text);
		size_t cr = len && text[len - 1] == '\r';

		code = ch_csv_line(c, text, len - cr, ++line, &line0, &sink,
				   &err);
		text = nl ? nl + 1 : end;
	}
	if (code)
		snprintf(got.field, sizeof(got.field), "%s", err.field);
	else
		code = ch_csv_end(c, &line0, &sink, &err);
	ch_csv_free(&c);
	return code;
}

static int try_n(const char *map, const char *text, size_t n)
{
	struct ch_map *m;
	struct ch_err err;

	if (ch_map_read(&m, "test.map", map, strlen(map), &err)) {
		printf("# %s\n", err.msg);
		return CH_EBUG;
	}
	return read_by(m, text, n);
}

static int try(const char *map, const char *text)
{
	return try_n(map, text, strlen(text));
}

#define MAP "map csv t\nabsent clear\n"
#define AB "record staff\n origin a\n family b\n"

static void fields(void)
{
	try(MAP AB, "a,b\n1,x\n2, y \n3,\" z \"\n4,\"q \"\"r\"\" s\"\n");
	ok(got.rows == 4 && says(&got, "\"family\":\"x\"") &&
	   says(&got, "\"family\":\"y\"") && says(&got, "\"family\":\"z\"") &&
	   says(&got, "\"q \\\"r\\\" s\""), "blanks and quotes");
	try(MAP AB, "a,b\n1,\"x\ny\"\n2,z\n");
	ok(got.rows == 2 && says(&got, "x\\ny") && lines[0] == 2 &&
	   lines[1] == 4, "a field over two lines, and where rows began");
	try(MAP AB, "B ,junk,A\r\nx,,1\r\n");
	ok(got.rows == 1 && says(&got, "\"family\":\"x\""),
	   "the heading's order and case do not matter");
	try(MAP "delimiter tab\n" AB, "a\tb\n1\tx,y\n");
	ok(says(&got, "\"family\":\"x,y\""), "tabs between");
	try(MAP "delimiter ;\ncolumns a b\nnull ? NULL\n" AB,
	    "1;?\n2;NULL\n3;x\n\n");
	ok(got.rows == 3 && says(&got, "\"family\":\"x\"") &&
	   !says(&got, "?"), "columns named by the map; null words");
	try(MAP "dates %d.%m.%Y\nrecord patient\n origin a\n birth b day\n",
	    "a,b\n1,3.2.1999\n2,30.2.1999\n");
	ok(says(&got, "\"birth\":\"1999-02-03\"") && got.bad == 1 &&
	   !strcmp(got.reason, "bad-date"), "dates by a pattern");
	try(MAP AB " given c?\n", "a,b\n1,x\n");
	ok(got.rows == 1 && !got.bad, "a column that need not be there");
	ok(try(MAP AB, "a,c\n1,x\n") == CH_EDATA && !strcmp(got.field, "b") &&
	   !got.items, "a column that is not there");
}

static void refusal(const char *text, size_t n, const char *reason)
{
	int code = try_n(MAP AB, text, n);

	ok(!code && got.bad == 1 && !strcmp(got.reason, reason) &&
	   got.rows == got.items - 1, "%s", reason);
}

#define LIT(s) s, sizeof(s) - 1

static void refusals(void)
{
	refusal(LIT("a,b\n1\n2,x\n"), "ragged-row");
	refusal(LIT("a,b\n1,x,\n2,x\n"), "ragged-row");
	refusal(LIT("a,b\n1,\"x\"y\n2,x\n"), "stray-quote");
	refusal(LIT("a,b\n2,x\n1,\"x\n"), "unclosed-quote");
	refusal(LIT("a,b\n1,\xff\n2,x\n"), "bad-utf8");
	refusal(LIT("a,b\n1,\0\n2,x\n"), "nul");
	refusal(LIT("a,b\n,x\n2,x\n"), "missing");
}

static void numbers(void)
{
	static const char map[] = MAP "repeat number\nrecord observation\n"
		" origin p c\n value v number\n";

	try(map, "p,c,v\n1,2,3\n1,2,4\n1,3,5\n1,2,6\n");
	ok(got.rows == 4 && says(&got, "\"origin\":\"1|2|#2\"") &&
	   says(&got, "\"origin\":\"1|2|#3\""), "a name that comes again");
	try(map, "p,c,v\n1,2,1e3\n1,2,x\n");
	ok(says(&got, "\"value\":1000,") && !strcmp(got.reason,
						    "not-a-number"),
	   "numbers");
}

static void generic(void)
{
	const struct ch_type *t = ch_type_find("task");
	static const char by_id[] = "id,patient,title,about\n"
		"00000000000000ab,00000000000000cd,Call,"
		"plan/00000000000000ef\n";
	static const char by_origin[] = "origin,patient,status\nt1,p1,ready\n";
	struct ch_map *m;
	struct ch_err err;

	if (ch_map_generic(&m, t, &err))
		abort();
	read_by(m, by_id, sizeof(by_id) - 1);
	ok(says(&got, "\"id\":\"00000000000000ab\",\"patient\":"
		"\"00000000000000cd\"") &&
	   says(&got, "\"about\":\"plan/00000000000000ef\"") && !got.clears,
	   "the generic map takes ids");
	if (ch_map_generic(&m, t, &err))
		abort();
	read_by(m, by_origin, sizeof(by_origin) - 1);
	ok(got.rows == 1 && says(&got, "\"status\":\"ready\"") &&
	   !got.bad, "and the source's own names");
	if (ch_map_generic(&m, t, &err))
		abort();
	ok(read_by(m, LIT("title\nx\n")) == CH_EDATA &&
	   !strcmp(got.field, "origin"), "one of the two must be there");
	for (int i = 0; i < ch_types_n; i++) {
		if (ch_type_find(ch_types[i].name)->origin < 0)
			continue;
		if (ch_map_generic(&m, &ch_types[i], &err))
			ok(0, "%s: %s", ch_types[i].name, err.msg);
		else
			ch_map_free(&m);
	}
}

/* A map of a spectrum file: its columns, in order, as texts. */
static struct ch_map *spectrum_map(json_t *row)
{
	static const char *const field[] = { "name", "kind", "npi", "phone",
					     "email" };
	struct ch_buf b = CH_BUF_INIT;
	struct ch_map *m = NULL;
	struct ch_err err;
	const char *key;
	json_t *value;
	size_t i = 0;

	ch_buf_adds(&b, MAP "record organization\n");
	json_object_foreach(row, key, value) {
		if (!i)
			ch_buf_addf(&b, " origin [%s]\n", key);
		ch_buf_addf(&b, " %s [%s]\n", field[i++], key);
	}
	if (ch_map_read(&m, "spectrum.map", b.s, b.n, &err))
		printf("# %s\n", err.msg);
	ch_buf_free(&b);
	return m;
}

/* Whether the values of the suite's answer are in the rows, but CR. */
static bool spectrum_same(json_t *rows)
{
	const char *key;
	json_t *row, *value;
	size_t i;

	json_array_foreach(rows, i, row)
		json_object_foreach(row, key, value) {
			struct ch_buf b = CH_BUF_INIT, t = CH_BUF_INIT;
			bool in;

			for (const char *s = json_string_value(value); *s; s++)
				if (*s != '\r')
					ch_buf_addc(&t, *s);
			if (!t.n)
				continue;
			ch_json_string(&b, t.s, t.n);
			in = says(&got, b.s);
			ch_buf_free(&b);
			ch_buf_free(&t);
			if (!in)
				return false;
		}
	return true;
}

static void spectrum(void)
{
	DIR *d = opendir(DATA "csv-spectrum/csvs");
	struct dirent *e;
	int files = 0;

	if (!d)
		ok(1, "csv-spectrum # SKIP no " DATA);
	while (d && (e = readdir(d))) {
		char path[512], *text, *stop = strchr(e->d_name, '.');
		struct ch_err err;
		json_t *rows;
		bool place;
		size_t n;

		if (!stop || strcmp(stop, ".csv"))
			continue;
		snprintf(path, sizeof(path), DATA "csv-spectrum/json/%.*s.json",
			 (int)(stop - e->d_name), e->d_name);
		rows = json_load_file(path, 0, NULL);
		/* The answer of this file is about another row. */
		place = json_is_object(rows) || strstr(path, "location");
		if (!json_is_array(rows)) {
			json_t *all = json_pack("[o]", rows);

			rows = all;
		}
		snprintf(path, sizeof(path), DATA "csv-spectrum/csvs/%s",
			 e->d_name);
		if (ch_file_slurp(path, 1 << 20, &text, &n, &err))
			continue;
		read_by(spectrum_map(json_array_get(rows, 0)), text, n);
		ok(!got.bad && got.rows == (int)json_array_size(rows) &&
		   (place || spectrum_same(rows)), "%s", e->d_name);
		files++;
		free(text);
		json_decref(rows);
	}
	if (d)
		closedir(d);
}

static void synthea(const char *name, int rows, int bad, const char *file)
{
	char map[256], path[256], *text;
	struct ch_map *m;
	struct ch_err err;
	size_t n;

	snprintf(map, sizeof(map), "share/maps/csv/%s.map", name);
	snprintf(path, sizeof(path), DATA "%s", file);
	if (ch_file_slurp(path, 1 << 24, &text, &n, &err)) {
		ok(1, "%s # SKIP no " DATA, name);
		return;
	}
	if (ch_map_load(&m, map, &err)) {
		ok(0, "%s", err.msg);
	} else {
		read_by(m, text, n);
		ok(got.items == rows && got.bad == bad, "%s: %d rows, %d bad",
		   name, rows, bad);
	}
	free(text);
}

int main(void)
{
	struct ch_err err;

	ch_id_start(&err);
	fields();
	refusals();
	numbers();
	generic();
	spectrum();
	synthea("synthea-patients", 27, 0, "csv-synthea/patients.csv");
	synthea("synthea-encounters", 604, 0, "csv-synthea/encounters.csv");
	synthea("synthea-conditions", 438, 0, "csv-synthea/conditions.csv");
	synthea("synthea-observations", 990, 0,
		"csv-synthea/observations.csv");
	synthea("synthea-medications", 663, 0, "csv-synthea/medications.csv");
	synthea("synthea-procedures", 249, 0, "csv-synthea/procedures.csv");
	synthea("synthea-careplans", 49, 0, "csv-synthea/careplans.csv");
	synthea("synthea-allergies", 40, 0, "csv-synthea/allergies.csv");
	synthea("synthea-immunizations", 29, 0,
		"csv-synthea/immunizations.csv");
	synthea("febrl-people", 1000, 3, "matching/dataset1.csv");
	synthea("febrl-people", 5000, 10, "matching/dataset2.csv");
	ch_buf_free(&got.text);
	return tap_end();
}
