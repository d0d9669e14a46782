/* records.h - all the records that a verb's operands mean. */
#ifndef CH_RECORDS_H
#define CH_RECORDS_H

#include "base/ids.h"
#include "hub/made.h"

/*
 * Reads all operands, and for "-" all of standard input: records of the type as
 * ch_operand_record() finds them, each once. Where the program says `by_person`
 * a patient stands for their records that are not over. Nothing is written
 * before the last was read.
 */
int ch_records_read(struct ch_ui *ui, struct ch_store *store,
		    const struct ch_type *type, int argc, char **argv,
		    struct ch_ids *out);

/* What a verb does with one record, telling `made` (ch_made_note). */
typedef int ch_records_one(struct ch_ui *ui, struct ch_store *store, void *ctx,
			   int64_t id, struct ch_made *made);

/* The whole work of such a verb: `one` for each record of the program's type
 * that the operands mean, in one transaction (ch_made_run). Under -k those that
 * are refused are left out. */
int ch_records_run(struct ch_ui *ui, struct ch_store *store, int argc,
		   char **argv, ch_records_one *one, void *ctx);

#endif
