/* wording.c - reads message texts, holds them to their channel, fills them. */
#include "base/file.h"
#include "base/text.h"
#include "know/wording.h"

#define FILE_MAX (64u << 10)
#define SMS_MAX 160

const char *const ch_channel_names[CH_CHANNELS] = {
	[CH_SMS] = "sms", [CH_VOICE] = "voice", [CH_EMAIL] = "email",
	[CH_LETTER] = "letter", [CH_PORTAL] = "portal",
};

enum ch_channel ch_channel_of(struct ch_slice word)
{
	int c = 0;

	while (c < CH_CHANNELS && !ch_slice_is(word, ch_channel_names[c]))
		c++;
	return c;
}

/* ---- fields ---- */

enum { DAY, TIME, COUNT, OPEN, NAME = OPEN, WHAT, WITH, PLACE, FIELDS };

static const char *const field_names[FIELDS] = {
	[DAY] = "day", [TIME] = "time", [COUNT] = "count", [NAME] = "name",
	[WHAT] = "what", [WITH] = "with", [PLACE] = "place",
};

/* The field that "{...}" names, its bytes in `*n`; FIELDS for none. */
static int field_at(const char *s, size_t left, size_t *n)
{
	const char *end = memchr(s, '}', left);

	*n = end ? (size_t)(end - s) + 1 : left;
	for (int f = 0; end && f < FIELDS; f++)
		if (ch_slice_is((struct ch_slice){ s + 1, *n - 2 },
				field_names[f]))
			return f;
	return FIELDS;
}

/* Fills `s` in; says whether all of its fields had something. */
static bool fill(struct ch_slice s, const struct ch_slice *value,
		 struct ch_buf *out);

/* "[[, with {with}]]" is left out as a whole when there is nobody. */
static size_t fill_choice(struct ch_slice s, const struct ch_slice *value,
			  struct ch_buf *out)
{
	const char *end = memmem(s.s, s.n, "]]", 2);
	size_t n = end ? (size_t)(end - s.s) : s.n, before = out->n;

	if (!fill((struct ch_slice){ s.s + 2, n - 2 }, value, out) && out->s)
		out->s[out->n = before] = '\0';
	return end ? n + 2 : n;
}

static bool fill(struct ch_slice s, const struct ch_slice *value,
		 struct ch_buf *out)
{
	bool whole = true;

	for (size_t i = 0, n; i < s.n; i += n) {
		struct ch_slice rest = { s.s + i, s.n - i };
		int f;

		n = 1;
		if (rest.n > 1 && !memcmp(rest.s, "[[", 2)) {
			n = fill_choice(rest, value, out);
		} else if (*rest.s == '{') {
			f = field_at(rest.s, rest.n, &n);
			if (f < FIELDS && value[f].n)
				ch_buf_add(out, value[f].s, value[f].n);
			else
				whole = false;
		} else {
			ch_buf_addc(out, *rest.s);
		}
	}
	return whole;
}

void ch_wording_fill(const struct ch_wording *w, enum ch_channel channel,
		     const struct ch_wording_fields *fields,
		     struct ch_buf *out)
{
	const struct ch_slice value[FIELDS] = {
		[DAY] = fields->day, [TIME] = fields->time,
		[COUNT] = fields->count, [NAME] = fields->name,
		[WHAT] = fields->what, [WITH] = fields->with,
		[PLACE] = fields->place,
	};

	fill(w->part[channel], value, out);
}

/* ---- checking ---- */

static int refuse(const struct ch_wording *w, int channel, const char *what,
		  struct ch_err *err)
{
	return ch_fail(err, CH_EDATA, "%s: [%s] %s", w->path,
		       ch_channel_names[channel], what);
}

static int check_fields(const struct ch_wording *w, int channel,
			struct ch_err *err)
{
	struct ch_slice part = w->part[channel];
	const char *s = part.s, *end = part.s + part.n;
	size_t n;

	while (s < end && (s = memchr(s, '{', (size_t)(end - s)))) {
		int f = field_at(s, (size_t)(end - s), &n);

		if (f == FIELDS)
			return refuse(w, channel, "has a field that there is "
				      "not", err);
		if (f >= OPEN && channel <= CH_EMAIL)
			return refuse(w, channel, "may be read by others: "
				      "{day}, {time} and {count} alone", err);
		s += n;
	}
	return 0;
}

/* "[[" and "]]" in turn, never one inside another. */
static int check_brackets(const struct ch_wording *w, int channel,
			  struct ch_err *err)
{
	struct ch_slice part = w->part[channel];
	bool open = false;

	for (size_t i = 0; i + 1 < part.n; i++) {
		bool begins = !memcmp(part.s + i, "[[", 2);

		if (!begins && memcmp(part.s + i, "]]", 2))
			continue;
		if (begins == open)
			return refuse(w, channel, "has brackets without "
				      "their match", err);
		open = begins;
		i++;
	}
	return open ? refuse(w, channel, "has brackets without their match",
			     err) : 0;
}

/* With the longest day that the language has, and with a day alone. */
static int check_length(const struct ch_wording *w,
			const struct ch_dates *dates, struct ch_err *err)
{
	struct ch_wording_fields longest = { .time = CH_SLICE("10:30 PM"),
					     .count = CH_SLICE("9") };
	struct ch_buf day = CH_BUF_INIT, sms = CH_BUF_INIT;
	int rc;

	ch_dates_longest(dates, w->language, &day);
	longest.day = (struct ch_slice){ day.s, day.n };
	ch_wording_fill(w, CH_SMS, &longest, &sms);
	rc = ch_buf_ok(&day, err);
	if (!rc)
		rc = ch_buf_ok(&sms, err);
	if (!rc && sms.s && ch_text_width(sms.s, sms.n) > SMS_MAX)
		rc = refuse(w, CH_SMS, "is longer than 160 characters", err);
	ch_buf_free(&sms);
	ch_buf_free(&day);
	return rc;
}

/* With nothing but a day there must be something left to say. */
static int check_words(const struct ch_wording *w, int channel,
		       struct ch_err *err)
{
	const struct ch_wording_fields least = { .day = CH_SLICE("1") };
	struct ch_buf said = CH_BUF_INIT;
	int rc;

	ch_wording_fill(w, channel, &least, &said);
	rc = ch_buf_ok(&said, err);
	if (!rc && !said.n)
		rc = refuse(w, channel, "has no text", err);
	ch_buf_free(&said);
	return rc;
}

static int check(const struct ch_wording *w, const struct ch_dates *dates,
		 struct ch_err *err)
{
	int rc = 0;

	for (int c = 0; c < CH_CHANNELS && !rc; c++) {
		rc = check_brackets(w, c, err);
		if (!rc)
			rc = check_fields(w, c, err);
		if (!rc)
			rc = check_words(w, c, err);
	}
	return rc ? rc : check_length(w, dates, err);
}

/* ---- reading ---- */

static void take_key(struct ch_wording *w, const char *line)
{
	const struct {
		const char *key;
		char *to;
		size_t size;
	} all[] = {
		{ "text: ", w->name, sizeof(w->name) },
		{ "language: ", w->language, sizeof(w->language) },
		{ "version: ", w->version, sizeof(w->version) },
	};

	line += strspn(line, "# ");
	for (size_t i = 0; i < CH_COUNT(all); i++) {
		size_t n = strlen(all[i].key);

		if (!strncmp(line, all[i].key, n))
			snprintf(all[i].to, all[i].size, "%.*s",
				 (int)strcspn(line + n, "\r\n"), line + n);
	}
}

static int read_parts(struct ch_wording *w, struct ch_err *err)
{
	struct ch_slice *part = NULL;

	for (const char *s = w->text, *next; *s; s = next) {
		size_t n = strcspn(s, "\n"), name = strcspn(s, "]\n");

		next = s + n + (s[n] == '\n');
		if (*s == '[' && s[1] != '[' && s[name] == ']') {
			int c = ch_channel_of((struct ch_slice){ s + 1,
							name - 1 });

			if (c == CH_CHANNELS)
				return ch_fail(err, CH_EDATA, "%s: there is no "
					       "such channel", w->path);
			part = &w->part[c];
			*part = (struct ch_slice){ next, 0 };
		} else if (part) {
			part->n = (size_t)(next - part->s);
		} else if (*s == '#') {
			take_key(w, s);
		}
	}
	for (int c = 0; c < CH_CHANNELS; c++)
		while (w->part[c].n && strchr("\r\n ",
				w->part[c].s[w->part[c].n - 1]))
			w->part[c].n--;
	return 0;
}

static int find(const struct ch_shelf *shelf, const char *name,
		const char *language, struct ch_book *book,
		struct ch_err *err)
{
	char file[160], base[36];
	const char *tries[] = { language, base, "en" };
	int rc = CH_ENOENT;

	snprintf(base, sizeof(base), "%.*s",
		 (int)strcspn(language, "-"), language);
	for (size_t i = 0; i < CH_COUNT(tries) && rc == CH_ENOENT; i++) {
		snprintf(file, sizeof(file), "%s.%s", name, tries[i]);
		rc = ch_shelf_find(shelf, "texts", file, ".txt", book, err);
	}
	return rc;
}

int ch_wording_read(struct ch_wording *out, const struct ch_shelf *shelf,
		    const char *name, const char *language,
		    const struct ch_dates *dates, struct ch_err *err)
{
	struct ch_book book;
	size_t n;
	int rc = find(shelf, name, language, &book, err);

	*out = (struct ch_wording){ 0 };
	if (!rc)
		rc = ch_file_slurp(book.path, FILE_MAX, &out->text, &n, err);
	if (rc)
		return rc;
	snprintf(out->path, sizeof(out->path), "%s", book.path);
	snprintf(out->asked, sizeof(out->asked), "%s", language);
	rc = read_parts(out, err);
	if (!rc && (strcmp(out->name, name) || !*out->language ||
		    !*out->version))
		rc = ch_fail(err, CH_EDATA, "%s: its heading needs \"# text: "
			     "%s\", a language and a version", book.path,
			     name);
	if (!rc)
		rc = check(out, dates, err);
	if (rc)
		ch_wording_free(out);
	return rc;
}

void ch_wording_free(struct ch_wording *w)
{
	free(w->text);
	w->text = NULL;
}
