/* template.c - reads a plan template, and holds it to sense and examples. */
#include "care/plan/template_in.h"

int ch_template_load(struct ch_template *out, const char *path,
		     const struct ch_shelf *shelf, ch_fault fault, void *ctx,
		     struct ch_err *err)
{
	struct ch_checking c = { .t = out, .shelf = shelf,
				 .f = { out->path, fault, ctx, 0, err } };
	int rc = ch_template_open(out, path, &c.f);

	if (rc == CH_EDATA && fault && err)
		fault(ctx, "file", err->msg);
	if (!rc && out->doc) {
		ch_template_sense(&c);
		/* Examples of what makes no sense would only repeat that. */
		if (!c.f.n)
			ch_template_try(&c);
	}
	if (!rc && c.f.n)
		rc = err ? err->code : CH_EDATA;
	if (rc)
		ch_template_free(out);
	return rc;
}

int ch_template_read(struct ch_template *out, const char *name,
		     const struct ch_shelf *shelf, struct ch_err *err)
{
	struct ch_book book;
	int rc = ch_shelf_find(shelf, "plans", name, ".json", &book, err);

	*out = (struct ch_template){ 0 };
	return rc ? rc : ch_template_load(out, book.path, shelf, NULL, NULL,
					  err);
}
