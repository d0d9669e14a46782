/* backup.c - copies that were opened again and checked; bringing one back. */
#include <errno.h>
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
	struct ch_store *copy;
	int faults, rc = ch_store_open(&copy, path, CH_STORE_READ, 5, err);

	if (rc)
		return rc;
	rc = ch_store_check(copy, count_fault, pass_over, &first, &faults,
			    err);
	ch_store_close(&copy);
	if (!rc && faults) {
		if (err)
			*err = first;
		return CH_EDATA;
	}
	return rc;
}

/* Copies into a file aside, checks that, and only then gives it its name. */
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
		rc = ch_store_name(aside, file, err);
	ch_store_unlink(aside);
	return rc;
}

static int hold_sending(const char *path, struct ch_err *err)
{
	struct ch_store *s;
	int rc = ch_store_open(&s, path, CH_STORE_WRITE, 5, err);

	if (rc)
		return rc;
	rc = ch_store_begin(s, err);
	if (!rc) {
		rc = ch_setting_put(s, "held", "restored", err);
		if (rc)
			ch_store_rollback(s);
		else
			rc = ch_store_commit(s, err);
	}
	ch_store_close(&s);
	return rc;
}

/* Nobody else may have the store open: the old log must not meet the new
 * file. */
static int take_over(const char *path, const char *aside, int wait,
		     struct ch_err *err)
{
	char log[4200];
	int queue = -1;
	int rc = ch_queue_enter(&queue, path, wait, err);

	if (rc)
		return rc;
	snprintf(log, sizeof(log), "%s-wal", path);
	if (!access(log, F_OK)) {
		rc = ch_fail(err, CH_EBUSY, "%s: is in use, or was not closed;"
			     " run ch-store check, then try again", path);
	} else if (rename(aside, path)) {
		rc = ch_fail_errno(err, path);
	}
	close(queue);
	return rc;
}

int ch_store_restore(const char *path, const char *backup, int wait,
		     struct ch_err *err)
{
	struct ch_store *from;
	char aside[4096];
	int rc = ch_store_open(&from, backup, CH_STORE_READ, wait, err);

	if (rc)
		return rc;
	ch_store_aside(path, aside, sizeof(aside));
	rc = ch_db_copy(from->db, aside, err);
	ch_store_close(&from);
	if (!rc)
		rc = check_copy(aside, err);
	if (!rc)
		rc = hold_sending(aside, err);
	if (!rc && !access(path, F_OK))
		rc = take_over(path, aside, wait, err);
	else if (!rc)
		rc = ch_store_name(aside, path, err);
	ch_store_unlink(aside);
	return rc;
}
