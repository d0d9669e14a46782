/* err.h - what went wrong, in words that are complete, and never a value. */
#ifndef CH_ERR_H
#define CH_ERR_H

#include <stddef.h>

/*
 * Functions that can fail return 0 or one of these.  `lib/ui` alone turns
 * them into exit codes.
 */
enum ch_code {
	CH_OK = 0,
	CH_END,		/* an iterator is finished; not an error */
	CH_EUSAGE,	/* a bad option, operand or date expression */
	CH_EDATA,	/* bad input: the record is refused */
	CH_ENOENT,	/* no such file or record */
	CH_EBUG,	/* ours */
	CH_ENOMEM,
	CH_ECREATE,	/* a file cannot be made, or the disk is full */
	CH_EIO,
	CH_EBUSY,	/* somebody else is writing; try again */
	CH_EPERM,
	CH_EDAMAGED,	/* the store's file is not as SQLite wrote it */
	CH_EVERSION,	/* a store of another version, or not a store */
};

/*
 * A fixed-size message, so that reporting needs no memory.  `msg` is complete
 * and holds field names, file names and our words, never a value from a
 * record.  `field`, `reason` and `column` are set when a record is refused:
 * `reason` is a stable word such as "not-a-number" (static storage), `column`
 * counts bytes from 1, 0 where it is not known.
 */
struct ch_err {
	int code;
	long column;
	const char *reason;
	char field[64];
	char msg[320];
};

/* Fills `err` (may be NULL) and returns `code`. */
int ch_fail(struct ch_err *err, int code, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/*
 * Refuses a record: code CH_EDATA, message "FIELD: WORDS" with the words that
 * ch_reason_words() has for `reason`.  `field` may be NULL.
 */
int ch_refuse(struct ch_err *err, const char *field, const char *reason);

/* The sentence for a reason word; the word itself if it has none. */
const char *ch_reason_words(const char *reason);

/* CH_ENOMEM with its message. */
int ch_nomem(struct ch_err *err);

/* From errno after a failed system call on `path`: ENOENT is CH_ENOENT, EACCES
 * CH_EPERM, ENOSPC/EDQUOT/EFBIG/EROFS CH_ECREATE, ENOMEM CH_ENOMEM, else
 * CH_EIO. */
int ch_fail_errno(struct ch_err *err, const char *path);

#endif
