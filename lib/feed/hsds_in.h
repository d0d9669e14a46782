/* hsds_in.h - a package as it is held: rows by table, each with its kids. */
#ifndef CH_HSDS_IN_H
#define CH_HSDS_IN_H

#include "base/buf.h"
#include "feed/arena.h"
#include "feed/hsds.h"

/* The tables, whatever a version calls them. Those before HSDS_ADDRESS have
 * ids that others refer to. */
enum hsds_kind {
	HSDS_ORGANIZATION, HSDS_LOCATION, HSDS_SERVICE, HSDS_PLACE,
	HSDS_CONTACT, HSDS_PHONE, HSDS_PROGRAM, HSDS_TERM,
	HSDS_ADDRESS, HSDS_MAIL, HSDS_SCHEDULE, HSDS_HOLIDAY, HSDS_LANGUAGE,
	HSDS_AREA, HSDS_ELIGIBILITY, HSDS_ATTRIBUTE, HSDS_DOCUMENT, HSDS_COST,
	HSDS_CAPACITY, HSDS_OTHER, HSDS_KINDS,
};

/* Columns, whatever a version calls them, and whatever the table. */
enum hsds_col {
	HSDS_ID, HSDS_NAME, HSDS_DESCRIPTION, HSDS_EMAIL, HSDS_URL,
	HSDS_STATUS, HSDS_TYPE,
	HSDS_ORGANIZATION_ID, HSDS_LOCATION_ID, HSDS_SERVICE_ID, HSDS_PLACE_ID,
	HSDS_CONTACT_ID, HSDS_PHONE_ID, HSDS_PROGRAM_ID, HSDS_TERM_ID,
	HSDS_PARENT_ID, HSDS_LINK_ID,
	HSDS_TAXONOMY_ID, HSDS_TAXONOMY_IDS, HSDS_CODE, HSDS_KEYWORDS,
	HSDS_LATITUDE, HSDS_LONGITUDE,
	HSDS_LINE1, HSDS_LINE2, HSDS_CITY, HSDS_STATE, HSDS_ZIP,
	HSDS_APPLY, HSDS_WAIT, HSDS_FEES, HSDS_FEES_OLD, HSDS_ELIGIBLE,
	HSDS_AUDIENCE, HSDS_AGE_FROM, HSDS_AGE_UNTIL, HSDS_LANGUAGES,
	HSDS_DOCUMENTS, HSDS_AREAS,
	HSDS_NUMBER, HSDS_EXTENSION, HSDS_PREFIX,
	HSDS_WEEKDAY, HSDS_OPENS, HSDS_CLOSES, HSDS_VALID_FROM, HSDS_VALID_TO,
	HSDS_DTSTART, HSDS_ZONE, HSDS_UNTIL, HSDS_COUNT, HSDS_WKST, HSDS_FREQ,
	HSDS_INTERVAL, HSDS_BYDAY, HSDS_BYWEEKNO, HSDS_BYMONTHDAY,
	HSDS_BYYEARDAY, HSDS_CLOSED, HSDS_START, HSDS_END,
	HSDS_OPTION, HSDS_CURRENCY, HSDS_AMOUNT, HSDS_AMOUNT_WORDS,
	HSDS_AVAILABLE, HSDS_UPDATED,
	HSDS_COLS,
};

struct hsds_cell {
	enum hsds_col col;
	struct ch_slice text;
};

struct hsds_kid {
	struct hsds_kid *next;
	struct hsds_row *row;
};

struct hsds_row {
	struct hsds_row *same;		/* the next in its slot of ids */
	struct hsds_kid *kids, **kids_end;
	uint32_t file, line;
	uint8_t kind;
	bool nested;			/* inside another object, or a page */
	bool held;			/* some parent holds it */
	bool bad;			/* refused */
	unsigned n, room;
	struct hsds_cell *cell;
};

struct hsds_rows {
	struct hsds_row **at;
	size_t n, room;
	struct hsds_row **slot;		/* by id; a power of two, or none */
	size_t mask, ids;
};

struct hsds_word {
	char *word, *means;
};

struct hsds_words {
	struct hsds_word *at;
	size_t n, room;
	bool sorted;
};

struct hsds_unread {
	char path[96];
	int64_t count;
};

/* A column of the CSV file at hand. */
struct hsds_column {
	struct ch_slice value;		/* in the row at hand */
	char name[64];
	int col;			/* -1: nobody reads it */
	int64_t unread;			/* rows where it says something */
};

struct hsds_csv {
	bool heading;			/* was read */
	bool open;			/* a quoted field goes on */
	char delimiter;
	long line;			/* where the row at hand begins */
	struct ch_buf text;		/* all its lines */
	struct hsds_column *column;
	size_t n, room;
};

struct ch_hsds {
	struct ch_naming naming;
	struct ch_arena arena;
	struct hsds_rows rows[HSDS_KINDS];
	struct hsds_words words[2];
	struct ch_unknown *unknown;
	size_t unknowns, unknown_room;
	struct hsds_unread *unread;
	size_t unreads, unread_room;
	struct hsds_csv csv;
	uint32_t file;
	int hint;			/* the table by the file's name; -1 */
	char name[64];			/* the file's, without its ending */
};

/* ---- hsds_table.c ---- */

/* By a name of some version, singular or plural; -1. */
int ch_hsds_kind(const char *name, size_t n);
/* By how a name begins ("service_list"); -1. */
int ch_hsds_kind_begins(const char *name, size_t n);
const char *ch_hsds_kind_name(enum hsds_kind kind);
int ch_hsds_col(enum hsds_kind kind, const char *name, size_t n);	/* -1 */
const char *ch_hsds_col_name(enum hsds_col col);

/* Which table a column refers to; -1. And which column refers to a table. */
int ch_hsds_refers(enum hsds_col col);
int ch_hsds_col_of(enum hsds_kind kind);

/* ---- hsds_row.c ---- */

struct hsds_row *ch_hsds_row(struct ch_hsds *h, enum hsds_kind kind,
			     long line, struct ch_err *err);
/* Adds a cell; the text is copied. What was said first counts. */
int ch_hsds_set(struct ch_hsds *h, struct hsds_row *row, enum hsds_col col,
		struct ch_slice text, struct ch_err *err);
/* The text, trimmed; s is NULL where nothing is said. */
struct ch_slice ch_hsds_get(const struct hsds_row *row, enum hsds_col col);
struct ch_slice ch_hsds_id(const struct hsds_row *row);
/* The row of that id in a table, or NULL. */
struct hsds_row *ch_hsds_find(const struct ch_hsds *h, enum hsds_kind kind,
			      struct ch_slice id);
/*
 * Takes the row into its table. Where its id is there already, what it says
 * more is added to that row, which `*kept` becomes: CH_EDATA, "id-twice", where
 * the two say different things, or a CSV file has the id twice.
 */
int ch_hsds_keep(struct ch_hsds *h, struct hsds_row *row,
		 struct hsds_row **kept, struct ch_err *err);
int ch_hsds_hold(struct ch_hsds *h, struct hsds_row *parent,
		 struct hsds_row *kid, struct ch_err *err);

/* Refuses the row, once, with its cells as text. */
int ch_hsds_refuse(struct ch_hsds *h, struct hsds_row *row,
		   const struct ch_err *bad, const struct ch_hsds_to *to,
		   struct ch_err *err);
int ch_hsds_count_unread(struct ch_hsds *h, enum hsds_kind kind,
			 struct ch_slice name, int64_t count,
			 struct ch_err *err);

/* ---- hsds_csv.c ---- */

/* The next line is a heading. */
void ch_hsds_csv_begin(struct ch_hsds *h);

/* ---- hsds_word.c ---- */

/* What it means; NULL. */
const char *ch_hsds_means(struct ch_hsds *h, enum ch_hsds_words of,
			  struct ch_slice word);
int ch_hsds_unknown(struct ch_hsds *h, const char *table, struct ch_slice word,
		    struct ch_err *err);

/* ---- hsds_join.c ---- */

/* Gives each row to what it belongs to; refuses what belongs to nothing. */
int ch_hsds_join(struct ch_hsds *h, const struct ch_hsds_to *to,
		 struct ch_err *err);

/* ---- hsds_hours.c ---- */

/*
 * What the rows that hold schedules and holidays come to: VEVENTs, their zone
 * and words, appended. `from` are the holders: the first that has a schedule
 * counts, the holidays of all do. A holiday that comes every year is written
 * out for the years 2024 to 2030.
 */
struct hsds_hours {
	struct ch_buf events, words;
	char zone[64];
};
void ch_hsds_hours(struct hsds_hours *out, struct hsds_row *const *from,
		   size_t n);
void ch_hsds_hours_free(struct hsds_hours *hours);

/* ---- hsds_rule.c ---- */

/* A schedule's row, read. */
struct hsds_rule {
	int opens, closes;		/* minutes; past 24:00: the next day */
	int64_t start, end;		/* days; INT64_MAX: no end */
	unsigned days;			/* bits of weekdays, 0 Monday; 0: any */
	char text[200];			/* RRULE without UNTIL; "" for once */
};
/* 0; CH_END where no times are said; CH_EDATA: a field cannot be read. */
int ch_hsds_rule(const struct hsds_row *row, struct hsds_rule *out,
		 struct ch_err *err);

/* A holiday's row; what ends before it begins, or lasts longer, is refused. */
#define HSDS_HOLIDAY_DAYS 400
struct hsds_holiday {
	int64_t from, until;		/* days, both of it */
	bool yearly;
	int opens, closes;		/* -1: closed */
};
int ch_hsds_holiday(const struct hsds_row *row, struct hsds_holiday *out,
		    struct ch_err *err);

/* ---- hsds_time.c ---- */

/* Minutes of a day: 9:00, 17:00:00, 5 PM, 5pm, 0900, noon; -1. */
int ch_hsds_clock(struct ch_slice s);
/* Days since 1970; *yearly where the year is 0001. False: no date. */
bool ch_hsds_date(struct ch_slice s, int64_t *day, bool *yearly);
/* Of Monday, Mon, MO or 1: 0, and so on; -1. */
int ch_hsds_weekday(struct ch_slice s);

/* ---- hsds_record.c ---- */

/* All records of the joined rows. */
int ch_hsds_records(struct ch_hsds *h, const struct ch_hsds_to *to,
		    struct ch_err *err);

/* ---- hsds_say.c ---- */

/* Appends texts with "; " between, each once. */
void ch_hsds_also(struct ch_buf *b, const char *between, struct ch_slice s);
/* The columns of a service as words; each appends to an empty buffer. */
int ch_hsds_languages(struct ch_hsds *h, struct hsds_row *const *from,
		      size_t n, struct ch_buf *out, struct ch_err *err);
void ch_hsds_areas(struct hsds_row *const *from, size_t n,
		   struct ch_buf *out);
void ch_hsds_fees(const struct hsds_row *service, struct ch_buf *out);
void ch_hsds_kid_words(const struct hsds_row *row, enum hsds_kind kind,
		       enum hsds_col col, struct ch_buf *out);
void ch_hsds_phone(struct hsds_row *const *from, size_t n,
		   struct ch_buf *out);
bool ch_hsds_inactive(struct ch_slice status);
/* Where somebody can go, rather than where letters are sent; NULL. */
const struct hsds_row *ch_hsds_address(const struct hsds_row *row);
/* Degrees of a place on the earth; false: there are none. */
bool ch_hsds_where(const struct hsds_row *row, double *north, double *east);

/* Categories by how many of a service's terms are of them, then by which came
 * first; so many at most. */
#define HSDS_CATEGORIES 12
struct hsds_categories {
	const char *name[HSDS_CATEGORIES];
	int terms[HSDS_CATEGORIES], n;
};
/* The service's terms as elements of a JSON array, and what they are of. */
int ch_hsds_terms(struct ch_hsds *h, const struct hsds_row *service,
		  struct ch_buf *out, struct hsds_categories *of,
		  struct ch_err *err);

#endif
