/* shelf.c - finds knowledge files: maps, cohorts, codes, schema. */
#include "base/shelf.h"

#include "base/grow.h"

#include <dirent.h>
#include <errno.h>
#include <sys/stat.h>

/* What is there but cannot be read is there, too: whoever reads it says so,
 * and the file that a site meant is not silently another. */
static bool is_there(const char *path)
{
	struct stat st;

	return !lstat(path, &st) || (errno != ENOENT && errno != ENOTDIR);
}

/* Fills `book` when dir[from] has the file; a path too long is not there. */
static bool look(const struct ch_shelf *shelf, int from, const char *room,
		 const char *name, const char *ending, struct ch_book *book)
{
	int n;

	if (!shelf->dir[from] || strlen(name) >= sizeof(book->name))
		return false;
	n = snprintf(book->path, sizeof(book->path), "%s/%s/%s%s",
		     shelf->dir[from], room, name, ending);
	if (n < 0 || (size_t)n >= sizeof(book->path) || !is_there(book->path))
		return false;
	snprintf(book->name, sizeof(book->name), "%s", name);
	book->from = from;
	return true;
}

int ch_shelf_folder(const char *dir, struct ch_err *err)
{
	DIR *d = opendir(dir);

	if (!d)
		return ch_fail(err, CH_EVERSION, "%s: the site's own knowledge"
			       " (setting site_dir) cannot be read: %s", dir,
			       strerror(errno));
	closedir(d);
	return 0;
}

int ch_shelf_find(const struct ch_shelf *shelf, const char *room,
		  const char *name, const char *ending, struct ch_book *out,
		  struct ch_err *err)
{
	if (!*name || *name == '.' || strchr(name, '/'))
		return ch_fail(err, CH_ENOENT, "%s: not a name", room);
	for (int i = 0; i < (int)CH_COUNT(shelf->dir); i++)
		if (look(shelf, i, room, name, ending, out))
			return 0;
	return ch_fail(err, CH_ENOENT, "no file %s/%s%s", room, name, ending);
}

/* By name, then by who comes first. */
static int order(const void *a, const void *b)
{
	const struct ch_book *x = a, *y = b;
	int d = strcmp(x->name, y->name);

	return d ? d : x->from - y->from;
}

struct list {
	struct ch_book *book;
	size_t n, room;
};

static int append(struct list *l, const struct ch_book *book,
		  struct ch_err *err)
{
	int rc = ch_grow((void **)&l->book, &l->room, l->n, sizeof(*l->book),
			 err);

	if (!rc)
		l->book[l->n++] = *book;
	return rc;
}

static int list_dir(struct list *l, const struct ch_shelf *shelf, int from,
		    const char *room, const char *ending, struct ch_err *err)
{
	char path[sizeof(l->book->path)], name[sizeof(l->book->name)];
	size_t tail = strlen(ending);
	const struct dirent *e;
	struct ch_book book;
	int rc = 0;
	DIR *d;

	if (!shelf->dir[from])
		return 0;
	snprintf(path, sizeof(path), "%s/%s", shelf->dir[from], room);
	d = opendir(path);
	if (!d)
		return errno == ENOENT || errno == ENOTDIR ? 0 :
			ch_fail_errno(err, path);
	while (!rc && (e = readdir(d))) {
		size_t n = strlen(e->d_name);

		if (e->d_name[0] == '.' || n <= tail ||
		    n - tail >= sizeof(name) ||
		    strcmp(e->d_name + n - tail, ending))
			continue;
		memcpy(name, e->d_name, n - tail);
		name[n - tail] = '\0';
		if (look(shelf, from, room, name, ending, &book))
			rc = append(l, &book, err);
	}
	closedir(d);
	return rc;
}

int ch_shelf_list(const struct ch_shelf *shelf, const char *room,
		  const char *ending, struct ch_book **out, size_t *n,
		  struct ch_err *err)
{
	struct list l = { NULL, 0, 0 };
	size_t kept = 0;

	*out = NULL;
	*n = 0;
	for (int i = 0; i < (int)CH_COUNT(shelf->dir); i++) {
		int rc = list_dir(&l, shelf, i, room, ending, err);

		if (rc) {
			free(l.book);
			return rc;
		}
	}
	if (l.n)
		qsort(l.book, l.n, sizeof(*l.book), order);
	for (size_t i = 0; i < l.n; i++)
		if (!kept || strcmp(l.book[i].name, l.book[kept - 1].name))
			l.book[kept++] = l.book[i];
	*out = l.book;
	*n = kept;
	return 0;
}
