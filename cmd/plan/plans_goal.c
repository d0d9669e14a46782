/* plans_goal.c - ch-plan goal: another end for a goal; its title follows. */
#include "base/text.h"
#include "plan/plans.h"
#include "store/scan.h"

/* How people say an end, and how a goal keeps it. */
static const struct end {
	const char *words, *compare, *field, *other;
} ends[] = {
	{ "below", "<", "high", "low" }, { "above", ">", "low", "high" },
	{ "at most", "<=", "high", "low" }, { "at least", ">=", "low", "high" },
};

struct aiming {
	struct ch_store *store;
	struct ch_ids plans;
	const char *value;
	struct ch_near near;	/* to the item that was named */
	const struct end *end;
	double number;
	struct ch_made made;
};

static int read_options(struct ch_ui *ui, const struct ch_plan_opts *o,
			struct aiming *a)
{
	const char *said[] = { o->below, o->above, o->most, o->least };
	int n = 0;

	for (size_t i = 0; i < CH_COUNT(said); i++) {
		if (!said[i])
			continue;
		n++;
		a->value = said[i];
		a->end = &ends[i];
	}
	if (n != 1 || !ch_text_real(a->value, strlen(a->value), &a->number))
		return ch_ui_usage(ui, "which end? one of --below, --above, "
				   "--at-most, --at-least, with a number");
	return 0;
}

/* "Systolic blood pressure below 130" says the new end; what has none gets
 * it. */
static void retitle(struct ch_buf *out, const struct aiming *a,
		    struct ch_slice title)
{
	for (size_t i = 0; i < CH_COUNT(ends); i++) {
		size_t n = strlen(ends[i].words);
		const char *s = memmem(title.s, title.n, ends[i].words, n);
		const char *end = title.s + title.n;

		if (!s || s + n >= end || s[n] != ' ')
			continue;
		ch_buf_add(out, title.s, (size_t)(s - title.s));
		ch_buf_addf(out, "%s %s", a->end->words, a->value);
		for (s += n + 1; s < end && strchr("0123456789.", *s); s++)
			;
		ch_buf_add(out, s, (size_t)(end - s));
		return;
	}
	ch_buf_add(out, title.s, title.n);
	ch_buf_addf(out, ", %s %s", a->end->words, a->value);
}

static int change(struct ch_ui *ui, struct aiming *a, const struct ch_row *was)
{
	CH_AUTO(ch_buf_free) struct ch_buf title = CH_BUF_INIT;
	struct ch_row row;
	int rc;

	ch_row_start(&row, was->type);
	ch_row_int(&row, 0, was->v[0].i);
	ch_row_put_text(&row, "compare", a->end->compare);
	ch_row_real(&row, ch_field(row.type, a->end->field), a->number);
	ch_row_null(&row, ch_field(row.type, a->end->other));
	retitle(&title, a, ch_row_get_text(was, "title"));
	rc = ch_buf_ok(&title, &ui->err);
	if (rc)
		return rc;
	ch_row_put_text(&row, "title", title.s);
	return ch_step_write(a->store, &row, NULL, ch_made_note, &a->made,
			     &ui->err);
}

/* The plan's goal of that name. */
static int change_of(struct ch_ui *ui, struct aiming *a, int64_t plan)
{
	CH_AUTO(ch_scan_close) struct ch_scan *scan = NULL;
	const struct ch_type *type = ch_type_find("goal");
	struct ch_where where = { ch_field(type, "plan"), CH_OP_EQ, NULL };
	struct ch_query q = { .type = type, .where = &where, .n = 1 };
	char hex[CH_ID_HEX], item[64];
	struct ch_row row;
	int rc;

	ch_id_print(plan, hex);
	where.text = hex;
	rc = ch_scan_open(&scan, a->store, &q, &ui->err);
	while (!rc && !(rc = ch_scan_next(scan, &row, &ui->err))) {
		ch_slice_copy(item, sizeof(item),
			      ch_row_get_text(&row, "item"));
		ch_near_try(&a->near, item);
		if (!strcmp(item, a->near.to))
			return change(ui, a, &row);
	}
	return rc == CH_END ? 0 : rc;
}

static int work(struct ch_ui *ui, void *ctx)
{
	struct aiming *a = ctx;
	int rc = 0;

	for (size_t i = 0; i < a->plans.n && !rc; i++)
		rc = change_of(ui, a, a->plans.id[i]);
	if (rc || a->near.same)
		return rc;
	return ch_fail(&ui->err, CH_ENOENT, "no goal %s in that plan%s",
		       a->near.to, ch_near_offer(&a->near));
}

int ch_plans_goal(struct ch_ui *ui, struct ch_store *store, void *opt,
		  int argc, char **argv)
{
	struct aiming a = { .store = store, .near = { .to = argv[1] } };
	int rc = read_options(ui, opt, &a);

	(void)argc;
	if (!rc)
		rc = ch_records_read(ui, store, ch_type_find("plan"), 1, argv,
				     &a.plans);
	if (!rc && !a.plans.n)
		rc = ch_fail(&ui->err, CH_ENOENT, "no plan with that id");
	if (!rc)
		rc = ch_made_run(ui, store, &a.made, work, &a);
	ch_ids_free(&a.plans);
	ch_made_free(&a.made);
	return rc;
}
