/* file.h - input files, line by line or whole, with their digests. */
#ifndef CH_FILE_H
#define CH_FILE_H

#include "base/base.h"
#include "base/id.h"

#define CH_PAD 64			/* readable bytes after every line */
#define CH_LINE_MAX (64u << 20)		/* longer lines are refused */

/*
 * An open input. Regular files and pipes; a directory or a device is
 * CH_ENOENT, an unreadable file CH_EPERM, each with its message.
 */
struct ch_file;

/* `path` "-" means `in_fd` (standard input), and is named "<stdin>". */
int ch_file_open(struct ch_file **out, const char *path, int in_fd,
		 struct ch_err *err);
void ch_file_close(struct ch_file **f);

/*
 * The next line without its newline (and without a CR before it): borrowed
 * until the next call, followed by CH_PAD readable bytes. A UTF-8 byte order
 * mark at the start of the file is skipped. 0, CH_END, CH_EIO, CH_ENOMEM, or
 * CH_EDATA with reason "line-too-long" (the line is skipped, go on).
 * `*whole` is false for a last line that has no newline.
 */
int ch_file_line(struct ch_file *f, char **line, size_t *n, bool *whole,
		 struct ch_err *err);

/*
 * What is read is UTF-8 made of another encoding: that of the byte order mark
 * at the start of a regular file, else that named (NULL: it is UTF-8 already);
 * whether it is another is `*decoded`. Bytes that are no character become 0xff.
 * Where the first block has no newline, a CR ends a line. Before the first
 * byte; CH_EUSAGE for an encoding that nobody knows. Digests are of the bytes
 * as they are, ch_file_at_byte() is not.
 */
int ch_file_decode(struct ch_file *f, const char *encoding, bool *decoded,
		   struct ch_err *err);

/* Number of the line last returned, from 1; the offset of its first byte. */
long ch_file_at_line(const struct ch_file *f);
int64_t ch_file_at_byte(const struct ch_file *f);

/* Bytes read so far, and the file's size (-1 for a pipe): for progress. */
int64_t ch_file_read(const struct ch_file *f);
int64_t ch_file_size(const struct ch_file *f);

/* Back to the first byte; CH_EIO for a pipe. */
int ch_file_rewind(struct ch_file *f, struct ch_err *err);

/* From now on what is read is hashed as it is read, so that the digest costs
 * no second reading. */
void ch_file_hash_along(struct ch_file *f);

/* SHA-256 of a whole regular file: reads what was not hashed along. */
int ch_file_digest(struct ch_file *f, unsigned char out[CH_SHA256],
		   struct ch_err *err);

/* Replaces a pipe by an unlinked copy in `dir` (0600), so that it can be read
 * twice; nothing to do for a regular file. */
int ch_file_spool(struct ch_file *f, const char *dir, struct ch_err *err);

const char *ch_file_name(const struct ch_file *f);
bool ch_file_is_pipe(const struct ch_file *f);

/* The whole file into `*text` (from malloc, steals; NUL- and CH_PAD-padded),
 * at most `max` bytes: CH_EDATA when larger. */
int ch_file_slurp(const char *path, size_t max, char **text, size_t *n,
		  struct ch_err *err);

#endif
