/* fuzz_foreign.c - any bytes as a feed, by the maps that are installed: FHIR by
 * all of them, CSV by the one that the first byte says. From the root. */
#include "base/shelf.h"
#include "feed.h"
#include "feed/csv.h"
#include "feed/fhir.h"

#define MAPS_MAX 100

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static int load(const char *room, struct ch_map *map[MAPS_MAX])
{
	static const struct ch_shelf shelf = { { NULL, NULL, "share" } };
	struct ch_book *book;
	struct ch_err err;
	size_t n;

	if (ch_shelf_list(&shelf, room, ".map", &book, &n, &err) ||
	    n > MAPS_MAX)
		abort();
	for (size_t i = 0; i < n; i++)
		if (ch_map_load(&map[i], book[i].path, &err))
			abort();
	free(book);
	return (int)n;
}

static void read_csv(struct ch_csv *csv, const char *p, const char *end,
		     const struct ch_sink *sink)
{
	struct ch_err err;
	long line = 0, line0;
	int code = 0;

	while (!code && p < end) {
		const char *nl = memchr(p, '\n', (size_t)(end - p));
		size_t len = (size_t)((nl ? nl : end) - p);

		code = ch_csv_line(csv, p, len, ++line, &line0, sink, &err);
		p += len + 1;
	}
	ch_csv_end(csv, &line0, sink, &err);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct ch_map *fhir_map[MAPS_MAX], *csv_map[MAPS_MAX];
	static struct ch_csv *csv[MAPS_MAX];
	static struct ch_fhir *fhir;
	static struct noted got;
	static int maps;
	struct ch_sink sink = note_sink(&got);
	struct ch_err err;
	char *text;

	if (!fhir) {
		ch_id_start(&err);
		if (ch_fhir_new(&fhir, fhir_map, (size_t)load("maps/fhir",
			fhir_map), test_naming(), CH_FHIR_FAST, &err))
			abort();
		maps = load("maps/csv", csv_map);
		for (int i = 0; i < maps; i++)
			if (ch_csv_new(&csv[i], csv_map[i], test_naming(),
				       &err))
				abort();
	}
	text = calloc(1, n + CH_PAD);
	if (!text || !n)
		return free(text), 0;
	memcpy(text, data, n);
	note_clear(&got);
	if (*text == '{')
		ch_fhir_read(fhir, text, n, &sink, &err);
	else
		read_csv(csv[(unsigned char)*text % maps], text + 1, text + n,
			 &sink);
	free(text);
	return 0;
}
