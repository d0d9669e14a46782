/* retry.c - refused records, read once more by today's maps. */
#include <sys/mman.h>
#include <unistd.h>

#include "base/grow.h"
#include "load/retry.h"
#include "store/scan.h"

#define HASH ((size_t)2 * CH_SHA256)

static int last_batch(struct ch_store *store, int64_t *batch,
		      struct ch_err *err)
{
	int rc = ch_db_get_int(store->db, "SELECT id FROM batch ORDER BY rowid"
			       " DESC LIMIT 1", batch, err);

	if (!rc && !*batch)
		return ch_fail(err, CH_ENOENT, "nothing came in yet");
	return rc;
}

int ch_retry_batch(struct ch_store *store, const char *word, int64_t *batch,
		   struct ch_err *err)
{
	if (!strcmp(word, "last"))
		return last_batch(store, batch, err);
	return ch_store_find(store, ch_type_find("batch"), word, strlen(word),
			     batch, err);
}

/* Where the map's hash begins, of "csv/./our.map@HASH delimiter=;". */
static char *hash_in(char *map)
{
	char *at = map + strlen(map);

	while (at > map)
		if (*--at == '@' &&
		    strspn(at + 1, "0123456789abcdef") == HASH)
			return at;
	return NULL;
}

/* The map as it was asked for: "csv/./our.map@HASH" -> "./our.map"; and by what
 * its cells were separated, where that was said. The texts are UTF-8 by now. */
static void csv_was(struct ch_retry *a, struct ch_slice map)
{
	static const char said[] = " delimiter=";
	char *to, *end;

	snprintf(a->map, sizeof(a->map), "%.*s", (int)map.n - 4, map.s + 4);
	to = hash_in(a->map);
	if (!to)
		return;
	*to = '\0';
	end = to + 1 + HASH;
	if (strncmp(end, said, sizeof(said) - 1))
		return;
	end += sizeof(said) - 1;
	snprintf(a->delimiter, sizeof(a->delimiter), "%.*s",
		 strncmp(end, "tab", 3) ? 1 : 3, end);
}

static int what_it_was(struct ch_retry *a, struct ch_store *store, bool *csv,
		       struct ch_err *err)
{
	struct ch_slice map, feed, format;
	struct ch_row row;
	int rc = ch_store_get(store, ch_type_find("batch"), a->batch, &row,
			      err);

	if (rc)
		return rc == CH_END ? ch_fail(err, CH_ENOENT,
					      "no such batch") : rc;
	map = ch_row_get_text(&row, "map");
	feed = ch_row_get_text(&row, "feed");
	format = ch_row_get_text(&row, "format");
	*csv = ch_slice_is(format, "csv");
	if (ch_slice_is(format, "hsds"))
		return ch_fail(err, CH_EUSAGE, "what was refused belongs to a "
			       "whole package: import that again");
	if (!*csv && !ch_slice_is(format, "fhir"))
		return ch_fail(err, CH_EUSAGE, "only a feed's batch can be "
			       "read again");
	if (*csv && map.n > 4)
		csv_was(a, map);
	snprintf(a->source, sizeof(a->source), "%.*s", (int)feed.n, feed.s);
	return 0;
}

/* One text to a line; of CSV the heading once, before the first. False for a
 * row of another heading: it has to wait for its own turn. */
static bool add_text(struct ch_buf *out, struct ch_slice raw, bool csv)
{
	const char *end = csv ? memchr(raw.s, '\n', raw.n) : NULL;
	size_t head = end ? (size_t)(end + 1 - raw.s) : 0;

	if (!out->n)
		ch_buf_add(out, raw.s, head);
	else if (head && (out->n < head || memcmp(out->s, raw.s, head)))
		return false;
	for (size_t i = head; i < raw.n; i++)
		ch_buf_addc(out, !csv && raw.s[i] == '\n' ? ' ' : raw.s[i]);
	ch_buf_addc(out, '\n');
	return true;
}

/* The file's name, kept; rows of one file come one after the other. */
static const char *keep_name(struct ch_retry *a, struct ch_slice file,
			     struct ch_err *err)
{
	if (a->files && ch_slice_is(file, a->file[a->files - 1]))
		return a->file[a->files - 1];
	if (ch_grow((void **)&a->file, &a->file_room, a->files,
		    sizeof(*a->file), err))
		return NULL;
	a->file[a->files] = strndup(file.n ? file.s : "", file.n);
	if (!a->file[a->files])
		ch_nomem(err);
	return a->file[a->files] ? a->file[a->files++] : NULL;
}

/* Where the lines of the text from that byte on were read first. */
static int add_places(struct ch_retry *a, size_t from, struct ch_slice file,
		      long line, struct ch_err *err)
{
	const struct ch_place place = { keep_name(a, file, err), line };

	if (!place.file)
		return CH_ENOMEM;
	for (size_t i = from; i < a->text.n; i++) {
		if (a->text.s[i] != '\n')
			continue;
		if (ch_grow((void **)&a->place, &a->place_room, a->places,
			    sizeof(*a->place), err))
			return CH_ENOMEM;
		a->place[a->places++] = place;
	}
	return 0;
}

static int collect(struct ch_retry *a, struct ch_store *store, bool csv,
		   struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_db_prepare(&st, store->db, "SELECT id, raw, file, "
			       "line FROM reject "
			       "WHERE load = $1 AND status = 'waiting' AND raw"
			       " IS NOT NULL AND reason = CASE WHEN CAST($2 AS"
			       " TEXT) IS NULL THEN reason ELSE $2 END "
			       "ORDER BY file, line", err);

	if (rc)
		return rc;
	ch_buf_clear(&a->text);
	ch_buf_clear(&a->ids);
	a->places = 0;
	a->more = false;
	ch_stmt_bind_int(st, 1, a->batch);
	ch_stmt_bind_str(st, 2, a->reason);
	while (!(rc = ch_stmt_step(st, err))) {
		int64_t id = ch_stmt_int(st, 0);
		size_t from = a->text.n;

		if (!add_text(&a->text, ch_stmt_text(st, 1), csv)) {
			a->more = true;
			continue;
		}
		ch_buf_add(&a->ids, (const char *)&id, sizeof(id));
		if (add_places(a, from, ch_stmt_text(st, 2),
			       (long)ch_stmt_int(st, 3), err))
			return CH_ENOMEM;
	}
	if (rc != CH_END)
		return rc;
	return ch_buf_ok(&a->ids, err) ? CH_ENOMEM : ch_buf_ok(&a->text, err);
}

static int as_file(const struct ch_buf *text, int *fd, struct ch_err *err)
{
	size_t done = 0;

	*fd = memfd_create("again", MFD_CLOEXEC);
	while (*fd >= 0 && done < text->n) {
		ssize_t n = write(*fd, text->s + done, text->n - done);

		if (n <= 0)
			return ch_fail_errno(err, "memory");
		done += (size_t)n;
	}
	if (*fd < 0 || lseek(*fd, 0, SEEK_SET))
		return ch_fail_errno(err, "memory");
	return 0;
}

static int set_status(struct ch_store *store, int64_t id, const char *status,
		      struct ch_err *err)
{
	const struct ch_put_how how = { .source = "hub" };
	enum ch_did did;
	struct ch_row row;

	ch_row_start(&row, ch_type_find("reject"));
	ch_row_int(&row, 0, id);
	ch_row_put_text(&row, "status", status);
	return ch_put(store, &row, &how, &did, err);
}

/* Those that were refused once more belong to the new batch now; what was read
 * and is still with the old one was taken. */
static int mark_done(struct ch_retry *a, struct ch_store *store,
		     struct ch_err *err)
{
	const struct ch_type *type = ch_type_find("reject");
	struct ch_row row;
	int rc = 0;

	for (size_t i = 0; i < a->ids.n && !rc; i += sizeof(int64_t)) {
		int64_t id;

		memcpy(&id, a->ids.s + i, sizeof(id));
		rc = ch_store_get(store, type, id, &row, err);
		if (rc || ch_row_get_int(&row, "load") != a->batch)
			continue;
		rc = set_status(store, id, "done", err);
	}
	return rc;
}

static int finish(struct ch_retry *a, struct ch_store *store,
		  struct ch_err *err)
{
	int rc = ch_store_begin(store, err);

	if (rc)
		return rc;
	rc = mark_done(a, store, err);
	if (rc)
		ch_store_rollback(store);
	else
		rc = ch_store_commit(store, err);
	return rc;
}

int ch_retry_run(struct ch_retry *retry, struct ch_import *job,
		 struct ch_store *store, struct ch_row *batch,
		 struct ch_err *err)
{
	static char dash[] = "-";
	static char *path[] = { dash };
	bool csv;
	int rc = what_it_was(retry, store, &csv, err), done;

	if (!rc)
		rc = collect(retry, store, csv, err);
	if (rc || !retry->text.n)
		return rc;
	rc = as_file(&retry->text, &job->in_fd, err);
	if (rc)
		return rc;
	job->path = path;
	job->n = 1;
	job->how.source = retry->source;
	job->how.again = true;
	job->how.place = retry->place;
	job->how.places = retry->places;
	job->map = retry->map;
	job->delimiter = *retry->delimiter ? retry->delimiter : NULL;
	rc = csv ? ch_import_csv(job, store, batch, err) :
		ch_import_fhir(job, store, batch, err);
	close(job->in_fd);
	if ((rc && rc != CH_EDATA) || job->how.dry_run)
		return rc;
	done = finish(retry, store, rc ? NULL : err);
	return rc ? rc : done;
}

static int drop_all(struct ch_store *store, int64_t batch, const char *reason,
		    int64_t *n, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ch_db_prepare(&st, store->db, "SELECT id FROM reject WHERE "
			       "load = $1 AND status = 'waiting' AND reason = "
			       "CASE WHEN CAST($2 AS TEXT) IS NULL THEN reason"
			       " ELSE $2 END ORDER BY id", err);

	if (rc)
		return rc;
	ch_stmt_bind_int(st, 1, batch);
	ch_stmt_bind_str(st, 2, reason);
	while (!rc && !(rc = ch_stmt_step(st, err))) {
		rc = set_status(store, ch_stmt_int(st, 0), "dropped", err);
		(*n)++;
	}
	return rc == CH_END ? 0 : rc;
}

int ch_retry_drop(struct ch_store *store, int64_t batch, const char *reason,
		  int64_t *n, struct ch_err *err)
{
	int rc = ch_store_begin(store, err);

	*n = 0;
	if (rc)
		return rc;
	rc = drop_all(store, batch, reason, n, err);
	if (rc)
		ch_store_rollback(store);
	else
		rc = ch_store_commit(store, err);
	return rc;
}

void ch_retry_free(struct ch_retry *retry)
{
	ch_buf_free(&retry->text);
	ch_buf_free(&retry->ids);
	for (size_t i = 0; i < retry->files; i++)
		free(retry->file[i]);
	free(retry->file);
	free(retry->place);
}
