/* reminder.c - reads a kind of reminder. */
#include <stddef.h>

#include "base/text.h"
#include "query/reminder.h"

#define AT(field) offsetof(struct ch_reminder, field)

static const char *const hours[] = { "morning", "time", NULL };
static const char *const queries[] = { "due", "settled", NULL };
static const char *const asks[] = { "$as_of", "$first", "$last", "$about",
				    "$until", NULL };

static const struct ch_key keys[] = {
	{ "about", CH_KEY_TEXT, AT(type), .required = true },
	{ "text", CH_KEY_TEXT, AT(text), .required = false },
	{ "offsets", CH_KEY_TEXT, AT(when), .required = false },
	{ "lead", CH_KEY_TEXT, AT(lead), .required = false },
	{ "from", CH_KEY_WORD, AT(from), .words = hours },
	{ "reasons", CH_KEY_TEXT, AT(reasons), .required = true },
	{ "task", CH_KEY_TEXT, AT(task), .required = false },
	{ "role", CH_KEY_TEXT, AT(role), .required = false },
	{ 0 }
};

const struct ch_form ch_reminder_form = {
	.room = "reminders", .word = "reminder", .keys = keys,
	.queries = queries, .asks = asks,
};

/* "-7d", "0d", "-3h", "-30min"; "letter:-9d" is for that channel alone. */
static bool read_offset(struct ch_offset *o, const char *word)
{
	const char *colon = strchr(word, ':'), *text = colon ? colon + 1 : word;
	size_t n = strspn(text, "-+0123456789");
	int64_t number;

	o->channel = !colon ? CH_CHANNELS : ch_channel_of((struct ch_slice){
			word, (size_t)(colon - word) });
	if (n > 6 || !ch_text_int(text, n, &number) ||
	    (colon && o->channel == CH_CHANNELS))
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
	char word[24];
	int n;

	for (const char *s = r->when; s && sscanf(s, "%23s%n", word, &n) == 1;
	     s += n)
		if (r->offsets == CH_OFFSETS ||
		    !read_offset(&r->offset[r->offsets++], word))
			return ch_knowledge_wrong(&r->k, "offsets", "such as "
						  "-2d -3h 30min letter:-9d, "
						  "16 at most", err);
	return 0;
}

/* What is for one channel stands behind what is for all. */
static int read_lead(struct ch_reminder *r, struct ch_err *err)
{
	struct ch_offset o;
	char word[24];
	int n;

	r->least[CH_LETTER] = 5 * 86400;
	for (const char *s = r->lead; s && sscanf(s, "%23s%n", word, &n) == 1;
	     s += n) {
		if (!read_offset(&o, word) || o.n < 0)
			return ch_knowledge_wrong(&r->k, "lead", "such as 1h "
						  "letter:5d", err);
		for (int c = 0; c <= CH_CHANNELS; c++)
			if (o.channel == CH_CHANNELS ? c != CH_LETTER :
			    c == (int)o.channel)
				r->least[c] = o.n * (o.days ? 86400 : 60);
	}
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
	return read_offsets(r, err) || read_lead(r, err) ? CH_EDATA : 0;
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
