/* key.c - the keys that a kind of knowledge declares, and what they hold. */
#include <limits.h>

#include "know/key.h"

const struct ch_key *ch_key_find(const struct ch_key *keys, const char *name)
{
	for (; keys && keys->name; keys++)
		if (!strcmp(keys->name, name))
			return keys;
	return NULL;
}

int ch_key_word(const char *const *words, const char *word)
{
	for (int i = 0; words[i]; i++)
		if (!strcmp(words[i], word))
			return i;
	return -1;
}

void ch_key_list(struct ch_buf *out, const char *const *words,
		 const char *first, const char *last)
{
	for (int i = 0; words[i]; i++)
		if (*words[i])
			ch_buf_addf(out, "%s%s", !out->n ? first :
				    words[i + 1] ? ", " : last, words[i]);
}

const char *ch_key_take_number(const struct ch_key *key, double number,
			       void *to)
{
	char *field = (char *)to + key->at;

	if ((key->low < key->high && !(number >= key->low &&
				       number <= key->high)) ||
	    (key->as == CH_KEY_WHOLE && !(number >= INT_MIN &&
					  number <= INT_MAX)))
		return key->says ? key->says : "out of range";
	if (key->as == CH_KEY_WHOLE)
		*(int *)(void *)field = (int)number;
	else
		*(double *)(void *)field = number;
	return NULL;
}

bool ch_key_has(const char *words, struct ch_slice word)
{
	for (size_t n; *words; words += n + strspn(words + n, " ")) {
		n = strcspn(words, " ");
		if (n == word.n && !memcmp(words, word.s, n))
			return true;
	}
	return false;
}

bool ch_key_is_word(struct ch_slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!(s.s[i] >= 'a' && s.s[i] <= 'z') && s.s[i] != '-' &&
		    !(s.s[i] >= '0' && s.s[i] <= '9'))
			return false;
	return s.n && s.n <= 40;
}
