/* reminder.c - reads a kind of reminder. */
#include <stddef.h>

#include "base/text.h"
#include "care/remind/reminder.h"

#define AT(field) offsetof(struct ch_reminder, field)

static const char *const hours[] = { "morning", "time", NULL };
static const char *const queries[] = { "due", "settled", NULL };
static const char *const asks[] = { "$as_of", "$first", "$last", "$about",
				    "$until", NULL };

static const struct ch_key keys[] = {
	{ "about", CH_KEY_TEXT, AT(type), .required = true },
	{ "text", CH_KEY_TEXT, AT(text), .required = false },
	{ "offsets", CH_KEY_TEXT, AT(when), .required = false },
	{ "from", CH_KEY_WORD, AT(from), .words = hours },
	{ "reasons", CH_KEY_TEXT, AT(reasons), .required = true },
	{ 0 }
};

const struct ch_form ch_reminder_form = {
	.room = "reminders", .word = "reminder", .keys = keys,
	.queries = queries, .asks = asks,
};

/* "-7d", "0d", "-3h", "-30min" */
static bool read_offset(struct ch_offset *o, const char *text)
{
	size_t n = strspn(text, "-+0123456789");
	int64_t number;

	if (n > 6 || !ch_text_int(text, n, &number))
		return false;
	o->days = !strcmp(text + n, "d");
	o->n = (int)number;
	if (!strcmp(text + n, "h"))
		o->n *= 60;
	snprintf(o->text, sizeof(o->text), "%s", text);
	return o->days || !strcmp(text + n, "h") || !strcmp(text + n, "min");
}

static int read_offsets(struct ch_reminder *r, struct ch_err *err)
{
	char word[16];
	int n;

	for (const char *s = r->when; sscanf(s, "%15s%n", word, &n) == 1;
	     s += n)
		if (r->offsets == CH_OFFSETS ||
		    !read_offset(&r->offset[r->offsets++], word))
			return ch_knowledge_wrong(&r->k, "offsets", "such as "
						  "-2d -3h 30min, 16 at most",
						  err);
	return 0;
}

static int look(struct ch_reminder *r, struct ch_err *err)
{
	r->about = ch_type_find(r->type);
	if (!r->text)
		r->text = r->k.name;
	if (!r->about)
		return ch_knowledge_wrong(&r->k, "about", "no type of records",
					  err);
	return r->when ? read_offsets(r, err) : 0;
}

int ch_reminder_read(struct ch_reminder *out, const struct ch_shelf *shelf,
		     const char *name, struct ch_err *err)
{
	int rc;

	*out = (struct ch_reminder){ 0 };
	rc = ch_knowledge_read(&out->k, &ch_reminder_form, shelf, name, out,
			       err);
	if (!rc)
		rc = look(out, err);
	if (rc)
		ch_reminder_free(out);
	return rc;
}

void ch_reminder_free(struct ch_reminder *r)
{
	ch_knowledge_free(&r->k);
}

bool ch_reminder_settles(const struct ch_reminder *r, struct ch_slice why)
{
	const char *s = r->reasons;

	for (size_t n; *s; s += n + strspn(s + n, " ")) {
		n = strcspn(s, " ");
		if (why.n == n && !memcmp(s, why.s, n))
			return true;
	}
	return false;
}
