/* backup.c - copies that were opened again and checked; bringing one back. */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/life.h"
#include "store/queue.h"

static void count_fault(void *ctx, const char *what, const char *words,
			int64_t n)
{
	struct ch_err *first = ctx;

	(void)n;
	if (!first->code)
		ch_fail(first, CH_EDATA, "the copy is not whole: %s: %s", what,
			words);
}

static void pass_over(void *ctx, const char *what, const char *words,
		      int64_t n)
{
	(void)ctx, (void)what, (void)words, (void)n;
}

static int check_copy(const char *path, struct ch_err *err)
{
	struct ch_err first = { 0 };
	struct ch_proof proof;
	struct ch_store *copy;
	int faults, rc = ch_store_open(&copy, path, CH_STORE_READ, 5, err);

	if (rc)
		return rc;
	rc = ch_store_check(copy, count_fault, pass_over, &first, &faults,
			    &proof, err);
	ch_store_close(&copy);
	if (!rc && faults) {
		if (err)
			*err = first;
		return CH_EDATA;
	}
	return rc;
}

static int tell_journal(struct ch_store *store, struct ch_err *err)
{
	const struct ch_event event = { .action = "backup" };
	int rc = ch_store_begin(store, err);

	if (rc)
		return rc;
	rc = ch_journal(store, &event, err);
	if (!rc)
		return ch_store_commit(store, err);
	ch_store_rollback(store);
	return rc;
}

/* Copies into a file aside, checks that, and only then gives it its name: no
 * copy has one that the journal does not know of, whenever we are killed. */
int ch_store_backup(struct ch_store *store, const char *file,
		    struct ch_err *err)
{
	char aside[4096];
	int rc;

	if (!access(file, F_OK))
		return ch_fail(err, CH_ECREATE, "%s: is there already", file);
	ch_store_aside(file, aside, sizeof(aside));
	rc = ch_db_copy(store->db, aside, err);
	if (!rc)
		rc = check_copy(aside, err);
	if (!rc)
		rc = tell_journal(store, err);
	if (!rc)
		rc = ch_store_name(aside, file, err);
	ch_store_unlink(aside);
	return rc;
}

/* Nothing is sent, and the journal says what this store is. */
static int hold_sending(const char *path, const struct ch_doer *who,
			struct ch_err *err)
{
	const struct ch_event event = { .action = "restore" };
	struct ch_store *s;
	int rc = ch_store_open(&s, path, CH_STORE_WRITE, 5, err);

	if (rc)
		return rc;
	rc = who->ready(who->ctx, s, err);
	if (!rc)
		rc = ch_store_begin(s, err);
	if (!rc) {
		rc = ch_setting_put(s, "held", "restored", err);
		if (!rc)
			rc = ch_journal(s, &event, err);
		if (rc)
			ch_store_rollback(s);
		else
			rc = ch_store_commit(s, err);
	}
	ch_store_close(&s);
	return rc;
}

/* Whoever has a store open holds this byte of its shared memory's file. */
#define OPEN_BYTE 128

static bool in_use(const char *path)
{
	struct flock l = { .l_type = F_WRLCK, .l_whence = SEEK_SET,
			   .l_start = OPEN_BYTE, .l_len = 1 };
	char name[4200];
	bool used;
	int fd;

	snprintf(name, sizeof(name), "%s-shm", path);
	fd = open(name, O_RDWR | O_CLOEXEC);
	if (fd < 0)
		return false;
	used = !fcntl(fd, F_GETLK, &l) && l.l_type != F_UNLCK;
	close(fd);
	return used;
}

/* The store goes aside with its log, which must never meet the new file. */
static int set_aside(const char *path, char *old, size_t size,
		     struct ch_err *err)
{
	static const char *const ends[] = { "", "-wal", "-shm" };
	char from[4200], to[4200];

	ch_store_aside(path, old, size);
	memcpy(strrchr(old, '.'), ".old", 4);
	for (size_t i = 0; i < CH_COUNT(ends); i++) {
		snprintf(from, sizeof(from), "%s%s", path, ends[i]);
		snprintf(to, sizeof(to), "%s%s", old, ends[i]);
		if (rename(from, to) && errno != ENOENT)
			return ch_fail_errno(err, from);
	}
	return 0;
}

static int take_over(const char *path, const char *aside, int wait, char *old,
		     size_t size, struct ch_err *err)
{
	int queue = -1;
	int rc = ch_queue_enter(&queue, path, wait, err);

	if (rc)
		return rc;
	if (in_use(path))
		rc = ch_fail(err, CH_EBUSY, "%s: is in use; try again when "
			     "nobody has it open", path);
	else
		rc = set_aside(path, old, size, err);
	if (!rc)
		rc = ch_store_name(aside, path, err);
	close(queue);
	return rc;
}

/* As open as what it replaces, and its group's. */
static int be_like(const char *aside, const char *path, struct ch_err *err)
{
	struct stat was;

	if (stat(path, &was))
		return errno == ENOENT ? 0 : ch_fail_errno(err, path);
	if (chown(aside, (uid_t)-1, was.st_gid) ||
	    chmod(aside, was.st_mode & 0777))
		return ch_fail_errno(err, aside);
	return 0;
}

/* A whole store of this version, that sends nothing. */
static int make_ready(const char *aside, const struct ch_doer *who,
		      struct ch_err *err)
{
	int64_t from;
	int rc = ch_store_upgrade(aside, 5, who, NULL, &from, err);

	if (!rc)
		rc = check_copy(aside, err);
	return rc ? rc : hold_sending(aside, who, err);
}

int ch_store_restore(const char *path, const char *backup, int wait,
		     const struct ch_doer *who, char old[4096],
		     struct ch_err *err)
{
	struct ch_db *from;
	char aside[4096];
	int rc = ch_db_open(&from, backup, CH_DB_READ, err);

	old[0] = '\0';
	if (rc)
		return rc;
	ch_db_patience(from, wait);
	ch_store_aside(path, aside, sizeof(aside));
	rc = ch_db_copy(from, aside, err);
	ch_db_close(&from);
	if (!rc)
		rc = make_ready(aside, who, err);
	if (!rc)
		rc = be_like(aside, path, err);
	if (!rc && !access(path, F_OK))
		rc = take_over(path, aside, wait, old, 4096, err);
	else if (!rc)
		rc = ch_store_name(aside, path, err);
	ch_store_unlink(aside);
	return rc;
}
