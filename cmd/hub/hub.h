/* hub.h - a program opens the hub: its store, zone, clock, and who it is. */
#ifndef CH_HUB_H
#define CH_HUB_H

#include "store/scan.h"
#include "ui/ui.h"

/*
 * Opens the store that --store or $CH_STORE names and makes it ready: the
 * zone, the site's shelf, what now means (--as-of, else the clock; $CH_NOW
 * only for practice stores), --known, and who is asking. Leaves ui->err
 * filled. The store is closed by ch_hub_close().
 */
int ch_hub_open(struct ch_ui *ui, struct ch_store **out,
		enum ch_store_mode mode);
void ch_hub_close(struct ch_store **store);

/* The path of the store, or CH_EUSAGE. */
int ch_hub_path(struct ch_ui *ui, const char **path);

/* Milliseconds since 1970, by the real clock. */
int64_t ch_hub_clock(void *ctx);

/* Where $CH_NOW stops the clock, for a practice store; else leaves both. */
int ch_hub_stop_clock(struct ch_ui *ui, ch_clock *clock, void **ctx);

/* The Unix login of the real user; a number when it has no name. */
const char *ch_hub_login(void);

/* A date expression of this program's options: a day means its first moment in
 * the hub's zone. (For --known it is the day's last: what was known when the
 * day was over.) */
int ch_hub_moment(struct ch_ui *ui, const char *expr, int64_t *out);

/* The type of that name, or CH_EUSAGE with those there are. */
int ch_hub_type(struct ch_ui *ui, const char *name,
		const struct ch_type **out);

/* That an option's word is one of `type`'s for the field; CH_EUSAGE names the
 * option and those there are. */
int ch_hub_word(struct ch_ui *ui, const struct ch_type *type,
		const char *field, const char *option, const char *word);

/*
 * The patient that an operand or a line of stdin is about: a record's
 * `patient`, or its id when it is one; a whole id, or a prefix of one; or (from
 * stdin only) a value of an identifier such as an MRN.
 */
int ch_hub_patient(struct ch_ui *ui, struct ch_store *store, const char *text,
		   size_t n, const struct ch_row *row, int64_t *patient);

#endif
