/* reminder.c - reads a kind of reminder, and makes its queries ready. */
#include "base/text.h"
#include "care/remind/reminder.h"

#define SETTLED "\n-- settled:\n"

static int refuse(const struct ch_reminder *r, const char *what,
		  struct ch_err *err)
{
	return ch_fail(err, CH_EDATA, "%s: %s", r->k.path, what);
}

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

static int read_offsets(struct ch_reminder *r, const char *list,
			struct ch_err *err)
{
	char word[16];
	int n;

	for (; sscanf(list, "%15s%n", word, &n) == 1; list += n)
		if (r->offsets == CH_OFFSETS ||
		    !read_offset(&r->offset[r->offsets++], word))
			return refuse(r, "offsets: such as -2d -3h 30min, 16 "
				      "at most", err);
	return 0;
}

static const char *get(const struct ch_reminder *r, const char *key,
		       const char *otherwise)
{
	const char *value = ch_knowledge_get(&r->k, key);

	return value ? value : otherwise;
}

static int read_keys(struct ch_reminder *r, struct ch_err *err)
{
	const char *from = get(r, "from", "morning");
	char *end;

	r->about = ch_type_find(get(r, "about", ""));
	r->text = get(r, "text", r->k.name);
	r->reasons = get(r, "reasons", "");
	r->from_time = !strcmp(from, "time");
	r->due = r->k.sql;
	end = strstr(r->k.text, SETTLED);
	if (!r->about)
		return refuse(r, "about: not a type of records", err);
	if (!r->from_time && strcmp(from, "morning"))
		return refuse(r, "from: time or morning", err);
	if (!ch_knowledge_get(&r->k, "due") || !end)
		return refuse(r, "needs two queries, after -- due: and "
			      "-- settled:", err);
	r->settled = end + strlen(SETTLED);
	while (end > r->k.text && strchr("; \t\n", *end))
		*end-- = '\0';
	return read_offsets(r, get(r, "offsets", ""), err);
}

int ch_reminder_read(struct ch_reminder *out, const struct ch_shelf *shelf,
		     const char *name, struct ch_err *err)
{
	int rc;

	*out = (struct ch_reminder){ 0 };
	rc = ch_knowledge_read(&out->k, shelf, "reminders", "reminder", name,
			       err);
	if (!rc)
		rc = read_keys(out, err);
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

int ch_reminder_due(struct ch_stmt **out, const struct ch_reminder *r,
		    struct ch_store *store, struct ch_err *err)
{
	struct ch_buf sql = CH_BUF_INIT;
	int rc;

	ch_buf_addf(&sql, "SELECT * FROM (%s\n) ORDER BY patient, at, about",
		    r->due);
	rc = ch_buf_ok(&sql, err);
	if (!rc && ch_db_prepare_read(out, store->db, sql.s, err))
		rc = refuse(r, "due: not one SELECT with patient, about and "
			    "at, or more than reading", err);
	ch_buf_free(&sql);
	return rc;
}

int ch_reminder_settled(struct ch_stmt **out, const struct ch_reminder *r,
			struct ch_store *store, struct ch_err *err)
{
	if (ch_db_prepare_read(out, store->db, r->settled, err))
		return refuse(r, "settled: not one SELECT, or more than "
			      "reading", err);
	return 0;
}
