/* hub.c - what every program does before its own work: open the hub. */
#include <pwd.h>
#include <unistd.h>

#include "base/moment.h"
#include "care/people/names.h"
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

/* A day, month or year means its first moment in the hub's zone, or with
 * `end` its last. */
static int64_t edge_of_day(int64_t m, bool end)
{
	int64_t year, day = ch_moment_day(m);
	int month, d;

	ch_civil_of_days(day, &year, &month, &d);
	if (end && ch_moment_said(m) == CH_SAID_YEAR)
		day = ch_days_of_civil(year + 1, 1, 1);
	else if (end && ch_moment_said(m) == CH_SAID_MONTH)
		day = ch_days_of_civil(year + month / 12, month % 12 + 1, 1);
	else if (end)
		day++;
	return ch_moment_local(ch_moment_civil(day, 0, 0, 0) - end);
}

static int read_moment(struct ch_ui *ui, const char *expr, bool end,
		       int64_t *out)
{
	int rc = ch_moment_words(expr, ui->now, out, &ui->err);

	if (!rc && ch_moment_said(*out) <= CH_SAID_DAY)
		*out = edge_of_day(*out, end);
	return rc;
}

int ch_hub_moment(struct ch_ui *ui, const char *expr, int64_t *out)
{
	return read_moment(ui, expr, false, out);
}

int ch_hub_stop_clock(struct ch_ui *ui, ch_clock *clock, void **ctx)
{
	static int64_t stopped;
	int rc;

	if (!ui->ch_now)
		return 0;
	rc = ch_hub_moment(ui, ui->ch_now, &stopped);
	if (rc)
		return rc;
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
	rc = ch_hub_moment(ui, ui->as_of, &ui->now);
	if (rc)
		return rc;
	/* Whatever its offset, days are the hub's. */
	ui->now = ch_moment_local(ch_moment_instant(ui->now));
	s->as_of = ui->now;
	return 0;
}

static int make_ready(struct ch_ui *ui, struct ch_store *s)
{
	static char program[80];
	int64_t known;
	int rc = ch_zone_set(s->zone, &ui->err);

	/* It was good when the store was made: this machine cannot read it. */
	if (rc == CH_EUSAGE)
		rc = ch_fail(&ui->err, CH_EIO, "the hub's time zone cannot be "
			     "read; is tzdata installed?");
	if (!rc)
		rc = set_clock(ui, s);
	if (rc)
		return rc;
	if (*s->site_dir)
		ui->shelf.dir[1] = s->site_dir;
	snprintf(program, sizeof(program), "%s%s%s", ui->prog->name,
		 *ui->verb->name ? " " : "", ui->verb->name);
	s->program = program;
	s->actor = ch_hub_login();
	s->staff = ch_staff_of_login(s, s->actor);
	ui->name_of = ch_name_of_record;
	ui->name_ctx = s;
	if (!ui->known)
		return 0;
	rc = read_moment(ui, ui->known, true, &known);
	return rc ? rc : ch_store_known(s, known, &ui->err);
}

int ch_hub_open(struct ch_ui *ui, struct ch_store **out,
		enum ch_store_mode mode)
{
	const char *path = NULL;
	int rc = ch_hub_path(ui, &path);

	*out = NULL;
	if (!rc)
		rc = ch_id_start(&ui->err);
	if (!rc)
		rc = ch_store_open(out, path, mode, ui->wait, &ui->err);
	if (!rc)
		rc = make_ready(ui, *out);
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
	int rc;

	*out = ch_type_find(name);
	if (*out && ch_type_stored(*out))
		return 0;
	for (int i = 0; i < ch_types_n; i++)
		ch_buf_addf(&all, " %s", ch_types[i].name);
	rc = ch_ui_usage(ui, "no such record type; there are:%s", all.s);
	ch_buf_free(&all);
	return rc;
}

int ch_hub_word(struct ch_ui *ui, const struct ch_type *type,
		const char *field, const char *option, const char *word)
{
	const char *const *words = type->field[ch_field(type, field)].words;
	struct ch_buf all = CH_BUF_INIT;
	int rc;

	for (int i = 0; words[i]; i++) {
		if (!strcmp(words[i], word)) {
			ch_buf_free(&all);
			return 0;
		}
		ch_buf_addf(&all, " %s", words[i]);
	}
	rc = ch_ui_usage(ui, "--%s: one of%s", option, all.s);
	ch_buf_free(&all);
	return rc;
}

int ch_hub_patient(struct ch_ui *ui, struct ch_store *store, const char *text,
		   size_t n, const struct ch_row *row, int64_t *patient)
{
	static const struct ch_type *type;
	int rc;

	if (!type)
		type = ch_type_find("patient");
	if (row && row->type == type && ch_row_has(row, 0)) {
		*patient = row->v[0].i;
		return 0;
	}
	if (row && ch_row_has(row, row->type->patient)) {
		*patient = row->v[row->type->patient].i;
		return 0;
	}
	if (row)
		return ch_fail(&ui->err, CH_EDATA, "a %s record that is about "
			       "no patient", row->type->name);
	rc = ch_store_find(store, type, text, n, patient, &ui->err);
	/* Numbers that mean something stay out of argv. */
	if ((rc == CH_ENOENT || rc == CH_EUSAGE) && ui->from_stdin)
		rc = ch_patient_by_identifier(store, text, n, patient,
					      &ui->err);
	return rc;
}
