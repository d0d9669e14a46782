/* load.c - a load from its begin to its end: the sink and the transaction. */
#include "base/moment.h"
#include "load/reading.h"
#include "load/session.h"

#define CACHE_MB 32

static bool is_patient(const struct ch_type *t)
{
	static const struct ch_type *patient;

	if (!patient)
		patient = ch_type_find("patient");
	return t == patient;
}

static bool is_observation(const struct ch_type *t)
{
	static const struct ch_type *observation;

	if (!observation)
		observation = ch_type_find("observation");
	return t == observation;
}

/* What only a load can see to before a row waits. */
static int look_over(struct ch_load *l, struct ch_row *row, struct ch_err *err)
{
	const struct ch_type *t = row->type;
	int rc = ch_row_check(row, err);

	if (rc)
		return rc;
	if (l->how.units && is_observation(t))
		ch_units_apply(l->how.units, row);
	if (is_patient(t)) {
		int birth = ch_field(t, "birth");

		if (ch_row_has(row, birth) && ch_moment_day(row->v[birth].i) >
		    ch_moment_day(l->how.now) + 1)
			return ch_refuse(err, "birth", "future-birth");
	}
	return 0;
}

static int take_row(void *ctx, struct ch_row *row, uint64_t clears,
		    struct ch_err *err)
{
	struct ch_load *l = ctx;
	bool had;
	int rc;

	ch_seen_soon(&l->seen, row->v[0].i);
	rc = look_over(l, row, err);
	if (rc || l->broken)
		return rc;
	/* A reference that led to nobody is counted, not passed over. */
	if (row->type->patient >= 0 && !ch_row_has(row, row->type->patient))
		l->orphans[row->type - ch_types]++;
	if (ch_seen_add(&l->seen, row->v[0].i, &had))
		return ch_nomem(err);
	if (l->chunk.n == l->item_at.n)
		l->first_again = had;
	if (had) {
		l->chunk.twice = true;
		l->twice |= UINT64_C(1) << (row->type - ch_types);
	}
	l->place.item = l->item;
	if (ch_chunk_add(&l->chunk, row, clears, l->place))
		return ch_nomem(err);
	return 0;
}

/* The item's kind as a string that lives as long as the load. */
static const char *kind_of(struct ch_load *l, const struct ch_item *item)
{
	char **more;

	/* Mostly what came last comes again. */
	for (size_t i = l->kinds; i-- > 0;)
		if (!strncmp(l->kind[i], item->kind, item->kind_n) &&
		    !l->kind[i][item->kind_n])
			return l->kind[i];
	more = realloc(l->kind, (l->kinds + 1) * sizeof(*more));
	if (!more)
		return NULL;
	l->kind = more;
	more[l->kinds] = strndup(item->kind, item->kind_n);
	return more[l->kinds] ? more[l->kinds++] : NULL;
}

/* Refusals by the store come late: what they will say is kept. */
static int keep_kind(struct ch_load *l, const struct ch_item *item,
		     struct ch_err *err)
{
	const char *kind = kind_of(l, item);

	for (size_t i = l->item_at.n; i < l->chunk.n; i++)
		l->chunk.row[i].row->kind = kind;
	return kind ? 0 : ch_nomem(err);
}

/* Patients' texts, too: theirs wait for a person. */
static int keep_raw(struct ch_load *l, const struct ch_item *item,
		    struct ch_err *err)
{
	struct ch_waiting *w = l->chunk.n > l->item_at.n ?
		&l->chunk.row[l->item_at.n] : NULL;
	char *copy;

	if (!w || !is_patient(&ch_types[w->row->type]) || !item->raw.s)
		return 0;
	copy = ch_chunk_keep(&l->chunk, item->raw);
	if (!copy)
		return ch_nomem(err);
	w->row->raw = (struct ch_slice){ copy, item->raw.n };
	return 0;
}

static int count_skipped(struct ch_load *l, const struct ch_item *item,
			 struct ch_err *err)
{
	struct ch_skip *s;

	for (size_t i = 0; i < l->skips; i++) {
		s = &l->skip[i];
		if (strlen(s->kind) == item->kind_n &&
		    !memcmp(s->kind, item->kind, item->kind_n)) {
			s->n++;
			return 0;
		}
	}
	s = realloc(l->skip, (l->skips + 1) * sizeof(*s));
	if (!s)
		return ch_nomem(err);
	l->skip = s;
	s += l->skips++;
	snprintf(s->kind, sizeof(s->kind), "%.*s", (int)item->kind_n,
		 item->kind);
	s->n = 1;
	return 0;
}

/* --chunk: what is committed stands by itself, with its stubs and its batch. */
static int may_commit(struct ch_load *l, struct ch_err *err)
{
	struct ch_row batch;
	int rc;

	if (!l->how.chunk || l->how.dry_run || !l->open ||
	    l->count.records - l->since_commit < l->how.chunk)
		return 0;
	rc = ch_load_flush(l, err);
	if (rc || l->broken)
		return rc;
	rc = ch_load_write_stubs(l, err);
	if (!rc)
		rc = ch_load_write_batch(l, "partial", &batch, err);
	if (rc)
		return rc;
	l->since_commit = l->count.records;
	l->open = false;
	rc = ch_store_commit(l->store, err);
	if (rc)
		return rc;
	l->committed = true;
	l->kept = l->wrote;
	rc = ch_store_begin(l->store, err);
	l->open = !rc;
	return rc;
}

static int end_item(void *ctx, const struct ch_item *item,
		    const struct ch_err *bad, struct ch_err *err)
{
	struct ch_load *l = ctx;
	int rc = 0;

	l->count.read++;
	if (bad) {
		ch_chunk_back(&l->chunk, l->item_at);
		rc = ch_load_keep_refusal(l, bad, l->place, item, 0, err);
	} else if (item->skipped) {
		rc = count_skipped(l, item, err);
	} else {
		l->count.records += (int64_t)(l->chunk.n - l->item_at.n);
		rc = keep_kind(l, item, err);
		if (!rc)
			rc = keep_raw(l, item, err);
	}
	l->item++;
	if (!rc && (l->chunk.bytes >= CH_CHUNK_BYTES ||
		    (bad && ch_load_refused_many(l))))
		rc = ch_writer_hand(l, err);
	if (!rc)
		rc = may_commit(l, err);
	l->item_at.n = l->chunk.n;
	if (l->how.progress && !(l->item & 1023))
		l->how.progress(l->how.ctx, l->bytes_done + (l->file ?
				ch_file_read(l->file) : 0), l->bytes_all,
				l->count.records);
	return rc;
}

int ch_load_begin(struct ch_load **out, struct ch_store *store,
		  const struct ch_load_how *how, struct ch_err *err)
{
	struct ch_load *l = calloc(1, sizeof(*l));
	int rc;

	*out = NULL;
	if (!l)
		return ch_nomem(err);
	l->store = store;
	l->how = *how;
	l->sink = (struct ch_sink){ l, take_row, end_item, ch_load_take_parts,
				    ch_load_take_gone };
	pthread_mutex_init(&l->refusing, NULL);
	ch_seen_init(&l->seen, CH_SEEN_MOST);
	ch_seen_init(&l->known, CH_KNOWN_MOST);
	ch_seen_init(&l->absent, CH_ABSENT_MOST);
	ch_seen_init(&l->bad_items, CH_ABSENT_MOST);
	l->batch = ch_id_random();
	l->begun = ch_store_now(store);
	rc = ch_db_load(store->db, CACHE_MB, err);
	if (!rc)
		rc = ch_store_begin(store, err);
	l->open = !rc;
	if (!rc && !how->chunk)
		rc = ch_put_load_begin(store, err);
	if (rc)
		ch_load_free(&l);
	*out = l;
	return rc;
}

void ch_load_size(struct ch_load *load, int64_t bytes)
{
	load->bytes_all = bytes;
}

const struct ch_sink *ch_load_sink(struct ch_load *load)
{
	return &load->sink;
}

void ch_load_at(struct ch_load *load, long line)
{
	load->place.line = (uint32_t)line;
}

uint32_t ch_load_file_number(const struct ch_load *load)
{
	return load->place.file;
}

void ch_load_at_file(struct ch_load *load, uint32_t file, long line)
{
	load->place.file = file;
	load->place.line = (uint32_t)line;
}

void ch_load_heading(struct ch_load *load, const char *s, size_t n)
{
	ch_buf_clear(&load->heading);
	ch_buf_add(&load->heading, s, n);
	ch_buf_addc(&load->heading, '\n');
	load->something = true;
}

void ch_load_unknown(struct ch_load *load, const struct ch_unknown *u,
		     size_t n)
{
	load->unknown = u;
	load->unknowns = n;
}

void ch_load_something(struct ch_load *load)
{
	load->something = true;
}

bool ch_load_had_something(const struct ch_load *load)
{
	return load->something || load->count.read;
}

int ch_load_refuse(struct ch_load *load, const struct ch_err *bad,
		   struct ch_slice raw, struct ch_err *err)
{
	struct ch_item item = { .kind = "", .raw = raw };

	return end_item(load, &item, bad, err);
}

static void forget_counts(struct ch_load *l)
{
	l->wrote = l->kept;
	if (!l->committed)
		l->count.unchanged = 0;
}

/* Nothing more of the feed is written: the batch and its refusals alone are. */
static int end_refused(struct ch_load *l, struct ch_row *batch,
		       struct ch_err *err)
{
	const char *status = l->committed ? "partial" : "refused";
	int rc;

	if (l->open)
		ch_store_rollback(l->store);
	l->open = false;
	forget_counts(l);
	if (l->how.dry_run)
		return ch_load_write_batch(l, status, batch, err);
	rc = ch_store_begin(l->store, err);
	if (rc)
		return rc;
	rc = ch_load_write_refusals(l, err);
	if (!rc)
		rc = ch_load_write_batch(l, status, batch, err);
	if (rc)
		ch_store_rollback(l->store);
	else
		rc = ch_store_commit(l->store, err);
	return rc;
}

static int end_good(struct ch_load *l, struct ch_row *batch,
		    struct ch_err *err)
{
	int rc = ch_put_load_end(l->store, NULL, err);

	if (!rc)
		rc = ch_load_write_stubs(l, err);
	if (!rc)
		rc = ch_load_write_refusals(l, err);
	if (!rc)
		rc = ch_load_complete(l, err);
	if (!rc)
		rc = ch_load_settle(l, err);
	if (!rc)
		rc = ch_load_write_batch(l, "done", batch, err);
	if (rc)
		return rc;
	l->open = false;
	if (l->how.dry_run) {
		ch_store_rollback(l->store);
		return 0;
	}
	return ch_store_commit(l->store, err);
}

int ch_load_end(struct ch_load *load, struct ch_row *batch,
		struct ch_err *err)
{
	int rc = ch_load_flush(load, err);

	if (!rc)
		rc = load->broken ? end_refused(load, batch, err) :
			end_good(load, batch, err);
	ch_load_tell_unlisted(load);
	if (!rc && load->count.refused)
		return ch_fail(err, CH_EDATA, "%lld refused%s",
			       (long long)load->count.refused, !load->broken ?
			       "; the rest was written" : load->committed ?
			       "; what --chunk had committed stays (ch-import "
			       "undo last takes it back)" :
			       "; nothing was written (-k writes the rest)");
	return rc;
}

void ch_load_free(struct ch_load **load)
{
	struct ch_load *l = *load;

	if (!l)
		return;
	ch_writer_stop(l);
	if (l->open)
		ch_store_rollback(l->store);
	pthread_mutex_destroy(&l->refusing);
	ch_chunk_free(&l->writer.chunk);
	ch_chunk_free(&l->chunk);
	ch_seen_free(&l->seen);
	ch_seen_free(&l->known);
	ch_seen_free(&l->absent);
	ch_seen_free(&l->bad_items);
	ch_load_forget_refusals(l);
	ch_load_leave_end(l);
	ch_load_forget_unread(l);
	free(l->goal);
	for (size_t i = 0; i < l->kinds; i++)
		free(l->kind[i]);
	free(l->kind);
	free(l->skip);
	ch_buf_free(&l->files);
	ch_buf_free(&l->files_json);
	ch_buf_free(&l->names);
	ch_buf_free(&l->heading);
	ch_buf_free(&l->skipped);
	ch_buf_free(&l->unknown_json);
	free(l);
	*load = NULL;
}
