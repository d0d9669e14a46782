/* ch-staff - the people and services that use the hub. */
#include "base/moment.h"
#include "care/people/names.h"
#include "hub/hub.h"
#include "hub/writing.h"

struct opts {
	const char *login, *role, *until, *from, *cover, *kind;
	bool back, all;
};

enum { OPT_UNTIL = 256, OPT_FROM, OPT_COVER, OPT_BACK, OPT_ALL, OPT_KIND };

static const struct argp_option add_options[] = {
	{ "login", 'l', "NAME", 0, "the Unix login that they use", 0 },
	{ "role", 'r', "NAME", 0, "their role: nurse, care-manager, chw ...",
	  0 },
	{ "kind", OPT_KIND, "{person|service|outside}", 0, "who acts "
	  "(default: person); cron runs as a service", 0 },
	{ 0 }
};

static const struct argp_option list_options[] = {
	{ "all", OPT_ALL, 0, 0, "also practitioners outside, and those who "
	  "left", 0 },
	{ "role", 'r', "NAME", 0, "only those in this role", 0 },
	{ 0 }
};

static const struct argp_option away_options[] = {
	{ "from", OPT_FROM, "DATE", 0, "away from DATE (default: now)", 0 },
	{ "until", OPT_UNTIL, "DATE", 0, "away until DATE", 0 },
	{ "cover", OPT_COVER, "NAME", 0, "the login of who covers", 0 },
	{ "back", OPT_BACK, 0, 0, "back again", 0 },
	{ 0 }
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct opts *o = state->input;

	switch (key) {
	case 'l':
		o->login = arg;
		return 0;
	case 'r':
		o->role = arg;
		return 0;
	case OPT_KIND:
		o->kind = arg;
		return 0;
	case OPT_UNTIL:
		o->until = arg;
		return 0;
	case OPT_FROM:
		o->from = arg;
		return 0;
	case OPT_COVER:
		o->cover = arg;
		return 0;
	case OPT_BACK:
		o->back = true;
		return 0;
	case OPT_ALL:
		o->all = true;
		return 0;
	}
	return ARGP_ERR_UNKNOWN;
}

static const char columns[] = "family:Name given:Given role:Role login:Login "
	"kind:Kind away_until:Away_until id:Id";

static int run_add(struct ch_ui *ui, void *opt, int argc, char **argv)
{
	CH_AUTO(ch_hub_close) struct ch_store *store = NULL;
	const struct opts *o = opt;
	struct ch_row row;
	int rc;

	if (argc < 1 || argc > 2)
		return ch_ui_usage(ui, "who? FAMILY-NAME [GIVEN-NAME]");
	if (!o->login)
		return ch_ui_usage(ui, "--login NAME: by which Unix login?");
	rc = ch_hub_open(ui, &store, CH_STORE_WRITE);
	if (rc)
		return rc;
	ch_row_start(&row, ch_type_find("staff"));
	ch_row_int(&row, 0, ch_staff_id(store, o->login));
	ch_row_put_text(&row, "origin", o->login);
	ch_row_put_text(&row, "login", o->login);
	ch_row_put_text(&row, "family", argv[0]);
	if (argc == 2)
		ch_row_put_text(&row, "given", argv[1]);
	ch_row_put_text(&row, "kind", o->kind ? o->kind : "person");
	if (o->role)
		ch_row_put_text(&row, "role", o->role);
	ch_row_put_int(&row, "active", 1);
	ch_ui_columns(ui, columns);
	return ch_write_one(ui, store, &row);
}

static int run_list(struct ch_ui *ui, void *opt, int argc, char **argv)
{
	CH_AUTO(ch_hub_close) struct ch_store *store = NULL;
	const struct ch_type *type = ch_type_find("staff");
	const struct opts *o = opt;
	struct ch_where where[3];
	struct ch_query q = { .type = type, .where = where,
			      .order = "family, given, id" };
	int rc;

	(void)argv;
	if (argc)
		return ch_ui_usage(ui, "list takes no operands");
	if (!o->all) {
		where[q.n++] = (struct ch_where){ ch_field(type, "kind"),
						  CH_OP_NE, "outside" };
		where[q.n++] = (struct ch_where){ ch_field(type, "active"),
						  CH_OP_NE, "false" };
	}
	if (o->role)
		where[q.n++] = (struct ch_where){ ch_field(type, "role"),
						  CH_OP_EQ, o->role };
	rc = ch_hub_open(ui, &store, CH_STORE_READ);
	ch_ui_columns(ui, columns);
	return rc ? rc : ch_print_query(ui, store, &q);
}

static int run_role(struct ch_ui *ui, void *opt, int argc, char **argv)
{
	CH_AUTO(ch_hub_close) struct ch_store *store = NULL;
	struct ch_row row;
	int64_t id = 0;
	int rc;

	(void)opt;
	if (argc != 2)
		return ch_ui_usage(ui, "who, and which role? LOGIN ROLE");
	rc = ch_hub_open(ui, &store, CH_STORE_WRITE);
	if (!rc)
		rc = ch_staff_find(store, argv[0], &id, &ui->err);
	if (rc)
		return rc;
	ch_row_start(&row, ch_type_find("staff"));
	ch_row_int(&row, 0, id);
	ch_row_put_text(&row, "role", argv[1]);
	ch_ui_columns(ui, columns);
	return ch_write_one(ui, store, &row);
}

static int put_moment(struct ch_ui *ui, struct ch_row *row, const char *field,
		      const char *expr)
{
	int64_t m;
	int rc = ch_hub_moment(ui, expr, &m);

	if (!rc)
		ch_row_put_int(row, field, m);
	return rc;
}

static int fill_away(struct ch_ui *ui, struct ch_store *store,
		     const struct opts *o, struct ch_row *row)
{
	int64_t cover;
	int rc;

	if (o->back) {
		ch_row_null(row, ch_field(row->type, "away_from"));
		ch_row_null(row, ch_field(row->type, "away_until"));
		ch_row_null(row, ch_field(row->type, "cover"));
		return 0;
	}
	rc = put_moment(ui, row, "away_from", o->from ? o->from : "now");
	if (!rc && o->until)
		rc = put_moment(ui, row, "away_until", o->until);
	if (!rc && o->until && ch_row_get_int(row, "away_until") <=
	    ch_row_get_int(row, "away_from"))
		return ch_ui_usage(ui, "--until is not after --from");
	if (!rc && o->cover)
		rc = ch_staff_find(store, o->cover, &cover, &ui->err);
	if (!rc && o->cover)
		ch_row_put_int(row, "cover", cover);
	return rc;
}

static int run_away(struct ch_ui *ui, void *opt, int argc, char **argv)
{
	CH_AUTO(ch_hub_close) struct ch_store *store = NULL;
	struct ch_row row;
	int64_t id = 0;
	int rc;

	if (argc != 1)
		return ch_ui_usage(ui, "who is away? LOGIN");
	rc = ch_hub_open(ui, &store, CH_STORE_WRITE);
	if (!rc)
		rc = ch_staff_find(store, argv[0], &id, &ui->err);
	if (rc)
		return rc;
	ch_row_start(&row, ch_type_find("staff"));
	ch_row_int(&row, 0, id);
	rc = fill_away(ui, store, opt, &row);
	ch_ui_columns(ui, columns);
	return rc ? rc : ch_write_one(ui, store, &row);
}

static int run_who(struct ch_ui *ui, void *opt, int argc, char **argv)
{
	CH_AUTO(ch_hub_close) struct ch_store *store = NULL;
	struct ch_row row;
	int rc;

	(void)opt, (void)argv;
	if (argc)
		return ch_ui_usage(ui, "who takes no operands");
	rc = ch_hub_open(ui, &store, CH_STORE_READ);
	if (rc)
		return rc;
	if (!store->staff)
		return ch_fail(&ui->err, CH_ENOENT, "login %s is no staff of "
			       "this hub; an admin types: ch-staff add "
			       "FAMILY-NAME --login %s", store->actor,
			       store->actor);
	rc = ch_store_get(store, ch_type_find("staff"), store->staff, &row,
			  &ui->err);
	ch_ui_columns(ui, columns);
	return rc ? rc : ch_ui_row(ui, &row);
}

#define WRITES (CH_TAKES_STORE | CH_TAKES_DRY)

static const struct ch_verb verbs[] = {
	{ "add", "NAME [NAME]", "Add a person or service, or change one",
	  add_options, parse, WRITES, run_add },
	{ "list", "", "List those who use the hub", list_options, parse,
	  CH_TAKES_STORE | CH_TAKES_KNOWN, run_list },
	{ "role", "NAME NAME", "Give somebody a role: LOGIN ROLE", NULL, NULL,
	  WRITES, run_role },
	{ "away", "NAME", "Say that somebody is away, and who covers",
	  away_options, parse, WRITES, run_away },
	{ "who", "", "Say who you are to the hub", NULL, NULL, CH_TAKES_STORE,
	  run_who },
	{ 0 }
};

static const struct ch_prog prog = {
	"ch-staff", "people and services of the hub", verbs,
	sizeof(struct opts)
};

int main(int argc, char **argv)
{
	return ch_main(&prog, argc, argv);
}
