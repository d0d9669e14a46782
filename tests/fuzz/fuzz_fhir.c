/* fuzz_fhir.c - any bytes as FHIR: both roads must agree. Run from the root. */
#include "feed.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct ch_fhir *fast, *slow;
	static struct noted a, b;
	struct ch_sink to_a = note_sink(&a), to_b = note_sink(&b);
	struct ch_err err;
	char *text;

	if (!fast) {
		ch_id_start(&err);
		fast = test_fhir(CH_FHIR_FAST);
		slow = test_fhir(CH_FHIR_JANSSON);
		if (!fast || !slow)
			abort();
	}
	/* An exact copy, so that a read too far is seen. */
	text = malloc(n + CH_PAD);
	if (!text)
		return 0;
	if (n)
		memcpy(text, data, n);
	memset(text + n, data && n ? data[0] : 0, CH_PAD);
	note_clear(&a);
	note_clear(&b);
	ch_fhir_read(fast, text, n, &to_a, &err);
	ch_fhir_read(slow, text, n, &to_b, &err);
	if (a.text.n != b.text.n ||
	    (a.text.n && memcmp(a.text.s, b.text.s, a.text.n)))
		abort();
	ch_fhir_is_pretty(text, n / 2, text + n / 2, n - n / 2);
	free(text);
	return 0;
}
