/* hsds_word.c - what terms and names of languages mean, by tables. */
#include "base/grow.h"
#include "base/text.h"
#include "feed/hsds_in.h"

#define UNKNOWNS_MAX 200

int ch_hsds_word(struct ch_hsds *h, enum ch_hsds_words of, const char *word,
		 const char *means, struct ch_err *err)
{
	struct hsds_words *w = &h->words[of];
	struct ch_buf folded = CH_BUF_INIT;
	struct hsds_word *at;

	if (ch_grow((void **)&w->at, &w->room, w->n, sizeof(*w->at), err))
		return CH_ENOMEM;
	ch_text_fold(&folded, word, strlen(word));
	at = &w->at[w->n];
	at->word = folded.s;
	at->means = strdup(means);
	w->n++;
	w->sorted = false;
	return at->word && at->means ? 0 : ch_nomem(err);
}

static int by_word(const void *a, const void *b)
{
	const struct hsds_word *x = a, *y = b;

	return strcmp(x->word, y->word);
}

const char *ch_hsds_means(struct ch_hsds *h, enum ch_hsds_words of,
			  struct ch_slice word)
{
	struct hsds_words *w = &h->words[of];
	CH_AUTO(ch_buf_free) struct ch_buf folded = CH_BUF_INIT;
	struct hsds_word key, *found;

	word = ch_text_trim(word);
	if (!word.n || !w->n)
		return NULL;
	if (!w->sorted)
		qsort(w->at, w->n, sizeof(*w->at), by_word);
	w->sorted = true;
	ch_text_fold(&folded, word.s, word.n);
	if (folded.failed || !folded.s)
		return NULL;
	key.word = folded.s;
	found = bsearch(&key, w->at, w->n, sizeof(*w->at), by_word);
	return found ? found->means : NULL;
}

/* As a member's name in the batch: without what JSON would escape, and cut
 * between characters. */
static void plain(char *out, size_t size, struct ch_slice word)
{
	ch_slice_copy(out, size, word);
	for (char *s = out; *s; s++)
		if (*s == '"' || *s == '\\' || (unsigned char)*s < ' ')
			*s = ' ';
	while (*out && !ch_text_utf8(out, strlen(out)))
		out[strlen(out) - 1] = '\0';
}

int ch_hsds_unknown(struct ch_hsds *h, const char *table, struct ch_slice word,
		    struct ch_err *err)
{
	struct ch_unknown *u;
	char field[sizeof(u->field)];

	plain(field, sizeof(field), word);
	for (size_t i = 0; i < h->unknowns; i++)
		if (!strcmp(h->unknown[i].field, field)) {
			h->unknown[i].count++;
			return 0;
		}
	if (h->unknowns >= UNKNOWNS_MAX)
		return 0;
	if (ch_grow((void **)&h->unknown, &h->unknown_room, h->unknowns,
		    sizeof(*h->unknown), err))
		return CH_ENOMEM;
	u = &h->unknown[h->unknowns++];
	*u = (struct ch_unknown){ .count = 1 };
	snprintf(u->map, sizeof(u->map), "%s", table);
	snprintf(u->field, sizeof(u->field), "%s", field);
	return 0;
}
