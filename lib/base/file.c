/* file.c - input files, line by line or whole, with their digests. */
#include "base/file.h"
#include "base/buf.h"
#include "base/recode.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BLOCK = 512 << 10, LEAST = 64 };

/*
 * buf[start..end) is read and not yet given out; CH_PAD bytes after `cap`
 * belong to us too. Bytes before `start` are the line last given out. Where
 * the bytes are decoded, raw[raw_start..raw_end) still has to be.
 */
struct ch_file {
	int fd;
	bool ours;		/* close it */
	bool pipe, eof;
	char *name;
	int64_t base;		/* offset in fd of our first byte */
	int64_t size;
	int64_t read;
	int64_t at;		/* of the line last returned */
	long line;
	char *buf;
	size_t cap, start, end;
	struct ch_sha256 hash;	/* over the first `hashed` bytes */
	int64_t hashed;
	bool hashing;		/* go on as they are read */
	struct ch_recode *recode;
	size_t mark;		/* bytes of its mark, which are passed over */
	char *raw;
	size_t raw_start, raw_end;
	bool raw_eof;
	enum ch_crs crs;
};

static ssize_t read_some(int fd, char *p, size_t n)
{
	ssize_t got;

	do
		got = read(fd, p, n);
	while (got < 0 && errno == EINTR);
	return got;
}

/* What kind of thing the descriptor is; refuses what is no input. Whatever
 * standard input is (a terminal, /dev/null) is read like a pipe. */
static int examine(struct ch_file *f, struct ch_err *err)
{
	struct stat st;

	if (fstat(f->fd, &st))
		return ch_fail_errno(err, f->name);
	if (S_ISDIR(st.st_mode))
		return ch_fail(err, CH_ENOENT, "%s: is a directory", f->name);
	if (f->ours && (S_ISCHR(st.st_mode) || S_ISBLK(st.st_mode)))
		return ch_fail(err, CH_ENOENT, "%s: is a device", f->name);
	f->pipe = !S_ISREG(st.st_mode);
	f->size = -1;
	if (!f->pipe) {
		f->base = lseek(f->fd, 0, SEEK_CUR);
		if (f->base < 0)
			return ch_fail_errno(err, f->name);
		f->size = st.st_size > f->base ? st.st_size - f->base : 0;
	}
	return 0;
}

int ch_file_open(struct ch_file **out, const char *path, int in_fd,
		 struct ch_err *err)
{
	struct ch_file *f = calloc(1, sizeof(*f));
	int rc;

	*out = NULL;
	if (!f)
		return ch_nomem(err);
	f->ours = strcmp(path, "-") != 0;
	f->fd = in_fd;
	f->name = strdup(f->ours ? path : "<stdin>");
	f->buf = malloc(BLOCK + CH_PAD);
	f->cap = BLOCK;
	if (!f->name || !f->buf) {
		f->ours = false;
		rc = ch_nomem(err);
		goto failed;
	}
	if (f->ours) {
		f->fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
		if (f->fd < 0) {
			rc = ch_fail_errno(err, path);
			goto failed;
		}
	}
	rc = examine(f, err);
	if (rc)
		goto failed;
	*out = f;
	return 0;
failed:
	ch_file_close(&f);
	return rc;
}

void ch_file_close(struct ch_file **f)
{
	if (!*f)
		return;
	if ((*f)->ours && (*f)->fd >= 0)
		close((*f)->fd);
	free((*f)->name);
	free((*f)->buf);
	free((*f)->raw);
	ch_recode_free(&(*f)->recode);
	free(*f);
	*f = NULL;
}

/* Makes room behind what is not given out yet, by moving it to the front or,
 * when it fills the buffer, by growing. */
static int make_room(struct ch_file *f, struct ch_err *err)
{
	size_t have = f->end - f->start;

	if (f->cap - have < LEAST) {
		size_t cap = 2 * f->cap < CH_LINE_MAX ? 2 * f->cap :
			CH_LINE_MAX + BLOCK;
		char *p = realloc(f->buf, cap + CH_PAD);

		if (!p)
			return ch_nomem(err);
		f->buf = p;
		f->cap = cap;
	} else if (f->start) {
		memmove(f->buf, f->buf + f->start, have);
		f->start = 0;
		f->end = have;
	}
	return 0;
}

/* Reads up to `room` bytes; says how many in `*n`. */
static int take(struct ch_file *f, char *p, size_t room, size_t *n,
		struct ch_err *err)
{
	ssize_t got = read_some(f->fd, p, room < BLOCK ? room : BLOCK);

	*n = 0;
	if (got < 0)
		return ch_fail_errno(err, f->name);
	if (f->hashing && f->read == f->hashed) {
		ch_sha256_add(&f->hash, p, (size_t)got);
		f->hashed += got;
	}
	f->read += got;
	*n = (size_t)got;
	return 0;
}

static int take_decoded(struct ch_file *f, struct ch_err *err)
{
	size_t left = f->raw_end - f->raw_start, got, done;
	int rc;

	if (left < LEAST && !f->raw_eof) {
		memmove(f->raw, f->raw + f->raw_start, left);
		rc = take(f, f->raw + left, BLOCK - left, &got, err);
		if (rc)
			return rc;
		f->raw_eof = !got;
		f->raw_start = 0;
		f->raw_end = left + got;
		/* A mark is shorter than what is read at a time. */
		if (f->read == (int64_t)got)
			f->raw_start = f->mark < got ? f->mark : got;
		left = f->raw_end - f->raw_start;
	}
	f->end += ch_recode_some(f->recode, f->raw + f->raw_start, left,
				 f->raw_eof, f->buf + f->end,
				 f->cap - f->end, &done);
	f->raw_start += done;
	f->eof = f->raw_eof && f->raw_start == f->raw_end;
	return 0;
}

static int fill(struct ch_file *f, struct ch_err *err)
{
	size_t from, got;
	int rc = make_room(f, err);

	if (rc)
		return rc;
	from = f->end;
	if (f->recode)
		rc = take_decoded(f, err);
	else
		rc = take(f, f->buf + f->end, f->cap - f->end, &got, err);
	if (rc)
		return rc;
	if (!f->recode) {
		f->eof = !got;
		f->end += got;
	}
	ch_recode_crs(&f->crs, f->buf + from, f->end - from);
	/* Readers may look at the padding, so it has a value. */
	memset(f->buf + f->end, 0, CH_PAD);
	return 0;
}

static int skip_bom(struct ch_file *f, struct ch_err *err)
{
	while (f->end - f->start < 3 && !f->eof) {
		int rc = fill(f, err);

		if (rc)
			return rc;
	}
	if (f->end - f->start >= 3 && !memcmp(f->buf, "\xef\xbb\xbf", 3))
		f->start = 3;
	return 0;
}

/* Passes over the rest of a line that is too long. */
static int skip_line(struct ch_file *f, struct ch_err *err)
{
	for (;;) {
		char *nl = memchr(f->buf + f->start, '\n', f->end - f->start);
		int rc;

		if (nl) {
			f->start = (size_t)(nl - f->buf) + 1;
			break;
		}
		f->start = f->end = 0;
		if (f->eof)
			break;
		rc = fill(f, err);
		if (rc)
			return rc;
	}
	return ch_refuse(err, NULL, "line-too-long");
}

int ch_file_line(struct ch_file *f, char **line, size_t *n, bool *whole,
		 struct ch_err *err)
{
	size_t seen = 0;	/* bytes known to hold no newline */
	char *s, *nl;
	int rc;

	if (!f->line) {
		rc = skip_bom(f, err);
		if (rc)
			return rc;
	}
	for (;;) {
		s = f->buf + f->start;
		nl = memchr(s + seen, '\n', f->end - f->start - seen);
		if (nl || f->eof)
			break;
		seen = f->end - f->start;
		if (seen > CH_LINE_MAX + 1)
			break;
		rc = fill(f, err);
		if (rc)
			return rc;
	}
	if (!nl && f->eof && f->start == f->end)
		return CH_END;
	f->line++;
	f->at = f->read - (int64_t)(f->end - f->start);
	*whole = nl != NULL;
	*n = nl ? (size_t)(nl - s) : f->end - f->start;
	if (nl && *n && s[*n - 1] == '\r')
		(*n)--;
	if (*n > CH_LINE_MAX)
		return skip_line(f, err);
	*line = s;
	f->start = nl ? (size_t)(nl - f->buf) + 1 : f->end;
	return 0;
}

long ch_file_at_line(const struct ch_file *f)
{
	return f->line;
}

int64_t ch_file_at_byte(const struct ch_file *f)
{
	return f->at;
}

int64_t ch_file_read(const struct ch_file *f)
{
	return f->read;
}

int64_t ch_file_size(const struct ch_file *f)
{
	return f->size;
}

const char *ch_file_name(const struct ch_file *f)
{
	return f->name;
}

bool ch_file_is_pipe(const struct ch_file *f)
{
	return f->pipe;
}

int ch_file_rewind(struct ch_file *f, struct ch_err *err)
{
	if (f->pipe)
		return ch_fail(err, CH_EIO, "%s: a pipe is read only once",
			       f->name);
	if (lseek(f->fd, f->base, SEEK_SET) < 0)
		return ch_fail_errno(err, f->name);
	f->start = f->end = 0;
	f->raw_start = f->raw_end = 0;
	f->read = f->at = 0;
	f->line = 0;
	f->eof = f->raw_eof = false;
	if (f->recode)
		ch_recode_again(f->recode);
	return 0;
}

int ch_file_decode(struct ch_file *f, const char *encoding, bool *decoded,
		   struct ch_err *err)
{
	char first[4];
	ssize_t n = f->pipe ? 0 : pread(f->fd, first, sizeof(first), f->base);
	const char *says = n > 0 ? ch_recode_mark(first, (size_t)n, &f->mark) :
		NULL;
	int rc;

	f->crs = CH_CRS_MAYBE;
	if (says)
		encoding = says;
	*decoded = encoding && strcmp(encoding, "UTF-8");
	if (!*decoded || f->recode)
		return 0;
	rc = ch_recode_new(&f->recode, encoding, err);
	f->raw = rc ? NULL : malloc(BLOCK);
	return rc || f->raw ? rc : ch_nomem(err);
}

void ch_file_hash_along(struct ch_file *f)
{
	if (!f->hashing)
		ch_sha256_begin(&f->hash);
	f->hashing = true;
}

int ch_file_digest(struct ch_file *f, unsigned char out[CH_SHA256],
		   struct ch_err *err)
{
	CH_AUTO(ch_free) char *block = NULL;

	if (f->pipe)
		return ch_fail(err, CH_EIO, "%s: a pipe is read only once",
			       f->name);
	block = malloc(BLOCK);
	if (!block)
		return ch_nomem(err);
	ch_file_hash_along(f);
	for (;;) {
		ssize_t got = pread(f->fd, block, BLOCK, f->base + f->hashed);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return ch_fail_errno(err, f->name);
		if (!got)
			break;
		ch_sha256_add(&f->hash, block, (size_t)got);
		f->hashed += got;
	}
	ch_sha256_end(&f->hash, out);
	f->hashing = false;
	f->hashed = 0;
	return 0;
}

/* A file without a name; not every file system can make one at once. */
static int unnamed(const char *dir, struct ch_err *err)
{
	char path[4096];
	int fd = open(dir, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);

	if (fd >= 0)
		return fd;
	snprintf(path, sizeof(path), "%s/spool.XXXXXX", dir);
	fd = mkostemp(path, O_CLOEXEC);
	if (fd < 0)
		ch_fail_errno(err, dir);
	else
		unlink(path);
	return fd;
}

static int write_all(int fd, const char *p, size_t n, const char *dir,
		     struct ch_err *err)
{
	while (n) {
		ssize_t put = write(fd, p, n);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return ch_fail_errno(err, dir);
		p += put;
		n -= (size_t)put;
	}
	return 0;
}

int ch_file_spool(struct ch_file *f, const char *dir, struct ch_err *err)
{
	int64_t size = 0;
	int fd, rc = 0;

	if (!f->pipe)
		return 0;
	fd = unnamed(dir, err);
	if (fd < 0)
		return err ? err->code : CH_EIO;
	while (!rc && !f->eof) {
		f->start = f->end = 0;
		rc = fill(f, err);
		if (!rc)
			rc = write_all(fd, f->buf, f->end, dir, err);
		size += (int64_t)f->end;
	}
	if (rc) {
		close(fd);
		return rc;
	}
	if (f->ours)
		close(f->fd);
	f->fd = fd;
	f->ours = true;
	f->pipe = false;
	f->base = 0;
	f->size = size;
	return ch_file_rewind(f, err);
}

int ch_file_slurp(const char *path, size_t max, char **text, size_t *n,
		  struct ch_err *err)
{
	struct ch_buf b = CH_BUF_INIT;
	struct ch_file *f;
	int rc = ch_file_open(&f, path, -1, err);

	*text = NULL;
	if (rc)
		return rc;
	while (!f->eof && b.n <= max) {
		f->start = f->end = 0;
		rc = fill(f, err);
		if (rc)
			goto out;
		ch_buf_add(&b, f->buf, f->end);
	}
	if (b.n > max) {
		rc = ch_fail(err, CH_EDATA, "%s: larger than %zu bytes", path,
			     max);
		goto out;
	}
	ch_buf_room(&b, CH_PAD);
	rc = ch_buf_ok(&b, err);
	if (rc)
		goto out;
	memset(b.s + b.n, 0, CH_PAD);
	*text = b.s;
	*n = b.n;
	b.s = NULL;
out:
	ch_buf_free(&b);
	ch_file_close(&f);
	return rc;
}
