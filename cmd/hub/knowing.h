/* knowing.h - verbs of knowledge files: list, show, check, approve, test. */
#ifndef CH_KNOWING_H
#define CH_KNOWING_H

#include "hub/hub.h"

/*
 * How a program tells of them. Columns, with blanks between: kind name title
 * sort better version status by at hash short from file; NAME:HEADING prints
 * a column under another name.
 */
struct ch_knowing {
	const char *kind;	/* its folder; NULL: operands are KIND/NAME */
	const char *type;	/* what is printed says that it is */
	const char *draft;	/* the word for what nobody approved */
	const char *columns;
	const char *table;	/* of a table without -v */
	bool files;		/* what is checked are files by their paths,
				   which need not be in force */
};

/* A verb's `run`; ->rows is a struct ch_knowing. Each file that cannot be used
 * is named, and hides no other; the code of the first is the verb's. */

/* [KIND]: a line for each file in force. */
int ch_knowing_list(struct ch_ui *ui, struct ch_store *store, void *opt,
		    int argc, char **argv);
/* The file itself. */
int ch_knowing_show(struct ch_ui *ui, struct ch_store *store, void *opt,
		    int argc, char **argv);
/* All of them, or those named. */
int ch_knowing_check(struct ch_ui *ui, struct ch_store *store, void *opt,
		     int argc, char **argv);
/* One transaction; -n prints what would be, and takes it back. */
int ch_knowing_approve(struct ch_ui *ui, struct ch_store *store, void *opt,
		       int argc, char **argv);
/* Also asks their queries, and says how many rows came. */
int ch_knowing_test(struct ch_ui *ui, struct ch_store *store, void *opt,
		    int argc, char **argv);

#endif
