/* tongue.c - a language asked for, and whether a list of languages has it. */
#include "base/text.h"
#include "directory/directory_in.h"
#include "know/tsv.h"

/* Calls for each row of the table whose word or tag it is. */
static int look(struct fit_tongue *t, const struct ch_shelf *shelf,
		void (*what)(struct fit_tongue *t, char *const *row),
		struct ch_err *err)
{
	struct ch_tsv table;
	int rc = ch_tsv_open(&table, shelf, "codes", "language", err);

	while (!rc && ch_tsv_next(&table))
		if (table.n >= 2)
			what(t, table.field);
	ch_tsv_close(&table);
	return rc;
}

static void take_tag(struct fit_tongue *t, char *const *row)
{
	if (!strcasecmp(row[0], t->tag) || !strcasecmp(row[1], t->tag)) {
		snprintf(t->tag, sizeof(t->tag), "%s", row[1]);
		t->known = true;
	}
}

static void take_name(struct fit_tongue *t, char *const *row)
{
	if (t->n < CH_COUNT(t->name) && !strcasecmp(row[1], t->tag))
		snprintf(t->name[t->n++], sizeof(*t->name), "%s", row[0]);
}

int ch_fit_tongue(struct fit_tongue *t, const struct ch_shelf *shelf,
		  const char *word, struct ch_err *err)
{
	int rc;

	*t = (struct fit_tongue){ .known = true };
	if (!*word)
		return 0;
	snprintf(t->tag, sizeof(t->tag), "%s", word);
	t->known = strlen(word) < 4 || word[strcspn(word, "-_")];
	rc = look(t, shelf, take_tag, err);
	return rc ? rc : look(t, shelf, take_name, err);
}

/* "es" is any Spanish. */
static bool is_tag(const struct fit_tongue *t, const char *s, size_t n)
{
	size_t main = strcspn(t->tag, "-_");

	return n >= main && !strncasecmp(s, t->tag, main) &&
		(n == main || s[main] == '-');
}

static bool is_it(const struct fit_tongue *t, struct ch_slice one)
{
	if (is_tag(t, one.s, one.n))
		return true;
	for (size_t i = 0; i < t->n; i++)
		if (one.n == strlen(t->name[i]) &&
		    !strncasecmp(one.s, t->name[i], one.n))
			return true;
	return false;
}

/* The length of what is before any of these. */
static size_t until(struct ch_slice s, const char *between)
{
	size_t n = 0;

	while (n < s.n && !strchr(between, s.s[n]))
		n++;
	return n;
}

static bool has_word(const struct fit_tongue *t, struct ch_slice list,
		     const char *between)
{
	while (list.n) {
		size_t n = until(list, between);

		if (is_it(t, ch_text_trim((struct ch_slice){ list.s, n })))
			return true;
		n += n < list.n;
		list = (struct ch_slice){ list.s + n, list.n - n };
	}
	return false;
}

bool ch_fit_speaks(const struct fit_tongue *t, struct ch_slice list)
{
	return has_word(t, list, ",;/|\n") || has_word(t, list, " ,;/|\n");
}

bool ch_fit_english(const struct fit_tongue *t)
{
	return is_tag(t, "en", 2);
}
