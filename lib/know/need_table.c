/* need_table.c - tables of needs: which answers and codes are needs. */
#include "base/text.h"
#include "know/need_table.h"
#include "know/tsv.h"

enum column { SCREEN, KIND, SURVEY, CODE, ITEM, ANSWER, WORD, POINTS, LEAST,
	      SAYS, CATEGORY, SENSITIVE, TITLE, SOURCE, STATUS };

static const char heading[] =
	"screen\tkind\tsurvey\tcode\titem\tanswer\tword\tpoints\tleast\tsays\t"
	"category\tsensitive\ttitle\tsource\tstatus";

static const char *cell(const struct ch_tsv *t, enum column c)
{
	return (int)c < t->n ? t->field[c] : "";
}

static bool is(const struct ch_tsv *t, enum column c, const char *word)
{
	return !strcmp(cell(t, c), word);
}

static bool is_number(const struct ch_tsv *t, enum column c)
{
	int64_t number;

	return ch_text_int(cell(t, c), strlen(cell(t, c)), &number);
}

/* What is wrong with the row at hand; NULL: nothing. */
static const char *fault(const struct ch_tsv *t)
{
	bool answer = is(t, KIND, "answer"), score = is(t, SAYS, "score");
	bool unknown = is(t, SAYS, "unknown");

	if (!answer && !is(t, KIND, "condition"))
		return "kind is answer or condition";
	if (!score && !unknown && !is(t, SAYS, "none") && !is(t, SAYS, "need"))
		return "says is need, none, unknown or score";
	if (!answer && !is(t, SAYS, "need"))
		return "a condition says need";
	if (!*cell(t, CODE) && (!answer || !*cell(t, ITEM) ||
				!*cell(t, SURVEY)))
		return "a code, or a question's survey and item";
	if (answer && !*cell(t, ANSWER) && !*cell(t, WORD))
		return "an answer, or a word in it";
	if (!unknown && (!*cell(t, CATEGORY) || !*cell(t, TITLE)))
		return "a category and a title";
	if (score && (!is_number(t, POINTS) || !is_number(t, LEAST) ||
		      !*cell(t, ITEM)))
		return "a score has points and least, numbers, and an item";
	if (*cell(t, SENSITIVE) && !is(t, SENSITIVE, "1"))
		return "sensitive is 1 or nothing";
	if (!*cell(t, SOURCE) || !*cell(t, STATUS))
		return "a source and a status";
	return NULL;
}

int ch_need_table_check(const struct ch_shelf *shelf, const char *name,
			struct ch_err *err)
{
	struct ch_tsv t;
	int rc = ch_tsv_open(&t, shelf, "needs", name, err);

	while (!rc && ch_tsv_next(&t)) {
		const char *wrong = !t.heading || strcmp(t.heading, heading) ?
			"the last comment names other columns than tables of "
			"needs have" : fault(&t);

		if (wrong)
			rc = ch_tsv_wrong(&t, wrong, err);
	}
	ch_tsv_close(&t);
	return rc;
}
