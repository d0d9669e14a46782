/* plan_check.c - codes, units, intervals and names, looked at one by one. */
#include "know/tsv.h"
#include "step/evidence.h"
#include "care/plan/plan_check.h"
#include "when/schedule.h"


bool ch_plan_is_name(const char *s)
{
	return *s >= 'a' && *s <= 'z' &&
		!s[strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789-")];
}

bool ch_plan_is_loinc(const char *s, size_t n)
{
	int sum = 0;

	if (n < 3 || n > 9 || s[n - 2] != '-')
		return false;
	for (size_t i = 0; i < n; i++)
		if (i != n - 2 && (unsigned char)(s[i] - '0') > 9)
			return false;
	/* Every other digit from the right is doubled, digits are added. */
	for (size_t i = 0; i < n - 2; i++) {
		int d = s[n - 3 - i] - '0';

		if (i % 2 == 0)
			d = d > 4 ? 2 * d - 9 : 2 * d;
		sum += d;
	}
	return (10 - sum % 10) % 10 == s[n - 1] - '0';
}

bool ch_plan_is_timing(const char *s, size_t n)
{
	static const char *const all[] = {
		"MORN", "MORN.early", "MORN.late", "NOON", "AFT", "AFT.early",
		"AFT.late", "EVE", "EVE.early", "EVE.late", "NIGHT", "PHS",
		"HS", "WAKE", "C", "CM", "CD", "CV", "AC", "ACM", "ACD",
		"ACV", "PC", "PCM", "PCD", "PCV",
	};

	for (size_t i = 0; i < CH_COUNT(all); i++)
		if (strlen(all[i]) == n && !memcmp(all[i], s, n))
			return true;
	return false;
}

static bool says(struct ch_slice a, const char *word)
{
	return word && ch_slice_is(a, word);
}

int ch_plan_unit(const struct ch_shelf *shelf, struct ch_slice code,
		 struct ch_slice unit, const char **wrong, struct ch_err *err)
{
	bool own = false, own_standard = false, standard = false;
	struct ch_tsv t;
	int rc = ch_tsv_open(&t, shelf, "codes", "units", err);

	*wrong = NULL;
	while (!rc && ch_tsv_next(&t)) {
		const char *of = t.field[0], *met = t.field[1];
		const char *to = t.field[2];

		if (says(code, of)) {
			own = true;
			own_standard |= says(unit, to);
		}
		standard |= says(unit, met) && says(unit, to) &&
			(!strcmp(of, "*") || says(code, of));
	}
	ch_tsv_close(&t);
	/* Where the code has units of its own, their standard is the code's. */
	if (!rc && !(standard && (!own || own_standard)))
		*wrong = own ? "not the standard unit that codes/units.tsv has "
			"for this code" : "not a standard unit of "
			"codes/units.tsv";
	return rc;
}

int ch_plan_role(const struct ch_shelf *shelf, struct ch_slice role,
		 const char **wrong, struct ch_err *err)
{
	struct ch_tsv t;
	bool known = false;
	int rc = ch_tsv_open(&t, shelf, "codes", "words", err);

	while (!rc && ch_tsv_next(&t))
		known |= !strcmp(t.field[0], "role") &&
			says(role, t.field[1]);
	ch_tsv_close(&t);
	*wrong = known ? NULL : "no such role: role of "
		"codes/words.tsv has those there are";
	return rc;
}

/* ---- records that somebody wrote ---- */

static int bad(struct ch_err *err, const char *field, const char *words)
{
	return ch_fail(err, CH_EDATA, "%s: %s", field, words);
}

static int check_goal(const struct ch_row *row, const struct ch_shelf *shelf,
		      struct ch_err *err)
{
	struct ch_slice measure = ch_row_get_text(row, "measure");
	struct ch_slice unit = ch_row_get_text(row, "unit");
	int low = ch_field(row->type, "low"), high = ch_field(row->type,
							       "high");
	struct ch_slice compare = ch_row_get_text(row, "compare");
	bool two = ch_row_has(row, low) && ch_row_has(row, high);
	const char *wrong = NULL;
	int rc = 0;

	if (two && row->v[low].r > row->v[high].r)
		return bad(err, "low", "above high");
	if (two && compare.n)
		return bad(err, "compare", "a goal with two ends has none");
	if (compare.n && *compare.s == '<' && !ch_row_has(row, high))
		return bad(err, "high", "missing: < and <= are held against "
			   "it");
	if (compare.n && *compare.s == '>' && !ch_row_has(row, low))
		return bad(err, "low", "missing: > and >= are held against "
			   "it");
	if (measure.n && !ch_plan_is_loinc(measure.s, measure.n))
		return bad(err, "measure", "not a LOINC code: its last digit "
			   "does not check");
	if (measure.n && !unit.n)
		return bad(err, "unit", "a goal that is measured needs one");
	if (measure.n)
		rc = ch_plan_unit(shelf, measure, unit, &wrong, err);
	return rc || !wrong ? rc : bad(err, "unit", wrong);
}

static int check_activity(const struct ch_row *row, struct ch_err *err)
{
	static const char *const days[] = { "opens", "closes", "shift" };
	static const char *const spans[] = { "every", "every_met" };
	struct ch_slice s = ch_row_get_text(row, "timing");
	struct ch_slice needs = ch_row_get_text(row, "needs");
	struct ch_every every;
	char text[256];

	if (needs.n >= sizeof(text))
		return ch_refuse(err, "needs", "too-long");
	ch_slice_copy(text, sizeof(text), needs);
	if (needs.n && ch_evidence_check(text, err))
		return CH_EDATA;
	if (s.n && !ch_plan_is_timing(s.s, s.n))
		return bad(err, "timing", "not an event-timing code: WAKE, CM, "
			   "HS ...");
	for (size_t i = 0; i < CH_COUNT(days); i++)
		if (ch_row_get_int(row, days[i]) < 0 ||
		    ch_row_get_int(row, days[i]) > 36500)
			return bad(err, days[i], "less than 0, or far "
				   "too much");
	for (size_t i = 0; i < CH_COUNT(spans); i++) {
		s = ch_row_get_text(row, spans[i]);
		if (s.n && !ch_every_parse(s.s, s.n, &every))
			return bad(err, spans[i], "not an interval: 90d, 2w, "
				   "3m, 1y");
	}
	return 0;
}

int ch_plan_check(const struct ch_row *row, const struct ch_shelf *shelf,
		  struct ch_err *err)
{
	if (!strcmp(row->type->name, "goal"))
		return check_goal(row, shelf, err);
	if (!strcmp(row->type->name, "activity"))
		return check_activity(row, err);
	return 0;
}
