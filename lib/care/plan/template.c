/* template.c - reads a plan template: its shape, its sense, its examples. */
#include <jansson.h>

#include "care/plan/template_in.h"

static void name_of_file(struct ch_template *t)
{
	const char *slash = strrchr(t->path, '/');
	const char *name = slash ? slash + 1 : t->path;
	size_t n = strlen(name);

	if (n > 5 && !strcmp(name + n - 5, ".json"))
		n -= 5;
	snprintf(t->name, sizeof(t->name), "%.*s", (int)n, name);
}

int ch_template_load(struct ch_template *out, const char *path,
		     const struct ch_shelf *shelf, ch_fault fault, void *ctx,
		     struct ch_err *err)
{
	struct ch_checking c = { .t = out, .shelf = shelf,
				 .f = { out->path, fault, ctx, 0, err } };
	struct json_t *doc;
	int rc;

	*out = (struct ch_template){ 0 };
	snprintf(out->path, sizeof(out->path), "%s", path);
	name_of_file(out);
	rc = ch_json_keys_open(&doc, out->hash, &c.f);
	out->doc = doc;
	if (rc == CH_EDATA && fault && err)
		fault(ctx, "file", err->msg);
	if (!rc && doc) {
		ch_template_shape(out, &c.f);
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
