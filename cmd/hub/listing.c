/* listing.c - makes a query of filters and options, prints what it finds. */
#include "base/moment.h"
#include "people/names.h"
#include "hub/listing.h"
#include "hub/writing.h"
#include "record/lifecycle.h"

#define CONDITIONS 48

/* A query that is being made; what conditions spell lives in `text`. */
struct making {
	const struct ch_list *list;
	const char *opt;
	struct ch_query q;
	struct ch_where where[CONDITIONS];
	char text[8][CH_MOMENT_MAX];
	int texts;
};

static const struct ch_given *given(const struct making *m,
				    const struct ch_filter *f)
{
	return (const void *)(m->opt + f->at);
}

static bool flag(const struct making *m, const struct ch_filter *f)
{
	return *(const bool *)(m->opt + f->at);
}

static const char *text(const struct making *m, const struct ch_filter *f)
{
	return *(const char *const *)(m->opt + f->at);
}

/* Whether its option was given. */
static bool is_asked(const struct making *m, const struct ch_filter *f)
{
	switch (f->how) {
	case CH_IS:
	case CH_IS_STAFF:
		return text(m, f);
	case CH_IS_OF:
	case CH_IS_BY:
	case CH_IS_SINCE:
		return given(m, f)->text;
	default:
		return flag(m, f);
	}
}

/* Whether some other filter was asked for the same field. */
static bool is_named(const struct making *m, const char *field)
{
	for (const struct ch_filter *f = m->list->filters; f->field; f++)
		if (f->how < CH_NOT_OVER && !strcmp(f->field, field) &&
		    is_asked(m, f))
			return true;
	return false;
}

static int add(struct ch_ui *ui, struct making *m, int column, enum ch_op op,
	       const char *value)
{
	if (m->q.n == CONDITIONS)
		return ch_fail(&ui->err, CH_EBUG, "too many conditions");
	m->where[m->q.n++] = (struct ch_where){ column, op, value };
	return 0;
}

static int add_id(struct ch_ui *ui, struct making *m, int column, int64_t id)
{
	char *hex = m->text[m->texts++];

	ch_id_print(id, hex);
	return add(ui, m, column, CH_OP_EQ, id ? hex : "");
}

static int add_moment(struct ch_ui *ui, struct making *m, int column,
		      enum ch_op op, int64_t moment)
{
	char *s = m->text[m->texts++];

	ch_moment_print(moment, s);
	return add(ui, m, column, op, s);
}

/* Of which nothing more is to be done: each word that says so. */
static int leave_out_over(struct ch_ui *ui, struct making *m, int column)
{
	const char *const *words = m->q.type->field[column].words;
	int rc = 0;

	for (; words && *words && !rc; words++)
		if (ch_life_is_over(m->q.type, column, (struct ch_slice){
				    *words, strlen(*words) }))
			rc = add(ui, m, column, CH_OP_NE, *words);
	return rc;
}

static int add_asked(struct ch_ui *ui, struct ch_store *store,
		     struct making *m, const struct ch_filter *f, int c)
{
	const char *said = f->how == CH_IS ? text(m, f) : NULL;
	int64_t id = store->staff;
	int rc = 0;

	switch (f->how) {
	case CH_IS:
		rc = ch_ui_coded(ui, m->q.type, c, &said);
		return rc ? rc : add(ui, m, c, CH_OP_EQ, said);
	case CH_IS_STAFF:
		rc = ch_staff_find(store, text(m, f), &id, &ui->err);
		return rc ? rc : add_id(ui, m, c, id);
	case CH_IS_MINE:
		/* Whoever is no staff has nothing. */
		return add_id(ui, m, c, id ? id : INT64_MAX);
	case CH_IS_NOBODYS:
		return add(ui, m, c, CH_OP_EQ, "");
	case CH_IS_SAID:
		return add(ui, m, c, CH_OP_NE, "");
	case CH_IS_OF:
		if (c != m->q.type->patient)
			return add_id(ui, m, c, given(m, f)->v);
		m->q.patient = given(m, f)->v;
		return 0;
	case CH_IS_SUCH:
		m->q.also = f->word;
		return 0;
	default:
		return add_moment(ui, m, c, f->how == CH_IS_BY ? CH_OP_LE :
				  CH_OP_GE, given(m, f)->v);
	}
}

static int add_unasked(struct ch_ui *ui, struct making *m,
		       const struct ch_filter *f, int c)
{
	switch (f->how) {
	case CH_NOT_OVER:
		return leave_out_over(ui, m, c);
	case CH_NOT_PAST:
		return add_moment(ui, m, c, CH_OP_GE, ch_moment_of_day(
				  ch_moment_local_day(ui->now)));
	case CH_BUT:
		return add(ui, m, c, CH_OP_NE, f->word);
	default:
		return add(ui, m, c, CH_OP_EQ, f->word);
	}
}

static int make_query(struct ch_ui *ui, struct ch_store *store,
		      struct making *m)
{
	const struct ch_filter *f = m->list->filters;
	int rc = 0;

	for (; f && f->field && !rc; f++) {
		int c = ch_field(m->q.type, f->field);

		if (f->how < CH_NOT_OVER && is_asked(m, f))
			rc = add_asked(ui, store, m, f, c);
		else if (f->how >= CH_NOT_OVER && !flag(m, f) &&
			 !is_named(m, f->field))
			rc = add_unasked(ui, m, f, c);
	}
	return rc;
}

int ch_list_run(struct ch_ui *ui, struct ch_store *store, void *opt, int argc,
		char **argv)
{
	const struct ch_list *list = ui->verb->rows;
	struct making m = {
		.list = list, .opt = opt,
		.q = { .type = ch_type_find(list->type ? list->type :
					    ui->prog->type),
		       .order = list->order },
	};
	int rc;

	(void)argc, (void)argv;
	m.q.where = m.where;
	rc = make_query(ui, store, &m);
	return rc ? rc : ch_print_query(ui, store, &m.q);
}
