/* batch.c - the account of a load: the `batch` record and its files. */
#include <jansson.h>

#include "base/moment.h"
#include "load/session.h"
#include "record/json.h"

/*
 * What a finished batch of this source, read by these maps, says of a file it
 * read; `like` is a piece of its JSON. `files` is appended; empty: none says
 * it. A batch vouches only while it has the source's last word: not when a
 * later one wrote anything, or was undone.
 */
static int read_before(struct ch_load *l, const char *like,
		       struct ch_buf *files, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	struct ch_slice found;
	int rc = ch_db_prepare(&st, l->store->db, "SELECT b.files FROM batch b"
			       " WHERE b.feed = $1 AND b.map = $2 AND "
			       "b.status = 'done' AND b.refused = 0 AND "
			       "b.files LIKE $3 AND NOT EXISTS (SELECT 1 FROM "
			       "batch n WHERE n.feed = b.feed AND n.rowid > "
			       "b.rowid AND (n.created > 0 OR n.updated > 0 "
			       "OR n.status = 'undone')) LIMIT 1", err);

	if (rc)
		return rc;
	ch_stmt_bind_str(st, 1, l->how.source);
	ch_stmt_bind_str(st, 2, l->how.maps);
	ch_stmt_bind_str(st, 3, like);
	rc = ch_stmt_step(st, err);
	if (rc)
		return rc == CH_END ? 0 : rc;
	found = ch_stmt_text(st, 0);
	ch_buf_add(files, found.s, found.n);
	return ch_buf_ok(files, err);
}

/* What is read again need not be applied again: it counts as unchanged. */
static void count_again(struct ch_load *l, const char *files)
{
	json_t *all = json_loads(files, 0, NULL), *file;
	size_t i;

	json_array_foreach(all, i, file) {
		const char *sum = json_string_value(json_object_get(file,
								    "sha256"));
		int64_t n = json_integer_value(json_object_get(file,
							       "records"));

		if (!sum || strcmp(sum, l->digest))
			continue;
		l->count.read += json_integer_value(json_object_get(file,
								    "read"));
		l->count.records += n;
		l->count.unchanged += n;
		break;
	}
	json_decref(all);
}

static int digest_file(struct ch_load *l, struct ch_file *file,
		       struct ch_err *err)
{
	unsigned char sum[CH_SHA256];
	int rc = ch_file_digest(file, sum, err);

	if (!rc)
		ch_hex(sum, sizeof(sum), l->digest);
	return rc;
}

/* Only a file of the same size is worth hashing before it is read. */
static int look_back(struct ch_load *l, struct ch_file *file, bool *again,
		     struct ch_err *err)
{
	struct ch_buf files = CH_BUF_INIT;
	char like[2 * CH_SHA256 + 80];
	int rc;

	snprintf(like, sizeof(like), "%%\"bytes\":%lld,%%",
		 (long long)ch_file_size(file));
	rc = read_before(l, like, &files, err);
	if (!rc && files.n) {
		ch_buf_clear(&files);
		rc = digest_file(l, file, err);
		/* One that passed the file over does not vouch for it. */
		snprintf(like, sizeof(like), "%%\"sha256\":\"%s\",\"bytes\":"
			 "%lld,\"read\":%%", l->digest,
			 (long long)ch_file_size(file));
		if (!rc)
			rc = read_before(l, like, &files, err);
	}
	*again = l->passed = !rc && files.n;
	if (*again)
		count_again(l, files.s);
	ch_buf_free(&files);
	return rc;
}

int ch_load_file(struct ch_load *l, struct ch_file *file, bool *again,
		 struct ch_err *err)
{
	int rc = ch_writer_wait(l, err);

	*again = l->passed = false;
	if (rc)
		return rc;
	l->digest[0] = '\0';
	ch_buf_adds(&l->names, ch_file_name(file));
	ch_buf_addc(&l->names, '\0');
	if (ch_buf_ok(&l->names, err))
		return CH_ENOMEM;
	l->file = file;
	l->place.file++;
	l->place.line = 0;
	l->at_file = l->count;
	ch_buf_clear(&l->heading);
	if (!l->how.again && !l->broken) {
		rc = look_back(l, file, again, err);
		if (rc || *again)
			return rc;
	}
	if (!*l->digest)
		ch_file_hash_along(file);
	return ch_file_rewind(file, err);
}

int ch_load_file_end(struct ch_load *l, struct ch_err *err)
{
	const char *name = ch_file_name(l->file);
	int rc = 0;

	/* Rows that the store refuses are told with this file's heading. */
	if (l->heading.n && !l->broken)
		rc = ch_load_flush(l, err);
	l->item_at.n = l->chunk.n;
	if (rc)
		return rc;
	if (!*l->digest && digest_file(l, l->file, err))
		return err ? err->code : CH_EIO;
	ch_buf_addf(&l->files, "%c{\"name\":", l->files.n ? ',' : '[');
	ch_json_string(&l->files, name, strlen(name));
	ch_buf_addf(&l->files, ",\"sha256\":\"%s\",\"bytes\":%lld,%s"
		    "\"read\":%lld,\"records\":%lld}", l->digest,
		    (long long)ch_file_size(l->file),
		    l->passed ? "\"passed\":true," : "",
		    (long long)(l->count.read - l->at_file.read),
		    (long long)(l->count.records - l->at_file.records));
	l->bytes_done += ch_file_read(l->file);
	l->file = NULL;
	return ch_buf_ok(&l->files, err);
}

static void tell_skipped(struct ch_load *l)
{
	ch_buf_clear(&l->skipped);
	for (size_t i = 0; i < l->skips; i++) {
		ch_buf_addc(&l->skipped, i ? ',' : '{');
		ch_json_string(&l->skipped, l->skip[i].kind,
			       strlen(l->skip[i].kind));
		ch_buf_addf(&l->skipped, ":%lld", (long long)l->skip[i].n);
	}
	ch_buf_adds(&l->skipped, l->skips ? "}" : "{}");
}

static void add_unknown(struct ch_load *l, const char *what, const char *more,
			int64_t n)
{
	ch_buf_addf(&l->unknown_json, "%c\"%s%s\":%lld",
		    l->unknown_json.n ? ',' : '{', what, more, (long long)n);
}

static void tell_unknown(struct ch_load *l)
{
	char line[160];

	ch_buf_clear(&l->unknown_json);
	for (size_t i = 0; i < l->unknowns; i++) {
		const struct ch_unknown *u = &l->unknown[i];

		if (u->line)
			snprintf(line, sizeof(line), "%s:%d: ", u->map,
				 u->line);
		else
			snprintf(line, sizeof(line), "%s: ", u->map);
		add_unknown(l, line, u->field, u->count);
	}
	if (l->shared)
		add_unknown(l, "identifier", " that two patients have",
			    l->shared);
	for (int i = 0; i < ch_types_n; i++)
		if (l->orphans[i])
			add_unknown(l, ch_types[i].name, " about no patient",
				    l->orphans[i]);
	ch_buf_adds(&l->unknown_json, l->unknown_json.n ? "}" : "{}");
}

static void fill_counts(const struct ch_load *l, struct ch_row *row)
{
	const struct ch_counts *n = &l->count, *w = &l->wrote;

	ch_row_put_int(row, "read", n->read);
	ch_row_put_int(row, "records", n->records);
	ch_row_put_int(row, "created", w->created);
	ch_row_put_int(row, "updated", w->updated);
	ch_row_put_int(row, "overruled", w->overruled);
	ch_row_put_int(row, "unchanged", n->unchanged + w->unchanged);
	ch_row_put_int(row, "older", w->older);
	ch_row_put_int(row, "stubs", w->stubs);
	ch_row_put_int(row, "retired", w->retired);
	ch_row_put_int(row, "refused", n->refused);
}

static double seconds_between(int64_t a, int64_t b)
{
	return (double)(ch_moment_seconds(b) - ch_moment_seconds(a)) +
		(ch_moment_ms(b) - ch_moment_ms(a)) / 1000.0;
}

static int fill(struct ch_load *l, const char *status, struct ch_row *row,
		struct ch_err *err)
{
	const struct ch_type *t = ch_type_find("batch");
	int64_t now = ch_store_now(l->store);

	tell_skipped(l);
	tell_unknown(l);
	ch_buf_clear(&l->files_json);
	ch_buf_add(&l->files_json, l->files.n ? l->files.s : "[",
		   l->files.n ? l->files.n : 1);
	ch_buf_addc(&l->files_json, ']');
	if (ch_buf_ok(&l->files_json, err) || ch_buf_ok(&l->skipped, err) ||
	    ch_buf_ok(&l->unknown_json, err) || ch_load_tell_unread(l, err))
		return CH_ENOMEM;
	ch_row_start(row, t);
	ch_row_int(row, 0, l->batch);
	ch_row_put_text(row, "program", l->store->program);
	ch_row_put_text(row, "feed", l->how.source);
	ch_row_put_text(row, "format", l->how.format);
	ch_row_put_text(row, "map", l->how.maps);
	ch_row_text(row, ch_field(t, "files"), l->files_json.s,
		    l->files_json.n);
	ch_row_put_text(row, "status", status);
	ch_row_put_int(row, "at", l->begun);
	ch_row_put_int(row, "until", now);
	fill_counts(l, row);
	ch_row_text(row, ch_field(t, "skipped"), l->skipped.s, l->skipped.n);
	ch_row_text(row, ch_field(t, "unknown"), l->unknown_json.s,
		    l->unknown_json.n);
	ch_row_text(row, ch_field(t, "unread"), l->unread_json.s,
		    l->unread_json.n);
	ch_row_real(row, ch_field(t, "seconds"), seconds_between(l->begun,
								 now));
	return 0;
}

int ch_load_write_batch(struct ch_load *l, const char *status,
			struct ch_row *row, struct ch_err *err)
{
	const struct ch_put_how how = { .source = "hub", .batch = l->batch,
					.quiet_create = true };
	struct ch_buf told = CH_BUF_INIT;
	struct ch_event e = { .action = "batch", .type = "batch",
			      .record = l->batch, .batch = l->batch,
			      .rev = 1 };
	enum ch_did did;
	int rc = fill(l, status, row, err);

	if (rc || l->how.dry_run)
		return rc;
	rc = ch_put(l->store, row, &how, &did, err);
	if (rc || (l->committed && !strcmp(status, "partial") && !l->broken))
		return rc;
	ch_json_write(&told, row, false);
	rc = ch_buf_ok(&told, err);
	e.fields = (struct ch_slice){ told.s, told.n ? told.n - 1 : 0 };
	if (!rc)
		rc = ch_journal(l->store, &e, err);
	ch_buf_free(&told);
	return rc;
}
