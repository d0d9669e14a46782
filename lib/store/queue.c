/* queue.c - waiting one's turn to write.  SQLite's own waiting is unfair: a
 * sleeper can be passed over for seconds; fcntl's is a queue. */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/queue.h"

enum { NEXT, WORKING };

/* OFD locks belong to the open file: they vanish with it, however we die. */
static int lock(int fd, int byte, int kind)
{
	struct flock l = {
		.l_type = (short)kind, .l_whence = SEEK_SET,
		.l_start = byte, .l_len = 1,
	};

	return fcntl(fd, F_OFD_SETLK, &l);
}

static int64_t milliseconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * INT64_C(1000) + t.tv_nsec / 1000000;
}

static int wait_for(int fd, int byte, int64_t deadline)
{
	long pause = 100000;	/* nanoseconds */

	while (lock(fd, byte, F_WRLCK)) {
		struct timespec nap = { 0, pause };

		if (errno != EAGAIN && errno != EACCES && errno != EINTR)
			return CH_EIO;
		if (milliseconds() >= deadline)
			return CH_EBUSY;
		nanosleep(&nap, NULL);
		if (pause < 2000000)
			pause += pause / 4;
	}
	return 0;
}

/* Who may write the store may wait for it: whatever the umask, the file is as
 * open as the store is, and its group's. */
static void be_as_open(int fd, const char *store)
{
	struct stat s, q;

	if (stat(store, &s) || fstat(fd, &q) ||
	    ((s.st_mode ^ q.st_mode) & 0666) == 0 || q.st_uid != geteuid())
		return;
	if (s.st_gid != q.st_gid && fchown(fd, (uid_t)-1, s.st_gid))
		return;
	fchmod(fd, s.st_mode & 0666);
}

static int open_queue(const char *store, struct ch_err *err)
{
	char path[4096];
	int fd;

	snprintf(path, sizeof(path), "%s-queue", store);
	fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0)
		ch_fail_errno(err, path);
	else
		be_as_open(fd, store);
	return fd;
}

int ch_queue_enter(int *fd, const char *store, int seconds,
		   struct ch_err *err)
{
	int64_t deadline = milliseconds() + seconds * INT64_C(1000);
	int rc;

	if (*fd < 0 && (*fd = open_queue(store, err)) < 0)
		return err ? err->code : CH_EIO;
	rc = wait_for(*fd, NEXT, deadline);
	if (!rc) {
		rc = wait_for(*fd, WORKING, deadline);
		lock(*fd, NEXT, F_UNLCK);
	}
	if (rc == CH_EBUSY)
		return ch_fail(err, rc, "%s: busy: others were writing for "
			       "%d seconds; try again", store, seconds);
	if (rc)
		return ch_fail(err, rc, "%s-queue: cannot be locked", store);
	return 0;
}

void ch_queue_leave(int fd)
{
	lock(fd, WORKING, F_UNLCK);
}
