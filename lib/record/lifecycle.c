/* lifecycle.c - asks the table of steps. */
#include "record/lifecycle.h"

static bool is_of(const struct ch_transition *t, const struct ch_type *type,
		  int column)
{
	return column >= 0 && !strcmp(t->type, type->name) &&
		!strcmp(t->field, type->field[column].name);
}

uint64_t ch_life_columns(const struct ch_type *type)
{
	uint64_t columns = 0;

	for (int i = 0; i < ch_transitions_n; i++)
		if (!strcmp(ch_transitions[i].type, type->name))
			columns |= UINT64_C(1) << ch_field(type,
						ch_transitions[i].field);
	return columns;
}

static bool takes_back(const char *word)
{
	return !strcmp(word, "reopen") || !strcmp(word, "correct") ||
		!strcmp(word, "restore");
}

bool ch_life_is_over(const struct ch_type *type, int column,
		     struct ch_slice word)
{
	bool known = false;

	if (!word.s)
		return false;
	if (ch_slice_is(word, "entered-in-error"))
		return true;
	for (int i = 0; i < ch_transitions_n; i++) {
		const struct ch_transition *t = &ch_transitions[i];

		if (!is_of(t, type, column))
			continue;
		known |= ch_slice_is(word, t->was) ||
			ch_slice_is(word, t->becomes);
		if (ch_slice_is(word, t->was) && !takes_back(t->word))
			return false;
	}
	return known;
}

bool ch_life_allows(const struct ch_type *type, int column,
		    struct ch_slice was, struct ch_slice becomes)
{
	if (ch_slice_is(becomes, "entered-in-error"))
		return true;
	for (int i = 0; i < ch_transitions_n; i++) {
		const struct ch_transition *t = &ch_transitions[i];

		if (is_of(t, type, column) && ch_slice_is(was, t->was) &&
		    ch_slice_is(becomes, t->becomes))
			return true;
	}
	return false;
}

const char *ch_life_next(const struct ch_type *type, int column,
			 struct ch_slice was, const char *word,
			 const char *rather)
{
	const char *next = NULL;

	for (int i = 0; i < ch_transitions_n; i++) {
		const struct ch_transition *t = &ch_transitions[i];

		if (!is_of(t, type, column) || strcmp(t->word, word) ||
		    (was.n && !ch_slice_is(was, t->was)))
			continue;
		if (!rather || !strcmp(t->becomes, rather))
			return t->becomes;
		if (!next)
			next = t->becomes;
	}
	return next;
}
