/* hub.c - what every program does before its own work: open the hub. */
#include <pwd.h>
#include <unistd.h>

#include "base/moment.h"
#include "base/text.h"
#include "people/dead.h"
#include "people/names.h"
#include "hub/hub.h"

int64_t ch_hub_clock(void *ctx)
{
	struct timespec t;

	(void)ctx;
	clock_gettime(CLOCK_REALTIME, &t);
	return t.tv_sec * INT64_C(1000) + t.tv_nsec / 1000000;
}

/* A practice store's clock stands where CH_NOW put it. */
static int64_t stopped_clock(void *ctx)
{
	const int64_t *moment = ctx;

	return ch_moment_seconds(*moment) * 1000 + ch_moment_ms(*moment);
}

/* The file first: it costs less than the C library's services, which do not
 * survive a failed malloc. */
static bool login_of_file(uid_t uid, char *name, size_t size)
{
	FILE *f = fopen("/etc/passwd", "re");
	struct passwd room, *pw = NULL;
	char text[1024];
	bool found = false;

	while (f && !found && !fgetpwent_r(f, &room, text, sizeof(text), &pw))
		found = pw->pw_uid == uid;
	if (found)
		snprintf(name, size, "%s", pw->pw_name);
	if (f)
		fclose(f);
	return found;
}

const char *ch_hub_login(void)
{
	static char name[64];
	struct passwd *pw;

	if (*name || login_of_file(getuid(), name, sizeof(name)))
		return name;
	pw = getpwuid(getuid());
	if (pw)
		snprintf(name, sizeof(name), "%s", pw->pw_name);
	else
		snprintf(name, sizeof(name), "%u", (unsigned)getuid());
	return name;
}

int ch_hub_path(struct ch_ui *ui, const char **path)
{
	if (!ui->store || !*ui->store)
		return ch_ui_usage(ui, "which store? --store FILE, or set "
				   "CH_STORE");
	*path = ui->store;
	return 0;
}

/* A time without a zone is on the hub's clock. */
static int64_t in_zone(int64_t m)
{
	int64_t day = ch_moment_day(m);
	int wall = (int)(ch_moment_seconds(m) - day * 86400);

	if (ch_moment_said(m) <= CH_SAID_DAY || ch_moment_has_zone(m))
		return m;
	return ch_moment_local(ch_moment_civil(day, wall / 3600,
					       wall / 60 % 60, wall % 60));
}

int ch_hub_date(struct ch_ui *ui, const char *option, const char *expr,
		int64_t from, int64_t *out)
{
	bool relative = *expr == '+' || *expr == '-';

	if (ch_moment_words(expr, relative && from ? from : ui->now, out,
			    &ui->err))
		return ch_ui_usage(ui, "--%s: not a date: write 2026-11-22, "
				   "today, monday 9:00, in 3 days, +7d ... "
				   "(ch-dates(7)%s)", option,
				   strchr(expr, '/') ? "; ch-store set locale "
				   "en_US says that months come first" : "");
	*out = in_zone(*out);
	return 0;
}

int64_t ch_hub_begin(int64_t moment)
{
	return !moment || ch_moment_said(moment) > CH_SAID_DAY ? moment :
		ch_moment_local(ch_moment_instant(moment));
}

int ch_hub_stop_clock(struct ch_ui *ui, ch_clock *clock, void **ctx)
{
	static int64_t stopped;

	if (!ui->ch_now)
		return 0;
	if (ch_moment_words(ui->ch_now, ui->now, &stopped, &ui->err))
		return ch_ui_usage(ui, "CH_NOW: not a date (ch-dates(7))");
	stopped = ch_moment_local(ch_moment_instant(stopped));
	*clock = stopped_clock;
	*ctx = &stopped;
	ui->now = stopped;
	return 0;
}

static int set_clock(struct ch_ui *ui, struct ch_store *s)
{
	int rc = 0;

	s->clock = ch_hub_clock;
	ui->now = ch_moment_local(ch_hub_clock(NULL) / 1000);
	if (s->practice)
		rc = ch_hub_stop_clock(ui, &s->clock, &s->clock_ctx);
	/* $CH_NOW comes as --as-of, too: only a practice store minds it. */
	if (rc || !ui->as_of || ui->as_of == ui->ch_now)
		return rc;
	rc = ch_hub_date(ui, "as-of", ui->as_of, 0, &ui->now);
	if (rc)
		return rc;
	/* Whatever its offset, days are the hub's. */
	ui->now = ch_moment_local(ch_moment_instant(ui->now));
	s->as_of = ui->now;
	return 0;
}

/* What was known when a day was over, not when it began. */
static int set_known(struct ch_ui *ui, struct ch_store *s)
{
	int64_t m;
	int rc = ch_hub_date(ui, "known", ui->known, 0, &m);

	if (rc)
		return rc;
	if (ch_moment_said(m) <= CH_SAID_DAY)
		m = ch_moment_local(ch_moment_instant(ch_moment_of_day(
				ch_moment_last_day(m) + 1)) - 1);
	return ch_store_known(s, m, &ui->err);
}

/* Whose names, and by when. */
struct naming {
	struct ch_store *store;
	const struct ch_ui *ui;
	int64_t last;		/* whom it was asked of last, and the answer: */
	bool died;		/* rows of one person stand together */
};

/* Whoever reads the name of somebody who died reads that they did. */
static bool name_of(void *ctx, struct ch_buf *out, const char *type, int64_t id)
{
	struct naming *n = ctx;

	if (!ch_name_of_record(n->store, out, type, id))
		return false;
	if (strcmp(type, "patient"))
		return true;
	if (id != n->last)
		ch_person_died(n->store, id, n->ui->now, &n->died, NULL);
	n->last = id;
	if (n->died)
		ch_buf_adds(out, " (died)");
	return true;
}

/* Without the site's knowledge what is installed would be in force, silently.
 * The store itself, its history and its status can still be looked at. */
static int set_shelf(struct ch_ui *ui, const struct ch_store *s)
{
	static const char *const need_none[] = { "admin:store", "read:journal",
						 "read:status" };

	if (!*s->site_dir)
		return 0;
	ui->shelf.dir[1] = s->site_dir;
	for (size_t i = 0; i < CH_COUNT(need_none); i++)
		if (ui->verb->may && !strcmp(ui->verb->may, need_none[i]))
			return 0;
	return ch_shelf_folder(s->site_dir, &ui->err);
}

int ch_hub_ready(void *ctx, struct ch_store *s, struct ch_err *err)
{
	struct ch_ui *ui = ctx;
	static char program[80];
	static struct naming naming;
	int rc = ch_zone_set(s->zone, err);

	/* It was good when the store was made: this machine cannot read it. */
	if (rc == CH_EUSAGE)
		rc = ch_fail(err, CH_EIO, "the hub's time zone cannot be "
			     "read; is tzdata installed?");
	if (*s->locale)
		ch_moment_order(strstr(s->locale, "_US") ? CH_MONTH_FIRST :
				CH_DAY_FIRST);
	if (!rc)
		rc = set_clock(ui, s);
	if (!rc)
		rc = set_shelf(ui, s);
	if (rc)
		return rc;
	snprintf(program, sizeof(program), "%s%s%s", ui->prog->name,
		 *ui->verb->name ? " " : "", ui->verb->name);
	s->program = program;
	s->actor = ch_hub_login();
	s->staff = ch_staff_of_login(s, s->actor);
	naming = (struct naming){ .store = s, .ui = ui };
	ui->name_of = name_of;
	ui->name_ctx = &naming;
	return ui->known ? set_known(ui, s) : 0;
}

int ch_hub_open(struct ch_ui *ui, struct ch_store **out,
		enum ch_store_mode mode)
{
	const char *path = NULL;
	int rc = ch_hub_path(ui, &path);

	*out = NULL;
	if (!rc)
		rc = ch_store_open(out, path, mode, ui->wait, &ui->err);
	if (!rc)
		rc = ch_hub_ready(ui, *out, &ui->err);
	if (rc)
		ch_store_close(out);
	return rc;
}

void ch_hub_close(struct ch_store **store)
{
	ch_store_close(store);
}

int ch_hub_type(struct ch_ui *ui, const char *name,
		const struct ch_type **out)
{
	struct ch_buf all = CH_BUF_INIT;
	struct ch_near near = { .to = name };
	int rc;

	*out = ch_type_find(name);
	if (*out && ch_type_stored(*out))
		return 0;
	for (int i = 0; i < ch_types_n; i++) {
		ch_buf_addf(&all, " %s", ch_types[i].name);
		ch_near_try(&near, ch_types[i].name);
	}
	rc = ch_ui_usage(ui, "no such record type%s; there are:%s",
			 ch_near_offer(&near), all.s);
	ch_buf_free(&all);
	return rc;
}
