/* ch-get - records out, by type and field. */
#include "hub/verb.h"
#include "hub/writing.h"

struct opts {
	struct ch_texts where;
	struct ch_given patient, since, limit;
	const char *fields;
};

#define AT(field) offsetof(struct opts, field)

static const struct ch_option options[] = {
	{ "where", 'w', "FIELD=VALUE", "only where FIELD=VALUE; also < > <= >= "
	  "! (is not) ~ (contains); may be given again", AT(where) },
	{ "patient", 'p', "ID", "only about this person", AT(patient) },
	{ "since", 'S', "DATE", "only what the hub heard since DATE",
	  AT(since) },
	{ "limit", 'l', "N", "at most N records", AT(limit) },
	{ "fields", 'F', "FIELD,...", "only these fields, in this order",
	  AT(fields) },
	{ 0 }
};

/* What the options ask for; `where` is the caller's room for conditions. */
static int make_query(struct ch_ui *ui, const struct opts *o,
		      struct ch_query *q, struct ch_where *where)
{
	int rc = 0;

	for (int i = 0; i < o->where.n && !rc; i++) {
		rc = ch_where_parse(&where[i], q->type, o->where.v[i],
				    &ui->err);
		if (!rc)
			where[i].text = ch_ui_code(ui, q->type,
						   where[i].column,
						   where[i].text);
	}
	q->where = where;
	q->n = o->where.n;
	q->patient = o->patient.v;
	q->since = ch_hub_begin(o->since.v);
	q->limit = o->limit.v;
	if (rc)
		return rc;
	if (q->patient && q->type->patient < 0 &&
	    strcmp(q->type->name, "patient"))
		return ch_ui_usage(ui, "--patient: a %s is about no patient",
				   q->type->name);
	if (q->since && q->type->recorded < 0)
		return ch_ui_usage(ui, "--since: a %s has no recorded time",
				   q->type->name);
	if (o->limit.text && !q->limit)
		return ch_ui_usage(ui, "--limit: none at all?");
	return o->fields ? ch_ui_fields(ui, q->type, o->fields) : 0;
}

static int run(struct ch_ui *ui, struct ch_store *store, void *opt, int argc,
	       char **argv)
{
	struct ch_where where[CH_TEXTS_MAX];
	struct ch_query q = { 0 };
	int rc = ch_hub_type(ui, argv[0], &q.type);

	(void)argc;
	if (!rc)
		rc = make_query(ui, opt, &q, where);
	return rc ? rc : ch_print_query(ui, store, &q);
}

static const struct ch_verb verbs[] = {
	{ "", "TYPE", "Print the records of a type, in order of arrival",
	  options, CH_READS | CH_EXIT, "read:chart", run },
	{ 0 }
};

static const struct ch_prog prog = {
	"ch-get", "records out, by type and field", verbs, sizeof(struct opts)
};

int main(int argc, char **argv)
{
	return ch_main(&prog, argc, argv);
}
