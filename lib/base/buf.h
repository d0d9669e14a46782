/* buf.h - a growing run of bytes. */
#ifndef CH_BUF_H
#define CH_BUF_H

#include <stdarg.h>
#include <string.h>

#include "base/base.h"

/* `s` is always NUL-terminated once something was added, and may be NULL
 * before.  A failed allocation sets `failed` and drops the bytes: check it
 * once, at the end (ch_buf_ok). */
struct ch_buf {
	char *s;
	size_t n, cap;
	bool failed;
};

#define CH_BUF_INIT { NULL, 0, 0, false }

bool ch_buf_room(struct ch_buf *b, size_t more);	/* false: no memory */
void ch_buf_addf(struct ch_buf *b, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
void ch_buf_free(struct ch_buf *b);

static inline void ch_buf_clear(struct ch_buf *b)
{
	b->n = 0;
	b->failed = false;
	if (b->s)
		b->s[0] = '\0';
}

static inline void ch_buf_add(struct ch_buf *b, const char *s, size_t n)
{
	if (CH_UNLIKELY(b->cap - b->n <= n) && !ch_buf_room(b, n))
		return;
	memcpy(b->s + b->n, s, n);
	b->n += n;
	b->s[b->n] = '\0';
}

static inline void ch_buf_adds(struct ch_buf *b, const char *s)
{
	ch_buf_add(b, s, strlen(s));
}

static inline void ch_buf_addc(struct ch_buf *b, char c)
{
	ch_buf_add(b, &c, 1);
}

/* 0, or CH_ENOMEM when an addition had failed. */
int ch_buf_ok(const struct ch_buf *b, struct ch_err *err);

#endif
