/* showing.c - a record on a card, and its story from the journal. */
#include "base/text.h"
#include "step/story.h"
#include "hub/operand.h"
#include "hub/showing.h"
#include "store/put.h"
#include "store/scan.h"
#include "store/trail.h"
#include "ui/page.h"

struct showing {
	struct ch_store *store;
	const struct ch_type *type;
	const struct ch_show *show;
	bool again;
};

/* "3 days", "5 hours", "12 min". */
static void add_span(struct ch_buf *out, int64_t seconds)
{
	if (seconds >= 2 * 86400)
		ch_buf_addf(out, "%lld days", (long long)(seconds / 86400));
	else if (seconds >= 2 * 3600)
		ch_buf_addf(out, "%lld hours", (long long)(seconds / 3600));
	else
		ch_buf_addf(out, "%lld min", (long long)(seconds / 60));
}

static void add_words(struct ch_buf *out, const char *before, const char *s,
		      const char *after)
{
	ch_buf_adds(out, before);
	ch_text_visible(out, s, strlen(s));
	ch_buf_adds(out, after);
}

static void add_event(struct ch_ui *ui, struct ch_buf *out,
		      const struct ch_row *row, const struct ch_story_event *e)
{
	struct ch_slice status = { e->status, strlen(e->status) };

	ch_buf_adds(out, "  ");
	ch_page_moment(out, e->at);
	add_words(out, "  ", e->actor, ": ");
	add_words(out, "", e->word, "");
	if (e->handed && e->owner) {
		ch_buf_adds(out, ", for ");
		ch_page_name(ui, out, "staff", e->owner);
	}
	if (*e->reason)
		add_words(out, " (", e->reason, ")");
	if (e->moved && status.n) {
		status = ch_ui_word(ui, row->type->name, "status", status);
		ch_buf_adds(out, "; ");
		ch_text_visible(out, status.s, status.n);
	}
	if (e->seconds) {
		ch_buf_adds(out, " for ");
		add_span(out, e->seconds);
	}
	ch_buf_addc(out, '\n');
}

/* What was written about it, as it was said. */
static int add_notes(struct ch_ui *ui, const struct showing *s,
		     struct ch_buf *out, const struct ch_row *row)
{
	CH_AUTO(ch_scan_close) struct ch_scan *scan = NULL;
	const struct ch_type *type = ch_type_find("note");
	char hex[CH_ID_HEX], about[64];
	struct ch_where where = { ch_field(type, "about"), CH_OP_EQ, about };
	struct ch_query q = { .type = type, .where = &where, .n = 1,
			      .patient = ch_row_get_int(row, "patient"),
			      .order = "at, id" };
	struct ch_row note;
	int n = 0, rc;

	ch_id_print(row->v[0].i, hex);
	snprintf(about, sizeof(about), "%s/%s", row->type->name, hex);
	rc = q.patient ? ch_scan_open(&scan, s->store, &q, &ui->err) : CH_END;
	while (!rc && !(rc = ch_scan_next(scan, &note, &ui->err))) {
		if (!n++)
			ch_page_heading(ui, out, "Notes");
		ch_buf_adds(out, "  ");
		ch_page_moment(out, ch_row_get_int(&note, "at"));
		ch_buf_adds(out, "  ");
		ch_page_person(ui, out, &note, "author", "staff", "");
		ch_page_join(out, &note, ": ", "text");
		ch_buf_addc(out, '\n');
	}
	return rc == CH_END ? 0 : rc;
}

static int print_card(struct ch_ui *ui, const struct showing *s,
		      const struct ch_row *row)
{
	CH_AUTO(ch_story_free) struct ch_story story = { 0 };
	struct ch_buf out = CH_BUF_INIT;
	int rc;

	if (s->again)
		ch_buf_addc(&out, '\n');
	ch_page_card(ui, &out, row, s->show ? s->show->more : NULL);
	rc = ch_story_read(s->store, row, row->type->status, ui->now, &story,
			   &ui->err);
	if (!rc)
		rc = add_notes(ui, s, &out, row);
	if (story.n)
		ch_page_heading(ui, &out, "History");
	for (size_t i = 0; i < story.n; i++)
		add_event(ui, &out, row, &story.v[i]);
	if (!rc)
		rc = ch_page_print(ui, &out);
	ch_buf_free(&out);
	return rc;
}

static int show_one(struct ch_ui *ui, void *ctx, const char *text, size_t n,
		    struct ch_row *in)
{
	struct showing *s = ctx;
	struct ch_trail trail = { 0 };
	struct ch_row row;
	int rc = ch_operand_record(ui, s->store, s->type, text, n, in,
				   &trail.record);

	if (!rc)
		rc = ch_store_need(s->store, s->type, trail.record, &row,
				   &ui->err);
	if (!rc)
		rc = ui->format == CH_FORMAT_TABLE ? print_card(ui, s, &row) :
			ch_ui_row(ui, &row);
	s->again = true;
	/* CSV holds one kind of record. */
	if (rc || ui->format != CH_FORMAT_JSONL)
		return rc;
	return ch_trail_read(s->store, &trail, ch_ui_found, ui, &ui->err);
}

int ch_show_run(struct ch_ui *ui, struct ch_store *store, void *opt, int argc,
		char **argv)
{
	struct showing s = { store, ch_type_find(ui->prog->type),
			     ui->verb->rows, false };

	(void)opt;
	return ch_ui_operands(ui, argc, argv, show_one, &s);
}
