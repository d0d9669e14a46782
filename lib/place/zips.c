/* zips.c - finds a postal code by halves in the mapped table. */
#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "know/tsv.h"
#include "place/zips.h"

static int map_file(struct ch_zips *z, struct ch_err *err)
{
	int fd = open(z->path, O_RDONLY | O_CLOEXEC), rc = 0;
	struct stat st;
	void *text;

	if (fd < 0)
		return ch_fail_errno(err, z->path);
	if (fstat(fd, &st)) {
		rc = ch_fail_errno(err, z->path);
	} else if (st.st_size > 0) {
		text = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE,
			    fd, 0);
		if (text == MAP_FAILED) {
			rc = ch_fail_errno(err, z->path);
		} else {
			z->text = z->rows = text;
			z->end = z->text + st.st_size;
		}
	}
	close(fd);
	return rc;
}

static const char *next_line(const char *s, const char *end)
{
	const char *nl = memchr(s, '\n', (size_t)(end - s));

	return nl ? nl + 1 : end;
}

int ch_zips_open(struct ch_zips *z, const struct ch_shelf *shelf,
		 struct ch_err *err)
{
	struct ch_book book;
	int rc = ch_shelf_find(shelf, "places", "zip", ".tsv", &book, err);

	*z = (struct ch_zips){ .text = NULL };
	if (!rc) {
		snprintf(z->path, sizeof(z->path), "%s", book.path);
		rc = map_file(z, err);
	}
	while (!rc && z->rows < z->end && *z->rows == '#')
		z->rows = next_line(z->rows, z->end);
	return rc;
}

void ch_zips_close(struct ch_zips *z)
{
	if (z->text)
		munmap((void *)z->text, (size_t)(z->end - z->text));
	*z = (struct ch_zips){ .text = NULL };
}

/* The field that begins at *s, which goes to the next one. */
static struct ch_slice take_field(const char **s, const char *end)
{
	const char *from = *s;
	size_t n = 0;

	while (from + n < end && from[n] != '\t' && from[n] != '\n' &&
	       from[n] != '\r')
		n++;
	*s = from + n < end && from[n] == '\t' ? from + n + 1 : from + n;
	return (struct ch_slice){ from, n };
}

/* Against the code that a row begins with, as their bytes are sorted: the tab
 * behind it is before all that codes have. */
static int compare(struct ch_slice zip, const char *row, const char *end)
{
	size_t room = (size_t)(end - row), n = zip.n < room ? zip.n : room;
	int c = memcmp(zip.s, row, n);

	return c ? c : n < zip.n ? 1 : n < room && row[n] == '\t' ? 0 : -1;
}

static struct ch_point point_of(struct ch_slice north, struct ch_slice east)
{
	struct ch_point p;

	if (!ch_text_real(north.s, north.n, &p.latitude) ||
	    !ch_text_real(east.s, east.n, &p.longitude) || !ch_point_known(p))
		return CH_POINT_NOWHERE;
	return p;
}

static struct ch_point read_point(const char *row, const char *end)
{
	struct ch_slice north;

	take_field(&row, end);
	north = take_field(&row, end);
	return point_of(north, take_field(&row, end));
}

static struct ch_point find(const struct ch_zips *z, struct ch_slice zip)
{
	const char *low = z->rows, *high = z->end;

	while (low < high) {
		const char *middle = low + (high - low) / 2;
		const char *nl = memrchr(low, '\n', (size_t)(middle - low));
		int c;

		middle = nl ? nl + 1 : low;
		c = compare(zip, middle, z->end);
		if (!c)
			return read_point(middle, z->end);
		if (c < 0)
			high = middle;
		else
			low = next_line(middle, high);
	}
	return CH_POINT_NOWHERE;
}

static bool digits(const char *s, size_t n)
{
	return strspn(s, "0123456789") >= n;
}

struct ch_point ch_zips_find(const struct ch_zips *z, const char *zip)
{
	struct ch_slice s = { zip, zip ? strlen(zip) : 0 };

	s = ch_text_trim(s);
	if (s.n > 5 && digits(s.s, 5) && (s.s[5] == '-' || s.s[5] == ' ' ||
					  digits(s.s, 6)))
		s.n = 5;
	return s.n ? find(z, s) : CH_POINT_NOWHERE;
}

bool ch_zips_may_be(const char *word)
{
	size_t n = strspn(word, "0123456789");

	return (n == 5 && (!word[n] || word[n] == '-')) ||
		(!strchr(word, '/') && word[strspn(word,
						   "0123456789abcdefABCDEF")]);
}

static const char *wrong_with(const struct ch_tsv *t, const char *before)
{
	struct ch_point p;

	if (t->n < 3)
		return "a postal code, its latitude and longitude, with tabs "
		       "between";
	p = point_of((struct ch_slice){ t->field[1], strlen(t->field[1]) },
		     (struct ch_slice){ t->field[2], strlen(t->field[2]) });
	if (!ch_point_known(p))
		return "not a latitude and a longitude in degrees";
	if (strcmp(before, t->field[0]) >= 0)
		return "not after the postal code before it: sort the table "
		       "(LC_ALL=C sort)";
	return NULL;
}

int ch_zips_check(const struct ch_shelf *shelf, size_t *rows,
		  struct ch_err *err)
{
	const char *before = "", *wrong = NULL;
	struct ch_tsv t;
	int rc = ch_tsv_open(&t, shelf, "places", "zip", err);

	for (*rows = 0; !rc && !wrong && ch_tsv_next(&t); ++*rows) {
		wrong = wrong_with(&t, before);
		before = t.field[0];
	}
	if (wrong)
		rc = ch_tsv_wrong(&t, wrong, err);
	ch_tsv_close(&t);
	return rc;
}
