/* kinds_text.c - kinds of knowledge that are text: tables, messages, pages. */
#include "base/file.h"
#include "base/text.h"
#include "care/kinds_in.h"
#include "know/dates.h"
#include "know/need_table.h"
#include "know/tsv.h"
#include "know/wording.h"
#include "place/zips.h"
#include "when/hours.h"

#define PAGE_MAX (1u << 20)

/* ---- tables of codes and words ---- */

struct table {
	struct ch_tsv t;
	char title[256];
};

static int read_table(struct ch_kind_file *f, const struct reading *r,
		      struct ch_err *err)
{
	struct table *own = f->own;
	int rc = ch_tsv_open(&own->t, r->shelf, f->kind->name, f->book.name,
			     err);

	if (rc)
		return rc;
	f->title = ch_tsv_title(&own->t, own->title, sizeof(own->title));
	f->settled = !strstr(own->t.text, "draft");
	rc = ch_approval_hash(f->book.path, f->hash, err);
	if (!rc)
		rc = ch_tsv_check(&own->t, &f->holds, err);
	return rc || strcmp(f->kind->name, "needs") ? rc :
		ch_need_table_check(r->shelf, f->book.name, err);
}

static void free_table(void *own)
{
	ch_tsv_close(&((struct table *)own)->t);
}

/* How languages say days, when somebody works, where places are: looked at,
 * too. */
static int read_words(struct ch_kind_file *f, const struct reading *r,
		      struct ch_err *err)
{
	struct ch_hours hours = { .n = 0 };
	struct ch_dates *dates = NULL;
	int rc = read_table(f, r, err);

	if (!rc && !strcmp(f->kind->name, "calendars"))
		rc = ch_hours_read(&hours, r->shelf, f->book.name, err);
	else if (!rc && !strcmp(f->kind->name, "places"))
		rc = ch_zips_check(r->shelf, &f->holds, err);
	else if (!rc && !strcmp(f->book.name, "dates"))
		rc = ch_dates_read(&dates, r->shelf, err);
	ch_hours_free(&hours);
	ch_dates_free(&dates);
	return rc;
}

/* ---- message texts ---- */

static int read_text(struct ch_kind_file *f, const struct reading *r,
		     struct ch_err *err)
{
	struct ch_wording *w = f->own;
	struct ch_dates *dates = NULL;
	const char *dot = strrchr(f->book.name, '.');
	char name[sizeof(f->book.name)];
	int rc = dot ? ch_dates_read(&dates, r->shelf, err) :
		ch_fail(err, CH_EDATA, "%s: its name is TEXT.LANGUAGE.txt",
			f->book.path);

	if (rc)
		return rc;
	snprintf(name, sizeof(name), "%.*s", (int)(dot - f->book.name),
		 f->book.name);
	rc = ch_wording_read(w, r->shelf, name, dot + 1, dates, err);
	ch_dates_free(&dates);
	if (!rc)
		rc = ch_approval_hash(f->book.path, f->hash, err);
	f->version = w->version;
	f->holds = CH_CHANNELS;
	return rc;
}

static void free_text(void *own)
{
	ch_wording_free(own);
}

/* ---- pages for people ---- */

struct page {
	char *text;
};

/* A page is its own text; its first line is its heading. */
static int read_page(struct ch_kind_file *f, const struct reading *r,
		     struct ch_err *err)
{
	struct page *own = f->own;
	size_t n;
	int rc = ch_file_slurp(f->book.path, PAGE_MAX, &own->text, &n, err);

	(void)r;
	if (!rc && (strncmp(own->text, "# ", 2) ||
		    !ch_text_utf8(own->text, n)))
		rc = ch_fail(err, CH_EDATA, "%s: a page is UTF-8, and begins "
			     "with \"# TITLE\"", f->book.path);
	if (rc)
		return rc;
	own->text[strcspn(own->text, "\n")] = '\0';
	f->title = own->text + 2;
	return ch_approval_hash(f->book.path, f->hash, err);
}

static void free_page(void *own)
{
	free(((struct page *)own)->text);
}

struct ch_kind_way
	ch_kind_table = { sizeof(struct table), read_table, free_table, NULL },
	ch_kind_words = { sizeof(struct table), read_words, free_table, NULL },
	ch_kind_text = { sizeof(struct ch_wording), read_text, free_text,
			 NULL },
	ch_kind_page = { sizeof(struct page), read_page, free_page, NULL };
