/* ch-staff - the people and services that use the hub. */
#include "base/moment.h"
#include "step/make.h"
#include "people/names.h"
#include "base/ids.h"
#include "step/step.h"
#include "care/task/task.h"
#include "care/task/worklist.h"
#include "hub/listing.h"
#include "hub/made.h"
#include "hub/stepping.h"
#include "hub/verb.h"
#include "hub/writing.h"

struct opts {
	const char *login, *role, *cover, *kind, *to;
	struct ch_given until, from, days;
	bool back, all, hand_over, cancel;
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
	{ "hand-over", 0, NULL, "who covers gets their open tasks",
	  AT(hand_over) },
	{ "back", 0, NULL, "back again", AT(back) },
	{ 0 }
};

static const struct ch_option leave_options[] = {
	{ "to", 0, "NAME", "who gets their open tasks: a login, role:NAME or "
	  "team:NAME (default: their role)", AT(to) },
	{ 0 }
};

static const struct ch_option on_call_options[] = {
	{ "from", 0, "DATE", "on call from DATE (required)", AT(from) },
	{ "until", 0, "DATE", "on call until DATE (required)", AT(until) },
	{ "role", 'r', "NAME", "as what (default: their own role)", AT(role) },
	{ "cancel", 0, NULL, "they are not, after all", AT(cancel) },
	{ 0 }
};

static const struct ch_option roster_options[] = {
	{ "role", 'r', "NAME", "only this role's", AT(role) },
	{ "days", 0, "N", "so many days ahead (default: 14)", AT(days) },
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

/* ---- their work goes to others ---- */

struct handing {
	struct ch_store *store;
	struct ch_row row;		/* of whoever gives */
	struct ch_step_to to;
	bool hands;
	struct ch_ids tasks;
	struct ch_made made;
};

static int note_task(void *ctx, const struct ch_row *row, struct ch_err *err)
{
	struct handing *h = ctx;

	return ch_ids_add(&h->tasks, row->v[0].i, err);
}

static int hand_over(struct ch_ui *ui, void *ctx)
{
	struct handing *h = ctx;
	const struct ch_worklist theirs = {
		.now = ui->now, .mine = true, .owner = h->row.v[0].i,
		.ahead = true,
	};
	const struct ch_step_how how = { .now = ui->now, .to = h->to };
	const struct ch_put_how by_hand = { .source = "hub", .verb = true };
	enum ch_did did;
	int rc = ch_put(h->store, &h->row, &by_hand, &did, &ui->err);

	if (!rc)
		rc = ch_made_add(&h->made, h->row.type, h->row.v[0].i, did,
				 &ui->err);
	if (!rc && h->hands)
		rc = ch_worklist_read(h->store, &theirs, note_task, h,
				      &ui->err);
	for (size_t i = 0; i < h->tasks.n && !rc; i++) {
		int64_t when;

		rc = ch_step_take(h->store, ch_type_find("task"),
				  ch_step_find(ch_task_steps, "assign"), &how,
				  h->tasks.id[i], ch_made_note, &h->made,
				  &when, &ui->err);
	}
	return rc;
}

static int run_handing(struct ch_ui *ui, struct ch_store *store,
		       struct handing *h)
{
	int rc = ch_made_run(ui, store, &h->made, hand_over, h);

	ch_ids_free(&h->tasks);
	ch_made_free(&h->made);
	return rc;
}

/* Back to the pool of their role, unless somebody else gets it. */
static int run_leave(struct ch_ui *ui, struct ch_store *store, void *opt,
		     int argc, char **argv)
{
	const struct opts *o = opt;
	struct handing h = { .store = store, .hands = true };
	struct ch_row was;
	char role[64];
	int64_t id;
	int rc = ch_staff_find(store, argv[0], &id, &ui->err);

	(void)argc;
	if (!rc && o->to)
		rc = ch_step_whom(ui, store, o->to, &h.to);
	if (!rc)
		rc = ch_store_get(store, ch_type_find("staff"), id, &was,
				  &ui->err);
	if (rc)
		return rc;
	snprintf(role, sizeof(role), "%.*s",
		 (int)ch_row_get_text(&was, "role").n,
		 ch_row_get_text(&was, "role").s ?
		 ch_row_get_text(&was, "role").s : "");
	if (!o->to && !*role)
		return ch_ui_usage(ui, "they have no role: who gets their "
				   "tasks? --to NAME");
	if (!o->to)
		h.to.role = role;
	ch_row_start(&h.row, was.type);
	ch_row_int(&h.row, 0, id);
	ch_row_put_int(&h.row, "active", 0);
	return run_handing(ui, store, &h);
}

static int run_away(struct ch_ui *ui, struct ch_store *store, void *opt,
		    int argc, char **argv)
{
	const struct opts *o = opt;
	struct handing h = { .store = store, .hands = o->hand_over };
	int64_t id = 0;
	int rc = ch_staff_find(store, argv[0], &id, &ui->err);

	(void)argc;
	if (rc)
		return rc;
	if (o->hand_over && !o->cover)
		return ch_ui_usage(ui, "--hand-over: to whom? --cover NAME");
	ch_row_start(&h.row, ch_type_find("staff"));
	ch_row_int(&h.row, 0, id);
	rc = fill_away(ui, store, opt, &h.row);
	h.to.owner = ch_row_get_int(&h.row, "cover");
	return rc ? rc : run_handing(ui, store, &h);
}

static int run_on_call(struct ch_ui *ui, struct ch_store *store, void *opt,
		       int argc, char **argv)
{
	const struct opts *o = opt;
	int64_t from = ch_hub_begin(o->from.v);
	int64_t until = ch_hub_begin(o->until.v);
	char when[128];
	struct ch_row row;
	int64_t id = 0;
	int rc = ch_staff_find(store, argv[0], &id, &ui->err);

	(void)argc;
	if (rc)
		return rc;
	if (!from || until <= from)
		return ch_ui_usage(ui, "when? --from DATE --until DATE, which "
				   "is later");
	snprintf(when, sizeof(when), "%lld %lld %s",
		 (long long)ch_moment_seconds(from),
		 (long long)ch_moment_seconds(until), o->role ? o->role : "");
	ch_row_start(&row, ch_type_find("oncall"));
	ch_row_int(&row, 0, ch_make_id(store, row.type, "on-call", "staff", id,
				       when));
	ch_row_put_int(&row, "staff", id);
	if (o->role)
		ch_row_put_text(&row, "role", o->role);
	ch_row_put_int(&row, "at", from);
	ch_row_put_int(&row, "until", until);
	ch_row_put_text(&row, "status", o->cancel ? "cancelled" : "active");
	return ch_write_one(ui, store, &row);
}

static int print_stretch(void *ctx, const struct ch_stretch *s,
			 struct ch_err *err)
{
	struct ch_ui *ui = ctx;
	const struct ch_cell cells[] = {
		ch_cell_text("role", s->role),
		ch_cell_text("state", !s->on ? "gap" : s->on > 1 ? "overlap" :
			     "covered"),
		ch_cell_given("at", CH_AS_MOMENT, ch_moment_local(s->from)),
		ch_cell_given("until", CH_AS_MOMENT,
			      ch_moment_local(s->until)),
		ch_cell_text("who", s->names),
	};

	(void)err;
	ui->missed |= !s->on;
	return ch_ui_cells(ui, "roster", cells, CH_COUNT(cells));
}

static int run_roster(struct ch_ui *ui, struct ch_store *store, void *opt,
		      int argc, char **argv)
{
	const struct opts *o = opt;
	int64_t now = ch_moment_seconds(ui->now);
	int64_t days = o->days.text ? o->days.v : 14;
	struct ch_rota rota = { NULL };
	int rc = days > 3660 ? ch_ui_usage(ui, "--days: ten years at most") :
		ch_roster_read(store, o->role, &rota, &ui->err);

	(void)argc, (void)argv;
	if (!rc)
		rc = ch_rota_each(&rota, now, now + days * 86400,
				  print_stretch, ui, &ui->err);
	ch_rota_free(&rota);
	return rc;
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
	{ "leave", "NAME", "Say that somebody left, and who gets their tasks",
	  leave_options, CH_WRITE | CH_DRY, "write:staff", run_leave },
	{ "on-call", "NAME", "Put somebody on a roster", on_call_options,
	  CH_WRITE | CH_DRY, "write:oncall", run_on_call },
	{ "roster", "", "List who is on call when, with gaps and overlaps",
	  roster_options, CH_READ | CH_EXIT, "read:oncall", run_roster },
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
