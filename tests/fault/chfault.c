/*
 * chfault.c - makes memory and disks fail, for LD_PRELOAD into unmodified
 * programs.
 *
 *   CHF_OOM=N       the Nth malloc, calloc or realloc gives NULL
 *   CHF_OOM_FROM=N  and so do all after it
 *   CHF_IOERR=N     the Nth read, write, sync or truncation is EIO
 *   CHF_FULL=N      the Nth write and all after it are ENOSPC
 *   CHF_SHORT=N     the Nth write writes half of what it should
 *   CHF_KILL=N      SIGKILL at the Nth write or sync; a write is half done
 *   CHF_COUNT=FILE  at exit, appends how many of each there were, so that a
 *                   sweep knows how far to go: "oom 512", "ioerr 40", ...
 *
 * Only regular files count, and not standard output and standard error.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static long oom, oom_from, ioerr, full, shorter, deadly;
static const char *count_file;
static bool started;
static atomic_long allocations, operations, writes, changes;

static long number(const char *name)
{
	const char *s = getenv(name);

	return s ? strtol(s, NULL, 10) : 0;
}

__attribute__((constructor)) static void start(void)
{
	oom = number("CHF_OOM");
	oom_from = number("CHF_OOM_FROM");
	ioerr = number("CHF_IOERR");
	full = number("CHF_FULL");
	shorter = number("CHF_SHORT");
	deadly = number("CHF_KILL");
	count_file = getenv("CHF_COUNT");
	started = true;
}

__attribute__((destructor)) static void tell(void)
{
	char line[160];
	int fd, n;

	started = false;
	if (!count_file)
		return;
	n = snprintf(line, sizeof(line),
		     "oom %ld\noom-from %ld\nioerr %ld\nfull %ld\nshort %ld\n"
		     "kill %ld\n", allocations, allocations, operations, writes,
		     writes, changes);
	fd = (int)syscall(SYS_openat, AT_FDCWD, count_file,
			  O_WRONLY | O_CREAT | O_APPEND, 0600);
	if (fd >= 0 && syscall(SYS_write, fd, line, n) == n)
		syscall(SYS_close, fd);
}

/* ---- memory ---- */

static bool no_memory(void)
{
	long n;

	if (!started)
		return false;
	n = ++allocations;
	if (n == oom || (oom_from && n >= oom_from)) {
		errno = ENOMEM;
		return true;
	}
	return false;
}

/* dlsym() itself may ask for memory before we know whom to ask: a little is
 * kept for it, and never given back. */
static char pool[4096];
static size_t pooled;

static bool from_pool(const void *p)
{
	return (const char *)p >= pool &&
	       (const char *)p < pool + sizeof(pool);
}

static void *take(size_t n)
{
	void *p = pool + pooled;

	pooled += (n + 15) & ~(size_t)15;
	return pooled > sizeof(pool) ? NULL : p;
}

#define REAL(type, name, ...) \
	static type (*real)(__VA_ARGS__); \
	static __thread bool asking; \
	if (!real && !asking) { \
		asking = true; \
		*(void **)&real = dlsym(RTLD_NEXT, #name); \
		asking = false; \
	}

void *malloc(size_t n)
{
	REAL(void *, malloc, size_t)
	if (!real)
		return take(n);
	return no_memory() ? NULL : real(n);
}

void *calloc(size_t n, size_t size)
{
	REAL(void *, calloc, size_t, size_t)
	if (!real)
		return take(n * size);
	return no_memory() ? NULL : real(n, size);
}

void *realloc(void *p, size_t n)
{
	REAL(void *, realloc, void *, size_t)
	if (!real || from_pool(p)) {
		void *q = real ? malloc(n) : take(n);

		if (p && q)
			memcpy(q, p, n < 64 ? n : 64);
		return q;
	}
	return no_memory() ? NULL : real(p, n);
}

void free(void *p)
{
	REAL(void, free, void *)
	if (p && real && !from_pool(p))
		real(p);
}

/* ---- files ---- */

static bool counts(int fd)
{
	struct stat st;

	return started && fd != 1 && fd != 2 && !fstat(fd, &st) &&
	       S_ISREG(st.st_mode);
}

static bool fails(int fd)
{
	if (!counts(fd))
		return false;
	if (++operations != ioerr)
		return false;
	errno = EIO;
	return true;
}

/* Before a sync or truncation: dies here if it is time. */
static bool change_fails(int fd)
{
	if (!counts(fd))
		return false;
	if (++changes == deadly)
		kill(getpid(), SIGKILL);
	return fails(fd);
}

/*
 * Before a write of `*n` bytes: true when it fails; may make it shorter.
 * `*die` is set when the process is to end after it.
 */
static bool write_fails(int fd, size_t *n, bool *die)
{
	long w;

	*die = false;
	if (!counts(fd))
		return false;
	if (++changes == deadly) {
		*n /= 2;
		*die = true;
		return false;
	}
	w = ++writes;
	if (full && w >= full) {
		errno = ENOSPC;
		return true;
	}
	if (w == shorter && *n > 1)
		*n /= 2;
	return fails(fd);
}

static ssize_t end_write(ssize_t n, bool die)
{
	if (die)
		kill(getpid(), SIGKILL);
	return n;
}

ssize_t read(int fd, void *buf, size_t n)
{
	return fails(fd) ? -1 : syscall(SYS_read, fd, buf, n);
}

ssize_t pread(int fd, void *buf, size_t n, off_t at)
{
	return fails(fd) ? -1 : syscall(SYS_pread64, fd, buf, n, at);
}

ssize_t pread64(int fd, void *buf, size_t n, off64_t at)
{
	return pread(fd, buf, n, at);
}

ssize_t write(int fd, const void *buf, size_t n)
{
	bool die;

	if (write_fails(fd, &n, &die))
		return -1;
	return end_write(syscall(SYS_write, fd, buf, n), die);
}

ssize_t pwrite(int fd, const void *buf, size_t n, off_t at)
{
	bool die;

	if (write_fails(fd, &n, &die))
		return -1;
	return end_write(syscall(SYS_pwrite64, fd, buf, n, at), die);
}

ssize_t pwrite64(int fd, const void *buf, size_t n, off64_t at)
{
	return pwrite(fd, buf, n, at);
}

int fsync(int fd)
{
	return change_fails(fd) ? -1 : (int)syscall(SYS_fsync, fd);
}

int fdatasync(int fd)
{
	return change_fails(fd) ? -1 : (int)syscall(SYS_fdatasync, fd);
}

int ftruncate(int fd, off_t n)
{
	return change_fails(fd) ? -1 : (int)syscall(SYS_ftruncate, fd, n);
}

int ftruncate64(int fd, off64_t n)
{
	return ftruncate(fd, n);
}
