/* ch-store - the life of the store: made, checked, copied, brought back. */
#include <unistd.h>

#include "base/moment.h"
#include "hub/verb.h"
#include "store/keep.h"
#include "store/life.h"
#include "store/setting.h"

struct opts {
	const char *zone, *site, *name, *keep;
	bool practice;
};

#define AT(field) offsetof(struct opts, field)

static const struct ch_option init_options[] = {
	{ "zone", 'z', "NAME", "time zone, such as America/New_York",
	  AT(zone) },
	{ "site", 0, "DIR", "the site's own knowledge files", AT(site) },
	{ "name", 0, "NAME", "what the hub is called", AT(name) },
	{ "practice", 0, NULL, "for training, demos and tests: takes its clock "
	  "from CH_NOW, counts test patients", AT(practice) },
	{ 0 }
};

static const struct ch_option backup_options[] = {
	{ "keep", 0, "NAME", "date the copy FILE.TIME and keep so many days, "
	  "weeks and months of them, such as 7d4w12m", AT(keep) },
	{ 0 }
};

/* ---- init ---- */

static int ask_zone(struct ch_ui *ui, char *answer, size_t size)
{
	if (ch_ui_ask(ui, "The hub's time zone (such as America/New_York): ",
		      false, answer, size) && *answer)
		return 0;
	return ch_ui_usage(ui, "which time zone? --zone NAME, such as "
			   "America/New_York");
}

static int run_init(struct ch_ui *ui, struct ch_store *store, void *opt,
		    int argc, char **argv)
{
	struct opts *o = opt;
	struct ch_store_new how = { .zone = o->zone, .name = o->name,
				    .practice = o->practice,
				    .clock = ch_hub_clock,
				    .actor = ch_hub_login() };
	const char *path = NULL;
	char zone[64], *site = NULL;
	int rc = ch_hub_path(ui, &path);

	(void)store, (void)argc, (void)argv;
	if (!rc && !how.zone) {
		rc = ask_zone(ui, zone, sizeof(zone));
		how.zone = zone;
	}
	if (!rc)
		rc = ch_zone_set(how.zone, &ui->err);
	if (!rc && o->practice)
		rc = ch_hub_stop_clock(ui, &how.clock, &how.clock_ctx);
	if (!rc && o->site && !(site = realpath(o->site, NULL)))
		rc = ch_fail_errno(&ui->err, o->site);
	how.site_dir = site;
	if (!rc)
		rc = ch_store_create(path, &how, &ui->err);
	free(site);
	if (!rc)
		ch_ui_count(ui, "%s: made%s", path, o->practice ?
			    ", for practice" : "");
	return rc;
}

/* ---- check ---- */

static void fault(void *ctx, const char *what, const char *words, int64_t n)
{
	ch_ui_warn(ctx, "%s: %s: %lld", what, words, (long long)n);
}

static void note(void *ctx, const char *what, const char *words, int64_t n)
{
	struct ch_ui *ui = ctx;

	if (ui->verbose)
		ch_ui_warn(ui, "note: %s: %s: %lld", what, words,
			   (long long)n);
}

static int run_check(struct ch_ui *ui, struct ch_store *store, void *opt,
		     int argc, char **argv)
{
	struct ch_proof proof;
	int faults, rc = ch_store_check(store, fault, note, ui, &faults,
					&proof, &ui->err);
	const struct ch_cell cell[] = {
		ch_cell_int("records", proof.records),
		ch_cell_int("rows", proof.rows),
		ch_cell_int("erased", proof.erased),
		ch_cell_text("head", proof.head),
		ch_cell_text("total", proof.total),
	};

	(void)opt, (void)argc, (void)argv;
	if (!rc && *store->site_dir &&
	    (rc = ch_shelf_folder(store->site_dir, &ui->err)))
		return rc;
	if (!rc && faults)
		return ch_fail(&ui->err, CH_EDATA, "%s: %d faults",
			       store->path, faults);
	if (rc || ui->quiet)
		return rc;
	ch_ui_count(ui, "%s: whole: the file and its schema are as they were "
		    "made, %lld records as they were written, %lld rows of "
		    "the journal unchanged", store->path,
		    (long long)proof.records, (long long)proof.rows);
	return ch_ui_cells(ui, "check", cell, CH_COUNT(cell));
}

/* ---- backup, restore, upgrade, digest ---- */

static int run_backup(struct ch_ui *ui, struct ch_store *store, void *opt,
		      int argc, char **argv)
{
	const struct opts *o = opt;
	struct ch_keep keep = { 0 };
	char file[4096];
	int removed = 0, rc;

	(void)argc;
	if (o->keep && ch_keep_parse(&keep, o->keep, &ui->err))
		return CH_EUSAGE;
	if (o->keep)
		ch_keep_name(file, sizeof(file), argv[0],
			     store->clock(store->clock_ctx) / 1000);
	else
		snprintf(file, sizeof(file), "%s", argv[0]);
	rc = ch_store_backup(store, file, &ui->err);
	if (!rc && o->keep)
		rc = ch_keep_prune(argv[0], &keep, &removed, &ui->err);
	if (!rc && !ui->quiet)
		ch_ui_count(ui, "%s: copied and checked; %d old copies "
			    "removed", file, removed);
	return rc;
}

static int run_restore(struct ch_ui *ui, struct ch_store *store, void *opt,
		       int argc, char **argv)
{
	const struct ch_doer who = { ch_hub_ready, ui };
	const char *path = NULL;
	char old[4096];
	int rc = ch_hub_path(ui, &path);

	(void)store, (void)opt, (void)argc;
	if (!rc)
		rc = ch_store_restore(path, argv[0], ui->wait, &who, old,
				      &ui->err);
	if (!rc && !ui->quiet)
		ch_ui_count(ui, "%s: restored; sending is held until it is "
			    "released%s%s", path, *old ? "; what was there: " :
			    "", old);
	return rc;
}

static int run_upgrade(struct ch_ui *ui, struct ch_store *store, void *opt,
		       int argc, char **argv)
{
	const struct ch_doer who = { ch_hub_ready, ui };
	const char *path = NULL;
	char backup[4096];
	int64_t from;
	int rc = ch_hub_path(ui, &path);

	(void)store, (void)opt, (void)argc, (void)argv;
	if (!rc)
		rc = ch_store_upgrade(path, ui->wait, &who, backup, &from,
				      &ui->err);
	if (!rc && !*backup) {
		ch_ui_count(ui, "%s: is of this version already", path);
		return 0;
	}
	if (!rc)
		ch_ui_count(ui, "%s: upgraded from version %lld; as it was: "
			    "%s", path, (long long)from, backup);
	return rc;
}

static int run_set(struct ch_ui *ui, struct ch_store *store, void *opt,
		   int argc, char **argv)
{
	(void)opt;
	return ch_setting_change(store, argv[0], argc > 1 ? argv[1] : NULL,
				 &ui->err);
}

static int run_digest(struct ch_ui *ui, struct ch_store *store, void *opt,
		      int argc, char **argv)
{
	char hex[65] = "";
	int rc = ch_store_digest(store, hex, &ui->err);
	const struct ch_cell cell = ch_cell_text("digest", hex);

	(void)opt, (void)argc, (void)argv;
	return rc ? rc : ch_ui_cells(ui, "digest", &cell, 1);
}

static const struct ch_verb verbs[] = {
	{ "init", "", "Make a store; never overwrite one", init_options,
	  CH_NAMED, "admin:store", run_init },
	{ "check", "", "Prove that the store is whole", NULL, CH_READ,
	  "admin:store", run_check },
	{ "backup", "FILE", "Copy the store while it is in use, and check the "
	  "copy", backup_options, CH_WRITE, "admin:store", run_backup },
	{ "restore", "FILE", "Bring a backup back, and hold all sending",
	  NULL, CH_NAMED, "admin:store", run_restore },
	{ "upgrade", "", "Bring a store of an earlier version to this one",
	  NULL, CH_NAMED, "admin:store", run_upgrade },
	{ "set", "NAME [VALUE]", "Change a setting: name, locale, site_dir, "
	  "anchor",
	  NULL, CH_WRITE, "admin:store", run_set },
	{ "digest", "", "Print one number for all that the store holds",
	  NULL, CH_READS, "admin:store", run_digest },
	{ 0 }
};

static const struct ch_prog prog = {
	"ch-store", "the life of the store", verbs, sizeof(struct opts)
};

int main(int argc, char **argv)
{
	return ch_main(&prog, argc, argv);
}
