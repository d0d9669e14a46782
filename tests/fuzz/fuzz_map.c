/* fuzz_map.c - any bytes as a map, and its examples. */
#include "feed/map_in.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void ignore(void *ctx, int line, const char *words)
{
	(void)ctx;
	(void)line;
	(void)words;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct ch_map *m;
	struct ch_err err;
	int ran;

	if (!n || ch_id_start(&err))
		return 0;
	if (ch_map_read(&m, "f.map", (const char *)data, n, &err))
		return 0;
	ch_map_check(m, &ran, ignore, NULL);
	ch_map_free(&m);
	return 0;
}
