/* refusal.c - refused items: told at once, kept until they can be written. */
#include "base/text.h"
#include "load/session.h"

#define RAW_MOST (256u << 10)	/* longer texts are not kept, only named */
#define RAW_ALL (16u << 20)	/* nor are more of them at a time */
#define MANY 10000		/* kept: time to write them */
#define MOST 100000		/* refusals at a time; all are told, counted */

const char *ch_load_file_name(const struct ch_load *l, uint32_t file)
{
	const char *name = l->names.s;

	for (uint32_t i = 1; name && i < file; i++)
		name += strlen(name) + 1;
	return name && file ? name : "<input>";
}

/* Where the item was read first: a retry reads it from another place. */
static struct ch_place place_of(const struct ch_load *l, struct ch_origin from)
{
	const struct ch_place here = { ch_load_file_name(l, from.file),
				       from.line };

	return from.line && from.line <= l->how.places ?
		l->how.place[from.line - 1] : here;
}

static void tell(struct ch_load *l, long column, const char *words,
		 struct ch_origin from)
{
	struct ch_buf b = CH_BUF_INIT;
	struct ch_place at = place_of(l, from);

	ch_buf_addf(&b, "%s:", at.file);
	if (at.line)
		ch_buf_addf(&b, "%ld:", at.line);
	if (column > 0)
		ch_buf_addf(&b, "%ld:", column);
	ch_buf_addf(&b, " %s", words);
	if (!b.failed && l->how.refused)
		l->how.refused(l->how.ctx, b.s);
	ch_buf_free(&b);
}

void ch_load_warn(struct ch_load *load, const char *words)
{
	tell(load, 0, words, load->place);
}

/* CSV: with its heading, so that it can be read again by itself. */
static char *copy_raw(const struct ch_load *l, struct ch_slice raw, size_t *n)
{
	size_t head = l->heading.n;
	char *copy;

	*n = 0;
	if (!raw.s || raw.n + head > RAW_MOST || l->raw_kept > RAW_ALL)
		return NULL;
	copy = malloc(head + raw.n + 1);
	if (!copy)
		return NULL;
	memcpy(copy, l->heading.s ? l->heading.s : "", head);
	memcpy(copy + head, raw.s, raw.n);
	*n = head + raw.n;
	if (ch_text_utf8(copy, *n) && !memchr(copy, '\0', *n))
		return copy;
	free(copy);
	*n = 0;
	return NULL;
}

static int grow(struct ch_load *l)
{
	size_t cap = l->refusals_cap ? 2 * l->refusals_cap : 64;
	struct ch_refusal *more;

	if (l->refusals < l->refusals_cap)
		return 0;
	more = realloc(l->refusal, cap * sizeof(*more));
	if (!more)
		return CH_ENOMEM;
	l->refusal = more;
	l->refusals_cap = cap;
	return 0;
}

static int keep(struct ch_load *l, const struct ch_err *bad,
		struct ch_origin from, const struct ch_item *item,
		int64_t about)
{
	struct ch_refusal *r;

	if (l->refusals >= MOST) {
		l->unlisted++;
		return 0;
	}
	if (grow(l))
		return CH_ENOMEM;
	r = &l->refusal[l->refusals++];
	*r = (struct ch_refusal){ .from = from, .column = bad->column,
				  .reason = bad->reason, .about = about,
				  .type = item->type, .id = item->id };
	snprintf(r->field, sizeof(r->field), "%s", bad->field);
	snprintf(r->kind, sizeof(r->kind), "%.*s", (int)item->kind_n,
		 item->kind ? item->kind : "");
	r->raw = copy_raw(l, item->raw, &r->raw_n);
	l->raw_kept += r->raw_n;
	return 0;
}

int ch_load_keep_refusal(struct ch_load *l, const struct ch_err *bad,
			 struct ch_origin from, const struct ch_item *item,
			 int64_t about, struct ch_err *err)
{
	int rc;

	pthread_mutex_lock(&l->refusing);
	l->count.refused++;
	tell(l, bad->column, bad->msg, from);
	rc = keep(l, bad, from, item, about);
	if (!l->how.keep_going)
		l->broken = true;
	pthread_mutex_unlock(&l->refusing);
	return rc ? ch_nomem(err) : 0;
}

/* The same line refused again tomorrow is the same record. */
static int64_t name_of(const struct ch_load *l, const struct ch_refusal *r)
{
	const char *file = ch_load_file_name(l, r->from.file);
	char line[32];
	struct ch_slice parts[4] = {
		CH_SLICE("reject"),
		{ l->how.source, strlen(l->how.source) },
		{ r->raw ? r->raw : file, r->raw ? r->raw_n : strlen(file) },
		{ line, 0 },
	};

	snprintf(line, sizeof(line), "%u", r->from.line);
	parts[3].n = r->raw ? 0 : strlen(line);
	return ch_id_of(&l->store->key, parts, CH_COUNT(parts));
}

static int write_one(struct ch_load *l, const struct ch_refusal *r,
		     struct ch_err *err)
{
	const struct ch_put_how how = { .batch = l->batch,
					.source = l->how.source,
					.quiet_create = true };
	struct ch_place at = place_of(l, r->from);
	enum ch_did did;
	struct ch_row row;

	ch_row_start(&row, ch_type_find("reject"));
	ch_row_int(&row, 0, name_of(l, r));
	ch_row_put_int(&row, "load", l->batch);
	ch_row_put_text(&row, "file", at.file);
	ch_row_put_int(&row, "line", at.line);
	if (r->type) {
		ch_row_put_int(&row, "record", r->id);
		ch_row_put_text(&row, "record_type", r->type->name);
	}
	if (r->column > 0)
		ch_row_put_int(&row, "col", r->column);
	if (*r->kind)
		ch_row_put_text(&row, "kind", r->kind);
	if (*r->field)
		ch_row_put_text(&row, "field", r->field);
	ch_row_put_text(&row, "reason", r->reason ? r->reason : "refused");
	ch_row_put_text(&row, "status", "waiting");
	if (r->about && r->reason && !strcmp(r->reason, "identity-changed"))
		ch_row_put_int(&row, "about", r->about);
	if (r->raw)
		ch_row_text(&row, ch_field(row.type, "raw"), r->raw, r->raw_n);
	ch_row_put_int(&row, "at", l->begun);
	return ch_put(l->store, &row, &how, &did, err);
}

bool ch_load_refused_many(struct ch_load *l)
{
	bool many;

	pthread_mutex_lock(&l->refusing);
	many = l->how.keep_going && l->refusals >= MANY;
	pthread_mutex_unlock(&l->refusing);
	return many;
}

static void forget(struct ch_refusal *refusal, size_t n)
{
	for (size_t i = 0; i < n; i++)
		free(refusal[i].raw);
	free(refusal);
}

void ch_load_forget_refusals(struct ch_load *l)
{
	forget(l->refusal, l->refusals);
	l->refusal = NULL;
	l->refusals = l->refusals_cap = l->raw_kept = 0;
}

/* Takes what was refused so far; the other side may go on refusing. */
int ch_load_write_refusals(struct ch_load *l, struct ch_err *err)
{
	struct ch_refusal *refusal;
	size_t n;
	int rc = 0;

	pthread_mutex_lock(&l->refusing);
	refusal = l->refusal;
	n = l->refusals;
	l->refusal = NULL;
	l->refusals = l->refusals_cap = l->raw_kept = 0;
	pthread_mutex_unlock(&l->refusing);
	/* The same line may come twice: this type keeps its index. */
	if (n)
		rc = ch_put_load_end(l->store, ch_type_find("reject"), err);
	for (size_t i = 0; i < n && !rc; i++)
		rc = write_one(l, &refusal[i], err);
	forget(refusal, n);
	return rc;
}

void ch_load_tell_unlisted(struct ch_load *l)
{
	struct ch_buf b = CH_BUF_INIT;

	if (!l->unlisted)
		return;
	ch_buf_addf(&b, "%lld more refusals are counted, but not listed: "
		    "mend these first", (long long)l->unlisted);
	if (!b.failed && l->how.refused)
		l->how.refused(l->how.ctx, b.s);
	ch_buf_free(&b);
}
