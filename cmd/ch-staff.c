/* ch-staff - the people and services that use the hub. */
#include "base/moment.h"
#include "care/people/names.h"
#include "hub/listing.h"
#include "hub/verb.h"
#include "hub/writing.h"

struct opts {
	const char *login, *role, *cover, *kind;
	struct ch_given until, from;
	bool back, all;
};

#define AT(field) offsetof(struct opts, field)

static const struct ch_option add_options[] = {
	{ "login", 'l', "NAME", "the Unix login that they use", AT(login) },
	{ "role", 'r', "NAME", "their role: nurse, care-manager, chw ...",
	  AT(role) },
	{ "kind", 0, "{person|service|outside}", "who acts (default: person); "
	  "cron runs as a service", AT(kind) },
	{ 0 }
};

static const struct ch_option list_options[] = {
	{ "all", 0, NULL, "also practitioners outside, and those who left",
	  AT(all) },
	{ "role", 'r', "NAME", "only those in this role", AT(role) },
	{ 0 }
};

static const struct ch_option away_options[] = {
	{ "from", 0, "DATE", "away from DATE (default: now)", AT(from) },
	{ "until", 0, "DATE", "away until DATE", AT(until) },
	{ "cover", 0, "NAME", "the login of who covers", AT(cover) },
	{ "back", 0, NULL, "back again", AT(back) },
	{ 0 }
};

static int run_add(struct ch_ui *ui, struct ch_store *store, void *opt,
		   int argc, char **argv)
{
	const struct opts *o = opt;
	struct ch_row row;

	if (!o->login)
		return ch_ui_usage(ui, "--login NAME: by which Unix login?");
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
	return ch_write_one(ui, store, &row);
}

static const struct ch_filter filters[] = {
	{ "role", CH_IS, AT(role) },
	{ "kind", CH_BUT, AT(all), "outside" },
	{ "active", CH_BUT, AT(all), "false" },
	{ 0 }
};

static const struct ch_list here = { .type = "staff",
				     .order = "fold(family), fold(given), id",
				     .filters = filters };

static int run_role(struct ch_ui *ui, struct ch_store *store, void *opt,
		    int argc, char **argv)
{
	struct ch_row row;
	int64_t id = 0;
	int rc = ch_staff_find(store, argv[0], &id, &ui->err);

	(void)opt, (void)argc;
	if (rc)
		return rc;
	ch_row_start(&row, ch_type_find("staff"));
	ch_row_int(&row, 0, id);
	ch_row_put_text(&row, "role", argv[1]);
	return ch_write_one(ui, store, &row);
}

static int fill_away(struct ch_ui *ui, struct ch_store *store,
		     const struct opts *o, struct ch_row *row)
{
	int64_t from = o->from.text ? ch_hub_begin(o->from.v) : ui->now;
	int64_t until = ch_hub_begin(o->until.v), cover;
	int rc;

	if (o->back) {
		ch_row_null(row, ch_field(row->type, "away_from"));
		ch_row_null(row, ch_field(row->type, "away_until"));
		ch_row_null(row, ch_field(row->type, "cover"));
		return 0;
	}
	ch_row_put_int(row, "away_from", from);
	if (until)
		ch_row_put_int(row, "away_until", until);
	if (until && until <= from)
		return ch_ui_usage(ui, "--until is not after --from");
	rc = o->cover ? ch_staff_find(store, o->cover, &cover, &ui->err) : 0;
	if (!rc && o->cover)
		ch_row_put_int(row, "cover", cover);
	return rc;
}

static int run_away(struct ch_ui *ui, struct ch_store *store, void *opt,
		    int argc, char **argv)
{
	struct ch_row row;
	int64_t id = 0;
	int rc = ch_staff_find(store, argv[0], &id, &ui->err);

	(void)argc;
	if (rc)
		return rc;
	ch_row_start(&row, ch_type_find("staff"));
	ch_row_int(&row, 0, id);
	rc = fill_away(ui, store, opt, &row);
	return rc ? rc : ch_write_one(ui, store, &row);
}

static int run_who(struct ch_ui *ui, struct ch_store *store, void *opt,
		   int argc, char **argv)
{
	struct ch_row row;
	int rc;

	(void)opt, (void)argc, (void)argv;
	if (!store->staff)
		return ch_fail(&ui->err, CH_ENOENT, "login %s is no staff of "
			       "this hub; an admin types: ch-staff add "
			       "FAMILY-NAME --login %s", store->actor,
			       store->actor);
	rc = ch_store_get(store, ch_type_find("staff"), store->staff, &row,
			  &ui->err);
	return rc ? rc : ch_ui_row(ui, &row);
}

static const struct ch_verb verbs[] = {
	{ "add", "NAME [NAME]", "Add a person or service, or change one",
	  add_options, CH_WRITE | CH_DRY, "write:staff", run_add },
	{ "list", "", "List those who use the hub", list_options, CH_READS,
	  "read:staff", ch_list_run, &here },
	{ "role", "NAME NAME", "Give somebody a role: LOGIN ROLE", NULL,
	  CH_WRITE | CH_DRY, "write:staff", run_role },
	{ "away", "NAME", "Say that somebody is away, and who covers",
	  away_options, CH_WRITE | CH_DRY, "write:staff", run_away },
	{ "who", "", "Say who you are to the hub", NULL, CH_READ, NULL,
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
