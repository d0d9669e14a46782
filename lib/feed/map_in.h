/* map_in.h - what a map is inside: compiled paths, values and records. */
#ifndef CH_MAP_IN_H
#define CH_MAP_IN_H

#include "base/buf.h"
#include "feed/map.h"
#include "feed/timing.h"

/* A token of a map: a word, a "string", a {table} or a bar. */
struct map_tok {
	const char *s;
	size_t n;
	char kind;			/* 'w' '"' '{' '|' */
};

/* One line, with those that a brace joined to it. `tok` is empty for example
 * lines, whose text is `rest`. */
struct map_line {
	int no, n;
	bool inside;			/* begins with a blank */
	char example;			/* '<' '>' or 0 */
	struct map_tok *tok;
	struct ch_slice rest;
};

struct map_bundle;

/* [INT], [*], [NAME=WORD], [NAME~PIECE], [NAME@TYPE], [not NAME], [current];
 * NAME may go deeper by dots. */
struct map_sel {
	bool not, piece;
	const int64_t *now;		/* [current]: the map's; else NULL */
	const struct map_bundle *const *bundle;	/* [NAME@TYPE]: the same */
	int n;
	uint16_t *word;
	struct ch_slice is;
};

struct map_step {
	uint16_t word;
	bool all;
	int index;			/* -1: any */
	int nsel;
	struct map_sel *sel;
};

enum map_from { MAP_ELEMENT, MAP_ROOT, MAP_FOLLOW, MAP_UP, MAP_UP2 };

/* In csv only `column` is meant. */
struct map_path {
	enum map_from from;
	bool all;			/* has a [*] */
	int n;
	struct map_step *step;
	uint64_t bit;			/* of the first step's word */
	uint64_t ends;			/* ch_want_bit() of where it ends */
	int first;			/* the want whose first node is the
					   answer; -1: walk */
	int column;
};

/* From MAP_CONST on there is no path. */
enum map_source_kind { MAP_PATH, MAP_LET, MAP_CONST, MAP_NTH };

struct map_source {
	enum map_source_kind kind;
	int let;
	struct ch_slice text;
	struct map_path path;
	bool reference;			/* a FHIR Reference: taken apart */
	struct map_path whose;		/* its `identifier`, if it is logical */
};

/* The value as it is, or as another word. */
struct map_table {
	int n;
	struct ch_slice *from, *to;
	bool star;			/* others pass, as `rest` if set */
	struct ch_slice rest;
	struct ch_unknown *unknown;
};

struct map_test {
	struct map_source source;
	char op;			/* '=' '!', 0: is there something, or
					   'n': is there nothing */
	bool and;			/* how it joins what is before it */
	struct ch_slice word;
};

struct map_cond {
	int n;
	struct map_test *test;
};

enum map_op {
	MAP_AS_COLUMN, MAP_DAY, MAP_REF, MAP_ANYREF, MAP_HEXREF,
};

/* How to see at once that a choice can give nothing. */
enum map_probe { MAP_TRY, MAP_PROBE_FIRST, MAP_PROBE_ROOT, MAP_PROBE_HERE };

/* How dates are spelled: the first pattern that reads all of a text. */
struct map_dates {
	int n;
	const char **pattern;
	int line;			/* of the map */
};

struct map_choice {
	enum map_probe probe;
	int first;			/* MAP_PROBE_FIRST: this want */
	uint64_t bit;			/* else this word, there */
	int nsource;
	struct map_source *source;
	int ntable;
	struct map_table **table;
	bool join, convs, list, loinc;
	const struct map_wording *words;	/* nodes said in words */
	bool table_last;		/* the last conversion is a table */
	struct ch_slice glue;
	enum map_op op;
	char says;			/* m(oment), n(umber), f(lag): what the
					   map's writer thinks the field is */
	const struct ch_type *target;
	struct map_dates dates;		/* none: as the map has them */
	struct map_cond when;
	struct map_source *codings;	/* where its other codes are; NULL: it
					   is no concept's */
};

/* What the last texts at this field came to; feeds repeat themselves. */
#define MAP_CACHE_TEXT 63	/* "MedicationRequest/" and a UUID */
struct map_cached {
	int64_t id;
	const struct ch_type *type;
	uint8_t n;			/* 0: empty */
	char text[MAP_CACHE_TEXT];
};

struct map_value {
	int n;
	struct map_choice *choice;
};

struct map_field {
	const struct ch_field *field;
	int col, line;
	bool append;
	struct map_value value;
	struct map_cached cache[2];
	unsigned turn;
};

struct map_let {
	struct ch_slice name;
	struct map_value value;
	int nend;
	struct ch_want *end[8];
	uint64_t round;			/* `got` is of this round */
	struct ch_node *got;
};

struct map_inherit {
	int from, to;
};

struct map_record {
	const struct ch_type *type;
	int line;
	bool each, append;
	struct map_path path;
	struct map_path *within;	/* where it is again, below itself */
	int nwithin;
	struct map_path below;		/* within: the elements in each */
	struct map_cond when;
	struct map_field *origin, *id;
	struct map_value *result;	/* a csv `result` line, or NULL */
	struct map_source *apart;	/* tells elements of one origin apart */
	bool leaves;			/* has a `gone` line */
	struct ch_gone gone;
	struct map_source *whole;	/* the parts of `gone.of`'s origin */
	int wholes;
	int nfield;
	struct map_field *field;
	int ninherit;
	struct map_inherit *inherit;
	int nalias;
	struct map_path *alias;
	int nlet;
	struct map_let *let;
	uint64_t clears;
	uint64_t coded;			/* columns that are of a concept */
	struct ch_row row;
};

struct map_column {
	struct ch_slice name;
	bool optional;
	bool read;			/* by a line; `columns` only names it */
	bool marks;			/* the map's files, by `auto` */
	int at;				/* in the file at hand; -1: not there */
};

struct map_unread;

struct map_named {			/* a let, part or table, not yet used */
	char kind;			/* 'l' 'p' 't' */
	struct ch_slice name;
	int line, n;			/* first line, how many lines */
};

/* What may turn a resource's meaning round, and no map knows: it is counted. */
#define MAP_MINDED 16
struct map_minded {
	int want;
	struct map_table *counts;
};

struct ch_map {
	struct ch_arena arena;
	char file[256];			/* for messages */
	char stem[64];			/* for counts */
	char format[8], name[64];
	char hash[2 * CH_SHA256 + 1];
	bool keep, repeat;
	bool generic;			/* of a record type, without a file */
	bool parts;			/* some record is one of several of
					   its resource, and may be gone */
	int64_t now;			/* of the run at hand */
	const struct map_bundle *bundle;	/* of the resource at hand */
	char delimiter;
	struct map_dates dates;
	int century;			/* the first year that %y means; 0 */
	int nnull;
	struct ch_slice *null;
	int nfixed;			/* columns named by the map itself */
	int ncolumn;
	struct map_column *column;
	int nline;
	struct map_line *line;
	int nnamed;
	struct map_named *named;
	int nrecord;
	struct map_record *record;
	struct ch_shape shape;
	uint16_t w_reference, w_system, w_value, w_id, w_code, w_display;
	uint16_t w_timing[CH_TIMING_NAMES];
	int want_id, want_type, want_contained;
	struct map_unread *unread;	/* hashed; see map_unread.c */
	size_t unreads, unread_room;
	int nminded;
	struct map_minded minded[MAP_MINDED];
	int nunknown;
	struct map_table **counted;
	struct ch_unknown *unknown;	/* for ch_map_unknowns() */
};

/* The map at hand while it is read. */
struct map_parse {
	struct ch_map *m;
	struct ch_err *err;
	struct map_record *rec;
	struct ch_want *base;		/* where bare paths begin */
	struct ch_want *up;		/* what holds that, where it is
					   `within`; else NULL */
	int line;
	bool nomem;
};

/* Notes "file:line: words" and returns CH_EDATA. */
int ch_map_fail(struct map_parse *ps, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/* Words have a bit in masks that tell quickly what is not there. */
static inline uint64_t map_bit(unsigned word)
{
	return UINT64_C(1) << (word & 63);
}

static inline bool map_is_fhir(const struct ch_map *m)
{
	return m->format[0] == 'f';
}

static inline bool map_tok_is(const struct map_tok *t, const char *word)
{
	size_t n = strlen(word);

	return t->kind == 'w' && t->n == n && !memcmp(t->s, word, n);
}

/* The text of a map (kept by the map) as lines of tokens. */
int ch_map_lines(struct map_parse *ps, const char *text, size_t n);

/* Forgets what was counted of what nobody read. */
void ch_map_forget_unread(struct ch_map *m);

/* As ch_map_load(), from memory; `file` is for messages. */
int ch_map_read(struct ch_map **out, const char *file, const char *text,
		size_t n, struct ch_err *err);

/*
 * Reads a path and makes the shape want it. `end` gets the wants where it may
 * end (for csv: none), `flags` are given to them.
 */
int ch_map_path(struct map_parse *ps, struct ch_slice text, unsigned flags,
		struct map_path *out);
int ch_map_path_ends(struct map_parse *ps, struct ch_slice text,
		     unsigned flags, struct ch_want **base, int nbase,
		     struct map_path *out, struct ch_want **end, int *nend);

/* Reads PREFIX`tail`, where PREFIX are that many bytes of the source's path, at
 * the place where that begins. */
int ch_map_sibling(struct map_parse *ps, const struct map_source *s,
		   size_t prefix, const char *tail, unsigned flags,
		   struct map_path *out);

/* Reads a `result` line: SOURCE [UNIT], choices of them. */
int ch_map_result_line(struct map_parse *ps, const struct map_line *line);

/* Adds the line's tokens [from, to) as patterns, which are checked once all
 * headers are read: %y hangs on one. */
int ch_map_dates(struct map_parse *ps, const struct map_line *line, int from,
		 int to, struct map_dates *out);
int ch_map_check_dates(struct map_parse *ps, const struct map_dates *dates);

/* The conversion of that name that says nodes in words, or NULL; and making
 * the shape want all that its words are made of (map_words.c). */
const struct map_wording *ch_map_wording(const struct map_tok *t);
int ch_map_words_want(struct map_parse *ps, const struct map_field *f,
		      const struct map_choice *c);

/* A table that values can miss is counted, as of the line at hand. */
int ch_map_count(struct map_parse *ps, struct map_table *t);

/* Reads tokens [at, line->n) as a value. */
int ch_map_value(struct map_parse *ps, const struct map_line *line, int at,
		 struct map_value *out);
int ch_map_cond(struct map_parse *ps, const struct map_line *line, int *at,
		struct map_cond *out);

#endif
