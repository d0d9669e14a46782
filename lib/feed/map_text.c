/* map_text.c - the text of a map as lines of tokens. */
#include <stdarg.h>

#include "feed/map_in.h"

int ch_map_fail(struct map_parse *ps, const char *fmt, ...)
{
	char words[256];
	va_list ap;

	if (ps->nomem)
		return ch_nomem(ps->err);
	va_start(ap, fmt);
	vsnprintf(words, sizeof(words), fmt, ap);
	va_end(ap);
	return ch_fail(ps->err, CH_EDATA, "%.80s:%d: %s", ps->m->file,
		       ps->line, words);
}

static bool blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* A "string", its escapes taken out; `*p` is at the opening quote. */
static int string(struct map_parse *ps, const char **p, const char *end,
		  struct map_tok *t)
{
	char *o = ch_arena_take(&ps->m->arena, (size_t)(end - *p));

	if (!o) {
		ps->nomem = true;
		return ch_map_fail(ps, "no memory");
	}
	*t = (struct map_tok){ .s = o, .kind = '"' };
	for ((*p)++; *p < end && **p != '"'; (*p)++) {
		char c = **p;

		if (c == '\\' && *p + 1 < end) {
			c = *++*p;
			c = c == 'n' ? '\n' : c == 't' ? '\t' : c;
		}
		o[t->n++] = c;
	}
	if (*p == end)
		return ch_map_fail(ps, "a string is not closed");
	(*p)++;
	return 0;
}

/* A run without blanks, but for those in brackets and quotes. */
static int word(struct map_parse *ps, const char **p, const char *end,
		struct map_tok *t)
{
	char open = 0;

	*t = (struct map_tok){ .s = *p, .kind = 'w' };
	for (; *p < end; (*p)++) {
		if (open) {
			if (**p == open)
				open = 0;
		} else if (**p == '[') {
			open = ']';
		} else if (**p == '"') {
			open = '"';
		} else if (blank(**p) || **p == '|') {
			break;
		}
	}
	if (open)
		return ch_map_fail(ps, "%s is not closed",
				   open == ']' ? "a bracket" : "a string");
	t->n = (size_t)(*p - t->s);
	return 0;
}

static int token(struct map_parse *ps, const char **p, const char *end,
		 struct map_tok *t)
{
	const char *q;

	if (**p == '"')
		return string(ps, p, end, t);
	if (**p == '|') {
		*t = (struct map_tok){ .s = (*p)++, .n = 1, .kind = '|' };
		return 0;
	}
	if (**p != '{')
		return word(ps, p, end, t);
	q = memchr(*p, '}', (size_t)(end - *p));
	if (!q)
		return ch_map_fail(ps, "a brace is not closed");
	*t = (struct map_tok){ .s = *p + 1, .n = (size_t)(q - *p - 1),
			       .kind = '{' };
	*p = q + 1;
	return 0;
}

static int tokens(struct map_parse *ps, struct map_line *line, const char *p,
		  const char *end)
{
	struct map_tok tok[128];
	int n = 0, code;

	for (;;) {
		while (p < end && blank(*p))
			p++;
		if (p == end)
			break;
		if (n == (int)CH_COUNT(tok))
			return ch_map_fail(ps, "too many words on one line");
		code = token(ps, &p, end, &tok[n++]);
		if (code)
			return code;
	}
	line->n = n;
	line->tok = ch_arena_take(&ps->m->arena, (size_t)n * sizeof(*tok));
	if (!line->tok) {
		ps->nomem = true;
		return ch_map_fail(ps, "no memory");
	}
	memcpy(line->tok, tok, (size_t)n * sizeof(*tok));
	return 0;
}

/* Where the line that begins at `p` ends: a brace joins the lines to its
 * partner. `*lines` counts the newlines passed. */
static const char *line_end(const char *p, const char *end, int *lines)
{
	bool brace = false, quote = false;

	for (*lines = 1; p < end; p++) {
		if (*p == '\n') {
			if (!brace)
				return p;
			++*lines;
		}
		if (*p == '"')
			quote = !quote;
		else if (!quote && (*p == '{' || *p == '}'))
			brace = *p == '{';
	}
	return end;
}

static int one_line(struct map_parse *ps, const char *p, const char *end)
{
	struct map_line *line = &ps->m->line[ps->m->nline];
	const char *q = p;

	while (q < end && (*q == ' ' || *q == '\t'))
		q++;
	while (end > q && blank(end[-1]))
		end--;
	if (q == end || *q == '#')
		return 0;
	ps->m->nline++;
	*line = (struct map_line){ .no = ps->line, .inside = q > p };
	if (*q == '<' || *q == '>') {
		line->example = *q++;
		if (q < end && *q == ' ')
			q++;
		line->rest = (struct ch_slice){ q, (size_t)(end - q) };
		return 0;
	}
	return tokens(ps, line, q, end);
}

int ch_map_lines(struct map_parse *ps, const char *text, size_t n)
{
	const char *p = text, *end = text + n;
	size_t most = 1;

	if (memchr(text, '\0', n) || n > 1 << 20)
		return ch_map_fail(ps, "not the text of a map");
	for (size_t i = 0; i < n; i++)
		most += text[i] == '\n';
	ps->m->line = ch_arena_zero(&ps->m->arena, most,
				    sizeof(*ps->m->line));
	if (!ps->m->line) {
		ps->nomem = true;
		return ch_map_fail(ps, "no memory");
	}
	for (ps->line = 1; p < end; p++) {
		bool example = *p == '<' || *p == '>' || *p == '#';
		const char *nl = memchr(p, '\n', (size_t)(end - p));
		const char *q;
		int lines = 1, code;

		if (example)
			q = nl ? nl : end;
		else
			q = line_end(p, end, &lines);
		code = one_line(ps, p, q);
		if (code)
			return code;
		ps->line += lines;
		p = q;
	}
	return 0;
}
