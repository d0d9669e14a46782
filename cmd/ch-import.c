/* ch-import - feeds in: FHIR and CSV files, their maps, batches, refusals. */
#include "hub/listing.h"
#include "hub/loading.h"
#include "hub/verb.h"
#include "hub/writing.h"
#include "load/retry.h"
#include "load/undo.h"

#define SOURCE_MAX 64

struct opts {
	const char *source, *map, *delimiter, *encoding, *parser, *reason;
	struct ch_given chunk;
	bool again, accept, all, explain;
};

#define AT(field) offsetof(struct opts, field)

#define LOAD \
	{ "source", 'S', "NAME", "the feed's name: ids are made from it", \
	  AT(source) }, \
	{ "chunk", 0, "N", "commit every N records, for a load beside people " \
	  "at work (else all or nothing)", AT(chunk) }, \
	{ "again", 0, NULL, "read files, too, that a finished batch holds " \
	  "already", AT(again) }, \
	{ "accept", 0, NULL, "changed identities and patients are right: " \
	  "believe them", AT(accept) }, \
	{ "explain", 0, NULL, "print what was said and no map reads, by path", \
	  AT(explain) }

#define ENCODING \
	{ "encoding", 0, "NAME", "the files' encoding, such as windows-1252, " \
	  "where it is not UTF-8", AT(encoding) }

static const struct ch_option fhir_options[] = {
	LOAD,
	{ "parser", 0, "{fast|jansson}", "who reads the JSON", AT(parser) },
	{ 0 }
};

static const struct ch_option csv_options[] = {
	LOAD,
	{ "map", 'm', "NAME", "a map's name or file, a record type, or auto: "
	  "by the heading", AT(map) },
	{ "delimiter", 0, "TEXT", "the character that separates the cells, or "
	  "tab, whatever the map says", AT(delimiter) },
	ENCODING,
	{ 0 }
};

static const struct ch_option hsds_options[] = { LOAD, ENCODING, { 0 } };

static const struct ch_option reject_options[] = {
	{ "all", 0, NULL, "also those that are done or dropped", AT(all) },
	{ "reason", 0, "NAME", "only for this reason", AT(reason) },
	{ 0 }
};

static const struct ch_option drop_options[] = {
	{ "reason", 0, "NAME", "only those refused for this reason",
	  AT(reason) },
	{ 0 }
};

static const struct ch_option retry_options[] = {
	{ "accept", 0, NULL, "changed identities and patients are right: "
	  "believe them", AT(accept) },
	{ "reason", 0, "NAME", "only those refused for this reason",
	  AT(reason) },
	{ 0 }
};

/* ---- feeds in ---- */

static int load(struct ch_ui *ui, struct ch_store *store,
		const struct opts *o, int argc, char **argv,
		int (*import)(struct ch_import *, struct ch_store *,
			      struct ch_row *, struct ch_err *))
{
	struct ch_row batch = { 0 };
	struct ch_import job;
	int rc;

	if (!o->source || !*o->source)
		return ch_ui_usage(ui, "which source? --source NAME");
	if (strlen(o->source) > SOURCE_MAX)
		return ch_ui_usage(ui, "--source is a name of at most %d "
				   "bytes", SOURCE_MAX);
	ch_loading_start(ui, &job, argv, argc);
	job.how.source = o->source;
	job.how.chunk = (long)o->chunk.v;
	job.how.again = o->again;
	job.how.accept_identity = o->accept;
	job.parser = o->parser && *o->parser == 'j' ? CH_FHIR_JANSSON :
		CH_FHIR_FAST;
	job.map = o->map;
	job.delimiter = o->delimiter;
	job.encoding = o->encoding;
	rc = ch_loading_end(ui, &batch, o->explain,
			    import(&job, store, &batch, &ui->err));
	ch_import_free(&job);
	return rc;
}

static int run_fhir(struct ch_ui *ui, struct ch_store *store, void *opt,
		    int argc, char **argv)
{
	return load(ui, store, opt, argc, argv, ch_import_fhir);
}

static int run_csv(struct ch_ui *ui, struct ch_store *store, void *opt,
		   int argc, char **argv)
{
	const struct opts *o = opt;

	if (!o->map)
		return ch_ui_usage(ui, "which map? --map NAME; `ch-import "
				   "maps` lists them");
	return load(ui, store, opt, argc, argv, ch_import_csv);
}

static int run_hsds(struct ch_ui *ui, struct ch_store *store, void *opt,
		    int argc, char **argv)
{
	return load(ui, store, opt, argc, argv, ch_import_hsds);
}

/* ---- maps ---- */

static int list_maps(struct ch_ui *ui, const char *room)
{
	struct ch_book *book = NULL;
	size_t n;
	int rc = ch_shelf_list(&ui->shelf, room, ".map", &book, &n, &ui->err);

	for (size_t i = 0; i < n && !rc; i++) {
		struct ch_map *map = NULL;

		rc = ch_map_load(&map, book[i].path, &ui->err);
		if (rc)
			break;
		const struct ch_cell cell[] = {
			ch_cell_text("format", ch_map_format(map)),
			ch_cell_text("name", book[i].name),
			ch_cell_text("sha256", ch_map_hash(map)),
			ch_cell_text("file", book[i].path),
		};

		rc = ch_ui_cells(ui, "map", cell, CH_COUNT(cell));
		ch_map_free(&map);
	}
	free(book);
	return rc;
}

struct checked {
	struct ch_ui *ui;
	const char *file;
};

static void bad_example(void *ctx, int line, const char *words)
{
	const struct checked *c = ctx;

	ch_ui_warn(c->ui, "%s:%d: %s", c->file, line, words);
}

static int check_map(struct ch_ui *ui, const char *name)
{
	struct checked c = { ui, name };
	struct ch_map *map = NULL;
	int ran = 0, failed;
	int rc = ch_import_csv_map(&map, &ui->shelf, name, &ui->err);

	if (rc)
		return rc;
	failed = ch_map_check(map, &ran, bad_example, &c);
	ch_map_free(&map);
	if (failed)
		return ch_fail(&ui->err, CH_EDATA, "%s: %d of %d examples give"
			       " other records", name, failed, ran);
	ch_ui_count(ui, "%s: %d examples, all as they should be", name, ran);
	return 0;
}

/* A store, where there is one, knows of the site's own maps. */
static int run_maps(struct ch_ui *ui, struct ch_store *store, void *opt,
		    int argc, char **argv)
{
	CH_AUTO(ch_hub_close) struct ch_store *site = NULL;
	int rc = ui->store ? ch_hub_open(ui, &site, CH_STORE_READ) : 0;

	(void)store, (void)opt;
	if (rc)
		return rc;
	if (argc && strcmp(argv[0], "check"))
		return ch_ui_usage(ui, "maps, or maps check FILE...");
	if (argc == 1)
		return ch_ui_usage(ui, "which maps are to be checked?");
	for (int i = 1; i < argc && !rc; i++)
		rc = check_map(ui, argv[i]);
	if (argc || rc)
		return rc;
	rc = list_maps(ui, "maps/fhir");
	return rc ? rc : list_maps(ui, "maps/csv");
}

/* ---- what came in ---- */

static const struct ch_list batches = { .type = "batch" };

static int run_rejects(struct ch_ui *ui, struct ch_store *store, void *opt,
		       int argc, char **argv)
{
	const struct ch_type *type = ch_type_find("reject");
	const struct opts *o = opt;
	struct ch_where where[3];
	struct ch_query q = { .type = type, .where = where };
	char hex[CH_ID_HEX];
	int64_t batch;
	int rc = 0;

	if (argc == 1) {
		rc = ch_retry_batch(store, argv[0], &batch, &ui->err);
		ch_id_print(rc ? 1 : batch, hex);
		where[q.n++] = (struct ch_where){ ch_field(type, "load"),
						  CH_OP_EQ, hex };
	}
	if (!o->all)
		where[q.n++] = (struct ch_where){ ch_field(type, "status"),
						  CH_OP_EQ, "waiting" };
	if (o->reason)
		where[q.n++] = (struct ch_where){ ch_field(type, "reason"),
						  CH_OP_EQ, o->reason };
	if (!rc)
		rc = ch_ui_fields(ui, type, "id,load,file,line,col,kind,field,"
				  "reason,status,about,at,source");
	return rc ? rc : ch_print_query(ui, store, &q);
}

static int run_retry(struct ch_ui *ui, struct ch_store *store, void *opt,
		     int argc, char **argv)
{
	const struct opts *o = opt;
	struct ch_retry retry = { .reason = o->reason };
	struct ch_row batch = { 0 };
	struct ch_import job;
	int rc = ch_retry_batch(store, argv[0], &retry.batch, &ui->err);

	(void)argc;
	if (rc)
		return rc;
	do {
		ch_loading_start(ui, &job, NULL, 0);
		job.how.keep_going = true;
		job.how.accept_identity = o->accept;
		rc = ch_retry_run(&retry, &job, store, &batch, &ui->err);
		rc = ch_loading_end(ui, &batch, false, rc);
		ch_import_free(&job);
	} while (retry.more && !ui->dry_run && (!rc || rc == CH_EDATA));
	ch_retry_free(&retry);
	return rc;
}

static int run_drop(struct ch_ui *ui, struct ch_store *store, void *opt,
		    int argc, char **argv)
{
	const struct opts *o = opt;
	int64_t batch, n = 0;
	int rc = ch_retry_batch(store, argv[0], &batch, &ui->err);

	(void)argc;
	if (!rc)
		rc = ch_retry_drop(store, batch, o->reason, &n, &ui->err);
	const struct ch_cell cell = ch_cell_int("dropped", n);

	return rc ? rc : ch_ui_cells(ui, "dropped", &cell, 1);
}

static void in_the_way(void *ctx, const char *words)
{
	ch_ui_warn(ctx, "%s", words);
}

static int run_undo(struct ch_ui *ui, struct ch_store *store, void *opt,
		    int argc, char **argv)
{
	struct ch_undo undo = { .dry_run = ui->dry_run, .ctx = ui,
				.in_the_way = in_the_way,
				.whose = in_the_way };
	struct ch_row batch;
	int rc = !strcmp(argv[0], "last") ? 0 :
		ch_retry_batch(store, argv[0], &undo.batch, &ui->err);

	(void)opt, (void)argc;
	if (!rc)
		rc = ch_undo_run(&undo, store, &ui->err);
	if (!rc)
		rc = ch_store_get(store, ch_type_find("batch"), undo.batch,
				  &batch, &ui->err);
	if (!rc && ui->quiet)
		ch_ui_count(ui, "%lld records gone, %lld as before",
			    (long long)undo.removed,
			    (long long)undo.reverted);
	else if (!rc)
		rc = ch_ui_row(ui, &batch);
	return rc;
}

static const struct ch_verb verbs[] = {
	{ "fhir", "FILE|DIR|-...", "Read FHIR R4 resources and Bundles",
	  fhir_options, CH_WRITES, "write:feed", run_fhir },
	{ "csv", "FILE|DIR|-...", "Read CSV files by a map", csv_options,
	  CH_WRITES, "write:feed", run_csv },
	{ "hsds", "FILE|DIR|-...", "Read a directory of services (HSDS 1 to 3)",
	  hsds_options, CH_WRITES, "write:feed", run_hsds },
	{ "maps", "[check FILE...]", "List the maps, or run their examples",
	  NULL, CH_NAMED, NULL, run_maps },
	{ "batches", "", "List what came in", NULL, CH_READ, "read:feed",
	  ch_list_run, &batches },
	{ "rejects", "[ID|last]", "List what was refused and waits",
	  reject_options, CH_READ, "read:feed", run_rejects },
	{ "retry", "ID|last", "Read a batch's refused records again",
	  retry_options, CH_WRITE | CH_DRY, "write:feed", run_retry },
	{ "drop", "ID|last", "Set a batch's refused records aside: nobody will "
	  "mend them", drop_options, CH_WRITE, "write:feed", run_drop },
	{ "undo", "ID|last", "Take a batch back, unless later work has built "
	  "on it", NULL, CH_WRITE | CH_DRY, "write:feed", run_undo },
	{ 0 }
};

static const struct ch_prog prog = {
	"ch-import", "feeds in, and what became of them", verbs,
	sizeof(struct opts)
};

int main(int argc, char **argv)
{
	return ch_main(&prog, argc, argv);
}
