/* chart.c - gathers what of a person's chart is held against the tables. */
#include "know/chart.h"

#include "base/grow.h"
#include "base/id.h"

struct ch_held *ch_chart_add(struct ch_chart *chart, enum ch_held_as as,
			     int64_t id)
{
	struct ch_held *h;

	if (ch_grow((void **)&chart->v, &chart->room, chart->n,
		    sizeof(*chart->v), NULL))
		return NULL;
	h = memset(&chart->v[chart->n++], 0, sizeof(*h));
	h->as = as;
	h->id = id;
	return h;
}

struct ch_held *ch_chart_find(const struct ch_chart *chart, int64_t id)
{
	for (size_t i = 0; i < chart->n; i++)
		if (chart->v[i].id == id)
			return &chart->v[i];
	return NULL;
}

void ch_chart_free(struct ch_chart *chart)
{
	free(chart->v);
	chart->v = NULL;
	chart->n = chart->room = 0;
}

static bool says(struct ch_slice system, const char *word)
{
	size_t n = strlen(word);

	for (size_t i = 0; i + n <= system.n; i++)
		if (!strncasecmp(system.s + i, word, n))
			return true;
	return false;
}

static void add_icd(struct ch_held *h, struct ch_slice code)
{
	size_t n = 0, slot = 0;

	while (slot < CH_HELD_CODES - 1 && *h->code[slot])
		slot++;
	for (size_t i = 0; i < code.n && n + 1 < sizeof(h->code[0]); i++)
		if (code.s[i] != '.')
			h->code[slot][n++] = code.s[i];
	h->code[slot][n] = '\0';
}

int ch_chart_coded(const struct ch_chart *chart, struct ch_held *h,
		   struct ch_slice system, struct ch_slice code,
		   struct ch_slice name, struct ch_err *err)
{
	if (h->as == CH_HELD_PROBLEM) {
		if (code.n && says(system, "icd-10"))
			add_icd(h, code);
		return 0;
	}
	if (code.n && (says(system, "rxnorm") || says(system, "883.6.88")))
		ch_drugs_code(chart->drugs, code.s, code.n, &h->set);
	return name.n ? ch_drugs_text(chart->drugs, name.s, name.n, &h->set,
				      err) : 0;
}

void ch_held_mix(struct ch_held *h, struct ch_slice text)
{
	h->basis = h->basis * 31 + (text.n ? ch_said_hash(text.s, text.n) : 1);
}

int ch_chart_result(struct ch_chart *chart, int64_t id, const char *lab,
		    const char *wanted, struct ch_slice unit, double value,
		    struct ch_err *err)
{
	struct ch_held *h = NULL;

	for (size_t i = 0; i < chart->n; i++)
		if (chart->v[i].as == CH_HELD_RESULT &&
		    !strcmp(chart->v[i].lab, lab))
			h = &chart->v[i];
	if (!h)
		h = ch_chart_add(chart, CH_HELD_RESULT, id);
	if (!h)
		return ch_nomem(err);
	h->id = id;
	h->lab = lab;
	h->value = value;
	h->understood = !*wanted || (unit.n && ch_slice_is(unit, wanted));
	h->basis = ch_said_hash(&value, sizeof(value));
	return 0;
}
