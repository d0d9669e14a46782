/* fhir_text.c - a text read by its shape, or refused; what its address says. */
#include "feed/fhir_in.h"

int ch_fhir_tree(struct ch_fhir *f, struct ch_tree *t,
		 const struct ch_shape *shape, struct ch_slice text,
		 struct ch_err *err)
{
	int code = CH_EDATA;

	if (f->parser == CH_FHIR_FAST)
		code = ch_scan_read(t, shape, text.s, text.n);
	if (code == CH_EDATA)
		return ch_slow_read(t, shape, text.s, text.n, err);
	return code ? ch_nomem(err) : 0;
}

int ch_fhir_refused(struct ch_slice type, struct ch_slice text,
		    const struct ch_row *row, const struct ch_sink *sink,
		    struct ch_err *err)
{
	struct ch_item item = { .kind = type.s ? type.s : "",
				.kind_n = type.n, .raw = text };
	struct ch_err why = *err;

	ch_map_item_row(&item, row);
	return sink->item(sink->ctx, &item, &why, err);
}

struct ch_slice ch_fhir_url_id(struct ch_slice url)
{
	size_t i = url.n;

	while (i && url.s[i - 1] != '/' && url.s[i - 1] != ':')
		i--;
	return (struct ch_slice){ url.s + i, url.n - i };
}
