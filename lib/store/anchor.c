/* anchor.c - lines that a journal, once it was so, cannot deny. */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/moment.h"
#include "base/text.h"
#include "store/anchor.h"
#include "store/journal_head.h"
#include "store/trail.h"

int ch_anchor_open(const struct ch_store *store, int *fd, struct ch_err *err)
{
	*fd = -1;
	if (!*store->anchor)
		return 0;
	*fd = open(store->anchor, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC |
		   O_NOFOLLOW, 0660);
	return *fd < 0 ? ch_fail_errno(err, store->anchor) : 0;
}

int ch_anchor_write(const struct ch_store *store, int fd, int64_t at,
		    struct ch_err *err)
{
	char line[200], time[CH_MOMENT_MAX], head[CH_HEAD_LINE];
	int n, rc = 0;

	if (fd < 0)
		return 0;
	if (ch_journal_head_line(store, head)) {
		ch_moment_print(at, time);
		n = snprintf(line, sizeof(line), "%s %s\n", head, time);
		errno = EIO;	/* where less was written */
		if (write(fd, line, (size_t)n) != n || fsync(fd))
			rc = ch_fail(err, CH_EIO, "%s: what was done is "
				     "committed, but not its anchor: %s",
				     store->anchor, strerror(errno));
	}
	close(fd);
	return rc;
}

/* "SEQ HASH AT" */
static bool parse(char *line, int64_t *seq, const char **hash)
{
	char *blank = strchr(line, ' '), *end;

	if (!blank || !ch_text_int(line, (size_t)(blank - line), seq))
		return false;
	*hash = blank + 1;
	end = strchr(blank + 1, ' ');
	if (!end || end - *hash != 2 * CH_SHA256)
		return false;
	*end = '\0';
	return true;
}

static int verify(struct ch_store *store, FILE *f, const char *file,
		  int64_t *n, struct ch_err *err)
{
	char line[256];
	int rc = 0;

	while (!rc && fgets(line, sizeof(line), f)) {
		struct ch_err why;
		const char *hash;
		int64_t seq;

		(*n)++;
		if (!strchr(line, '\n') || !parse(line, &seq, &hash))
			return ch_fail(err, CH_EDATA, "%s:%lld: not a whole "
				       "anchor", file, (long long)*n);
		rc = ch_trail_has(store, seq, hash, &why);
		if (rc)
			ch_fail(err, rc, "%s:%lld: %s", file, (long long)*n,
				why.msg);
	}
	return !rc && ferror(f) ? ch_fail_errno(err, file) : rc;
}

int ch_anchor_verify(struct ch_store *store, const char *file, int64_t *n,
		     struct ch_err *err)
{
	FILE *f = fopen(file, "re");
	int rc;

	*n = 0;
	if (!f)
		return ch_fail_errno(err, file);
	rc = verify(store, f, file, n, err);
	fclose(f);
	return rc;
}
