/* kinds.c - every kind of knowledge there is: read, checked, asked alike. */
#include <jansson.h>

#include "base/moment.h"
#include "care/kinds_in.h"
#include "query/cohort.h"
#include "query/heard.h"
#include "query/needs.h"
#include "query/rule.h"
#include "measure/measure.h"
#include "care/plan/template.h"
#include "query/reminder.h"
#include "care/rule/rule_cases.h"
#include "know/ladder.h"

#define YEAR 365

/* ---- queries with a heading ---- */

static void take_heading(struct ch_kind_file *f, const struct ch_knowledge *k)
{
	f->title = k->title;
	f->version = k->version;
	memcpy(f->hash, k->hash, sizeof(f->hash));
}

static void free_heading(void *own)
{
	ch_knowledge_free(own);
}

static int ready(const struct asking *a, const struct ch_knowledge *k,
		 struct ch_err *err)
{
	struct ch_needs needs = { 0 };

	if (a->met)
		return 0;
	ch_needs_add(&needs, k);
	return ch_needs_meet(&needs, a->store, a->shelf, a->now, err);
}

/* Counts the rows, under the file's budget. */
static int count(struct ch_kind_file *f, const struct asking *a,
		 struct ch_stmt *st, struct ch_err *err)
{
	int rc = 0;

	ch_knowledge_budget(a->store, f->own);
	for (f->holds = 0; !(rc = ch_stmt_step(st, err)); f->holds++)
		;
	ch_knowledge_budget(a->store, NULL);
	if (rc == CH_EUSAGE)
		return ch_fail(err, CH_EDATA, "%s: its query cannot be worked "
			       "out", f->book.path);
	return rc == CH_END ? 0 : rc;
}

static int read_cohort(struct ch_kind_file *f, const struct reading *r,
		       struct ch_err *err)
{
	int rc = ch_cohort_read(f->own, r->shelf, f->book.name, err);

	if (!rc)
		take_heading(f, f->own);
	return rc;
}

static int ask_cohort(struct ch_kind_file *f, const struct asking *a,
		      struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ready(a, f->own, err);

	if (!rc)
		rc = ch_cohort_ask(&st, a->store, f->own, a->now, err);
	return rc || !a->run ? rc : count(f, a, st, err);
}

static const struct ch_form part_form = {
	.room = "parts", .word = "part", .part = true,
};

static int read_part(struct ch_kind_file *f, const struct reading *r,
		     struct ch_err *err)
{
	int rc = ch_knowledge_read(f->own, &part_form, r->shelf, f->book.name,
				   NULL, err);

	if (!rc)
		take_heading(f, f->own);
	return rc;
}

/* Its parameters are those of whoever uses it: it is only made ready. */
static int ask_part(struct ch_kind_file *f, const struct asking *a,
		    struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	int rc = ready(a, f->own, err);

	if (!rc)
		rc = ch_heard_make(a->store, 0, NULL, 0, err);
	return rc ? rc : ch_knowledge_ask(&st, a->store, f->own, 0, NULL,
					  err);
}

static int read_reminder(struct ch_kind_file *f, const struct reading *r,
			 struct ch_err *err)
{
	struct ch_reminder *own = f->own;
	int rc = ch_reminder_read(own, r->shelf, f->book.name, err);

	if (!rc)
		take_heading(f, &own->k);
	return rc;
}

static int ask_reminder(struct ch_kind_file *f, const struct asking *a,
			struct ch_err *err)
{
	int rc = ready(a, f->own, err);

	for (int q = CH_REMIND_DUE; q <= CH_REMIND_SETTLED && !rc; q++) {
		CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;

		rc = ch_knowledge_ask(&st, a->store, f->own, q, NULL, err);
	}
	return rc;
}

/* ---- rules ---- */

static int read_rule(struct ch_kind_file *f, const struct reading *r,
		     struct ch_err *err)
{
	struct ch_rule *own = f->own;
	int rc = ch_rule_read(own, r->shelf, f->book.name, err);

	if (rc)
		return rc;
	take_heading(f, &own->k);
	f->sort = own->makes->name;
	f->retired = own->off;
	return 0;
}

static void free_rule(void *own)
{
	ch_rule_free(own);
}

/* To run it is to try its cases, in a store of their own. */
static int ask_rule(struct ch_kind_file *f, const struct asking *a,
		    struct ch_err *err)
{
	int rc = ready(a, f->own, err);

	if (!rc)
		rc = ch_rule_try(f->own, a->store, a->now, err);
	return rc || !a->run ? rc : ch_rule_cases(f->own, a->shelf,
						  a->store->zone, &f->holds,
						  err);
}

/* ---- measures ---- */

static int read_measure(struct ch_kind_file *f, const struct reading *r,
			struct ch_err *err)
{
	struct ch_measure *own = f->own;
	int rc = ch_measure_read(own, r->shelf, f->book.name, err);

	if (rc)
		return rc;
	take_heading(f, &own->k);
	f->sort = ch_measure_kinds[own->kind];
	f->better = own->better;
	return 0;
}

static int ask_measure(struct ch_kind_file *f, const struct asking *a,
		       struct ch_err *err)
{
	CH_AUTO(ch_measuring_close) struct ch_measuring *s = NULL;
	int64_t today = ch_moment_local_day(a->now);
	const struct ch_measure_how how = { .now = a->now,
					    .first = today - YEAR,
					    .end = today };
	const struct ch_fact *fact;
	int rc = a->run ? ch_measuring_open(&s, a->store, a->shelf, &how,
					    f->own, 1, err) :
		ch_measure_try(f->own, a->store, a->met ? NULL : a->shelf, &how,
			       err);

	return rc || !a->run ? rc : ch_measure_cases(s, f->own, &fact,
						     &f->holds, err);
}

/* ---- plan templates ---- */

static int read_template(struct ch_kind_file *f, const struct reading *r,
			 struct ch_err *err)
{
	struct ch_template *t = f->own;
	int rc = ch_template_load(t, f->book.path, r->shelf, r->fault, r->ctx,
				  err);

	if (rc)
		return rc;
	f->title = t->title;
	f->version = t->version;
	f->retired = !strcmp(t->status, "retired");
	f->holds = json_array_size(json_object_get(t->doc, "examples"));
	memcpy(f->hash, t->hash, sizeof(f->hash));
	return 0;
}

static void free_template(void *own)
{
	ch_template_free(own);
}

/* ---- ladders ---- */

static int read_ladder(struct ch_kind_file *f, const struct reading *r,
		       struct ch_err *err)
{
	struct ch_ladder *l = f->own;
	int rc = ch_ladder_load(l, f->book.path, r->shelf, r->fault, r->ctx,
				err);

	if (rc)
		return rc;
	f->title = l->title;
	f->version = l->version;
	f->retired = !strcmp(l->status, "retired");
	f->holds = l->examples;
	memcpy(f->hash, l->hash, sizeof(f->hash));
	return 0;
}

static void free_ladder(void *own)
{
	ch_ladder_free(own);
}

/* ---- the kinds ---- */

static struct ch_kind_way
	measure_way = { sizeof(struct ch_measure), read_measure, free_heading,
			ask_measure },
	cohort_way = { sizeof(struct ch_knowledge), read_cohort, free_heading,
		       ask_cohort },
	part_way = { sizeof(struct ch_knowledge), read_part, free_heading,
		     ask_part },
	reminder_way = { sizeof(struct ch_reminder), read_reminder,
			 free_heading, ask_reminder },
	rule_way = { sizeof(struct ch_rule), read_rule, free_rule, ask_rule },
	template_way = { sizeof(struct ch_template), read_template,
			 free_template, NULL },
	ladder_way = { sizeof(struct ch_ladder), read_ladder, free_ladder,
		       NULL };

const struct ch_knowledge_kind ch_kinds[] = {
	{ "calendars", ".tsv", &ch_kind_words },
	{ "cohorts", ".sql", &cohort_way },
	{ "codes", ".tsv", &ch_kind_table },
	{ "ladders", ".json", &ladder_way },
	{ "measures", ".sql", &measure_way },
	{ "needs", ".tsv", &ch_kind_table },
	{ "parts", ".sql", &part_way },
	{ "places", ".tsv", &ch_kind_words },
	{ "plans", ".json", &template_way },
	{ "reminders", ".sql", &reminder_way },
	{ "rules", ".sql", &rule_way },
	{ "sops", ".md", &ch_kind_page },
	{ "texts", ".txt", &ch_kind_text },
	{ "texts", ".tsv", &ch_kind_words },
	{ NULL, NULL, NULL }
};

int ch_kind_find(struct ch_book *out, const struct ch_knowledge_kind **kind,
		 const struct ch_shelf *shelf, const char *folder,
		 const char *name, struct ch_err *err)
{
	int rc = ch_fail(err, CH_ENOENT, "%s: no such kind", folder);

	for (*kind = ch_kinds; (*kind)->name; (*kind)++) {
		if (strcmp((*kind)->name, folder))
			continue;
		rc = ch_shelf_find(shelf, folder, name, (*kind)->ending, out,
				   err);
		if (rc != CH_ENOENT)
			break;
	}
	return rc;
}

int ch_kind_read(struct ch_kind_file *out,
		 const struct ch_knowledge_kind *kind,
		 const struct ch_book *book, const struct ch_shelf *shelf,
		 ch_fault fault, void *ctx, struct ch_err *err)
{
	const struct reading r = { shelf, fault, ctx };

	*out = (struct ch_kind_file){
		.kind = kind, .book = *book, .title = "", .version = "",
		.sort = "", .better = "", .own = calloc(1, kind->way->size),
	};
	return out->own ? kind->way->read(out, &r, err) : ch_nomem(err);
}

void ch_kind_free(struct ch_kind_file *f)
{
	if (f->own)
		f->kind->way->free(f->own);
	free(f->own);
	f->own = NULL;
}

bool ch_kind_meet(const struct ch_knowledge_kind *kind,
		  const struct ch_book *book, size_t n,
		  struct ch_store *store, const struct ch_shelf *shelf,
		  int64_t now)
{
	struct ch_needs needs = { 0 };

	if (!kind->way->ask)
		return true;
	for (size_t i = 0; i < n; i++) {
		struct ch_kind_file f;

		/* Such kinds' own structs begin with the heading. */
		if (!ch_kind_read(&f, kind, &book[i], shelf, NULL, NULL, NULL))
			ch_needs_add(&needs, f.own);
		ch_kind_free(&f);
	}
	return !ch_needs_meet(&needs, store, shelf, now, NULL);
}

int ch_kind_ask(struct ch_kind_file *f, struct ch_store *store,
		const struct ch_shelf *shelf, int64_t now, bool met, bool run,
		struct ch_err *err)
{
	const struct asking a = { store, shelf, now, met, run };

	return f->kind->way->ask ? f->kind->way->ask(f, &a, err) : 0;
}

bool ch_kind_is_draft(const struct ch_kind_file *f,
		      const struct ch_approval *approval)
{
	return !approval->at && !f->retired && !f->settled;
}
