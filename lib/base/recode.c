/* recode.c - bytes of another encoding become UTF-8, by the C library. */
#include "base/recode.h"

#include <errno.h>
#include <iconv.h>
#include <strings.h>

struct ch_recode {
	iconv_t how;
	size_t unit;			/* bytes passed over together */
};

/* How long the least character is. */
static size_t unit_of(const char *name)
{
	if (!strncasecmp(name, "utf-16", 6) || !strncasecmp(name, "utf16", 5) ||
	    !strncasecmp(name, "ucs-2", 5) || !strncasecmp(name, "ucs2", 4))
		return 2;
	if (!strncasecmp(name, "utf-32", 6) || !strncasecmp(name, "utf32", 5) ||
	    !strncasecmp(name, "ucs-4", 5) || !strncasecmp(name, "ucs4", 4))
		return 4;
	return 1;
}

int ch_recode_new(struct ch_recode **out, const char *name, struct ch_err *err)
{
	struct ch_recode *r = calloc(1, sizeof(*r));

	*out = NULL;
	if (!r)
		return ch_nomem(err);
	r->unit = unit_of(name);
	r->how = *name && !strchr(name, '/') && !strchr(name, ',') ?
		iconv_open("UTF-8", name) : (iconv_t)-1;
	if (r->how == (iconv_t)-1) {
		free(r);
		return ch_fail(err, CH_EUSAGE, "no encoding of that name; "
			       "`iconv -l` lists them");
	}
	*out = r;
	return 0;
}

void ch_recode_free(struct ch_recode **r)
{
	if (*r)
		iconv_close((*r)->how);
	free(*r);
	*r = NULL;
}

void ch_recode_again(struct ch_recode *r)
{
	iconv(r->how, NULL, NULL, NULL, NULL);
}

size_t ch_recode_some(struct ch_recode *r, const char *in, size_t n, bool end,
		      char *out, size_t room, size_t *taken)
{
	char *from = (char *)(uintptr_t)in, *to = out;
	size_t left = n;

	while (left) {
		size_t bad;

		if (iconv(r->how, &from, &left, &to, &room) != (size_t)-1)
			break;
		if (errno == E2BIG || !room || (errno == EINVAL && !end))
			break;
		bad = errno == EINVAL || left < r->unit ? left : r->unit;
		from += bad;
		left -= bad;
		*to++ = '\xff';
		room--;
	}
	*taken = n - left;
	return (size_t)(to - out);
}

const char *ch_recode_mark(const char *s, size_t n, size_t *mark)
{
	static const struct {
		const char *bytes, *name;
		size_t n;
	} known[] = {
		{ "\xef\xbb\xbf", "UTF-8", 3 },
		{ "\xff\xfe\0\0", "UTF-32LE", 4 },
		{ "\0\0\xfe\xff", "UTF-32BE", 4 },
		{ "\xff\xfe", "UTF-16LE", 2 },
		{ "\xfe\xff", "UTF-16BE", 2 },
	};

	for (size_t i = 0; i < CH_COUNT(known); i++)
		if (n >= known[i].n && !memcmp(s, known[i].bytes, known[i].n)) {
			*mark = known[i].n;
			return known[i].name;
		}
	*mark = 0;
	return NULL;
}

void ch_recode_crs(enum ch_crs *how, char *s, size_t n)
{
	char *end = s + n;

	if (*how == CH_CRS_MAYBE && n)
		*how = !memchr(s, '\n', n) && memchr(s, '\r', n) ?
			CH_CRS_YES : CH_CRS_NO;
	while (*how == CH_CRS_YES && (s = memchr(s, '\r', (size_t)(end - s))))
		*s++ = '\n';
}
