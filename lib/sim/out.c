/* out.c - buffered files of an export, and the spelling of ids and numbers. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sim/out.h"

#define BUFFER (256 * 1024)

static bool is_empty(int fd)
{
	DIR *d = fdopendir(fd);
	struct dirent *e;
	bool empty = d != NULL;

	if (!d) {
		close(fd);
		return false;
	}
	while (empty && (e = readdir(d)))
		empty = !strcmp(e->d_name, ".") || !strcmp(e->d_name, "..");
	closedir(d);
	return empty;
}

int ch_sim_open(struct ch_sim_out *o, const char *path, struct ch_err *err)
{
	int fd;

	memset(o, 0, sizeof(*o));
	o->path = path;
	o->dir = -1;
	if (mkdir(path, 0777) && errno != EEXIST)
		return errno != ENOTDIR && errno != ENOENT ?
			ch_fail_errno(err, path) :
			ch_fail(err, CH_ECREATE, "%s: its parent is no "
				"directory", path);
	fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0 && errno == ENOTDIR)
		return ch_fail(err, CH_ECREATE, "%s: is no directory", path);
	if (fd < 0)
		return ch_fail_errno(err, path);
	if (!is_empty(fd))
		return ch_fail(err, CH_ECREATE, "%s: there is something in "
			       "this directory; name a new one", path);
	o->dir = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return o->dir < 0 ? ch_fail_errno(err, path) : 0;
}

static void fail(struct ch_sim_out *o, const char *name)
{
	char path[4096];

	if (o->code)
		return;
	snprintf(path, sizeof(path), "%s/%s", o->path, name);
	o->code = ch_fail_errno(&o->err, path);
}

struct ch_sim_file *ch_sim_file(struct ch_sim_out *o, const char *name)
{
	struct ch_sim_file *f = &o->file[o->n];

	f->name = name;
	f->fd = openat(o->dir, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
		       0666);
	if (f->fd < 0) {
		fail(o, name);
		return NULL;
	}
	o->n++;
	f->buf = f->p = malloc(BUFFER + CH_SIM_ROOM);
	if (!f->buf) {
		fail(o, name);
		return NULL;
	}
	return f;
}

static void flush(struct ch_sim_out *o, struct ch_sim_file *f)
{
	const char *s = f->buf;

	f->bytes += f->p - f->buf;
	while (s < f->p && !o->code) {
		ssize_t n = write(f->fd, s, (size_t)(f->p - s));

		if (n >= 0)
			s += n;
		else if (errno != EINTR)
			fail(o, f->name);
	}
	f->p = f->buf;
}

void ch_sim_begin(struct ch_sim_out *o, struct ch_sim_file *f)
{
	if (CH_UNLIKELY(f->p - f->buf >= BUFFER))
		flush(o, f);
}

int ch_sim_failed(const struct ch_sim_out *o, struct ch_err *err)
{
	if (o->code && err)
		*err = o->err;
	return o->code;
}

int ch_sim_close(struct ch_sim_out *o, struct ch_err *err)
{
	for (int i = 0; i < o->n; i++) {
		struct ch_sim_file *f = &o->file[i];

		if (f->buf)
			flush(o, f);
		if (close(f->fd))
			fail(o, f->name);
		free(f->buf);
	}
	if (o->dir >= 0)
		close(o->dir);
	return ch_sim_failed(o, err);
}

void ch_sim_add_uuid(struct ch_sim_file *f, struct ch_sim_uuid u)
{
	static const char digit[] = "0123456789abcdef";
	char *p = f->p;

	for (int i = 0; i < 32; i++) {
		uint64_t half = i < 16 ? u.hi : u.lo;

		if (i == 8 || i == 12 || i == 16 || i == 20)
			*p++ = '-';
		*p++ = digit[half >> (60 - 4 * (i & 15)) & 15];
	}
	f->p = p;
}

void ch_sim_add_int(struct ch_sim_file *f, int64_t n)
{
	char digits[20];
	int i = 20;

	if (n < 0) {
		*f->p++ = '-';
		n = -n;
	}
	do
		digits[--i] = (char)('0' + n % 10);
	while (n /= 10);
	ch_sim_add(f, digits + i, (size_t)(20 - i));
}

void ch_sim_add_scaled(struct ch_sim_file *f, int scaled, int decimals)
{
	int unit = 1, rest;

	for (int i = 0; i < decimals; i++)
		unit *= 10;
	if (scaled < 0) {
		*f->p++ = '-';
		scaled = -scaled;
	}
	ch_sim_add_int(f, scaled / unit);
	if (!decimals)
		return;
	*f->p++ = '.';
	for (rest = scaled % unit; unit > 1; rest %= unit) {
		unit /= 10;
		*f->p++ = (char)('0' + rest / unit);
	}
}
