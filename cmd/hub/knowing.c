/* knowing.c - verbs of knowledge files: list, show, check, approve, test. */
#include "base/file.h"
#include "care/kinds.h"
#include "hub/knowing.h"

#define FILE_MAX (16u << 20)
#define CELLS_MAX 16

/* A verb at work. */
struct knowing {
	struct ch_ui *ui;
	struct ch_store *store;		/* NULL: files are read, not asked */
	const struct ch_knowing *how;
	bool ask, met, run;
	int (*each)(struct knowing *w, struct ch_kind_file *f);
	int broken;		/* the code of the first that is; 0: none */
	int made, found;
};

/* ---- a line ---- */

static struct ch_cell cell(const struct knowing *w,
			   const struct ch_kind_file *f,
			   const struct ch_approval *a, const char *name,
			   size_t n, const char *as)
{
	static const char *const from[] = { "CH_SHARE", "site", "installed" };
	const struct ch_slice column = { name, n };
	const struct {
		const char *name, *text;
	} texts[] = {
		{ "kind", f->kind->name }, { "name", f->book.name },
		{ "title", f->title }, { "sort", f->sort },
		{ "better", f->better }, { "version", f->version },
		{ "status", f->retired ? "retired" : a->at ? "approved" :
			f->settled ? "settled" : w->how->draft },
		{ "by", a->actor }, { "hash", f->hash },
		{ "from", from[f->book.from] }, { "file", f->book.path },
	};

	if (ch_slice_is(column, "at"))
		return ch_cell_given(as, CH_AS_MOMENT, a->at);
	if (ch_slice_is(column, "holds"))
		return ch_cell_int(as, (int64_t)f->holds);
	if (ch_slice_is(column, "short"))
		return ch_cell_slice(as, (struct ch_slice){ f->hash, 12 });
	for (size_t i = 0; i < CH_COUNT(texts); i++)
		if (ch_slice_is(column, texts[i].name))
			return ch_cell_text(as, texts[i].text);
	return ch_cell_text(as, "");
}

static int print(struct knowing *w, struct ch_kind_file *f,
		 const char *columns)
{
	struct ch_cell cells[CELLS_MAX];
	char names[CELLS_MAX][16];
	struct ch_approval approval;
	int n = 0, rc = ch_approval_of(w->store, f->hash, &approval,
				       &w->ui->err);

	while (*columns && n < CELLS_MAX) {
		size_t len = strcspn(columns, " "), name = strcspn(columns,
								   " :");
		size_t skip = name < len ? name + 1 : 0;

		snprintf(names[n], sizeof(names[n]), "%.*s",
			 (int)(len - skip), columns + skip);
		cells[n] = cell(w, f, &approval, columns, name, names[n]);
		n++;
		columns += len + (columns[len] == ' ');
	}
	return rc ? rc : ch_ui_cells(w->ui, w->how->type, cells, n);
}

static int list_one(struct knowing *w, struct ch_kind_file *f)
{
	bool table = w->ui->format == CH_FORMAT_TABLE && !w->ui->verbose;

	return print(w, f, table ? w->how->table : w->how->columns);
}

/* ---- each file ---- */

struct telling {
	struct ch_ui *ui;
	const char *path;
	bool told;
};

static void tell(void *ctx, const char *place, const char *words)
{
	struct telling *t = ctx;

	ch_ui_warn(t->ui, "%s: %s: %s", t->path, place, words);
	t->told = true;
}

/* Errors of a file, not of the store. */
static bool is_files_own(int rc)
{
	return rc == CH_EDATA || rc == CH_ENOENT || rc == CH_EPERM ||
		rc == CH_EIO;
}

/* What cannot be used is named, and the others go on. */
static int do_file(struct knowing *w, const struct ch_knowledge_kind *kind,
		   const struct ch_book *book)
{
	struct telling t = { w->ui, book->path, false };
	struct ch_kind_file f;
	struct ch_err *err = &w->ui->err;
	int rc = ch_kind_read(&f, kind, book, &w->ui->shelf, tell, &t, err);

	if (!rc && w->ask)
		rc = ch_kind_ask(&f, w->store, &w->ui->shelf, w->ui->now,
				 w->met, w->run, err);
	if (is_files_own(rc)) {
		if (!t.told)
			ch_ui_warn(w->ui, "%s", err->msg);
		err->msg[0] = '\0';
		if (!w->broken)
			w->broken = rc;
		rc = 0;
	} else if (!rc && w->each) {
		rc = w->each(w, &f);
	}
	ch_kind_free(&f);
	return rc;
}

static int do_folder(struct knowing *w, const char *folder)
{
	bool any = false;
	int rc = 0;

	for (const struct ch_knowledge_kind *k = ch_kinds; k->name && !rc;
	     k++) {
		struct ch_book *book = NULL;
		size_t n = 0;

		if (folder && strcmp(k->name, folder))
			continue;
		any = true;
		rc = ch_shelf_list(&w->ui->shelf, k->name, k->ending, &book,
				   &n, &w->ui->err);
		/* To run one is to open a session, which does it by itself. */
		w->met = !rc && w->ask && !w->run &&
			ch_kind_meet(k, book, n, w->store, &w->ui->shelf,
				     w->ui->now);
		for (size_t i = 0; i < n && !rc; i++)
			rc = do_file(w, k, &book[i]);
		w->met = false;
		free(book);
	}
	if (!any)
		return ch_fail(&w->ui->err, CH_ENOENT, "%s: no such kind",
			       folder);
	return rc;
}

/* KIND/NAME; or NAME, where the kind is fixed. */
static int find(struct knowing *w, const char *text, struct ch_book *book,
		const struct ch_knowledge_kind **kind)
{
	const char *slash = strchr(text, '/'), *name = slash + 1;
	char folder[64];

	if (w->how->kind) {
		snprintf(folder, sizeof(folder), "%s", w->how->kind);
		name = text;
	} else if (slash) {
		snprintf(folder, sizeof(folder), "%.*s", (int)(slash - text),
			 text);
	} else {
		return ch_ui_usage(w->ui, "%s: not KIND/NAME", text);
	}
	return ch_kind_find(book, kind, &w->ui->shelf, folder, name,
			    &w->ui->err);
}

static int do_names(struct knowing *w, int argc, char **argv)
{
	int rc = 0;

	for (int i = 0; i < argc && !rc; i++) {
		const struct ch_knowledge_kind *kind;
		struct ch_book book;

		rc = find(w, argv[i], &book, &kind);
		if (!rc)
			rc = do_file(w, kind, &book);
	}
	return rc;
}

static int end(struct knowing *w, int rc)
{
	if (rc || !w->broken)
		return rc;
	w->ui->err.msg[0] = '\0';	/* each was named */
	return w->broken;
}

static struct knowing begin(struct ch_ui *ui, struct ch_store *store,
			    int (*each)(struct knowing *w,
					struct ch_kind_file *f))
{
	return (struct knowing){ .ui = ui, .store = store, .each = each,
				 .how = ui->verb->rows, .ask = store != NULL };
}

/* ---- the verbs ---- */

int ch_knowing_list(struct ch_ui *ui, struct ch_store *store, void *opt,
		    int argc, char **argv)
{
	struct knowing w = begin(ui, store, list_one);

	(void)opt;
	return end(&w, do_folder(&w, argc ? argv[0] : w.how->kind));
}

static int show_one(struct knowing *w, struct ch_kind_file *f)
{
	char *text;
	size_t n;
	int rc = ch_file_slurp(f->book.path, FILE_MAX, &text, &n, &w->ui->err);

	if (rc)
		return rc;
	if (w->ui->format == CH_FORMAT_TABLE) {
		rc = ch_ui_text(w->ui, text, n);
	} else {
		const struct ch_cell cells[] = {
			ch_cell_text("kind", f->kind->name),
			ch_cell_text("name", f->book.name),
			ch_cell_text("hash", f->hash),
			ch_cell_text("file", f->book.path),
			ch_cell_slice("text", (struct ch_slice){ text, n }),
		};

		rc = ch_ui_cells(w->ui, w->how->type, cells, CH_COUNT(cells));
	}
	free(text);
	return rc;
}

int ch_knowing_show(struct ch_ui *ui, struct ch_store *store, void *opt,
		    int argc, char **argv)
{
	struct knowing w = begin(ui, store, show_one);

	(void)opt;
	w.ask = false;
	return end(&w, do_names(&w, argc, argv));
}

/* Files by their paths. */
static int do_paths(struct knowing *w, int argc, char **argv)
{
	const struct ch_knowledge_kind *kind = ch_kinds;
	int rc = 0;

	while (strcmp(kind->name, w->how->kind))
		kind++;
	for (int i = 0; i < argc && !rc; i++) {
		struct ch_book book = { .from = 0 };

		snprintf(book.path, sizeof(book.path), "%s", argv[i]);
		rc = do_file(w, kind, &book);
	}
	return rc;
}

int ch_knowing_check(struct ch_ui *ui, struct ch_store *store, void *opt,
		     int argc, char **argv)
{
	struct knowing w = begin(ui, store, NULL);

	(void)opt;
	if (w.how->files)
		return end(&w, do_paths(&w, argc, argv));
	return end(&w, argc ? do_names(&w, argc, argv) :
		   do_folder(&w, w.how->kind));
}

static int test_one(struct knowing *w, struct ch_kind_file *f)
{
	return print(w, f, "kind name version holds hash");
}

int ch_knowing_test(struct ch_ui *ui, struct ch_store *store, void *opt,
		    int argc, char **argv)
{
	struct knowing w = begin(ui, store, test_one);

	(void)opt;
	w.run = true;
	return end(&w, argc ? do_names(&w, argc, argv) :
		   do_folder(&w, w.how->kind));
}

/* ---- approve ---- */

static int approve_one(struct knowing *w, struct ch_kind_file *f)
{
	char what[sizeof(f->book.name) + 64];
	bool made = false;
	int rc;

	snprintf(what, sizeof(what), "%s/%s", f->kind->name, f->book.name);
	rc = ch_approve(w->store, what, f->hash, &made, &w->ui->err);
	w->made += made;
	w->found += !made;
	return rc;
}

int ch_knowing_approve(struct ch_ui *ui, struct ch_store *store, void *opt,
		       int argc, char **argv)
{
	struct knowing w = begin(ui, store, NULL);
	int rc = do_names(&w, argc, argv);

	(void)opt;
	w.ask = false;	/* it was; within a transaction nothing is made */
	if (rc || w.broken)
		return end(&w, rc);
	rc = ch_store_begin(store, &ui->err);
	if (rc)
		return rc;
	w.each = approve_one;
	rc = do_names(&w, argc, argv);
	if (!rc && w.broken)
		rc = end(&w, 0);
	w.each = list_one;
	if (!rc && ui->dry_run && !ui->quiet)
		rc = do_names(&w, argc, argv);
	if (rc || ui->dry_run)
		ch_store_rollback(store);
	else
		rc = ch_store_commit(store, &ui->err);
	if (!rc && ui->quiet)
		ch_ui_count(ui, "%d made, %d found", w.made, w.found);
	else if (!rc && !ui->dry_run)
		rc = do_names(&w, argc, argv);
	return rc;
}
