/* import.c - reads a feed's files, one after the other, into a load. */
#include <sys/stat.h>

#include "load/import.h"
#include "load/paths.h"
#include "load/reading.h"

/* ---- opening and closing ---- */

static int open_units(struct ch_import *job, struct ch_err *err)
{
	int rc = ch_units_load(&job->units, job->shelf, err);

	job->how.units = job->units;
	return rc;
}

static void folder_of(const char *store, char *dir, size_t size)
{
	const char *slash = strrchr(store, '/');

	if (slash)
		snprintf(dir, size, "%.*s/", (int)(slash - store), store);
	else
		snprintf(dir, size, ".");
}

/* Total size, for progress; -1 as soon as one is not a regular file. */
static int64_t size_of(const struct ch_paths *paths)
{
	struct stat st;
	int64_t all = 0;

	for (size_t i = 0; i < paths->n; i++) {
		if (stat(paths->path[i], &st) || !S_ISREG(st.st_mode))
			return -1;
		all += st.st_size;
	}
	return all;
}

/* Pipes are copies by now. */
static int look(const struct ch_import *job, const struct ch_reading *how,
		const char *path, struct ch_file *file, struct ch_err *err)
{
	CH_AUTO(ch_file_close) struct ch_file *other = NULL;
	int rc = file ? 0 : ch_file_open(&other, path, job->in_fd, err);

	if (!rc)
		rc = how->look(how->ctx, file ? file : other, err);
	if (!rc && file)
		rc = ch_file_rewind(file, err);
	return rc;
}

/* Every file can be opened, and pipes are copied, before anybody waits for us.
 * Only pipes stay open: a folder may have more files than we may. */
static int try_all(const struct ch_import *job, const struct ch_paths *paths,
		   struct ch_file **file, const char *store,
		   struct ch_err *err)
{
	char dir[4096];
	int rc = 0;

	folder_of(store, dir, sizeof(dir));
	for (size_t i = 0; i < paths->n && !rc; i++) {
		rc = ch_file_open(&file[i], paths->path[i], job->in_fd, err);
		if (!rc && ch_file_is_pipe(file[i]))
			rc = ch_file_spool(file[i], dir, err);
		else if (!rc && strcmp(paths->path[i], "-"))
			ch_file_close(&file[i]);
	}
	return rc;
}

static int read_one(struct ch_import *job, const struct ch_reading *how,
		    const char *path, struct ch_file **file,
		    struct ch_err *err)
{
	bool again = false;
	int rc = *file ? 0 : ch_file_open(file, path, job->in_fd, err);

	if (!rc)
		rc = ch_load_file(job->load, *file, &again, err);
	if (!rc && !again)
		rc = how->file(how->ctx, job->load, *file, err);
	if (!rc)
		rc = ch_load_file_end(job->load, err);
	ch_file_close(file);
	return rc;
}

/* A feed of nothing at all is one that failed. */
static int refuse_nothing(struct ch_import *job, const struct ch_reading *how,
			  struct ch_err *err)
{
	struct ch_err bad;

	if (how->may_be_empty || ch_load_had_something(job->load))
		return 0;
	ch_refuse(&bad, NULL, "empty-file");
	return ch_load_refuse(job->load, &bad, (struct ch_slice){ NULL, 0 },
			      err);
}

/* All files into one load; `how` knows the format. */
static int run(struct ch_import *job, struct ch_store *store,
	       const struct ch_reading *how, const char *const *endings,
	       struct ch_row *batch, struct ch_err *err)
{
	struct ch_paths paths;
	struct ch_file **file;
	int rc;

	paths = (struct ch_paths){ .deep = how->deep, .tell = job->how.refused,
				   .ctx = job->how.ctx };
	rc = ch_paths_expand(&paths, job->path, job->n, endings, err);

	if (rc)
		return rc;
	file = calloc(paths.n + 1, sizeof(*file));
	rc = file ? try_all(job, &paths, file, store->path, err) :
		ch_nomem(err);
	for (size_t i = 0; how->look && i < paths.n && !rc; i++)
		rc = look(job, how, paths.path[i], file[i], err);
	if (!rc)
		rc = ch_load_begin(&job->load, store, &job->how, err);
	if (!rc)
		ch_load_size(job->load, size_of(&paths));
	for (size_t i = 0; i < paths.n && !rc; i++)
		rc = read_one(job, how, paths.path[i], &file[i], err);
	if (!rc && how->end)
		rc = how->end(how->ctx, job->load, err);
	if (!rc)
		rc = refuse_nothing(job, how, err);
	if (!rc && how->unknowns)
		how->unknowns(how->ctx, job->load);
	if (!rc)
		rc = ch_load_end(job->load, batch, err);
	for (size_t i = 0; file && i < paths.n; i++)
		ch_file_close(&file[i]);
	free(file);
	ch_paths_free(&paths);
	return rc;
}

void ch_import_free(struct ch_import *job)
{
	ch_load_free(&job->load);
	ch_units_free(&job->units);
}

/* ---- the formats ---- */

int ch_import_fhir(struct ch_import *job, struct ch_store *store,
		   struct ch_row *batch, struct ch_err *err)
{
	static const char *const endings[] = { ".ndjson", ".jsonl", ".json",
					       NULL };
	const struct ch_naming naming = {
		&store->key, { job->how.source, strlen(job->how.source) },
		job->how.now
	};
	struct ch_reading how;
	int rc = open_units(job, err);

	if (rc)
		return rc;
	rc = ch_reading_fhir(&how, job->shelf, &naming, job->parser,
			     job->maps, sizeof(job->maps), err);
	if (rc)
		return rc;
	job->how.format = "fhir";
	job->how.maps = job->maps;
	rc = run(job, store, &how, endings, batch, err);
	how.free(how.ctx);
	return rc;
}

int ch_import_csv(struct ch_import *job, struct ch_store *store,
		  struct ch_row *batch, struct ch_err *err)
{
	static const char *const endings[] = { ".csv", NULL };
	const struct ch_naming naming = {
		&store->key, { job->how.source, strlen(job->how.source) },
		job->how.now
	};
	struct ch_reading how;
	int rc = open_units(job, err);

	if (rc)
		return rc;
	rc = ch_reading_csv(&how, job, &naming, err);
	if (rc)
		return rc;
	job->how.format = "csv";
	job->how.maps = job->maps;
	rc = run(job, store, &how, endings, batch, err);
	how.free(how.ctx);
	return rc;
}

int ch_import_hsds(struct ch_import *job, struct ch_store *store,
		   struct ch_row *batch, struct ch_err *err)
{
	static const char *const endings[] = { ".csv", ".json", ".ndjson",
					       ".jsonl", NULL };
	const struct ch_naming naming = {
		&store->key, { job->how.source, strlen(job->how.source) },
		job->how.now
	};
	struct ch_reading how;
	int rc = ch_reading_hsds(&how, job->shelf, &naming, job->encoding,
				 job->maps, sizeof(job->maps), err);

	if (rc)
		return rc;
	job->how.format = "hsds";
	job->how.maps = job->maps;
	job->how.again = true;
	rc = run(job, store, &how, endings, batch, err);
	how.free(how.ctx);
	return rc;
}

int ch_import_records(struct ch_import *job, struct ch_store *store,
		      struct ch_row *batch, struct ch_err *err)
{
	static const char *const endings[] = { ".jsonl", NULL };
	struct ch_reading how;
	int rc = ch_reading_records(&how, err);

	if (rc)
		return rc;
	job->how.format = "put";
	job->how.maps = "";
	job->how.by_hand = true;
	job->how.again = true;
	rc = run(job, store, &how, endings, batch, err);
	how.free(how.ctx);
	return rc;
}
