/* paths.c - folders among the operands give their files, sorted by name. */
#include <dirent.h>
#include <sys/stat.h>

#include "load/paths.h"

#define LIST "datapackage.json"
#define DEEP 8		/* folders in folders; links may go round */

static int add(struct ch_paths *p, const char *path, struct ch_err *err)
{
	char **more = realloc(p->path, (p->n + 1) * sizeof(*more));

	if (!more)
		return ch_nomem(err);
	p->path = more;
	p->path[p->n] = strdup(path);
	return p->path[p->n++] ? 0 : ch_nomem(err);
}

static bool ends_so(const char *name, const char *const *endings)
{
	size_t n = strlen(name);

	for (; *endings; endings++) {
		size_t e = strlen(*endings);

		if (n > e && !strcmp(name + n - e, *endings))
			return true;
	}
	return false;
}

/* Patients first: who is there already needs no stub. */
static int patients_first(const struct dirent **a, const struct dirent **b)
{
	bool x = !strncmp((*a)->d_name, "Patient", 7);
	bool y = !strncmp((*b)->d_name, "Patient", 7);

	return x != y ? (x ? -1 : 1) : strcmp((*a)->d_name, (*b)->d_name);
}

static bool is_folder(const char *path)
{
	struct stat st;

	return !stat(path, &st) && S_ISDIR(st.st_mode);
}

static void pass_over(struct ch_paths *p, const char *path)
{
	char words[4200];

	snprintf(words, sizeof(words), "%s: passed over: %s", path,
		 is_folder(path) ?
		 "a folder in a folder is not read" :
		 "its name does not end as those that are read");
	if (p->tell)
		p->tell(p->ctx, words);
}

static int add_folder(struct ch_paths *p, const char *dir, int deep,
		      const char *const *endings, struct ch_err *err)
{
	struct dirent **entry;
	char path[4096];
	int n = scandir(dir, &entry, NULL, patients_first), rc = 0;

	if (n < 0)
		return ch_fail_errno(err, dir);
	for (int i = 0; i < n; i++) {
		snprintf(path, sizeof(path), "%s/%s", dir, entry[i]->d_name);
		if (!rc && deep && *entry[i]->d_name != '.' && is_folder(path))
			rc = add_folder(p, path, deep - 1, endings, err);
		else if (!rc && ends_so(entry[i]->d_name, endings))
			rc = add(p, path, err);
		else if (!rc && *entry[i]->d_name != '.')
			pass_over(p, path);
		free(entry[i]);
	}
	free(entry);
	return rc;
}

static int add_files(struct ch_paths *p, const char *dir,
		     const char *const *endings, struct ch_err *err)
{
	size_t before = p->n;
	int rc = add_folder(p, dir, p->deep ? DEEP : 0, endings, err);

	if (!rc && p->n == before)
		return ch_fail(err, CH_ENOENT, "%s: no file there ends in %s",
			       dir, endings[0]);
	return rc;
}

/* The list of a package's files stands for the folder that it is in. */
static int add_listed(struct ch_paths *p, const char *list,
		      const char *const *endings, struct ch_err *err)
{
	size_t n = strlen(list) - strlen(LIST);
	char dir[4096];

	snprintf(dir, sizeof(dir), "%.*s", n ? (int)n : 1, n ? list : ".");
	return add_files(p, dir, endings, err);
}

int ch_paths_expand(struct ch_paths *out, char *const *given, size_t n,
		    const char *const *endings, struct ch_err *err)
{
	int rc = 0;

	for (size_t i = 0; i < n && !rc; i++) {
		const char *list = out->deep ? strstr(given[i],
						      LIST) : NULL;

		if (list && !list[strlen(LIST)])
			rc = add_listed(out, given[i], endings, err);
		else if (strcmp(given[i], "-") && is_folder(given[i]))
			rc = add_files(out, given[i], endings, err);
		else
			rc = add(out, given[i], err);
	}
	if (rc)
		ch_paths_free(out);
	return rc;
}

void ch_paths_free(struct ch_paths *p)
{
	for (size_t i = 0; i < p->n; i++)
		free(p->path[i]);
	free(p->path);
	*p = (struct ch_paths){ 0 };
}
