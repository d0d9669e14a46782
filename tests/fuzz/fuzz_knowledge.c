/* fuzz_knowledge.c - any bytes as a file of knowledge: templates, measures,
 * rules, codes, texts ... The first byte says of which kind. From the root. */
#include <unistd.h>

#include "base/id.h"
#include "care/kinds.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void write_file(const char *path, const uint8_t *data, size_t n)
{
	FILE *f = fopen(path, "w");

	if (!f || (n && fwrite(data, 1, n, f) != n) || fclose(f))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const struct ch_shelf shelf = { { NULL, NULL, "share" } };
	static char dir[] = "/dev/shm/fuzz-XXXXXX";
	static bool made;
	struct ch_book book = { .name = "fuzzed.en", .from = 0 };
	struct ch_kind_file file;
	struct ch_err err;
	int kinds = 0;

	while (ch_kinds[kinds].name)
		kinds++;
	if (!n || ch_id_start(&err) || (!made && !mkdtemp(dir)))
		return 0;
	made = true;
	snprintf(book.path, sizeof(book.path), "%s/fuzzed%s", dir,
		 ch_kinds[*data % kinds].ending);
	write_file(book.path, data + 1, n - 1);
	ch_kind_read(&file, &ch_kinds[*data % kinds], &book, &shelf, NULL,
		     NULL, &err);
	ch_kind_free(&file);
	unlink(book.path);
	return 0;
}
