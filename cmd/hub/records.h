/* records.h - all the records that a verb's operands mean. */
#ifndef CH_RECORDS_H
#define CH_RECORDS_H

#include "base/ids.h"
#include "hub/hub.h"

/*
 * Reads all operands, and for "-" all of standard input: records of the type as
 * ch_operand_record() finds them, each once. Where the program says `by_person`
 * a patient stands for their records that are not over. Nothing is written
 * before the last was read.
 */
int ch_records_read(struct ch_ui *ui, struct ch_store *store,
		    const struct ch_type *type, int argc, char **argv,
		    struct ch_ids *out);

#endif
