/* know_drugs.c - ingredients inside names of medicines: the longest first,
 * salts, combinations, any case; intervals by the day; lines around a stay. */
#include <sys/stat.h>
#include <unistd.h>

#include "know/interval.h"
#include "know/reconcile.h"
#include "tap.h"

static char room[] = "/tmp/ch-drugs.XXXXXX";
static struct ch_shelf shelf = { { room, NULL, NULL } };
static struct ch_drugs *drugs;
static struct ch_err err;

static void put(const char *name, const char *text)
{
	char path[128];
	FILE *f;

	snprintf(path, sizeof(path), "%s/codes/%s.tsv", room, name);
	f = fopen(path, "w");
	fputs(text, f);
	fclose(f);
}

/* Whether these, in the order of the table, are in the name. */
static bool in(const char *name, const char *want)
{
	CH_AUTO(ch_buf_free) struct ch_buf got = CH_BUF_INIT;
	struct ch_drug_set set = { 0 };
	bool good;

	ch_drugs_text(drugs, name, strlen(name), &set, &err);
	ch_drugs_list(drugs, &set, &got);
	good = !strcmp(got.s ? got.s : "", want) && set.any == (*want != 0);
	if (!good)
		printf("# %s: %s\n", name, got.s ? got.s : "nothing");
	return good;
}

static int code_of(const char *ingredient, const char *class)
{
	struct ch_drugs *d = NULL;
	int rc;

	put("ingredient", ingredient);
	put("drug_class", class);
	rc = ch_drugs_read(&d, &shelf, &err);
	ch_drugs_free(&d);
	return rc;
}

static void names(void)
{
	ok(in("lisinopril 10 MG Oral Tablet", "lisinopril"), "a product");
	ok(in("metFORMIN hydrochloride", "metformin"), "any case, with a salt");
	ok(in("LISINOPRIL/HCTZ 10-12.5", "lisinopril+hydrochlorothiazide"),
	   "a combination, and a synonym");
	ok(in("Insulin Glargine 100 UNT/ML", "insulin glargine"),
	   "the longest first");
	ok(in("insulin, glargine", "insulin glargine"), "signs part words");
	ok(in("Insulin lispro", "insulin"), "the shorter alone");
	ok(in("lisdexamfetamine", "") && in("xlisinopril", "") &&
	   in("lisinoprilat", ""), "whole words only");
	ok(in("Penicillins", "penicillin") && in("penicillin V", "penicillin"),
	   "a plural");
	ok(in("losartan potassium 50 MG", "losartan"), "a salt is none");
	ok(in("Potassium 20 MEQ", "potassium chloride") &&
	   in("x / potassium", "potassium chloride") &&
	   in("24 HR potassium chloride", "potassium chloride"),
	   "where a part begins, or in full");
	ok(in("St. John's wort", "st. john's wort") &&
	   in("ST JOHN\xe2\x80\x99S WORT", "st. john's wort"), "apostrophes");
	ok(in("", "") && in(" / ", "") && in("\xff\xfe", ""), "no name");
}

static void codes(void)
{
	struct ch_drug_set set = { 0 };

	ch_drugs_code(drugs, "6809", 4, &set);
	ok(set.any && set.by[ch_drugs_term(drugs, "metformin")], "an RxCUI");
	memset(&set, 0, sizeof(set));
	ch_drugs_code(drugs, "680", 3, &set);
	ch_drugs_code(drugs, "", 0, &set);
	ok(!set.any, "part of one, and none");
	ch_drugs_code(drugs, "29046", 5, &set);
	ok(set.by[ch_drugs_term(drugs, "ace")] ==
	   ch_drugs_term(drugs, "lisinopril") + 1, "its class, by it");
	ok(ch_drugs_term(drugs, "nothing") < 0, "no term");
}

static void faults(void)
{
	ok(code_of("1\ta\n", "c\tb\n") == CH_EDATA &&
	   strstr(err.msg, "drug_class.tsv:1"), "a class of what is not there");
	ok(code_of("1\ta\n2\ta\n", "c\ta\n") == CH_EDATA, "twice");
	ok(code_of("1\n", "c\ta\n") == CH_EDATA, "no name");
	ok(code_of("1\ta\n", "a\ta\n") == CH_EDATA, "a class like it");
}

static void intervals(void)
{
	const struct ch_interval *row;
	struct ch_intervals *t = NULL;

	put("critical", "k\t2823-3\tmmol/L\t2.8\t6.2\n");
	put("minimum_interval", "a\t1-1\t60\t90\t\t\ts\tdraft\n"
	    "b\t2-2\t30\t\t3\t\ts\tdraft\n");
	ok(!ch_intervals_read(&t, &shelf, &err), "without fees");
	row = ch_intervals_find(t, "1-1", 3);
	ok(row && row == ch_intervals_find(t, "a", 1) &&
	   !ch_intervals_find(t, "", 0), "by code, by name");
	ok(ch_interval_judge(row, 59, false) == CH_WARN &&
	   ch_interval_judge(row, 60, false) == CH_INFORM &&
	   ch_interval_judge(row, 89, false) == CH_INFORM &&
	   !ch_interval_judge(row, 90, false) &&
	   !ch_interval_judge(row, -1, false), "exactly so many are fine");
	row = ch_intervals_find(t, "b", 1);
	ok(ch_interval_judge(row, 2, true) && !ch_interval_judge(row, 3, true),
	   "in hospital");
	ok(ch_intervals_critical(t, CH_SLICE("2823-3"), CH_SLICE("mmol/L"),
				 6.2) &&
	   !ch_intervals_critical(t, CH_SLICE("2823-3"), CH_SLICE("mg/dL"),
				  6.9) &&
	   !ch_intervals_critical(t, CH_SLICE("2823-3"), CH_SLICE("mmol/L"),
				  6.1), "critical, in its unit");
	ch_intervals_free(&t);
	put("minimum_interval", "a\t1-1\tmany\t90\t\t\ts\tdraft\n");
	ok(ch_intervals_read(&t, &shelf, &err) == CH_EDATA && !t, "no number");
}

static void lines(void)
{
	CH_AUTO(ch_lines_free) struct ch_lines l = { 0 };
	struct ch_held a = { .id = 1, .basis = 7 }, b = { .id = 2, .basis = 8 };

	ch_lines_add(&l, drugs, &a, CH_SLICE("Some Thing"), true, false, &err);
	ok(l.n == 1 && !strcmp(ch_line_proposal(l.v), "stop"), "stopped");
	ch_lines_add(&l, drugs, &b, CH_SLICE("some thing"), false, true, &err);
	ok(l.n == 1 && !strcmp(ch_line_proposal(l.v), "change"), "changed");
	l.v->dose[1] = 7;
	ok(!strcmp(ch_line_proposal(l.v), "keep"), "kept");
	ch_lines_add(&l, drugs, &b, CH_SLICE("other"), false, true, &err);
	ok(l.n == 2 && !strcmp(ch_line_proposal(&l.v[1]), "new") &&
	   ch_line_basis(l.v) != ch_line_basis(&l.v[1]), "new");
}

int main(void)
{
	char path[64];

	if (!mkdtemp(room) || ch_id_start(&err))
		return 1;
	snprintf(path, sizeof(path), "%s/codes", room);
	mkdir(path, 0700);
	put("ingredient", "# x\n# rxcui\tname\tsynonyms\n"
	    "29046\tlisinopril\n6809\tmetformin\t\n"
	    "5487\thydrochlorothiazide\thctz\n\tinsulin\n"
	    "274783\tinsulin glargine\n\tpenicillin\n52175\tlosartan\n"
	    "8591\tpotassium chloride\t^potassium\n"
	    "258326\tst. john's wort\n725\tamphetamine\n");
	put("drug_class", "ace\tlisinopril\n");
	ok(!ch_drugs_read(&drugs, &shelf, &err), "tables are read");
	names();
	codes();
	faults();
	intervals();
	lines();
	ch_drugs_free(&drugs);
	return tap_end();
}
