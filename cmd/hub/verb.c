/* verb.c - opens what a verb needs, reads what its options name, runs it. */
#include "hub/operand.h"
#include "hub/verb.h"

/* Both: to read, unless an operand in brackets is given. */
static enum ch_store_mode mode_of(const struct ch_verb *verb, int argc)
{
	int least, most;

	if (!(verb->needs & CH_WRITE))
		return CH_STORE_READ;
	ch_ui_operand_range(verb, &least, &most);
	return verb->needs & CH_READ && argc == least ? CH_STORE_READ :
		CH_STORE_WRITE;
}

/* What only the open hub can tell of an option. */
static int read_option(struct ch_ui *ui, struct ch_store *store,
		       const struct ch_option *o, void *opt)
{
	struct ch_given *given = (struct ch_given *)((char *)opt + o->at);
	const char *arg = o->arg ? o->arg : "", *slash = strchr(arg, '/');
	const struct ch_type *type = slash && !strcmp(slash, "/ID") ?
		ch_type_find_n(arg, (size_t)(slash - arg)) : NULL;

	if (type && given->text)
		return ch_operand_record(ui, store, type, given->text,
					 strlen(given->text), NULL, &given->v);
	if ((strcmp(arg, "DATE") && strcmp(arg, "ID")) || !given->text)
		return 0;
	if (!strcmp(arg, "DATE"))
		return ch_hub_date(ui, o->name, given->text, 0, &given->v);
	return ch_operand_patient(ui, store, given->text, strlen(given->text),
			      NULL, &given->v);
}

static int call(struct ch_ui *ui, void *opt, int argc, char **argv)
{
	CH_AUTO(ch_hub_close) struct ch_store *store = NULL;
	const struct ch_verb *verb = ui->verb;
	const struct ch_option *o = verb->options;
	int rc = 0;

	if (verb->needs & (CH_READ | CH_WRITE))
		rc = ch_hub_open(ui, &store, mode_of(verb, argc));
	for (; store && !rc && o && o->name; o++)
		rc = read_option(ui, store, o, opt);
	return rc ? rc : verb->run(ui, store, opt, argc, argv);
}

int ch_main(const struct ch_prog *prog, int argc, char **argv)
{
	return ch_ui_main(prog, argc, argv, call);
}
