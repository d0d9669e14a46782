/* rule.c - reads a rule: what it makes, when it looks, and of whom. */
#include <jansson.h>

#include "base/text.h"
#include "query/cohort.h"
#include "query/rule.h"

#define AT(field) offsetof(struct ch_rule, field)

static const char *const yes[] = { "no", "yes", NULL };
static const char *const queries[] = { "applies", "settled", "cases", NULL };
static const char *const asks[] = { "$as_of", "$since", NULL };

static const struct ch_key keys[] = {
	{ "do", CH_KEY_TEXT, AT(what), .required = true },
	{ "to", CH_KEY_TEXT, AT(to) },
	{ "about", CH_KEY_TEXT, AT(about) },
	{ "once", CH_KEY_TEXT, AT(once), .required = true },
	{ "window", CH_KEY_TEXT, AT(window) },
	{ "reads", CH_KEY_TEXT, AT(reads) },
	{ "every", CH_KEY_TEXT, AT(every) },
	{ "calm", CH_KEY_TEXT, AT(calm) },
	{ "cohort", CH_KEY_TEXT, AT(cohort) },
	{ "safety", CH_KEY_WORD, AT(safety), .words = yes },
	{ "dead", CH_KEY_WORD, AT(dead), .words = yes },
	{ "ladder", CH_KEY_TEXT, AT(ladder) },
	{ "tell", CH_KEY_TEXT, AT(tell) },
	{ "sop", CH_KEY_TEXT, AT(sop), .required = true },
	{ 0 }
};

const struct ch_form ch_rule_form = {
	.room = "rules", .word = "rule", .keys = keys, .queries = queries,
	.asks = asks, .maybe = 1 << CH_RULE_SETTLED | 1 << CH_RULE_CASES,
	.plain = 1 << CH_RULE_CASES,
};

static const char *const makes[] = { "alert", "task", "referral", "need",
				     "note", "notice", "plan", NULL };

/* ---- what it makes ---- */

/* A key that is no field, or a value that it cannot hold. */
static int fill_field(const struct ch_rule *r, struct ch_row *row,
		      const char *key, const json_t *v, struct ch_err *err)
{
	int c = ch_field(row->type, key);
	struct ch_err why;
	char text[32];
	int rc;

	if (c < 0 || row->type->field[c].as == CH_AS_ID)
		return ch_knowledge_wrong(&r->k, "do", "a field that what it "
					  "makes does not have", err);
	if (json_is_string(v)) {
		rc = ch_row_read(row, c, json_string_value(v),
				 json_string_length(v), &why);
	} else {
		snprintf(text, sizeof(text), json_is_real(v) ? "%.15g" : "%.0f",
			 json_number_value(v));
		rc = row->type->field[c].as == CH_AS_FLAG ?
			ch_row_read(row, c, json_is_true(v) ? "true" : "false",
				    4 + !json_is_true(v), &why) :
			ch_row_read(row, c, text, strlen(text), &why);
	}
	if (!rc)
		rc = ch_row_check(row, &why);
	return rc ? ch_knowledge_wrong(&r->k, "do", why.msg, err) : 0;
}

int ch_rule_fill(const struct ch_rule *r, struct ch_row *row,
		 struct ch_err *err)
{
	const char *key;
	json_t *v;
	int rc = 0;

	json_object_foreach((json_t *)r->fields, key, v)
		if (!rc)
			rc = fill_field(r, row, key, v, err);
	return rc;
}

static int read_do(struct ch_rule *r, struct ch_err *err)
{
	size_t n = strcspn(r->what, " \t");
	const char *rest = r->what + n + strspn(r->what + n, " \t");
	struct ch_row row;
	char word[32];

	snprintf(word, sizeof(word), "%.*s", (int)n, r->what);
	if (ch_key_word(makes, word) < 0)
		return ch_knowledge_wrong(&r->k, "do", "makes an alert, task, "
					  "referral, need, note, notice or "
					  "plan", err);
	r->makes = ch_type_find(word);
	r->fields = *rest ? json_loads(rest, JSON_REJECT_DUPLICATES, NULL) :
		json_object();
	if (!json_is_object((json_t *)r->fields))
		return ch_knowledge_wrong(&r->k, "do", "behind the word stands "
					  "one JSON object", err);
	ch_row_start(&row, r->makes);
	return ch_rule_fill(r, &row, err);
}

static int check_to(struct ch_rule *r, struct ch_err *err)
{
	bool team = r->to && !strncmp(r->to, "team:", 5);

	if (!r->to || ((team || !strncmp(r->to, "role:", 5)) && r->to[5] &&
		       ch_field(r->makes, team ? "team" : "role") >= 0))
		return 0;
	return ch_knowledge_wrong(&r->k, "to", "role:NAME or team:NAME, of "
				  "what can be theirs", err);
}

/* ---- when, and of whom ---- */

/* "7d", "36h", "90min", "2w". */
static int read_span(struct ch_rule *r, const char *key, const char *text,
		     int64_t *out, struct ch_err *err)
{
	static const struct {
		const char *unit;
		int64_t seconds;
	} units[] = { { "min", 60 }, { "h", 3600 }, { "d", 86400 },
		      { "w", 7 * 86400 } };
	size_t n = text ? strspn(text, "0123456789") : 0;
	int64_t number = 0;

	if (!text)
		return 0;
	for (size_t i = 0; n && n < 6 && i < CH_COUNT(units); i++) {
		if (strcmp(text + n, units[i].unit) ||
		    !ch_text_int(text, n, &number) || !number)
			continue;
		*out = number * units[i].seconds;
		return 0;
	}
	return ch_knowledge_wrong(&r->k, key, "such as 30min, 36h, 7d or 2w",
				  err);
}

static int read_reads(struct ch_rule *r, struct ch_err *err)
{
	const char *s = r->reads;
	char word[40];
	int n;

	for (; s && sscanf(s, "%39[a-z]%n", word, &n) == 1;
	     s += n + strspn(s + n, ", ")) {
		const struct ch_type *type = ch_type_find(word);

		if (!type || !ch_type_stored(type) || (type->patient < 0 &&
						       strcmp(word, "patient")))
			return ch_knowledge_wrong(&r->k, "reads", "no type of "
						  "records about patients",
						  err);
		if (r->nreads == CH_RULE_READS)
			return ch_knowledge_wrong(&r->k, "reads", "8 types at "
						  "most", err);
		r->read[r->nreads++] = type;
		r->types |= UINT64_C(1) << (type - ch_types);
	}
	return s && *s ? ch_knowledge_wrong(&r->k, "reads", "types, with "
					    "blanks between", err) : 0;
}

static int read_once(struct ch_rule *r, struct ch_err *err)
{
	size_t n = strcspn(r->once, " ,");

	r->by_person = n == 7 && !memcmp(r->once, "patient", 7);
	if (!r->by_person && (n != 5 || memcmp(r->once, "about", 5)))
		return ch_knowledge_wrong(&r->k, "once", "about or patient",
					  err);
	r->about_type = r->about ? ch_type_find(r->about) :
		r->nreads ? r->read[0] : ch_type_find("patient");
	return r->about_type && ch_type_stored(r->about_type) ? 0 :
		ch_knowledge_wrong(&r->k, "about", "no type of records", err);
}

static int look(struct ch_rule *r, struct ch_err *err)
{
	int rc = read_do(r, err);

	r->window_s = CH_RULE_WINDOW;
	if (!rc)
		rc = check_to(r, err);
	if (!rc)
		rc = read_span(r, "window", r->window, &r->window_s, err);
	if (!rc)
		rc = read_span(r, "every", r->every, &r->every_s, err);
	if (!rc)
		rc = read_span(r, "calm", r->calm, &r->calm_s, err);
	if (!rc)
		rc = read_reads(r, err);
	if (!rc)
		rc = read_once(r, err);
	r->off = !strcmp(r->k.status, "off");
	if (!rc && r->safety && (r->cohort || r->off))
		rc = ch_knowledge_wrong(&r->k, r->off ? "status" : "cohort",
					"a rule for safety is on, and for "
					"everybody", err);
	return rc;
}

/* What it names must be there. */
static int check_names(struct ch_rule *r, const struct ch_shelf *shelf,
		       struct ch_err *err)
{
	const struct {
		const char *key, *room, *name, *ending;
	} named[] = {
		{ "sop", "sops", r->sop, ".md" },
		{ "ladder", "ladders", r->ladder, ".json" },
	};
	struct ch_book book;
	struct ch_err why;

	for (size_t i = 0; i < CH_COUNT(named); i++)
		if (named[i].name && ch_shelf_find(shelf, named[i].room,
						   named[i].name,
						   named[i].ending, &book,
						   &why))
			return ch_knowledge_wrong(&r->k, named[i].key, why.msg,
						  err);
	return 0;
}

static int read_pilot(struct ch_rule *r, const struct ch_shelf *shelf,
		      struct ch_err *err)
{
	struct ch_err why;
	int rc = 0;

	if (!r->cohort)
		return 0;
	r->k.with = r->pilot = calloc(1, sizeof(*r->pilot));
	if (!r->pilot)
		return ch_nomem(err);
	rc = ch_cohort_read(r->pilot, shelf, r->cohort, &why);
	return !rc ? 0 : rc == CH_ENOMEM ? ch_nomem(err) :
		ch_knowledge_wrong(&r->k, "cohort", why.msg, err);
}

int ch_rule_read(struct ch_rule *out, const struct ch_shelf *shelf,
		 const char *name, struct ch_err *err)
{
	int rc;

	*out = (struct ch_rule){ 0 };
	rc = ch_knowledge_read(&out->k, &ch_rule_form, shelf, name, out, err);
	if (!rc)
		rc = look(out, err);
	if (!rc)
		rc = check_names(out, shelf, err);
	if (!rc)
		rc = read_pilot(out, shelf, err);
	if (rc)
		ch_rule_free(out);
	return rc;
}

bool ch_rule_withdraws(const struct ch_rule *r, struct ch_slice why)
{
	return ch_key_has("died voided", why) ||
		(r->tell && ch_key_has(r->tell, why));
}

void ch_rule_free(struct ch_rule *r)
{
	json_decref(r->fields);
	r->fields = NULL;
	if (r->pilot)
		ch_knowledge_free(r->pilot);
	free(r->pilot);
	r->k.with = r->pilot = NULL;
	ch_knowledge_free(&r->k);
}
