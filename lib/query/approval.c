/* approval.c - approvals, as the journal has them. */
#include "base/file.h"
#include "query/approval.h"

#define FILE_MAX (16u << 20)

/* An approval is about a file, so that it names no record: few rows do not. */
static const char first_of[] =
	"SELECT at, actor FROM journal WHERE record IS NULL AND "
	"action = 'approve' AND cause = $1 ORDER BY seq LIMIT 1";

int ch_approval_of(struct ch_store *store, const char *hash,
		   struct ch_approval *out, struct ch_err *err)
{
	CH_AUTO(ch_stmt_free) struct ch_stmt *st = NULL;
	struct ch_slice actor;
	int rc = ch_db_prepare(&st, store->db, first_of, err);

	*out = (struct ch_approval){ 0 };
	if (rc)
		return rc;
	ch_stmt_bind_str(st, 1, hash);
	rc = ch_stmt_step(st, err);
	if (rc)
		return rc == CH_END ? 0 : rc;
	out->at = ch_stmt_int(st, 0);
	actor = ch_stmt_text(st, 1);
	snprintf(out->actor, sizeof(out->actor), "%.*s", (int)actor.n,
		 actor.s);
	return 0;
}

int ch_approval_hash(const char *path, char hex[2 * CH_SHA256 + 1],
		     struct ch_err *err)
{
	unsigned char sum[CH_SHA256];
	char *text;
	size_t n;
	int rc = ch_file_slurp(path, FILE_MAX, &text, &n, err);

	if (rc)
		return rc;
	ch_sha256(text, n, sum);
	ch_hex(sum, sizeof(sum), hex);
	free(text);
	return 0;
}

int ch_approve(struct ch_store *store, const char *what, const char *hash,
	       bool *made, struct ch_err *err)
{
	const struct ch_event event = { .action = "approve", .cause = hash,
					.reason = what };
	struct ch_approval there;
	int rc = ch_approval_of(store, hash, &there, err);

	*made = !rc && !there.at;
	return *made ? ch_journal(store, &event, err) : rc;
}
