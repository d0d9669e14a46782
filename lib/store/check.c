/* check.c - whether a store is whole, and what is odd about it. */
#include <sys/stat.h>
#include <sys/vfs.h>

#include "store/check_in.h"

/* Nothing of ours in it, but its words are about tables and pages only. */
static int check_structure(struct check *c, struct ch_err *err)
{
	struct ch_err bad;
	int rc = ch_db_integrity(c->store->db, &bad);

	if (rc == CH_EDAMAGED) {
		find_fault(c, "structure", bad.msg, 1);
		return 0;
	}
	if (rc && err)
		*err = bad;
	return rc;
}

/* What lies beside the store must be as open as it, to the same group: who may
 * use the one and not the other is locked out. */
static void check_modes(struct check *c)
{
	static const char *const endings[] = { "-wal", "-shm", "-queue" };
	struct stat store, st;
	char name[4200], words[80];

	if (stat(c->store->path, &store))
		return;
	if (store.st_mode & 002)
		find_fault(c, "mode", "everybody may write the store", 1);
	for (size_t i = 0; i < CH_COUNT(endings); i++) {
		snprintf(name, sizeof(name), "%s%s", c->store->path,
			 endings[i]);
		if (stat(name, &st) || (st.st_gid == store.st_gid &&
		    !((st.st_mode ^ store.st_mode) & 0666)))
			continue;
		snprintf(words, sizeof(words), "the file %s has another mode "
			 "or group than the store", endings[i]);
		find_fault(c, "mode", words, 1);
	}
}

static int check_journal(struct check *c, struct ch_proof *proof,
			 struct ch_err *err)
{
	struct ch_err bad;
	int rc = ch_journal_verify(c->store, &proof->rows, &proof->erased,
				   proof->head, &bad);

	if (rc == CH_EDATA) {
		find_fault(c, "journal", bad.msg, 1);
		return 0;
	}
	if (rc && err)
		*err = bad;
	return rc;
}

/* WAL needs shared memory, which network file systems do not give. */
static int check_wal(struct check *c, struct ch_err *err)
{
	static const unsigned long network[] = {
		0x6969 /* nfs */, 0xff534d42 /* cifs */, 0xfe534d42 /* smb2 */,
		0x01021997 /* 9p */, 0x517b /* smb */,
	};
	struct statfs fs;
	bool wal;
	int rc = ch_db_is_wal(c->store->db, &wal, err);

	if (!rc && !wal)
		find_fault(c, "wal", "the file is not in WAL mode: its file "
			   "system cannot carry it", 1);
	if (rc || statfs(c->store->path, &fs))
		return rc;
	for (size_t i = 0; i < CH_COUNT(network); i++)
		if ((unsigned long)fs.f_type == network[i])
			find_fault(c, "wal", "the store lies on a network "
				   "file system, which cannot carry WAL", 1);
	return 0;
}

/* A resource that is nothing but its parts (a care team, a visit of several) is
 * no record of its own: what names it only says who belongs together. */
static bool names_a_whole(const struct ch_field *f)
{
	return !strcmp(f->name, "careteam") || !strcmp(f->name, "shared");
}

/* References into nothing are no fault: what they name may come tomorrow. */
static int check_references(struct check *c, const struct ch_type *t,
			    struct ch_err *err)
{
	char sql[300], words[140];
	int64_t n;
	int rc = 0;

	for (int k = 0; k < t->n && !rc; k++) {
		const struct ch_field *f = &t->field[k];
		bool patient = f->as == CH_AS_REF &&
			!strcmp(f->target, "patient");

		if (f->as != CH_AS_REF || names_a_whole(f))
			continue;
		snprintf(sql, sizeof(sql), "SELECT count(*) FROM %s t WHERE "
			 "t.%s IS NOT NULL AND NOT EXISTS (SELECT 1 FROM %s o "
			 "WHERE o.id = t.%s) AND NOT EXISTS (SELECT 1 FROM "
			 "alias a WHERE a.id = t.%s)", t->name, f->name,
			 f->target, f->name, f->name);
		rc = ch_db_get_int(c->store->db, sql, &n, err);
		if (rc || !n)
			continue;
		snprintf(words, sizeof(words), "%s.%s names a %s that is not "
			 "here", t->name, f->name, f->target);
		if (patient && k == t->patient)
			find_fault(c, "reference", words, n);
		else
			c->note(c->ctx, "reference", words, n);
	}
	return rc;
}

/* While the records are added up. */
static int check_rest(struct check *c, struct ch_proof *proof,
		      struct ch_err *err)
{
	int rc = check_structure(c, err);

	if (!rc)
		rc = check_wal(c, err);
	check_modes(c);
	if (!rc)
		rc = ch_check_schema(c, err);
	if (!rc && !c->faults)
		rc = check_journal(c, proof, err);
	if (!rc && !c->faults)
		rc = ch_check_names(c, err);
	for (int i = 0; i < ch_types_n && !rc && !c->faults; i++)
		if (ch_types[i].source >= 0)
			rc = check_references(c, &ch_types[i], err);
	return rc;
}

int ch_store_check(struct ch_store *store, ch_finding fault, ch_finding note,
		   void *ctx, int *faults, struct ch_proof *proof,
		   struct ch_err *err)
{
	struct check c = { store, fault, note, ctx, 0 };
	struct ch_check_records *records = NULL;
	int rc, end;

	*proof = (struct ch_proof){ 0 };
	rc = ch_check_records_begin(&records, store->path, err);
	if (!rc)
		rc = ch_db_run(store->db, "BEGIN", err);
	if (!rc)
		rc = check_rest(&c, proof, err);
	if (records) {
		end = ch_check_records_end(&records, &c, proof,
					   rc ? NULL : err);
		rc = rc ? rc : end;
	}
	ch_db_rollback(store->db);
	*faults = c.faults;
	return rc;
}
