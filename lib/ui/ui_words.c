/* ui_words.c - codes and moments in the words that people use. */
#include "ui/out.h"
#include "base/grow.h"
#include "base/moment.h"
#include "know/tsv.h"

struct word {
	struct ch_slice field, code, word;
};

/* codes/words.tsv, sorted by field and code. */
struct ch_words {
	struct ch_tsv table;	/* what the words borrow from */
	struct word *word;
	size_t n, room;
};

static int compare_slices(struct ch_slice a, struct ch_slice b)
{
	int d = memcmp(a.s, b.s, a.n < b.n ? a.n : b.n);

	return d ? d : (a.n > b.n) - (a.n < b.n);
}

static int order(const void *a, const void *b)
{
	const struct word *x = a, *y = b;
	int d = compare_slices(x->field, y->field);

	return d ? d : compare_slices(x->code, y->code);
}

/* FIELD<TAB>CODE<TAB>WORD; odd lines are passed over. */
static int add(struct ch_words *w, char **field)
{
	struct word new;

	if (!field[2] || !*field[2])
		return 0;
	new.field = (struct ch_slice){ field[0], strlen(field[0]) };
	new.code = (struct ch_slice){ field[1], strlen(field[1]) };
	new.word = (struct ch_slice){ field[2], strlen(field[2]) };
	if (ch_grow((void **)&w->word, &w->room, w->n, sizeof(new), NULL))
		return CH_ENOMEM;
	w->word[w->n++] = new;
	return 0;
}

/* Words are a courtesy: without their file, codes are shown. */
static struct ch_words *load(struct ch_ui *ui)
{
	struct ch_words *w = calloc(1, sizeof(*w));

	if (!w || ch_tsv_open(&w->table, &ui->shelf, "codes", "words", NULL))
		return w;
	while (ch_tsv_next(&w->table) && !add(w, w->table.field))
		;
	if (w->n)
		qsort(w->word, w->n, sizeof(*w->word), order);
	return w;
}

void ch_words_free(struct ch_words **words)
{
	if (!*words)
		return;
	free((*words)->word);
	ch_tsv_close(&(*words)->table);
	free(*words);
	*words = NULL;
}

static const struct word *look(const struct ch_words *w, const char *field,
			       size_t n, struct ch_slice code)
{
	const struct word key = { { field, n }, code, { NULL, 0 } };

	return w->n ? bsearch(&key, w->word, w->n, sizeof(key), order) : NULL;
}

struct ch_slice ch_ui_word(struct ch_ui *ui, const char *type,
			   const char *field, struct ch_slice code)
{
	const struct word *found = NULL;
	char both[128];
	int n = snprintf(both, sizeof(both), "%s.%s", type ? type : "", field);

	if (!code.s || !code.n)
		return code;
	if (!ui->out->words)
		ui->out->words = load(ui);
	if (!ui->out->words)
		return code;
	if (n > 0 && (size_t)n < sizeof(both))
		found = look(ui->out->words, both, (size_t)n, code);
	if (!found)
		found = look(ui->out->words, field, strlen(field), code);
	return found ? found->word : code;
}

/* Words are said as they are shown, whatever the case, and with - for a
 * blank. */
static bool is_said(struct ch_slice word, const char *said)
{
	if (word.n != strlen(said))
		return false;
	for (size_t i = 0; i < word.n; i++) {
		char c = said[i] == '-' ? ' ' : said[i];

		if ((word.s[i] == '-' ? ' ' : word.s[i] | 0x20) !=
		    (c == ' ' ? c : c | 0x20))
			return false;
	}
	return true;
}

const char *ch_ui_code(struct ch_ui *ui, const struct ch_type *type, int c,
		       const char *said)
{
	const char *const *word = type->field[c].words, *found = NULL;

	for (; word && *word; word++) {
		const struct ch_slice code = { *word, strlen(*word) };

		if (!strcmp(*word, said))
			return said;
		if (!found && is_said(ch_ui_word(ui, type->name,
						 type->field[c].name, code),
				      said))
			found = *word;
	}
	return found ? found : said;
}

int ch_ui_coded(struct ch_ui *ui, const struct ch_type *type, int c,
		const char **said)
{
	*said = ch_ui_code(ui, type, c, *said);
	return !type->field[c].words ? 0 :
		ch_ui_one_of(ui, type->field[c].name, *said,
			     type->field[c].words, NULL);
}

/* ---- moments ---- */

/* "14:05", when the moment says a time. */
static bool add_time(struct ch_buf *out, int64_t m, const char *before)
{
	int64_t s = ch_moment_seconds(m) + ch_moment_offset(m) * 60 -
		ch_moment_day(m) * 86400;

	if (ch_moment_said(m) < CH_SAID_MINUTE)
		return false;
	ch_buf_addf(out, "%s%02d:%02d", before, (int)(s / 3600),
		    (int)(s / 60 % 60));
	return true;
}

/* An instant is on the hub's day and clock, wherever it was said. */
static int64_t here(int64_t m)
{
	return ch_moment_has_zone(m) ? ch_moment_local(ch_moment_seconds(m)) :
		m;
}

static void add_day(struct ch_buf *out, int64_t m)
{
	char s[CH_MOMENT_MAX];

	if (ch_moment_said(m) > CH_SAID_DAY)
		m = ch_moment_of_day(ch_moment_day(m));
	ch_buf_add(out, s, ch_moment_print(m, s));
}

void ch_words_day(struct ch_ui *ui, struct ch_buf *out, int64_t moment,
		  bool hours)
{
	moment = here(moment);
	if (ch_moment_said(moment) < CH_SAID_DAY ||
	    ch_moment_day(moment) != ch_moment_day(ui->now)) {
		add_day(out, moment);
		if (hours)
			add_time(out, moment, " ");
		return;
	}
	ch_buf_adds(out, "today");
	add_time(out, moment, " ");
}

void ch_ui_when(struct ch_ui *ui, struct ch_buf *out, int64_t moment)
{
	int64_t days = ch_moment_local_day(moment) -
		ch_moment_local_day(ui->now);

	moment = here(moment);
	if (ch_moment_said(moment) < CH_SAID_DAY || days > 14 || days < -14) {
		add_day(out, moment);
	} else if (days >= -1 && days <= 1) {
		ch_buf_adds(out, days < 0 ? "yesterday" : days ? "tomorrow" :
			    "today");
		add_time(out, moment, " ");
	} else if (days < 0) {
		ch_buf_addf(out, "%d days ago", (int)-days);
	} else {
		ch_buf_addf(out, "in %d days", (int)days);
	}
}
