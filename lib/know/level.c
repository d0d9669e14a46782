/* level.c - the words for how serious a finding is. */
#include "know/level.h"

#include <string.h>

const char *const ch_level_words[] = { "", "inform", "warn", "block" };

enum ch_level ch_level_of(const char *word)
{
	for (int i = CH_INFORM; word && i <= CH_BLOCK; i++)
		if (!strcmp(word, ch_level_words[i]))
			return (enum ch_level)i;
	return !word ? CH_LEVEL_NONE : !strcmp(word, "high") ? CH_WARN :
		!strcmp(word, "contraindicated") ? CH_BLOCK : CH_LEVEL_NONE;
}
