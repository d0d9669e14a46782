/* hub.h - the hub is opened: its store, zone, clock, and who it is. */
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
/* What opening does after opening: for a store that lib/store opens itself
 * (life.h). `ctx` is the struct ch_ui, `err` its ui->err. */
int ch_hub_ready(void *ctx, struct ch_store *store, struct ch_err *err);
void ch_hub_close(struct ch_store **store);

/* The path of the store, or CH_EUSAGE. */
int ch_hub_path(struct ch_ui *ui, const char **path);

/* Milliseconds since 1970, by the real clock. */
int64_t ch_hub_clock(void *ctx);

/* Where $CH_NOW stops the clock, for a practice store; else leaves both. */
int ch_hub_stop_clock(struct ch_ui *ui, ch_clock *clock, void **ctx);

/* The Unix login of the real user; a number when it has no name. */
const char *ch_hub_login(void);

/*
 * A date expression of an option: a day stays a day, a time without a zone is
 * on the hub's clock. A relative one (+7d) counts from `from`, where that is
 * not 0. CH_EUSAGE names the option.
 */
int ch_hub_date(struct ch_ui *ui, const char *option, const char *expr,
		int64_t from, int64_t *out);

/* When a moment begins: a day, month or year with its first instant in the
 * hub's zone. 0 stays 0. */
int64_t ch_hub_begin(int64_t moment);

/* The type of that name, or CH_EUSAGE with those there are. */
int ch_hub_type(struct ch_ui *ui, const char *name,
		const struct ch_type **out);

#endif
