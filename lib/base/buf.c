/* buf.c - a growing run of bytes. */
#include "base/buf.h"

bool ch_buf_room(struct ch_buf *b, size_t more)
{
	size_t cap = b->cap ? b->cap : 64;
	char *s;

	if (b->failed || more >= SIZE_MAX / 2 - b->n)
		goto failed;
	if (b->cap - b->n > more)
		return true;
	while (cap - b->n <= more)
		cap *= 2;
	s = realloc(b->s, cap);
	if (!s)
		goto failed;
	b->s = s;
	b->cap = cap;
	return true;
failed:
	b->failed = true;
	return false;
}

void ch_buf_addf(struct ch_buf *b, const char *fmt, ...)
{
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n < 0 || !ch_buf_room(b, (size_t)n))
		return;
	va_start(ap, fmt);
	vsnprintf(b->s + b->n, b->cap - b->n, fmt, ap);
	va_end(ap);
	b->n += (size_t)n;
}

void ch_buf_free(struct ch_buf *b)
{
	free(b->s);
	*b = (struct ch_buf)CH_BUF_INIT;
}

int ch_buf_ok(const struct ch_buf *b, struct ch_err *err)
{
	return b->failed ? ch_nomem(err) : 0;
}

void ch_slice_copy(char *to, size_t size, struct ch_slice s)
{
	size_t n = s.n < size ? s.n : size - 1;

	if (n)
		memcpy(to, s.s, n);
	to[n] = '\0';
}
