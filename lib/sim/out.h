/* out.h - the files of an export: many at once, each through its own buffer. */
#ifndef CH_SIM_OUT_H
#define CH_SIM_OUT_H

#include <string.h>

#include "sim/rng.h"
#include "sim/when.h"

#define CH_SIM_FILES 24		/* at most, in one export */
#define CH_SIM_ROOM 16384	/* free bytes that a record may count on */

/* One file. `p` is where the next byte goes; ch_sim_begin() sees to it that
 * CH_SIM_ROOM bytes are free behind it, so what is added is not checked. */
struct ch_sim_file {
	char *p, *buf;
	const char *name;
	int64_t bytes, records;
	int fd;
};

/* The export. The first failure is kept in `code` and `err`; what is written
 * after it is thrown away, so that only ch_sim_close() need be checked. */
struct ch_sim_out {
	int dir, n, code;
	const char *path;
	struct ch_err err;
	struct ch_sim_file file[CH_SIM_FILES];
};

/* Makes the directory, or takes one that is there and empty. */
int ch_sim_open(struct ch_sim_out *o, const char *path, struct ch_err *err);

/* Makes a file in it; NULL (and the failure kept) when that fails. */
struct ch_sim_file *ch_sim_file(struct ch_sim_out *o, const char *name);

/* The failure kept, if there is one. */
int ch_sim_failed(const struct ch_sim_out *o, struct ch_err *err);

/* Flushes and closes all files; the first failure of them all. */
int ch_sim_close(struct ch_sim_out *o, struct ch_err *err);

/* A record begins: makes room for it. */
void ch_sim_begin(struct ch_sim_out *o, struct ch_sim_file *f);

/* ...and ends with a newline. */
static inline void ch_sim_end(struct ch_sim_file *f)
{
	*f->p++ = '\n';
	f->records++;
}

static inline void ch_sim_add(struct ch_sim_file *f, const char *s, size_t n)
{
	memcpy(f->p, s, n);
	f->p += n;
}

static inline void ch_sim_adds(struct ch_sim_file *f, const char *s)
{
	ch_sim_add(f, s, strlen(s));
}

#define CH_SIM_LIT(f, lit) ch_sim_add(f, lit, sizeof(lit) - 1)

void ch_sim_add_uuid(struct ch_sim_file *f, struct ch_sim_uuid u);
void ch_sim_add_int(struct ch_sim_file *f, int64_t n);

/* A number of `scaled` / 10^decimals, all decimals shown. */
void ch_sim_add_scaled(struct ch_sim_file *f, int scaled, int decimals);

static inline void ch_sim_add_time(struct ch_sim_file *f, int64_t utc)
{
	ch_sim_put_time(utc, f->p);
	f->p += CH_SIM_TIME;
}

static inline void ch_sim_add_day(struct ch_sim_file *f, int64_t day)
{
	ch_sim_put_day(day, f->p);
	f->p += CH_SIM_DATE;
}

#endif
