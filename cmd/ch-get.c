/* ch-get - records out, by type and field. */
#include "hub/columns.h"
#include "hub/writing.h"

#define WHERE_MAX 32

struct opts {
	const char *where[WHERE_MAX];
	int n;
	const char *patient, *since, *limit, *fields;
};

static const struct argp_option options[] = {
	{ "where", 'w', "FIELD,...", 0, "only where FIELD=VALUE; also < > <= "
	  ">= ! (is not) ~ (contains); may be given again", 0 },
	{ "patient", 'p', "ID", 0, "only about this person", 0 },
	{ "since", 'S', "DATE", 0, "only what the hub heard since DATE", 0 },
	{ "limit", 'l', "N", 0, "at most N records", 0 },
	{ "fields", 'F', "FIELD,...", 0, "only these fields, in this "
	  "order", 0 },
	{ 0 }
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct opts *o = state->input;

	switch (key) {
	case 'w':
		if (o->n == WHERE_MAX)
			argp_failure(state, 64, 0, "too many conditions");
		o->where[o->n++] = arg;
		return 0;
	case 'p':
		o->patient = arg;
		return 0;
	case 'S':
		o->since = arg;
		return 0;
	case 'l':
		o->limit = arg;
		return 0;
	case 'F':
		o->fields = arg;
		return 0;
	}
	return ARGP_ERR_UNKNOWN;
}

/* What the options ask for; `where` is the caller's room for conditions. */
static int make_query(struct ch_ui *ui, struct ch_store *store,
		      const struct opts *o, struct ch_query *q,
		      struct ch_where *where)
{
	int rc = 0;

	for (int i = 0; i < o->n && !rc; i++)
		rc = ch_where_parse(&where[i], q->type, o->where[i], &ui->err);
	q->where = where;
	q->n = o->n;
	if (!rc && o->patient)
		rc = ch_hub_patient(ui, store, o->patient, strlen(o->patient),
				    NULL, &q->patient);
	if (!rc && q->patient && q->type->patient < 0 &&
	    strcmp(q->type->name, "patient"))
		rc = ch_ui_usage(ui, "--patient: a %s is about no patient",
				 q->type->name);
	if (!rc && o->since && q->type->recorded < 0)
		rc = ch_ui_usage(ui, "--since: a %s has no recorded time",
				 q->type->name);
	if (!rc && o->since)
		rc = ch_hub_moment(ui, o->since, &q->since);
	if (!rc && o->limit)
		rc = ch_ui_number(ui, "--limit", o->limit, &q->limit);
	if (!rc && o->limit && !q->limit)
		return ch_ui_usage(ui, "--limit: none at all?");
	if (!rc && o->fields)
		rc = ch_ui_fields(ui, q->type, o->fields);
	else if (!rc && !ui->verbose)
		rc = ch_columns_for(ui, q->type);
	return rc;
}

static int run(struct ch_ui *ui, void *opt, int argc, char **argv)
{
	CH_AUTO(ch_hub_close) struct ch_store *store = NULL;
	struct ch_where where[WHERE_MAX];
	struct ch_query q = { 0 };
	int rc;

	if (argc != 1)
		return ch_ui_usage(ui, "which type of record?");
	rc = ch_hub_type(ui, argv[0], &q.type);
	if (!rc)
		rc = ch_hub_open(ui, &store, CH_STORE_READ);
	if (!rc)
		rc = make_query(ui, store, opt, &q, where);
	if (!rc)
		rc = ch_print_query(ui, store, &q);
	return rc;
}

static const struct ch_verb verbs[] = {
	{ "", "TYPE", "Print the records of a type, in order of arrival",
	  options, parse, CH_TAKES_STORE | CH_TAKES_KNOWN | CH_TAKES_EXIT,
	  run },
	{ 0 }
};

static const struct ch_prog prog = {
	"ch-get", "records out, by type and field", verbs, sizeof(struct opts)
};

int main(int argc, char **argv)
{
	return ch_main(&prog, argc, argv);
}
