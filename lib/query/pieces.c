/* pieces.c - a file with a heading, and the parts that it shares. */
#include "query/knowledge_in.h"

bool ch_piece_name(const char **list, char name[CH_PIECE_NAME])
{
	size_t n;

	*list += strspn(*list, ", ");
	n = strcspn(*list, ", ");
	snprintf(name, CH_PIECE_NAME, "%.*s", (int)n, *list);
	*list += n;
	return n > 0;
}

/* Reads what it stands on before it. */
static int add_parts(struct ch_pieces *p, const struct ch_heading *h,
		     const struct ch_shelf *shelf, int deep,
		     struct ch_err *err);

/* A part that is there already is not read again. */
static int add_part(struct ch_pieces *p, const char *name,
		    const struct ch_shelf *shelf, int deep,
		    struct ch_err *err)
{
	struct ch_heading part = { .text = NULL };
	struct ch_book book;
	int rc;

	for (int i = 0; i < p->parts; i++)
		if (!strcmp(p->name[i], name))
			return 0;
	rc = ch_shelf_find(shelf, "parts", name, ".sql", &book, err);
	if (rc == CH_ENOENT)
		return ch_fail(err, CH_EDATA, "%s: with: no file parts/%s.sql",
			       p->file.path, name);
	if (!rc)
		rc = ch_heading_read(&part, book.path, NULL, err);
	if (!rc && (!part.query[0] || !*part.query[0]))
		rc = ch_fail(err, CH_EDATA, "%s: no text", part.path);
	if (!rc)
		rc = add_parts(p, &part, shelf, deep + 1, err);
	if (!rc && (deep == CH_PIECES_MAX || p->parts == CH_PIECES_MAX))
		rc = ch_fail(err, CH_EDATA, "%s: with: more than %d parts, or "
			     "parts in a circle", p->file.path, CH_PIECES_MAX);
	if (rc) {
		ch_heading_free(&part);
		return rc;
	}
	snprintf(p->name[p->parts], CH_PIECE_NAME, "%s", name);
	p->part[p->parts++] = part;
	return 0;
}

static int add_parts(struct ch_pieces *p, const struct ch_heading *h,
		     const struct ch_shelf *shelf, int deep,
		     struct ch_err *err)
{
	const char *list = ch_heading_get(h, "with");
	char name[CH_PIECE_NAME];
	int rc = 0;

	while (list && deep <= CH_PIECES_MAX && !rc &&
	       ch_piece_name(&list, name))
		rc = add_part(p, name, shelf, deep, err);
	return rc;
}

int ch_pieces_read(struct ch_pieces *out, const char *path,
		   const char *const *queries, const struct ch_shelf *shelf,
		   struct ch_err *err)
{
	int rc;

	out->parts = 0;
	rc = ch_heading_read(&out->file, path, queries, err);
	return rc ? rc : add_parts(out, &out->file, shelf, 0, err);
}

void ch_pieces_free(struct ch_pieces *p)
{
	ch_heading_free(&p->file);
	for (int i = 0; i < p->parts; i++)
		ch_heading_free(&p->part[i]);
	p->parts = 0;
}

void ch_pieces_hash(const struct ch_pieces *p, char hex[2 * CH_SHA256 + 1])
{
	unsigned char sums[CH_PIECES_MAX + 1][CH_SHA256], sum[CH_SHA256];

	memcpy(sums[0], p->file.sum, CH_SHA256);
	for (int i = 0; i < p->parts; i++)
		memcpy(sums[i + 1], p->part[i].sum, CH_SHA256);
	if (p->parts)
		ch_sha256(sums, (size_t)(p->parts + 1) * CH_SHA256, sum);
	ch_hex(p->parts ? sum : sums[0], CH_SHA256, hex);
}

/* Where the text goes on behind its own WITH; `s` when it has none. */
static const char *behind_with(const char *s, bool *recursive)
{
	const char *after = s;

	if (!strncasecmp(s, "with", 4) && s[4] && strchr(" \t\n", s[4]))
		after = s + 4 + strspn(s + 4, " \t\n");
	*recursive = after != s && !strncasecmp(after, "recursive", 9);
	return *recursive ? after + 9 : after;
}

char *ch_pieces_query(const struct ch_pieces *p, const struct ch_knowledge *k,
		      int query)
{
	const char *own = p->file.query[query], *rest = own;
	struct ch_buf out = CH_BUF_INIT;
	bool part = k->form->part, recursive = false;

	if (p->parts && !part)
		rest = behind_with(own, &recursive);
	if (p->parts || part)
		ch_buf_addf(&out, "WITH %s", recursive ? "RECURSIVE " : "");
	for (int i = 0; i < p->parts; i++)
		ch_buf_addf(&out, "%s%s", i ? "\n, " : "",
			    p->part[i].query[0]);
	/* The last line of each may be a comment. */
	if (p->parts)
		ch_buf_adds(&out, part || rest != own ? "\n, " : "\n");
	ch_buf_adds(&out, rest);
	if (part)	/* what it gives */
		ch_buf_adds(&out, "\nSELECT * FROM ");
	for (const char *s = k->name; part && *s; s++)
		ch_buf_addc(&out, *s == '-' ? '_' : *s);
	if (out.failed)
		ch_buf_free(&out);
	return out.s;
}
